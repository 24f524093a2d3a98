"""Reads of what was told to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from evenhand.cases.queries import has_rows
from evenhand.cases.rules.types import DisclosureFacts
from evenhand.disclosure.models import DisclosureRequest
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_text

if TYPE_CHECKING:
    from evenhand.cases.models import Case


@dataclass(frozen=True)
class OpenDisclosure:
    """One telling, or the wish for one, in words. `answer`: approved, declined, or "" while nobody has decided."""

    basis: str
    what: tuple[str, ...]
    to: str
    answer: str
    asked_at: datetime
    answered_at: datetime | None


def read_disclosure(case: Case) -> DisclosureFacts:
    """Whether a request is open, whose it is, and what was done before."""
    if not has_rows(case, "disclosures"):
        return DisclosureFacts()
    rows = list(DisclosureRequest.objects.filter(case=case))
    pending = next((row for row in rows if not row.answer), None)
    return DisclosureFacts(
        requested_by=pending.requested_by if pending else "",
        basis=pending.basis if pending else "",
        what=tuple(pending.what) if pending else (),
        copied=any(row.copied_at for row in rows),
        made=any(row.answer == "approved" for row in rows),
    )


def open_disclosures(case: Case, key: CaseKey) -> list[OpenDisclosure]:
    """Every request of a case, the newest first, for the office."""
    if not has_rows(case, "disclosures"):
        return []
    return [
        OpenDisclosure(
            basis=row.basis,
            what=tuple(row.what),
            to=open_text(row, key, "to"),
            answer=row.answer,
            asked_at=row.requested_at,
            answered_at=row.answered_at,
        )
        for row in DisclosureRequest.objects.filter(case=case).order_by("-requested_at")
    ]
