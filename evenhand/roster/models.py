"""Tables of who serves: a mediator's languages and skills, and the relations they have declared."""

from __future__ import annotations

import uuid

from django.db import models

from evenhand.vault.classification import SealedField, key, public


class MediatorProfile(models.Model):
    """What a mediator brings. No rating, no results: a roster is not a ranking.

    `relations` is sealed under the centre's key: a list of {"name", "phone", "email"} that the mediator declared.
    """

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    user = key(models.OneToOneField("evenhand.User", on_delete=models.CASCADE, related_name="profile"))
    languages = public(models.JSONField(default=list))
    skills = public(models.JSONField(default=list))
    is_lead = public(models.BooleanField(default=True))
    relations = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_mediator_profile"
