"""What a procedure rests on and owes people beside its steps: its sources, consent, signatures, notices,
outcomes, disclosure and forgetting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evenhand.procedures.rules.conditions import ALWAYS, Condition
from evenhand.procedures.rules.words import (
    NO_WORDS,
    ArticleCode,
    Code,
    Length,
    Line,
    MoreArticles,
    OptionalArticle,
    PackTable,
    TagName,
    Tags,
    Text,
    Version,
)

ConsentForm = Literal["portal", "signed_paper", "spoken"]
Signer = Literal["each_side", "mediator", "centre_seal"]
AgreementForm = Literal["portal", "paper", "oral"]
Addressee = Literal["this_party", "other_sides", "sides", "companions", "mediator", "worker", "owner"]
# Closed, because a letter lies on kitchen tables: nothing that says whom or what a case is about.
Placeholder = Literal[
    "centre", "number", "link", "when", "place", "by", "days", "cancel_link", "language_help"
]  # fmt: skip
LongUnit = Literal["days", "weeks", "months", "years"]
# The most that any basis may give away: nothing of what was said, only what a court or a rescuer needs.
Given = Literal[
    "number", "held", "settled", "attendance", "began", "ended", "where", "danger", "names", "contact"
]  # fmt: skip
Unsaid = Literal[Placeholder, "name", "story", "category"]


@dataclass(frozen=True)
class Article(PackTable):
    """A source: a provision of law, a published standard, or (`ours`) the centre's own practice, in our
    words.
    """

    code: ArticleCode
    citation: Line
    title: Text
    says: Text
    address: Annotated[str, StringConstraints(pattern=r"^(https?://[!-~]+)?$", max_length=500)]
    read: date
    verified: bool
    ours: bool = False


@dataclass(frozen=True)
class Consent(PackTable):
    """Whose agreement is asked, to which text, in what form, by which act, and until when it can be taken back."""

    code: Code
    title: Text
    whose: Literal["each_side", "each_party", "sides_and_mediator"]
    text: Code
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$", max_length=20)]
    forms: Annotated[tuple[ConsentForm, ...], Field(min_length=1, max_length=3)]
    withdrawable_until: Code
    article: ArticleCode
    also: MoreArticles = ()
    act: Code = "give_consent"

    @property
    def text_version(self) -> str:
        """The text and its version as an answer names it: `agreement_to_mediate@1`."""
        return f"{self.text}@{self.version}"


@dataclass(frozen=True)
class Effect(PackTable):
    """Who must sign, and in what form, for an agreement to be in force, and what kind of promise it
    then is.
    """

    code: Code
    title: Text
    signers: Annotated[tuple[Signer, ...], Field(min_length=1, max_length=3)]
    forms: Annotated[tuple[AgreementForm, ...], Field(min_length=1, max_length=3)]
    binding: Text
    article: ArticleCode
    also: MoreArticles = ()


@dataclass(frozen=True)
class Notice(PackTable):
    """A letter that leaves when something has happened: to whom, what it must say, what it must never say.

    A `reminder` is sent ahead of the time that the event names, unless an event of `until` comes first.
    """

    code: Code
    on: Annotated[tuple[TagName, ...], Field(min_length=1, max_length=20)]
    to: Annotated[tuple[Addressee, ...], Field(min_length=1, max_length=6)]
    template: Code
    title: Text = NO_WORDS
    kind: Literal["message", "reminder"] = "message"
    until: Tags = ()
    cancel_act: Code | Literal[""] = ""
    clock: Code | Literal[""] = ""
    must: Annotated[tuple[Placeholder, ...], Field(max_length=9)] = ()
    never: Annotated[tuple[Unsaid, ...], Field(max_length=12)] = ()
    article: OptionalArticle = ""
    also: MoreArticles = ()


Column = Literal[
    "held.settled",
    "held.in_part",
    "held.not_settled",
    "held.other",
    "not_held.settled_before",
    "not_held.inappropriate",
    "not_held.no_response",
    "not_held.refused",
    "not_held.other",
    "complaint.upheld",
    "complaint.in_part",
    "complaint.not_upheld",
    "complaint.not_taken",
    "complaint.withdrawn",
    "hazard.fixed",
    "hazard.not_ours",
    "hazard.no_action",
]


@dataclass(frozen=True)
class Outcome(PackTable):
    """How a case can end: the public column it counts in, and the other routes the parties must be told
    of.
    """

    code: Code
    title: Text
    column: Column
    routes: Text = NO_WORDS
    article: OptionalArticle = ""
    also: MoreArticles = ()


@dataclass(frozen=True)
class Disclosure(PackTable):
    """A legal basis for telling somebody outside, and the most that may be told under it.

    `needs` must be so before it is told; with `copy_first` the sides read what will be told, before it is.
    """

    code: Code
    title: Text
    to: Text
    fields: Annotated[tuple[Given, ...], Field(min_length=1, max_length=10)]
    article: ArticleCode
    also: MoreArticles = ()
    needs: Condition = ALWAYS
    copy_first: bool = False
    tell_parties: bool = True


@dataclass(frozen=True)
class Retention(PackTable):
    """How long a case is kept, counted from which event; the mediator's notes go sooner."""

    after: TagName
    length: Length
    unit: LongUnit
    notes_length: Length
    notes_unit: LongUnit
    article: ArticleCode
    also: MoreArticles = ()


@dataclass(frozen=True)
class Right(PackTable):
    """Something that the law or the centre's practice gives everybody in a case, published with the procedure."""

    code: Code
    title: Text
    says: Text
    article: ArticleCode


@dataclass(frozen=True)
class Band(PackTable):
    """A band of risk, by impact times probability: from `least` to `most`, and the clock for mending it."""

    code: Code
    title: Text
    least: Annotated[int, Field(ge=1, le=10_000)]
    most: Annotated[int, Field(ge=1, le=10_000)]
    tag: TagName
    article: ArticleCode


@dataclass(frozen=True)
class ClockRename(PackTable):
    """A clock that goes on under another name."""

    old: ArticleCode
    new: ArticleCode


@dataclass(frozen=True)
class Migration(PackTable):
    """How a case that runs under an older version goes on under this one.

    A clock keeps its name unless `clocks` gives it another; `ends` names those that this version no longer has,
    which only a case may leave behind in which they do not run. `why` is told to whoever asks.
    """

    old: Version
    why: Text
    clocks: Annotated[tuple[ClockRename, ...], Field(alias="clock", max_length=60)] = ()
    ends: Annotated[tuple[ArticleCode, ...], Field(max_length=60)] = ()
