"""Somebody of the cast at the desk, in a browser without script."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from tests.cast import Town

FORM = {
    "channel": "phone",
    "category": "neighbours",
    "language": "en",
    "your_name": "Rosa Quill",
    "your_phone": "+44 20 7946 0018",
    "other_name": "Ignatius Bellweather",
    "story": "Every night the dog next door barks until three.",
}
SAFE_FORM = {
    "party": "p1",
    "alone": "yes",
    "afraid": "no",
    "threatened": "no",
    "hurt": "no",
    "controlled": "no",
    "free_to_say_no": "yes",
    "outcome": "suitable",
}


def enter(town: Town, name: str) -> Client:
    """A browser in which this person is logged in, with their second factor."""
    client = Client()
    client.force_login(town.people[name])
    session = client.session
    session["second_factor"] = True
    session.save()
    client.get("/desk/")  # the first page of a session writes when it was seen
    return client


def visit(town: Town, name: str, part: str = "") -> Any:
    """A page of the town's case as somebody sees it."""
    return enter(town, name).get(f"/desk/cases/{town.number}/{part}")


def read(response: Any) -> str:
    """The words of a page without its tags, in one line."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def find_once(response: Any) -> str:
    """The token that makes a second press harmless."""
    found = re.search(r'name="once" value="([^"]+)"', response.content.decode())
    assert found
    return found.group(1)
