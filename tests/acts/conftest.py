"""A town for every test of acts."""

from __future__ import annotations

import pytest

from tests.cast import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    """A centre with its people, before anybody has called."""
    return build_town()
