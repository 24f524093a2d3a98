"""Links from mails: opening one does nothing; the PIN opens it once. Published pages: small, whole, for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from evenhand.access.acts import make_pass
from evenhand.access.limits import BUCKETS
from evenhand.access.queries import find_pass
from evenhand.calendars.clock import read_now
from evenhand.cases.entrance import WayIn, give_way_in
from evenhand.procedures.packs import find_procedure, list_packs
from evenhand.public.procedure_parts import name_anchor
from evenhand.public.procedures import PARTS
from tests.cast import Town, build_town

PACK = "community_mediation"
MOST_BYTES = 45_000


@pytest.fixture
def town(db: None) -> Town:
    BUCKETS.forget()
    found = build_town()
    found.at = read_now()
    return found


@pytest.fixture
def way(town: Town) -> WayIn:
    town.open()
    return give_way_in(number=town.number, seat="p1", at=town.at)


def make_link(town: Town) -> str:
    secret = make_pass(case_id=town.case.id, seat="p1", kind="link", at=town.at)
    return reverse("public:enter", args=[secret])


@pytest.mark.slow
def test_a_thousand_scanners_use_nothing_up(town: Town, way: WayIn) -> None:
    link, scanner = make_link(town), Client()
    first = scanner.get(link)
    assert first.status_code == 200 and b'name="pin"' in first.content
    assert all(scanner.get(link).status_code == 200 for _ in range(999))
    assert [scanner.head(link).status_code for _ in range(9)] == [200] * 9
    assert find_pass(secret=link.split("/")[3], kind="link", at=town.at)
    entered = Client().post(link, {"pin": way.pin})
    assert entered.status_code == 303 and entered.headers["Location"] == "/portal/"


def test_the_link_is_not_in_the_page_it_leads_to(town: Town, way: WayIn) -> None:
    link, browser = make_link(town), Client()
    page = browser.post(link, {"pin": way.pin}, follow=True)
    assert page.status_code == 200 and link.split("/")[3] not in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_used_link_has_ended(town: Town, way: WayIn) -> None:
    link = make_link(town)
    Client().post(link, {"pin": way.pin})
    again = Client().post(link, {"pin": way.pin})
    assert again.status_code == 410 and b"This link has ended" in again.content


def test_five_wrong_pins_end_the_link(town: Town, way: WayIn) -> None:
    link, browser = make_link(town), Client()
    wrong = "000000" if way.pin != "000000" else "111111"
    answers = [browser.post(link, {"pin": wrong}) for _ in range(5)]
    assert [one.status_code for one in answers] == [422, 422, 422, 422, 410]
    assert b"4 more tries" in answers[0].content and b"1 more try" in answers[3].content
    assert browser.post(link, {"pin": way.pin}).status_code == 410


def test_an_unknown_link_looks_like_any_other(town: Town, way: WayIn) -> None:
    known, unknown = Client().get(make_link(town)), Client().get(reverse("public:enter", args=["a" * 43]))
    assert known.status_code == unknown.status_code == 200
    assert len(re.sub(rb'value="[^"]*"', b"", known.content)) == len(
        re.sub(rb'value="[^"]*"', b"", unknown.content)
    )


def test_a_person_of_the_centre_who_comes_in_as_a_party_is_that_party_alone(town: Town, way: WayIn) -> None:
    browser = Client()
    browser.force_login(town.people["coordinator"])
    session = browser.session
    session["second_factor"] = True
    session.save()
    browser.post(reverse("public:come_back"), {"code": way.code, "pin": way.pin})
    assert browser.get("/portal/").status_code == 200
    assert "_auth_user_id" not in browser.session


def test_the_page_opens_in_the_language_of_its_owner(town: Town) -> None:
    town.open(language="zh-hans")
    found = give_way_in(number=town.number, seat="p1", at=town.at)
    browser = Client()
    browser.post(reverse("public:come_back"), {"code": found.code, "pin": found.pin})
    assert b'lang="zh-hans"' in browser.get("/portal/").content


def list_addresses() -> Iterator[str]:
    names = ("home", "refusals", "accessibility", "source", "help", "come_back", "procedures")
    yield from (reverse(f"public:{name}") for name in names)
    yield reverse("public:procedure_start", args=[PACK])
    yield from (reverse("public:procedure", args=[PACK, part]) for part in PARTS)
    for form in find_procedure(PACK).forms:
        yield reverse("public:procedure_form", args=[PACK, form.act])


@pytest.mark.slow
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_public_page_in_every_language(town: Town, language: str) -> None:
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for address in list_addresses():
        answer = browser.get(address)
        words = answer.content.decode()
        assert answer.status_code == 200, address
        sent = browser.get(address, headers={"accept-encoding": "gzip"}).content
        assert len(sent) < MOST_BYTES, (address, len(sent))
        assert words.count("<h1") == 1 and " style=" not in words, address
        assert f'lang="{language}"' in words


def test_the_drawing_and_the_list_say_the_same(town: Town) -> None:
    words = Client().get(reverse("public:procedure", args=[PACK, "steps"])).content.decode()
    drawing = re.search(r"<svg xmlns=.*?</svg>", words, re.S)
    assert drawing
    tree = ElementTree.fromstring(drawing[0])
    boxes = [one for one in tree.iter() if one.tag.endswith("rect")]
    listed = re.findall(r'<li value="(\d+)"', words)
    assert len(boxes) == len(listed) == len(find_procedure(PACK).steps)


def test_a_deadline_is_told_whole(town: Town) -> None:
    words = Client().get(reverse("public:procedure", args=[PACK, "deadlines"])).content.decode()
    procedure = find_procedure(PACK)
    assert words.count('<li id="c-') == len(procedure.clocks)
    told = words[words.index('id="c-invitation_answer"') : words.index('id="c-conflict_answer"')]
    steps = reverse("public:procedure", args=[PACK, "steps"])
    for part in (
        "10 working days",
        "Begins, each time anew, with",
        f'href="{steps}#s-invite_party"',
        f'href="{reverse("public:procedure", args=[PACK, "sources"])}#a-',
        "The day after it begins is day one.",
        "If it begins on Monday 2 March 2026, until Monday 16 March 2026.",
    ):
        assert part in told, part


@pytest.mark.parametrize("pack", [pack.id for pack in list_packs()])
def test_every_link_inside_a_procedure_leads_somewhere(town: Town, pack: str) -> None:
    """Whatever a part links to stands on the page that the link names."""
    pages = {part: reverse("public:procedure", args=[pack, part]) for part in PARTS}
    shown = {address: Client().get(address).content.decode() for address in pages.values()}
    for address, words in shown.items():
        for place, anchor in re.findall(r'href="(/procedures/[^"#]+)#([^"]+)"', words):
            assert f'id="{anchor}"' in shown[place], (address, place, anchor)


@pytest.mark.parametrize("pack", [pack.id for pack in list_packs()])
def test_every_source_that_a_pack_rests_on_is_linked(town: Town, pack: str) -> None:
    procedure = find_procedure(pack)
    shown = {part: Client().get(reverse("public:procedure", args=[pack, part])).content for part in PARTS}
    for part, tables in (
        ("steps", procedure.steps),
        ("deadlines", procedure.clocks),
        ("rights", (*procedure.rights, *procedure.consents, *procedure.effects, *procedure.disclosures)),
    ):
        for table in tables:
            for code in (table.article, *getattr(table, "also", ())):
                assert not code or f"#{name_anchor(code)}".encode() in shown[part], (part, table.code, code)
    doubtful = [one for one in procedure.articles if not one.verified and not one.ours]
    assert shown["sources"].count(b"not verified by us yet") == len(doubtful)


def test_the_readers_are_those_of_the_questions(town: Town) -> None:
    words = Client().get(reverse("public:procedure", args=[PACK, "readers"])).content.decode()
    parts = re.split(r"<h2[^>]*>", words)
    told = {part[: part.index("<")]: part for part in parts[1:]}
    assert list(told)[:5] == ["You", "The other side", "The mediator", "Our staff", "Nobody else"]
    for form in find_procedure(PACK).forms:
        for question in form.questions:
            if question.readers == "mediator":
                label = question.label.in_language("en")
                assert label in told["The mediator"] and label not in told["Our staff"]
    assert "What is your name?" in told["Our staff"] or "Name" in told["Our staff"]


def test_every_question_says_why(town: Town) -> None:
    words = Client().get(reverse("public:procedure_form", args=[PACK, "open_case"])).content.decode()
    for question in find_procedure(PACK).form_for("open_case").questions:  # type: ignore[union-attr]
        assert question.label.in_language("en") in words
    assert words.count("Who reads it:") == len(find_procedure(PACK).form_for("open_case").questions)  # type: ignore[union-attr]


@pytest.mark.parametrize("place", ["nonsense/", f"{PACK}/nonsense/", f"{PACK}/questions/nonsense/"])
def test_what_is_not_published_is_not_there(town: Town, place: str) -> None:
    assert Client().get(reverse("public:procedures") + place).status_code == 404


def test_a_draft_says_so(town: Town) -> None:
    assert b"Draft: no lawyer" in Client().get(reverse("public:procedure", args=[PACK, "rights"])).content


def test_the_front_page_names_the_way_out_and_danger(town: Town) -> None:
    words: Any = Client().get("/").content.decode()
    assert "data-exit" in words and 'href="tel:112"' in words and "You may say no" in words
