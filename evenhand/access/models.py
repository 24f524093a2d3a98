"""Tables of who may come in: the centre, its people, their tokens, and the passes of parties."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from evenhand.access.codes import draw_code
from evenhand.access.rules import Role
from evenhand.vault.classification import SealedField, key, public


class Centre(models.Model):
    """A mediation centre. Its name, language, time zone and calendar are published anyway."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    name = public(models.CharField(max_length=120))
    language = public(models.CharField(max_length=12, default="en"))
    time_zone = public(models.CharField(max_length=64, default="UTC"))
    calendar = public(models.CharField(max_length=12, default="GB-ENG"))
    made_at = public(models.DateTimeField())
    # The procedures it offers for new cases, by their codes; none named: the usual one.
    packs_in_use = public(models.JSONField(default=list))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_centre"

    @property
    def key_id(self) -> str:
        """The name of the centre's own key: it seals names of staff, never anything of a case."""
        return f"centre:{self.id.hex}"


class UserManager(BaseUserManager["User"]):
    """Makes accounts; only `access.acts` calls it."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this login handle, whatever its capitals."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A person of a centre. `username` is a login handle, never a name; the name is sealed under the centre's key."""

    username = key(models.CharField(max_length=60, unique=True))
    code = key(models.CharField(max_length=8, unique=True, default=draw_code))
    role = public(models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role]))
    centre = key(models.ForeignKey("evenhand.Centre", on_delete=models.PROTECT, related_name="people"))
    is_active = public(models.BooleanField(default=True))
    made_at = public(models.DateTimeField())
    name = SealedField(default=b"")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False
    is_superuser = False
    objects = UserManager()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_user"


class ApiToken(models.Model):
    """A bearer token of an account; only its SHA-256 is kept."""

    hash = key(models.CharField(max_length=64, unique=True))
    user = key(models.ForeignKey("evenhand.User", on_delete=models.CASCADE))
    made_at = public(models.DateTimeField())
    revoked_at = public(models.DateTimeField(null=True))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_api_token"


class PartyPass(models.Model):
    """A party's way in: a `link` (30 minutes, once, with the PIN) or a come-back `code`. Only hashes are kept."""

    hash = key(models.CharField(max_length=64, unique=True))
    kind = public(models.CharField(max_length=4, choices=[("link", "link"), ("code", "code")]))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE))
    seat = public(models.CharField(max_length=4))
    made_at = public(models.DateTimeField())
    expires_at = public(models.DateTimeField(null=True))
    used_at = public(models.DateTimeField(null=True))
    tries = public(models.PositiveSmallIntegerField(default=0))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_party_pass"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="party_link_expires",
                condition=models.Q(kind="code") | models.Q(expires_at__isnull=False),
            )
        ]
