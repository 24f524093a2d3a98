"""What was answered, whether it comes back as typed after an error or as it was stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

YEAR_FIRST = ("zh", "ja", "ko", "hu", "mn")


def write_picked(value: Any) -> set[str]:
    """The codes picked, whether the answer came back as typed or as it was stored."""
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    if isinstance(value, str) or not isinstance(value, Iterable):
        return {str(value)} if value not in ("", None) else set()
    return {str(item) for item in value}


def order_date() -> tuple[str, str, str]:
    """Day, month and year in the order of the reader's language."""
    year_first = (get_language() or "en").startswith(YEAR_FIRST)
    return ("year", "month", "day") if year_first else ("day", "month", "year")


def split_moment(value: Any) -> dict[str, str]:
    """The parts typed, from a mapping as typed, from a date, or from its written form."""
    if isinstance(value, Mapping):
        return {str(part): str(typed) for part, typed in value.items() if typed is not None}
    written = value.isoformat() if hasattr(value, "isoformat") else str(value or "")
    day, _sep, time = written.replace(" ", "T").partition("T")
    parts = day.split("-")
    if len(parts) != 3:
        return {"day": written} if written else {}
    return {"year": parts[0], "month": parts[1].lstrip("0"), "day": parts[2].lstrip("0"), "time": time[:5]}
