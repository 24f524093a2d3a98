"""The same centre and the same browser as the journeys."""

from __future__ import annotations

from tests.journeys.fixtures import browser, place, window

__all__ = ["browser", "place", "window"]
