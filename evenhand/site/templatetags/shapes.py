"""The shapes a laid-out question is made of, as the templates read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PER_ROW = {"per_party": "party", "per_term": "term"}


@dataclass(frozen=True)
class Choice:
    """One thing to pick, and whether it is picked."""

    code: str
    label: Any
    id: str
    checked: bool
    hint: Any = ""


@dataclass(frozen=True)
class Box:
    """One small box of a date or a time: what it is called and what was typed in it."""

    name: str
    id: str
    label: Any
    value: str
    width: int
    inputmode: str = "numeric"
    placeholder: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a table question, or one side or term with its own answer."""

    index: int
    label: Any
    fields: tuple[Any, ...] = ()
    reference: str = ""
    choices: tuple[Choice, ...] = ()
    extra: bool = False

    @property
    def number(self) -> int:
        """The row as people count it."""
        return self.index + 1


@dataclass(frozen=True)
class Field:
    """A question as it stands on the page."""

    question: Any
    name: str
    id: str
    widget: str
    kind: str
    label: Any
    hint: Any
    why: Any
    readers: Any
    required: bool
    error: Any
    value: Any
    describedby: str = ""
    choices: tuple[Choice, ...] = ()
    boxes: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    max_length: int | None = None
    lines: int = 5
    group: bool = False
    autocomplete: str = ""
    accept: str = ""

    @property
    def reference(self) -> str:
        """What each row of a per-party or per-term question refers to."""
        return PER_ROW.get(self.kind, "")

    @property
    def more(self) -> bool:
        """Whether a table keeps further empty rows folded away."""
        return any(row.extra for row in self.rows)
