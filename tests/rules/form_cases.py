"""Questions of every kind, a case to answer them in, and answers that will do."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from typing import Any

from evenhand.procedures.rules.form import Column, Form, Option, Question
from evenhand.procedures.rules.forms import Clean, FormContext, clean_form
from evenhand.procedures.rules.words import Words

TODAY = date(2026, 11, 23)
CONTEXT = FormContext(
    parties=(("p1", "Ada"), ("p2", "Bo")),
    mediators=(("m1", "Mia"),),
    workers=(("w1", "Will"),),
    terms=(("t1", "Pay"), ("t2", "Mend")),
    slots=(("s1", "Monday"), ("s2", "Tuesday")),
    languages=(("en", "English"), ("zh-hans", "中文")),
    text_versions=(("agreement@1", "Agreement"),),
    tz="Asia/Shanghai",
    region="GB",
)
OPTIONS = (Option("yes", Words((("en", "Yes"),))), Option("no", Words((("en", "No"),))))
WITH_OPTIONS = {"choice", "choices", "per_party", "per_term"}


def ask(kind: str, code: str = "q", **more: Any) -> Question:
    options = OPTIONS if kind in WITH_OPTIONS and "source" not in more else ()
    words = Words((("en", f"The {code}"),))
    given = {
        "code": code,
        "kind": kind,
        "label": words,
        "why": words,
        "classification": "sealed",
        "options": options,
    }
    return Question(**given | more)


def make_form(*questions: Question) -> Form:
    return Form("act", Words((("en", "A form"),)), Words((("en", "Save"),)), questions=questions)


def clean(question: Question, raw: Any, context: FormContext = CONTEXT) -> Any:
    """The value of one answer, or the codes of its faults."""
    done = clean_form(make_form(question), {"q": raw}, context, TODAY)
    return done.data["q"] if isinstance(done, Clean) else [fault.code for fault in done.faults]


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 9
GOOD = [
    ("text", {}, "  Zoe\u0308 \u200b", "Zoë"),
    ("text", {}, "two\r\nlines\tand a tab", "two lines and a tab"),
    ("longtext", {}, "one\r\ntwo\rthree\t.\n", "one\ntwo\nthree\t."),
    ("longtext", {}, "مرحبا \u200f!", "مرحبا \u200f!"),
    ("text", {"max_length": 3}, "abc", "abc"),
    ("integer", {"min": 30, "max": 240}, 30, 30),
    ("integer", {}, -5, -5),
    ("date", {}, "2026-02-28", date(2026, 2, 28)),
    ("date", {}, "1900-01-01", date(1900, 1, 1)),
    ("date", {}, "2200-12-31", date(2200, 12, 31)),
    ("date", {"past": True}, "2026-11-23", TODAY),
    ("date", {"future": True}, "2026-11-23", TODAY),
    ("datetime", {}, "2026-11-23T10:00:00+08:00", datetime(2026, 11, 23, 2, tzinfo=UTC)),
    ("datetime", {}, "2026-11-23 10:00z", datetime(2026, 11, 23, 10, tzinfo=UTC)),
    # Already tomorrow in London, still today in Shanghai? The other way about: the centre's own day decides.
    ("datetime", {"past": True}, "2026-11-23T15:59:00Z", datetime(2026, 11, 23, 15, 59, tzinfo=UTC)),
    ("datetime", {"future": True}, "2026-11-22T16:00:00Z", datetime(2026, 11, 22, 16, tzinfo=UTC)),
    ("yes_no", {}, False, False),
    ("choice", {}, "yes", "yes"),
    ("choice", {"source": "text_versions"}, "agreement@1", "agreement@1"),
    ("choices", {}, ["no", "yes"], ["no", "yes"]),
    ("choices", {"source": "slots"}, ["s2"], ["s2"]),
    ("phone", {}, " +44 20 7946 0018 ", "+44 20 7946 0018"),
    ("phone", {}, "０１０-6552 9988", "010-6552 9988"),
    ("phone", {}, "138****0000", "138****0000"),
    ("email", {}, "ada@example.org", "ada@example.org"),
    ("email", {}, "李@例子.公司", "李@例子.公司"),
    ("language", {}, "zh-hans", "zh-hans"),
    ("party", {}, "p1", "p1"),
    ("parties", {}, ["p1", "p2"], ["p1", "p2"]),
    ("mediator", {}, "m1", "m1"),
    ("worker", {}, "w1", "w1"),
    ("term", {}, "t2", "t2"),
    ("slot", {}, "s1", "s1"),
    ("per_party", {}, [{"party": "p2", "value": "no"}], [{"party": "p2", "value": "no"}]),
    ("per_party", {}, [{"party": "p2", "value": ""}, {"party": "p1", "value": "no"}], [{"party": "p1", "value": "no"}]),
    ("per_term", {"required": True}, [{"term": r, "value": "yes"} for r in ("t1", "t2")],
     [{"term": r, "value": "yes"} for r in ("t1", "t2")]),
    ("file", {}, {"name": " a.png ", "content_type": "image/png", "base64": base64.b64encode(PNG).decode()},
     {"name": "a.png", "content_type": "image/png", "content": PNG}),
    ("file", {"types": ("text/plain",)}, {"name": "a", "content_type": "text/plain", "content": b"hi"},
     {"name": "a", "content_type": "text/plain", "content": b"hi"}),
]  # fmt: skip


def make_table(**more: Any) -> Question:
    columns = (
        Column(code="what", kind="text", label=Words((("en", "What"),)), required=True),
        Column(code="by", kind="date", label=Words((("en", "By"),))),
    )
    return ask("table", columns=columns, **more)
