"""The typesetter: from plain data and a template of ours to an accessible PDF, in memory.

It reaches no network and no file outside the templates and the fonts. Data go in as one JSON text and are
never read as markup. What comes out is PDF/UA-1 (readable by people who do not see it) and PDF/A-2a (readable
in decades).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from evenhand.notices.documents.glyphs import (
    FONTS,
    box_signs,
    clean_text,
    find_in_fonts,
    list_missing,
    name_missing,
)

TEMPLATES = Path(__file__).resolve().parent
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
# Far above any real agreement, far below what would keep a worker busy for more than a few seconds.
LIMIT = 200_000


class DocumentUnmakeable(Exception):
    """A document could not be made. The text says which and why in general, and holds nothing of the data."""


def compile_document(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """The PDF of a template of ours with these data; `at` is the time stamp inside it.

    Signs that our fonts lack are set in the fonts of the machine, and printed as boxed code points where
    those lack them too or cannot be embedded; then `data["missing"]` is true and the template says so.
    """
    cleaned = _change_texts(data, clean_text)
    texts = _list_texts(cleaned)
    if sum(map(len, texts)) > LIMIT:
        raise DocumentUnmakeable(f"{template}: more than {LIMIT} signs")
    lacking = list_missing(texts)
    if not lacking:
        return _compile(template, {**cleaned, "missing": False}, at, _load_fonts(False))
    try:
        unknown = lacking - find_in_fonts(lacking, _list_font_files())
        return _compile(template, _box(cleaned, unknown), at, _load_fonts(True))
    except DocumentUnmakeable:
        return _compile(template, _box(cleaned, lacking), at, _load_fonts(False))


def _box(data: dict[str, Any], signs: frozenset[str]) -> dict[str, Any]:
    shown = [sign for sign in signs if name_missing(sign)]
    boxed: dict[str, Any] = _change_texts(data, lambda text: box_signs(text, signs))
    return {**boxed, "missing": bool(shown)}


def _compile(template: str, data: dict[str, Any], at: datetime, fonts: typst.Fonts) -> bytes:
    try:
        return typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[*STANDARDS],
            timestamp=int(at.timestamp()),
            package_path=TEMPLATES,
            package_cache_path=TEMPLATES,
        )
    except typst.TypstError:
        # The typesetter's own message quotes the text: it must not reach a log.
        raise DocumentUnmakeable(f"{template}: the typesetter refused it") from None


@lru_cache(maxsize=2)
def _load_fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=1)
def _list_font_files() -> tuple[Path, ...]:
    """The font files of the machine, each once, in a stable order."""
    return tuple(sorted({Path(font.path) for font in _load_fonts(True).fonts() if font.path}))


def _change_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _change_texts(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_change_texts(inner, change) for inner in value]
    return value


def _list_texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _list_texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _list_texts(inner)]
    return [value] if isinstance(value, str) else []
