"""The day a referral came in, in the forms in which offices write days. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from evenhand.desk.referrals.rules.table import Cell, fold, write_cell

# Spreadsheets count days from here (and believe that 1900 was a leap year, hence the 30th).
SERIAL_START = date(1899, 12, 30)
SERIALS = range(18_264, 91_314)  # 1950 to 2149
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年‐–]\s*(\d{1,2})\s*[-/.月‐–]\s*(\d{1,2})\s*[日号號]?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?([^\W\d_]+)\.?,?\s+(?:del?\s+)?(\d{4})")
WORD_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
CLOCK = re.compile(r"[T\s]+(?:上午|下午|晚上)?\s*\d{1,2}[:：时點点h]\s*(?:\d{0,2}).*$")
MONTHS = (
    "january enero يناير",
    "february febrero فبراير",
    "march marzo مارس",
    "april abril أبريل",
    "may mayo مايو",
    "june junio يونيو",
    "july julio يوليو",
    "august agosto أغسطس",
    "september septiembre سبتمبر",
    "october octubre أكتوبر",
    "november noviembre نوفمبر",
    "december diciembre ديسمبر",
)
MONTH_WORDS = {fold(word): number for number, words in enumerate(MONTHS, 1) for word in words.split()}
SHORTEST_MONTH = 3


class NoDate(Exception):
    """The cell holds no day of the calendar. `code` says why: `not_date` or `which_order`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def find_order(cells: Iterable[Cell]) -> str:
    """Whether days or months stand first in a column of 3/4/2026: `dmy`, `mdy`, or "" when nothing tells."""
    orders = set()
    for cell in cells:
        found = YEAR_LAST.fullmatch(_clean(cell)) if isinstance(cell, str) else None
        if found and int(found[1]) > 12:
            orders.add("dmy")
        elif found and int(found[2]) > 12:
            orders.add("mdy")
    return orders.pop() if len(orders) == 1 else ""


def read_date(cell: Cell, order: str = "") -> date | None:
    """The day in a cell; nothing in an empty one. Raises `NoDate`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _clean(cell)
    if not text:
        return None
    try:
        return _read_serial(text) or _read_written(text, order)
    except ValueError:
        raise NoDate("not_date") from None


def _clean(cell: Cell) -> str:
    text = unicodedata.normalize("NFKC", write_cell(cell))
    return CLOCK.sub("", text).strip()


def _read_serial(text: str) -> date | None:
    number = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    if number and int(number[1]) in SERIALS:
        return SERIAL_START + timedelta(days=int(number[1]))
    return None


def _read_written(text: str, order: str) -> date:
    for pattern in (YEAR_FIRST, COMPACT):
        found = pattern.fullmatch(text)
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    found = YEAR_LAST.fullmatch(text)
    if found:
        return _read_year_last(int(found[1]), int(found[2]), int(found[3]), order)
    return _read_month_word(text)


def _read_year_last(first: int, second: int, year: int, order: str) -> date:
    if first > 12 or order == "dmy" or first == second:
        return date(year, second, first)
    if second > 12 or order == "mdy":
        return date(year, first, second)
    raise NoDate("which_order")


def _read_month_word(text: str) -> date:
    found = DAY_WORD.fullmatch(text)
    if found:
        return date(int(found[3]), _find_month(found[2]), int(found[1]))
    found = WORD_DAY.fullmatch(text)
    if found:
        return date(int(found[3]), _find_month(found[1]), int(found[2]))
    raise NoDate("not_date")


def _find_month(word: str) -> int:
    folded = fold(word)
    if len(folded) >= SHORTEST_MONTH:
        for known, number in MONTH_WORDS.items():
            if known.startswith(folded):
                return number
    raise NoDate("not_date")
