"""A town whose intake desk is sent files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evenhand.calendars.clock import read_now
from evenhand.desk.referrals.acts import import_referrals
from evenhand.desk.referrals.queries import Plan, plan_import
from evenhand.desk.referrals.reading import read_source
from evenhand.procedures.packs import find_procedure
from tests.cast import Town, build_town

Import = Callable[[bytes], int]


@pytest.fixture
def town(db: None) -> Town:
    """A centre with its people."""
    town = build_town()
    town.at = read_now()
    return town


def plan(town: Town, content: bytes) -> Plan:
    """What a file would bring."""
    procedure = find_procedure("community_mediation")
    return plan_import(centre=town.centre, procedure=procedure, source=read_source(content), at=town.at)


def take_in(town: Town, content: bytes, tick: Callable[[], None] = lambda: None) -> int:
    """Take a file in; how many cases were opened."""
    count, _batch = import_referrals(
        centre=town.centre,
        procedure=find_procedure("community_mediation"),
        new=plan(town, content).new,
        at=town.at,
        by="operator",
        tick=tick,
    )
    return count
