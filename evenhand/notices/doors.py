"""Addresses that mail leads to. They hold nothing of a case but what is needed to come in."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

PARTY_DOOR = "/portal/"
PASS_DOOR = "/portal/enter/{secret}/"
STAFF_DOOR = "/desk/cases/{number}/"
CANCEL_DOOR = "/portal/reminders/{token}/"


def make_party_link(secret: str = "") -> str:
    """Where a party comes in: with a pass of 30 minutes straight to their page's lock, without one to the
    door.
    """
    way = PASS_DOOR.format(secret=secret) if secret else PARTY_DOOR
    return settings.EVENHAND_ADDRESS.rstrip("/") + way


def make_staff_link(number: str) -> str:
    """The case's page on the desk, behind the login."""
    return settings.EVENHAND_ADDRESS.rstrip("/") + STAFF_DOOR.format(number=number)


def make_cancel_link(token: str) -> str:
    """The page behind a reminder's link; opening it does nothing."""
    return settings.EVENHAND_ADDRESS.rstrip("/") + CANCEL_DOOR.format(token=token)


def read_host() -> str:
    """The name this installation is known by, for the ids of its mail."""
    return urlsplit(settings.EVENHAND_ADDRESS).hostname or "localhost"
