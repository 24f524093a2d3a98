"""The made-up stories, read from `stories/<language>.toml`: who could quarrel, about what, and what they say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).resolve().parent / "stories"
# How the stories are spread: a centre in an English-speaking town where three other languages are spoken.
LANGUAGES = MappingProxyType({"en": 28, "es": 12, "zh-hans": 11, "ar": 9})


@dataclass(frozen=True)
class Story:
    """One quarrel as the caller tells it, what the caller wishes, and the terms that could end it.

    `caller` and `them` (`she`, `he`) say whose names go with the words; empty: anybody's. `other` is a named firm.
    """

    language: str
    category: str
    story: str
    wish: str
    terms: tuple[tuple[str, str], ...]
    support: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()
    under_18: bool = False
    companion: bool = False
    other: str = ""
    caller: str = ""
    them: str = ""


@dataclass(frozen=True)
class Shelf:
    """What one language has: names by kind (`she`, `he`, `anyone`), stories, and what its parties say."""

    language: str
    names: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Any]
    stories: tuple[Story, ...]


@cache
def read_shelf(language: str) -> Shelf:
    """The shelf of one language."""
    found = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Shelf(
        language=language,
        names=MappingProxyType({kind: tuple(names) for kind, names in found["names"].items()}),
        words=MappingProxyType(found["words"]),
        stories=tuple(_read_story(language, row) for row in found["story"]),
    )


def _read_story(language: str, row: Mapping[str, Any]) -> Story:
    return Story(
        language=language,
        category=row["category"],
        story=row["story"],
        wish=row["wish"],
        terms=tuple((who, what) for who, what in row["terms"]),
        support=tuple(row.get("support", ())),
        safeguards=tuple(row.get("safeguards", ())),
        under_18=row.get("under_18", False),
        companion=row.get("companion", False),
        other=row.get("other", ""),
        caller=row.get("caller", ""),
        them=row.get("them", ""),
    )


@cache
def read_office() -> Mapping[str, Any]:
    """What the centre's people write down; they work in English."""
    found = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    return MappingProxyType(found["office"])
