"""A town whose clock is the clock of the screens too."""

from __future__ import annotations

import pytest

from tests.cast import Town, build_town


@pytest.fixture
def desk_town(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A centre with its people; what the town does and what a browser does happen at the same time."""
    town = build_town()
    monkeypatch.setattr("evenhand.calendars.clock.read_machine", lambda: town.at)
    return town
