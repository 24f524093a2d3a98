"""Read the record: what happened, whether it holds, receipts for a party, the export for a stranger."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TextIO

from evenhand.record.models import Entry, EntryQuerySet
from evenhand.record.rules import commit_text, find_minute, write_canonical, write_moment
from evenhand.record.tags import CODE_OF
from evenhand.record.verifying import Verdict, verify_record
from evenhand.record.walking import hold_snapshot, walk_entries, walk_heads
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_bytes

__all__ = [
    "RecordBroken",
    "Verdict",
    "WordsGone",
    "export_record",
    "list_entries",
    "list_events",
    "make_receipt",
    "open_entry",
    "verify_record",
]

RECORD_FORMAT = "evenhand-record/1"
RECEIPT_FORMAT = "evenhand-receipt/1"


class WordsGone(Exception):
    """An entry's words went with its case's key; only its hashes are left."""


class RecordBroken(Exception):
    """An entry's words open, but are not what it committed to, or its columns say otherwise."""


def list_entries(scope: uuid.UUID, chains: Iterable[str]) -> EntryQuerySet:
    """The entries of a case in the chains its reader may see, oldest first, still sealed."""
    return Entry.objects.in_chains(scope, chains)


def list_events(scope: uuid.UUID) -> list[tuple[str, datetime]]:
    """What happened in a case and when, in the order of entry: all that its clocks need."""
    rows = Entry.objects.filter(scope=scope).order_by("pk")
    return list(rows.values_list("tag", "happened_at"))


def list_events_of(scopes: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, datetime]]]:
    """The same for many cases at once."""
    rows = Entry.objects.filter(scope__in=scopes).order_by("pk").values_list("scope", "tag", "happened_at")
    found: dict[uuid.UUID, list[tuple[str, datetime]]] = {}
    for scope, tag, happened_at in rows.iterator(chunk_size=5_000):
        found.setdefault(scope, []).append((tag, happened_at))
    return found


def open_entry(entry: Entry, key: CaseKey) -> dict[str, Any]:
    """What an entry shows: `before`, `after`, and its `tag`, `subject`, `by`, `happened_at`.

    Checked against its commitment and its columns on the way: `RecordBroken` when they disagree, `WordsGone`
    after erasure.
    """
    return _open_words(entry, key)[0]


def make_receipt(entry: Entry, key: CaseKey) -> dict[str, Any]:
    """A receipt a party keeps: what it was shown, and all it takes to prove that, even after erasure."""
    shown, opening = _open_words(entry, key)
    return {
        "format": RECEIPT_FORMAT,
        "kind": CODE_OF[entry.tag],
        "minute": find_minute(entry.at),
        "prev": bytes(entry.prev).hex(),
        "cipher_hash": bytes(entry.cipher_hash).hex(),
        "commit": bytes(entry.commit).hex(),
        "leaf": bytes(entry.leaf).hex(),
        "opening": opening.hex(),
        "shown": shown,
    }


def export_record(file: TextIO) -> int:
    """Write the whole record as JSON lines without a word in it (docs/record-format.md); how many entries."""
    entries = heads = 0
    with hold_snapshot():
        write_line(file, {"line": "record", "format": RECORD_FORMAT})
        for _id, scope, chain, seq, tag, minute, prev, cipher_hash, commit, leaf, _payload in walk_entries():
            place = {"line": "entry", "scope": uuid.UUID(scope).hex, "chain": chain, "seq": seq}
            facts = {"kind": CODE_OF.get(tag, 0), "minute": minute, "prev": prev.hex()}
            hashes = {"cipher_hash": cipher_hash.hex(), "commit": commit.hex(), "leaf": leaf.hex()}
            write_line(file, {**place, **facts, **hashes})
            entries += 1
        for scope, chain, seq, leaf in walk_heads():
            place = {"line": "head", "scope": uuid.UUID(scope).hex, "chain": chain, "seq": seq}
            write_line(file, {**place, "leaf": leaf.hex()})
            heads += 1
        write_line(file, {"line": "end", "entries": entries, "heads": heads})
    return entries


def write_line(file: TextIO, line: dict[str, Any]) -> None:
    """One line of the export: compact JSON in ASCII."""
    file.write(json.dumps(line, separators=(",", ":")) + "\n")


def _open_words(entry: Entry, key: CaseKey) -> tuple[dict[str, Any], bytes]:
    """The words and the opening of an entry, checked."""
    if entry.payload is None or entry.opening is None:
        raise WordsGone("the words of this entry were erased")
    text, opening = open_bytes(entry, key, "payload"), open_bytes(entry, key, "opening")
    if commit_text(opening, text) != bytes(entry.commit):
        raise RecordBroken("the words of an entry are not those it committed to")
    shown: dict[str, Any] = json.loads(text)
    columns = {
        "tag": entry.tag,
        "subject": entry.subject,
        "by": entry.by,
        "happened_at": write_moment(entry.happened_at),
    }
    if any(shown[name] != value for name, value in columns.items()):
        raise RecordBroken("the columns of an entry are not what it committed to")
    if write_canonical(shown) != text:
        raise RecordBroken("the words of an entry are not in canonical form")
    return shown, opening
