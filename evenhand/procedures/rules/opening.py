"""What would have to happen first: the fewest acts that open a step which is shut.

Read backwards from the states in which the step is open: those one act away, two acts away and so on, until the
case as it stands is among them. Nothing is guessed about people: an act may bring about what its step says it
may, and what no act brings about (time passes, somebody else asks) is told as something to wait for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from evenhand.procedures.rules.exploring import Space, States, TooTangled, bounded
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import OFFICE_FACTS, OFFICE_FIRST, OFFICE_ROLES, name_for_step
from evenhand.procedures.rules.words import Words

MOST_ACTS = 40
# What ends a case is the way to nothing, unless there is no other.
LAST_RESORTS = ("closed", "erased", "failed", "refused", "withdrawn")


@dataclass(frozen=True)
class Wait:
    """Something that no act brings about, and that must be so (or no longer be so) first."""

    fact: str
    so: bool

    def say(self, procedure: Procedure) -> Words:
        """It in words: what must be so, or what stands in the way."""
        fact = procedure.fact(self.fact)
        if fact is None:
            return Words(())
        return fact.says if self.so else (fact.met or fact.says)


@dataclass(frozen=True)
class OpeningStep:
    """One act on the way, and what has to be waited for before it."""

    step: Step
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True)
class Opening:
    """The way to a shut step: the acts before it, in order, and what it waits for itself."""

    steps: tuple[OpeningStep, ...]
    waits: tuple[Wait, ...] = ()


def find_opening(procedure: Procedure, named: frozenset[str], act: str) -> Opening | None:
    """The fewest acts after which `act` is open, in a case of which these facts are so; none where nothing opens it.

    `Opening((), ())` says that it is open now.
    """
    target = procedure.step_for(act)
    if target is None or target is procedure.steps[0]:
        return None
    try:
        with bounded():
            way = _keep_way(procedure.stamp or procedure.id, _Kept(procedure), act)
            return way.find(target, named & set(way.space.codes))
    except TooTangled:
        return None


def veil_opening(opening: Opening, role: str) -> Opening:
    """The way as this role may know it: whatever rests on a screening is one thing that the office does first."""
    if role in OFFICE_ROLES:
        return opening
    plain = tuple(each for each in opening.steps if OFFICE_FACTS.isdisjoint(each.step.makes))
    if plain == opening.steps:
        return opening
    return Opening(plain, (Wait(OFFICE_FIRST, True), *opening.waits))


class _Kept:
    """A procedure as part of a key: the stamp beside it tells versions apart, so that none is compared whole."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.procedure is self.procedure

    def __hash__(self) -> int:
        return id(self.procedure)


class _Way:
    """The states from which a step is reached, by how many acts away they are; worked out once, as far as asked."""

    def __init__(self, procedure: Procedure, act: str) -> None:
        self.space = Space(procedure)
        self.steps = sorted(self.space.steps, key=_rank)
        target = next(step for step in self.space.steps if step.act == act)
        self.rings: list[States] = [self.space.drift(self.space.guards[target.code])]

    def find(self, target: Step, named: frozenset[str]) -> Opening | None:
        """The way from one state."""
        self.space.renew()
        far = next((far for far in self._widen() if self.space.holds(self.rings[far], named)), None)
        if far is None:
            return None
        acts: list[OpeningStep] = []
        for ring in reversed(self.rings[:far]):
            step, named, waits = self._go(named, ring)
            acts.append(OpeningStep(step, waits))
        return Opening(tuple(acts), self._list_waits(target, named))

    def _widen(self) -> Iterator[int]:
        """How far away, nearest first; the next ring is made when it is asked for."""
        for far in range(MOST_ACTS):
            if far == len(self.rings):
                last = self.rings[-1]
                wider = last | self.space.some(self.space.precede(last, step) for step in self.steps)
                if wider == last:
                    return
                self.rings.append(wider)
            yield far

    def _go(self, named: frozenset[str], ring: States) -> tuple[Step, frozenset[str], tuple[Wait, ...]]:
        """A step that leads from this state into the ring, the state after it, and what it waits for."""
        here = self.space.drift(self.space.only(named))
        # A state of a ring has a step into the ring before it: that is what the ring is.
        ways = ((step, self.space.follow(here, step) & ring) for step in self.steps)
        step, after = next((step, after) for step, after in ways if after != self.space.none)
        return step, self._settle(step, named, after), self._list_waits(step, named)

    def _settle(self, step: Step, named: frozenset[str], after: States) -> frozenset[str]:
        """The state after a step in which no more has changed than is of use."""
        for code in self.space.codes:
            now = code in named
            kept = self.space.fix(after, code, now)
            if kept == self.space.none:
                named = named - {code} if now else named | {code}
                kept = self.space.fix(after, code, not now)
            after = kept
        return named

    def _list_waits(self, step: Step, named: frozenset[str]) -> tuple[Wait, ...]:
        given, held = set(self.space.given), name_for_step(named, step)
        missing = [Wait(fact, True) for fact in step.needs.all if fact in given and fact not in held]
        if step.needs.any and held.isdisjoint(step.needs.any):
            missing += [Wait(fact, True) for fact in step.needs.any if fact in given][:1]
        bars = (*step.unless.any, *step.needs.none)
        return (*missing, *(Wait(fact, False) for fact in bars if fact in given and fact in held))


@lru_cache(maxsize=256)
def _keep_way(stamp: str, kept: _Kept, act: str) -> _Way:
    return _Way(kept.procedure, act)


def _rank(step: Step) -> tuple[bool, bool]:
    """A duty before what somebody may also do, and what ends a case last."""
    return step.due is None, bool(set(step.makes).intersection(LAST_RESORTS))
