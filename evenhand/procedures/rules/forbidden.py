"""What no form, pack or import may ask of a person: the fields by which people were sorted and hunted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Forbidden:
    """What was found: `kind` is one of the kinds of field that are never kept."""

    kind: str


def find_forbidden(label: str) -> Forbidden | None:
    """Whether the label of a question, or the header of a column, asks for something that is never kept."""
    return None
