"""What an office writes in its cells, and what we make of it: whole words only, nothing guessed about people."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.desk.referrals.rules.column_words import COLUMN_WORDS
from evenhand.desk.referrals.rules.columns import find_question, list_bad_columns, make_table, map_columns
from evenhand.desk.referrals.rules.dates import NoDate, find_order, read_date
from evenhand.desk.referrals.rules.kinds import find_category, find_channel, find_language, guess_language
from evenhand.desk.referrals.rules.names import split_names
from evenhand.desk.referrals.rules.table import Row, write_cell

CATEGORIES = (
    *("neighbours", "family_elder", "tenancy", "consumer", "workplace", "school", "debt", "land_property"),
    *("inheritance", "medical", "traffic", "environment", "business", "public_order", "other"),
)
CHANNELS = ("walk_in", "phone", "web", "referral", "import")


# -- columns ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("header", "question"),
    [
        ("收案日期", "received_on"),
        (" 申请人 ", "initiating"),
        ("申请人（必填）", "initiating"),
        ("*申请人姓名", "initiating"),
        ("被申请人", "responding"),
        ("被申请人电话", ""),
        ("申请人电话", "phone"),
        ("Respondent(s)", "responding"),
        ("RESPONDENT PHONE", ""),
        ("What happened?", "story"),
        ("Descripción", "story"),
        ("DESCRIPCION", "story"),
        ("Teléfono", "phone"),
        ("الطرف الآخر", "responding"),
        ("رقم الهاتف", "phone"),
        ("E-Mail", "email"),
        ("备注", ""),
        ("", ""),
        ("案由(选填)", "category"),
    ],
)
def test_a_column_is_known_by_its_whole_header(header: str, question: str) -> None:
    assert find_question(header) == question


def test_no_word_stands_for_two_questions() -> None:
    words = [word.strip() for line in COLUMN_WORDS.values() for word in line.split(";")]
    assert [word for word in words if find_question(word) not in COLUMN_WORDS] == []
    for code, line in COLUMN_WORDS.items():
        assert {find_question(word) for word in line.split(";")} == {code}


def test_the_first_of_two_alike_is_taken_and_the_other_named() -> None:
    mapping = map_columns(["电话", "手机", "", "备注"])
    assert (mapping.places, mapping.ignored) == ({"phone": 0}, ("手机", "备注"))
    assert mapping.missing == ("initiating", "story")


def test_headers_may_stand_below_a_title() -> None:
    rows = [
        Row(1, ("2026年来访登记表",)),
        Row(2, ("", None)),
        Row(3, ("申请人", "经过")),
        Row(5, ("甲", "乙")),
    ]
    table = make_table(rows)
    assert (table.headers, [row.line for row in table.rows]) == (("申请人", "经过"), [5])
    assert make_table([]).headers == ()
    assert make_table([Row(1, ("",)), Row(2, ("foo", "bar")), Row(3, ("x",))]).headers == ("foo", "bar")


def test_a_column_that_is_never_kept_is_found() -> None:
    found = list_bad_columns(["申请人", "民族", "Religion", "身份证号", "", "情况说明"])
    assert [(bad.column, bad.kind) for bad in found] == [
        ("民族", "ethnicity"),
        ("Religion", "religion"),
        ("身份证号", "identity_number"),
    ]


# -- names --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("司马建国；诸葛明慧", ["司马建国", "诸葛明慧"]),
        ("甲某;乙某、丙某\n丁某", ["甲某", "乙某", "丙某", "丁某"]),
        ("甲某，乙某", ["甲某", "乙某"]),
        ("甲某/乙某", ["甲某", "乙某"]),
        ("1、甲某；2、乙某", ["甲某", "乙某"]),
        ("（1）甲某\n（2）乙某", ["甲某", "乙某"]),
        ("甲某（乙、丙之父）；丁某", ["甲某（乙、丙之父）", "丁某"]),
        ("甲某；甲某；甲 某", ["甲某"]),
        ("未提及", []),
        ("未提及具体姓名；未知；N/A；-；？", []),
        ("甲某；未提及", ["甲某"]),
        ("三轮车行", ["三轮车行"]),
        ("", []),
        ("   ", []),
        ("Smith, John", ["Smith, John"]),
        ("John Smith, Mary Jones", ["John Smith", "Mary Jones"]),
        ("Acme Tools, Inc.", ["Acme Tools, Inc."]),
        ("Acme Tools Co., Ltd., Mary Jones", ["Acme Tools Co., Ltd.", "Mary Jones"]),
        ("A/C Repairs", ["A/C Repairs"]),
        ("Ann Lee / Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee | Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Smith & Sons", ["Smith & Sons"]),
        ("unknown", []),
        ("مجهول", []),
        ("محمد علي؛ سارة", ["محمد علي", "سارة"]),
        ("12", []),
        ("甲某）；乙某", ["甲某）", "乙某"]),
        ("/", []),
        (" / ", []),
    ],
)
def test_names_are_parted_with_care(cell: str, names: list[str]) -> None:
    assert list(split_names(cell)) == names


@given(st.text(max_size=80))
def test_parting_names_invents_nothing(cell: str) -> None:
    for name in split_names(cell):
        assert name.strip() and all(sign in cell or sign == " " for sign in name)


# -- dates --------------------------------------------------------------------------------------------------
DAY = date(2026, 7, 18)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-07-18", "2026/7/18", "2026.7.18", "2026年7月18日", "2026 年 7 月 18 日", "20260718", "2026-07-18 14:30",
        "2026-07-18T14:30:00Z", "2026年7月18日 下午3时20分", "18/07/2026", "7/18/2026", "18.7.2026", "18 July 2026",
        "July 18, 2026", "18 de julio de 2026", "18 julio 2026", "Jul. 18th, 2026", "18 يوليو 2026", "٢٠٢٦/٧/١٨",
        "２０２６－０７－１８", 46221, 46221.6, "46221", DAY, datetime(2026, 7, 18, 9, 30),  # noqa: DTZ001 - as a cell
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_forms_that_offices_use(cell: object) -> None:
    assert read_date(cell) == DAY  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["", None, "  "])
def test_an_empty_cell_is_no_day(cell: str | None) -> None:
    assert read_date(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["2026-02-30", "2026-13-01", "yesterday", "99999", "18 Foo 2026", "18 ju 2026", "Foo 18, 2026", "31/04/2026",
     "2026年", 12, True, "20261340", "0/0/2026"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_said_to_be_none(cell: object) -> None:
    with pytest.raises(NoDate) as none:
        read_date(cell)  # type: ignore[arg-type]
    assert none.value.code == "not_date"


def test_whether_day_or_month_comes_first_is_told_by_the_column_or_not_at_all() -> None:
    with pytest.raises(NoDate) as none:
        read_date("3/4/2026")
    assert none.value.code == "which_order"
    assert read_date("4/4/2026") == date(2026, 4, 4)
    assert find_order(["3/4/2026", None, 5, "31/12/2026"]) == "dmy"
    assert find_order(["3/4/2026", "12/31/2026"]) == "mdy"
    assert find_order(["13/1/2026", "1/13/2026"]) == ""
    assert read_date("3/4/2026", "dmy") == date(2026, 4, 3)
    assert read_date("3/4/2026", "mdy") == date(2026, 3, 4)


@given(
    st.dates(date(1950, 1, 1), date(2149, 1, 1)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日"]),
)
def test_any_day_is_read_back(day: date, form: str) -> None:
    assert read_date(form.format(day)) == day
    assert read_date((day - date(1899, 12, 30)).days) == day


# -- codes --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("治安刑事纠纷", "public_order"), ("环境污染纠纷", "environment"), ("消费旅游纠纷", "consumer"),
        ("交通事故纠纷", "traffic"), ("经济债务纠纷", "debt"), ("房产土地纠纷", "land_property"),
        ("校园教育纠纷", "school"), ("家庭婚姻纠纷", "family_elder"), ("公司经营纠纷", "business"),
        ("社区邻里纠纷", "neighbours"), ("医疗健康纠纷", "medical"), ("劳资劳动纠纷", "workplace"),
        ("遗产继承纠纷", "inheritance"), ("租房押金", "tenancy"), ("Neighbour noise", "neighbours"),
        ("Parents quarrel", "public_order"), ("Vecinos", "neighbours"), ("عقار", "land_property"), ("debt", "debt"),
        ("Something odd", "other"), ("", "other"), ("TENANCY ", "tenancy"),
    ],
)  # fmt: skip
def test_what_it_is_about_becomes_a_code_of_the_pack(word: str, code: str) -> None:
    assert find_category(word, CATEGORIES) == code


def test_a_code_that_the_pack_does_not_offer_is_not_chosen() -> None:
    assert find_category("校园教育纠纷", ("debt", "other")) == "other"
    assert find_channel("电话", ("import", "web")) == "import"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("本人来访", "walk_in"), ("法院委托", "referral"), ("社区转介", "referral"), ("电话", "phone"),
        ("12345热线", "phone"),
        ("微信小程序", "web"), ("Court", "referral"), ("Walk-in", "walk_in"), ("llamada", "phone"), ("", "import"),
        ("pigeon", "import"), ("walk_in", "walk_in"),
    ],
)  # fmt: skip
def test_how_it_came_is_kept_as_the_office_wrote_it(word: str, code: str) -> None:
    assert find_channel(word, CHANNELS) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("楼上漏水", "zh-hans"), ("The dog barks", "en"), ("El vecino grita por la noche y los niños lloran", "es"),
        ("الجار يصرخ", "ar"), ("قوشنىمىز ۇن چىقىرىدۇ", "ug"), ("12 / 34", "de"), ("", "de"), ("在OK厅唱歌", "zh-hans"),
    ],
)  # fmt: skip
def test_the_language_is_guessed_from_its_letters(text: str, code: str) -> None:
    assert guess_language(text, "de") == code


def test_a_language_that_is_named_needs_no_guess() -> None:
    assert [find_language(word) for word in ("中文", "English", "Español", "العربية", "维语", "", "klingon")] == [
        "zh-hans", "en", "es", "ar", "ug", "", "",
    ]  # fmt: skip


def test_a_number_in_a_cell_is_read_without_its_point() -> None:
    assert write_cell(13800000000.0) == "13800000000"
    assert write_cell(1.5) == "1.5"
    assert write_cell("\u3000e\u0301 \r\nx\ufeff") == "é \nx"
    assert write_cell(None) == ""
