"""What is proved of a procedure by going through every state that a case can come into.

Every step can be reached, every case can come to its end from wherever it is, and every clock that has started
can be met. What cannot be proved is told with the acts that lead there.
"""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.procedures.rules.checks import PACK
from evenhand.procedures.rules.clock import DAYS_OF, Clock
from evenhand.procedures.rules.exploring import Space, States, TooTangled, bounded
from evenhand.procedures.rules.findings import Finding
from evenhand.procedures.rules.procedure import Procedure, Step

CLOSED, ERASED = "closed", "erased"
TANGLED = "this procedure has too many states to be gone through: name fewer facts, or let steps make fewer"
MOST_FACTS_TOLD = 12
Ring = tuple[Step, States]


def prove_procedure(procedure: Procedure) -> tuple[Finding, ...]:
    """Everything that going through all states shows to be wrong."""
    known = {fact.code for fact in procedure.facts}
    named = {fact for step in procedure.steps for fact in _list_facts(step)}
    if not procedure.steps or not named <= known:
        return ()  # said elsewhere; there is nothing yet to go through
    if "closed" not in known:
        return (Finding(PACK, (), 'a procedure has the fact "closed": how a case ends'),)
    try:
        with bounded():
            return tuple(_prove(Space(procedure)))
    except TooTangled:
        return (Finding(PACK, (), TANGLED),)


def count_states(procedure: Procedure) -> int:
    """How many states a case can come into: for whoever wonders what was gone through."""
    with bounded():
        space = Space(procedure)
        *_, (_, reached) = space.list_reached()
        return int(reached.count(len(space.codes)))


def list_reachable(procedure: Procedure) -> frozenset[str]:
    """The codes of the steps that some case can come to."""
    with bounded():
        space = Space(procedure)
        *_, (_, reached) = space.list_reached()
        return frozenset(
            step.code for step in space.steps if reached & space.guards[step.code] != space.none
        ) | {procedure.steps[0].code}


def _list_facts(step: Step) -> set[str]:
    return {*step.needs.facts, *step.unless.facts, *step.makes, *step.unmakes, *step.clears}


def _prove(space: Space) -> Iterator[Finding]:
    rings = list(space.list_reached())
    reached = rings[-1][1]
    for place, step in enumerate(space.steps, 1):
        if reached & space.guards[step.code] == space.none:
            yield Finding(PACK, ("step", place, "needs"), f"no case can ever reach the step {step.code}")
    # A case that is erased owes nothing; but that it could be erased is no way to bring it to its end.
    living = reached & ~space.so(ERASED) if ERASED in space.codes else reached
    stuck = living & ~space.reach_back(space.so(CLOSED) & living, living)
    if stuck != space.none:
        yield Finding(
            PACK, (), f"a case can come where no step leads to its end: {_tell(space, rings, stuck)}"
        )
    yield from _prove_clocks(space, rings)


def _prove_clocks(space: Space, rings: list[Ring]) -> Iterator[Finding]:
    for place, clock in enumerate(space.procedure.clocks):
        if clock.earliest_of:
            continue
        yield from _prove_entries(space.procedure, place, clock)
        starters = _list_emitters(space.procedure, (clock.starts_on, *clock.restarts_on))
        stoppers = _list_emitters(space.procedure, clock.stops_on)
        if not starters:
            sentence = (
                f"no step makes the entry that starts this clock ({clock.starts_on}): say so in its emits"
            )
            yield Finding(PACK, ("clock", place, "starts_on"), sentence)
        elif clock.stops_on and not stoppers:
            sentence = "no step makes an entry that ends this clock, so it can never be met"
            yield Finding(PACK, ("clock", place, "stops_on"), sentence)
        elif clock.stops_on:
            yield from _prove_met(space, rings, place, clock, starters, stoppers)


def _prove_entries(procedure: Procedure, place: int, clock: Clock) -> Iterator[Finding]:
    emitted = {tag for step in procedure.steps for tag in step.emits}
    for key in ("stops_on", "restarts_on", "pauses_on", "resumes_on", "extend_on"):
        for tag in getattr(clock, key):
            if tag not in emitted:
                yield Finding(PACK, ("clock", place, key), f"no step makes the entry {tag} (emits)")
    if clock.pauses_on and not clock.resumes_on:
        yield Finding(
            PACK, ("clock", place, "pauses_on"), "this clock can stand still, and nothing lets it go on"
        )


def _list_emitters(procedure: Procedure, tags: tuple[str, ...]) -> list[Step]:
    return [step for step in procedure.steps if set(step.emits).intersection(tags)]


def _prove_met(
    space: Space, rings: list[Ring], place: int, clock: Clock, starters: list[Step], stoppers: list[Step]
) -> Iterator[Finding]:
    first, reached = space.procedure.steps[0], rings[-1][1]
    running = space.some(rings[0][1] if step is first else space.follow(reached, step) for step in starters)
    ended = space.some(space.so(fact) for fact in (CLOSED, ERASED) if fact in space.codes)
    stops = space.some(space.guards[step.code] for step in stoppers if step is not first) | ended
    stuck = running & ~space.reach_back(stops & reached, reached)
    if stuck != space.none:
        told = _tell(space, rings, stuck & reached)
        yield Finding(PACK, ("clock", place, "stops_on"), f"this clock can start and never be met: {told}")
    elif not clock.waits and all(_waits_longer(space.procedure, clock, step) for step in stoppers):
        sentence = "whatever ends this clock has to wait until after its time, so it can never be met"
        yield Finding(PACK, ("clock", place, "length"), sentence)


def _waits_longer(procedure: Procedure, clock: Clock, step: Step) -> bool:
    """Whether a step may only be done once a clock that starts with this one has run out, and that one is longer."""
    waited = {fact.removeprefix("passed_") for fact in step.needs.all if fact.startswith("passed_")}
    return any(
        other.code in waited
        and other.starts_on == clock.starts_on
        and _count_days(other) >= _count_days(clock)
        for other in procedure.clocks
    )


def _count_days(clock: Clock) -> float:
    return (clock.length + clock.extend_length) * (
        1 / 24 if clock.unit == "hours" else DAYS_OF.get(clock.unit, 1)
    )


def _tell(space: Space, rings: list[Ring], states: States) -> str:
    """Acts by which a case comes into one of these states, and what is so then."""
    place = next(place for place, (_, ring) in enumerate(rings) if ring & states != space.none)
    state = space.pick(rings[place][1] & states)
    aim = space.only(state)
    acts: list[str] = []
    while place:
        step, before = rings[place][0], rings[place - 1][1]
        acts.insert(0, step.act)
        aim = space.only(space.pick(space.precede(space.drift(aim), step) & before))
        place = next(place for place, (_, ring) in enumerate(rings) if ring & aim != space.none)
    facts = [code for code in space.codes if code in state and code not in space.given][:MOST_FACTS_TOLD]
    return f"after {', '.join((space.procedure.steps[0].act, *acts))} ({', '.join(facts) or 'nothing is so'})"
