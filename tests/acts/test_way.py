"""What is said to have to happen first is true: whoever does it, in that order, finds the act open; and everybody who
asks (the screen, the API, the command line) is told the same.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evenhand.cases.explaining import CaseView, explain_act, explain_way, view_case
from evenhand.cases.queries import find_case
from evenhand.procedures.packs import find_procedure
from tests.acts.telling import answer_all, offer_times
from tests.cast import SAFE, Town
from tests.screens.desk_cast import enter

PACK = find_procedure("community_mediation")
VERSION = PACK.consents[0].text_version
CAME = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]


def record(town: Town) -> None:
    held = town.at.isoformat()
    town.must("mediator", "record_session", held_on=held, result="agreed", attendance=CAME)


def sign(town: Town) -> None:
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("p2", "sign_agreement", party="p2", form="portal")
    town.must("mediator", "sign_agreement", form="portal")


def assign(town: Town) -> None:
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))


def consent(town: Town, *seats: str) -> None:
    for seat in seats:
        town.must("intake", "give_consent", party=seat, text_version=VERSION, form="signed_paper")


def screen(town: Town, *seats: str, **found: str) -> None:
    for seat in seats:
        town.must("intake", "screen_party", party=seat, **{**SAFE, **found})


def follow(town: Town) -> None:
    terms = [{"term": "t1", "value": "kept"}]
    town.must("intake", "follow_up", round="day_30", terms=terms)
    town.must("intake", "follow_up", round="day_90", terms=terms)


# How each act is done well, about everybody it is still to be done about.
DOING: dict[str, Callable[..., object]] = {
    "screen_party": screen,
    "give_consent": consent,
    "assign_mediator": assign,
    "answer_conflict_check": lambda town: town.must(
        "mediator", "answer_conflict_check", answer="no_conflict"
    ),
    "offer_times": lambda town: offer_times(town, 7),
    "answer_times": lambda town: answer_all(town, "s1"),
    "confirm_time": lambda town: town.must("mediator", "confirm_time", slot="s1"),
    "record_session": record,
    "draft_terms": lambda town: town.must("mediator", "draft_terms", terms=[{"who": "p1", "what": "Water."}]),
    "advise_independently": lambda town: town.must("mediator", "advise_independently", how="in_session"),
    "sign_agreement": sign,
    "follow_up": follow,
    "tell_routes": lambda town: town.must("intake", "tell_routes", how="spoken"),
    "close_case": lambda town: town.must("coordinator", "close_case", outcome="other"),
    "request_erasure": lambda town: town.must("director", "request_erasure", why="They asked."),
    "request_disclosure": lambda town: town.must(
        "director", "request_disclosure", basis="court_order", to="The court", what=["held"], why="An order."
    ),
}


def look(town: Town, name: str) -> CaseView:
    viewer = town.viewer(name)
    case = find_case(viewer, town.number)
    assert case is not None
    return view_case(viewer, case, town.at)


def choose_looker(act: str) -> str:
    """Somebody whom the procedure lets do it."""
    step = PACK.step_for(act)
    assert step is not None
    return next(role for role in ("coordinator", "intake", "mediator", "director") if role in step.roles)


@pytest.mark.slow
@pytest.mark.parametrize("act", [step.act for step in PACK.steps[1:]])
def test_following_the_way_opens_the_act(town: Town, act: str) -> None:
    town.open()
    step = PACK.step_for(act)
    assert step is not None
    way = explain_way(look(town, "coordinator"), act, "en")
    assert way and way[-1].act == act
    planned = [line.act for line in way]
    done = []
    while (line := explain_way(look(town, "coordinator"), act, "en")[0]).act != act:
        unsafe = {"outcome": "not_suitable"} if act == "refer_on" else {}
        DOING[line.act](town, *line.seats, **unsafe)
        done.append(line.act)
        town.wait(minutes=1)
    assert [*done, act] == planned
    names = look(town, "mediator" if act in ("write_caucus_note", "answer_conflict_check") else "coordinator")
    subjects = [party.seat for party in names.facts.parties] if step.subject == "party" else ["", "p1"]
    assert any(names.procedure and _is_open(names, act, subject) for subject in subjects)


def _is_open(view: CaseView, act: str, subject: str) -> bool:
    from evenhand.procedures.rules.steps import name_for_step, refuse_unmet

    step = view.procedure.step_for(act)
    assert step is not None
    return refuse_unmet(view.procedure, step, name_for_step(view.name(subject), step)) is None


def test_what_is_open_has_a_way_of_one(town: Town) -> None:
    town.open()
    view = look(town, "coordinator")
    (line,) = explain_way(view, "write_note", "en")
    assert line.act == "write_note" and not line.waits and not line.seats


def test_each_side_that_is_left_is_named_to_the_office_alone(town: Town) -> None:
    town.open()
    first = explain_way(look(town, "coordinator"), "assign_mediator", "en")[0]
    assert (first.act, first.seats) == ("screen_party", ("p1", "p2"))
    screen(town, "p1")
    assert explain_way(look(town, "coordinator"), "assign_mediator", "en")[0].seats == ("p2",)
    for name in ("p1", "p2"):
        told = explain_way(look(town, name), "give_consent", "en")
        assert "screen_party" not in [line.act for line in told]
        assert not any(line.seats for line in told)


def read_way(answer: Mapping[str, Any], language: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(line["act"], line["title"][language], tuple(line["roles"])) for line in answer["way"]]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_screen_the_api_and_the_command_line_say_the_same(
    town: Town, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    from evenhand.access.acts import create_token

    town.open()
    screen(town, "p1")
    view = look(town, "coordinator")
    act = "record_session"
    told = explain_way(view, act, language)
    step = view.procedure.step_for(act)
    assert step is not None
    refusal = explain_act(view, step, language).refusal
    assert refusal is not None

    monkeypatch.setattr("evenhand.calendars.clock.read_machine", lambda: town.at)
    token = create_token(user=town.people["coordinator"], at=town.at, by="operator")
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
    answer = client.get(f"/api/v1/cases/{town.number}/acts/{act}/way", headers=headers).json()
    assert [(line["act"], line["title"], tuple(line["roles"])) for line in answer["way"]] == [
        (line.act, line.title, line.roles) for line in told
    ]
    assert answer["refusal"]["words"] == refusal.words and not answer["open"]

    desk = enter(town, "coordinator")
    desk.cookies["language"] = language
    page = desk.get(reverse("desk:act", args=[town.number, act]))
    body = html.unescape(page.content.decode())
    assert page.status_code == 200, page.headers
    place = body.index("eh-way")
    for line in told:
        place = body.index(line.title, place)
    assert refusal.words in body

    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(sorted(view.name("p1") & {fact.code for fact in PACK.facts})))
    command = [sys.executable, "-m", "evenhand.site.cli", "packs", "explain", "community_mediation", act]
    options = ["--facts", str(facts), "--role", "coordinator", "--json"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    assert read_way(said, language) == [(line.act, line.title, line.roles) for line in told]
    assert said["words"][language] == refusal.words and said["article"] == refusal.article


def test_an_act_that_is_nobodys_here_is_not_found(town: Town, client: Client) -> None:
    from evenhand.access.acts import create_token

    town.open()
    token = create_token(user=town.people["intake"], at=town.at, by="operator")
    headers = {"Authorization": f"Bearer {token}"}
    for act in ("assign_mediator", "no_such_act"):
        assert client.get(f"/api/v1/cases/{town.number}/acts/{act}/way", headers=headers).status_code == 404
    assert client.get(f"/api/v1/cases/{town.number}/acts/write_note/way", headers=headers).json()["way"] == []
