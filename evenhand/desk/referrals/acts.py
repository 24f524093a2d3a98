"""Take referrals in, each row in one transaction of its own, and take a whole import back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from evenhand.access.acts import note_import
from evenhand.access.rules import Viewer
from evenhand.cases.acts import Done, open_case, perform, take_back_case
from evenhand.cases.queries import find_case
from evenhand.desk.referrals.models import ReferralBatch, ReferralRow
from evenhand.desk.referrals.queries import NewCase, find_last_batch, view_import
from evenhand.erasure.acts import forget_case
from evenhand.procedures.rules.procedure import Procedure

if TYPE_CHECKING:
    from evenhand.access.models import Centre

Tick = Callable[[], None]


class RowRefused(Exception):
    """The engine refused a row that had been held against its forms: a fault of the program or of the pack."""


@dataclass(frozen=True)
class Undone:
    """What taking back came to: how many cases went, and the numbers of those somebody has worked on since."""

    taken_back: int
    kept: tuple[str, ...] = ()
    batch: str = ""


def import_referrals(
    *, centre: Centre, procedure: Procedure, new: Iterable[NewCase], at: datetime, by: str, tick: Tick
) -> tuple[int, str]:
    """Open a case for each row; how many, and the batch's name. Killed half-way, it goes on where it was."""
    viewer, count, batch = view_import(centre), 0, None
    for case in new:
        batch = batch or _find_open_batch(centre, at)
        count += _import_row(batch, viewer, procedure, case, at)
        tick()
    if batch is None:
        return 0, ""
    with transaction.atomic():
        batch.finished_at = at
        batch.save(update_fields=["finished_at"])
        note_import(centre=centre, undone=False, count=batch.rows.count(), at=at, by=by)
    return count, batch.pk.hex


def _find_open_batch(centre: Centre, at: datetime) -> ReferralBatch:
    """A batch that was cut short goes on; else a new one begins with its first row."""
    cut = ReferralBatch.objects.filter(centre=centre, finished_at=None, undone_at=None).first()
    return cut or ReferralBatch.objects.create(centre=centre, made_at=at)


def _import_row(
    batch: ReferralBatch, viewer: Viewer, procedure: Procedure, new: NewCase, at: datetime
) -> int:
    """One referral, whole or not at all; 0 when another import brought it meanwhile."""
    with transaction.atomic():
        if ReferralRow.objects.filter(fingerprint=new.fingerprint).exists():
            return 0
        opened = _expect_done(
            open_case(by=viewer, centre=batch.centre, procedure=procedure, data=new.draft.opening, at=at)
        )
        entries = len(opened.entries)
        for person in new.draft.people:
            added = perform(by=viewer, number=opened.number, act="add_party", data=person, at=at)
            entries += len(_expect_done(added).entries)
        case = find_case(viewer, opened.number)
        assert case is not None  # it was opened above, under the same lock
        ReferralRow.objects.create(batch=batch, case=case, fingerprint=new.fingerprint, entries=entries)
    return 1


def _expect_done(result: object) -> Done:
    if not isinstance(result, Done):
        # Its type only: what was refused holds a person's words.
        raise RowRefused(type(result).__name__)
    return result


def undo_import(*, centre: Centre, at: datetime, by: str, tick: Tick) -> Undone:
    """Take the last import back: its cases go for good, except those that somebody has worked on since."""
    finish_undone(at=at)
    batch = find_last_batch(centre)
    if batch is None:
        return Undone(0)
    viewer, kept, count = view_import(centre), [], 0
    for row in batch.rows.filter(taken_back_at=None).select_related("case").order_by("pk"):
        if _take_back(viewer, row, at):
            count += 1
        else:
            kept.append(row.case.number)
        tick()
    with transaction.atomic():
        batch.undone_at = at
        batch.save(update_fields=["undone_at"])
        note_import(centre=centre, undone=True, count=count, at=at, by=by)
    return Undone(count, tuple(kept), batch.pk.hex)


def _take_back(viewer: Viewer, row: ReferralRow, at: datetime) -> bool:
    case_id, here = row.case_id, ReferralRow.objects.filter(pk=row.pk)
    with transaction.atomic():
        # Marked first: by this mark `finish_undone` finds what a crash cut short after the tombstone.
        here.update(taken_back_at=at)
        if not take_back_case(by=viewer, number=row.case.number, entries=row.entries, at=at):
            here.update(taken_back_at=None)
            return False
    forget_case(case_id=case_id, at=at)
    return True


def finish_undone(*, at: datetime) -> int:
    """Complete what a crash cut short between a tombstone and the end of its case; how many there were."""
    pending = list(ReferralRow.objects.exclude(taken_back_at=None).values_list("case_id", flat=True))
    for case_id in pending:
        forget_case(case_id=case_id, at=at)
    return len(pending)
