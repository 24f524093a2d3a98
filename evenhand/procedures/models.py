"""Which versions of which procedures a centre has agreed to use: proposed by one person, approved by another."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from evenhand.vault.classification import key, public


class ProcedureVersion(models.Model):
    """One version of a centre's own pack on its way into use. `stamp` is the SHA-256 of exactly what was proposed."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    centre = key(models.ForeignKey("evenhand.Centre", on_delete=models.PROTECT))
    pack = public(models.CharField(max_length=60))
    version = public(models.CharField(max_length=20))
    stamp = public(models.CharField(max_length=64))
    state = public(models.CharField(max_length=10, default="proposed"))
    proposed_by = key(models.CharField(max_length=8))
    proposed_at = public(models.DateTimeField())
    approved_by = key(models.CharField(max_length=8, blank=True, default=""))
    approved_at = public(models.DateTimeField(null=True))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_procedure_version"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="procedure_approved_by_and_when",
                condition=models.Q(approved_by="", approved_at=None)
                | (~models.Q(approved_by="") & models.Q(approved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="procedure_state_fits_approval",
                condition=models.Q(state="proposed", approved_by="")
                | (models.Q(state="approved") & ~models.Q(approved_by=""))
                | models.Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                name="procedure_takes_two_people",
                condition=~models.Q(approved_by=models.F("proposed_by")),
            ),
            models.UniqueConstraint(
                fields=["centre", "pack"],
                condition=models.Q(state="proposed"),
                name="one_open_proposal_a_pack",
            ),
            models.UniqueConstraint(
                fields=["centre", "pack", "version"],
                condition=models.Q(state="approved"),
                name="one_approval_a_version",
            ),
        ]
