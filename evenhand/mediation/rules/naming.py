"""Names of facts of a mediation, as packs use them in `needs`, `unless` and `due`."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Actor, CaseFacts, PartyFacts
from evenhand.mediation.rules.types import MediationFacts

SUITABLE = frozenset({"suitable", "with_safeguards"})
MEDIATOR, CENTRE = "mediator", "centre"
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
    in_force = agreement.in_force_at is not None
    return {
        "terms_drafted": True,
        "terms_exist": bool(agreement.terms),
        "advised": agreement.advised,
        "all_signed": list_hands(facts, agreement.wanted) <= agreement.signed,
        "sealed": CENTRE in agreement.signed,
        "in_force": in_force,
        "agreed_orally": in_force and agreement.form == "oral",
        "this_party_signed": (subject or MEDIATOR) in agreement.signed,
    }


def list_hands(facts: CaseFacts, wanted: frozenset[str]) -> frozenset[str]:
    """The people who sign, as seats and "mediator"; a seal is nobody's hand."""
    sides = {side.seat for side in facts.sides} if "each_side" in wanted else set()
    return frozenset(sides | ({MEDIATOR} & wanted))


def name_texts(facts: CaseFacts, known: MediationFacts, subject: str) -> dict[str, bool]:
    """Which texts the sides, the mediator and this person have signed; never all sides while one is missing."""
    signed: dict[str, set[str]] = {}
    for code, who in known.texts:
        signed.setdefault(code, set()).add(who)
    other = any(side.part == "responding" for side in facts.sides)
    found = {}
    for code, hands in signed.items():
        found[f"sides_signed_{code}"] = other and {side.seat for side in facts.sides} <= hands
        found[f"mediator_signed_{code}"] = MEDIATOR in hands
        found[f"this_party_signed_{code}"] = (subject or MEDIATOR) in hands
    return found


def name_confirmation(known: MediationFacts) -> dict[str, bool]:
    """Where the court's confirmation of the agreement stands."""
    filed = known.confirmation
    return {
        "confirmation_filed": filed is not None,
        "confirmation_taken_up": filed is not None and filed.taken_up,
        "confirmation_decided": filed is not None and bool(filed.decision),
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
        **name_texts(facts, known, subject),
        **name_confirmation(known),
        "this_party_answered": (subject or MEDIATOR) in answered,
        "mediator_disclosed": known.disclosed,
        "failed": bool(known.failed),
        "referred_on": known.referred_on,
        "routes_told": known.routes_told,
        "end_told": known.end_told,
        "followed_up_30": "day_30" in known.followed_up,
        "followed_up_90": "day_90" in known.followed_up,
        "followups_done": {"day_30", "day_90"} <= known.followed_up,
    }
    return frozenset(name for name, so in found.items() if so)


def choose_stage(named: frozenset[str]) -> str:
    """The stage a case is in, for lists and for the line a party sees."""
    return next((stage for name, stage in STAGES if name in named), "intake")
