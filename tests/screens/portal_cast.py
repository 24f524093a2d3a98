"""A party's browser: coming in with the code and the PIN, as far along in a story as a test wants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from evenhand.cases.entrance import give_way_in
from tests.cast import SAFE, Town, tell_to_consent

MOST_BYTES = 45_000
SECRETS = (
    "+44 20 7946 0018",  # the first side's phone
    "rosa.quill@example.org",
    "Every night the dog next door barks",
    "One quiet night",
    "Screened words nobody else may read",
    "A note of the office",
    "A note of the mediator",
)
PAGES = ("home", "consent", "times", "agreement", "messages", "documents", "record")
Come = Callable[[str], Client]


def read(answer: Any) -> str:
    """The page as text."""
    return str(answer.content.decode())


def come_in(town: Town, seat: str) -> Client:
    """A browser in which somebody has come in with their code and PIN."""
    browser = Client()
    way = give_way_in(number=town.number, seat=seat, at=town.at)
    answer = browser.post(reverse("public:come_back"), {"code": way.code, "pin": way.pin})
    assert answer.status_code == 303
    return browser


def tell_to_invitation(town: Town) -> None:
    """From the call to the letter that asks the other side."""
    town.open()
    town.must("intake", "screen_party", party="p1", words="Screened words nobody else may read", **SAFE)
    town.must("intake", "write_note", words="A note of the office")
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    town.must("intake", "screen_party", party="p2", **SAFE)
    town.must("intake", "invite_party", party="p2", how="letter")


def offer_times(town: Town) -> None:
    """From the call to times that both sides can choose from."""
    tell_to_consent(town)
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    answer = {"answer": "disclose", "words": "I once taught the daughter of one side."}
    town.must("mediator", "answer_conflict_check", **answer)
    starts = town.at + timedelta(days=7)
    times = [{"starts": (starts + timedelta(days=day)).isoformat(), "place": "centre"} for day in range(2)]
    town.must("mediator", "offer_times", times=times, minutes=90)
