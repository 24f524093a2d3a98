"""The demo: six people one click away, a clock that moves, an outbox, and a home that is only ever a demo's."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.test import Client
from django.urls import reverse

from evenhand.access.acts import make_centre
from evenhand.access.screens import SCREENS
from evenhand.calendars.clock import read_now
from evenhand.site.cli import CommandStopped
from evenhand.site.commands import demo
from evenhand.site.commands.simulate import make_life
from evenhand.site.demo.guests import list_guests, list_parts
from evenhand.site.demo.marks import choose_marks, read_marks, write_marks
from evenhand.site.demo.screens import DEMO_SCREENS
from evenhand.site.demo.walk import Step, list_steps

MARKED = ("both_asked", "consented", "mediator_asked", "erasure_asked")
SIX = ("resident", "other", "intake", "mediator", "coordinator", "director")


@pytest.fixture
def open_demo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings as in a demo: its pages are routed and have their rows."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.site.demo_urls"
    settings.EMAIL_BACKEND = "evenhand.site.simulation.silent.SilentBackend"
    for name, row in DEMO_SCREENS.items():
        monkeypatch.setitem(SCREENS, name, row)
    yield


@pytest.fixture
def few(keys: Path, open_demo: None, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo centre of four cases: those that the page points at."""
    from evenhand.site.simulation import planning

    chosen = tuple(path for path in planning.PATHS if path.name in MARKED)
    monkeypatch.setattr(planning, "PATHS", tuple(chosen))
    now = read_now()
    made = now - timedelta(days=220)
    make_centre(name="Kettle Lane", language="en", time_zone="Europe/London", calendar="GB-ENG", at=made)
    life, plan = make_life(cases=len(chosen), seed=1, months=6, now=now, tell=lambda *_: None)
    write_marks(choose_marks(plan, life.numbers))


def test_six_people_and_seven_steps_are_one_click_away(few: None, client: Client) -> None:
    check_page(client)
    for code in SIX:
        check_entering(client, code)
    for step in list_steps(read_marks()):
        check_step(client, step)


def check_page(client: Client) -> None:
    """The first page names all six."""
    page = client.get("/demo/")
    words = page.content.decode()
    assert page.status_code == 200
    assert all(f'value="{code}"' in words for code, _ in list_parts())
    assert all(guest.name and guest.name.replace("'", "&#x27;") in words for guest in list_guests())


def check_entering(client: Client, code: str) -> None:
    """One click, and one is at home as that person."""
    page = client.post("/demo/enter/", {"role": code}, follow=True)
    assert page.status_code == 200 and page.redirect_chain
    assert page.context["demo_role"] == code
    assert page.request["PATH_INFO"] == reverse("portal:home" if code in SIX[:2] else "desk:home")


def check_step(client: Client, step: Step) -> None:
    """A step of the walk leads where it says."""
    if step.role:
        page = client.post("/demo/enter/", {"role": step.role, "next": step.href}, follow=True)
    elif step.days:
        page = client.post("/demo/clock/", {"days": step.days}, follow=True)
    else:
        page = client.get(step.href, follow=True)
    assert page.status_code == 200, step.title
    assert page.request["PATH_INFO"] == (step.href or "/demo/"), step.title


def test_the_clock_moves_and_deadlines_run_out(few: None, client: Client) -> None:
    before = read_now()
    client.post("/demo/enter/", {"role": "coordinator"})
    for odd in ("0", "-1", "x", "365", ""):
        assert client.post("/demo/clock/", {"days": odd}).status_code == 302
    assert read_now() - before < timedelta(hours=1), "three steps and no others"
    page = client.post("/demo/clock/", {"days": "30", "next": "/desk/"}, follow=True)
    assert timedelta(days=29) < read_now() - before < timedelta(days=31)
    assert page.request["PATH_INFO"] == "/desk/", "the login outlives the move"
    assert "Deadlines that ran out: 0" not in str(next(iter(page.context["messages"])))


def test_the_outbox_is_read_and_forms_lead_nowhere_else(few: None, client: Client) -> None:
    row = client.get("/demo/outbox/").context["gone"][0]
    mail = client.post(f"/demo/outbox/{row['id']}/")
    assert mail.status_code == 200
    assert mail.context["mail"].body.strip() and mail.context["mail"].subject
    assert client.post("/demo/outbox/00000000-0000-0000-0000-000000000000/").status_code == 404
    for away in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        assert client.post("/demo/enter/", {"role": "director", "next": away})["Location"] == "/desk/"
    assert client.post("/demo/enter/", {"role": "root"})["Location"] == "/demo/"
    assert client.post("/demo/leave/", {"next": "/"})["Location"] == "/"


@pytest.mark.django_db
def test_without_the_demo_there_is_no_demo(client: Client) -> None:
    assert not any(name.startswith("demo:") for name in SCREENS)
    assert client.get("/demo/").status_code == 404


def test_a_real_home_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text('name = "A real centre"\n', encoding="utf-8")
    with pytest.raises(CommandStopped):
        demo.choose_home()
    assert (tmp_path / "settings.toml").exists()


def find_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for_page(port: int, seconds: float) -> bytes:
    """The demo's page, once the server answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/demo/", timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@pytest.mark.slow
def test_the_command_builds_serves_and_stops(tmp_path: Path) -> None:
    port = find_port()
    home = tmp_path / "demo"
    environment = {**os.environ, "EVENHAND_HOME": str(home)}
    environment.pop("EVENHAND_DATABASE", None)
    command = [sys.executable, "-m", "evenhand.site.cli", "demo", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        try:
            assert b"Look around as anyone" in wait_for_page(port, 180)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(20)
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", port)) != 0
