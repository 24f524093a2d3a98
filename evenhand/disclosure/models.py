"""Who asked that somebody outside be told of a case, under which basis, and what another person said to it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from evenhand.vault.classification import SealedField, key, public


class DisclosureRequest(models.Model):
    """One request: a basis of the pack, the codes of what is told, to whom and why. Two people, as with erasure."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="disclosures"))
    basis = public(models.CharField(max_length=60))
    what = public(models.JSONField(default=list))
    requested_by = key(models.CharField(max_length=12))
    requested_at = public(models.DateTimeField())
    copied_at = public(models.DateTimeField(null=True))
    answered_by = key(models.CharField(max_length=12, blank=True, default=""))
    answered_at = public(models.DateTimeField(null=True))
    answer = public(models.CharField(max_length=10, blank=True, default=""))
    to = SealedField(null=True)
    why = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_disclosure_request"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="disclosure_needs_two_people",
                condition=models.Q(answer="") | ~models.Q(answered_by=models.F("requested_by")),
            ),
            models.CheckConstraint(
                name="disclosure_answer_has_who_and_when",
                condition=models.Q(answer="", answered_at=None, answered_by="")
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answer=""), name="one_open_disclosure_a_case"
            ),
        ]
