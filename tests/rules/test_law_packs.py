"""The complaint and hazard procedures: each deadline worked out by hand from a calendar, and who may do what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from evenhand.procedures.checking import check_pack
from evenhand.procedures.rules.clocks import ClockEvent, ClockState, compute_clocks
from evenhand.procedures.rules.explain import explain
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

PACKS = Path(__file__).parents[2] / "packs"
TAGS = frozenset(tag.value for tag in Tag)
GB, SCT, CN, HAZARD = "gb_police_complaint", "scot_complaint", "cn_letters_visits", "hazard_at_place"
COMPLAINTS = (GB, SCT, CN)
# Where each procedure was tried: the centre's zone and calendar.
CENTRES = {
    GB: ("Europe/London", "GB-ENG"),
    SCT: ("Europe/London", "GB-SCT"),
    CN: ("Asia/Shanghai", "CN"),
    HAZARD: ("Europe/London", "GB-ENG"),
}
BEGUN, TOLD = "complaint:inquiry:started", "complaint:progress:told"
DECIDED, ANSWERED = "complaint:outcome:decided", "complaint:outcome:told"
ASKED, REVIEWED = "complaint:review:asked", "complaint:review:decided"
ASKED_TWICE, REVIEWED_TWICE = "complaint:rereview:asked", "complaint:rereview:decided"
OPENED, MOVED, MORE_TIME = "case:intake:opened", "complaint:stage:investigation", "complaint:time:extended"
TAKEN_UP = "complaint:receipt:acknowledged"
EMERGENCY = "hazard:emergency:declared"


class Vector(NamedTuple):
    """Events at local times of the centre, and what one clock says after them."""

    pack: str
    clock: str
    events: tuple[tuple[str, str], ...]
    last_day: str
    state: str = "running"


VECTORS = (
    # Regulation 34(2)(a): four weeks from Monday 2 March 2026 are 28 days: Monday 30 March.
    Vector(GB, "progress", ((BEGUN, "2026-03-02 10:00"),), "2026-03-30"),
    # Then four weeks from the last notice: 26 March has five days left in March, and 23 more in April.
    Vector(GB, "progress", ((BEGUN, "2026-03-02 10:00"), (TOLD, "2026-03-26 09:00")), "2026-04-23"),
    # And again: 20 April has ten days left in April, and 18 more in May. The notice in between is forgotten.
    Vector(
        GB,
        "progress",
        ((BEGUN, "2026-03-02 10:00"), (TOLD, "2026-03-26 09:00"), (TOLD, "2026-04-20 09:00")),
        "2026-05-18",
    ),
    # Regulation 34(2)(b): after Thursday 2 April 2026 come Good Friday, a weekend and Easter Monday; then Tuesday 7
    # is the first working day, Friday 10 the fourth and Monday 13 the fifth. The last minute of it is in time.
    Vector(
        GB, "outcome", ((DECIDED, "2026-04-02 15:00"), (ANSWERED, "2026-04-13 23:59")), "2026-04-13", "met"
    ),
    Vector(
        GB,
        "outcome",
        ((DECIDED, "2026-04-02 15:00"), (ANSWERED, "2026-04-14 00:01")),
        "2026-04-13",
        "met_late",
    ),
    # Regulation 29(2): told on 13 April, the first of the 28 days is 14 April, so the last is 11 May.
    Vector(GB, "review", ((ANSWERED, "2026-04-13 17:00"),), "2026-05-11"),
    Vector(GB, "review", ((ANSWERED, "2026-04-13 17:00"), (ASKED, "2026-05-11 23:30")), "2026-05-11", "met"),
    # Stage 1: Thursday 26 November 2026; Friday 27 is the first, Monday 30 is St Andrew's Day, Friday 4 the fifth.
    Vector(SCT, "stage_1", ((OPENED, "2026-11-26 11:00"),), "2026-12-04"),
    # Stage 2, acknowledged: Monday 21 December 2026; Tuesday, Wednesday, Thursday 24.
    Vector(SCT, "stage_2_acknowledge", ((MOVED, "2026-12-21 11:00"),), "2026-12-24"),
    # Stage 2, decided: 22 to 24 (3); 25 is Christmas, 28 stands for Boxing Day; 29 to 31 (6); 1 January, and 4 for the
    # second; 5 to 8 (10); 11 to 15 (15); 18 to 22 (20): Friday 22 January 2027.
    Vector(SCT, "stage_2", ((MOVED, "2026-12-21 11:00"),), "2027-01-22"),
    # Extended by twenty working days, which are four weeks without a holiday: Friday 19 February.
    Vector(SCT, "stage_2", ((MOVED, "2026-12-21 11:00"), (MORE_TIME, "2027-01-20 11:00")), "2027-02-19"),
    # More time at stage 2 does not mend an answer at stage 1 that was late: 26 November to 7 December.
    Vector(
        SCT,
        "stage_1",
        ((OPENED, "2026-11-26 11:00"), (MOVED, "2026-12-07 11:00"), (MORE_TIME, "2026-12-20 11:00")),
        "2026-12-04",
        "met_late",
    ),
    # Articles 22 and 23: received on 1 September 2026; fifteen days after it is 16 September.
    Vector(CN, "register_notice", ((OPENED, "2026-09-01 09:00"),), "2026-09-16"),
    # Article 34: taken up on 10 September; 20 days left in September, 31 in October (51), 9 in November.
    Vector(CN, "decision", ((TAKEN_UP, "2026-09-10 09:00"),), "2026-11-09"),
    # With thirty more: 21 days left in November, and 9 in December.
    Vector(CN, "decision", ((TAKEN_UP, "2026-09-10 09:00"), (MORE_TIME, "2026-11-02 09:00")), "2026-12-09"),
    # Article 35: answered on 5 November; 25 days left in November, 5 in December. A Saturday, and it stands.
    Vector(CN, "review", ((ANSWERED, "2026-11-05 09:00"),), "2026-12-05"),
    # Asked on 5 December: 26 days left in December, and 4 in January.
    Vector(CN, "review_answer", ((ASKED, "2026-12-05 09:00"),), "2027-01-04"),
    # Article 36: answered on 4 January; 27 days left in January, and 3 in February.
    Vector(CN, "rereview", ((REVIEWED, "2027-01-04 09:00"),), "2027-02-03"),
    # Nothing is closed while it can be asked: thirty days from the last written answer, here the review's.
    Vector(
        CN, "before_closing", ((ANSWERED, "2026-11-05 09:00"), (REVIEWED, "2027-01-04 09:00")), "2027-02-03"
    ),
    # Asked on 3 February: 25 days left in February 2027, and 5 in March.
    Vector(CN, "rereview_answer", ((ASKED_TWICE, "2027-02-03 09:00"),), "2027-03-05"),
    Vector(
        CN,
        "rereview_answer",
        ((ASKED_TWICE, "2027-02-03 09:00"), (REVIEWED_TWICE, "2027-03-06 09:00")),
        "2027-03-05",
        "met_late",
    ),
    # Category 1: found on Friday 28 August 2026; Monday 31 is a bank holiday, so Tuesday 1 and Wednesday 2.
    Vector(HAZARD, "mend_category_1", (("hazard:danger:category_1", "2026-08-28 16:00"),), "2026-09-02"),
    # Category 2 (ours): 28 days from 9 March 2026 end on 6 April, Easter Monday: so on Tuesday 7.
    Vector(HAZARD, "mend_category_2", (("hazard:danger:category_2", "2026-03-09 16:00"),), "2026-04-07"),
    # Category 3 (ours): 84 days from 2 March 2026 end on 25 May, the spring bank holiday: so on Tuesday 26.
    Vector(HAZARD, "mend_category_3", (("hazard:danger:category_3", "2026-03-02 16:00"),), "2026-05-26"),
    # Mended by the risk that was found: the earliest of the three.
    Vector(HAZARD, "mend", (("hazard:danger:category_2", "2026-03-09 16:00"),), "2026-04-07"),
    # Looked at in ten working days: 27, 30, 31 March, 1, 2 April (5), no Easter days, 7 to 10 (9), Monday 13.
    Vector(HAZARD, "inspect", ((OPENED, "2026-03-26 16:00"),), "2026-04-13"),
)


@cache
def read(pack: str) -> Procedure:
    checked = check_pack(PACKS / pack, TAGS)
    assert checked.procedure is not None and not checked.faults, [str(fault) for fault in checked.faults]
    return checked.procedure


def compute(pack: str, clock: str, events: tuple[tuple[str, str], ...]) -> ClockState:
    tz, calendar = CENTRES[pack]
    happened = [
        ClockEvent(tag, datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC))
        for tag, at in events
    ]
    now = happened[-1].at
    states = compute_clocks(read(pack).clocks, happened, tz, now, calendar)
    return next(state for state in states if state.code == clock)


@pytest.mark.parametrize("pack", [*COMPLAINTS, HAZARD])
def test_the_procedure_holds_together(pack: str) -> None:
    procedure = read(pack)
    assert procedure.steps[0].act == "open_case" and procedure.review == "draft"
    assert all(step.emits for step in procedure.steps)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: f"{each.pack}-{each.clock}-{each.last_day}")
def test_a_deadline_is_the_one_on_the_calendar(vector: Vector) -> None:
    state = compute(vector.pack, vector.clock, vector.events)
    assert (state.last_day, state.state) == (date.fromisoformat(vector.last_day), vector.state)


def test_two_hours_are_two_hours_by_night_and_when_the_clocks_go_back() -> None:
    # 23:30 on 1 July is 22:30 UTC; two hours on it is another day.
    late = compute(HAZARD, "attend", ((EMERGENCY, "2026-07-01 23:30"),))
    assert late.due == datetime(2026, 7, 2, 0, 30, tzinfo=UTC)
    # On 25 October 2026 at 2:00 it is 1:00 again: 00:30 in summer time is 23:30 UTC, and two hours on 1:30 UTC.
    back = compute(HAZARD, "attend", ((EMERGENCY, "2026-10-25 00:30"),))
    assert back.due == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_day_ends_at_midnight_where_the_office_is() -> None:
    # Summer time began on 29 March 2026, so the end of 30 March is 23:00 UTC; China is eight hours ahead.
    told = compute(GB, "progress", ((BEGUN, "2026-03-02 10:00"),))
    assert told.due == datetime(2026, 3, 30, 23, tzinfo=UTC)
    noted = compute(CN, "register_notice", ((OPENED, "2026-09-01 09:00"),))
    assert noted.due == datetime(2026, 9, 16, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pack", "act"), [(GB, "decide_review"), (CN, "decide_review"), (CN, "decide_rereview")]
)
def test_whoever_decided_first_does_not_decide_again(pack: str, act: str) -> None:
    facts = frozenset({"outcome_told", "review_asked", "review_open", "rereview_asked", "rereview_open"})
    assert explain(read(pack), facts, act, "reviewer")["open"] is True
    barred = explain(read(pack), facts | {"decided_by_me"}, act, "reviewer")
    assert (barred["open"], barred["fact"], barred["article"]) == (
        False,
        "decided_by_me",
        "ours.independence",
    )
    step = read(pack).step_for(act)
    assert step is not None and step.roles == ("reviewer",)


def test_the_second_stage_is_not_decided_by_whoever_answered_at_the_first() -> None:
    facts = frozenset({"in_investigation", "inquiry_started"})
    assert explain(read(SCT), facts, "decide_complaint", "coordinator")["open"] is True
    assert explain(read(SCT), facts | {"decided_by_me"}, "decide_complaint", "coordinator")["open"] is False


@pytest.mark.parametrize(("pack", "over"), [(GB, "passed_review"), (CN, "passed_before_closing")])
def test_a_case_is_not_closed_while_a_review_can_be_asked_or_runs(pack: str, over: str) -> None:
    told = frozenset({"decided", "outcome_told"})
    assert explain(read(pack), told, "close_case", "coordinator")["fact"] == over
    assert explain(read(pack), told | {over}, "close_case", "coordinator")["open"] is True
    running = told | {over, "review_asked", "review_open"}
    assert explain(read(pack), running, "close_case", "coordinator")["fact"] == "review_open"


def test_a_report_has_a_place_and_a_problem_and_asks_for_nobody() -> None:
    form = read(HAZARD).form_for("open_case")
    assert form is not None
    assert set(form.by_code) == {
        "channel", "category", "place", "story", "danger_now", "photo", "language", "your_name", "your_phone",
        "your_email", "safe_contact", "received_on",
    }  # fmt: skip
    assert not any(form.by_code[code].required for code in ("your_name", "your_phone", "your_email"))


def test_the_three_endings_of_a_hazard_are_three_and_the_owner_hears_when_it_is_opened_again() -> None:
    procedure = read(HAZARD)
    assert {each.code: each.column for each in procedure.outcomes} == {
        "closed_fixed": "hazard.fixed",
        "closed_not_ours": "hazard.not_ours",
        "closed_no_action": "hazard.no_action",
    }
    told = [each for each in procedure.notices if "case:file:reopened" in each.on]
    assert {addressee for each in told for addressee in each.to} == {"owner", "sides"}


def test_every_risk_from_one_to_sixteen_falls_into_one_band() -> None:
    bands = sorted((band.least, band.most) for band in read(HAZARD).bands)
    assert [risk for least, most in bands for risk in range(least, most + 1)] == list(range(1, 17))
