"""What passes between a surface, the rules and the writer: frozen, pure, the same for every kind of case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from evenhand.record.tags import Tag


@dataclass(frozen=True)
class Actor:
    """Who does an act: role, public code of a person of the centre (or ""), seat of a party (or "")."""

    role: str
    code: str = ""
    seat: str = ""


@dataclass(frozen=True)
class Act:
    """What somebody wants to do: code of the act, cleaned answers of its form, and about whom (`subject`)."""

    code: str
    by: Actor
    data: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""


@dataclass(frozen=True)
class Event:
    """Something that now is so. `after` is what became known, `before` what was known until then; both are sealed.

    `happened_at` differs from the time of entry only for late entries.
    """

    tag: Tag
    subject: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Decided:
    """The act is allowed; these events follow, in this order."""

    events: tuple[Event, ...]


@dataclass(frozen=True)
class Refused:
    """The act is not allowed now. `reason` is a code with words in the pack, `article` where it is written.

    `because` tells whether a fact is missing ("needs") or stands in the way ("unless"); `field` names the
    question it is about, if one.
    """

    reason: str
    article: str = ""
    because: str = "needs"
    field: str = ""


Outcome = Decided | Refused


@dataclass(frozen=True)
class PartyFacts:
    """What is known of one person in a case without opening anything."""

    seat: str
    part: str
    for_seat: str = ""
    language: str = "en"
    under_18: bool = False
    support: tuple[str, ...] = ()
    reached: bool = False
    suitability: str = ""
    invited: bool = False
    consent: str = ""
    consent_version: str = ""

    @property
    def is_side(self) -> bool:
        """Whether this person is a side of the matter, and not somebody who stands beside one."""
        return self.part in {"initiating", "responding"}


@dataclass(frozen=True)
class ErasureFacts:
    """Whether erasure was asked for, and by whom (public code), so that another person decides."""

    requested_by: str = ""


@dataclass(frozen=True)
class DisclosureFacts:
    """Whether telling somebody outside was asked for: by whom (public code), under which basis, what of it.

    `copied`: the sides could read beforehand what is told; `made`: something was told.
    """

    requested_by: str = ""
    basis: str = ""
    what: tuple[str, ...] = ()
    copied: bool = False
    made: bool = False


class ClockFacts(NamedTuple):
    """One clock of the case that has started: its state, the first instant after it, its last day."""

    code: str
    state: str
    due: datetime | None
    last_day: date | None = None

    def has_passed(self, at: datetime) -> bool:
        """Whether it ran out by `at`; a clock that pauses has not."""
        return self.state != "paused" and self.due is not None and self.due <= at


@dataclass(frozen=True)
class CaseFacts:
    """What is known of a case without opening anything: codes, times, counts."""

    number: str
    kind: str
    state: str
    opened_at: datetime
    channel: str = ""
    worker: str = ""
    outcome: str = ""
    parties: tuple[PartyFacts, ...] = ()
    assignments: tuple[
        tuple[str, str], ...
    ] = ()  # (mediator's code, asked|accepted|declined|objected|released)
    workers: tuple[str, ...] = ()
    kind_facts: Any = None
    erasure: ErasureFacts = ErasureFacts()
    disclosure: DisclosureFacts = DisclosureFacts()
    clocks: tuple[ClockFacts, ...] = ()
    # Every named fact as the act meets them, for the few rules that ask for facts a pack names.
    named: frozenset[str] = frozenset()

    def party(self, seat: str) -> PartyFacts | None:
        """The person with this seat."""
        return next((party for party in self.parties if party.seat == seat), None)

    @property
    def sides(self) -> tuple[PartyFacts, ...]:
        """The people whose matter this is."""
        return tuple(party for party in self.parties if party.is_side)

    @property
    def mediators(self) -> tuple[str, ...]:
        """Codes of the mediators who have accepted."""
        return tuple(code for code, state in self.assignments if state == "accepted")

    def clock(self, code: str) -> ClockFacts | None:
        """Where this clock stands, once it has started."""
        return next((clock for clock in self.clocks if clock.code == code), None)

    @property
    def next_seat(self) -> str:
        """The seat the next person in the case gets; seats are never given twice."""
        return f"p{len(self.parties) + 1}"


def write_value(value: Any) -> Any:
    """A cleaned answer as it is written in the record: dates and times as ISO 8601 text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {code: write_value(part) for code, part in value.items()}
    if isinstance(value, list | tuple):
        return [write_value(part) for part in value]
    return value


def write_values(data: Mapping[str, Any], *codes: str) -> dict[str, Any]:
    """The named answers that were given, as written in the record; all of them when none is named."""
    chosen = codes or tuple(data)
    return {code: write_value(data[code]) for code in chosen if data.get(code) not in (None, "", (), [])}
