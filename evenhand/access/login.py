"""How staff log in: django-allauth with this centre's rules laid over it."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from evenhand.access.queries import NotAllowed, find_centre, permit_centre
from evenhand.vault.keys import CaseKey, open_key


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

    def encrypt(self, text: str) -> str:
        """Secrets of authenticator apps and passkeys lie under the centre's key, not in clear."""
        key = _open_centre_key()
        return base64.b64encode(key.seal("mfa_authenticator", "data", "secret", text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` sealed."""
        key = _open_centre_key()
        sealed = base64.b64decode(encrypted_text)
        return key.open("mfa_authenticator", "data", "secret", sealed).decode()


def _open_centre_key() -> CaseKey:
    centre = find_centre()
    if centre is None:
        raise NotAllowed("second_factor")
    return open_key(permit_centre(centre, "second_factor"))
