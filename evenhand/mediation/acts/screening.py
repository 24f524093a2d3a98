"""What a screening and a referral write into the tables."""

from __future__ import annotations

from evenhand.cases.change import Change
from evenhand.mediation.models import Ending, Screening
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into


def add_screening(change: Change) -> None:
    """Answers sealed; outcome and safeguards as codes. The newest screening of a person counts."""
    after = change.after
    row = Screening(
        case=change.case,
        seat=change.event.subject,
        at=change.at,
        by=change.signature,
        outcome=after["outcome"],
        safeguards=list(after.get("safeguards", [])),
    )
    answers = {code: value for code, value in after.items() if code not in {"outcome", "safeguards"}}
    seal_into(row, change.key, answers=answers)
    row.save(force_insert=True)
    change.case.parties.filter(seat=change.event.subject).update(suitability=after["outcome"])


def add_referral(change: Change) -> None:
    """Where the person was sent for help."""
    row, _ = Ending.objects.get_or_create(case=change.case)
    row.referred_at = change.at
    seal_into(row, change.key, referral=change.after["where"])
    row.save()


UPDATERS = {Tag.PARTY_SCREENING_DONE: add_screening, Tag.CASE_REFERRAL_MADE: add_referral}
