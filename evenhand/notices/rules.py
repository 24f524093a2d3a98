"""When somebody is told, by which way, and in which words: pure.

A pack's `[[notice]]` rows say on which event who is told. Mail lies on kitchen tables and on shared phones,
so what a notice can hold is a closed list: no name, no story, no kind of case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

PLACEHOLDERS = frozenset(
    {"centre", "number", "link", "when", "place", "by", "days", "cancel_link", "language_help"}
)
# A subject is read over a shoulder and on a locked screen: it names the centre and the number, never a matter
# or a day.
IN_SUBJECT = frozenset({"centre", "number"})
OF_A_TIME = frozenset({"when", "place"})
OF_A_CLOCK = frozenset({"by", "days"})
TIMED = frozenset({"session:time:confirmed", "session:time:moved", "session:time:cancelled"})
PLACES = frozenset({"centre", "online", "phone"})
REMIND_DAYS = (3, 1)
EARLIEST, LATEST = time(9), time(19)
BACK_OFF = (1, 5, 15, 60)
GIVE_UP = timedelta(days=7)
STANDS_BESIDE = frozenset({"guardian", "companion", "representative", "interpreter"})

_BRACES = re.compile(r"\{([^{}]*)\}")


class Row(Protocol):
    """A `[[notice]]` row, as far as this file reads it."""

    @property
    def on(self) -> Sequence[str]: ...
    @property
    def kind(self) -> str: ...
    @property
    def cancel_act(self) -> str: ...
    @property
    def clock(self) -> str: ...
    @property
    def must(self) -> Sequence[str]: ...
    @property
    def never(self) -> Sequence[str]: ...


class Person(Protocol):
    """A person in a case, as far as this file reads one."""

    @property
    def seat(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def for_seat(self) -> str: ...
    @property
    def under_18(self) -> bool: ...
    @property
    def reached(self) -> bool: ...
    @property
    def invited(self) -> bool: ...
    @property
    def consent(self) -> str: ...


class TextUnfit(ValueError):
    """A template asks for what this notice does not have; the text names the placeholder and nothing else."""


@dataclass(frozen=True)
class Contact:
    """The ways a person can be reached, and which of them they called safe ("" where nobody asked)."""

    safe: str = ""
    email: bool = False
    phone: bool = False
    address: bool = False
    alone_minor: bool = False


# -- templates -----------------------------------------------------------------------------------------------
def split_template(text: str) -> tuple[str, str]:
    """The subject and the body: first line `Subject: ...`, an empty line, the rest. Raises `TextUnfit`."""
    head, _, body = text.replace("\r\n", "\n").lstrip("\ufeff\n").partition("\n")
    if not head.startswith("Subject:") or not head[8:].strip():
        raise TextUnfit('the first line is "Subject: ..."')
    if body[:1] != "\n" or not body.strip():
        raise TextUnfit("an empty line and the body follow the subject")
    return head[8:].strip(), body.strip() + "\n"


def list_placeholders(text: str) -> frozenset[str]:
    """What stands in braces."""
    return frozenset(_BRACES.findall(text))


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in, once: braces inside a value stay as they are. Raises
    `TextUnfit`.
    """
    missing = list_placeholders(text) - values.keys()
    if missing:
        raise TextUnfit(", ".join(sorted(missing & PLACEHOLDERS)) or "an unknown placeholder")
    return _BRACES.sub(lambda found: values[found.group(1)], text)


def check_notice(row: Row, language: str, text: str) -> list[str]:
    """What is wrong with one template of a notice, in plain words; nothing where it can be sent."""
    try:
        subject, body = split_template(text)
    except TextUnfit as fault:
        return [f"{language}: {fault}"]
    used = list_placeholders(text)
    rules = (
        ("there is no placeholder", used - PLACEHOLDERS),
        ("a subject never holds", (list_placeholders(subject) & PLACEHOLDERS) - IN_SUBJECT),
        ("the text must hold", set(row.must) - list_placeholders(body)),
        ("the text must not hold", set(row.never) & used),
        ("the notice has no time that would fill", used & OF_A_TIME if not set(row.on) <= TIMED else ()),
        ("the notice names no clock that would fill", used & OF_A_CLOCK if not row.clock else ()),
        (
            "only a reminder can be cancelled, so it has no",
            used & {"cancel_link"} if row.kind != "reminder" else (),
        ),
    )
    return [f"{language}: {says} {{{name}}}" for says, names in rules for name in sorted(names)]


# -- who and how ---------------------------------------------------------------------------------------------
def choose_seats(to: Iterable[str], people: Sequence[Person], subject: str) -> tuple[str, ...]:
    """The seats a notice goes to, each once.

    Nobody learns of a case from the outbox: somebody who did not ask for it hears nothing until a person of
    the centre has reached or invited them. In a child's place its guardians are told; a child without one
    stays on the list, to be called.
    """
    wanted = [person for person in people if _is_wanted(person, frozenset(to), subject)]
    known = {each.seat for each in people if each.part == "initiating" or has_heard(each)}
    told = [person for person in wanted if (person.for_seat or person.seat) in known]
    return tuple(dict.fromkeys(seat for person in told for seat in _speak_for(person, people)))


def has_heard(person: Person) -> bool:
    """Whether somebody knows of the case from us: reached, invited, or has answered yes or no."""
    return person.reached or person.invited or bool(person.consent)


def _is_wanted(person: Person, to: frozenset[str], subject: str) -> bool:
    if person.part in STANDS_BESIDE:
        return "companions" in to or ("this_party" in to and person.seat == subject)
    wanted = {"sides", "this_party" if person.seat == subject else "other_sides"}
    return bool(wanted & to)


def _speak_for(person: Person, people: Sequence[Person]) -> tuple[str, ...]:
    guardians = tuple(
        each.seat for each in people if each.part == "guardian" and each.for_seat == person.seat
    )
    return guardians if person.under_18 and guardians else (person.seat,)


def choose_way(contact: Contact, kind: str) -> str:
    """How a person is told: `email`, `letter`, `call` or `withheld` (there is no safe way; a person decides).

    What somebody called safe is the only way used. Where nobody asked: mail, else a letter, else a call. A
    reminder is no letter (it would come too late), and a child without a guardian is called.
    """
    if contact.safe == "none":
        return "withheld"
    if contact.alone_minor:
        return "call"
    letter = contact.address and kind != "reminder"
    ways = {"email": contact.email, "letter": letter, "call": contact.phone}
    asked = {"email": ("email",), "letter": ("letter",), "phone": ("call",), "message": ("call",)}
    allowed = asked.get(contact.safe, ("email", "letter", "call"))
    return next((way for way in allowed if ways[way]), "withheld")


# -- when ----------------------------------------------------------------------------------------------------
def plan_reminders(when: datetime, tz: str, at: datetime) -> tuple[datetime, ...]:
    """When to remind of a meeting at `when`: 3 days and 1 day before, as local days of the centre count.

    At the meeting's own time of day, moved into 09:00 to 19:00; a reminder whose time has passed is left out.
    """
    zone = ZoneInfo(tz)
    local = when.astimezone(zone)
    clock = min(max(local.time(), EARLIEST), LATEST)
    days = (local.date() - timedelta(days=days) for days in REMIND_DAYS)
    moments = (datetime.combine(day, clock, zone).astimezone(ZoneInfo("UTC")) for day in days)
    return tuple(moment for moment in moments if at < moment < when)


def find_next_try(attempts: int, due: datetime, at: datetime) -> datetime | None:
    """When to try again after `attempts` failed ones; None once a week has passed and staff must be told."""
    if at - due >= GIVE_UP:
        return None
    return at + timedelta(minutes=BACK_OFF[min(attempts, len(BACK_OFF)) - 1])


# -- what is kept --------------------------------------------------------------------------------------------
def keep_public(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The public facts of an event that a notice may need: when, where (a code), how long, the calendar
    entry's id.

    Everything else that an event holds is left where it is: the outbox keeps nothing that is sealed.
    """
    known = {**before, **after}
    facts: dict[str, Any] = {}
    starts = _read_moment(known.get("starts"))
    if starts is not None:
        facts["when"] = starts.isoformat()
    if known.get("place") in PLACES:
        facts["place"] = known["place"]
    if isinstance(known.get("minutes"), int):
        facts["minutes"] = known["minutes"]
    return facts


def _read_moment(value: Any) -> datetime | None:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def count_days(by: date, at: datetime, tz: str) -> int:
    """Whole days from today, as the centre counts days, to the last day of a clock; never less than 0."""
    return max((by - at.astimezone(ZoneInfo(tz)).date()).days, 0)
