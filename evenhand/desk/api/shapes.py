"""What the API answers, as shapes for its description: numbers and public facts, never a name or a word of a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field


class CaseLine(Schema):
    """One case in a list."""

    number: str
    kind: str
    pack: str
    pack_version: str
    state: Literal["open", "closed"]
    stage: str
    channel: str
    category: str
    language: str
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    worker: str = Field(description="Public code of whoever works on it; empty while nobody does.")


class CaseList(Schema):
    """A part of the cases the token's account may see, the newest first."""

    cases: list[CaseLine]
    count: int
    limit: int
    offset: int


class PartyFacts(Schema):
    """A person of a case by seat, as codes."""

    seat: str
    part: str
    for_seat: str
    language: str
    under_18: bool
    support: list[str]
    reached: bool
    invited: bool
    consent: str
    suitability: str | None = Field(description="Only for those who may read the screening.")


class ClockFacts(Schema):
    """Where a clock stands, and under which article."""

    code: str
    title: str
    state: str
    due: datetime | None
    last_day: date | None
    article: str
    citation: str


class StepFacts(Schema):
    """Something somebody must do now."""

    step: str
    act: str
    title: str
    role: str
    worker: str
    clock: str
    due: datetime | None
    last_day: date | None
    article: str
    since: datetime


class CaseFacts(CaseLine):
    """All public facts of one case."""

    parties: list[PartyFacts]
    clocks: list[ClockFacts]
    steps: list[StepFacts]


class RefusalFacts(Schema):
    """Why an act is not open, with the article it is refused under."""

    reason: str
    words: str
    article: str
    citation: str
    says: str
    address: str


class ActFacts(Schema):
    """An act: open, with the JSON Schema of its answers, or refused with the reason."""

    model_config = ConfigDict(populate_by_name=True)

    act: str
    title: str
    why: str
    open: bool
    seats: list[str] = Field(description="About whom it is open, where it is about a person.")
    form: dict[str, Any] | None = Field(alias="schema")
    refusal: RefusalFacts | None


class ActList(Schema):
    """What can be done in a case now, and why not the rest."""

    number: str
    acts: list[ActFacts]


class WayFacts(Schema):
    """One act on the way to another: who may do it, about whom, and what it waits for that no act brings about."""

    act: str
    title: str
    roles: list[str]
    seats: list[str]
    waits: list[str]


class Explanation(ActFacts):
    """An act, open or refused, and what would have to happen first: the fewest acts, the last is the act itself."""

    way: list[WayFacts]


class DoneFacts(Schema):
    """The act had its effect. `again`: it had it already, when the same request came before."""

    number: str
    entries: list[int]
    again: bool


class Problem(Schema):
    """Why a request was turned away."""

    error: str
    message: str


class Conflict(Schema):
    """The procedure refuses (`refused`), or an idempotency key came back with other content (`mixed`)."""

    error: Literal["refused", "mixed"]
    reason: str
    message: str
    article: str
    citation: str
    says: str
    address: str
    field: str


class FaultFacts(Schema):
    """One wrong answer. `row` counts from 0 in a table; `column` is its column, or a seat or term."""

    question: str
    code: str
    message: str
    row: int | None
    column: str


class FaultList(Schema):
    """Everything wrong with what was sent."""

    error: Literal["faults"]
    message: str
    faults: list[FaultFacts]
