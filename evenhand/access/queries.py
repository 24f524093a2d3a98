"""Reads behind every door: who is looking, and the permit to open a case's key after an allow."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from evenhand.access.models import ApiToken, Centre, PartyPass, User
from evenhand.access.rules import PROGRAM_LOGIN, Relation, Role, Standing, Viewer, allow, relate
from evenhand.access.table import GRANTS, JOBS
from evenhand.vault.permits import Permit


class Standable(Protocol):
    """What access needs of a case: who works on it, its state, and the name of its key."""

    id: UUID
    kind: str
    state: str

    @property
    def key_id(self) -> str: ...

    def describe_standing(self) -> Standing: ...


class NotAllowed(Exception):
    """A key was asked for without an allow; a fault of the program, never of a person."""


def hash_secret(secret: str) -> str:
    """What is kept of a token or pass: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def view_as(user: User) -> Viewer:
    """The viewer that a logged-in account is."""
    program = user.username.startswith(PROGRAM_LOGIN)
    return Viewer(role=Role(user.role), centre=user.centre_id, user=user.pk, code=user.code, program=program)


def find_token_viewer(secret: str) -> Viewer | None:
    """The viewer behind a bearer token; nothing for an unknown or revoked one."""
    rows = ApiToken.objects.filter(hash=hash_secret(secret), revoked_at=None, user__is_active=True)
    token = rows.select_related("user").first()
    return view_as(token.user) if token else None


def may(viewer: Viewer, act: str, case: Standable | None = None) -> bool:
    """Whether the table allows `act` to `viewer` on `case` (or where no case is in question yet)."""
    if case is None:
        return allow(GRANTS, role=viewer.role, act=act, kind="*", relation=Relation.NONE, state="open")
    relation = relate(viewer, case.describe_standing())
    return allow(GRANTS, role=viewer.role, act=act, kind=case.kind, relation=relation, state=case.state)


def permit_act(viewer: Viewer, act: str, case: Standable) -> Permit:
    """The permit that opens the case's key for one allowed act; `NotAllowed` otherwise."""
    if not may(viewer, act, case):
        raise NotAllowed(act)
    return Permit(case.key_id, act)


def permit_job(case: Standable, why: str) -> Permit:
    """The permit for work the program does by itself; `why` must be one of the listed jobs."""
    if why not in JOBS:
        raise NotAllowed(why)
    return Permit(case.key_id, why)


def permit_new_case(viewer: Viewer, key_id: str) -> Permit:
    """The permit for the key of a case that is being opened in this very act."""
    if not may(viewer, "open_case"):
        raise NotAllowed("open_case")
    return Permit(key_id, "open_case")


def hold_centre(centre: Centre) -> None:
    """Wait until nobody else decides for the whole centre, and keep it so until the transaction ends."""
    Centre.objects.select_for_update().filter(pk=centre.pk).first()


def permit_centre(centre: Centre, why: str) -> Permit:
    """The permit for the centre's own key: names of its staff and declared relations of its mediators."""
    return Permit(centre.key_id, why)


def find_centre() -> Centre | None:
    """The centre of this installation; nothing before `evenhand init`."""
    return Centre.objects.order_by("made_at", "pk").first()


@dataclass(frozen=True)
class PassSeat:
    """Whose way in a pass is: one seat of one case."""

    case: UUID
    seat: str


def find_pass(*, secret: str, kind: str, at: datetime) -> PassSeat | None:
    """Whose pass this is, while it can be used; reading it uses nothing up."""
    rows = PartyPass.objects.filter(hash=hash_secret(secret), kind=kind, used_at=None)
    found = rows.exclude(expires_at__lte=at).first()
    return PassSeat(found.case_id, found.seat) if found else None


def list_people(centre_id: UUID) -> dict[str, tuple[tuple[str, str], ...]]:
    """The centre's mediators and workers as (code, code); whoever may see names puts them over the codes."""
    rows = User.objects.filter(centre_id=centre_id, is_active=True).order_by("pk")
    found = list(rows.values_list("code", "role", "username"))
    # Nobody sits behind a program's account, so no case is handed to it. A mediator's program is asked like any
    # mediator: over the API it answers for itself, and whoever chooses sees what it is.
    people = [(code, role) for code, role, login in found if not login.startswith(PROGRAM_LOGIN)]
    return {
        "mediators": tuple((code, code) for code, role, _ in found if role == Role.MEDIATOR.value),
        "workers": tuple((code, code) for code, role in people if role in {Role.INTAKE, Role.COORDINATOR}),
    }


def find_person(centre_id: UUID, code: str) -> User:
    """The person of a centre with this public code."""
    return User.objects.get(centre_id=centre_id, code=code)
