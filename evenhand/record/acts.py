"""Write to the record: append an entry, and let go of the words when a case's key is destroyed."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from evenhand.record.heads import Last, lock_last, move_head, start_head
from evenhand.record.models import Entry, name_entry
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
    last = lock_last(scope, chain)
    entry = _seal_entry(draft, last, key)
    if last is None and not start_head(entry):
        # Somebody else began this chain between our look and now, and has committed: follow them.
        last = lock_last(scope, chain)
        entry = _seal_entry(draft, last, key)
    entry.save(force_insert=True)
    if last is not None:
        move_head(last, entry)
    return entry


def purge_payloads(scope: uuid.UUID) -> int:
    """Let go of a scope's sealed words and openings after its key is destroyed; how many entries had any.

    Hashes, commitments and leaves stay, so the chains still verify, and a party who kept a receipt can still
    prove what it was told. Again is harmless.
    """
    return Entry.objects.filter(scope=scope, payload__isnull=False).update(payload=None, opening=None)


def _seal_entry(draft: _Draft, last: Last | None, key: CaseKey) -> Entry:
    """The entry that follows `last`: its words and opening sealed for its place, its hashes made."""
    seq, prev = (last.seq + 1, last.leaf) if last else (1, NO_ENTRY)
    place, opening = name_entry(draft.scope, draft.chain, seq), secrets.token_bytes(HASH)
    payload = key.seal(Entry._meta.db_table, "payload", place, draft.text)
    cipher_hash, commit = hashlib.sha256(payload).digest(), commit_text(opening, draft.text)
    return Entry(
        scope=draft.scope,
        chain=draft.chain,
        seq=seq,
        tag=draft.tag.value,
        at=draft.at,
        happened_at=draft.happened_at,
        subject=draft.subject,
        by=draft.by,
        prev=prev,
        cipher_hash=cipher_hash,
        commit=commit,
        leaf=make_leaf(draft.tag.code, find_minute(draft.at), prev, cipher_hash, commit),
        payload=payload,
        opening=key.seal(Entry._meta.db_table, "opening", place, opening),
    )
