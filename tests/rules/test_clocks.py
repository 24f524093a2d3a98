"""Clocks, told as the stories they come from; the examples of `tests/vectors/clocks.json` were counted by hand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from evenhand.procedures.rules import clocks as clocks_module
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.clocks import ClockEvent, ClockState, compute_clocks, order_earliest

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "clocks.json").read_text(encoding="utf-8"))
CLOCK = TypeAdapter(Clock)
START = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # a Monday


def run(clock: Clock, *events: tuple[str, datetime], now: datetime = START, tz: str = "UTC") -> ClockState:
    [state] = compute_clocks((clock,), [ClockEvent(*event) for event in events], tz, now, "")
    return state


def make(**changed: Any) -> Clock:
    return Clock(**{"code": "c", "starts_on": "s", "stops_on": ("x",), "length": 2, **changed})


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["why"][:50] for vector in VECTORS])
def test_example(vector: dict[str, Any]) -> None:
    clock = CLOCK.validate_json(json.dumps(vector["clock"]))
    given = vector["input"]
    events = [ClockEvent(each["tag"], datetime.fromisoformat(each["at"])) for each in given["events"]]
    [state] = compute_clocks((clock,), events, given["tz"], datetime.fromisoformat(given["now"]), "GB-ENG")
    due = state.due.strftime("%Y-%m-%dT%H:%M:%SZ") if state.due else None
    last_day = state.last_day.isoformat() if state.last_day else None
    assert {"state": state.state, "due": due, "last_day": last_day} == vector["expected"]
    assert (state.code, state.article) == (vector["clock"]["code"], vector["clock"]["article"])


def test_a_clock_that_nothing_started() -> None:
    assert run(make(article="a.1"), ("x", START)) == ClockState("c", "not_started", None, None, "a.1")


def test_an_extension_alone_starts_nothing() -> None:
    assert run(make(extend_on=("e",)), ("e", START)).state == "not_started"


def test_a_stop_at_the_due_instant_is_in_time_and_one_later_is_late() -> None:
    due = datetime(2026, 9, 10, tzinfo=UTC)
    assert run(make(), ("s", START), ("x", due)).state == "met"
    assert run(make(), ("s", START), ("x", due + timedelta(microseconds=1))).state == "met_late"


def test_a_clock_is_overdue_only_after_the_due_instant() -> None:
    due = datetime(2026, 9, 10, tzinfo=UTC)
    assert run(make(), ("s", START), now=due).state == "running"
    assert run(make(), ("s", START), now=due + timedelta(microseconds=1)).state == "overdue"


def test_the_first_of_two_starts_counts() -> None:
    assert run(make(), ("s", START), ("s", START + timedelta(days=5))).last_day == date(2026, 9, 9)


def test_events_at_one_instant_are_taken_in_the_order_given() -> None:
    assert run(make(), ("s", START), ("x", START)).state == "met"
    assert run(make(), ("x", START), ("s", START)).state == "running"


def test_a_second_pause_and_a_resumption_of_nothing_change_nothing() -> None:
    clock = make(pauses_on=("p",), resumes_on=("r",))
    later = [START + timedelta(days=n) for n in range(6)]
    plain = run(clock, ("s", START), ("p", later[1]), ("r", later[2]))
    more = run(
        clock, ("s", START), ("r", START), ("p", later[1]), ("p", later[1]), ("r", later[2]), ("r", later[3])
    )
    assert plain == more
    assert plain.last_day == date(2026, 9, 10)


def test_a_pause_before_the_start_does_not_count() -> None:
    clock = make(pauses_on=("p",), resumes_on=("r",))
    assert run(clock, ("p", START - timedelta(days=1)), ("s", START)).state == "running"


def test_a_pause_moves_hours_by_whole_days() -> None:
    clock = make(unit="hours", pauses_on=("p",), resumes_on=("r",))
    resumed = START + timedelta(days=1, hours=5)
    assert run(clock, ("s", START), ("p", START), ("r", resumed)).due == START + timedelta(hours=2, days=1)


def test_the_centre_s_own_calendar_stands_in_for_centre() -> None:
    clock = make(length=1, unit="working_days")
    friday = datetime(2026, 2, 13, 2, tzinfo=UTC)
    for calendar, last in (("CN", date(2026, 2, 14)), ("IE", date(2026, 2, 16))):
        [state] = compute_clocks((clock,), [ClockEvent("s", friday)], "Asia/Shanghai", friday, calendar)
        assert state.last_day == last


def test_a_weekend_of_one_s_own_replaces_the_calendar_s() -> None:
    friday = datetime(2026, 9, 11, 9, tzinfo=UTC)
    clock = make(length=1, unit="working_days", calendar="IE", weekend=(7,))
    assert run(clock, ("s", friday)).last_day == date(2026, 9, 12)


def test_the_earliest_of_two_is_told_under_its_own_name() -> None:
    first, second = make(code="a", starts_on="s", article="a.1"), make(code="b", starts_on="t", length=1)
    both = Clock(code="c", earliest_of=("a", "b"))
    events = [ClockEvent("s", START)]
    states = compute_clocks((both, first, second), events, "UTC", START, "")
    assert states[0] == ClockState("c", "running", datetime(2026, 9, 10, tzinfo=UTC), date(2026, 9, 9), "a.1")
    states = compute_clocks((both, first, second), [*events, ClockEvent("t", START)], "UTC", START, "")
    assert states[0].last_day == date(2026, 9, 8)


def test_the_earliest_of_none_that_started_has_not_started() -> None:
    clocks = (make(code="a"), Clock(code="c", earliest_of=("a",), article="a.2"))
    assert compute_clocks(clocks, [], "UTC", START, "")[1] == ClockState(
        "c", "not_started", None, None, "a.2"
    )


def test_a_clock_that_stands_still_is_no_earliest_while_another_runs() -> None:
    still, runs = make(code="a", pauses_on=("p",)), make(code="b", length=9)
    clocks = (still, runs, Clock(code="c", earliest_of=("a", "b")))
    events = [ClockEvent("s", START), ClockEvent("p", START)]
    states = compute_clocks(clocks, events, "UTC", START, "")
    assert [state.state for state in states] == ["paused", "running", "running"]
    clocks = (still, Clock(code="c", earliest_of=("a",)))
    assert compute_clocks(clocks, events, "UTC", START, "")[1].state == "paused"


def test_the_earliest_may_be_among_earliest_ones_and_a_circle_never_starts() -> None:
    clocks = (
        Clock(code="d", earliest_of=("c",)),
        Clock(code="c", earliest_of=("a",)),
        make(code="a"),
        Clock(code="e", earliest_of=("f",)),
        Clock(code="f", earliest_of=("e", "a")),
    )
    states = compute_clocks(clocks, [ClockEvent("s", START)], "UTC", START, "")
    assert [state.state for state in states] == [
        "running",
        "running",
        "running",
        "not_started",
        "not_started",
    ]
    assert [place for place, _ in order_earliest(clocks)] == [1, 0]


def test_sixty_clocks_each_the_earliest_of_all_before_it_are_no_bomb() -> None:
    clocks = [make(code="k0")]
    clocks += [Clock(code=f"k{n}", earliest_of=tuple(f"k{m}" for m in range(n))) for n in range(1, 60)]
    states = compute_clocks(tuple(clocks), [ClockEvent("s", START)], "UTC", START, "")
    assert {state.state for state in states} == {"running"}


def test_a_procedure_s_clocks_are_made_ready_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks_module, "_programs", {})
    clocks = (make(),)
    for day in range(3):
        events = [ClockEvent("s", START + timedelta(days=day))]
        assert compute_clocks(clocks, events, "UTC", START, "")[0].last_day == date(2026, 9, 9 + day)
    assert len(clocks_module._programs) == 1


def test_programs_are_kept_for_a_procedure_and_thrown_away_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks_module, "MOST_PROGRAMS", 2)
    monkeypatch.setattr(clocks_module, "_programs", {})
    kept = []
    for n in range(5):
        assert run(make(code=f"c{n}"), ("s", START)).code == f"c{n}"
        kept.append(len(clocks_module._programs))
    assert kept == [1, 2, 1, 2, 1]


@pytest.mark.parametrize("unit", ["years", "months", "weeks", "working_days", "days", "hours"])
def test_a_limit_of_more_than_a_hundred_years_is_refused(unit: str) -> None:
    given = {"code": "c", "starts_on": "s:a", "length": 9_999, "extend_length": 9_999, "unit": unit}
    if unit in ("working_days", "days", "hours"):
        assert CLOCK.validate_json(json.dumps(given)).length == 9_999
    else:
        with pytest.raises(ValidationError, match="100 years"):
            CLOCK.validate_json(json.dumps(given))
