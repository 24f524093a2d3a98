"""People's mediation in China: what a court confirms and by when, what is told outside, what is never asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from evenhand.cases.acts import Done, Result
from evenhand.cases.rules.types import Refused
from evenhand.notices.models import Notice
from evenhand.procedures.packs import find_procedure
from tests.acts.people_telling import (
    PACK,
    Committee,
    agree,
    build_committee,
    file,
    read_clock,
    tell_to_in_force,
    tell_to_mediator,
    tell_to_session,
)
from tests.acts.telling import expect_faults, expect_refused, list_tags, read_entries

pytestmark = pytest.mark.slow


@pytest.fixture
def town(db: None) -> Committee:
    """A case that has just come in."""
    return build_committee()


# ---- the court


def test_asking_the_court_on_the_last_day_is_in_time_and_the_day_after_is_not(town: Committee) -> None:
    tell_to_in_force(town)
    state, last = read_clock(town, "judicial_confirmation")
    assert (state, last) == ("running", "2026-10-10")
    town.at = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
    late = file(town, "2026-10-11")
    words = expect_refused(town, late, "passed_judicial_confirmation", "cpl2023.205", "filed_on")
    assert "go to court" in words.words
    assert list_tags(file(town, last))[0] == "confirmation:filed"


def test_one_side_alone_cannot_ask(town: Committee) -> None:
    tell_to_in_force(town)
    expect_refused(town, file(town, "2026-09-10", joint=False), "not_joint", "pml.33", "joint")
    assert isinstance(file(town, "2026-09-10", "p1"), Done)
    expect_refused(town, file(town, "2026-09-10"), "confirmation_filed", "pml.33")


def test_the_court_has_three_days_then_fifteen_and_ten_more(town: Committee) -> None:
    tell_to_in_force(town)
    town.wait(days=20)
    noted: tuple[tuple[str, str], ...] = (("taken_up", "2026-09-14"), ("extended", "2026-09-28"))
    expect_refused(
        town, town.do("intake", "record_confirmation", what="taken_up", on="2026-09-14"),
        "confirmation_filed", "pml.33",
    )  # fmt: skip
    file(town, "2026-09-11")
    assert read_clock(town, "court_takes_up")[1] == "2026-09-14"
    for (what, on), last in zip(noted, ("2026-09-29", "2026-10-09"), strict=True):
        town.must("intake", "record_confirmation", what=what, on=on)
        assert read_clock(town, "court_decides")[1] == last
    town.must("intake", "record_confirmation", what="confirmed", on="2026-09-30")
    assert {row.state for row in town.case.clocks.filter(code__startswith="court_")} == {"met"}
    again = town.do("intake", "record_confirmation", what="refused", on="2026-09-30")
    expect_refused(town, again, "confirmation_decided", "cpl2023.206")


def test_the_court_can_still_be_asked_after_the_case_is_closed(town: Committee) -> None:
    tell_to_in_force(town)
    town.must("coordinator", "close_case", outcome="settled")
    assert isinstance(file(town, "2026-09-10"), Done)


def list_letters(town: Committee, seat: str) -> set[str]:
    """Which letters wait for a side."""
    return set(Notice.objects.filter(case=town.case, seat=seat).values_list("code", flat=True))


def test_each_side_is_told_of_its_copy_and_of_the_thirty_days(town: Committee) -> None:
    tell_to_in_force(town)
    for seat in ("p1", "p2"):
        assert {"agreement_ready", "agreement_copy", "confirmation_open"} <= list_letters(town, seat)


def test_what_is_agreed_in_words_is_not_sent_to_be_signed(town: Committee) -> None:
    tell_to_session(town)
    assert isinstance(agree(town), Done)
    letters = list_letters(town, "p1")
    assert "confirmation_open" in letters and "agreement_ready" not in letters


# ---- telling somebody outside


def request(
    town: Committee, basis: str = "may_turn_criminal", what: tuple[str, ...] = ("where", "danger")
) -> Result:
    """The mediator finds that it may turn into a crime."""
    data: dict[str, Any] = {
        "basis": basis,
        "what": list(what),
        "to": "The police station",
        "why": "He said he would burn it.",
    }
    return town.do("mediator", "request_disclosure", **data)


def test_what_may_turn_into_a_crime_is_reported_by_two_people(town: Committee) -> None:
    tell_to_mediator(town)
    assert list_tags(request(town)) == ["case:disclosure:requested"]
    expect_refused(town, request(town), "disclosure_requested", "pml.25")
    made = town.do("director", "approve_disclosure")
    assert read_entries(town, made)["case:disclosure:made"] == {
        "basis": "may_turn_criminal",
        "what": ["where", "danger"],
    }
    expect_refused(town, town.do("director", "approve_disclosure"), "disclosure_requested", "pml.25")


@pytest.mark.parametrize("basis", [basis.code for basis in find_procedure(PACK).disclosures])
def test_no_ground_lets_more_be_told_than_it_names(town: Committee, basis: str) -> None:
    tell_to_mediator(town)
    procedure = find_procedure(PACK)
    allowed = next(one for one in procedure.disclosures if one.code == basis)
    form = procedure.form_for("request_disclosure")
    assert form is not None
    offered = {option.code for option in form.by_code["what"].options}
    for code in sorted(offered - set(allowed.fields)):
        refused = request(town, basis, (code,))
        assert isinstance(refused, Refused) and refused.reason == "beyond_basis", code
    assert isinstance(request(town, basis, (str(allowed.fields[0]),)), Done)


def test_nobody_decides_alone_and_a_no_has_its_reason(town: Committee) -> None:
    tell_to_mediator(town)
    asked: dict[str, Any] = {
        "basis": "threat_to_life",
        "what": ["where"],
        "to": "112",
        "why": "She wrote that she will die.",
    }
    town.must("director", "request_disclosure", **asked)
    own = town.do("director", "approve_disclosure")
    expect_refused(town, own, "disclosure_asked_by_me", "ours.disclosure")
    expect_faults(town.do("coordinator", "decline_disclosure"), ("words", "required"))
    assert list_tags(town.do("coordinator", "decline_disclosure", words="She is safe now.")) == [
        "case:disclosure:declined"
    ]


# ---- what the pack promises beside its acts


def test_nobody_asks_for_money_a_finger_or_a_card() -> None:
    procedure = find_procedure(PACK)
    labels = [label for form in procedure.forms for q in form.questions for _, label in (*q.label.texts,)]
    asked = " ".join((*labels, *(q.code for form in procedure.forms for q in form.questions))).lower()
    for word in ("fee", "price", "finger", "指纹", "identity", "身份证号", "收费"):
        assert word not in asked, word


def test_the_month_is_unverified_and_every_other_law_has_been_read() -> None:
    unread = {one.code for one in find_procedure(PACK).articles if not one.ours and not one.verified}
    assert unread == {"moj75.33", "adv.14", "cpl2023.85"}
