"""The program's own words in documents and mail, per language, and dates written out in them.

They are data beside the code and not gettext because one document speaks several languages at once, and a
sentence missing in one of them must be a fault found by a test and not an English line in an Arabic
agreement.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).resolve().parent / "languages"
FALLBACK = "en"


@dataclass(frozen=True)
class Words:
    """The words of one language. `language` is its code as people's languages are stored, `tag` its BCP 47
    form.
    """

    language: str
    tag: str
    phrases: Mapping[str, str]
    groups: Mapping[str, Mapping[str, str]]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    def say(self, phrase: str, **values: str) -> str:
        """A phrase with its braces filled in; braces inside a value stay as they are."""
        return self.phrases[phrase].format_map(values)

    def name(self, group: str, code: str) -> str:
        """The word for a code of a group (`parts`, `places`, `language_names`), or the code itself."""
        return self.groups[group].get(code, code.replace("_", " "))

    def write_date(self, day: date) -> str:
        """A day written out with its weekday: `Monday 23 November 2026`."""
        return self.say("date", **self._name_day(day))

    def write_day(self, day: date) -> str:
        """A day without its weekday: `23 November 2026`."""
        return self.say("day", **self._name_day(day))

    def write_moment(self, at: datetime, tz: str) -> str:
        """A day and a time in a time zone: `Monday 23 November 2026, 14:05`."""
        local = at.astimezone(ZoneInfo(tz))
        clock = {"hour": f"{local.hour:02}", "minute": f"{local.minute:02}"}
        return self.say("date_time", **self._name_day(local.date()), **clock)

    def _name_day(self, day: date) -> dict[str, str]:
        return {
            "day": str(day.day),
            "month": self.months[day.month - 1],
            "year": str(day.year),
            "weekday": self.weekdays[day.weekday()],
        }


def list_languages() -> tuple[str, ...]:
    """The languages whose words are here, in the order of their codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@lru_cache(maxsize=32)
def load_words(language: str) -> Words:
    """The words of a language; English for one whose words nobody has written yet."""
    path = FOLDER / f"{language}.toml"
    if language not in list_languages():
        return load_words(FALLBACK)
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    phrases = {key: value for key, value in content.items() if isinstance(value, str)}
    groups = {key: MappingProxyType(content[key]) for key in ("language_names", "parts", "places")}
    return Words(
        language=language,
        tag=find_tag(language),
        phrases=MappingProxyType(phrases),
        groups=MappingProxyType(groups),
        months=tuple(content["months"]["names"]),
        weekdays=tuple(content["weekdays"]["names"]),
    )


def find_tag(language: str) -> str:
    """The BCP 47 tag of a stored language code: `zh-hans` is `zh-Hans`."""
    return "-".join(part.title() if len(part) == 4 else part for part in language.split("-"))


def choose_languages(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages a document can be made in for these readers: each once, in their order; English where
    none fits.
    """
    return tuple(dict.fromkeys(load_words(language).language for language in languages)) or (FALLBACK,)


def write_language_help(language: str) -> str:
    """For a reader who cannot read the rest: one line in every other language that says how to read it in
    that one.
    """
    others = (other for other in list_languages() if other != load_words(language).language)
    return "\n".join(load_words(other).say("language_help") for other in others)
