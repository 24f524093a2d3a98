"""The two hashes of an entry, as docs/record-format.md defines them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from evenhand_verify.canonical import Unreadable, write_canonical

NOTHING_BEFORE = bytes(32)
_HEX = re.compile(r"[0-9a-f]{64}")


def hash_leaf(kind: int, minute: int, prev: bytes, cipher_hash: bytes, commit: bytes) -> bytes:
    """SHA-256(00 | "EH1" | kind u8 | minute u64 big-endian | prev | cipher_hash | commit)."""
    fixed = b"\x00EH1" + kind.to_bytes(1, "big") + minute.to_bytes(8, "big")
    return sha256(fixed + prev + cipher_hash + commit).digest()


def hash_commit(opening: bytes, shown: Any) -> bytes:
    """SHA-256("evenhand/commit/v1" 00 | opening | RFC 8785 JSON of what was shown)."""
    return sha256(b"evenhand/commit/v1\x00" + opening + write_canonical(shown)).digest()


def read_hash(fields: dict[str, Any], name: str) -> bytes:
    """32 bytes written as 64 lower-case hexadecimal digits."""
    text = fields.get(name)
    if not isinstance(text, str) or not _HEX.fullmatch(text):
        raise Unreadable(f"Its {name} is not 64 hexadecimal digits.")
    return bytes.fromhex(text)


def read_number(fields: dict[str, Any], name: str, bits: int) -> int:
    """A whole number from 0 that fits its bits."""
    number = fields.get(name)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 2**bits:
        raise Unreadable(f"Its {name} is not a whole number in range.")
    return number


def refuse_others(fields: dict[str, Any], names: frozenset[str]) -> None:
    """Refuse what is missing and what is too much: a reader may not be led to trust an unchecked field."""
    if fields.keys() != names:
        raise Unreadable("It has other fields than its format says.")
