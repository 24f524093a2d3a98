"""Many cases out of a few that really lived: the same rows, each under ids, people and a key of its own.

Every sealed column is sealed anew for its new place, every entry is committed, hashed and linked anew. What
comes out is what the acts would have written for such a case; `evenhand verify` walks it like any other.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connection, transaction

from bench.rare import WORDS
from bench.template import OpenRow, Template
from evenhand.cases.models import draw_number
from evenhand.record.models import name_entry
from evenhand.record.rules import HASH, NO_ENTRY, commit_text, find_minute, make_leaf, write_canonical
from evenhand.record.tags import CODE_OF
from evenhand.vault.keys import CaseKey, create_keys

BATCH = 250
HEADS = "INSERT INTO eh_head (scope, chain, seq, leaf) VALUES (%s, %s, %s, %s)"
Rows = dict[str, list[Sequence[Any]]]


@dataclass
class Names:
    """What a copy has otherwise than its template: ids, people, appointments, and a word in its story."""

    case: uuid.UUID
    key: CaseKey
    people: Mapping[int, int]
    codes: Mapping[str, str]
    word: str
    ids: dict[Any, uuid.UUID] = field(default_factory=lambda: defaultdict(uuid.uuid4))
    uids: dict[str, str] = field(default_factory=lambda: defaultdict(lambda: uuid.uuid4().hex))


def copy_cases(
    *,
    templates: Sequence[Template],
    count: int,
    staff: Mapping[str, Sequence[Any]],
    open_share: float,
    rng: Random,
) -> None:
    """Write `count` cases; `staff` are the people of each role who share them."""
    going_on = [each for each in templates if each.case.row.state == "open"]
    ended = [each for each in templates if each.case.row.state != "open"]
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        drawn = [
            draw_template(place, open_share, going_on, ended, rng) for place in range(start, start + size)
        ]
        write_copies(drawn, staff, rng)


def draw_template(
    place: int, open_share: float, going_on: Sequence[Template], ended: Sequence[Template], rng: Random
) -> Template:
    """An open case at every place where one more is due for the share; so even a small home has some."""
    due = int((place + 1) * open_share) > int(place * open_share)
    return rng.choice((due and going_on) or ended or going_on)


def write_copies(templates: Sequence[Template], staff: Mapping[str, Sequence[Any]], rng: Random) -> None:
    """One batch: its keys with one sync of the disk, its rows in one transaction."""
    ids = [uuid.uuid4() for _ in templates]
    keys = create_keys([f"case:{case_id.hex}" for case_id in ids])
    rows: Rows = defaultdict(list)
    for template, case_id, key in zip(templates, ids, keys, strict=True):
        copy_template(template, draw_names(template, case_id, key, staff, rng), rows)
    with transaction.atomic(), connection.cursor() as cursor:
        for insert, values in rows.items():
            cursor.executemany(insert, values)


def draw_names(
    template: Template, case_id: uuid.UUID, key: CaseKey, staff: Mapping[str, Sequence[Any]], rng: Random
) -> Names:
    """Other people of the same roles take the parts of those who worked on the template."""
    people: dict[int, Any] = {}
    for role, pool in staff.items():
        parts = sorted(pk for pk, user in template.people.items() if user.role == role)
        people |= dict(zip(parts, rng.sample(list(pool), len(parts)), strict=True))
    names = Names(
        case=case_id,
        key=key,
        people={pk: user.pk for pk, user in people.items()},
        codes={template.people[pk].code: user.code for pk, user in people.items()},
        word=rng.choice(WORDS),
    )
    centre = template.case.row.centre_id
    names.ids |= {template.case.row.pk: case_id, centre: centre}
    return names


def copy_template(template: Template, names: Names, rows: Rows) -> None:
    """Add all rows of one new case to those of the batch."""
    case = template.case
    told = {**case.plain, "story": case.plain["story"] + f" ({names.word})".encode()}
    rows[case.table.insert].append(
        copy_row(OpenRow(case.row, case.table, case.values, case.changes, told), names)
    )
    for each in template.rows:
        rows[each.table.insert].append(copy_row(each, names))
    ends: dict[str, tuple[int, bytes]] = {}
    for place, each in enumerate(template.entries):
        text = exchange_codes(each.plain["payload"], names.codes)
        if place == template.story:
            text = add_word(text, names.word)
        chain = each.row.chain
        entry, ends[chain] = link_entry(each, text, names, ends.get(chain, (0, NO_ENTRY)))
        rows[each.table.insert].append(entry)
    scope = write_id(names.case)
    rows[HEADS].extend((scope, chain, seq, leaf) for chain, (seq, leaf) in ends.items())


def write_id(value: uuid.UUID) -> Any:
    """An id as this database keeps it."""
    return value if connection.features.has_native_uuid_field else value.hex


def draw_hash() -> str:
    """The hash of something that nobody knows, as passes, links and notices keep it."""
    return hashlib.sha256(secrets.token_bytes(HASH)).hexdigest()


CHANGES: Mapping[str, Callable[[Names, Any], Any]] = {
    "id": lambda names, old: write_id(names.ids[old]),
    "person": lambda names, old: names.people.get(old, old),
    "number": lambda _names, _old: draw_number(),
    "hash": lambda _names, _old: draw_hash(),
    "uid": lambda names, old: names.uids[old],
    "facts": lambda names, old: json.dumps({**old, "uid": names.uids[old["uid"]]}),
    "code": lambda names, old: names.codes.get(old, old),
}


def copy_row(source: OpenRow, names: Names) -> list[Any]:
    """The same row under the copy's names, its words sealed for their new place."""
    values, place = list(source.values), str(names.ids[source.row.pk])
    for at, kind, old in source.changes:
        if kind == "sealed":
            values[at] = names.key.seal(source.table.name, old, place, source.plain[old])
        else:
            values[at] = CHANGES[kind](names, old)
    return values


def add_word(text: bytes, word: str) -> bytes:
    """The entry that holds what was told, with one more word in the story."""
    shown = json.loads(text)
    shown["after"]["story"] += f" ({word})"
    return write_canonical(shown)


def exchange_codes(text: bytes, codes: Mapping[str, str]) -> bytes:
    """Codes of people are of one length and stand alone in quotes, so the text stays canonical."""
    for old, new in codes.items():
        text = text.replace(f'"{old}"'.encode(), f'"\0{new}"'.encode())
    return text.replace(b'"\0', b'"')


def link_entry(
    source: OpenRow, text: bytes, names: Names, last: tuple[int, bytes]
) -> tuple[list[Any], tuple[int, bytes]]:
    """One entry in its place, as `record.acts.append_entry` makes it, and the chain's new end."""
    old, seal, table = source.row, names.key.seal, source.table
    seq, prev = last[0] + 1, last[1]
    place, opening = name_entry(names.case, old.chain, seq), secrets.token_bytes(HASH)
    payload = seal(table.name, "payload", place, text)
    cipher_hash, commit = hashlib.sha256(payload).digest(), commit_text(opening, text)
    leaf = make_leaf(CODE_OF[old.tag], find_minute(old.at), prev, cipher_hash, commit)
    fresh = {
        "scope": write_id(names.case),
        "seq": seq,
        "by": names.codes.get(old.by, old.by),
        "prev": prev,
        "cipher_hash": cipher_hash,
        "commit": commit,
        "leaf": leaf,
        "payload": payload,
        "opening": seal(table.name, "opening", place, opening),
    }
    values = [
        fresh.get(column.name, value) for column, value in zip(table.columns, source.values, strict=True)
    ]
    return values, (seq, leaf)
