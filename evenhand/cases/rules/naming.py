"""Names of facts that hold for every kind of case, and the decision that every act goes through first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from evenhand.cases.rules.types import Act, Actor, CaseFacts, Outcome, PartyFacts, Refused
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import name_for_step, refuse_unmet, veil_unmet

Decider = Callable[[Procedure, CaseFacts, Act, datetime], Outcome]


def name_party(party: PartyFacts | None) -> dict[str, bool]:
    """Facts about the person an act is about."""
    if party is None:
        return {}
    return {
        "this_is_side": party.is_side,
        "this_party_reached": party.reached,
        "this_party_screened": bool(party.suitability),
        "this_party_suitable": party.suitability in {"suitable", "with_safeguards"},
        "this_party_invited": party.invited or party.part == "initiating",
        "this_party_consented": party.consent == "given",
        "this_party_refused": party.consent == "refused",
    }


def name_case(facts: CaseFacts, by: Actor, subject: str, at: datetime) -> frozenset[str]:
    """Facts of any case: its state, its worker, its people, a pending erasure."""
    parts = {party.part for party in facts.parties}
    beside = {party.for_seat for party in facts.parties if party.part == "guardian"}
    companions = {party.for_seat for party in facts.parties if party.part == "companion"}
    found = {
        "closed": facts.state == "closed",
        "erased": facts.state == "erased",
        "has_worker": bool(facts.worker),
        "has_other_side": "responding" in parts,
        "all_reached": "responding" in parts and all(party.reached for party in facts.sides),
        "minor_without_guardian": any(
            p.under_18 and p.is_side and p.seat not in beside for p in facts.parties
        ),
        "needs_companion": any("companion" in p.support and p.seat not in companions for p in facts.sides),
        "erasure_requested": bool(facts.erasure.requested_by),
        "erasure_asked_by_me": bool(by.code) and facts.erasure.requested_by == by.code,
        "this_mediator": bool(by.code) and by.code in facts.mediators,
        **name_party(facts.party(subject)),
        **{f"passed_{clock.code}": clock.has_passed(at) for clock in facts.clocks},
    }
    return frozenset(name for name, so in found.items() if so)


def refuse_role(step: Step, by: Actor) -> Refused | None:
    """A pack can narrow who does a step; it can never widen the table of access."""
    return None if by.role in step.roles else Refused(reason="role", article=step.article)


def refuse_step(procedure: Procedure, act: str, by: Actor, named: frozenset[str]) -> Refused | None:
    """What the pack alone says against an act now; nothing when the step is open.

    The screens call this to know which buttons to show, the writer calls it before it decides: one rule.
    """
    step = procedure.step_for(act)
    if step is None:
        return Refused(reason="not_in_procedure")
    wrong = refuse_role(step, by)
    if wrong:
        return wrong
    unmet = refuse_unmet(procedure, step, name_for_step(named, step))
    if unmet is None:
        return None
    unmet = veil_unmet(unmet, step, by.role)
    return Refused(reason=unmet.fact, article=unmet.article, because=unmet.because)


def decide_act(
    procedure: Procedure,
    facts: CaseFacts,
    act: Act,
    at: datetime,
    *,
    named: frozenset[str],
    deciders: Mapping[str, Decider],
) -> Outcome:
    """Decide one act: first what the pack says, then the rule of the act itself."""
    refused = refuse_step(procedure, act.code, act.by, named)
    if refused:
        return refused
    outcome = deciders[act.code](procedure, replace(facts, named=named), act, at)
    return cite_refusal(procedure, act.code, outcome) if isinstance(outcome, Refused) else outcome


def cite_refusal(procedure: Procedure, act: str, refused: Refused) -> Refused:
    """Nobody is refused without an article: the fact's own, or else that of the step."""
    if refused.article:
        return refused
    fact, step = procedure.fact(refused.reason), procedure.step_for(act)
    article = (fact.article if fact else "") or (step.article if step else "")
    return replace(refused, article=article)


def join_names(namers: Iterable[Callable[..., frozenset[str]]], *given: object) -> frozenset[str]:
    """All named facts of a case, from every storey that names some."""
    return frozenset().union(*(namer(*given) for namer in namers))
