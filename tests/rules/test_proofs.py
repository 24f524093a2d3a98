"""Going through all states finds what a reader would miss, and says by which acts a case comes there."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.procedures.packs import read_pack
from evenhand.procedures.rules import exploring, proofs
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.conditions import Bar, Condition
from evenhand.procedures.rules.procedure import Fact, Procedure, Step
from evenhand.procedures.rules.proofs import count_states, list_reachable, prove_procedure
from evenhand.procedures.rules.words import Words

PACKS = Path(__file__).resolve().parents[2] / "packs"
SAID = Words((("en", "Said."),))
FACTS = ("a", "b", "c", "closed")


def make_step(code: str, **given: Any) -> Step:
    return Step(code=code, act=code, title=SAID, roles=("intake",), article="law.1", **given)


def make(*steps: Step, clocks: tuple[Clock, ...] = (), facts: tuple[str, ...] = FACTS) -> Procedure:
    """As much of a procedure as going through its states looks at."""
    known = tuple(Fact(code=code, says=SAID, given=code.startswith("given")) for code in facts)
    found: Any = SimpleNamespace(facts=known, steps=steps, clocks=clocks, id="small", stamp="")
    found.step_for = lambda act: next((step for step in steps if step.act == act), None)
    found.fact = lambda code: next((fact for fact in known if fact.code == code), None)
    return found


OPEN = make_step("open", emits=("case:opened",))
CLOSE = make_step("close", needs=Condition(all=("a",)), makes=("closed",), emits=("case:closed",))


def say(procedure: Procedure) -> list[str]:
    return [finding.sentence for finding in prove_procedure(procedure)]


def test_a_whole_procedure_has_nothing_against_it() -> None:
    assert say(make(OPEN, make_step("work", makes=("a",)), CLOSE)) == []


def test_a_step_that_no_case_can_reach_is_named() -> None:
    """Each of its facts can be, but never both: a thing no list of facts shows."""
    fork = (
        make_step("left", unless=Bar(any=("b",)), makes=("a",)),
        make_step("right", unless=Bar(any=("a",)), makes=("b",)),
        make_step("both", needs=Condition(all=("a", "b"))),
    )
    close = make_step("close", makes=("closed",))
    assert say(make(OPEN, *fork, close)) == ["no case can ever reach the step both"]


def test_a_case_that_can_never_end_is_told_with_the_acts_that_lead_there() -> None:
    trap = make_step("trap", needs=Condition(all=("b",)), makes=("c",), unmakes=("a",))
    work = make_step("work", unless=Bar(any=("c",)), makes=("a", "b"))
    close = replace(CLOSE, unless=Bar(any=("c",)))
    told = say(make(OPEN, work, trap, close))
    assert told == ["a case can come where no step leads to its end: after open, work, trap (b, c)"]


def test_what_a_step_always_takes_away_no_longer_bars() -> None:
    """That it may take it away proves nothing: it may also leave it."""
    work = make_step("work", unless=Bar(any=("a",)), makes=("a", "b"))
    close = replace(CLOSE, unless=Bar(any=("b",)))
    undo = make_step(
        "undo", needs=Condition(all=("a",)), unless=Bar(any=("c",)), makes=("c",), unmakes=("b",)
    )
    assert any("no step leads to its end" in sentence for sentence in say(make(OPEN, work, undo, close)))
    surely = replace(undo, unmakes=(), clears=("b",))
    again = make_step("again", needs=Condition(all=("c",)), unmakes=("c",))
    assert say(make(OPEN, work, surely, again, close)) == []


def test_erasing_a_case_is_no_way_to_end_it() -> None:
    erase = make_step("erase", makes=("erased",))
    shut = make_step("close", needs=Condition(all=("a",)), unless=Bar(any=("b",)), makes=("closed",))
    spoil = make_step("spoil", makes=("a", "b"))
    told = say(make(OPEN, spoil, shut, erase, facts=(*FACTS, "erased")))
    assert any("no step leads to its end" in sentence for sentence in told)


@pytest.mark.parametrize("key", ["stops_on", "restarts_on", "pauses_on", "resumes_on", "extend_on"])
def test_every_entry_a_clock_waits_for_is_made_by_a_step(key: str) -> None:
    lists = {"stops_on": ("case:closed",), "resumes_on": ("case:closed",)}
    lists[key] = (*lists.get(key, ()), "no:such")
    clock = Clock(code="c1", starts_on="case:opened", length=3, **lists)
    told = say(make(OPEN, make_step("work", makes=("a",)), CLOSE, clocks=(clock,)))
    assert told == ["no step makes the entry no:such (emits)"]


def test_a_clock_that_stands_still_can_go_on() -> None:
    clock = Clock(code="c1", starts_on="case:opened", stops_on=("case:closed",), pauses_on=("case:opened",))
    told = say(make(OPEN, make_step("work", makes=("a",)), CLOSE, clocks=(clock,)))
    assert told == ["this clock can stand still, and nothing lets it go on"]


def test_what_is_given_may_change_at_any_moment() -> None:
    wait = make_step("wait", needs=Condition(all=("given_past",)), makes=("a",))
    assert say(make(OPEN, wait, CLOSE, facts=(*FACTS, "given_past"))) == []


def test_a_clock_that_starts_must_be_able_to_stop() -> None:
    clock = Clock(code="c1", starts_on="work:begun", stops_on=("work:done",), length=3)
    begin = make_step("begin", makes=("a", "b"), emits=("work:begun",))
    finish = make_step("finish", needs=Condition(all=("b",)), unless=Bar(any=("c",)), emits=("work:done",))
    spoil = make_step("spoil", unless=Bar(any=("closed",)), makes=("c",))
    assert say(make(OPEN, begin, finish, CLOSE, clocks=(clock,))) == []
    # A case that has come to its end owes nothing any more; one that goes on for ever does.
    told = say(make(OPEN, begin, finish, spoil, replace(CLOSE, unless=Bar(any=("c",))), clocks=(clock,)))
    assert any(sentence.startswith("this clock can start and never be met: after open") for sentence in told)


@pytest.mark.parametrize(
    ("starts", "stops", "said"),
    [
        ("no:such", ("case:closed",), "no step makes the entry that starts this clock"),
        ("case:opened", ("no:such",), "no step makes the entry no:such"),
    ],
)
def test_the_entries_of_a_clock_are_made_by_steps(starts: str, stops: tuple[str, ...], said: str) -> None:
    clock = Clock(code="c1", starts_on=starts, stops_on=stops, length=3)
    told, *_ = say(make(OPEN, make_step("work", makes=("a",)), CLOSE, clocks=(clock,)))
    assert told.startswith(said)


def test_a_clock_that_must_wait_for_a_longer_one_can_never_be_met() -> None:
    waiting = Clock(code="w", starts_on="case:opened", length=7, waits=True)
    short = Clock(code="s", starts_on="case:opened", stops_on=("case:told",), length=48, unit="hours")
    tell = make_step("tell", needs=Condition(all=("given_w", "passed_w")), makes=("a",), emits=("case:told",))
    facts = (*FACTS, "given_w", "given_passed")
    tell = replace(tell, needs=Condition(all=("passed_w",)))
    procedure = make(OPEN, tell, CLOSE, clocks=(waiting, short), facts=(*facts, "passed_w"))
    procedure.facts[-1].__dict__["given"] = True
    assert say(procedure) == [
        "whatever ends this clock has to wait until after its time, so it can never be met"
    ]
    longer = replace(short, length=400)
    procedure.clocks = (waiting, longer)  # type: ignore[misc]
    assert say(procedure) == []


def test_the_earliest_of_clocks_is_met_with_them() -> None:
    clock = Clock(code="c1", starts_on="case:opened", stops_on=("case:closed",), length=3)
    first = Clock(code="c2", earliest_of=("c1",))
    assert say(make(OPEN, make_step("work", makes=("a",)), CLOSE, clocks=(clock, first))) == []


def test_a_procedure_says_how_a_case_ends() -> None:
    assert say(make(OPEN, facts=("a",))) == ['a procedure has the fact "closed": how a case ends']


def test_a_procedure_without_steps_or_with_unknown_facts_is_told_elsewhere() -> None:
    assert say(make()) == []
    assert say(make(OPEN, make_step("work", makes=("nowhere",)))) == []


def make_tangle(count: int) -> Procedure:
    """Pairs of facts far apart in the order that must be alike: the diagrams double with each pair."""
    facts = tuple(f"x{n}" for n in range(2 * count))
    scramble = make_step("scramble", makes=facts[:40])
    more = tuple(make_step(f"more{n}", makes=facts[n : n + 40]) for n in range(40, 2 * count, 40))
    pairs = tuple(
        make_step(f"pair{n}", needs=Condition(all=(f"x{n}", f"x{n + count}")), makes=("closed",))
        for n in range(count)
    )
    odd = make_step("odd", unless=Bar(any=("closed",)), needs=Condition(all=("a",)), makes=("b",))
    return make(OPEN, scramble, *more, *pairs, odd, facts=(*facts, *FACTS))


def test_a_procedure_with_too_many_states_is_refused_in_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "MOST_NODES", 300)
    assert say(make_tangle(30)) == [proofs.TANGLED]
    monkeypatch.undo()
    monkeypatch.setattr(exploring, "MOST_SECONDS", -1.0)
    assert say(make_tangle(30)) == [proofs.TANGLED]


def test_another_fault_is_not_taken_for_a_bound() -> None:
    with pytest.raises(RuntimeError, match="something else"), exploring.bounded():
        raise RuntimeError("something else")


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in PACKS.glob("*/pack.toml")))
def test_every_shipped_procedure_is_proved(folder: str) -> None:
    procedure, found = read_pack(PACKS / folder)
    assert procedure is not None, found.faults
    assert prove_procedure(procedure) == ()
    assert list_reachable(procedure) == {step.code for step in procedure.steps}
    assert count_states(procedure) > 1000


# -- against an explicit walk, state by state -------------------------------------------------------------------

NAMES = ("a", "b", "c", "d")
some = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
steps = st.builds(
    lambda al, an, no, ub, ua, mk, un: {
        "needs": Condition(all=al, any=an, none=no),
        "unless": Bar(any=ub, all=ua),
        "makes": mk,
        "unmakes": un,
    },
    some, some, some, some, some, some, some,
)  # fmt: skip


def list_parts(facts: tuple[str, ...]) -> Any:
    return chain.from_iterable(combinations(facts, size) for size in range(len(facts) + 1))


def is_open(step: Step, state: frozenset[str]) -> bool:
    needs, bar = step.needs, step.unless
    return (
        state.issuperset(needs.all)
        and (not needs.any or not state.isdisjoint(needs.any))
        and state.isdisjoint(needs.none)
        and state.isdisjoint(bar.any)
        and not (bar.all and state.issuperset(bar.all))
    )


def list_next(step: Step, state: frozenset[str]) -> set[frozenset[str]]:
    """A fact that a step may both make and unmake may come out either way."""
    found = set()
    for made in list_parts(step.makes):
        for unmade in list_parts(step.unmakes):
            found.add((state | set(made)) - set(unmade))
            found.add((state - set(unmade)) | set(made))
    return found


def walk(procedure: Procedure) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """All states that can be reached, and those of them that cannot come to an end."""
    reached, waiting = set(), list(list_next(procedure.steps[0], frozenset()))
    edges: dict[frozenset[str], set[frozenset[str]]] = {}
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            follows = (list_next(step, state) for step in procedure.steps[1:] if is_open(step, state))
            edges[state] = set().union(*follows)
            waiting += edges[state]
    good = {state for state in reached if "closed" in state}
    while more := {state for state in reached - good if edges[state] & good}:
        good |= more
    return reached, reached - good


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, min_size=1, max_size=4), some)
def test_it_agrees_with_walking_state_by_state(drawn: list[dict[str, Any]], first: tuple[str, ...]) -> None:
    made = [make_step(f"s{n}", **each) for n, each in enumerate(drawn)]
    close = make_step("close", needs=Condition(all=("d",)), makes=("closed",))
    procedure = make(make_step("open", makes=first), *made, close, facts=(*NAMES, "closed"))
    reached, stuck = walk(procedure)
    assert count_states(procedure) == len(reached)
    told = say(procedure)
    assert any("no step leads to its end" in sentence for sentence in told) == bool(stuck)
    shut = {step.code for step in procedure.steps[1:] if not any(is_open(step, state) for state in reached)}
    assert {sentence.split()[-1] for sentence in told if "can ever reach" in sentence} == shut
