"""What an import would do, before anybody has said yes: good rows, bad rows with their line, rows that are here."""

from __future__ import annotations

import pytest

from tests.cast import Town
from tests.imports.conftest import plan
from tests.imports.offices import HEADERS, NAMES, ROWS, STORIES, write_csv, write_xlsx

GOOD = ROWS[0]
DAY, CATEGORY, CHANNEL, ASKING, OTHERS, STORY, PHONE = range(7)


def change(**cells: str) -> tuple[str, ...]:
    """The first row with other cells."""
    row = dict(zip(HEADERS, GOOD, strict=True))
    named = {"day": DAY, "asking": ASKING, "others": OTHERS, "story": STORY, "phone": PHONE}
    return tuple({**row, **{HEADERS[named[name]]: cell for name, cell in cells.items()}}.values())


def test_good_rows_become_answers_of_the_forms(town: Town) -> None:
    found = plan(town, write_csv())
    assert (found.read, found.skipped, found.faults, len(found.new)) == (3, 0, (), 3)
    first, second, third = (case.draft for case in found.new)
    assert first.opening == {
        "received_on": "2026-07-18", "channel": "walk_in", "category": "neighbours", "language": "zh-hans",
        "your_name": NAMES[0], "your_phone": "138****0000", "story": STORIES[0],
    }  # fmt: skip
    assert [person["name"] for person in first.people] == ["司马建国", "诸葛明慧"]
    assert [(person["part"], person["name"]) for person in second.people] == [
        ("initiating", "西门玉兰"),
        ("responding", "上官某（村民）"),
    ]
    assert (third.people, third.opening["category"], third.opening["channel"]) == ((), "tenancy", "referral")


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (change(asking=""), "申请人", "no_name"),
        (change(asking="未知"), "申请人", "no_name"),
        (change(story=""), "情况说明", "no_story"),
        (change(day="2026-02-30"), "收案日期", "not_date"),
        (change(day="3/4/2026"), "收案日期", "which_order"),
        (change(day="2199-01-01"), "收案日期", "in_future"),
        (change(day="1850-01-01"), "收案日期", "date_range"),
        (change(story="长" * 20_001), "情况说明", "too_long"),
        (change(asking="长" * 121), "申请人", "too_long"),
        (change(asking="甲某；" + "长" * 121), "申请人", "too_long"),
        (change(others="甲某；" + "长" * 121), "被申请人", "too_long"),
        (change(others="；".join(f"第{place}户" for place in range(31))), "被申请人", "too_many_names"),
        (change(phone="没有电话"), "联系电话", "not_phone"),
        (change(story="a\x07b"), "情况说明", "hidden"),
        (change(asking="\u202eabc"), "申请人", "hidden"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_good_ones_wait(
    town: Town, row: tuple[str, ...], column: str, code: str
) -> None:
    found = plan(town, write_csv([ROWS[1], row, ROWS[2]]))
    assert [(fault.line, fault.column, fault.code) for fault in found.faults] == [(3, column, code)]
    assert len(found.new) == 2
    assert all(fault.words and not set(NAMES) & {fault.words} for fault in found.faults)


def test_everything_wrong_with_a_row_is_told_at_once(town: Town) -> None:
    found = plan(town, write_csv([change(day="x", asking="", story="")]))
    assert {fault.code for fault in found.faults} == {"not_date", "no_name", "no_story"}


def test_a_forgotten_quotation_mark_is_one_bad_row(town: Town) -> None:
    content = write_csv([change(story="事情")]) + ('2026-07-18,,,甲某,,"' + "字" * 200_000 + "\n").encode()
    found = plan(town, content)
    assert [(fault.line, fault.code) for fault in found.faults] == [(3, "too_long")]
    assert len(found.new) == 1


def test_the_same_referral_is_known_in_another_file_and_twice_in_one(town: Town) -> None:
    marks = {case.fingerprint for case in plan(town, write_csv(encoding="gb18030", delimiter=";")).new}
    assert marks == {case.fingerprint for case in plan(town, write_xlsx(ROWS)).new}
    twice = plan(town, write_csv([*ROWS, ROWS[0]]))
    assert (twice.read, len(twice.new), twice.skipped) == (4, 3, 1)


def test_a_mark_tells_nothing_without_the_centres_key(town: Town) -> None:
    other = build_other(town)
    here = {case.fingerprint for case in plan(town, write_csv()).new}
    assert not here & {case.fingerprint for case in plan(other, write_csv()).new}


def build_other(town: Town) -> Town:
    return Town(centre=town.people["outsider"].centre, people=town.people, at=town.at)


def test_how_columns_were_understood_is_said(town: Town) -> None:
    headers = (*HEADERS[:6], "备注", "")
    found = plan(town, write_csv([(*GOOD[:6], "x", "y")], headers))
    described = found.describe_columns()
    assert [(each["column"], each["question"]) for each in described][:2] == [
        ("收案日期", "received_on"),
        ("纠纷类型", "category"),
    ]
    assert all(each["says"] for each in described)
    assert found.columns.ignored == ("备注",)


def test_a_table_without_dates_comes_in_today(town: Town) -> None:
    found = plan(town, write_csv([("甲某", "事情经过")], ("申请人", "经过")))
    assert "received_on" not in found.new[0].draft.opening
    assert found.new[0].draft.opening["channel"] == "import"
