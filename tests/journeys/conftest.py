"""The browser tests share one centre and one browser, and run after all others."""

from __future__ import annotations

import pytest

from tests.journeys.fixtures import browser, place, window

__all__ = ["browser", "place", "window"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last: the browser's driver keeps an event loop in this thread, in which Django refuses its tables."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
