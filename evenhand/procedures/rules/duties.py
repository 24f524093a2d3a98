"""What a procedure rests on and owes people beside its steps: its sources, consent, signatures, notices,
outcomes, disclosure and forgetting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evenhand.procedures.rules.words import (
    NO_WORDS,
    ArticleCode,
    Code,
    Length,
    Line,
    OptionalArticle,
    PackTable,
    TagName,
    Tags,
    Text,
)

ConsentForm = Literal["portal", "signed_paper", "spoken"]
Signer = Literal["each_side", "mediator", "centre_seal"]
AgreementForm = Literal["portal", "paper", "oral"]
Addressee = Literal["this_party", "other_sides", "sides", "companions", "mediator", "worker"]
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
    """Whose agreement is asked, to which text, in what form, and until when it can be taken back."""

    code: Code
    title: Text
    whose: Literal["each_side", "each_party"]
    text: Code
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$", max_length=20)]
    forms: Annotated[tuple[ConsentForm, ...], Field(min_length=1, max_length=3)]
    withdrawable_until: Code
    article: ArticleCode

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


@dataclass(frozen=True)
class Disclosure(PackTable):
    """A legal basis for telling somebody outside, and the most that may be told under it."""

    code: Code
    title: Text
    to: Text
    fields: Annotated[tuple[Given, ...], Field(min_length=1, max_length=10)]
    article: ArticleCode
    second_person: bool = True
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
