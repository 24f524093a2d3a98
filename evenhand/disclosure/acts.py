"""What asking to tell somebody outside, and the answer, write into the tables."""

from __future__ import annotations

from evenhand.cases.change import Change
from evenhand.disclosure.models import DisclosureRequest
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into


def add_request(change: Change) -> None:
    """Somebody asked; another person decides."""
    after = change.after
    row = DisclosureRequest(
        case=change.case,
        basis=after["basis"],
        what=list(after["what"]),
        requested_by=change.signature,
        requested_at=change.at,
    )
    seal_into(row, change.key, to=after["to"], why=after["why"])
    row.save(force_insert=True)


def mark_copied(change: Change) -> None:
    """The sides can read what is to be told."""
    change.case.disclosures.filter(answer="").update(copied_at=change.at)


def _answer(change: Change, answer: str) -> None:
    change.case.disclosures.filter(answer="").update(
        answer=answer, answered_by=change.signature, answered_at=change.at
    )


def approve_request(change: Change) -> None:
    """A second person agreed, and it was told."""
    _answer(change, "approved")


def decline_request(change: Change) -> None:
    """Nothing is told."""
    _answer(change, "declined")


UPDATERS = {
    Tag.CASE_DISCLOSURE_REQUESTED: add_request,
    Tag.CASE_REPORT_COPIED: mark_copied,
    Tag.CASE_DISCLOSURE_MADE: approve_request,
    Tag.CASE_DISCLOSURE_DONE: approve_request,
    Tag.CASE_DISCLOSURE_DECLINED: decline_request,
}
