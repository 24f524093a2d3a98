"""Read the whole record in chain order as bare values, from one moment, without stopping those who write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast

from evenhand.record.models import Entry, Head

# id, scope, chain, seq, tag, minute, prev, cipher_hash, commit, leaf, payload or None
Row = tuple[int, str, str, int, str, int, bytes, bytes, bytes, bytes, bytes | None]

NO_MINUTE = 2**64 - 1
_BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
_BATCH = 2000


@contextmanager
def hold_snapshot() -> Iterator[None]:
    """Let every query inside see the same moment; writers go on. Inside a transaction it adds nothing.

    Not `atomic`: on SQLite that takes the write lock at once, and a walk through a large record lasts.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def walk_entries() -> Iterator[Row]:
    """Every entry, chain after chain, in the order of its chain.

    Scope and time are read as texts: turning each into an object would cost more than the hashing.
    """
    rows = (
        Entry.objects.annotate(scope_text=Cast("scope", CharField()), at_text=Cast("at", CharField()))
        .order_by("scope", "chain", "seq")
        .values_list(
            "id",
            "scope_text",
            "chain",
            "seq",
            "tag",
            "at_text",
            "prev",
            "cipher_hash",
            "commit",
            "leaf",
            "payload",
        )
    )
    for number, scope, chain, seq, tag, at, prev, cipher_hash, commit, leaf, payload in rows.iterator(_BATCH):
        yield (
            number,
            scope,
            chain,
            seq,
            tag,
            read_minute(at[:16]),
            bytes(prev),
            bytes(cipher_hash),
            bytes(commit),
            bytes(leaf),
            None if payload is None else bytes(payload),
        )


def walk_heads() -> Iterator[tuple[str, str, int, bytes]]:
    """Every chain's head: scope, chain, number and leaf of its newest entry."""
    rows = Head.objects.annotate(scope_text=Cast("scope", CharField())).order_by("scope", "chain")
    for scope, chain, seq, leaf in rows.values_list("scope_text", "chain", "seq", "leaf").iterator(_BATCH):
        yield scope, chain, seq, bytes(leaf)


@lru_cache(maxsize=4096)
def read_minute(text: str) -> int:
    """The minute since 1970 of `2026-11-23 09:30` in UTC; a number no leaf has when it is not a time."""
    try:
        return int(datetime.fromisoformat(f"{text}+00:00").timestamp()) // 60
    except ValueError:
        return NO_MINUTE
