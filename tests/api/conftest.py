"""Programs that talk to the centre: one token a person of the cast."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from evenhand.access.acts import create_token
from evenhand.calendars.clock import read_now
from tests.cast import Town, build_town

BASE = "/api/v1"


@dataclass
class Program:
    """A program with somebody's token, or with none."""

    token: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request; `body` is sent as JSON, or as it is when it is bytes."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            named.setdefault("Authorization", f"Bearer {self.token}")
        kind = named.pop("Content-Type", "application/json")
        return self.client.generic(method, BASE + path, sent, content_type=kind, headers=named)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)


@pytest.fixture
def town(db: None) -> Town:
    """A centre with its people, living now: the API reads the clock."""
    town = build_town()
    town.at = read_now()
    return town


@pytest.fixture
def programs(town: Town) -> dict[str, Program]:
    """A program for each of the cast, and `nobody` without a token."""
    tokens = {name: create_token(user=user, at=town.at, by="operator") for name, user in town.people.items()}
    return {"nobody": Program(), **{name: Program(token) for name, token in tokens.items()}}
