"""A whole story is told, on screen and by program: no line of the log and no address holds a word about anybody."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
import structlog
from django.test import Client
from django.urls import reverse

from evenhand.access.acts import create_token
from evenhand.site.logs import set_up_logs
from tests.cast import Town, build_town, tell_to_the_end

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CANARIES = (
    "Quill",
    "Rosa",
    "Bellweather",
    "Ignatius",
    "rosa.quill",
    "7946 0018",
    "79460018",  # four digits alone stand in many a time stamp
    "barks",
    "quiet night",
    "Ring the bell",
)
LINK = re.compile(r"""(?:href|action|src)="([^"]*)\"""")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that is logged, down to the finest level; the run's own logging comes back."""
    monkeypatch.setenv("EVENHAND_LOG_LEVEL", "DEBUG")
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    written = io.StringIO()
    set_up_logs()
    handler = next(each for each in root.handlers if isinstance(each, logging.StreamHandler))
    handler.setStream(written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def log_in(town: Town, name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(town.people[name], backend=BACKEND)
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


def sit_down(town: Town, seat: str) -> Client:
    client = Client(raise_request_exception=False)
    session = client.session
    session["party"] = {"centre": str(town.case.centre_id), "case": str(town.case.id), "seat": seat}
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def list_pages(town: Town) -> Iterator[tuple[Client, str]]:
    """Whose browser, and which page."""
    case = {"number": town.number}
    for name in ("intake", "coordinator", "mediator"):
        for page in ("desk:case", "desk:papers", "desk:meetings"):
            yield log_in(town, name), reverse(page, kwargs=case)
    for page in ("desk:home", "desk:cases", "desk:letters", "desk:find"):
        yield log_in(town, "coordinator"), reverse(page)
    yield log_in(town, "coordinator"), reverse("desk:act", kwargs={**case, "act": "write_note"})
    for page in ("portal:home", "portal:messages", "portal:documents", "portal:record", "portal:agreement"):
        yield sit_down(town, "p1"), reverse(page)


@pytest.mark.django_db
def test_a_whole_story_leaves_no_word_in_a_log_or_an_address(lines: io.StringIO) -> None:
    town = build_town()
    tell_to_the_end(town)
    town.do(
        "intake", "correct_party", party="p1", phone="Rosa Quill", email="7946"
    )  # faults are no words either
    names_seen = 0
    for client, path in list_pages(town):
        page = client.get(path)
        assert page.status_code == 200, (path, page.status_code)
        words = page.content.decode()
        names_seen += "Rosa Quill" in words
        links = [unquote(link) for link in LINK.findall(words)]
        assert len(links) > 5
        assert not [
            link for link in links if any(canary in link for canary in CANARIES) and "mailto:" not in link
        ], path
    assert names_seen >= 4, "the pages no longer show a name at all: the test looks at nothing"
    secret = create_token(user=town.people["coordinator"], at=town.at, by="operator")
    headers = {"Authorization": f"Bearer {secret}"}
    Client().post(
        f"/api/v1/cases/{town.number}/acts/write_note",
        "Rosa Quill barks",
        "application/json",
        headers=headers,
    )
    Client(raise_request_exception=False).get(
        "/desk/cases/Rosa-Quill-barks/?name=Bellweather", headers=headers
    )
    logged = lines.getvalue()
    assert logged.count("\n") > 2, "nothing was logged: the test looks at nothing"
    assert not [canary for canary in CANARIES if canary in logged]
    assert secret not in logged and town.number not in logged
