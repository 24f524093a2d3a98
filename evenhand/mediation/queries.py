"""Reads of a mediation: its facts from the tables, without opening anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from evenhand.cases.queries import has_rows, read_procedure
from evenhand.cases.rules.types import CaseFacts
from evenhand.mediation.models import Agreement, Confirmation, Consent, Ending, FollowUp, Session, TimesOffer
from evenhand.mediation.rules.agreement import list_wanted
from evenhand.mediation.rules.naming import MEDIATOR
from evenhand.mediation.rules.texts import list_asked, list_papers
from evenhand.mediation.rules.types import (
    AgreementFacts,
    ConfirmationFacts,
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
    if not has_rows(case, "offers"):
        return None
    row = TimesOffer.objects.filter(case=case, is_open=True).first()
    if row is None:
        return None
    slots = tuple(
        SlotFacts(slot["ref"], datetime.fromisoformat(slot["starts"]), slot["place"]) for slot in row.slots
    )
    return OfferFacts(slots=slots, minutes=row.minutes, answered=frozenset(row.answered))


def read_agreement(case: Case) -> AgreementFacts | None:
    """The newest version of the terms and who has signed it."""
    if not has_rows(case, "agreements"):
        return None
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
        form=row.form,
        wanted=list_wanted(read_procedure(case)),
    )


def read_texts(case: Case) -> frozenset[tuple[str, str]]:
    """(code of the consent, who) of every text that stands signed: the newest word of each person on it counts.

    What a mediator signed before taking the case was signed by another one: it is signed anew.
    """
    papers = list_papers(read_procedure(case))
    if not papers or not has_rows(case, "consents"):
        return frozenset()
    codes = {paper.text_version: paper.code for paper in papers}
    rows = Consent.objects.filter(case=case, version__in=codes).order_by("at")
    taken = [row.answered_at for row in case.assignments.all() if row.state == "accepted" and row.answered_at]
    since = max(taken, default=None)
    newest = {
        (codes[row.version], row.seat): row.state
        for row in rows
        if row.seat != MEDIATOR or (since is not None and row.at >= since)
    }
    return frozenset(pair for pair, state in newest.items() if state == "given")


def read_confirmation(case: Case) -> ConfirmationFacts | None:
    """Whether a court was asked to confirm the agreement, and what it did."""
    row: Confirmation | None = getattr(case, "confirmation", None)
    return ConfirmationFacts(row.taken_up_on is not None, row.decision) if row else None


def read_sessions(case: Case) -> tuple[SessionFacts, ...]:
    """All sessions in order of their time."""
    if not has_rows(case, "sessions"):
        return ()
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


def read_rounds(case: Case) -> frozenset[str]:
    """Which follow-ups were done."""
    if not has_rows(case, "followups"):
        return frozenset()
    return frozenset(FollowUp.objects.filter(case=case).values_list("round", flat=True))


def read_mediation(case: Case) -> MediationFacts:
    """What is known of the mediation."""
    ending: Ending | None = getattr(case, "ending", None)
    return MediationFacts(
        sessions=read_sessions(case),
        offer=read_offer(case),
        agreement=read_agreement(case),
        followed_up=read_rounds(case),
        failed=ending.why if ending and ending.failed_at else "",
        referred_on=bool(ending and ending.referred_at),
        routes_told=bool(ending and ending.routes_told_at),
        disclosed=bool(ending and ending.disclosed_at),
        end_told=bool(ending and ending.end_told_at),
        confirmation=read_confirmation(case),
        texts=read_texts(case),
    )


def list_timed(at: datetime) -> set[UUID]:
    """Cases whose session has come: it is now to be recorded, and can no longer be moved."""
    rows = Session.objects.filter(state="confirmed", starts__lte=at, case__state="open")
    return set(rows.values_list("case_id", flat=True))


def list_choices(facts: CaseFacts, procedure: Procedure) -> dict[str, list[tuple[str, str]]]:
    """Answers that come from the case: offered times, terms, the text to consent to, papers to sign."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    slots = known.offer.slots if known.offer else ()
    terms = known.agreement.terms if known.agreement else ()
    return {
        "slots": [(slot.ref, slot.ref) for slot in slots],
        "terms": [(ref, ref) for ref, _ in terms],
        "text_versions": [(one.text_version, one.text_version) for one in list_asked(procedure)],
        "papers": [(one.text_version, one.text_version) for one in list_papers(procedure)],
    }
