"""A pretended case as an address: every step that was taken stands in it, and nothing about anybody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from evenhand.procedures.rules.pretend import MOST_DONE, Did

FIRST_YEAR, LAST_YEAR = 1950, 2150
CODE = 60


@dataclass(frozen=True)
class Story:
    """What was done on which day, which facts nobody's step makes, which day it is, which step is looked at."""

    today: date
    done: tuple[Did, ...] = ()
    given: tuple[str, ...] = ()
    act: str = ""

    def write(self, act: str = "") -> str:
        """The address of this story, looking at a step."""
        pairs = [*self.list_hidden(), *((("act", act),) if act else ())]
        return "?" + urlencode(pairs)

    def list_hidden(self, *without: str) -> list[tuple[str, str]]:
        """It as hidden fields of a form."""
        pairs = [
            *(("did", write_did(did)) for did in self.done),
            *(("so", fact) for fact in self.given),
            ("today", self.today.isoformat()),
        ]
        return [pair for pair in pairs if pair[0] not in without]

    def add(self, did: Did) -> Story:
        """The story with one more step; it is that day then."""
        return replace(self, done=(*self.done, did), today=did.day, act="")

    def undo(self) -> Story:
        """The story without its last step."""
        return replace(self, done=self.done[:-1], act="")


def write_did(did: Did) -> str:
    """One step in the address: act~day~what came about."""
    return "~".join((did.act, did.day.isoformat(), *did.changed))


def read_story(query: QueryDict, today: date, usual: tuple[str, ...]) -> Story:
    """The story of an address; what cannot be read is left out. `usual`: the facts with which a new one begins."""
    done = [did for did in map(_read_did, query.getlist("did")[:MOST_DONE]) if did is not None]
    return Story(
        today=read_day(query.get("today", ""), today),
        done=tuple(done),
        given=_cut(query.getlist("so")) if "today" in query else usual,
        act=query.get("act", "")[:CODE],
    )


def read_taken(query: QueryDict, story: Story) -> Did | None:
    """The step that was just taken on the page, if one was."""
    if query.get("do") != "yes" or not story.act:
        return None
    return Did(story.act, read_day(query.get("on", ""), story.today), _cut(query.getlist("change")))


def read_day(typed: str, otherwise: date) -> date:
    """A day within bounds."""
    try:
        day = date.fromisoformat(typed[:10])
    except ValueError:
        return otherwise
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else otherwise


def _read_did(written: str) -> Did | None:
    act, _, rest = written.partition("~")
    day, *changed = rest.split("~")
    never = date.min
    found = read_day(day, never)
    return None if found == never else Did(act[:CODE], found, _cut(changed))


def _cut(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code[: CODE + 1] for code in codes if code)[:80]
