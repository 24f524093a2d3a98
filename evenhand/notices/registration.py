"""Plugs the outbox into the engine: what an act brings about is told to people in the same transaction."""

from __future__ import annotations

from evenhand.cases.registry import register_after
from evenhand.notices.acts import queue_after


def register_notices() -> None:
    """Called once while the program starts."""
    register_after(queue_after)
