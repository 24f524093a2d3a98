"""Rules of texts that are signed before a mediation begins, by each side or by the mediator as well. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.papers import note_words
from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.mediation.rules.consent import refuse_other_seat
from evenhand.mediation.rules.naming import MEDIATOR
from evenhand.mediation.rules.types import MediationFacts
from evenhand.procedures.rules.duties import Consent
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def list_papers(procedure: Procedure) -> tuple[Consent, ...]:
    """The texts that are signed one by one, beside the consent to mediate."""
    return tuple(one for one in procedure.consents if one.act == "sign_text")


def list_asked(procedure: Procedure) -> tuple[Consent, ...]:
    """The texts that a consent to mediate is given to."""
    return tuple(one for one in procedure.consents if one.act == "give_consent")


def _signs(facts: CaseFacts, paper: Consent, who: str) -> bool:
    """Whether this text is for this person to sign."""
    party = facts.party(who)
    if party is None:
        return who == MEDIATOR and paper.whose == "sides_and_mediator"
    return party.is_side or paper.whose == "each_party"


def _refuse_hand(facts: CaseFacts, act: Act, paper: Consent, who: str) -> Refused | None:
    if not _signs(facts, paper, who):
        return Refused(reason="this_is_side", field="party", article=paper.article)
    if who == MEDIATOR and act.by.role == "mediator" and act.by.code not in facts.mediators:
        return Refused(reason="this_mediator")
    known: MediationFacts = facts.kind_facts or MediationFacts()
    if (paper.code, who) in known.texts:
        reason = f"this_party_signed_{paper.code}"
        return Refused(reason=reason, because="unless", field="party", article=paper.article)
    return None


def decide_text(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Somebody signs one version of a text for themselves; left out, the one who signs is the mediator."""
    version, who = act.data["text_version"], act.subject or MEDIATOR
    paper = next((one for one in list_papers(procedure) if one.text_version == version), None)
    if paper is None:
        return Refused(reason="not_in_procedure", field="text_version")
    refused = refuse_other_seat(act) or _refuse_hand(facts, act, paper, who)
    after = {"who": who, **write_values(act.data, "text_version", "form")}
    signed = Event(Tag.PARTY_TEXT_SIGNED, subject=act.subject, after=after)
    return refused or Decided((signed, *note_words(act)))


DECIDERS = {"sign_text": decide_text}
