"""The order in which a procedure unfolds: which steps open others, and which can never be reached.

Read from what each step needs and what it may bring about, without any case: a step follows another when the
other makes a fact that it waits for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evenhand.procedures.rules.procedure import Procedure, Step


@dataclass(frozen=True)
class Flow:
    """`stages` are the steps in the order in which they first become possible; `anytime` wait for nothing;
    `stuck` can never be reached, because no step brings about what they need.
    """

    stages: tuple[tuple[Step, ...], ...]
    anytime: tuple[Step, ...]
    stuck: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step that can be reached, in the order of the stages."""
        return (*(step for stage in self.stages for step in stage), *self.anytime)


def arrange_flow(procedure: Procedure) -> Flow:
    """The steps of a procedure in stages. The first step of the pack is how a case begins."""
    held = {fact.code for fact in procedure.facts if fact.given}
    anytime = tuple(
        step for step in procedure.steps[1:] if step.due is None and not list_awaited(procedure, step)
    )
    waiting = [step for step in procedure.steps[1:] if step not in anytime]
    stages = [procedure.steps[:1]]
    held |= _list_made(stages[0])
    # What nobody has a duty to do (a refusal, a correction) opens steps only where no duty does: it may come
    # at any moment, and usually does not.
    aside = _list_made(anytime)
    while True:
        ready = tuple(step for step in waiting if _can_open(step, held))
        if ready:
            stages.append(ready)
            waiting = [step for step in waiting if step not in ready]
            held |= _list_made(step for step in ready if step.due)
            aside |= _list_made(step for step in ready if not step.due)
        elif aside <= held:
            return Flow(tuple(stages), anytime, tuple(waiting))
        else:
            held |= aside


def list_awaited(procedure: Procedure, step: Step) -> tuple[str, ...]:
    """The facts of the procedure's own making that a step waits for, by need or by duty, in order."""
    named = (*step.needs.all, *step.needs.any, *(step.due.all + step.due.any if step.due else ()))
    given = {fact.code for fact in procedure.facts if fact.given}
    return tuple(dict.fromkeys(fact for fact in named if fact not in given))


def list_before(procedure: Procedure, flow: Flow, step: Step) -> tuple[Step, ...]:
    """The steps directly before one: of an earlier stage, making what it waits for, not before each other."""
    before = _list_makers(procedure, flow, step)
    earlier: set[str] = set()
    for other in before:
        earlier.update(_list_ancestors(procedure, flow, other))
    return tuple(other for other in before if other.code not in earlier)


def _list_ancestors(procedure: Procedure, flow: Flow, step: Step) -> set[str]:
    """Every step somewhere before one."""
    found: set[str] = set()
    waiting = [step]
    while waiting:
        fresh = [each for each in _list_makers(procedure, flow, waiting.pop()) if each.code not in found]
        found.update(each.code for each in fresh)
        waiting += fresh
    return found


def _list_makers(procedure: Procedure, flow: Flow, step: Step) -> tuple[Step, ...]:
    stage = _number_stages(flow)
    awaited = set(list_awaited(procedure, step))
    return tuple(
        other
        for other in flow.steps
        if awaited.intersection(other.makes) and stage[other.code] < stage.get(step.code, 0)
    )


def _number_stages(flow: Flow) -> dict[str, int]:
    return {step.code: number for number, stage in enumerate(flow.stages) for step in stage} | {
        step.code: 0 for step in flow.anytime
    }


def _list_made(steps: Iterable[Step]) -> set[str]:
    return {fact for step in steps for fact in step.makes}


def _can_open(step: Step, held: set[str]) -> bool:
    """Whether what it needs, and what makes it a duty, has been brought about by earlier steps."""
    conditions = (step.needs, step.due) if step.due else (step.needs,)
    return all(
        held.issuperset(each.all) and (not each.any or not held.isdisjoint(each.any)) for each in conditions
    )
