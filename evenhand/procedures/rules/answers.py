"""One answer to one question, by kind: what came over the wire becomes a value, or is said to be wrong.

Text is trimmed and brought to one Unicode form (NFC), so that a name typed on two machines is one name. A
date is a
calendar day; an instant is kept in UTC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from evenhand.procedures.rules.context import Choice, FormContext, Wrong
from evenhand.procedures.rules.files import clean_file
from evenhand.procedures.rules.form import Column

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\".]+(\.[^\s@<>()\[\],;:\\\".]+)+")
PHONE = re.compile(r"\+?[0-9 ().\-/*#x]{3,40}")
# Overrides turn the reading order around, so that a sentence would show other words than it holds.
OVERRIDES = frozenset("\u202d\u202e")
INVISIBLE_ENDS = " \t\n\u00a0\u200b\u3000\ufeff"
FIRST_YEAR, LAST_YEAR = 1900, 2200
EMPTY_LIST = frozenset({"choices", "parties", "table", "per_party", "per_term"})
EMPTY_NONE = frozenset({"integer", "date", "datetime", "yes_no", "file"})
SOURCES = {
    "language": "languages",
    "party": "parties",
    "parties": "parties",
    "mediator": "mediators",
    "worker": "workers",
    "term": "terms",
    "slot": "slots",
    "per_party": "parties",
    "per_term": "terms",
}
MANY = frozenset({"choices", "parties"})
REQUIRED_WORDS = {"choices": "required_choices", "parties": "required_choices", "file": "required_file"}


def is_empty(raw: Any) -> bool:
    """Whether nothing was answered: nothing, blanks, or an empty list."""
    return raw is None or (isinstance(raw, str) and not raw.strip(INVISIBLE_ENDS)) or raw == []


def make_empty(kind: str) -> Any:
    """The value of a question that was not answered."""
    if kind in EMPTY_NONE:
        return None
    return [] if kind in EMPTY_LIST else ""


def name_missing(kind: str) -> str:
    """The fault of a question that had to be answered and was not."""
    if kind in {"choice", "yes_no"} or kind in SOURCES:
        return REQUIRED_WORDS.get(kind, "required_choice")
    return REQUIRED_WORDS.get(kind, "required")


def list_choices(column: Column, context: FormContext, language: str) -> tuple[Choice, ...]:
    """The answers a question offers now, as (code, label)."""
    if column.options:
        return tuple((option.code, option.label.in_language(language)) for option in column.options)
    return getattr(context, column.source or SOURCES[column.kind])


def clean_answer(column: Column, raw: Any, context: FormContext, today: date) -> Any:
    """The value of a non-empty answer. Raises `Wrong`. Tables and per-party answers are not answered here."""
    if column.kind in MANY:
        return _clean_many(column, raw, context)
    if column.kind == "choice" or column.kind in SOURCES:
        return choose(raw, [code for code, _ in list_choices(column, context, "en")])
    return CLEANERS[column.kind](column, raw, context, today)


def choose(raw: Any, codes: list[str]) -> str:
    """One of the codes that are offered."""
    if not isinstance(raw, str) or raw not in codes:
        raise Wrong("unknown_choice")
    return raw


def clean_text(column: Column, raw: Any, *_: Any) -> str:
    """Words: trimmed, NFC, nothing hidden; a single line unless the question is for a longer text."""
    if not isinstance(raw, str):
        raise Wrong("not_text")
    # Cheap first, so that a huge answer is never normalised; normalising can make a text longer, so twice.
    if len(raw) > 4 * column.limit:
        raise Wrong("too_long", limit=column.limit)
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip(INVISIBLE_ENDS)
    if column.kind != "longtext":
        text = text.replace("\n", " ").replace("\t", " ")
    if any(_is_hidden(sign) for sign in text):
        raise Wrong("hidden")
    text = unicodedata.normalize("NFC", text)
    if len(text) > column.limit:
        raise Wrong("too_long", limit=column.limit)
    return text


def _is_hidden(sign: str) -> bool:
    # Cs: half of a surrogate pair, which JSON can carry and no file can.
    return sign in OVERRIDES or (sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs"})


def _clean_many(column: Column, raw: Any, context: FormContext) -> list[str]:
    if not isinstance(raw, list):
        raise Wrong("not_list")
    codes = [code for code, _ in list_choices(column, context, "en")]
    if len(raw) > len(codes):
        raise Wrong("unknown_choice")
    chosen = [choose(each, codes) for each in raw]
    if len(set(chosen)) < len(chosen):
        raise Wrong("twice")
    return chosen


def _clean_integer(column: Column, raw: Any, *_: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Wrong("not_integer")
    low = -1_000_000 if column.min is None else column.min
    high = 1_000_000 if column.max is None else column.max
    if raw < low:
        raise Wrong("too_small", limit=low)
    if raw > high:
        raise Wrong("too_large", limit=high)
    return raw


def _clean_date(column: Column, raw: Any, _context: FormContext, today: date) -> date:
    if not isinstance(raw, str) or not ISO_DATE.fullmatch(raw):
        raise Wrong("not_date")
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        raise Wrong("not_date") from None
    _refuse_day(column, day, today)
    return day


def _clean_datetime(column: Column, raw: Any, context: FormContext, today: date) -> datetime:
    if not isinstance(raw, str) or not RFC3339.fullmatch(raw):
        raise Wrong("not_datetime")
    try:
        instant = datetime.fromisoformat(raw.upper())
    except ValueError:
        raise Wrong("not_datetime") from None
    _refuse_year(instant.year)
    _refuse_day(column, instant.astimezone(ZoneInfo(context.tz)).date(), today)
    return instant.astimezone(UTC)


def _refuse_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong("date_range")


def _refuse_day(column: Column, day: date, today: date) -> None:
    _refuse_year(day.year)
    if column.past and day > today:
        raise Wrong("in_future")
    if column.future and day < today:
        raise Wrong("in_past")


def _clean_yes_no(_column: Column, raw: Any, *_: Any) -> bool:
    if not isinstance(raw, bool):
        raise Wrong("not_yes_no")
    return raw


def _clean_phone(column: Column, raw: Any, context: FormContext, _today: date) -> str:
    text = " ".join(unicodedata.normalize("NFKC", clean_text(column, raw)).split())
    if not PHONE.fullmatch(text) or not _is_possible(text, context.region):
        raise Wrong("not_phone")
    return text


def _is_possible(text: str, region: str) -> bool:
    """Whether such a number can exist. A masked number (138****0000) is let through: offices send those."""
    digits = sum(sign.isdigit() for sign in text)
    if not 3 <= digits <= 20 or "*" in text:
        return 3 <= digits <= 20
    if not text.startswith("+"):
        return True
    import phonenumbers  # here: its tables are large, and most forms ask for no number

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, region or None))
    except phonenumbers.NumberParseException:
        return False


def _clean_email(column: Column, raw: Any, *_: Any) -> str:
    text = clean_text(column, raw)
    if not EMAIL.fullmatch(text):
        raise Wrong("not_email")
    return text


CLEANERS: dict[str, Callable[..., Any]] = {
    "text": clean_text,
    "longtext": clean_text,
    "integer": _clean_integer,
    "date": _clean_date,
    "datetime": _clean_datetime,
    "yes_no": _clean_yes_no,
    "phone": _clean_phone,
    "email": _clean_email,
    "file": clean_file,
}
