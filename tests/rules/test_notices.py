"""When somebody is told, by which way, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.cases.rules.types import PartyFacts
from evenhand.notices.rules import (
    GIVE_UP,
    PLACEHOLDERS,
    Contact,
    TextUnfit,
    check_notice,
    choose_seats,
    choose_way,
    count_days,
    fill_in,
    find_next_try,
    keep_public,
    list_placeholders,
    plan_reminders,
    split_template,
)

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class Row:
    """A `[[notice]]` row with nothing special about it."""

    on: tuple[str, ...] = ("session:time:confirmed",)
    kind: str = "message"
    cancel_act: str = ""
    clock: str = ""
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = field(default=())


def write(body: str, subject: str = "{centre}: a message") -> str:
    return f"Subject: {subject}\n\n{body}\n"


# -- templates ----------------------------------------------------------------------------------------------
def test_a_template_is_a_subject_and_a_body() -> None:
    assert split_template("Subject: Hello\r\n\r\nOne\n\nTwo\n\n") == ("Hello", "One\n\nTwo\n")


@pytest.mark.parametrize(
    "text", ["", "Hello\n\nbody", "Subject:\n\nbody", "Subject: x\nbody", "Subject: x\n\n  "]
)
def test_a_template_without_its_parts_is_unfit(text: str) -> None:
    with pytest.raises(TextUnfit):
        split_template(text)


def test_filling_in_happens_once() -> None:
    """A centre that calls itself {number} does not make the number appear."""
    assert fill_in("{centre} {number}", {"centre": "{number}", "number": "7"}) == "{number} 7"


def test_what_is_lacking_is_named_and_what_is_unknown_is_not_repeated() -> None:
    with pytest.raises(TextUnfit, match=r"^by, when$"):
        fill_in("{when} {by}", {"centre": "x"})
    with pytest.raises(TextUnfit, match=r"^an unknown placeholder$"):
        fill_in("{Rosa Delgado}", {})


@given(st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=20)))
def test_every_placeholder_given_is_filled(values: dict[str, str]) -> None:
    text = " ".join(f"{{{name}}}" for name in sorted(values))
    assert fill_in(text, values) == " ".join(values[name] for name in sorted(values))


def test_a_fit_template_has_no_faults() -> None:
    assert check_notice(Row(must=("when",)), "en", write("See you {when}, {place}. {language_help}")) == []


@pytest.mark.parametrize(
    ("row", "text", "fault"),
    [
        (Row(), "no subject", "first line"),
        (Row(), write("Dear {name}"), "there is no placeholder {name}"),
        (Row(), write("x {when}", subject="You meet {when}"), "a subject never holds {when}"),
        (Row(must=("link",)), write("x"), "the text must hold {link}"),
        (Row(must=("number",)), write("x", subject="{number}"), "the text must hold {number}"),
        (Row(never=("number",)), write("{number}"), "the text must not hold {number}"),
        (Row(on=("case:file:closed",)), write("{when}"), "no time that would fill {when}"),
        (Row(), write("{by}"), "names no clock that would fill {by}"),
        (Row(), write("{cancel_link}"), "only a reminder can be cancelled, so it has no {cancel_link}"),
    ],
)
def test_each_fault_of_a_template_is_said(row: Row, text: str, fault: str) -> None:
    (said,) = check_notice(row, "zh-hans", text)
    assert said.startswith("zh-hans: ") and fault in said


def test_a_clock_and_a_reminder_bring_their_placeholders() -> None:
    row = Row(kind="reminder", clock="sign", on=("session:time:moved",), cancel_act="cancel_session")
    assert check_notice(row, "en", write("{by} {days} {cancel_link} {when}")) == []
    assert list_placeholders("{by} {by} {when}") == {"by", "when"}


# -- who ----------------------------------------------------------------------------------------------------
ASKING = PartyFacts("p1", "initiating")
OTHER = PartyFacts("p2", "responding", invited=True)
FRIEND = PartyFacts("p3", "companion", for_seat="p2")
PEOPLE = (ASKING, OTHER, FRIEND)


@pytest.mark.parametrize(
    ("to", "subject", "told"),
    [
        (("sides",), "", ("p1", "p2")),
        (("this_party",), "p1", ("p1",)),
        (("other_sides",), "p1", ("p2",)),
        (("companions",), "p2", ("p3",)),
        (("this_party",), "p3", ("p3",)),
        (("sides", "companions"), "p1", ("p1", "p2", "p3")),
        (("this_party", "sides"), "p2", ("p1", "p2")),
        (("mediator", "worker"), "p1", ()),
    ],
)
def test_a_notice_goes_to_those_it_names(to: tuple[str, ...], subject: str, told: tuple[str, ...]) -> None:
    assert choose_seats(to, PEOPLE, subject) == told


def test_nobody_learns_of_a_case_from_the_outbox() -> None:
    unaware = (ASKING, PartyFacts("p2", "responding"), FRIEND)
    assert choose_seats(("sides", "companions"), unaware, "p2") == ("p1",)
    spoken_to = (ASKING, PartyFacts("p2", "responding", reached=True), FRIEND)
    assert choose_seats(("sides", "companions"), spoken_to, "p2") == ("p1", "p2", "p3")


def test_a_guardian_is_told_in_the_childs_place() -> None:
    child = PartyFacts("p1", "initiating", under_18=True)
    mother = PartyFacts("p4", "guardian", for_seat="p1")
    assert choose_seats(("sides", "companions"), (child, OTHER, mother), "") == ("p4", "p2")
    assert choose_seats(("sides",), (child, OTHER), "") == ("p1", "p2")


def test_a_grown_person_with_a_guardian_is_told_in_person() -> None:
    guarded = PartyFacts("p4", "guardian", for_seat="p1")
    assert choose_seats(("sides",), (ASKING, guarded), "") == ("p1",)


# -- how ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("contact", "kind", "way"),
    [
        (Contact(email=True, phone=True, address=True), "message", "email"),
        (Contact(phone=True, address=True), "message", "letter"),
        (Contact(phone=True, address=True), "reminder", "call"),
        (Contact(address=True), "reminder", "withheld"),
        (Contact(phone=True), "message", "call"),
        (Contact(), "message", "withheld"),
        (Contact(safe="none", email=True, phone=True, address=True), "message", "withheld"),
        (Contact(safe="phone", email=True, phone=True), "message", "call"),
        (Contact(safe="message", email=True, phone=True), "reminder", "call"),
        (Contact(safe="email", phone=True, address=True), "message", "withheld"),
        (Contact(safe="letter", email=True, address=True), "message", "letter"),
        (Contact(safe="letter", email=True, address=True, phone=True), "reminder", "withheld"),
        (Contact(email=True, alone_minor=True), "message", "call"),
        (Contact(safe="none", alone_minor=True), "message", "withheld"),
    ],
)
def test_what_is_called_safe_is_the_only_way_used(contact: Contact, kind: str, way: str) -> None:
    assert choose_way(contact, kind) == way


# -- when ---------------------------------------------------------------------------------------------------
def test_reminders_come_three_days_and_one_day_before() -> None:
    when = AT + timedelta(days=10)
    assert plan_reminders(when, "UTC", AT) == (when - timedelta(days=3), when - timedelta(days=1))


def test_a_reminder_whose_time_has_passed_is_left_out() -> None:
    assert plan_reminders(AT + timedelta(days=2), "UTC", AT) == (AT + timedelta(days=1),)
    assert plan_reminders(AT + timedelta(hours=20), "UTC", AT) == ()
    assert plan_reminders(AT - timedelta(days=1), "UTC", AT) == ()


@pytest.mark.parametrize(("clock", "told"), [("07:30", "09:00"), ("21:15", "19:00"), ("14:20", "14:20")])
def test_nobody_is_reminded_at_night(clock: str, told: str) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    hour, minute = map(int, clock.split(":"))
    when = datetime(2026, 12, 10, hour, minute, tzinfo=zone)
    reminders = plan_reminders(when, "Asia/Shanghai", AT)
    assert [moment.astimezone(zone).strftime("%d %H:%M") for moment in reminders] == [
        f"07 {told}",
        f"09 {told}",
    ]


def test_days_are_the_centres_days_over_a_change_of_the_clocks() -> None:
    zone = ZoneInfo("Europe/London")
    when = datetime(2026, 3, 30, 10, 0, tzinfo=zone)  # the clocks changed on the 29th
    reminders = plan_reminders(when, "Europe/London", datetime(2026, 3, 1, tzinfo=UTC))
    assert [moment.isoformat() for moment in reminders] == [
        "2026-03-27T10:00:00+00:00",
        "2026-03-29T09:00:00+00:00",
    ]


@given(
    st.integers(0, 5_000_000),
    st.sampled_from(["UTC", "Asia/Shanghai", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Apia"]),
    st.integers(0, 30 * 24 * 60),
)
def test_reminders_are_ahead_of_us_by_day_and_before_the_meeting(minutes: int, tz: str, lead: int) -> None:
    when = AT + timedelta(minutes=minutes)
    at = when - timedelta(minutes=lead)
    for moment in plan_reminders(when, tz, at):
        assert at < moment < when
        assert 8 <= moment.astimezone(ZoneInfo(tz)).hour <= 19


def test_tries_grow_further_apart_and_end_after_a_week() -> None:
    waits = []
    at, attempts = AT, 0
    while (again := find_next_try(attempts := attempts + 1, AT, at)) is not None:
        waits.append((again - at) // timedelta(minutes=1))
        at = again
    assert waits[:5] == [1, 5, 15, 60, 60]
    assert set(waits[3:]) == {60}
    assert timedelta(hours=72) < GIVE_UP <= at - AT < GIVE_UP + timedelta(hours=1)


def test_days_left_are_the_centres_days() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert count_days(date(2026, 11, 25), late, "UTC") == 2
    assert count_days(date(2026, 11, 25), late, "Asia/Shanghai") == 1
    assert count_days(date(2026, 11, 1), late, "UTC") == 0


# -- what is kept -------------------------------------------------------------------------------------------
def test_only_public_facts_are_kept() -> None:
    after = {"starts": "2026-12-01T10:00:00+00:00", "place": "centre", "minutes": 90, "words": "Rosa hit him"}
    assert keep_public({}, after) == {"when": "2026-12-01T10:00:00+00:00", "place": "centre", "minutes": 90}


def test_what_was_known_before_is_kept_unless_it_changed() -> None:
    before = {"starts": "2026-12-01T10:00:00+00:00", "place": "online", "minutes": 60}
    moved = {"starts": "2026-12-02T10:00:00+00:00", "place": "centre", "minutes": 60}
    assert keep_public(before, {})["place"] == "online"
    assert keep_public(before, moved)["when"] == "2026-12-02T10:00:00+00:00"


@pytest.mark.parametrize(
    "after",
    [
        {"starts": "at Rosa's"},
        {"starts": "2026-12-01T10:00:00"},
        {"starts": None},
        {"place": "12 Harbour Street"},
        {"minutes": "ninety"},
    ],
)
def test_what_is_no_moment_code_or_number_is_not_kept(after: dict[str, object]) -> None:
    assert keep_public({}, after) == {}


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=30)))
def test_no_text_gets_through(after: dict[str, str]) -> None:
    assert set(keep_public({}, after)) <= {"when", "place"}


def test_a_moment_given_as_a_moment_is_kept_as_text() -> None:
    assert keep_public({}, {"starts": AT}) == {"when": "2026-11-23T10:00:00+00:00"}
