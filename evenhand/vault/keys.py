"""Make, open and destroy the keys of this installation.

Key ids: `case:<uuid hex>` for a case, `centre:<uuid hex>` for what a centre keeps about its own people.
Whatever keeps the keys (the file of `KeyStore`) is chosen here, so another keeper leaves callers as they are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings

from evenhand.vault.case_key import CaseKey, SealBroken
from evenhand.vault.keystore import KeyDamaged, KeyExists, KeyGone, KeyStore
from evenhand.vault.locks import HostKeyMissing, make_host_key
from evenhand.vault.permits import Permit

__all__ = [
    "CaseKey",
    "HostKeyMissing",
    "KeyDamaged",
    "KeyExists",
    "KeyGone",
    "SealBroken",
    "create_key",
    "create_keys",
    "destroy_key",
    "list_key_ids",
    "open_key",
    "prepare_keys",
    "rotate_epoch",
]


class Keeper(Protocol):
    """Whatever keeps the case keys: a file on this machine, or a service."""

    def create(self, key_id: str) -> CaseKey:
        """Make a key, durable before it returns."""

    def create_all(self, key_ids: Sequence[str]) -> list[CaseKey]:
        """Make many keys, durable before it returns, or none."""

    def open(self, key_id: str) -> CaseKey:
        """Open a key, or raise `KeyGone`."""

    def destroy(self, key_id: str) -> None:
        """Make a key unreadable for good; again is harmless."""

    def rotate(self) -> None:
        """Wrap all keys anew."""

    def list_ids(self) -> Iterator[str]:
        """The names of all keys."""


_Where = tuple[int, str, str]
_current: tuple[_Where, Keeper] | None = None
# SQLite connections must be neither used nor closed in a forked child, so a parent's keeper stays here.
_left_behind: list[Keeper] = []


def find_keeper() -> Keeper:
    """The keeper of this process; another after a fork, or when the settings name another home."""
    global _current
    where = (os.getpid(), str(settings.EVENHAND_KEYSTORE), str(settings.EVENHAND_HOST_KEY))
    known = _current
    if known is not None and known[0] == where:
        return known[1]
    if known is not None and known[0][0] != where[0]:
        _left_behind.append(known[1])
    keeper = KeyStore(Path(where[1]), Path(where[2]))
    _current = (where, keeper)
    return keeper


def prepare_keys() -> None:
    """Make the host key if there is none, and the key store: the first step of a new home. Again is harmless.

    A key store whose host key is missing is left alone: a fresh host key would open nothing in it.
    """
    host_key, store = Path(settings.EVENHAND_HOST_KEY), Path(settings.EVENHAND_KEYSTORE)
    if not host_key.exists() and store.exists():
        raise HostKeyMissing("there is a key store but no host key: put the host key back")
    if not host_key.exists():
        make_host_key(host_key)
    find_keeper().list_ids()


def create_key(key_id: str) -> CaseKey:
    """Make a key; it is durable before this returns. `KeyExists` when the name is taken."""
    return find_keeper().create(key_id)


def create_keys(key_ids: Sequence[str]) -> list[CaseKey]:
    """Make many keys at the price of one sync of the disk; all of them are durable, or none was made."""
    return find_keeper().create_all(key_ids)


def open_key(permit: Permit) -> CaseKey:
    """Open the key a permit is for; `KeyGone` when it was destroyed or never made."""
    return find_keeper().open(permit.key_id)


def destroy_key(key_id: str) -> None:
    """Destroy a key for good and change the epoch. Again is harmless."""
    find_keeper().destroy(key_id)


def rotate_epoch() -> None:
    """Wrap every key anew under a fresh epoch key: the daily habit."""
    find_keeper().rotate()


def list_key_ids() -> Iterator[str]:
    """The names of all keys, in order."""
    return find_keeper().list_ids()
