"""What follow-up, closing, re-opening and telling the routes write into the tables."""

from __future__ import annotations

from datetime import date

from evenhand.cases.change import Change
from evenhand.mediation.models import Ending, FollowUp, Term
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into


def add_follow_up(change: Change) -> None:
    """How each promise stands now."""
    states = list(change.after["terms"])
    row = FollowUp(
        case=change.case, round=change.after["round"], at=change.at, by=change.signature, states=states
    )
    seal_into(row, change.key, words=change.after.get("words"))
    row.save(force_insert=True)
    terms = Term.objects.filter(agreement__case=change.case, agreement__in_force_at__isnull=False)
    for answer in states:
        terms.filter(ref=answer["term"]).update(state=answer["value"])


def note_outcome(change: Change) -> None:
    """How the case ended, or why the mediation did: for the office and its figures, not for the other side."""
    after, case = change.after, change.case
    if "outcome" in after:
        case.outcome = after["outcome"]
        case.save(update_fields=["outcome"])
    if "why" in after:
        Ending.objects.update_or_create(case=case, defaults={"why": after["why"]})


def close_case(change: Change) -> None:
    """The case has ended."""
    case = change.case
    case.state, case.closed_at = "closed", change.at
    case.save(update_fields=["state", "closed_at"])


def reopen_case(change: Change) -> None:
    """The case goes on: how it ended before stays in the record, and a former no may be asked about again."""
    case = change.case
    case.state, case.closed_at = "open", None
    case.save(update_fields=["state", "closed_at"])
    undone = {"failed_at": None, "why": "", "routes_told_at": None, "referred_at": None, "end_told_at": None}
    Ending.objects.filter(case=case).update(**undone)
    case.parties.filter(consent__in=["refused", "withdrawn"]).update(consent="", consent_version="")


def mark_told(change: Change) -> None:
    """The sides know what else they can do."""
    row, _ = Ending.objects.get_or_create(case=change.case)
    row.routes_told_at = change.at
    row.save(update_fields=["routes_told_at"])


def mark_end_told(change: Change) -> None:
    """The sides have it in writing that the mediation ended, and on which day."""
    ended_on = date.fromisoformat(change.after["ended_on"])
    known = {"ended_on": ended_on, "end_told_at": change.at}
    Ending.objects.update_or_create(case=change.case, defaults=known)


UPDATERS = {
    Tag.AGREEMENT_FOLLOWUP_DONE: add_follow_up,
    Tag.AGREEMENT_FOLLOWUP_FINISHED: add_follow_up,
    Tag.CASE_OUTCOME_NOTED: note_outcome,
    Tag.CASE_FILE_CLOSED: close_case,
    Tag.CASE_FILE_REOPENED: reopen_case,
    Tag.CASE_ROUTES_TOLD: mark_told,
    Tag.MEDIATION_END_TOLD: mark_end_told,
}
