"""A running clock is right after the process slept, after days were announced late, after a zone changed; and a due
date that moved is an entry with before and after.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from evenhand.calendars import announced, rules
from evenhand.cases.models import Case, Clock
from evenhand.cases.queries import open_case_key
from evenhand.cases.recomputing import recompute_open_cases
from evenhand.procedures.rules import limits
from evenhand.record.models import Entry
from evenhand.record.queries import open_entry
from evenhand.record.verifying import verify_record
from tests.cast import SAFE, Town, tell_to_session

CHANGED = "case:clock:changed"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """What one test announces is not known to the next."""
    announced._stamp, announced._next = None, 0.0
    yield
    rules.announce_days({})
    announced._stamp, announced._next = None, 0.0


def announce(home: Path, text: str, calendar: str = "GB-ENG") -> None:
    (home / "calendars").mkdir(exist_ok=True)
    (home / "calendars" / f"{calendar}.toml").write_text(text)
    announced._stamp, announced._next = None, 0.0


def list_changes(town: Town) -> list[dict]:
    case = Case.objects.get(number=town.number)
    key = open_case_key(town.viewer("coordinator"), case)
    return [open_entry(row, key) for row in Entry.objects.filter(scope=case.id, tag=CHANGED).order_by("pk")]


@pytest.fixture
def running(town: Town) -> Clock:
    """A case whose invitation is to be sent within five working days."""
    town.open()
    town.must("intake", "screen_party", party="p1", **SAFE)
    return Clock.objects.get(case__number=town.number, code="first_invitation")


def test_a_holiday_announced_late_moves_the_date_and_is_entered(
    town: Town, running: Clock, keys: Path
) -> None:
    announce(keys, f"off = [{running.last_day.isoformat()}]")
    calendar = Case.objects.get(number=town.number).centre.calendar
    assert calendar == "GB-ENG"
    assert recompute_open_cases(at=town.at) >= 1
    later = Clock.objects.get(pk=running.pk)
    assert later.last_day > running.last_day and later.due > running.due
    (change,) = list_changes(town)
    assert change["before"]["first_invitation"]["last_day"] == running.last_day.isoformat()
    assert change["after"]["first_invitation"]["last_day"] == later.last_day.isoformat()
    assert set(change["before"]) == set(change["after"]) == {"first_invitation"}
    recompute_open_cases(at=town.at)
    assert len(list_changes(town)) == 1
    assert verify_record().first_bad is None


def test_a_day_that_is_made_up_for_moves_it_back(town: Town, running: Clock, keys: Path) -> None:
    first = running.last_day - timedelta(days=(running.last_day.weekday() + 2) % 7)
    announce(keys, f"on = [{first.isoformat()}, 2026-03-07, 2026-03-08]")
    recompute_open_cases(at=town.at)
    assert Clock.objects.get(pk=running.pk).last_day < running.last_day
    assert len(list_changes(town)) == 1


def test_an_act_that_comes_first_enters_the_change_as_well(town: Town, running: Clock, keys: Path) -> None:
    """Otherwise the next act would move the date without a word."""
    announce(keys, f"off = [{running.last_day.isoformat()}]")
    town.must("intake", "write_note", words="A note.")
    assert len(list_changes(town)) == 1
    recompute_open_cases(at=town.at)
    assert len(list_changes(town)) == 1


def test_a_month_asleep_changes_no_date_and_is_no_entry(town: Town, running: Clock) -> None:
    recompute_open_cases(at=town.at + timedelta(days=31))
    slept = Clock.objects.get(pk=running.pk)
    assert (slept.state, slept.due) == ("overdue", running.due)
    assert list_changes(town) == []


def test_a_zone_that_changed_its_clocks_moves_the_instant(
    town: Town, running: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The centre's zone is given the offsets of another, as when a law moves a country's time."""
    name = Case.objects.get(number=town.number).centre.time_zone
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    other = next(path for root in zoneinfo.TZPATH if (path := Path(root) / "Asia" / "Kathmandu").is_file())
    (tmp_path / name).write_bytes(other.read_bytes())
    forget = (rules.open_zone, rules.find_midnight, limits._find_last_day)
    try:
        zoneinfo.reset_tzpath(to=[str(tmp_path)])
        zoneinfo.ZoneInfo.clear_cache()
        for cached in forget:
            cached.cache_clear()
        recompute_open_cases(at=town.at)
        moved = Clock.objects.get(pk=running.pk)
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
        for cached in forget:
            cached.cache_clear()
    assert moved.due == running.due - timedelta(hours=5, minutes=45)
    (change,) = list_changes(town)
    assert datetime.fromisoformat(change["after"]["first_invitation"]["due"]) == moved.due


@pytest.mark.parametrize("text", ["off = 3", "off = [1]", "off = [2026-01-01T00:00:00]", "off = [", "\xff"])
def test_a_file_that_cannot_be_understood_announces_nothing(
    town: Town, running: Clock, keys: Path, text: str
) -> None:
    (keys / "calendars").mkdir(exist_ok=True)
    (keys / "calendars" / "GB-ENG.toml").write_bytes(text.encode("latin-1"))
    recompute_open_cases(at=town.at)
    assert Clock.objects.get(pk=running.pk).due == running.due


def test_days_announced_for_another_calendar_change_nothing(town: Town, running: Clock, keys: Path) -> None:
    announce(keys, f"off = [{running.last_day.isoformat()}]", "CN")
    recompute_open_cases(at=town.at)
    assert Clock.objects.get(pk=running.pk).due == running.due
    assert rules.is_working_day("CN", date(2026, 3, 2)) and running.due.tzinfo == UTC


def test_only_what_changed_is_written(town: Town, running: Clock) -> None:
    """An hour later nothing is due: nothing is locked. The day after, the clock is overdue: one case is written."""
    assert recompute_open_cases(at=town.at + timedelta(hours=1)) == 0
    late = running.due + timedelta(seconds=1)
    assert recompute_open_cases(at=late) == 1
    assert recompute_open_cases(at=late) == 0
    assert Clock.objects.get(pk=running.pk).state == "overdue"


def test_a_session_that_has_come_is_to_be_recorded(town: Town) -> None:
    """No clock says so: time alone brings the duty."""
    tell_to_session(town)
    case = Case.objects.get(number=town.number)
    session = case.sessions.get(state="confirmed")
    assert not recompute_open_cases(at=session.starts - timedelta(minutes=1))
    assert recompute_open_cases(at=session.starts) == 1
