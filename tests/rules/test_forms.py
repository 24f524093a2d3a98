"""Filling in forms: each kind of question, with what it takes, what it refuses and what it is when left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.procedures.rules.context import FAULT_WORDS
from evenhand.procedures.rules.forms import Clean, Fault, Faults, FormContext, clean_form
from tests.rules.form_cases import CONTEXT, GOOD, PNG, TODAY, ask, clean, make_form, make_table


@pytest.mark.parametrize(("kind", "more", "raw", "value"), GOOD)
def test_a_good_answer(kind: str, more: dict[str, Any], raw: Any, value: Any) -> None:
    assert clean(ask(kind, **more), raw) == value


A_FILE = {"name": "a.png", "content_type": "image/png", "content": PNG}
BAD = [
    ("text", {}, 5, "not_text"),
    ("text", {"max_length": 3}, "abcd", "too_long"),
    ("text", {"max_length": 3}, "x" * 13, "too_long"),
    # One sign in, three out: measured again when it has its final form.
    ("text", {"max_length": 2}, "\ufb2c", "too_long"),
    ("text", {}, "a\u0000b", "hidden"),
    ("text", {}, "a\ud800b", "hidden"),
    ("longtext", {}, "a\u202eb", "hidden"),
    ("longtext", {}, "x" * 20_001, "too_long"),
    ("integer", {}, "5", "not_integer"),
    ("integer", {}, True, "not_integer"),
    ("integer", {}, 5.0, "not_integer"),
    ("integer", {"min": 30}, 29, "too_small"),
    ("integer", {"max": 240}, 241, "too_large"),
    ("integer", {}, 10**30, "too_large"),
    ("date", {}, "2026-02-29", "not_date"),
    ("date", {}, "23/11/2026", "not_date"),
    ("date", {}, 20261123, "not_date"),
    ("date", {}, "1899-12-31", "date_range"),
    ("date", {}, "2201-01-01", "date_range"),
    ("date", {"past": True}, "2026-11-24", "in_future"),
    ("date", {"future": True}, "2026-11-22", "in_past"),
    ("datetime", {}, "2026-11-23T10:00:00", "not_datetime"),
    ("datetime", {}, "2026-11-23T25:00:00Z", "not_datetime"),
    ("datetime", {}, 5, "not_datetime"),
    ("datetime", {}, "9999-12-31T23:59:59-23:59", "date_range"),
    ("datetime", {"past": True}, "2026-11-23T16:00:00Z", "in_future"),
    ("datetime", {"future": True}, "2026-11-22T15:59:00Z", "in_past"),
    ("yes_no", {}, "yes", "not_yes_no"),
    ("yes_no", {}, 1, "not_yes_no"),
    ("choice", {}, "maybe", "unknown_choice"),
    ("choice", {}, ["yes"], "unknown_choice"),
    ("choices", {}, "yes", "not_list"),
    ("choices", {}, ["yes", "yes"], "twice"),
    ("choices", {}, ["yes", "no", "yes"], "unknown_choice"),
    ("choices", {}, ["yes", {}], "unknown_choice"),
    ("phone", {}, "call me", "not_phone"),
    ("phone", {}, "12", "not_phone"),
    ("phone", {}, "1" * 21, "not_phone"),
    ("phone", {}, "+44 1", "not_phone"),
    ("phone", {}, "+999 123456789", "not_phone"),
    ("phone", {}, "**********", "not_phone"),
    ("email", {}, "ada@example", "not_email"),
    ("email", {}, "ada@example.org, bo@example.org", "not_email"),
    ("email", {}, "a@b@example.org", "not_email"),
    ("email", {}, "ada@exam\nple.org", "not_email"),
    ("party", {}, "p9", "unknown_choice"),
    ("parties", {}, ["p9"], "unknown_choice"),
    ("slot", {}, "s9", "unknown_choice"),
    ("table", {}, "row", "not_list"),
    ("per_party", {}, "p1", "not_list"),
    ("per_party", {}, ["p1"], "not_object"),
    ("per_party", {}, [{"party": "p1", "value": "yes", "more": 1}], "not_object"),
    ("per_party", {}, [{"party": "p9", "value": "yes"}], "unknown_choice"),
    ("per_party", {}, [{"party": "p1", "value": "maybe"}], "unknown_choice"),
    ("per_party", {}, [{"party": "p1", "value": "yes"}] * 2, "twice"),
    ("per_party", {}, [{"party": "p1", "value": "yes"}] * 3, "unknown_choice"),
    ("file", {}, "a.png", "not_file"),
    ("file", {}, {"path": "/etc/passwd"}, "not_file"),
    ("file", {}, A_FILE | {"content": None}, "not_file"),
    ("file", {}, {"name": "a", "content_type": "image/png", "base64": "!"}, "not_file"),
    ("file", {}, A_FILE | {"content_type": "text/html"}, "file_type"),
    ("file", {}, A_FILE | {"content_type": ["image/png"]}, "file_type"),
    ("file", {}, A_FILE | {"name": " "}, "file_name"),
    ("file", {}, A_FILE | {"name": "x" * 151}, "file_name"),
    ("file", {}, A_FILE | {"name": "../a"}, "file_name"),
    ("file", {}, A_FILE | {"name": "a\r\nb"}, "file_name"),
    ("file", {}, A_FILE | {"name": 5}, "file_name"),
    ("file", {}, A_FILE | {"content": b""}, "file_empty"),
    ("file", {}, A_FILE | {"content": b"MZ program"}, "file_differs"),
    ("file", {"max_bytes": 10}, A_FILE, "file_large"),
    ("file", {"max_bytes": 10}, {"name": "a", "content_type": "image/png", "base64": "A" * 40}, "file_large"),
    ("file", {"max_bytes": 10}, {"name": "a", "content_type": "image/png", "base64": "A" * 16}, "file_large"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more", "raw", "code"), BAD)
def test_a_bad_answer(kind: str, more: dict[str, Any], raw: Any, code: str) -> None:
    assert clean(ask(kind, **more), raw) == [code]


@pytest.mark.parametrize("empty", [None, "", " \u3000\u200b ", []])
@pytest.mark.parametrize(
    ("kind", "fault", "value"),
    [
        ("text", "required", ""),
        ("longtext", "required", ""),
        ("email", "required", ""),
        ("integer", "required", None),
        ("date", "required", None),
        ("datetime", "required", None),
        ("yes_no", "required_choice", None),
        ("choice", "required_choice", ""),
        ("party", "required_choice", ""),
        ("language", "required_choice", ""),
        ("choices", "required_choices", []),
        ("parties", "required_choices", []),
        ("file", "required_file", None),
        ("table", "too_few_rows", []),
    ],
)
def test_no_answer(kind: str, fault: str, value: Any, empty: Any) -> None:
    assert clean(ask(kind), empty) == value
    assert clean(ask(kind, required=True), empty) == [fault]


def test_an_answer_for_each_where_each_is_asked_about() -> None:
    question = ask("per_party", required=True)
    done = clean_form(make_form(question), {"q": [{"party": "p1", "value": "yes"}]}, CONTEXT, TODAY)
    assert done == Faults((Fault("q", "required_each", column="p2"),))
    assert clean(question, None) == ["required_each", "required_each"]
    assert clean(question, None, FormContext()) == []


def test_a_table() -> None:
    rows = [{"what": "Pay", "by": "2026-12-01"}, {"what": " ", "by": ""}, {"what": "Mend"}]
    expected = [{"what": "Pay", "by": date(2026, 12, 1)}, {"what": "Mend", "by": None}]
    assert clean(make_table(), rows) == expected


def test_faults_in_a_table_name_row_and_column() -> None:
    rows = [{"what": "Pay", "by": "soon"}, 5, {"by": "2026-12-01", "who": "p1"}]
    done = clean_form(make_form(make_table()), {"q": rows}, CONTEXT, TODAY)
    assert isinstance(done, Faults)
    assert [(fault.row, fault.column, fault.code) for fault in done.faults] == [
        (0, "by", "not_date"),
        (1, "", "not_object"),
        (2, "who", "unknown_question"),
        (2, "what", "required"),
    ]


def test_a_table_has_its_measure() -> None:
    rows = [{"what": "Pay"}] * 3
    assert clean(make_table(max_rows=2), rows) == ["too_many_rows"]
    assert clean(make_table(min_rows=4), rows) == ["too_few_rows"]
    assert clean(make_table(required=True), rows[:1]) == [{"what": "Pay", "by": None}]
    done = clean_form(make_form(make_table(required=True)), {}, CONTEXT, TODAY)
    assert done == Faults((Fault("q", "too_few_rows", {"limit": 1}),))
    assert clean(make_table(min_rows=3, max_rows=3), rows) == [{"what": "Pay", "by": None}] * 3


def test_every_fault_is_told_at_once_and_a_stranger_is_one() -> None:
    form = make_form(ask("text", "a", required=True), ask("date", "b"))
    raw = {"b": "soon", "z" * 99: 1} | {f"x{n}": 1 for n in range(30)}
    done = clean_form(form, raw, CONTEXT, TODAY)
    assert isinstance(done, Faults)
    assert done.faults[0] == Fault("z" * 60, "unknown_question")
    assert [(fault.question, fault.code) for fault in done.faults[-2:]] == [
        ("a", "required"),
        ("b", "not_date"),
    ]
    assert len(done.faults) == 22


def test_an_answer_that_is_no_object() -> None:
    assert clean_form(make_form(), ["a"], CONTEXT, TODAY) == Faults((Fault("", "not_object"),))  # type: ignore[arg-type]


def test_what_was_given_is_told_from_what_was_left_out() -> None:
    form = make_form(ask("text", "a"), ask("text", "b"), ask("yes_no", "c"))
    done = clean_form(form, {"a": "x", "b": " ", "c": False}, CONTEXT, TODAY)
    assert done == Clean({"a": "x", "b": "", "c": False}, frozenset({"a", "c"}))


def test_every_fault_has_words() -> None:
    codes = {code for *_, code in BAD} | {"required", "required_each", "too_few_rows", "too_many_rows"}
    assert codes <= FAULT_WORDS.keys()
    assert Fault("q", "too_long", {"limit": 200}).words == "This is longer than 200 characters"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["party", "value", "what"]), inner)
    ),
    max_leaves=8,
)
KINDS = sorted({kind for kind, *_ in GOOD} | {"table"})


@given(st.sampled_from(KINDS), st.booleans(), ANYTHING)
def test_nothing_that_is_sent_breaks_a_form(kind: str, required: bool, raw: Any) -> None:
    question = make_table(required=required) if kind == "table" else ask(kind, required=required)
    done = clean_form(make_form(question), {"q": raw}, CONTEXT, TODAY)
    if isinstance(done, Faults):
        assert all(fault.words for fault in done.faults)
