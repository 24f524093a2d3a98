"""Check an exported record: every leaf, link and number, and that each chain ends where its head says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from evenhand_verify.canonical import Unreadable, read_json
from evenhand_verify.hashes import NOTHING_BEFORE, hash_leaf, read_hash, read_number, refuse_others

FORMAT = "evenhand-record/1"
_ENTRY = frozenset(
    ("line", "scope", "chain", "seq", "kind", "minute", "prev", "cipher_hash", "commit", "leaf")
)
_HEAD = frozenset(("line", "scope", "chain", "seq", "leaf"))
_END = frozenset(("line", "entries", "heads"))


class Broken(Exception):
    """A line that does not hold; the message is one plain sentence."""


@dataclass
class Walk:
    """What was read so far: where each chain stands, how many entries, which heads confirmed their chains."""

    ends: dict[tuple[str, str], tuple[int, bytes]] = field(default_factory=dict)
    entries: int = 0
    heads: set[tuple[str, str]] = field(default_factory=set)
    ended: bool = False


def check_record(lines: Iterable[str | bytes]) -> tuple[Walk, str]:
    """Walk an export line by line: what was read, and why the first bad line fails, or nothing."""
    walk, number = Walk(), 0
    try:
        for number, line in enumerate(lines, start=1):
            check_line(walk, read_line(line), number)
        finish(walk)
    except (Broken, Unreadable) as fault:
        return walk, f"line {number}: {fault}"
    return walk, ""


def read_line(line: str | bytes) -> dict[str, Any]:
    """One line of the export: a JSON object."""
    fields = read_json(line)
    if not isinstance(fields, dict):
        raise Unreadable("It is not an object.")
    return fields


def check_line(walk: Walk, fields: dict[str, Any], number: int) -> None:
    """Check a line in its place: the format first, then entries, then heads, then the end."""
    if number == 1:
        if fields != {"line": "record", "format": FORMAT}:
            raise Unreadable(f"It is not an {FORMAT} file.")
        return
    if walk.ended:
        raise Broken("Something follows the end.")
    check = _CHECKS.get(str(fields.get("line")))
    if check is None:
        raise Unreadable("It is neither an entry, nor a head, nor the end.")
    check(walk, fields)


def check_entry(walk: Walk, fields: dict[str, Any]) -> None:
    """An entry follows the one before it in its chain, and its leaf is made of its own fields."""
    refuse_others(fields, _ENTRY)
    if walk.heads:
        raise Broken("An entry comes after the first head.")
    chain = read_chain(fields)
    seq, before = walk.ends.get(chain, (0, NOTHING_BEFORE))
    if read_number(fields, "seq", 53) != seq + 1:
        raise Broken(f"The entry before it in its chain is missing: {tell(fields)}.")
    prev, cipher_hash, commit = (read_hash(fields, name) for name in ("prev", "cipher_hash", "commit"))
    if prev != before:
        raise Broken(f"It does not follow the entry before it: {tell(fields)}.")
    kind, minute = read_number(fields, "kind", 8), read_number(fields, "minute", 64)
    leaf = hash_leaf(kind, minute, prev, cipher_hash, commit)
    if leaf != read_hash(fields, "leaf"):
        raise Broken(f"Its leaf is not made of its kind, time and hashes: {tell(fields)}.")
    walk.ends[chain] = (seq + 1, leaf)
    walk.entries += 1


def check_head(walk: Walk, fields: dict[str, Any]) -> None:
    """A head names the newest entry of a chain, once."""
    refuse_others(fields, _HEAD)
    chain = read_chain(fields)
    if chain in walk.heads:
        raise Broken(f"A chain has two heads: {tell(fields)}.")
    if walk.ends.get(chain) != (read_number(fields, "seq", 53), read_hash(fields, "leaf")):
        raise Broken(f"The newest entry of a chain is not the one its head names: {tell(fields)}.")
    walk.heads.add(chain)


def check_end(walk: Walk, fields: dict[str, Any]) -> None:
    """The end says how much came before it."""
    refuse_others(fields, _END)
    counted = (read_number(fields, "entries", 53), read_number(fields, "heads", 53))
    if counted != (walk.entries, len(walk.heads)):
        raise Broken("Lines are missing: the end counts others.")
    walk.ended = True


def finish(walk: Walk) -> None:
    """Nothing was cut off, and every chain has a head."""
    if not walk.ended:
        raise Broken("The file stops before its end.")
    if len(walk.heads) != len(walk.ends):
        raise Broken("A chain has no head.")


def read_chain(fields: dict[str, Any]) -> tuple[str, str]:
    """The chain a line belongs to: its scope and its name."""
    scope, chain = fields.get("scope"), fields.get("chain")
    if not isinstance(scope, str) or not isinstance(chain, str):
        raise Unreadable("Its scope and chain are not texts.")
    return scope, chain


def tell(fields: dict[str, Any]) -> str:
    """Which entry or head a line is, in words."""
    return f"scope {fields['scope']}, chain {fields['chain']}, number {fields['seq']}"


_CHECKS = {"entry": check_entry, "head": check_head, "end": check_end}
