"""Words that somebody is still typing, before there is a case whose key could seal them.

Two halves make the key: one is this host's, the other lies only with the browser that types. So what is kept in
between opens neither from a stolen database nor from a backup together with the host key, and once the browser
forgets its half it opens for nobody.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from evenhand.vault.locks import HostKeyMissing

DRAFT_LIFE = timedelta(hours=24)  # a day: nobody is hurried, and nothing is left lying
_VERSION = b"\x01"
_NONCE, _STAMP, _TAG = 12, 8, 16
_PURPOSE = b"evenhand/draft/v1"


class DraftGone(Exception):
    """A draft that does not open: too old, changed, or begun in another browser or on another host."""


def make_half() -> str:
    """The browser's half of a draft's key: 256 random bits, kept in its cookie and nowhere else."""
    return secrets.token_urlsafe(32)


def seal_draft(plain: bytes, *, half: str, at: datetime) -> str:
    """A draft as text that may be stored: version, second of sealing, nonce, ciphertext; URL-safe base64."""
    head = _VERSION + int(at.timestamp()).to_bytes(_STAMP, "big")
    nonce = secrets.token_bytes(_NONCE)
    sealed = _derive_cipher(half).encrypt(nonce, plain, _PURPOSE + head)
    return urlsafe_b64encode(head + nonce + sealed).decode()


def open_draft(text: str, *, half: str, at: datetime) -> bytes:
    """What was typed; `DraftGone` when it is older than a day or not this browser's."""
    try:
        whole = urlsafe_b64decode(text.encode())
    except ValueError:
        raise DraftGone("a draft has an unknown form") from None
    head, nonce, sealed = whole[: 1 + _STAMP], whole[1 + _STAMP :][:_NONCE], whole[1 + _STAMP + _NONCE :]
    if len(sealed) < _TAG or head[:1] != _VERSION:
        raise DraftGone("a draft has an unknown form")
    try:
        plain = _derive_cipher(half).decrypt(nonce, sealed, _PURPOSE + head)
    except InvalidTag:
        raise DraftGone("a draft does not open with this half") from None
    if at - datetime.fromtimestamp(int.from_bytes(head[1:], "big"), UTC) > DRAFT_LIFE:
        raise DraftGone("a draft is too old")
    return plain


def _derive_cipher(half: str) -> AESGCM:
    try:
        host = Path(settings.EVENHAND_HOST_KEY).read_bytes()
    except FileNotFoundError:
        raise HostKeyMissing("there is no host key: run `evenhand init`, or put it back") from None
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=half.encode(), info=_PURPOSE)
    return AESGCM(kdf.derive(host + half.encode()))
