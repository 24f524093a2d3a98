"""Who asked that a case be erased, and what another person said to it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from evenhand.vault.classification import SealedField, key, public


class ErasureRequest(models.Model):
    """One request. Two people: whoever asked cannot approve. Kept after erasure without its words."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="erasures"))
    requested_by = key(models.CharField(max_length=12))
    requested_at = public(models.DateTimeField())
    answered_by = key(models.CharField(max_length=12, blank=True, default=""))
    answered_at = public(models.DateTimeField(null=True))
    answer = public(models.CharField(max_length=10, blank=True, default=""))
    finished_at = public(models.DateTimeField(null=True))
    why = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_erasure_request"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="erasure_needs_two_people",
                condition=~models.Q(answer="approved") | ~models.Q(answered_by=models.F("requested_by")),
            ),
            models.CheckConstraint(
                name="erasure_answer_has_who_and_when",
                condition=models.Q(answer="", answered_at=None, answered_by="")
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answer=""), name="one_open_request_a_case"
            ),
        ]
