"""How an entry is bound: its commitment, its leaf, and its link to the entry before.

    commit = SHA-256("evenhand/commit/v1" 00 | opening[32] | RFC 8785 JSON of what was shown)
    leaf   = SHA-256(00 | "EH1" | kind u8 | minute u64 | prev[32] | sha256(ciphertext)[32] | commit[32])

The ciphertext's hash alone would not do: AES-GCM lets one ciphertext open to two texts under two keys. The
commitment binds the words themselves, and stays checkable by whoever holds the words and the opening after
the key is gone.
"""

from __future__ import annotations

import hashlib
import struct
from datetime import UTC, datetime
from typing import Any

import rfc8785

from evenhand.record.tags import Tag

HASH = 32
NO_ENTRY = bytes(HASH)  # what the first entry of a chain follows
_COMMIT = b"evenhand/commit/v1\0"
_HEAD = struct.Struct(">3sBQ")
_BEFORE_LEAF = b"\0"  # RFC 6962: a leaf is hashed apart from inner nodes


class NotShowable(Exception):
    """What was to be recorded is not made of texts, whole numbers, yes/no, nothing, lists and objects."""


def make_commit(opening: bytes, shown: dict[str, Any]) -> bytes:
    """The commitment to what was shown, hidden by 32 random bytes until somebody gives them away."""
    return commit_text(opening, write_canonical(shown))


def commit_text(opening: bytes, text: bytes) -> bytes:
    """The commitment to a text already in canonical form."""
    if len(opening) != HASH:
        raise ValueError("an opening is 32 bytes")
    return hashlib.sha256(_COMMIT + opening + text).digest()


def make_leaf(kind: int, minute: int, prev: bytes, cipher_hash: bytes, commit: bytes) -> bytes:
    """The leaf hash of an entry. `minute` counts minutes of UTC since the start of 1970."""
    return hashlib.sha256(_BEFORE_LEAF + write_leaf(kind, minute, prev, cipher_hash, commit)).digest()


def write_leaf(kind: int, minute: int, prev: bytes, cipher_hash: bytes, commit: bytes) -> bytes:
    """The 108 bytes of a leaf; anything that does not fit its place is refused."""
    if not len(prev) == len(cipher_hash) == len(commit) == HASH:
        raise ValueError("a hash is 32 bytes")
    return _HEAD.pack(b"EH1", kind, minute) + prev + cipher_hash + commit


def find_minute(at: datetime) -> int:
    """The minute a moment falls in, counted from the start of 1970 in UTC; `at` is aware."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return int(at.timestamp()) // 60


def frame_shown(
    *, tag: Tag, subject: str, by: str, happened_at: datetime, shown: dict[str, Any]
) -> dict[str, Any]:
    """What an entry commits to: what was known before and after, with what it is, about whom, by whom, when.

    Those facts also stand in the table's columns; being committed, they cannot be changed there unnoticed.
    """
    facts = {"tag": tag.value, "subject": subject, "by": by, "happened_at": write_moment(happened_at)}
    if not facts.keys().isdisjoint(shown):
        raise NotShowable("what is shown may not name its own tag, subject, author or time")
    return {**shown, **facts}


def write_moment(at: datetime) -> str:
    """A moment as RFC 3339 text in UTC, to the second: `2026-11-23T09:30:00Z`."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_canonical(value: Any) -> bytes:
    """RFC 8785 JSON. Fractions are refused: their text form is where implementations disagree."""
    _refuse_fractions(value)
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError:
        raise NotShowable("only JSON without fractions can be recorded") from None


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise NotShowable("a fraction cannot be recorded: write it as a text")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_fractions(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_fractions(part)
