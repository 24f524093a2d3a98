"""Who may knock at the demo's pages: everybody, and only where this is a demo."""

from __future__ import annotations

from evenhand.access.screens import ALL, SCREENS, Methods

DEMO_SCREENS: dict[str, Methods] = {
    "demo:home": {"GET": ALL},
    "demo:enter": {"POST": ALL},
    "demo:leave": {"POST": ALL},
    "demo:move_clock": {"POST": ALL},
    "demo:outbox": {"GET": ALL},
    "demo:mail": {"POST": ALL},
}


def open_demo() -> None:
    """Add the demo's rows to the table of screens; called where settings say that this is a demo."""
    SCREENS.update(DEMO_SCREENS)
