"""What invitation, consent, refusal and withdrawal write into the tables."""

from __future__ import annotations

from evenhand.cases.change import Change
from evenhand.mediation.models import Consent, Ending
from evenhand.record.tags import Tag

STATES = {
    Tag.PARTY_CONSENT_GIVEN: "given",
    Tag.PARTY_CONSENT_REFUSED: "refused",
    Tag.PARTY_CONSENT_WITHDRAWN: "withdrawn",
}


def mark_invited(change: Change) -> None:
    """Somebody was told what is asked of them."""
    change.case.parties.filter(seat=change.event.subject).update(invited_at=change.at)


def _keep(change: Change, seat: str, state: str) -> None:
    Consent.objects.create(
        case=change.case,
        seat=seat,
        state=state,
        version=change.after.get("text_version", ""),
        form=change.after.get("form", ""),
        doors=change.after.get("doors", ""),
        at=change.at,
        by=change.signature,
    )


def add_text(change: Change) -> None:
    """Somebody signed a text of their own; whether they agreed to mediate is another matter."""
    _keep(change, change.after["who"], "given")


def add_answer(change: Change) -> None:
    """What somebody said, beside what they said before."""
    state, version = STATES[change.event.tag], change.after.get("text_version", "")
    _keep(change, change.event.subject, state)
    change.case.parties.filter(seat=change.event.subject).update(consent=state, consent_version=version)


def mark_failed(change: Change) -> None:
    """The mediation ended without an agreement; the routes are still to be told."""
    Ending.objects.update_or_create(case=change.case, defaults={"failed_at": change.at})


UPDATERS = {
    Tag.PARTY_INVITATION_SENT: mark_invited,
    Tag.PARTY_CONSENT_GIVEN: add_answer,
    Tag.PARTY_CONSENT_REFUSED: add_answer,
    Tag.PARTY_CONSENT_WITHDRAWN: add_answer,
    Tag.PARTY_TEXT_SIGNED: add_text,
    Tag.CASE_MEDIATION_FAILED: mark_failed,
}
