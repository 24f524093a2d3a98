"""The ends of chains, in three plain statements: they run for every entry, and the ORM doubles its cost."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from evenhand.record.models import Entry, Head

_FIND = "SELECT id, seq, leaf FROM eh_head WHERE scope = %s AND chain = %s"
_START = (
    "INSERT INTO eh_head (scope, chain, seq, leaf) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (scope, chain) DO NOTHING"
)
_MOVE = "UPDATE eh_head SET seq = %s, leaf = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Last:
    """The end of a chain as it stands: the head's row, the newest entry's number and leaf."""

    pk: int
    seq: int
    leaf: bytes


def lock_last(scope: uuid.UUID, chain: str) -> Last | None:
    """The end of a chain, held until the transaction ends so that no two entries follow the same one.

    On SQLite the writing transaction holds the whole database already.
    """
    held = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_FIND + held, [_write_scope(scope), chain])
        row = cursor.fetchone()
    return Last(row[0], row[1], bytes(row[2])) if row else None


def start_head(entry: Entry) -> bool:
    """Begin a chain with this entry; false when somebody else began it."""
    with connection.cursor() as cursor:
        cursor.execute(_START, [_write_scope(entry.scope), entry.chain, entry.seq, bytes(entry.leaf)])
        return bool(cursor.rowcount == 1)


def move_head(last: Last, entry: Entry) -> None:
    """Let a chain end with this entry."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [entry.seq, bytes(entry.leaf), last.pk])


def _write_scope(scope: uuid.UUID) -> Any:
    """A scope as this database keeps it."""
    return Head._meta.get_field("scope").get_db_prep_value(scope, connection)
