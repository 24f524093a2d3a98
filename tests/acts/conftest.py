"""A town for every test of acts."""

from __future__ import annotations

import pytest

from evenhand.cases import queries
from tests.acts.variant import make_variant
from tests.cast import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    """A centre with its people, before anybody has called."""
    return build_town()


@pytest.fixture
def wider(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The same town under a procedure that knows every act of a mediation."""
    monkeypatch.setattr(queries, "find_procedure", lambda *_: make_variant())
    return build_town()
