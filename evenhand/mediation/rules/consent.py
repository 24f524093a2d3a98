"""Rules of consent: asked of each side, to a named text, given freely, taken back at any time. Pure.

Saying no needs no reason and has no consequence recorded against anyone: a refusal ends the mediation and
nothing else follows from it.
"""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.papers import end_without_agreement, note_words
from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def refuse_other_seat(act: Act) -> Refused | None:
    """A party speaks for its own seat; only the office writes down what somebody else said."""
    if act.by.seat and act.subject != act.by.seat:
        return Refused(reason="this_is_side", field="party")
    return None


def decide_invitation(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The other side is told what is asked of them, and that they may say no."""
    event = Event(Tag.PARTY_INVITATION_SENT, subject=act.subject, after=write_values(act.data, "how"))
    return Decided((event, *note_words(act)))


def decide_consent(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Consent to one named version of the text; consent to an older one is asked again."""
    refused = refuse_other_seat(act)
    if refused:
        return refused
    party = facts.party(act.subject)
    version = act.data["text_version"]
    if party is not None and party.consent == "given" and party.consent_version == version:
        return Refused(reason="this_party_consented", because="unless", field="party")
    after = write_values(act.data, "text_version", "form", "doors")
    return Decided((Event(Tag.PARTY_CONSENT_GIVEN, subject=act.subject, after=after), *note_words(act)))


def _end(tag: Tag, why: str, act: Act) -> Outcome:
    said = Event(tag, subject=act.subject, after=write_values(act.data, "form"))
    return Decided((said, *note_words(act), *end_without_agreement(why)))


def decide_refusal(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A no is a no: the mediation ends, the routes are told, nothing is held against anyone."""
    return refuse_other_seat(act) or _end(Tag.PARTY_CONSENT_REFUSED, "refused", act)


def decide_withdrawal(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A consent can be taken back until the agreement is in force."""
    return refuse_other_seat(act) or _end(Tag.PARTY_CONSENT_WITHDRAWN, "withdrawn", act)


DECIDERS = {
    "invite_party": decide_invitation,
    "give_consent": decide_consent,
    "refuse_consent": decide_refusal,
    "withdraw_consent": decide_withdrawal,
}
