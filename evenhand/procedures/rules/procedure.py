"""A published procedure: what a pack says, as values that cannot change while a case runs under them.

Everything here is data written by a lawyer. The field types carry the limits of the grammar, so the same
classes both describe a procedure to the program and refuse a pack that does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evenhand.procedures.rules.clock import CalendarCode, Clock
from evenhand.procedures.rules.conditions import ALWAYS, NOTHING, Bar, Condition
from evenhand.procedures.rules.duties import (
    Article,
    Band,
    Consent,
    Disclosure,
    Effect,
    Migration,
    Notice,
    Outcome,
    Retention,
    Right,
)
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.words import (
    NO_WORDS,
    ArticleCode,
    Code,
    Codes,
    LanguageCode,
    Line,
    MoreArticles,
    OptionalArticle,
    PackTable,
    Tags,
    Text,
    Version,
    Words,
    list_fallbacks,
)

Role = Literal[
    "visitor", "party", "intake", "mediator", "coordinator", "reviewer", "director", "federation", "operator"
]
Roles = Annotated[tuple[Role, ...], Field(max_length=9)]
TimeZone = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", max_length=60)
]


@dataclass(frozen=True)
class Fact(PackTable):
    """Something that is so or not so in a case, with the words used when it stands in somebody's way."""

    code: Code
    says: Text
    unmet: Text = NO_WORDS
    met: Text = NO_WORDS
    article: OptionalArticle = ""
    given: bool = False


@dataclass(frozen=True)
class Step(PackTable):
    """One thing that can be done in a case: by whom, when it is open, when it is somebody's duty, under
    which article.

    `makes` and `unmakes` are the facts that it may bring about or take away, `clears` those that it always takes
    away, `emits` the entries that it may make in the record: clocks and notices wait for those.
    """

    code: Code
    act: Code
    title: Text
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=9)]
    article: ArticleCode
    also: MoreArticles = ()
    say: Text = NO_WORDS
    why: Text = NO_WORDS
    needs: Condition = ALWAYS
    unless: Bar = NOTHING
    makes: Codes = ()
    unmakes: Codes = ()
    clears: Codes = ()
    emits: Tags = ()
    repeatable: bool = False
    late: bool = False
    subject: Literal["none", "party", "mediator"] = "none"
    due: Condition | None = None
    duty_of: Roles = ()
    clock: Code | Literal[""] = ""

    @property
    def words(self) -> Words:
        """What the queue calls it."""
        return self.say or self.title


@dataclass(frozen=True)
class PackFile(PackTable):
    """Everything that `pack.toml` says."""

    id: Code
    version: Version
    kind: Code
    jurisdiction: Line
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1, max_length=12)]
    title: Text
    summary: Text
    retention: Retention
    tz: TimeZone = "centre"
    calendar: CalendarCode = "centre"
    review: Literal["draft", "reviewed"] = "draft"
    reviewed_by: Annotated[str, StringConstraints(max_length=200)] = ""
    reviewed_on: date | None = None
    facts: Annotated[tuple[Fact, ...], Field(alias="fact", max_length=200)] = ()
    steps: Annotated[tuple[Step, ...], Field(alias="step", max_length=120)] = ()
    clocks: Annotated[tuple[Clock, ...], Field(alias="clock", max_length=60)] = ()
    consents: Annotated[tuple[Consent, ...], Field(alias="consent", max_length=20)] = ()
    effects: Annotated[tuple[Effect, ...], Field(alias="effect", max_length=20)] = ()
    notices: Annotated[tuple[Notice, ...], Field(alias="notice", max_length=80)] = ()
    outcomes: Annotated[tuple[Outcome, ...], Field(alias="outcome", max_length=40)] = ()
    disclosures: Annotated[tuple[Disclosure, ...], Field(alias="disclosure", max_length=40)] = ()
    rights: Annotated[tuple[Right, ...], Field(alias="right", max_length=40)] = ()
    bands: Annotated[tuple[Band, ...], Field(alias="band", max_length=20)] = ()
    migrations: Annotated[tuple[Migration, ...], Field(alias="migration", max_length=20)] = ()


@dataclass(frozen=True)
class LawFile(PackTable):
    """Everything that `law.toml` says."""

    articles: Annotated[tuple[Article, ...], Field(alias="article", max_length=300)] = ()


@dataclass(frozen=True, kw_only=True)
class Procedure(PackFile):
    """One version of a published procedure, whole: what `pack.toml` says, its law, its forms, letters
    and texts.

    `templates` and `texts` map (language, name) to words; `stamp` is the SHA-256 of the folder's content.
    """

    articles: tuple[Article, ...] = ()
    forms: tuple[Form, ...] = ()
    templates: Mapping[tuple[str, str], str] = with_default(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = with_default(default_factory=dict)
    stamp: str = ""

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.act: step for step in self.steps}

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {form.act: form for form in self.forms}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.code: article for article in self.articles}

    @cached_property
    def _facts(self) -> dict[str, Fact]:
        return {fact.code: fact for fact in self.facts}

    def step_for(self, act_code: str) -> Step | None:
        """The step that an act takes; none when this procedure knows no such act."""
        return self._steps.get(act_code)

    def form_for(self, act_code: str) -> Form | None:
        """What is asked when somebody does the act."""
        return self._forms.get(act_code)

    def article(self, code: str) -> Article | None:
        """The source that a step, clock or refusal cites."""
        return self._articles.get(code)

    def fact(self, code: str) -> Fact | None:
        """The words of a named fact."""
        return self._facts.get(code)

    def choose_zone(self, centre: str) -> str:
        """The time zone its days are counted in: the procedure's own, or the centre's."""
        return centre if self.tz == "centre" else self.tz

    def choose_calendar(self, centre: str) -> str:
        """The calendar of a clock that names none: the procedure's own, or the centre's."""
        return centre if self.calendar == "centre" else self.calendar

    def text(self, said: Words | Mapping[str, str], language: str) -> str:
        """What is said, for a reader of `language`; the nearest language the pack has where that
        one is missing.
        """
        words = said if isinstance(said, Words) else Words(tuple(said.items()))
        return words.in_language(language)

    def read_notice(self, template: str, language: str) -> str | None:
        """A letter's template in exactly that language; none when the pack has it only in others."""
        return self.templates.get((language, template))

    def long_text(self, name: str, language: str) -> str | None:
        """A longer text, such as the agreement to mediate, in the reader's language or the nearest
        the pack has.
        """
        tried = (self.texts.get((code, name)) for code in list_fallbacks(language))
        return next((found for found in tried if found is not None), None)
