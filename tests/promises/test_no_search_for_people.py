"""No address finds a person across cases: none takes a name, and one's own filter sees one's own open cases."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import evenhand
from evenhand.access.acts import create_token
from evenhand.desk import queue
from evenhand.site.checks import list_url_names
from tests.cast import Town, build_town

ROOT = Path(evenhand.__file__).parent
PERSONAL = re.compile(r"name|person|phone|mail|address|birth|story|query|search|^q$|party_")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def list_read_parameters() -> Iterator[tuple[str, str]]:
    """(file, parameter) of all that surfaces read from an address."""
    for surface in ("desk", "portal", "public"):
        for path in (ROOT / surface).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                    "request.GET.get",
                    "request.GET.getlist",
                }:
                    named = [one.value for one in node.args[:1] if isinstance(one, ast.Constant)]
                    yield from ((str(path.relative_to(ROOT)), name) for name in named or queue.FILTERS)


def test_no_address_takes_a_name() -> None:
    read = set(list_read_parameters())
    assert len(read) >= 5, "the test no longer sees how addresses are read"
    assert not {(file, name) for file, name in read if PERSONAL.search(name)}
    for _, pattern in list_url_names():
        assert not any(PERSONAL.search(one) for one in re.findall(r"<(?:\w+:)?(\w+)>", pattern)), pattern


@pytest.fixture
def town(db: None) -> Town:
    """Two workers with a case each, both about a dog."""
    town = build_town()
    town.open("intake2", your_name="Zephyrine Quill", story="A dog called Brontosaurus.")
    town.open("intake")
    return town


def log_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name], backend=BACKEND)
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


def test_the_filter_finds_words_in_ones_own_case_only(town: Town) -> None:
    found = log_in(town, "intake").post(reverse("desk:find"), {"words": "dog"}).content.decode()
    others = log_in(town, "intake2").post(reverse("desk:find"), {"words": "dog"}).content.decode()
    assert found.count(f'cases/{town.number}/"') >= 1
    assert town.number not in others and "Brontosaurus" in others and "Brontosaurus" not in found


@pytest.mark.parametrize("words", ["Zephyrine", "Zephyrine Quill", "Rosa", "Bellweather", "7946"])
def test_no_worker_finds_a_person_by_name_or_number(town: Town, words: str) -> None:
    """Not even in their own cases: names are not among the words that are looked through."""
    for name in ("intake", "intake2", "coordinator", "mediator"):
        page = log_in(town, name).post(reverse("desk:find"), {"words": words}).content.decode()
        assert town.number not in page, name
        assert not re.search(r"cases/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/", page), name


def test_the_api_filters_by_codes_alone(town: Town) -> None:
    secret = create_token(user=town.people["coordinator"], at=town.at, by="operator")
    headers = {"Authorization": f"Bearer {secret}"}
    whole = Client().get("/api/v1/cases", headers=headers).json()
    for name in ("name", "q", "search", "party", "story"):
        asked = Client().get("/api/v1/cases", {name: "Zephyrine"}, headers=headers).json()
        assert asked["count"] == whole["count"] == 2  # nothing was looked for
    assert "Zephyrine" not in repr(whole)
