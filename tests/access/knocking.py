"""Somebody of each role who knocks at an address; what they changed is undone after each knock."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from evenhand.access.acts import create_token
from evenhand.access.limits import BUCKETS
from evenhand.access.rules import Role
from evenhand.calendars.clock import read_machine
from tests.access.places import Place, World

ROLES = tuple(role.value for role in Role)
ACCOUNTS = [role for role in ROLES if role not in {"visitor", "party"}]
METHODS = ("GET", "POST")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


# What it takes for a posted form to mean something; the rest are sent empty.
BODIES = {"desk:answer_erasure": {"answer": "approve"}, "desk:find": {"words": "dog"}}


class Undo(Exception):
    """Takes back whatever a knock wrote."""


class Callers:
    """A browser for every role, logged in with its second factor, and a token for each account."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients = {role: Client(raise_request_exception=False) for role in ROLES}
        self.tokens: dict[str, str] = {}
        for role in ACCOUNTS:
            user = world.town.people[role]
            self.clients[role].force_login(user, backend=BACKEND)
            self._write(role, second_factor=True, seen=read_machine().isoformat())
            self.tokens[role] = create_token(user=user, at=world.town.at, by="operator")
        self.cookies = {role: dict(client.cookies) for role, client in self.clients.items()}

    def _write(self, role: str, **values: Any) -> None:
        session = self.clients[role].session
        session.update(values)
        session.save()
        self.clients[role].cookies["sessionid"] = session.session_key

    def knock(self, role: str, method: str, place: Place) -> tuple[str, bytes]:
        """(class of the answer, its bytes) of one request, as if it had never been made."""
        BUCKETS.forget()
        answer: list[tuple[str, bytes]] = []
        try:
            with transaction.atomic():
                answer.append(self._ask(role, method, place))
                raise Undo
        except Undo:
            pass
        client = self.clients[role]
        client.cookies.clear()
        client.cookies.update(self.cookies[role])
        return answer[0]

    def _ask(self, role: str, method: str, place: Place) -> tuple[str, bytes]:
        headers: dict[str, str] = {}
        if place.name.startswith("api:") and role in self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens[role]}"
        if role == "party":
            self._sit_down(place)
        client: Any = self.clients[role]
        api = {"content_type": "application/json", "data": "{}"} if place.name.startswith("api:") else {}
        body = api or {"data": BODIES.get(place.name, {})}
        response = getattr(client, method.lower())(
            place.path, headers=headers, **(body if method == "POST" else {})
        )
        return describe_answer(response), read_bytes(response, place)

    def _sit_down(self, place: Place) -> None:
        """A party came in to their own case; on their own page the case of the relation itself may be gone."""
        own = self.world.cases["own"]
        seated = place.case if place.name.startswith("portal:") and place.relation in GONE else own
        party = {"centre": str(self.world.town.centre.id), "case": str(seated), "seat": "p1"}
        self._write("party", party=party, seen=read_machine().isoformat())


GONE = {"erased", "nonexistent"}


def describe_answer(response: HttpResponseBase) -> str:
    """The class of an answer: its status, and for a redirect where it leads."""
    if response.status_code in {301, 302, 303}:
        to = re.sub(r"\?.*", "", str(response.headers.get("Location", "")))
        return next((name for start, name in LEADS.items() if to.startswith(start)), "go")
    return str(response.status_code)


LEADS = {"/accounts/login": "login", "/accounts/2fa/totp": "totp", "/back": "back"}


def read_bytes(response: HttpResponseBase, place: Place) -> bytes:
    """What came back; only the address the asker typed is taken out, where the page repeats it."""
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined, arg-type]
    return content.replace(place.path.encode(), b"/typed/")
