"""How a version of a pack comes into use: one person proposes exactly what stands in the draft, another approves
it. Each is one transaction with its entry in the centre's record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from evenhand.access.acts import note_procedure, offer_packs
from evenhand.access.queries import hold_centre
from evenhand.access.rules import Role, Viewer
from evenhand.procedures.drafts import find_draft, find_drafts_root
from evenhand.procedures.keeping import VersionTaken, put_version
from evenhand.procedures.models import ProcedureVersion
from evenhand.procedures.packs import PackUnknown
from evenhand.procedures.queries import choose_procedure, is_newer

if TYPE_CHECKING:
    from evenhand.access.models import Centre

DECIDERS = frozenset({Role.COORDINATOR, Role.DIRECTOR})


@dataclass(frozen=True)
class NotTaken:
    """Why a version does not come into use: a code, with words in `words.py`."""

    reason: str


def request_approval(*, centre: Centre, pack: str, by: Viewer, at: datetime) -> ProcedureVersion | NotTaken:
    """Propose the draft exactly as it stands. A later change to it needs a new proposal."""
    if by.role not in DECIDERS or by.program:
        return NotTaken("not_yours")
    draft = find_draft(pack)
    if draft is None or draft.procedure is None or not draft.is_clean:
        return NotTaken("draft_missing" if draft is None else "draft_faulty")
    procedure = draft.procedure
    if not is_newer(centre, pack, procedure.version):
        return NotTaken("not_newer")
    with transaction.atomic():
        hold_centre(centre)
        open_rows = ProcedureVersion.objects.select_for_update().filter(centre=centre, pack=pack)
        open_rows.filter(state="proposed").update(state="withdrawn")
        row = ProcedureVersion.objects.create(
            centre=centre,
            pack=pack,
            version=procedure.version,
            stamp=procedure.stamp,
            proposed_by=by.code,
            proposed_at=at,
        )
        _note(row, "proposed", at, by)
    return row


def approve_version(*, centre: Centre, pack: str, by: Viewer, at: datetime) -> ProcedureVersion | NotTaken:
    """Approve what another person proposed: from now on new cases come under it.

    The folder is put in its place first and the row is written after: a crash in between leaves a folder that
    nobody approved, which no new case uses.
    """
    with transaction.atomic():
        rows = ProcedureVersion.objects.select_for_update().filter(centre=centre, pack=pack)
        row = rows.filter(state="proposed").first()
        wrong = _refuse_approval(centre, row, by)
        if row is None or wrong:
            return NotTaken(wrong or "not_proposed")
        row.state, row.approved_by, row.approved_at = "approved", by.code, at
        row.save(update_fields=["state", "approved_by", "approved_at"])
        _note(row, "approved", at, by)
    return row


def _refuse_approval(centre: Centre, row: ProcedureVersion | None, by: Viewer) -> str:
    """Why this proposal cannot be approved by this person; "" once its folder stands where it will be used."""
    if row is None:
        return "not_proposed"
    if by.role not in DECIDERS or by.program:
        return "not_yours"
    if row.proposed_by == by.code:
        return "second_person"
    return _put_in_place(centre, row)


def _put_in_place(centre: Centre, row: ProcedureVersion) -> str:
    """Copy exactly what was proposed to where new cases find it; why not, if not."""
    folder = find_drafts_root() / row.pack
    if not is_newer(centre, row.pack, row.version):
        return "not_newer"
    try:
        placed = folder.is_dir() and put_version(folder, row.pack, row.version, row.stamp)
        return "" if placed else "draft_changed"
    except VersionTaken:
        return "version_taken"


def withdraw_version(
    *, centre: Centre, pack: str, version: str, by: Viewer, at: datetime
) -> ProcedureVersion | NotTaken:
    """Take a proposal back, or let an approved version take no more new cases. Running cases keep theirs."""
    if by.role not in DECIDERS or by.program:
        return NotTaken("not_yours")
    with transaction.atomic():
        rows = ProcedureVersion.objects.select_for_update().filter(centre=centre, pack=pack, version=version)
        row = rows.exclude(state="withdrawn").first()
        if row is None:
            return NotTaken("not_proposed")
        row.state = "withdrawn"
        row.save(update_fields=["state"])
        _note(row, "withdrawn", at, by)
    return row


def offer_procedures(*, centre: Centre, packs: Iterable[str], by: Viewer, at: datetime) -> NotTaken | None:
    """The director says which procedures this centre offers for new cases; at least one of them."""
    wanted = set(packs)
    if by.role is not Role.DIRECTOR or by.program:
        return NotTaken("not_yours")
    try:
        chosen = [choose_procedure(centre.pk, pack) for pack in sorted(wanted)]
    except PackUnknown:
        return NotTaken("pack_unknown")
    if not any(procedure.kind == "mediation" for procedure in chosen):
        return NotTaken("none_in_use")
    offer_packs(centre=centre, packs=sorted(wanted), at=at, by=by.code)
    return None


def _note(row: ProcedureVersion, what: str, at: datetime, by: Viewer) -> None:
    shown: dict[str, Any] = {
        "what": what,
        "pack": row.pack,
        "version": row.version,
        "stamp": row.stamp,
    }
    approved = bool(row.approved_by)
    note_procedure(centre=row.centre, approved=approved, shown=shown, at=at, by=by.code)
