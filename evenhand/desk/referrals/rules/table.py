"""A table as an office sends it: one row of headers, and rows of cells with the line they stand on. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

Cell = str | int | float | bool | date | None


@dataclass(frozen=True)
class Row:
    """One referral as it was sent. `line` counts from 1, as an editor or a spreadsheet shows it."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """The cell at a place; nothing where the row is shorter than the headers."""
        return self.cells[place] if place < len(self.cells) else None


@dataclass(frozen=True)
class Table:
    """The headers and the rows below them."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def write_cell(cell: Any) -> str:
    """What a person reads in a cell: trimmed, in one Unicode form; 13800000000.0 is a number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip(" \t\n\u00a0\u200b\u3000\ufeff")


def is_blank(cells: tuple[Cell, ...]) -> bool:
    """Whether a row says nothing at all."""
    return not any(write_cell(cell) for cell in cells)


def fold(text: str) -> str:
    """A word for comparing: one width, small letters, without accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def fold_words(written: str) -> frozenset[str]:
    """Words parted by semicolons, each folded for comparing."""
    return frozenset(fold(word) for word in written.split(";"))
