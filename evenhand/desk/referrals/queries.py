"""Reads for an import: what a file would bring, held against the procedure and against what came in before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from evenhand.access.queries import permit_centre
from evenhand.access.rules import Role, Viewer
from evenhand.cases.queries import LANGUAGE_CODES
from evenhand.desk.referrals.models import ReferralBatch, ReferralRow
from evenhand.desk.referrals.reading import Source
from evenhand.desk.referrals.rules.column_words import COLUMN_TITLES
from evenhand.desk.referrals.rules.columns import Mapping as Columns
from evenhand.desk.referrals.rules.columns import map_columns
from evenhand.desk.referrals.rules.drafts import Draft, Forms, RowFault, draft_rows
from evenhand.procedures.rules.forms import FormContext
from evenhand.procedures.rules.procedure import Procedure
from evenhand.vault.keys import open_key

if TYPE_CHECKING:
    from evenhand.access.models import Centre

# What the fingerprint is of: the same bytes under another purpose have another one.
PURPOSE = "referral"


@dataclass(frozen=True)
class NewCase:
    """A good row that is not here yet, and the mark by which it will be known again."""

    draft: Draft
    fingerprint: str


@dataclass(frozen=True)
class Plan:
    """What an import would do: nothing is written before somebody says yes."""

    read: int
    columns: Columns
    headers: tuple[str, ...]
    new: tuple[NewCase, ...]
    skipped: int
    faults: tuple[RowFault, ...]

    def describe_columns(self) -> list[dict[str, str]]:
        """Column by column, what it was taken for."""
        return [
            {"column": self.headers[place], "question": code, "says": COLUMN_TITLES[code]}
            for code, place in sorted(self.columns.places.items(), key=lambda pair: pair[1])
        ]


def make_forms(centre: Centre, procedure: Procedure, at: datetime) -> Forms:
    """The forms that rows are held against, on the centre's own day."""
    opening, person = procedure.form_for("open_case"), procedure.form_for("add_party")
    if opening is None or person is None:
        raise LookupError("this procedure opens no cases")
    today = at.astimezone(ZoneInfo(centre.time_zone)).date()
    context = FormContext(languages=LANGUAGE_CODES, tz=centre.time_zone)
    return Forms(opening, person, context, centre.language, today)


def plan_import(*, centre: Centre, procedure: Procedure, source: Source, at: datetime) -> Plan:
    """Read every row; part the good ones that are new from those that are here already, and from the bad ones."""
    table = source.table
    columns = map_columns(table.headers)
    key = open_key(permit_centre(centre, "plan_import"))
    drafts: list[Draft] = []
    faults: list[RowFault] = []
    for found in draft_rows(table, columns, make_forms(centre, procedure, at)):
        if isinstance(found, Draft):
            drafts.append(found)
        else:
            faults += found
    marked = {key.make_fingerprint(PURPOSE, draft.text): draft for draft in drafts}
    here = _list_here(list(marked))
    new = tuple(NewCase(draft, mark) for mark, draft in marked.items() if mark not in here)
    return Plan(len(table.rows), columns, table.headers, new, len(drafts) - len(new), tuple(faults))


def _list_here(marks: list[str]) -> set[str]:
    """Which of these came in before. Asked in portions: a database takes so many values in one question."""
    found: set[str] = set()
    for start in range(0, len(marks), 500):
        rows = ReferralRow.objects.filter(fingerprint__in=marks[start : start + 500])
        found |= set(rows.values_list("fingerprint", flat=True))
    return found


def find_last_batch(centre: Centre) -> ReferralBatch | None:
    """The newest import that still stands; an empty one is none."""
    rows = ReferralBatch.objects.filter(centre=centre, undone_at=None, rows__taken_back_at=None)
    return rows.filter(rows__isnull=False).order_by("-made_at", "-pk").distinct().first()


def view_import(centre: Centre) -> Viewer:
    """Who opens imported cases: the intake desk as a whole, so that they wait for whoever takes them first."""
    return Viewer(role=Role.INTAKE, centre=centre.id, code="import")


def describe_fault(fault: RowFault) -> Mapping[str, Any]:
    """A fault as another program reads it."""
    return {"line": fault.line, "column": fault.column, "code": fault.code, "words": fault.words}
