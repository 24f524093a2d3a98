"""Names of facts of a mediation, as packs use them in `needs`, `unless` and `due`."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Actor, CaseFacts, PartyFacts
from evenhand.mediation.rules.types import MediationFacts

SUITABLE = frozenset({"suitable", "with_safeguards"})
MEDIATOR = "mediator"
# From the start to the end: the first that holds names the stage.
STAGES = (
    ("closed", "closed"),
    ("failed", "ending"),
    ("referred_on", "ending"),
    ("in_force", "followup"),
    ("terms_drafted", "agreement"),
    ("agreed", "agreement"),
    ("mediator_accepted", "session"),
    ("all_consented", "matching"),
    ("all_suitable", "consent"),
    ("first_screened", "consent"),
)


def _every(sides: tuple[PartyFacts, ...], other: bool, test: object) -> bool:
    return other and all(test(side) for side in sides)  # type: ignore[operator]


def name_sides(facts: CaseFacts) -> dict[str, bool]:
    """Screening and consent over the sides; "all" is never true while there is no other side."""
    sides = facts.sides
    other = any(side.part == "responding" for side in sides)
    first = [side for side in sides if side.part == "initiating"]
    return {
        "first_screened": bool(first) and all(side.suitability in SUITABLE for side in first),
        "all_screened": _every(sides, other, lambda side: bool(side.suitability)),
        "all_suitable": _every(sides, other, lambda side: side.suitability in SUITABLE),
        "someone_unsuitable": any(side.suitability == "not_suitable" for side in sides),
        "all_invited": _every(sides, other, lambda side: side.invited or side.part == "initiating"),
        "all_consented": _every(sides, other, lambda side: side.consent == "given"),
        "refused": any(side.consent == "refused" for side in sides),
        "withdrawn": any(side.consent == "withdrawn" for side in sides),
    }


def name_mediators(facts: CaseFacts) -> dict[str, bool]:
    """Where the search for a mediator stands."""
    states = [state for _, state in facts.assignments]
    active = {"asked", "accepted"} & set(states)
    return {
        "mediator_assigned": bool(active),
        "mediator_accepted": "accepted" in states,
        "mediator_objected": "objected" in states and not active,
    }


def name_sessions(facts: CaseFacts, known: MediationFacts, at: datetime) -> dict[str, bool]:
    """Where times and sessions stand."""
    everybody = {side.seat for side in facts.sides} | {MEDIATOR}
    session, last = known.confirmed, known.last_recorded
    return {
        "times_offered": known.offer is not None,
        "all_answered": known.offer is not None and everybody <= known.offer.answered,
        "session_confirmed": session is not None,
        "session_past": session is not None and session.starts <= at,
        "session_held": any(one.state == "held" for one in known.sessions),
        "agreed": last is not None and last.result in {"agreed", "in_part"},
    }


def name_agreement(facts: CaseFacts, known: MediationFacts, subject: str) -> dict[str, bool]:
    """Where the written agreement and its keeping stand."""
    agreement = known.agreement
    if agreement is None:
        return {}
    needed = {side.seat for side in facts.sides} | {MEDIATOR}
    return {
        "terms_drafted": True,
        "terms_exist": bool(agreement.terms),
        "advised": agreement.advised,
        "all_signed": needed <= agreement.signed,
        "in_force": agreement.in_force_at is not None,
        "this_party_signed": (subject or MEDIATOR) in agreement.signed,
    }


def name_mediation(facts: CaseFacts, by: Actor, subject: str, at: datetime) -> frozenset[str]:
    """Every named fact of a mediation."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    answered = known.offer.answered if known.offer else frozenset()
    found = {
        **name_sides(facts),
        **name_mediators(facts),
        **name_sessions(facts, known, at),
        **name_agreement(facts, known, subject),
        "this_party_answered": (subject or MEDIATOR) in answered,
        "mediator_disclosed": known.disclosed,
        "failed": bool(known.failed),
        "referred_on": known.referred_on,
        "routes_told": known.routes_told,
        "followed_up_30": "day_30" in known.followed_up,
        "followed_up_90": "day_90" in known.followed_up,
        "followups_done": {"day_30", "day_90"} <= known.followed_up,
    }
    return frozenset(name for name, so in found.items() if so)


def choose_stage(named: frozenset[str]) -> str:
    """The stage a case is in, for lists and for the line a party sees."""
    return next((stage for name, stage in STAGES if name in named), "intake")
