"""One row of an office's table as the answers that open a case, or everything that is wrong with it. Pure.

Nothing in a fault repeats what stands in the row: the line and the column are enough to find it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evenhand.desk.referrals.rules.columns import Mapping as Columns
from evenhand.desk.referrals.rules.dates import NoDate, find_order, read_date
from evenhand.desk.referrals.rules.kinds import find_category, find_channel, find_language, guess_language
from evenhand.desk.referrals.rules.names import split_names
from evenhand.desk.referrals.rules.table import Row, Table, write_cell
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.forms import FAULT_WORDS, Faults, FormContext, clean_form

ROW_WORDS = {
    "no_name": "Nobody is named who asks for help",
    "no_story": "Nothing is written about what happened",
    "not_date": "This is no day of the calendar",
    "which_order": "Day or month first? Write it like 2026-03-31",
    "too_many_names": "More than %(limit)s people in one row",
}
QUESTION_COLUMNS = {
    "your_name": "initiating",
    "your_phone": "phone",
    "your_email": "email",
    "name": "responding",
}
MOST_PEOPLE = 30
SAME = ("received_on", "your_name", "your_phone", "your_email", "story", "wish")


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one row: its line, the column, a code and a sentence; never what the cell holds."""

    line: int
    column: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What to do about it, in English: the source of every translation."""
        return (ROW_WORDS.get(self.code) or FAULT_WORDS[self.code]) % self.params


@dataclass(frozen=True)
class Draft:
    """A case as it would be opened: answers of `open_case`, and of `add_party` for each further person."""

    line: int
    opening: Mapping[str, Any]
    people: tuple[Mapping[str, Any], ...]

    @property
    def text(self) -> bytes:
        """Who, what and when in one form: the same referral is known again in another file or another sorting."""
        said = {code: self.opening.get(code, "") for code in SAME}
        return json.dumps([said, [each["name"] for each in self.people]], ensure_ascii=False).encode()


@dataclass(frozen=True)
class Forms:
    """What rows are held against: the two forms, the languages of the program, the centre's language and day."""

    opening: Form
    person: Form
    context: FormContext
    language: str
    today: date

    def list_options(self, code: str) -> tuple[str, ...]:
        """The codes that a question of the opening form offers."""
        return tuple(option.code for option in self.opening.by_code[code].options)


@dataclass
class _Reader:
    """One row being read; faults gather while it is."""

    row: Row
    table: Table
    columns: Columns
    order: str
    faults: list[RowFault] = field(default_factory=list)

    def read(self, code: str) -> str:
        """What stands in a question's column."""
        return write_cell(self.row.cell(self.columns.places[code])) if code in self.columns.places else ""

    def blame(self, code: str, fault: str, params: Mapping[str, Any] | None = None) -> None:
        """Note what is wrong in a question's column."""
        place = self.columns.places.get(code)
        header = self.table.headers[place] if place is not None else ""
        self.faults.append(RowFault(self.row.line, header, fault, params or {}))

    def read_day(self) -> str | None:
        """The day it came in, as a form takes it."""
        place = self.columns.places.get("received_on")
        if place is None:
            return None
        try:
            day = read_date(self.row.cell(place), self.order)
        except NoDate as none:
            self.blame("received_on", none.code)
            return None
        return day.isoformat() if day else None


def draft_rows(table: Table, columns: Columns, forms: Forms) -> Iterator[Draft | list[RowFault]]:
    """Each row as a draft, or as its faults."""
    place = columns.places.get("received_on")
    order = find_order(row.cell(place) for row in table.rows) if place is not None else ""
    for row in table.rows:
        reader = _Reader(row, table, columns, order)
        draft = _draft_row(reader, forms)
        yield reader.faults or draft


def _draft_row(reader: _Reader, forms: Forms) -> Draft:
    asking, others = split_names(reader.read("initiating")), split_names(reader.read("responding"))
    if not asking:
        reader.blame("initiating", "no_name")
    if not reader.read("story"):
        reader.blame("story", "no_story")
    if len(asking) + len(others) > MOST_PEOPLE:
        reader.blame("responding", "too_many_names", {"limit": MOST_PEOPLE})
    language = find_language(reader.read("language")) or guess_language(reader.read("story"), forms.language)
    opening = {
        "received_on": reader.read_day(),
        "channel": find_channel(reader.read("channel"), forms.list_options("channel")),
        "category": find_category(reader.read("category"), forms.list_options("category")),
        "language": language,
        "your_name": asking[0] if asking else "",
        "your_phone": reader.read("phone"),
        "your_email": reader.read("email"),
        "story": reader.read("story"),
        "wish": reader.read("wish"),
    }
    known = {code: value for code, value in opening.items() if value}
    people = [("initiating", name) for name in asking[1:]] + [("responding", name) for name in others]
    persons = tuple({"part": part, "name": name, "language": language} for part, name in people)
    if not reader.faults:
        _check_forms(reader, forms, known, persons)
    return Draft(reader.row.line, known, persons)


def _check_forms(
    reader: _Reader, forms: Forms, opening: Mapping[str, Any], persons: tuple[Mapping[str, Any], ...]
) -> None:
    """Hold the answers against the procedure's own forms: what those refuse is said before anything is done."""
    for form, answers in [(forms.opening, opening), *((forms.person, each) for each in persons)]:
        cleaned = clean_form(form, answers, forms.context, forms.today)
        if isinstance(cleaned, Faults):
            for fault in cleaned.faults:
                column = QUESTION_COLUMNS.get(fault.question, fault.question)
                column = "initiating" if answers.get("part") == "initiating" else column
                reader.blame(column, fault.code, fault.params)
