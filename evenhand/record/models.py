"""The record's two tables: entries, and the head of every chain."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models

from evenhand.vault.classification import SealedField, key, public

_WRITTEN_TOGETHER = models.Q(payload__isnull=True, opening__isnull=True) | models.Q(
    payload__isnull=False, opening__isnull=False
)


class EntryFixed(Exception):
    """Somebody tried to change or remove an entry. What was wrong is put right by a further entry."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reading words for entries."""

    def in_chains(self, scope: uuid.UUID, chains: Iterable[str]) -> EntryQuerySet:
        """One case's entries in the chains its reader may see, in the order they were written."""
        return self.filter(scope=scope, chain__in=list(chains)).order_by("id")

    def unreadable(self) -> EntryQuerySet:
        """Entries whose words were purged with their case's key; their hashes stay."""
        return self.filter(payload__isnull=True)


class Entry(models.Model):
    """One thing that happened, linked to the entry before it in its chain. Written once, never changed.

    `at` is when it was recorded, `happened_at` when it took place. `payload` is what was shown, `opening`
    the 32 bytes that reveal the commitment; both are sealed, and both go when the case's key is destroyed.
    """

    id = key(models.BigAutoField(primary_key=True))
    scope = key(models.UUIDField())
    chain = public(models.CharField(max_length=8))
    seq = public(models.PositiveIntegerField())
    tag = public(models.CharField(max_length=40))
    at = public(models.DateTimeField())
    happened_at = public(models.DateTimeField())
    subject = public(models.CharField(max_length=16, blank=True))
    by = key(models.CharField(max_length=16, blank=True))
    prev = key(models.BinaryField())
    cipher_hash = key(models.BinaryField())
    commit = key(models.BinaryField())
    leaf = key(models.BinaryField())
    payload = SealedField(null=True)
    opening = SealedField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        app_label = "evenhand"
        db_table = "eh_entry"
        constraints = (
            models.UniqueConstraint(fields=["scope", "chain", "seq"], name="eh_entry_place"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="eh_entry_counts_from_one"),
            models.CheckConstraint(condition=_WRITTEN_TOGETHER, name="eh_entry_payload_with_opening"),
        )

    @property
    def sealing_row(self) -> str:
        """What its sealed columns are bound to: its place in the record, known before its row number is."""
        return name_entry(self.scope, self.chain, self.seq)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry once; `EntryFixed` ever after."""
        if not self._state.adding:
            raise EntryFixed("an entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never."""
        raise EntryFixed("an entry is never removed")


class Head(models.Model):
    """The newest entry of a chain: what the next one follows."""

    id = key(models.BigAutoField(primary_key=True))
    scope = key(models.UUIDField())
    chain = public(models.CharField(max_length=8))
    seq = public(models.PositiveIntegerField())
    leaf = key(models.BinaryField())

    class Meta:
        app_label = "evenhand"
        db_table = "eh_head"
        constraints = (
            models.UniqueConstraint(fields=["scope", "chain"], name="eh_head_chain"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="eh_head_counts_from_one"),
        )


def name_entry(scope: uuid.UUID, chain: str, seq: int) -> str:
    """The name of an entry's place: scope, chain and number."""
    return f"{scope.hex}:{chain}:{seq}"
