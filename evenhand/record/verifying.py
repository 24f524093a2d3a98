"""Check the whole record against its own hashes, without opening anything: an erased case verifies as well.

What this cannot see alone: somebody who cuts the newest entries off a chain and rewrites its head too.
Checkpoints and receipts that others keep are for that.
"""

from __future__ import annotations

import hashlib
import struct
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from evenhand.record.models import Entry, EntryQuerySet, Head
from evenhand.record.rules import HASH, NO_ENTRY, make_leaf
from evenhand.record.tags import CODE_OF, SHARED, Tag
from evenhand.record.walking import Row, hold_snapshot, walk_entries

GAP = "The entry before it is missing."
LINK = "It does not follow the entry before it."
TAG = "Its tag is not one of the record's."
LEAF = "Its time, its tag or its hashes are not what its leaf was made of."
WORDS = "Its sealed words are not the ones that were recorded."
HIDDEN = "Its words are gone, but no entry says that the case was erased."
NO_HEAD = "It comes after the head of its chain, or its chain has no head."
NO_LAST = "The newest entry of this chain, which its head names, is missing or another."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the record found: how many entries held, and the first that did not.

    `first_bad` is the row number of that entry, or nothing when the fault is an entry that should be there.
    """

    entries: int
    first_bad: int | None = None
    why: str = ""
    scope: uuid.UUID | None = None
    chain: str = ""
    seq: int = 0
    tag: str = ""

    @property
    def holds(self) -> bool:
        """Whether everything held."""
        return not self.why


def verify_record() -> Verdict:
    """Check every leaf, every link, every number and every head; stop at the first that does not hold."""
    with hold_snapshot():
        verdict = _check_chains()
        return _check_ends(verdict.entries) if verdict.holds else verdict


def _check_chains() -> Verdict:
    """Walk all chains in order, up to the first entry that does not hold."""
    held, place, seq, prev = 0, ("", ""), 0, NO_ENTRY
    for held, row in enumerate(walk_entries(), start=1):
        if (row[1], row[2]) != place:
            place, seq, prev = (row[1], row[2]), 0, NO_ENTRY
        seq += 1
        why = find_fault(row, seq, prev)
        if why:
            return Verdict(held - 1, row[0], why, uuid.UUID(row[1]), row[2], row[3], row[4])
        prev = row[9]
    return Verdict(held)


def find_fault(row: Row, seq: int, prev: bytes) -> str:
    """Why an entry does not hold as number `seq` after the leaf `prev`; nothing when it does."""
    if row[3] != seq:
        return GAP
    if row[6] != prev:
        return LINK
    code = CODE_OF.get(row[4])
    if code is None:
        return TAG
    if not _fits_leaf(row, code):
        return LEAF
    payload = row[10]
    return WORDS if payload is not None and hashlib.sha256(payload).digest() != row[7] else ""


def _fits_leaf(row: Row, code: int) -> bool:
    # Lengths count: 31 bytes and then 33 would join to the same leaf as 32 and 32.
    if len(row[7]) != HASH or len(row[8]) != HASH:
        return False
    try:
        return make_leaf(code, row[5], row[6], row[7], row[8]) == row[9]
    except struct.error:  # a time before 1970
        return False


def _check_ends(held: int) -> Verdict:
    """The faults that only show between rows: hidden words, entries past a head, heads past the entries."""
    for entries, why in ((_find_hidden(), HIDDEN), (_find_past_head(), NO_HEAD)):
        entry = entries.order_by("scope", "chain", "seq").first()
        if entry is not None:
            place = (entry.scope, entry.chain, entry.seq, entry.tag)
            return Verdict(held - 1, entry.pk, why, *place)
    head = _find_past_entries().order_by("scope", "chain").first()
    return Verdict(held, None, NO_LAST, head.scope, head.chain, head.seq) if head else Verdict(held)


def _find_hidden() -> EntryQuerySet:
    """Entries without words in a scope whose key was never said to be destroyed."""
    erased = Entry.objects.filter(scope=OuterRef("scope"), chain=SHARED, tag=Tag.CASE_KEY_DESTROYED.value)
    return Entry.objects.unreadable().filter(~Exists(erased))


def _find_past_head() -> EntryQuerySet:
    """Entries whose chain has no head, or a head that stopped before them."""
    heads = Head.objects.filter(scope=OuterRef("scope"), chain=OuterRef("chain"), seq__gte=OuterRef("seq"))
    return Entry.objects.filter(~Exists(heads))


def _find_past_entries() -> QuerySet[Head]:
    """Heads that name an entry which is not there, or has another leaf."""
    same = {name: OuterRef(name) for name in ("scope", "chain", "seq", "leaf")}
    return Head.objects.filter(~Exists(Entry.objects.filter(**same)))
