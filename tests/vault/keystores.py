"""A key store in a folder of its own, and a look at its rows from outside."""

from __future__ import annotations

import sqlite3

from evenhand.vault.keystore import KeyStore


def open_store(home, **more):
    """The key store of a home, as a process of its own would open it."""
    return KeyStore(home / "keys.sqlite3", home / "host.key", **more)


def read_rows(home, query):
    """What the file holds, read without the key store."""
    with sqlite3.connect(home / "keys.sqlite3") as file:
        rows = file.execute(query).fetchall()
    file.close()
    return rows
