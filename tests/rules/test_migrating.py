"""Moving between versions: a mapping is whole, and no running clock is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.procedures.drafting import SKELETON
from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.clocks import ClockEvent
from evenhand.procedures.rules.duties import ClockRename, Migration
from evenhand.procedures.rules.migrating import (
    GOING_ON,
    Limit,
    Lost,
    Moved,
    NoWay,
    check_migration,
    map_clocks,
    plan_move,
)
from evenhand.procedures.rules.procedure import Procedure
from evenhand.procedures.rules.words import Words

OLD = load_pack(SKELETON)
WHY = Words((("en", "Longer."),))
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPENED = ClockEvent("case:intake:opened", START)
ASKED = ClockEvent("case:erasure:requested", START + timedelta(days=1))
REACHED = ClockEvent("party:contact:reached", START + timedelta(days=2))


def build(*, drop: str = "", rename: tuple[str, str] | None = None, ends: tuple[str, ...] = ()) -> Procedure:
    """The next version, without one clock or with one renamed, and its mapping."""
    names = dict([rename]) if rename else {}
    clocks = tuple(
        replace(clock, code=names.get(clock.code, clock.code), length=clock.length * 2)
        for clock in OLD.clocks
        if clock.code != drop
    )
    renames = tuple(ClockRename(old, new) for old, new in names.items())
    migration = Migration(old=OLD.version, why=WHY, clocks=renames, ends=ends)
    return replace(OLD, version="0.2.0", clocks=clocks, migrations=(migration,))


def plan(new: Procedure, *events: ClockEvent, now: datetime = START + timedelta(days=3)):
    return plan_move(OLD, new, events, "Europe/London", now, "GB-ENG")


def test_a_clock_goes_on_under_its_name_or_another() -> None:
    assert map_clocks(
        OLD, build(rename=("first_call", "call"), ends=("erasure_approval",)).migrations[0]
    ) == {
        "first_call": "call",
        "erasure_approval": "",
    }
    for new in (build(), build(rename=("first_call", "call"))):
        assert check_migration(OLD, new) == ()
        moved = plan(new, OPENED)
        assert isinstance(moved, Moved)
        assert (moved.before[0].due, moved.after[0].due) == (
            datetime(2026, 3, 17, 0, tzinfo=UTC),
            datetime(2026, 3, 30, 23, tzinfo=UTC),
        )


def test_a_running_clock_is_never_lost() -> None:
    new = build(drop="first_call", ends=("first_call",))
    assert check_migration(OLD, new) == ()
    assert plan(new, OPENED) == Lost(("first_call",))
    overdue = START + timedelta(days=90)
    assert plan(new, OPENED, now=overdue) == Lost(("first_call",))
    assert isinstance(plan(new, OPENED, REACHED), Moved)
    assert isinstance(plan(new), Moved)


def test_a_clock_that_another_version_counts_from_something_else_is_lost_too() -> None:
    waiting = replace(OLD.clocks[0], starts_on="case:erasure:requested")
    new = replace(build(), clocks=(waiting, OLD.clocks[1]))
    assert plan(new, OPENED) == Lost(("first_call",))
    assert isinstance(plan(new, OPENED, ASKED), Moved)


def test_without_a_word_about_the_old_version_there_is_no_way() -> None:
    assert plan(replace(build(), migrations=()), OPENED) == NoWay()
    assert plan(replace(build(), id="other"), OPENED) == NoWay()
    assert check_migration(OLD, replace(build(), migrations=())) == ()


def test_a_mapping_with_a_hole_is_a_fault() -> None:
    def say(new: Procedure) -> str:
        return " / ".join(finding.sentence for finding in check_migration(OLD, new))

    assert 'the clock "first_call" of version 0.1.0 goes on as "first_call"' in say(build(drop="first_call"))
    assert 'has no clock "nothing"' in say(build(ends=("nothing",)))
    assert 'has no clock "nothing"' in say(build(rename=("nothing", "more")))
    assert 'the outcome "other"' in say(replace(build(), outcomes=OLD.outcomes[:-1]))
    assert 'the step "log_contact"' in say(replace(build(), steps=OLD.steps[:1] + OLD.steps[2:]))
    assert "cases of mediation" in say(replace(build(), kind="hazard"))


TAGS = ["case:intake:opened", "party:contact:reached", "case:file:closed", "case:erasure:requested"]
STORIES = st.lists(st.tuples(st.sampled_from(TAGS), st.integers(0, 60)), max_size=6)


@given(STORIES, st.sampled_from(["first_call", "erasure_approval"]), st.integers(0, 120))
def test_whatever_happened_a_move_loses_nothing_that_runs(
    story: list[tuple[str, int]], ended: str, days: int
) -> None:
    events = [ClockEvent(tag, START + timedelta(days=day)) for tag, day in story]
    found = plan(build(drop=ended, ends=(ended,)), *events, now=START + timedelta(days=days))
    if isinstance(found, Lost):
        assert found.clocks == (ended,)
    else:
        assert isinstance(found, Moved)
        assert {each.code for each in found.before} <= {each.code for each in found.after}
        assert all(each.state in GOING_ON for each in found.before)


def test_a_time_limit_is_written_with_or_without_its_end() -> None:
    due = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert Limit("c", "running", due).written == {"code": "c", "state": "running", "due": due.isoformat()}
    assert Limit("c", "paused", None).written == {"code": "c", "state": "paused", "due": ""}
