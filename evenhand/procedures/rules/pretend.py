"""A pretended case: a procedure tried out without any person, one step after another on days that somebody chose.

Which of the facts that a step may bring about came about is chosen, too; time limits and waits follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from evenhand.procedures.rules.clocks import ClockEvent, ClockState, compute_clocks
from evenhand.procedures.rules.duties import Notice
from evenhand.procedures.rules.opening import LAST_RESORTS
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import Unmet, list_due, name_for_step, refuse_unmet

ENDINGS = frozenset(LAST_RESORTS)
MOST_DONE = 60
NOON = time(12)


@dataclass(frozen=True)
class Did:
    """One step that was taken: its act, its day, what came about by it ("fact") and what it took away ("-fact")."""

    act: str
    day: date
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shut:
    """A step that is not open, and the fact that shuts it."""

    step: Step
    unmet: Unmet


@dataclass(frozen=True)
class Pretended:
    """The pretended case as it stands: what is so, what can be done, what cannot, and every time limit."""

    named: frozenset[str]
    opens: tuple[Step, ...]
    shut: tuple[Shut, ...]
    due: frozenset[str]
    clocks: tuple[ClockState, ...]
    sent: tuple[Notice, ...]


def list_changes(step: Step) -> tuple[str, ...]:
    """What a step may bring about ("fact") and take away ("-fact")."""
    return (*step.makes, *(f"-{fact}" for fact in step.unmakes))


def choose_changes(step: Step) -> tuple[str, ...]:
    """What most likely comes about: all that ends nothing; the end, where a step makes nothing else.

    A duty takes nothing away then; what is done beside the duties (an objection, opening again) does.
    """
    made = tuple(fact for fact in step.makes if fact not in ENDINGS) or step.makes
    taken = () if step.due and made else tuple(f"-{fact}" for fact in step.unmakes if fact not in step.makes)
    return (*made, *taken)


def list_given(procedure: Procedure) -> tuple[str, ...]:
    """The facts that no step makes and that open or shut one; not those that time makes."""
    named = {fact for step in procedure.steps for fact in (*step.needs.facts, *step.unless.facts)}
    given = (fact.code for fact in procedure.facts if fact.given and fact.code in named)
    return tuple(code for code in given if not code.startswith("passed_"))


def choose_given(procedure: Procedure) -> tuple[str, ...]:
    """Those of them that are so when the right person does a step: they open steps and shut none."""
    opening = {fact for step in procedure.steps for fact in (*step.needs.all, *step.needs.any)}
    shutting = {fact for step in procedure.steps for fact in (*step.unless.facts, *step.needs.none)}
    return tuple(code for code in list_given(procedure) if code in opening - shutting)


def apply_step(step: Step, changed: Iterable[str], named: frozenset[str]) -> frozenset[str]:
    """The facts after a step; nothing changes that the step may not change, and what it always takes away is gone."""
    chosen = frozenset(changed).intersection(list_changes(step))
    taken = {change[1:] for change in chosen if change.startswith("-")}
    return ((named - taken) | {change for change in chosen if not change.startswith("-")}) - set(step.clears)


def pretend(
    procedure: Procedure,
    done: Sequence[Did],
    given: Iterable[str],
    *,
    today: date,
    tz: str,
    calendar: str,
) -> Pretended:
    """Where a case would stand after these steps. `given` are the facts that no step makes and that are so.

    A step that was not open when it was taken changes nothing: a pretended case cannot do what a real one cannot.
    """
    story = _Story(
        procedure, procedure.choose_zone(tz), procedure.choose_calendar(calendar), frozenset(given)
    )
    for did in done[:MOST_DONE]:
        story.take(did)
    return story.describe(today)


class _Story:
    """A pretended case while its steps are taken in order."""

    def __init__(self, procedure: Procedure, zone: str, calendar: str, given: frozenset[str]) -> None:
        self.procedure, self.zone, self.calendar = procedure, zone, calendar
        self.given = given.intersection(fact.code for fact in procedure.facts if fact.given)
        self.made: frozenset[str] = frozenset()
        self.events: list[ClockEvent] = []
        self.taken: list[Step] = []

    def take(self, did: Did) -> None:
        """Take a step, if it is open on its day. A case begins with the first step, and only with it."""
        step = self.procedure.step_for(did.act)
        if step is None or (step is self.procedure.steps[0]) == bool(self.taken):
            return
        at = datetime.combine(did.day, NOON, tzinfo=ZoneInfo(self.zone))
        if self.taken and self._find_unmet(step, self._name(at, self._compute(at))):
            return
        self.made = apply_step(step, did.changed, self.made)
        self.events += [ClockEvent(tag, at) for tag in step.emits]
        self.taken.append(step)

    def describe(self, today: date) -> Pretended:
        """How the case stands on a day."""
        at = datetime.combine(today, NOON, tzinfo=ZoneInfo(self.zone))
        clocks = self._compute(at)
        named = self._name(at, clocks)
        if not self.taken:
            return Pretended(named, self.procedure.steps[:1], (), frozenset(), clocks, ())
        found = [(step, self._find_unmet(step, named)) for step in self.procedure.steps[1:]]
        return Pretended(
            named,
            opens=tuple(step for step, unmet in found if unmet is None),
            shut=tuple(Shut(step, unmet) for step, unmet in found if unmet is not None),
            due=frozenset(step.code for step in list_due(self.procedure, named)),
            clocks=clocks,
            sent=list_sent(self.procedure, self.taken[-1]),
        )

    def _compute(self, at: datetime) -> tuple[ClockState, ...]:
        return compute_clocks(self.procedure.clocks, self.events, self.zone, at, self.calendar)

    def _name(self, at: datetime, clocks: Iterable[ClockState]) -> frozenset[str]:
        """All that is so, with `passed_<clock>`: it has started, and its time has come."""
        passed = {f"passed_{each.code}" for each in clocks if each.due is not None and at >= each.due}
        return frozenset(self.made | self.given | passed)

    def _find_unmet(self, step: Step, named: frozenset[str]) -> Unmet | None:
        return refuse_unmet(self.procedure, step, name_for_step(named, step))


def list_sent(procedure: Procedure, step: Step) -> tuple[Notice, ...]:
    """The notices that a step sends."""
    return tuple(notice for notice in procedure.notices if set(notice.on).intersection(step.emits))
