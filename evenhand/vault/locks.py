"""What an epoch key is locked under: the host's own secret; each further holder is one more lock.

The key store keeps one sealed copy of the newest epoch key for every lock. Only the host's opens here; any
other (a recovery root whose private half is kept elsewhere) just seals.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_SIZE = 32


class HostKeyMissing(Exception):
    """The secret that unlocks the key store is not where it should be, or is not 32 bytes long."""


class LockRefused(Exception):
    """An epoch key does not open under this lock: another host's key, or a damaged key store."""


class Lock(Protocol):
    """Seals epoch keys to one holder."""

    name: str

    def seal(self, epoch: int, secret: bytes) -> bytes:
        """The epoch key as this holder keeps it."""


def make_host_key(path: Path) -> None:
    """Make the host unlock secret: 32 random bytes that only this account may read. Never overwrites one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_SIZE))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class HostLock:
    """The host unlock secret, read from its file whenever an epoch key is sealed or opened."""

    name = "host"

    def __init__(self, path: Path) -> None:
        self._path = path

    def seal(self, epoch: int, secret: bytes) -> bytes:
        """Nonce, then the epoch key under AES-256-GCM, bound to its purpose and number."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._read_cipher().encrypt(nonce, secret, self._bind(epoch))

    def open(self, epoch: int, sealed: bytes) -> bytes:
        """The epoch key of that number."""
        try:
            return self._read_cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], self._bind(epoch))
        except InvalidTag:
            raise LockRefused("the host key does not open this key store") from None

    def _read_cipher(self) -> AESGCM:
        try:
            secret = self._path.read_bytes()
        except FileNotFoundError:
            raise HostKeyMissing("there is no host key: run `evenhand init`, or put it back") from None
        if len(secret) != _SIZE:
            raise HostKeyMissing("the host key file does not hold 32 bytes")
        return AESGCM(secret)

    @staticmethod
    def _bind(epoch: int) -> bytes:
        return b"evenhand/epoch-key/v1\0" + epoch.to_bytes(8, "big")
