"""Which referrals came in with which file, so that none comes in twice and a file can be taken back."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from evenhand.vault.classification import key, public


class ReferralBatch(models.Model):
    """One import of one file."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    centre = key(models.ForeignKey("evenhand.Centre", on_delete=models.CASCADE, related_name="batches"))
    made_at = public(models.DateTimeField())
    finished_at = public(models.DateTimeField(null=True))
    undone_at = public(models.DateTimeField(null=True))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_referral_batch"


class ReferralRow(models.Model):
    """One referral and the case it became.

    `fingerprint` is keyed with the centre's key: without that nobody can try whether a guessed referral is here.
    `entries` is how many entries the import itself wrote: more means that somebody has worked on the case.
    """

    id = key(models.BigAutoField(primary_key=True))
    batch = key(models.ForeignKey("evenhand.ReferralBatch", on_delete=models.CASCADE, related_name="rows"))
    case = key(models.OneToOneField("evenhand.Case", on_delete=models.CASCADE, related_name="referral"))
    fingerprint = key(models.CharField(max_length=64, unique=True))
    entries = public(models.PositiveSmallIntegerField())
    taken_back_at = public(models.DateTimeField(null=True))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_referral_row"
        constraints: ClassVar = [
            models.CheckConstraint(name="referral_opened_its_case", condition=models.Q(entries__gte=1))
        ]
