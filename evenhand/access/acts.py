"""Writes about who may come in. Each is one transaction with its record entry in the centre's chain."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from evenhand.access.codes import draw_code
from evenhand.access.models import ApiToken, Centre, PartyPass, User
from evenhand.access.queries import hash_secret, permit_centre
from evenhand.access.rules import Role
from evenhand.record.acts import append_entry
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into
from evenhand.vault.keys import CaseKey, create_key, open_key

LINK_LIFE = timedelta(minutes=30)
MOST_TRIES = 5


def _enter(
    centre: Centre, key: CaseKey, tag: Tag, at: datetime, by: str, shown: Mapping[str, object]
) -> None:
    append_entry(
        scope=centre.id,
        tag=tag,
        at=at,
        happened_at=at,
        subject="",
        by=by,
        shown={"before": {}, "after": dict(shown)},
        key=key,
    )


def make_centre(*, name: str, language: str, time_zone: str, calendar: str, at: datetime) -> Centre:
    """Make the centre of this installation, its key first: a centre without a key cannot exist."""
    centre = Centre(
        id=uuid.uuid4(), name=name, language=language, time_zone=time_zone, calendar=calendar, made_at=at
    )
    key = create_key(centre.key_id)
    with transaction.atomic():
        centre.save(force_insert=True)
        shown = {"name": name, "language": language, "time_zone": time_zone, "calendar": calendar}
        _enter(centre, key, Tag.CENTRE_CENTRE_MADE, at, "operator", shown)
    return centre


def add_person(
    *,
    centre: Centre,
    username: str,
    name: str,
    role: Role,
    at: datetime,
    by: str,
    password: str | None = None,
) -> User:
    """Add an account with one role. Without a password nobody can log in with it (tokens still work)."""
    key = open_key(permit_centre(centre, "add_person"))
    user = User(username=username.lower(), role=role.value, centre=centre, made_at=at, code=draw_code())
    user.password = make_password(password)
    with transaction.atomic():
        user.save(force_insert=True)
        seal_into(user, key, name=name)
        user.save(update_fields=["name"])
        _enter(centre, key, Tag.CENTRE_PERSON_ADDED, at, by, {"code": user.code, "role": role.value})
    return user


def close_account(*, user: User, at: datetime, by: str) -> None:
    """Somebody leaves: nobody logs in with the account again, its tokens end, and what it did stays in the record."""
    key = open_key(permit_centre(user.centre, "close_account"))
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
        _enter(user.centre, key, Tag.CENTRE_PERSON_LEFT, at, by, {"code": user.code, "role": user.role})


def create_token(*, user: User, at: datetime, by: str) -> str:
    """Give an account a bearer token; the secret is returned once and never kept."""
    secret = "eh_" + secrets.token_urlsafe(32)
    key = open_key(permit_centre(user.centre, "create_token"))
    with transaction.atomic():
        ApiToken.objects.create(hash=hash_secret(secret), user=user, made_at=at)
        _enter(user.centre, key, Tag.CENTRE_TOKEN_CREATED, at, by, {"code": user.code, "role": user.role})
    return secret


def revoke_tokens(*, user: User, at: datetime, by: str) -> int:
    """End every token of an account; how many still worked."""
    key = open_key(permit_centre(user.centre, "revoke_tokens"))
    with transaction.atomic():
        count = ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
        if count:
            _enter(user.centre, key, Tag.CENTRE_TOKEN_REVOKED, at, by, {"code": user.code, "count": count})
    return count


def note_import(*, centre: Centre, undone: bool, count: int, at: datetime, by: str) -> None:
    """Enter in the centre's record that a file of referrals was taken in, or taken back."""
    key = open_key(permit_centre(centre, "note_import"))
    tag = Tag.CENTRE_IMPORT_UNDONE if undone else Tag.CENTRE_IMPORT_DONE
    with transaction.atomic():
        _enter(centre, key, tag, at, by, {"count": count})


def note_roster(*, centre: Centre, code: str, what: str, at: datetime, by: str) -> None:
    """Enter that the roster changed for somebody: whose, and what kind of thing, never its words."""
    key = open_key(permit_centre(centre, "note_roster"))
    _enter(centre, key, Tag.CENTRE_ROSTER_CHANGED, at, by, {"code": code, "what": what})


def note_procedure(
    *, centre: Centre, approved: bool, shown: Mapping[str, object], at: datetime, by: str
) -> None:
    """Enter which version of which procedure was proposed or approved here, and by its stamp exactly what."""
    key = open_key(permit_centre(centre, "note_procedure"))
    tag = Tag.CENTRE_PROCEDURE_APPROVED if approved else Tag.CENTRE_PROCEDURE_PROPOSED
    _enter(centre, key, tag, at, by, shown)


def offer_packs(*, centre: Centre, packs: list[str], at: datetime, by: str) -> None:
    """Say which procedures the centre offers for new cases."""
    if packs == centre.packs_in_use:
        return
    with transaction.atomic():
        centre.packs_in_use = packs
        centre.save(update_fields=["packs_in_use"])
        note_procedure(centre=centre, approved=True, shown={"what": "in_use", "packs": packs}, at=at, by=by)


def make_pass(*, case_id: uuid.UUID, seat: str, kind: str, at: datetime) -> str:
    """A way in for a party: a link (256 bits, 30 minutes, once) or a come-back code (60 bits, until the end)."""
    if kind == "link":
        secret = secrets.token_urlsafe(32)
        expires = at + LINK_LIFE
    else:
        secret = "-".join(draw_code(4) for _ in range(3))
        expires = None
    PartyPass.objects.create(
        hash=hash_secret(secret), kind=kind, case_id=case_id, seat=seat, made_at=at, expires_at=expires
    )
    return secret


def consume_link(*, secret: str, at: datetime) -> PartyPass | None:
    """Use a link up: exactly one caller gets it, however many post it at once."""
    rows = PartyPass.objects.filter(hash=hash_secret(secret), kind="link", used_at=None, expires_at__gt=at)
    return PartyPass.objects.get(hash=hash_secret(secret)) if rows.update(used_at=at) == 1 else None


def count_try(*, secret: str) -> int:
    """Count a wrong PIN at a link; after five the link is dead. How many tries are left."""
    rows = PartyPass.objects.filter(hash=hash_secret(secret), kind="link", used_at=None)
    # In one statement, so that many tries at once are many tries.
    rows.update(tries=F("tries") + 1)
    rows.filter(tries__gte=MOST_TRIES).update(used_at=F("expires_at"))
    found = PartyPass.objects.filter(hash=hash_secret(secret)).first()
    return max(0, MOST_TRIES - found.tries) if found else 0
