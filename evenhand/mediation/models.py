"""Tables of mediation: screening, consent, sessions, agreement, follow-up. Caucus notes live apart."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from evenhand.vault.classification import SealedField, key, public


class Screening(models.Model):
    """One party's safety screening, alone: answers sealed, outcome and safeguards as codes for the office."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="screenings"))
    seat = public(models.CharField(max_length=4))
    at = public(models.DateTimeField())
    by = key(models.CharField(max_length=12))
    outcome = public(models.CharField(max_length=16))
    safeguards = public(models.JSONField(default=list))
    answers = SealedField()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_screening"


class Consent(models.Model):
    """What somebody said to one version of a text, and when; history, never overwritten.

    `seat` is a party's, or "mediator" for a text that the mediator signs as well.
    """

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="consents"))
    seat = public(models.CharField(max_length=8))
    state = public(models.CharField(max_length=10))
    version = public(models.CharField(max_length=80, blank=True, default=""))
    form = public(models.CharField(max_length=14, blank=True, default=""))
    doors = public(models.CharField(max_length=8, blank=True, default=""))
    at = public(models.DateTimeField())
    by = key(models.CharField(max_length=12))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_consent"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consent_to_a_named_text", condition=~models.Q(state="given") | ~models.Q(version="")
            )
        ]


class TimesOffer(models.Model):
    """Times offered for a session. Which of them suit whom is sealed; who has answered is a fact."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="offers"))
    at = public(models.DateTimeField())
    minutes = public(models.PositiveSmallIntegerField())
    slots = public(models.JSONField(default=list))
    answered = public(models.JSONField(default=list))
    is_open = public(models.BooleanField(default=True))
    answers = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_times_offer"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(is_open=True), name="one_open_offer_a_case"
            )
        ]


class Session(models.Model):
    """A session: agreed for a time, then held, missed or cancelled. Attendance is by seat."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="sessions"))
    ref = public(models.CharField(max_length=4))
    state = public(models.CharField(max_length=10))
    starts = public(models.DateTimeField())
    minutes = public(models.PositiveSmallIntegerField())
    place = public(models.CharField(max_length=12))
    held_on = public(models.DateTimeField(null=True))
    result = public(models.CharField(max_length=14, blank=True, default=""))
    attendance = public(models.JSONField(default=list))
    uid = key(models.CharField(max_length=60))
    sequence = public(models.PositiveSmallIntegerField(default=0))
    words = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_session"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "ref"], name="one_session_a_ref"),
            models.CheckConstraint(
                name="session_held_has_when",
                condition=~models.Q(state="held") | models.Q(held_on__isnull=False),
            ),
        ]


class Agreement(models.Model):
    """One version of the terms; the newest counts. In force once everybody whom the pack names has signed.

    `form`: "written", or "oral" for terms that bind without paper. `binding`: what the sides chose it to be.
    """

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="agreements"))
    version = public(models.PositiveSmallIntegerField())
    drafted_at = public(models.DateTimeField())
    advised_at = public(models.DateTimeField(null=True))
    in_force_at = public(models.DateTimeField(null=True))
    form = public(models.CharField(max_length=8, default="written"))
    binding = public(models.CharField(max_length=20, blank=True, default=""))
    matter = SealedField(null=True)
    other = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_agreement"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "version"], name="one_agreement_a_version")
        ]


class Term(models.Model):
    """One promise: who (a seat) does what by when, and how it went."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    agreement = key(models.ForeignKey("evenhand.Agreement", on_delete=models.CASCADE, related_name="terms"))
    ref = public(models.CharField(max_length=4))
    who = public(models.CharField(max_length=4))
    by = public(models.DateField(null=True))
    state = public(models.CharField(max_length=8, blank=True, default=""))
    what = SealedField()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_term"
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "ref"], name="one_term_a_ref")]


class Signature(models.Model):
    """One signature under one version: a seat's, the mediator's ("mediator"), or the centre's seal ("centre")."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    agreement = key(
        models.ForeignKey("evenhand.Agreement", on_delete=models.CASCADE, related_name="signatures")
    )
    who = public(models.CharField(max_length=10))
    form = public(models.CharField(max_length=10))
    at = public(models.DateTimeField())
    by = key(models.CharField(max_length=12))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_signature"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "who"], name="one_signature_a_person")
        ]


class FollowUp(models.Model):
    """A call after 30 or 90 days: what was said is sealed, how each term stands is in `Term`."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="followups"))
    round = public(models.CharField(max_length=8))
    at = public(models.DateTimeField())
    by = key(models.CharField(max_length=12))
    states = public(models.JSONField(default=list))
    words = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_follow_up"


class Ending(models.Model):
    """That the mediation failed or the case was referred on, and whether that it ended, and the routes, were told."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.OneToOneField("evenhand.Case", on_delete=models.CASCADE, related_name="ending"))
    failed_at = public(models.DateTimeField(null=True))
    why = public(models.CharField(max_length=20, blank=True, default=""))
    referred_at = public(models.DateTimeField(null=True))
    routes_told_at = public(models.DateTimeField(null=True))
    disclosed_at = public(models.DateTimeField(null=True))
    ended_on = public(models.DateField(null=True))
    end_told_at = public(models.DateTimeField(null=True))
    referral = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_ending"


class Confirmation(models.Model):
    """A court asked to confirm the agreement: when, and what it did with that. `decision` is empty until it has."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.OneToOneField("evenhand.Case", on_delete=models.CASCADE, related_name="confirmation"))
    filed_on = public(models.DateField())
    taken_up_on = public(models.DateField(null=True))
    extended_on = public(models.DateField(null=True))
    decided_on = public(models.DateField(null=True))
    decision = public(models.CharField(max_length=10, blank=True, default=""))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_confirmation"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="confirmation_decided_has_when",
                condition=models.Q(decision="", decided_on=None)
                | (~models.Q(decision="") & models.Q(decided_on__isnull=False)),
            )
        ]
