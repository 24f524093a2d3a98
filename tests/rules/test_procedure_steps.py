"""What is open, what is shut and why, what is due, in what order things come, and how that is drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from pathlib import Path

import pytest

from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.diagram import draw_mermaid, draw_pages, draw_svg, fold_title, list_stages
from evenhand.procedures.rules.explain import explain
from evenhand.procedures.rules.flow import arrange_flow, list_before
from evenhand.procedures.rules.procedure import Bar, Condition, Fact, Procedure, Step
from evenhand.procedures.rules.steps import Unmet, holds, list_due, refuse_unmet, say_unmet
from evenhand.procedures.rules.words import NO_WORDS, Words
from tests.rules.small_pack import write_pack


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Procedure:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack")))


def say(sentence: str) -> Words:
    return Words((("en", sentence),))


def make_step(**changed: object) -> Step:
    given = {"code": "s", "act": "s", "title": say("S"), "roles": ("intake",), "article": "a.1"} | changed
    return Step(**given)  # type: ignore[arg-type]


def make_procedure(*steps: Step, facts: tuple[Fact, ...] = ()) -> Procedure:
    blank = {each.name: () for each in fields(Procedure)}
    own = {"id": "p", "version": "1.0.0", "languages": ("en",), "title": say('P <&> "Q"')}
    return Procedure(**blank | own | {"steps": steps, "facts": facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "named", "so"),
    [
        (Condition(), set(), True),
        (Condition(all=("a", "b")), {"a"}, False),
        (Condition(all=("a", "b")), {"a", "b", "c"}, True),
        (Condition(any=("a", "b")), {"c"}, False),
        (Condition(any=("a", "b")), {"b"}, True),
        (Condition(none=("a",)), {"a"}, False),
        (Condition(all=("a",), any=("b",), none=("c",)), {"a", "b"}, True),
    ],
)
def test_a_condition(condition: Condition, named: set[str], so: bool) -> None:
    assert holds(condition, frozenset(named)) is so


@pytest.mark.parametrize(
    ("step", "named", "unmet"),
    [
        ({}, set(), None),
        ({"needs": Condition(all=("a", "b"))}, {"a"}, Unmet("b", "needs", "a.1")),
        ({"needs": Condition(any=("a", "b"))}, set(), Unmet("a", "needs", "a.1")),
        ({"needs": Condition(any=("a", "b"))}, {"b"}, None),
        ({"needs": Condition(none=("a",))}, {"a"}, Unmet("a", "unless", "a.1")),
        ({"unless": Bar(any=("x", "y"))}, {"y"}, Unmet("y", "unless", "a.1")),
        ({"unless": Bar(all=("x", "y"))}, {"y"}, None),
        ({"unless": Bar(all=("x", "y"))}, {"x", "y"}, Unmet("x", "unless", "a.1")),
        # What shuts the step for good is said before what is still to come.
        ({"needs": Condition(all=("a",)), "unless": Bar(any=("x",))}, {"x"}, Unmet("x", "unless", "a.1")),
        ({"needs": Condition(all=("cited",))}, set(), Unmet("cited", "needs", "law.9")),
    ],
)
def test_what_stands_in_the_way(step: dict[str, object], named: set[str], unmet: Unmet | None) -> None:
    procedure = make_procedure(facts=(Fact("cited", say("It"), article="law.9"),))
    assert refuse_unmet(procedure, make_step(**step), frozenset(named)) == unmet


def test_a_refusal_has_words() -> None:
    facts = (Fact("a", say("so"), unmet=say("not so"), met=say("is so")), Fact("b", say("plain")))
    procedure = make_procedure(facts=facts)
    assert say_unmet(procedure, Unmet("a", "needs", "")) == say("not so")
    assert say_unmet(procedure, Unmet("a", "unless", "")) == say("is so")
    assert say_unmet(procedure, Unmet("b", "needs", "")) == say("plain")
    assert say_unmet(procedure, Unmet("c", "needs", "")) == NO_WORDS


def test_what_is_due(small: Procedure) -> None:
    assert [step.code for step in list_due(small, frozenset())] == ["talk"]
    assert list_due(small, frozenset({"talked"})) == ()


def test_words_fall_back_to_the_nearest_language() -> None:
    words = Words((("es", "sí"), ("zh-hans", "是")))
    assert words.languages == ("es", "zh-hans")
    for code in ("zh-hans", "zh_CN", "zh-hant"):
        assert words.in_language(code) == "是"
    assert words.in_language("es-mx") == words.in_language("ar") == "sí"
    assert (words and not NO_WORDS) and NO_WORDS.in_language("en") == ""


@pytest.mark.parametrize(
    ("named", "act", "role", "expected"),
    [
        ({"opened"}, "talk", "mediator", (True, "", "", "law.1", "This can be done now.")),
        ({"opened"}, "talk", "", (True, "", "", "law.1", "This can be done now.")),
        (
            {"opened"},
            "talk",
            "party",
            (False, "role", "", "law.1", "The procedure gives this step to somebody else."),
        ),
        (set(), "talk", "intake", (False, "needs", "opened", "law.1", "Open it first.")),
        ({"closed"}, "talk", "intake", (False, "unless", "closed", "ours.close", "The case is closed.")),
        (set(), "dance", "", (False, "unknown", "", "", "This procedure has no such step.")),
    ],
)
def test_an_explanation(
    small: Procedure, named: set[str], act: str, role: str, expected: tuple[object, ...]
) -> None:
    answer = explain(small, frozenset(named), act, role)
    words = answer["words"]
    assert (answer["open"], answer["because"], answer["fact"], answer["article"], words["en"]) == expected
    assert set(words) == {"en", "zh-hans"}
    assert (
        answer["citation"]
        == {"law.1": "Law, art. 1", "ours.close": "Our practice", "": ""}[answer["article"]]
    )


# -- order and drawing --------------------------------------------------------------------------------------
def chain() -> Procedure:
    """open -> talk -> sign; a refusal at any time, which a duty follows; a step nobody can reach."""
    after_talk = Condition(all=("talked",))
    return make_procedure(
        make_step(code="open", act="a1", makes=("opened",)),
        make_step(
            code="talk", act="a2", needs=Condition(all=("opened", "sun")), makes=("talked",), due=Condition()
        ),
        make_step(code="sign", act="a3", needs=Condition(any=("talked", "opened")), due=after_talk),
        make_step(code="refuse", act="a4", makes=("failed",)),
        make_step(code="tell", act="a5", needs=Condition(all=("failed",))),
        make_step(code="fly", act="a6", needs=Condition(all=("wings",))),
        facts=(Fact("sun", say("It shines"), given=True),),
    )


def test_steps_stand_in_the_order_in_which_they_become_possible() -> None:
    flow = arrange_flow(chain())
    assert [[step.code for step in stage] for stage in flow.stages] == [
        ["open"],
        ["talk"],
        ["sign"],
        ["tell"],
    ]
    assert [step.code for step in flow.anytime] == ["refuse"]
    assert [step.code for step in flow.stuck] == ["fly"]


def test_a_step_follows_those_that_open_it_and_not_their_forerunners() -> None:
    procedure = chain()
    flow = arrange_flow(procedure)
    before = {step.code: [other.code for other in list_before(procedure, flow, step)] for step in flow.steps}
    assert before == {"open": [], "talk": ["open"], "sign": ["talk"], "tell": ["refuse"], "refuse": []}


def test_two_that_wait_for_each_other_stand_side_by_side() -> None:
    together = {"needs": Condition(all=("f",)), "due": Condition()}
    procedure = make_procedure(
        make_step(code="open", act="a1", makes=("f",)),
        make_step(code="left", act="a2", makes=("f",), **together),
        make_step(code="right", act="a3", makes=("f",), **together),
    )
    flow = arrange_flow(procedure)
    assert [len(stage) for stage in flow.stages] == [1, 2]
    for step in procedure.steps[1:]:
        assert [other.code for other in list_before(procedure, flow, step)] == ["open"]


def test_the_picture_says_what_it_shows() -> None:
    procedure = chain()
    root = ET.fromstring(draw_svg(procedure, "en"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "list"
    title, desc = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None and desc is not None
    assert title.text == 'P <&> "Q"'
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    texts = [text.text for text in root.iter(f"{space}text")]
    assert texts == ["1. S", "2. S", "← 1", "3. S", "← 2", "4. S", "← 5", "At any time", "5. S"]
    assert len(list(root.iter(f"{space}rect"))) == 5
    heard = [box.get("aria-label") for box in root.findall(f"{space}g[@role='listitem']")]
    assert heard == ["1. S", "2. S (after 1)", "3. S (after 2)", "4. S (after 5)", "5. S (At any time)"]
    assert not [
        each for each in root.iter() if "style" in each.attrib or each.tag.endswith(("style", "script"))
    ]


def test_a_wide_stage_takes_several_rows_and_stays_inside() -> None:
    steps = [make_step(code="s0", act="s0", makes=("f",))]
    steps += [make_step(code=f"s{n}", act=f"s{n}", needs=Condition(all=("f",))) for n in range(1, 11)]
    root = ET.fromstring(draw_svg(make_procedure(*steps), "en"))
    _, _, width, height = map(int, root.get("viewBox", "").split())
    boxes = [
        (int(each.get("x", "")), int(each.get("y", ""))) for each in root.iter() if each.tag.endswith("rect")
    ]
    assert len(set(boxes)) == 11
    assert all(0 <= x <= width - 208 and 0 <= y <= height - 74 for x, y in boxes)
    assert list_stages(make_procedure(*steps)) == arrange_flow(make_procedure(*steps)).stages


def test_a_picture_runs_as_its_language_does() -> None:
    procedure = chain()
    assert 'lang="en" direction="ltr"' in draw_svg(procedure, "ar"), (
        "a pack that has no Arabic is not mirrored"
    )
    right = replace(procedure, languages=("en", "ar"))
    assert 'lang="ar" direction="rtl"' in draw_svg(right, "ar")


def test_a_long_picture_is_cut_into_pages() -> None:
    procedure = chain()
    pages = draw_pages(procedure, "en", 3, 300)
    assert len(pages) > 1 and "".join(pages).count("<rect") == 5
    for page in pages:
        ET.fromstring(page)
    assert len(draw_pages(procedure, "en", 3, 5_000)) == 1


def test_the_list_says_what_the_picture_shows() -> None:
    procedure = chain()
    assert [[step.code for step in stage] for stage in list_stages(procedure)][-1] == ["refuse"]


def test_a_long_title_is_folded() -> None:
    assert fold_title("") == []
    assert (
        max(map(len, fold_title("a word and another word and one more and yet one and on and on it goes")))
        <= 25
    )
    assert len(fold_title("word " * 40)) == 3
    assert all(len(line) <= 13 for line in fold_title("调解员核对利害关系并说明情况以便各方了解"))


def test_the_chart_for_mermaid() -> None:
    chart = draw_mermaid(chain(), "en")
    assert chart.splitlines()[:3] == ["%% p 1.0.0", "flowchart TD", '  s1["1. S"]']
    assert "  s1 --> s2" in chart.splitlines()
    loud = make_procedure(make_step(title=say('Say "#1"')))
    assert '["1. Say #quot;#35;1#quot;"]' in draw_mermaid(loud, "en")


def test_the_shipped_procedure_is_drawn_whole() -> None:
    procedure = load_pack(Path(__file__).resolve().parents[2] / "packs" / "community_mediation")
    assert arrange_flow(procedure).stuck == ()
    for language in procedure.languages:
        picture = draw_svg(procedure, language)
        ET.fromstring(picture)
        assert picture.count("<rect") == len(procedure.steps)
