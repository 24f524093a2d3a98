"""A published procedure as a document: what a centre hangs on its wall and hands out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.notices.documents.apart import compile_apart
from evenhand.notices.words import load_words

# What a picture on paper is lettered in; on a screen it takes the reader's own letters.
LETTERS = "'Noto Sans', 'Noto Sans SC', 'Noto Naskh Arabic'"
# In a picture the typesetter loses the text of a letter that carries one; words are read without them, too.
VOWEL_SIGNS = re.compile("[\u064b-\u065f\u0670]")


@dataclass(frozen=True)
class ProcedureData:
    """A procedure told in one language. `drawings` are SVG texts in order, `shows` says what they show.

    A section has `title` and `groups`; a group `title`, `intro`, `anchor` and `items`; an item `title`, `anchor`,
    `number`, `words`, `rows` (`key`, `values`) and `laws` (`words`, `anchor`, `mark`). A title and a value have
    `words` and lead to an `anchor` of this document or to an `address` on the web. Every anchor led to is there.
    """

    centre: str
    language: str
    title: str
    summary: str
    version: str
    draft: str
    drawn: str
    drawings: tuple[str, ...]
    shows: str
    sections: tuple[Mapping[str, Any], ...]
    made_at: datetime
    paper: str = "a4"


def make_procedure_pdf(data: ProcedureData) -> bytes:
    """The procedure as PDF/UA-1 and PDF/A-2a, with its drawing, lists and links.

    The same data give the same bytes. Raises `DocumentUnmakeable`.
    """
    words = load_words(data.language)
    language, _, script = words.tag.partition("-")
    content = {
        "title": data.title,
        "lang": language,
        "region": "CN" if script == "Hans" else None,
        "paper": data.paper,
        "centre": data.centre,
        "summary": data.summary,
        "version": data.version,
        "draft": data.draft,
        "drawn": data.drawn,
        "drawings": [
            {
                "svg": _letter(drawing),
                "alt": f"{data.shows} ({place}/{len(data.drawings)})",
            }
            for place, drawing in enumerate(data.drawings, 1)
        ],
        "sections": [dict(section) for section in data.sections],
        "page": words.say("page", page="{page}", pages="{pages}"),
        "missing-note": words.say("missing_note"),
    }
    return compile_apart("procedure.typ", content, data.made_at)


def _letter(drawing: str) -> str:
    """A picture in the letters of our documents."""
    plain = VOWEL_SIGNS.sub("", drawing)
    return plain.replace('font-family="sans-serif"', f'font-family="{LETTERS}"', 1)
