"""Who is in a case: names, ways to reach them that are safe, what they need; opened for one page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language_info

from evenhand.desk.opened import OpenCase
from evenhand.desk.words import PARTS, say_option
from evenhand.vault.fields import open_text


def name_language(code: str) -> str:
    """A language under the name its own speakers use."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def draw_person(opened: OpenCase, row: Any) -> dict[str, Any]:
    """One person, with the contact of this case alone."""
    language = opened.desk.language
    read = {field: open_text(row, opened.key, field) for field in ("phone", "email", "address", "safe_words")}
    safe = row.safe_contact
    return {
        "seat": row.seat,
        "name": opened.name(row.seat),
        "part": str(PARTS.get(row.part, row.part)),
        "part_code": row.part,
        "beside": opened.name(row.for_seat) if row.for_seat else "",
        "language": name_language(row.language),
        "under_18": row.under_18,
        "support": [
            say_option(opened.procedure, "open_case", "support", code, language)
            for code in row.support
            if code != "none"
        ],
        "safe": say_option(opened.procedure, "open_case", "safe_contact", safe, language) if safe else "",
        "nothing_safe": safe == "none",
        **read,
    }


def draw_people(opened: OpenCase) -> list[dict[str, Any]]:
    """Everybody in the case, in the order in which they joined."""
    rows = sorted(opened.case.parties.all(), key=lambda row: int(row.seat[1:]))
    return [draw_person(opened, row) for row in rows]


def draw_safeguards(opened: OpenCase, codes_by_seat: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """What the day must provide for, person by person; the reasons stay with the office."""
    return [
        {
            "name": opened.name(seat),
            "codes": [
                say_option(opened.procedure, "screen_party", "safeguards", code, opened.desk.language)
                for code in codes
            ],
        }
        for seat, codes in codes_by_seat.items()
        if codes
    ]
