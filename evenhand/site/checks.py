"""What must hold before the server may start: every URL has a row in the table of screens, and no row is idle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from evenhand.access.screens import SCREENS


def list_url_names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(name with its namespace, pattern) of every URL the program answers."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from list_url_names(entry, space)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name or ''}", str(entry.pattern)


@register()
def check_screens(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Default deny is only true when nobody can forget a row."""
    found = list(list_url_names())
    names = {name for name, _ in found}
    faults: list[CheckMessage] = [
        Error(f"URL {pattern!r} ({name}) has no row in evenhand/access/screens.py", id="evenhand.E001")
        for name, pattern in found
        if name not in SCREENS
    ]
    faults += [
        Error(f"the row {name!r} in evenhand/access/screens.py has no URL", id="evenhand.E002")
        for name in sorted(SCREENS)
        if name not in names
    ]
    return faults
