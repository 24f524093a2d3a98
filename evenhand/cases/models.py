"""Tables of every kind of case. Public facts run queues and clocks; everything personal is sealed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models

from evenhand.access.codes import draw_code
from evenhand.access.rules import Role, Standing, Viewer
from evenhand.vault.classification import SealedField, key, public


def draw_number() -> str:
    """A case number: three groups of four of Crockford's letters, unguessable, never sequential."""
    return "-".join(draw_code(4) for _ in range(3))


class CaseQuerySet(models.QuerySet["Case"]):
    """The reading vocabulary of cases."""

    def seen_by(self, viewer: Viewer) -> CaseQuerySet:
        """Only what this viewer may see at all; the first wall, before any key is opened."""
        here = self.exclude(state="erased")
        if viewer.role is Role.PARTY:
            return here.filter(pk=viewer.case)
        if viewer.centre is None:
            return here.none()
        here = here.filter(centre_id=viewer.centre)
        if viewer.role is Role.COORDINATOR:
            return here
        if viewer.role is Role.INTAKE:
            return here.filter(models.Q(worker=None) | models.Q(worker_id=viewer.user))
        if viewer.role is Role.MEDIATOR:
            mine = Assignment.objects.filter(mediator_id=viewer.user, state__in=["asked", "accepted"])
            return here.filter(pk__in=mine.values("case_id"))
        return here.none()

    def open(self) -> CaseQuerySet:
        """Cases that are going on."""
        return self.filter(state="open")

    def with_staff(self) -> CaseQuerySet:
        """With its worker and the mediators' answers, so that a relation costs no further query."""
        return self.select_related("worker", "centre").prefetch_related("assignments")


class Case(models.Model):
    """One matter under one version of one pack. Its words are sealed under its own key."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    number = public(models.CharField(max_length=14, unique=True, default=draw_number))
    centre = key(models.ForeignKey("evenhand.Centre", on_delete=models.PROTECT))
    kind = public(models.CharField(max_length=20))
    pack = public(models.CharField(max_length=60))
    pack_version = public(models.CharField(max_length=20))
    state = public(models.CharField(max_length=8, default="open"))
    stage = public(models.CharField(max_length=20, default="intake"))
    channel = public(models.CharField(max_length=12))
    category = public(models.CharField(max_length=24))
    language = public(models.CharField(max_length=12))
    worker = key(
        models.ForeignKey("evenhand.User", null=True, on_delete=models.PROTECT, related_name="cases")
    )
    opened_at = public(models.DateTimeField())
    closed_at = public(models.DateTimeField(null=True))
    erased_at = public(models.DateTimeField(null=True))
    outcome = public(models.CharField(max_length=20, blank=True, default=""))
    story = SealedField(null=True)
    wish = SealedField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_case"
        indexes: ClassVar = [models.Index(fields=["centre", "state", "opened_at"], name="case_by_centre")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="case_closed_has_when",
                condition=models.Q(state="open", closed_at=None)
                | models.Q(state="closed", closed_at__isnull=False)
                | models.Q(state="erased"),
            ),
            models.CheckConstraint(
                name="case_erased_has_when_and_no_words",
                condition=~models.Q(state="erased")
                | models.Q(erased_at__isnull=False, story=None, wish=None),
            ),
        ]

    @property
    def key_id(self) -> str:
        """The name of this case's key in the key store."""
        return f"case:{self.id.hex}"

    def describe_standing(self) -> Standing:
        """What a viewer's relation is read from."""
        by_state: dict[str, set[int]] = {
            "asked": set(),
            "accepted": set(),
            "declined": set(),
            "objected": set(),
        }
        for row in self.assignments.all():
            by_state.setdefault(row.state, set()).add(row.mediator_id)
        return Standing(
            case=self.id,
            centre=self.centre_id,
            worker=self.worker_id,
            asked=frozenset(by_state["asked"]),
            accepted=frozenset(by_state["accepted"]),
            out=frozenset(by_state["declined"] | by_state["objected"]),
        )


class Party(models.Model):
    """One person in one case: a side, or somebody who stands beside one. Addresses belong to this case alone."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="parties"))
    seat = public(models.CharField(max_length=4))
    part = public(models.CharField(max_length=14))
    for_seat = public(models.CharField(max_length=4, blank=True, default=""))
    language = public(models.CharField(max_length=12))
    under_18 = public(models.BooleanField(default=False))
    support = public(models.JSONField(default=list))
    safe_contact = public(models.CharField(max_length=10, blank=True, default=""))
    reached_at = public(models.DateTimeField(null=True))
    suitability = public(models.CharField(max_length=16, blank=True, default=""))
    invited_at = public(models.DateTimeField(null=True))
    consent = public(models.CharField(max_length=10, blank=True, default=""))
    consent_version = public(models.CharField(max_length=80, blank=True, default=""))
    name = SealedField(null=True)
    phone = SealedField(null=True)
    email = SealedField(null=True)
    address = SealedField(null=True)
    safe_words = SealedField(null=True)
    pin = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_party"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seat"], name="one_person_a_seat"),
            models.CheckConstraint(
                name="consent_given_names_its_text",
                condition=~models.Q(consent="given") | ~models.Q(consent_version=""),
            ),
        ]


class Assignment(models.Model):
    """A mediator asked to take a case, and the answer. `state` keeps those who are out, out."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="assignments"))
    mediator = key(models.ForeignKey("evenhand.User", on_delete=models.PROTECT, related_name="assignments"))
    code = key(models.CharField(max_length=8))
    state = public(models.CharField(max_length=10))
    asked_at = public(models.DateTimeField())
    answered_at = public(models.DateTimeField(null=True))
    conflict = public(models.CharField(max_length=10, blank=True, default=""))
    words = SealedField(null=True)

    class Meta:
        app_label = "evenhand"
        db_table = "eh_assignment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "mediator"], name="one_answer_a_mediator"),
            models.CheckConstraint(
                name="assignment_answered_has_when",
                condition=models.Q(state="asked", answered_at=None)
                | (~models.Q(state="asked") & models.Q(answered_at__isnull=False)),
            ),
        ]


class Clock(models.Model):
    """Where one of the pack's clocks stands for one case. Written only by the writer, from the events."""

    id = key(models.BigAutoField(primary_key=True))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="clocks"))
    code = public(models.CharField(max_length=40))
    state = public(models.CharField(max_length=12))
    due = public(models.DateTimeField(null=True))
    last_day = public(models.DateField(null=True))
    article = public(models.CharField(max_length=60, blank=True, default=""))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_clock"
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "code"], name="one_clock_a_code")]
        indexes: ClassVar = [models.Index(fields=["state", "due"], name="clock_by_due")]


class OpenStepQuerySet(models.QuerySet["OpenStep"]):
    """The reading vocabulary of the queue."""

    def waiting_for(self, viewer: Viewer) -> OpenStepQuerySet:
        """What this person must do now."""
        here = self.filter(centre_id=viewer.centre, role=viewer.role.value)
        if viewer.role in {Role.INTAKE, Role.MEDIATOR}:
            return here.filter(models.Q(assignee=None) | models.Q(assignee_id=viewer.user))
        return here

    def past_due(self, at: datetime) -> OpenStepQuerySet:
        """Steps whose clock has run out."""
        return self.filter(due__lte=at)


class OpenStep(models.Model):
    """One thing somebody must do now in a case: a row of the queue."""

    id = key(models.BigAutoField(primary_key=True))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="open_steps"))
    centre = key(models.ForeignKey("evenhand.Centre", on_delete=models.CASCADE))
    step = public(models.CharField(max_length=40))
    act = public(models.CharField(max_length=40))
    role = public(models.CharField(max_length=12))
    assignee = key(models.ForeignKey("evenhand.User", null=True, on_delete=models.CASCADE))
    clock = public(models.CharField(max_length=40, blank=True, default=""))
    due = public(models.DateTimeField(null=True))
    last_day = public(models.DateField(null=True))
    article = public(models.CharField(max_length=60, blank=True, default=""))
    since = public(models.DateTimeField())

    objects = OpenStepQuerySet.as_manager()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_open_step"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "step", "role", "assignee"], name="one_row_a_step")
        ]
        indexes: ClassVar = [models.Index(fields=["centre", "role", "assignee", "due"], name="queue_order")]
