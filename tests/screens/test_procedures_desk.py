"""The screen of procedures: drafts with their faults, two people, what is offered, and the pretended case."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from evenhand.access.models import Centre
from evenhand.procedures.drafting import begin_draft
from evenhand.procedures.drafts import find_drafts_root
from evenhand.procedures.models import ProcedureVersion
from evenhand.procedures.packs import find_own_root
from tests.cast import Town
from tests.screens.desk_cast import FORM, enter, find_once, read

PAGE = "/desk/procedures/"
DECIDE = f"{PAGE}mine/decide/"
PREVIEW = f"{PAGE}drafts/mine/preview/"


@pytest.fixture
def draft(desk_town: Town) -> Path:
    return begin_draft("mine", find_drafts_root() / "mine")


def decide(town: Town, who: str, **given: str) -> str:
    return read(enter(town, who).post(DECIDE, given, follow=True))


def approve_mine(town: Town) -> None:
    decide(town, "coordinator", do="propose")
    decide(town, "director", do="approve")


def find_links(page: Any) -> dict[str, str]:
    """The links of a page by their words."""
    found = re.findall(r'<a class="govuk-link" href="([^"]+)"[^>]*>([^<]+)<', page.content.decode())
    return {words.strip(): html.unescape(href) for href, words in found}


def test_an_empty_place_says_how_to_begin(desk_town: Town) -> None:
    said = read(enter(desk_town, "coordinator").get(PAGE))
    assert "evenhand packs new" in said and "Community mediation" in said and "No draft yet" in said


def test_every_fault_of_a_draft_stands_with_its_line(desk_town: Town, draft: Path) -> None:
    top = draft / "pack.toml"
    top.write_text(top.read_text().replace('clock = "first_call"', 'clock = "first_cal"'))
    client = enter(desk_town, "coordinator")
    said = read(client.get(PAGE))
    assert "The check found 1 fault." in said and "there is no clock" in said
    line = next(n for n, text in enumerate(top.read_text().split("\n"), 1) if 'first_cal"' in text)
    assert f"pack.toml {line} step[2].clock" in said
    assert "Propose this version" not in said
    assert "found faults in this draft" in decide(desk_town, "coordinator", do="propose")


def test_one_proposes_and_another_approves_on_screen(desk_town: Town, draft: Path) -> None:
    assert "Another person approves it here" in decide(desk_town, "coordinator", do="propose")
    mine = read(enter(desk_town, "coordinator").get(PAGE))
    assert "A second person approves it" in mine and "Approve for new cases" not in mine
    assert "A second person approves it" in decide(desk_town, "coordinator", do="approve")
    assert "Approve for new cases" in read(enter(desk_town, "director").get(PAGE))
    assert "New cases come under it" in decide(desk_town, "director", do="approve")
    assert "approved here" in read(enter(desk_town, "director").get(PAGE))
    assert (find_own_root() / "mine@0.1.0" / "pack.toml").is_file()


def test_a_version_is_withdrawn_on_screen(desk_town: Town, draft: Path) -> None:
    approve_mine(desk_town)
    assert "running cases keep it" in decide(desk_town, "coordinator", do="withdraw", version="0.1.0")
    assert ProcedureVersion.objects.get().state == "withdrawn"
    Centre.objects.filter(pk=desk_town.centre.pk).update(packs_in_use=["mine"])
    assert enter(desk_town, "intake").get("/desk/cases/new/").status_code == 200
    assert enter(desk_town, "coordinator").post(DECIDE, {"do": "anything"}).status_code == 404


def test_the_director_offers_a_second_procedure_and_intake_asks_by_it(desk_town: Town, draft: Path) -> None:
    approve_mine(desk_town)
    director, intake = enter(desk_town, "director"), enter(desk_town, "intake")
    assert "Procedure of the new case" not in intake.get("/desk/cases/new/").content.decode()
    assert "at least one" in read(director.post(PAGE, {}, follow=True))
    director.post(PAGE, {"packs": ["mine", "community_mediation"]})
    assert Centre.objects.get(pk=desk_town.centre.pk).packs_in_use == ["community_mediation", "mine"]
    assert enter(desk_town, "coordinator").post(PAGE, {"packs": ["mine"]}).status_code == 404
    page = intake.get("/desk/cases/new/?pack=mine")
    assert "A small procedure" in read(page) and "Your email" not in read(page)
    typed = {**FORM, "pack": "mine", "once": find_once(page)}
    assert intake.post("/desk/cases/new/", typed).status_code == 303
    case = desk_town.centre.case_set.get()
    assert (case.pack, case.pack_version) == ("mine", "0.1.0")
    shutil.rmtree(draft)
    assert read(intake.get(f"/desk/cases/{case.number}/")).count("Call each side")
    procedures = read(intake.get("/procedures/"))
    assert procedures.index("A small procedure") < procedures.index("Other published procedures")


def test_a_pretended_case_goes_from_step_to_step_by_its_address(desk_town: Town, draft: Path) -> None:
    client = enter(desk_town, "director")
    links = find_links(client.get(PREVIEW))
    looked = client.get(PREVIEW + links["Ask for help"])
    assert "What happened?" in read(looked) and "The form as it will look" in read(looked)
    taken = {"act": "open_case", "do": "yes", "on": "2026-03-02"}
    page = client.get(PREVIEW, taken, follow=True)
    said = read(page)
    assert "somebody's duty now" in html.unescape(said) and "16 March 2026" in said
    assert "Nobody has asked for this case to be erased. Our practice" in said
    shut = read(client.get(PREVIEW + find_links(page)["Agree to erase"]))
    assert "What has to happen first" in shut and "Ask to erase the case" in shut


def test_it_shows_what_is_sent_and_what_came_of_a_step(desk_town: Town, draft: Path) -> None:
    client = enter(desk_town, "director")
    story = [("did", "open_case~2026-03-02"), ("act", "close_case"), ("today", "2026-03-09")]
    looked = read(client.get(PREVIEW, dict(story)))
    assert "Sent: The file is closed, to the sides" in looked and desk_town.centre.name in looked
    given = {**dict(story), "do": "yes", "change": "closed"}
    ended = read(client.get(PREVIEW, given, follow=True))
    assert "The case is closed. Nothing more is done in it." in ended
    assert "Take the last step back" in ended


@pytest.mark.parametrize(
    "query", ["did=x", "did=~~~", "today=9999-99-99", "act=nothing", "did=open_case~0001-01-01~", "so=%00"]
)
def test_whatever_stands_in_the_address_the_page_is_there(desk_town: Town, draft: Path, query: str) -> None:
    assert enter(desk_town, "coordinator").get(f"{PREVIEW}?{query}").status_code == 200


def test_every_usable_procedure_can_be_tried_out_at_every_step(desk_town: Town) -> None:
    client = enter(desk_town, "coordinator")
    page = client.get(f"{PAGE}community_mediation/preview/?did=open_case~2026-03-02")
    links = {href for href in find_links(page).values() if "act=" in href}
    assert len(links) > 20
    for href in sorted(links)[::6]:
        assert client.get(f"{PAGE}community_mediation/preview/{href}").status_code == 200
    for place in ("nothing/preview/", "drafts/nothing/preview/", "drafts/../preview/"):
        assert client.get(PAGE + place).status_code == 404
