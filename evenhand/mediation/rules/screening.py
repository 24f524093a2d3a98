"""Rules of safety screening: every side, alone, whatever the dispute is about. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.papers import end_without_agreement
from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

ANSWERS = ("alone", "afraid", "threatened", "hurt", "controlled", "free_to_say_no", "words")


def decide_screening(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A screening counts only when the person was spoken to alone; who is not free to say no is not suitable."""
    data = act.data
    if not data["alone"]:
        return Refused(reason="not_alone", field="alone")
    if data["free_to_say_no"] == "no" and data["outcome"] != "not_suitable":
        return Refused(reason="not_free", field="outcome")
    if data["outcome"] == "with_safeguards" and not data.get("safeguards"):
        return Refused(reason="no_safeguards", field="safeguards")
    after = write_values(data, *ANSWERS, "outcome", "safeguards")
    return Decided((Event(Tag.PARTY_SCREENING_DONE, subject=act.subject, after=after),))


def decide_referral(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Mediation is not right here: the person is told where help is. The other side learns no reason."""
    if not act.data["told"]:
        return Refused(reason="not_told", field="told")
    after = write_values(act.data, "where")
    return Decided(
        (
            Event(Tag.CASE_REFERRAL_MADE, subject=act.subject, after=after),
            *end_without_agreement("inappropriate"),
        )
    )


DECIDERS = {"screen_party": decide_screening, "refer_on": decide_referral}
