"""Check one receipt: that the words in it are the words its leaf was made of."""

from __future__ import annotations

from typing import Any

from evenhand_verify.canonical import Unreadable
from evenhand_verify.hashes import hash_commit, hash_leaf, read_hash, read_number, refuse_others

FORMAT = "evenhand-receipt/1"
_FIELDS = frozenset(("format", "kind", "minute", "prev", "cipher_hash", "commit", "leaf", "opening", "shown"))
HOLDS = "ok: these words were recorded, and this leaf binds them."
WORDS = "The words are not the ones that were recorded."
LEAF = "The leaf is not made of this kind, time and hashes."


def check_receipt(receipt: dict[str, Any]) -> str:
    """Why a receipt does not hold, in one sentence; nothing when it does."""
    refuse_others(receipt, _FIELDS)
    if receipt["format"] != FORMAT:
        raise Unreadable("It is neither an evenhand receipt nor an exported record.")
    commit = read_hash(receipt, "commit")
    if hash_commit(read_hash(receipt, "opening"), receipt["shown"]) != commit:
        return WORDS
    kind, minute = read_number(receipt, "kind", 8), read_number(receipt, "minute", 64)
    leaf = hash_leaf(kind, minute, read_hash(receipt, "prev"), read_hash(receipt, "cipher_hash"), commit)
    return "" if leaf == read_hash(receipt, "leaf") else LEAF
