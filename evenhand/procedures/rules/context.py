"""What a form is filled in against: who and what is in the case now, and what came of the filling in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Choice = tuple[str, str]

FAULT_WORDS: dict[str, str] = {
    "required": "Enter an answer",
    "required_choice": "Choose one of the answers",
    "required_choices": "Choose at least one of the answers",
    "required_file": "Choose a file",
    "required_each": "Choose an answer for each of them",
    "unknown_question": "This form does not ask that",
    "not_object": "Send the answers as an object, one key for each question",
    "not_text": "Write the answer as text",
    "too_long": "This is longer than %(limit)s characters",
    "hidden": "Take out the hidden control characters",
    "not_integer": "Enter a whole number",
    "too_small": "Enter %(limit)s or more",
    "too_large": "Enter %(limit)s or less",
    "not_date": "Enter a real date, such as 2026-03-31",
    "not_datetime": "Enter a real date and a time, such as 2026-03-31 at 14:30",
    "date_range": "Enter a year between 1900 and 2200",
    "in_future": "Enter a date that is not in the future",
    "in_past": "Enter a date that has not passed",
    "not_yes_no": "Choose yes or no",
    "unknown_choice": "Choose one of the answers",
    "not_list": "Send the answers as a list",
    "twice": "The same answer is given twice",
    "not_phone": "Enter a telephone number, such as 020 7946 0018 or +86 10 6552 9988",
    "not_email": "Enter an e-mail address, such as name@example.org",
    "too_few_rows": "Fill in at least %(limit)s",
    "too_many_rows": "Fill in at most %(limit)s",
    "not_file": "Send a file with its name, its type and its content",
    "file_name": "Give the file a name of at most 150 characters, without slashes",
    "file_type": "Choose a file of one of these types: %(types)s",
    "file_large": "Choose a file smaller than %(limit)s megabytes",
    "file_empty": "Choose a file that is not empty",
    "file_differs": "The file is not what its type says it is",
}


@dataclass(frozen=True)
class FormContext:
    """The answers that a case itself offers, each as (code, label), and the zone its times are told in."""

    parties: tuple[Choice, ...] = ()
    mediators: tuple[Choice, ...] = ()
    workers: tuple[Choice, ...] = ()
    terms: tuple[Choice, ...] = ()
    slots: tuple[Choice, ...] = ()
    languages: tuple[Choice, ...] = ()
    text_versions: tuple[Choice, ...] = ()
    papers: tuple[Choice, ...] = ()
    bases: tuple[Choice, ...] = ()
    tz: str = "UTC"
    region: str = ""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one answer. `row` counts from 0 in a table; `column` is its column, or the seat or
    term that a per-party or per-term answer is about.
    """

    question: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    row: int | None = None
    column: str = ""

    @property
    def words(self) -> str:
        """What to do about it, in English: the source of every translation."""
        return FAULT_WORDS[self.code] % self.params


@dataclass(frozen=True)
class Faults:
    """Everything wrong with what was filled in."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Clean:
    """What was filled in, as values: every question has its key. What was left out is "" (words and
    codes), []
    (lists) or None (the rest); `given` names the questions that were answered.
    """

    data: dict[str, Any]
    given: frozenset[str] = frozenset()


class Wrong(Exception):
    """An answer that will not do; caught in this storey and told as a `Fault`."""

    def __init__(self, code: str, column: str = "", **params: Any) -> None:
        self.code, self.column, self.params = code, column, params
        super().__init__(code)
