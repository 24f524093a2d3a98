"""How many statements an act sends to the database: speed that can be asserted without a clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.counting import FRAME
from tests.cast import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def count(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        do()
    return sum(not each["sql"].startswith(FRAME) for each in seen.captured_queries)


def test_an_act_asks_for_each_thing_once(town: Town) -> None:
    assert count(lambda: town.open(once="first")) <= 26
    assert count(lambda: town.must("intake", "write_note", words="They rang at noon.")) <= 20
    contact = {"party": "p2", "method": "phone", "reached": "reached"}
    assert count(lambda: town.must("intake", "log_contact", **contact)) <= 30
