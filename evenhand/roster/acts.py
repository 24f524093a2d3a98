"""Writes of the roster: what a mediator brings, and whom they declare to know. Each is an entry of the centre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from evenhand.access.acts import note_roster
from evenhand.access.queries import permit_centre
from evenhand.roster.models import MediatorProfile
from evenhand.vault.fields import seal_into
from evenhand.vault.keys import open_key

if TYPE_CHECKING:
    from evenhand.access.models import User


def set_profile(
    *, user: User, languages: Sequence[str], skills: Sequence[str], is_lead: bool, at: datetime, by: str
) -> None:
    """Say what a mediator brings; codes only."""
    with transaction.atomic():
        MediatorProfile.objects.update_or_create(
            user=user,
            defaults={"languages": list(languages), "skills": list(skills), "is_lead": is_lead},
        )
        note_roster(centre=user.centre, code=user.code, what="profile", at=at, by=by)


def declare_relations(*, user: User, relations: Sequence[dict[str, str]], at: datetime, by: str) -> None:
    """A mediator names people they are close to, so that nobody has to ask; read only by a conflict check."""
    opened = open_key(permit_centre(user.centre, "declare_relations"))
    with transaction.atomic():
        row, _ = MediatorProfile.objects.get_or_create(user=user)
        seal_into(row, opened, relations=list(relations))
        row.save(update_fields=["relations"])
        note_roster(centre=user.centre, code=user.code, what="relations", at=at, by=by)
