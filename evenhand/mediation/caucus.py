"""Caucus notes, apart from everything else: written and read by the case's mediator alone.

Nothing of the portal, the public pages or the statistics can reach this file, even indirectly.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from evenhand.access.queries import permit_act
from evenhand.access.rules import Viewer
from evenhand.cases.change import Change
from evenhand.record.tags import Tag
from evenhand.vault.classification import SealedField, key, public
from evenhand.vault.fields import open_text, seal_into
from evenhand.vault.keys import open_key

if TYPE_CHECKING:
    from evenhand.cases.models import Case


class CaucusNote(models.Model):
    """What one side said in confidence, as its mediator wrote it down."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="+"))
    mediator = key(models.CharField(max_length=12))
    at = public(models.DateTimeField())
    words = SealedField()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_caucus_note"
        indexes: ClassVar = [models.Index(fields=["case", "mediator"], name="caucus_by_mediator")]


def add_caucus_note(change: Change) -> None:
    """Keep a note for the mediator who wrote it."""
    note = CaucusNote(case=change.case, mediator=change.by.code, at=change.at)
    seal_into(note, change.key, words=change.after["words"])
    note.save(force_insert=True)


def list_caucus_notes(viewer: Viewer, case: Case) -> list[tuple[CaucusNote, str]]:
    """The viewer's own notes in a case they mediate, newest first, opened; another mediator's are never listed."""
    opened = open_key(permit_act(viewer, "read_caucus", case))
    rows = CaucusNote.objects.filter(case=case, mediator=viewer.code).order_by("-at")
    return [(row, open_text(row, opened, "words")) for row in rows]


UPDATERS = {Tag.CAUCUS_NOTE_WRITTEN: add_caucus_note}
