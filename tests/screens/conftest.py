"""A town whose clock is the clock of the screens too."""

from __future__ import annotations

import pytest

# Imported before a clock is replaced: a module first read meanwhile would keep that town's time for ever.
import evenhand.access.gate
import evenhand.public.entering  # noqa: F401
from evenhand.access.limits import BUCKETS
from tests.cast import Town, build_town
from tests.screens.portal_cast import Come, come_in


@pytest.fixture
def desk_town(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A centre with its people; what the town does and what a browser does happen at the same time."""
    town = build_town()
    monkeypatch.setattr("evenhand.calendars.clock.read_machine", lambda: town.at)
    return town


@pytest.fixture
def party_town(desk_town: Town) -> Town:
    """The same, and nobody has tried a code yet."""
    BUCKETS.forget()
    return desk_town


@pytest.fixture
def come(party_town: Town) -> Come:
    """Lets somebody come in to their own page, by seat."""
    return lambda seat: come_in(party_town, seat)
