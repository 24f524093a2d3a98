"""Tables of a case's papers: notes, messages, documents; and what makes a repeated request have one effect."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from evenhand.vault.classification import SealedField, key, public


class Note(models.Model):
    """A case note of the office: seen by its workers, never by a party."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="notes"))
    by = key(models.CharField(max_length=12))
    at = public(models.DateTimeField())
    words = SealedField()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_note"


class Message(models.Model):
    """A message between one party and the office; `by` is a seat or a person's code."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="messages"))
    seat = public(models.CharField(max_length=4))
    by = key(models.CharField(max_length=12))
    at = public(models.DateTimeField())
    words = SealedField()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_message"
        indexes: ClassVar = [models.Index(fields=["case", "seat", "at"], name="message_by_seat")]


class Document(models.Model):
    """A file in a case: sealed under `EVENHAND_FILES`, named by `id` alone; `digest` is of the original."""

    id = key(models.UUIDField(primary_key=True, default=uuid.uuid4))
    case = key(models.ForeignKey("evenhand.Case", on_delete=models.CASCADE, related_name="documents"))
    by = key(models.CharField(max_length=12))
    at = public(models.DateTimeField())
    content_type = public(models.CharField(max_length=40))
    size = public(models.PositiveIntegerField())
    shared = public(models.BooleanField(default=False))
    title = SealedField()
    digest = SealedField()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_document"


class Once(models.Model):
    """A request that came with a key of its own: when it comes again, the first answer is given again."""

    id = key(models.BigAutoField(primary_key=True))
    hash = key(models.CharField(max_length=64, unique=True))
    digest = key(models.CharField(max_length=64))
    at = public(models.DateTimeField())
    number = public(models.CharField(max_length=14))
    entries = public(models.JSONField(default=list))

    class Meta:
        app_label = "evenhand"
        db_table = "eh_once"
        indexes: ClassVar = [models.Index(fields=["at"], name="once_by_age")]
