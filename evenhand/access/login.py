"""How staff log in: django-allauth with this centre's rules laid over it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: a coordinator's account comes from `evenhand init`, others from a coordinator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address is kept anywhere, so none is read."""
        return "127.0.0.1"


class SecondFactorAdapter(DefaultMFAAdapter):
    """What an authenticator app shows beside its six digits: the centre's program and the login handle."""

    def get_totp_label(self, user: Any) -> str:
        """The login handle; never a name."""
        return str(user.username)
