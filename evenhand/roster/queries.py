"""Reads of the roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from evenhand.access.queries import permit_centre
from evenhand.roster.models import MediatorProfile
from evenhand.vault.fields import open_json
from evenhand.vault.keys import open_key

if TYPE_CHECKING:
    from evenhand.access.models import User


@dataclass(frozen=True)
class Bringing:
    """What one mediator brings, by public code."""

    code: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    is_lead: bool


def list_mediators(centre_id: UUID) -> tuple[Bringing, ...]:
    """What every active mediator of a centre brings, in a stable order that says nothing of merit."""
    rows = MediatorProfile.objects.filter(user__centre_id=centre_id, user__is_active=True)
    found = rows.order_by("user__code").values_list("user__code", "languages", "skills", "is_lead")
    return tuple(Bringing(code, tuple(tongues), tuple(skills), lead) for code, tongues, skills, lead in found)


def open_relations(user: User) -> list[Mapping[str, Any]]:
    """Whom a mediator declared to know; opened for one conflict check and forgotten."""
    row = MediatorProfile.objects.filter(user=user).first()
    if row is None or row.relations is None:
        return []
    return open_json(row, open_key(permit_centre(user.centre, "check_conflicts")), "relations") or []
