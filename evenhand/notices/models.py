"""The outbox: one row for each thing that somebody is to be told, and what became of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from evenhand.vault.classification import SealedField, key, public

# Waiting for the mailer, in a mailer's hands, or at an end; the last four wait for a person of the centre.
STATES = ("waiting", "sending", "sent", "made", "cancelled", "letter_due", "call_due", "withheld", "failed")
BY_HAND = ("letter_due", "call_due", "withheld", "failed")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The reading vocabulary of the outbox."""

    def due(self, at: datetime) -> NoticeQuerySet:
        """What the mailer may take now: due, not tried too lately, or left behind by a mailer that died."""
        waiting = models.Q(state="waiting", due_at__lte=at, next_try_at__lte=at)
        return self.filter(waiting | models.Q(state="sending", lease_until__lte=at))

    def unsent(self) -> NoticeQuerySet:
        """What nobody has been told of yet, by mail or otherwise."""
        return self.filter(state__in=["waiting", "letter_due", "call_due"])

    def by_hand(self) -> NoticeQuerySet:
        """What waits for a person of the centre: letters, calls, people without a safe way, failures."""
        return self.filter(state__in=BY_HAND)


class Notice(models.Model):
    """Somebody (a seat of the case, or a person of the centre) is to be told something.

    No text and no address lies here: both are opened under the case's key at the moment of sending, so an
    erased case cannot send, and the outbox tells a thief nothing. `facts` holds public facts only (when, a
    place's code, the last day of a clock, the calendar entry's random id). `once` lets the same notice of the
    same event be queued once.
    """

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="notices"))
    seat = public(models.CharField(max_length=4, blank=True, default=""))
    user = key(
        models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    )
    code = public(models.CharField(max_length=60))
    template = public(models.CharField(max_length=60))
    kind = public(models.CharField(max_length=8))
    facts = public(models.JSONField(default=dict))
    once = key(models.CharField(max_length=64, unique=True))
    queued_at = public(models.DateTimeField())
    due_at = public(models.DateTimeField())
    state = public(models.CharField(max_length=10, default="waiting"))
    attempts = public(models.PositiveSmallIntegerField(default=0))
    next_try_at = public(models.DateTimeField())
    lease_until = public(models.DateTimeField(null=True))
    sent_at = public(models.DateTimeField(null=True))
    fault = public(models.CharField(max_length=20, blank=True, default=""))
    made_by = key(models.CharField(max_length=12, blank=True, default=""))
    cancel_hash = key(models.CharField(max_length=64, null=True, unique=True))
    cancel_token = SealedField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_notice"
        indexes: ClassVar = [
            models.Index(fields=["state", "next_try_at"], name="notice_by_turn"),
            models.Index(fields=["case", "queued_at"], name="notice_by_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="notice_state_known", condition=models.Q(state__in=STATES)),
            models.CheckConstraint(
                name="notice_goes_to_one",
                condition=models.Q(seat="", user__isnull=False) | (~models.Q(seat="") & models.Q(user=None)),
            ),
            models.CheckConstraint(
                name="notice_in_hand_has_lease",
                condition=models.Q(state="sending", lease_until__isnull=False)
                | (~models.Q(state="sending") & models.Q(lease_until=None)),
            ),
            models.CheckConstraint(
                name="notice_told_has_when",
                condition=models.Q(state__in=["sent", "made"], sent_at__isnull=False)
                | (~models.Q(state__in=["sent", "made"]) & models.Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="notice_made_has_who",
                condition=(models.Q(state="made") & ~models.Q(made_by=""))
                | (~models.Q(state="made") & models.Q(made_by="")),
            ),
        ]
