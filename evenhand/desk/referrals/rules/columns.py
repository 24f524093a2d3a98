"""Which column holds what: by its header alone, whole words, so that nothing is put where it does not belong.

A header like 被申请人电话 (the other side's telephone) is no 电话 of whoever asks: what is not known whole is left
out, and said to be left out. A column that must not be kept stops everything. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from evenhand.desk.referrals.rules.column_words import COLUMN_WORDS, HEADER_FILLERS, NEEDED
from evenhand.desk.referrals.rules.table import Row, Table, fold, is_blank, write_cell
from evenhand.procedures.rules.forbidden import find_forbidden

IN_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
# An office's title may stand above its headers.
SEARCHED = 12
LONGEST_HEADER = 80


@dataclass(frozen=True)
class BadColumn:
    """A column that asks for what is never kept about a person."""

    column: str
    kind: str


@dataclass(frozen=True)
class Mapping:
    """Question -> place of its column; and the headers that no question takes."""

    places: dict[str, int]
    ignored: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What a case cannot be opened without."""
        return tuple(code for code in NEEDED if code not in self.places)


@cache
def _list_known() -> dict[str, str]:
    return {fold(word): code for code, words in COLUMN_WORDS.items() for word in words.split(";")}


@cache
def _list_fillers() -> tuple[str, ...]:
    return tuple(fold(word) for word in HEADER_FILLERS.split(";"))


def find_question(header: str) -> str:
    """The question that a header's column answers; "" when it is not known for certain."""
    known = _list_known()
    whole = fold(header)
    bare = fold(IN_BRACKETS.sub("", header))
    for filler in _list_fillers():
        bare = bare.removesuffix(filler).removeprefix(filler)
    return known.get(whole) or known.get(bare) or ""


def map_columns(headers: Sequence[str]) -> Mapping:
    """Give each question the first column whose header names it."""
    places: dict[str, int] = {}
    ignored = []
    for place, header in enumerate(headers):
        code = find_question(header)
        if code and code not in places:
            places[code] = place
        elif header:
            ignored.append(header)
    return Mapping(places, tuple(ignored))


def list_bad_columns(headers: Sequence[str]) -> list[BadColumn]:
    """Every column that must not come in: one of them stops the whole import."""
    found = [(header, find_forbidden(header)) for header in headers if header]
    return [BadColumn(header[:LONGEST_HEADER], bad.kind) for header, bad in found if bad]


def find_header_row(rows: Sequence[Row]) -> int:
    """Which row holds the headers: the one that names most questions, or else the first that is not blank."""
    best, most = -1, 0
    for place, row in enumerate(rows[:SEARCHED]):
        count = len(map_columns([write_cell(cell) for cell in row.cells]).places)
        if count > most:
            best, most = place, count
    if best >= 0:
        return best
    return next((place for place, row in enumerate(rows) if not is_blank(row.cells)), -1)


def make_table(rows: Sequence[Row]) -> Table:
    """Part the headers from what stands below them; blank rows are no referrals."""
    place = find_header_row(rows)
    if place < 0:
        return Table((), ())
    headers = tuple(write_cell(cell) for cell in rows[place].cells)
    return Table(headers, tuple(row for row in rows[place + 1 :] if not is_blank(row.cells)))
