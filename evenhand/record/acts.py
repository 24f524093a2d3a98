"""Write to the record: append an entry, and let go of the words when a case's key is destroyed."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from evenhand.record.models import Entry, Head
from evenhand.record.rules import (
    HASH,
    NO_ENTRY,
    commit_text,
    find_minute,
    frame_shown,
    make_leaf,
    write_canonical,
)
from evenhand.record.tags import Tag
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import seal_into

_START_HEAD = (
    "INSERT INTO eh_head (scope, chain, seq, leaf) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (scope, chain) DO NOTHING"
)


class NotInTransaction(Exception):
    """An entry is written in the transaction of the change it tells of, or not at all."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry without its place in a chain."""

    scope: uuid.UUID
    chain: str
    tag: Tag
    at: datetime
    happened_at: datetime
    subject: str
    by: str
    text: bytes


@dataclass(frozen=True, slots=True)
class _Last:
    """The end of a chain as it stands: the head's row, the last entry's number and leaf."""

    pk: int
    seq: int
    leaf: bytes


def append_entry(
    *,
    scope: uuid.UUID,
    tag: Tag,
    at: datetime,
    happened_at: datetime,
    subject: str,
    by: str,
    shown: dict[str, Any],
    key: CaseKey,
) -> Entry:
    """Append what happened to its chain, sealed under the case's key, in the writing transaction.

    `shown` is `{"before": ..., "after": ...}` in JSON without fractions, as the reader is shown it. `at` is
    the time of writing, `happened_at` of the event; `subject` a seat or "", `by` a worker's code, a seat or
    "". Three queries.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("append inside the transaction of the change")
    framed = frame_shown(tag=tag, subject=subject, by=by, happened_at=happened_at, shown=shown)
    chain = tag.chain_for(subject)
    draft = _Draft(scope, chain, tag, at, happened_at, subject, by, write_canonical(framed))
    last = _lock_last(scope, chain)
    entry = _seal_entry(draft, last, key)
    if last is None and not _start_head(entry):
        # Somebody else began this chain between our look and now, and has committed: follow them.
        last = _lock_last(scope, chain)
        entry = _seal_entry(draft, last, key)
    entry.save(force_insert=True)
    if last is not None:
        Head.objects.filter(pk=last.pk).update(seq=entry.seq, leaf=entry.leaf)
    return entry


def purge_payloads(scope: uuid.UUID) -> int:
    """Let go of a scope's sealed words and openings after its key is destroyed; how many entries had any.

    Hashes, commitments and leaves stay, so the chains still verify, and a party who kept a receipt can still
    prove what it was told. Again is harmless.
    """
    return Entry.objects.filter(scope=scope, payload__isnull=False).update(payload=None, opening=None)


def _lock_last(scope: uuid.UUID, chain: str) -> _Last | None:
    """The end of a chain, held until the transaction ends so that no two entries follow the same one."""
    heads = Head.objects.select_for_update().filter(scope=scope, chain=chain)
    row = heads.values_list("pk", "seq", "leaf").first()
    return _Last(row[0], row[1], bytes(row[2])) if row else None


def _start_head(entry: Entry) -> bool:
    """Begin a chain with this entry; false when somebody else began it."""
    scope = Head._meta.get_field("scope").get_db_prep_value(entry.scope, connection)
    with connection.cursor() as cursor:
        cursor.execute(_START_HEAD, [scope, entry.chain, entry.seq, entry.leaf])
        return bool(cursor.rowcount == 1)


def _seal_entry(draft: _Draft, last: _Last | None, key: CaseKey) -> Entry:
    """The entry that follows `last`: its words and opening sealed for its place, its hashes made."""
    opening = secrets.token_bytes(HASH)
    entry = Entry(
        scope=draft.scope,
        chain=draft.chain,
        seq=last.seq + 1 if last else 1,
        tag=draft.tag.value,
        at=draft.at,
        happened_at=draft.happened_at,
        subject=draft.subject,
        by=draft.by,
        prev=last.leaf if last else NO_ENTRY,
        commit=commit_text(opening, draft.text),
    )
    seal_into(entry, key, payload=draft.text, opening=opening)
    entry.cipher_hash = hashlib.sha256(entry.payload).digest()
    minute = find_minute(draft.at)
    entry.leaf = make_leaf(draft.tag.code, minute, entry.prev, entry.cipher_hash, entry.commit)
    return entry
