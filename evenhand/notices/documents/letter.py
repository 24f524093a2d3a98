"""A letter as a document, for people who are written to on paper."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from evenhand.notices.documents.compile import compile_document
from evenhand.notices.documents.shapes import LetterData
from evenhand.notices.words import load_words


def make_letter_pdf(data: LetterData) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a, its address where a window envelope shows it.

    The same data give the same bytes. Raises `DocumentUnmakeable`, whose text holds nothing of the data.
    """
    words = load_words(data.language)
    language, _, script = words.tag.partition("-")
    content = {
        "title": data.subject,
        "lang": language,
        "region": "CN" if script == "Hans" else None,
        "paper": data.paper,
        "centre": data.centre,
        "centre-lines": data.centre_lines,
        "number-label": words.say("letter_number"),
        "number": data.number,
        "date": words.write_date(data.made_at.astimezone(ZoneInfo(data.tz)).date()),
        "to-lines": data.to_lines,
        "subject": data.subject,
        "paragraphs": data.paragraphs,
        "signed-by": data.signed_by,
        "help-line": data.help_line,
        "page": words.say("page", page="{page}", pages="{pages}"),
        "missing-note": words.say("missing_note"),
    }
    return compile_document("letter.typ", content, data.made_at)
