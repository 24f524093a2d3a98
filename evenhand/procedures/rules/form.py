"""The questions of an act: what is asked, why, who may read the answer, and whether it is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evenhand.procedures.rules.words import NO_WORDS, Code, PackTable, Text

CellKind = Literal[
    "text", "longtext", "integer", "date", "datetime", "yes_no", "choice", "choices", "phone", "email",
    "language", "party", "parties", "mediator", "worker", "term", "slot",
]  # fmt: skip
Kind = Literal[CellKind, "table", "file", "per_party", "per_term"]
Source = Literal["", "text_versions", "papers", "bases", "slots", "terms", "languages"]
Reader = Literal["office", "case", "party", "mediator"]
MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=100)]
Autocomplete = Literal["", "name", "tel", "email", "street-address", "language", "organization"]
WITH_OPTIONS = frozenset({"choice", "choices", "per_party", "per_term"})
FREE_KINDS = frozenset({"text", "longtext", "phone", "email", "file"})
DEFAULT_LIMITS = {"text": 200, "longtext": 20_000, "phone": 40, "email": 254}


@dataclass(frozen=True)
class Option(PackTable):
    """One of the answers that a choice offers."""

    code: Code
    label: Text
    hint: Text = NO_WORDS


@dataclass(frozen=True, kw_only=True)
class Column(PackTable):
    """One cell of each row of a table question."""

    code: Code
    kind: CellKind
    label: Text
    hint: Text = NO_WORDS
    required: bool = False
    options: Annotated[tuple[Option, ...], Field(max_length=60)] = ()
    source: Annotated[Source, Field(alias="from")] = ""
    max_length: Annotated[int, Field(ge=1, le=100_000)] | None = None
    min: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] | None = None
    max: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] | None = None
    past: bool = False
    future: bool = False
    autocomplete: Autocomplete = ""

    @property
    def limit(self) -> int:
        """The most characters a written answer may have."""
        return self.max_length or DEFAULT_LIMITS.get(self.kind, 200)


@dataclass(frozen=True, kw_only=True)
class Question(Column):
    """One thing asked of a person, with the reason why it is asked and who may read the answer."""

    kind: Kind  # type: ignore[assignment]  # a question may also be a table, a file, or one answer for each party
    why: Text
    classification: Annotated[Literal["sealed", "public"], Field(alias="class")]
    readers: Reader = "office"
    columns: Annotated[tuple[Column, ...], Field(alias="column", max_length=12)] = ()
    min_rows: Annotated[int, Field(ge=0, le=100)] = 0
    max_rows: Annotated[int, Field(ge=1, le=100)] = 20
    max_bytes: Annotated[int, Field(ge=1, le=25_000_000)] = 10_000_000
    types: Annotated[tuple[MediaType, ...], Field(max_length=20)] = ()


@dataclass(frozen=True)
class Form(PackTable):
    """Everything that is asked when somebody does an act."""

    act: Code
    title: Text
    button: Text
    intro: Text = NO_WORDS
    questions: Annotated[tuple[Question, ...], Field(alias="question", max_length=60)] = ()

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """The questions by their code."""
        return {question.code: question for question in self.questions}
