"""Days, moments and ages in words: in the centre's zone, by the reader's locale, in Python (templates are dear)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, gettext, ngettext


def find_day(moment: datetime, zone: ZoneInfo) -> date:
    """The centre's own calendar day of a moment."""
    return moment.astimezone(zone).date()


# A day in few letters where a language has short names of months; the others say the whole name.
SHORT = {"en": "j M", "es": "j M"}


def say_day(day: date, today: date) -> str:
    """A day as people say it: without the year while that goes without saying."""
    if abs((day - today).days) >= 300:
        return date_format(day, "DATE_FORMAT")
    return date_format(day, SHORT.get(get_language() or "", "MONTH_DAY_FORMAT"))


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """A day with its time."""
    local = moment.astimezone(zone)
    short = SHORT.get(get_language() or "")
    return date_format(local, f"{short} Y, H:i") if short else date_format(local, "DATETIME_FORMAT")


def say_weekday(moment: datetime, zone: ZoneInfo) -> str:
    """A day with its weekday, for choosing times."""
    local = moment.astimezone(zone)
    day = date_format(local, SHORT.get(get_language() or "", "MONTH_DAY_FORMAT"))
    return f"{date_format(local, 'D')} {day}"


def say_time(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day."""
    return time_format(moment.astimezone(zone).time(), "H:i")


def say_age(since: datetime, today: date, zone: ZoneInfo) -> str:
    """How long something has waited."""
    days = max((today - find_day(since, zone)).days, 0)
    if days == 0:
        return gettext("today")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def say_left(last_day: date, today: date) -> str:
    """How far a deadline is, before and after."""
    days = (last_day - today).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return gettext("due today")
    if days == 1:
        return gettext("due tomorrow")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
