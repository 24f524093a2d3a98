"""Reads of a mediation: its facts from the tables, without opening anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from evenhand.cases.rules.types import CaseFacts
from evenhand.mediation.models import Agreement, Ending, FollowUp, Session, TimesOffer
from evenhand.mediation.rules.types import (
    AgreementFacts,
    MediationFacts,
    OfferFacts,
    SessionFacts,
    SlotFacts,
)
from evenhand.procedures.rules.procedure import Procedure

if TYPE_CHECKING:
    from evenhand.cases.models import Case


def read_offer(case: Case) -> OfferFacts | None:
    """The open offer of times."""
    row = TimesOffer.objects.filter(case=case, is_open=True).first()
    if row is None:
        return None
    slots = tuple(
        SlotFacts(slot["ref"], datetime.fromisoformat(slot["starts"]), slot["place"]) for slot in row.slots
    )
    return OfferFacts(slots=slots, minutes=row.minutes, answered=frozenset(row.answered))


def read_agreement(case: Case) -> AgreementFacts | None:
    """The newest version of the terms and who has signed it."""
    rows = Agreement.objects.filter(case=case).prefetch_related("terms", "signatures")
    row = rows.order_by("version").last()
    if row is None:
        return None
    return AgreementFacts(
        version=row.version,
        terms=tuple(sorted((term.ref, term.who) for term in row.terms.all())),
        signed=frozenset(signature.who for signature in row.signatures.all()),
        advised=row.advised_at is not None,
        in_force_at=row.in_force_at,
    )


def read_sessions(case: Case) -> tuple[SessionFacts, ...]:
    """All sessions in order of their time."""
    rows = Session.objects.filter(case=case).order_by("starts")
    return tuple(
        SessionFacts(
            ref=row.ref,
            state=row.state,
            starts=row.starts,
            minutes=row.minutes,
            place=row.place,
            result=row.result,
            held_on=row.held_on,
            attendance=tuple(row.attendance),
        )
        for row in rows
    )


def read_mediation(case: Case) -> MediationFacts:
    """What is known of the mediation; before anybody is suitable there is nothing to read."""
    ending: Ending | None = getattr(case, "ending", None)
    early = case.stage == "intake" and ending is None
    if early:
        return MediationFacts(sessions=read_sessions(case))
    return MediationFacts(
        sessions=read_sessions(case),
        offer=read_offer(case),
        agreement=read_agreement(case),
        followed_up=frozenset(FollowUp.objects.filter(case=case).values_list("round", flat=True)),
        failed=ending.why if ending and ending.failed_at else "",
        referred_on=bool(ending and ending.referred_at),
        routes_told=bool(ending and ending.routes_told_at),
        disclosed=bool(ending and ending.disclosed_at),
    )


def list_choices(facts: CaseFacts, procedure: Procedure) -> dict[str, list[tuple[str, str]]]:
    """Answers that come from the case: offered times, terms, versions of the text to consent to."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    slots = known.offer.slots if known.offer else ()
    terms = known.agreement.terms if known.agreement else ()
    return {
        "slots": [(slot.ref, slot.ref) for slot in slots],
        "terms": [(ref, ref) for ref, _ in terms],
        "text_versions": [(one.text_version, one.text_version) for one in procedure.consents],
    }
