"""The key of one case: everything confidential in a case is sealed under it, and dies with it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE = 12
_SHORTEST = len(_VERSION) + _NONCE + 16
_PURPOSE = b"evenhand/field/v1\0"
_FINGERPRINT = b"evenhand/fingerprint/v1\0"


class SealBroken(Exception):
    """A sealed text does not open: it was changed, moved to another place, or sealed under another key."""


class CaseKey:
    """32 secret bytes that seal and open the fields of one case.

    Each place (table, field, row) has its own subkey, so a sealed text copied elsewhere does not open there.
    Never kept between requests, never printed, never pickled.
    """

    __slots__ = ("_secret", "key_id")

    def __init__(self, key_id: str, secret: bytes) -> None:
        self.key_id = key_id
        self._secret = secret

    def __repr__(self) -> str:
        return "CaseKey(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a case key does not leave its process")

    def seal(self, table: str, field: str, row: str, plain: bytes) -> bytes:
        """Encrypt a text for one place: version byte, nonce (12 bytes), ciphertext with tag (16 bytes)."""
        place = name_place(table, field, row)
        nonce = secrets.token_bytes(_NONCE)
        return _VERSION + nonce + self._derive_cipher(place).encrypt(nonce, plain, self._bind(place))

    def open(self, table: str, field: str, row: str, sealed: bytes) -> bytes:
        """Decrypt what was sealed for this place; `SealBroken` when it is anything else."""
        sealed = bytes(sealed)  # PostgreSQL hands out memory views
        if len(sealed) < _SHORTEST or sealed[:1] != _VERSION:
            raise SealBroken("a sealed field has an unknown form")
        place = name_place(table, field, row)
        nonce, text = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return self._derive_cipher(place).decrypt(nonce, text, self._bind(place))
        except InvalidTag:
            raise SealBroken("a sealed field does not open at this place under this key") from None

    def make_fingerprint(self, purpose: str, plain: bytes) -> str:
        """A keyed digest by which the same bytes are known again; without the key nobody can try a guess."""
        info = _FINGERPRINT + purpose.encode()
        subkey = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(self._secret)
        return hmac.new(subkey, plain, hashlib.sha256).hexdigest()

    def _derive_cipher(self, place: bytes) -> AESGCM:
        kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE + place)
        return AESGCM(kdf.derive(self._secret))

    def _bind(self, place: bytes) -> bytes:
        """The data a sealed text is bound to: its place and the name of the key."""
        return place + b"\0" + self.key_id.encode()


def name_place(table: str, field: str, row: str) -> bytes:
    """The name of the place a text is sealed for: `table|field|row`, which only its three parts can spell."""
    if "|" in table or "|" in field:
        raise ValueError("a table or field name holds no bar")
    return f"{table}|{field}|{row}".encode()
