"""Read what an office sends: CSV in the encodings of the world's spreadsheets, or XLSX; all of it in memory."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.desk.referrals.rules.columns import find_header_row, make_table, map_columns
from evenhand.desk.referrals.rules.table import Cell, Row, Table, write_cell

MOST_BYTES = 60_000_000
MOST_UNPACKED = 400_000_000
MOST_ROWS = 20_000
DELIMITERS = ",;\t，"
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENCODINGS = ("utf-8", "gb18030", "cp1252", "cp1256")
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class NoTable(Exception):
    """The file holds no table that can be read; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Source:
    """A table, and how it was read."""

    table: Table
    form: str


def read_source(content: bytes) -> Source:
    """The table in a file's bytes. Raises `NoTable`."""
    if len(content) > MOST_BYTES:
        raise NoTable(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Send it in parts.")
    if content.startswith((ZIP, OLD_EXCEL)):
        rows, form = _read_workbook(content), "XLSX"
    else:
        rows, form = _read_text(content)
    if len(rows) > MOST_ROWS:
        raise NoTable(f"The file has more than {MOST_ROWS} rows. Send it in parts.")
    return Source(make_table(rows), form)


def _count_known(rows: Sequence[Row]) -> int:
    """How many questions the headers name: the right encoding and delimiter are those that make sense."""
    place = find_header_row(rows)
    return len(map_columns([write_cell(cell) for cell in rows[place].cells]).places) if place >= 0 else 0


# -- CSV ------------------------------------------------------------------------------------------------------
def _read_text(content: bytes) -> tuple[list[Row], str]:
    best: tuple[int, list[Row], str] | None = None
    for text, encoding in _decode(content):
        for delimiter in DELIMITERS:
            head = list(_read_csv(text, delimiter, most=12))
            known = _count_known(head)
            if best is None or known > best[0]:
                form = f"CSV, {encoding.upper()}, parted by {_name_delimiter(delimiter)}"
                best = (known, list(_read_csv(text, delimiter)), form)
    if best is None:
        raise NoTable("The letters of this file cannot be read. Save it as CSV in UTF-8, or as XLSX.")
    return best[1], best[2]


def _name_delimiter(delimiter: str) -> str:
    return {"\t": "tabs", ";": "semicolons"}.get(delimiter, "commas")


def _decode(content: bytes) -> Iterator[tuple[str, str]]:
    """The texts that the bytes could be, the likeliest first."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")
    if not marked and b"\0" in content[:200]:
        # Plain letters have their zero second in one order and first in the other.
        seconds, firsts = content[1:2000:2].count(0), content[0:2000:2].count(0)
        marked = "utf-16-le" if seconds > firsts else "utf-16-be"
    for encoding in [marked] if marked else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            yield text, encoding.removesuffix("-sig")
        if encoding == "utf-8":
            return


def _read_csv(text: str, delimiter: str, most: int = MOST_ROWS + 1) -> Iterator[Row]:
    # A story is longer than the module's own limit, and a forgotten quotation mark swallows the rest of the file.
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    line = 1
    for cells in reader:
        if most <= 0:
            return
        yield Row(line, tuple(cells))
        line, most = reader.line_num + 1, most - 1


# -- XLSX -----------------------------------------------------------------------------------------------------
def _read_workbook(content: bytes) -> list[Row]:
    import python_calamine

    _refuse_swollen(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except Exception:
        # Whatever the reader stumbles over: a broken or locked file, another kind of archive.
        raise NoTable(
            "This spreadsheet cannot be opened. Save it as XLSX without a password, or as CSV."
        ) from None
    tables = [
        [Row(line, tuple(_bring(cell) for cell in cells)) for line, cells in enumerate(sheet, 1)]
        for sheet in sheets
    ]
    return max(tables, key=_count_known, default=[])


def _refuse_swollen(content: bytes) -> None:
    """A few kilobytes can unpack to gigabytes: looked up in the archive's own list before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            size = sum(part.file_size for part in book.infolist())
    except zipfile.BadZipFile:
        return  # an older workbook, which is no archive; or a broken one, and the reader says so
    if size > MOST_UNPACKED:
        raise NoTable("This spreadsheet is larger inside than any list of referrals. Save it as CSV.")


def _bring(cell: Any) -> Cell:

    return cell if isinstance(cell, str | int | float | bool | date) else str(cell)
