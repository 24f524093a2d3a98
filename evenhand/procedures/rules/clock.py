"""A time limit as a pack writes it; what it means in a case is worked out in `clocks.py` and `limits.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evenhand.procedures.rules.words import (
    NO_WORDS,
    ArticleCode,
    Length,
    MoreArticles,
    OptionalArticle,
    PackTable,
    TagName,
    Tags,
    Text,
)

CalendarCode = Annotated[str, StringConstraints(pattern=r"^(centre|[A-Z]{2}(-[A-Z0-9]{1,3})?)$")]
DAYS_OF = {"weeks": 7, "months": 31, "years": 366}
MOST_DAYS = 36_600
Unit = Literal["hours", "days", "working_days", "weeks", "months", "years"]


@dataclass(frozen=True)
class Clock(PackTable):
    """A time limit that the law or the centre sets, counted from what happened in the case.

    One that `waits` is the other way round: something may not be done before it has run out.
    """

    code: ArticleCode
    article: OptionalArticle = ""
    also: MoreArticles = ()
    title: Text = NO_WORDS
    starts_on: TagName | Literal[""] = ""
    stops_on: Tags = ()
    length: Length = 0
    unit: Unit = "days"
    counting: Literal["exclude_first", "include_first"] = "exclude_first"
    rolls: Literal["none", "next_working_day"] = "none"
    restarts_on: Tags = ()
    pauses_on: Tags = ()
    resumes_on: Tags = ()
    extend_on: Tags = ()
    extend_length: Length = 0
    earliest_of: Annotated[tuple[ArticleCode, ...], Field(max_length=60)] = ()
    runs_against: Literal["office", "party"] = "office"
    waits: bool = False
    calendar: CalendarCode = "centre"
    weekend: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(max_length=6)] = ()

    def __post_init__(self) -> None:
        if (self.length + self.extend_length) * DAYS_OF.get(self.unit, 1) > MOST_DAYS:
            raise ValueError("a time limit is at most 100 years")


@dataclass(frozen=True)
class ClockFile(PackTable):
    """Clocks alone, as for working out a deadline without a whole procedure."""

    clocks: Annotated[tuple[Clock, ...], Field(alias="clock", max_length=60)] = ()
