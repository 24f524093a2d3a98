"""The key store: one small SQLite file of wrapped case keys, apart from the cases so that erasing erases.

PostgreSQL keeps deleted rows in dead tuples and archived logs; this file does not: rollback journal, freed
bytes overwritten. Deleting a key also changes the epoch: every other key is wrapped anew under a fresh epoch
key, and the old epoch key is gone from the file.

    host secret --seals--> epoch key --wraps--> case keys (32 bytes each)
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from evenhand.vault.case_key import CaseKey
from evenhand.vault.locks import HostLock, Lock, sync_folder

_NONCE = 12
_BUSY_SECONDS = 20
_TABLES = (
    "CREATE TABLE IF NOT EXISTS epoch (n INTEGER, lock TEXT, wrapped BLOB NOT NULL, PRIMARY KEY (n, lock))",
    "CREATE TABLE IF NOT EXISTS case_key"
    " (key_id TEXT PRIMARY KEY, epoch INTEGER NOT NULL, wrapped BLOB NOT NULL)",
)
_FIND = "SELECT epoch, wrapped FROM case_key WHERE key_id = ?"
_FIND_WITH_EPOCH = (
    "SELECT c.epoch, c.wrapped, e.wrapped FROM case_key c JOIN epoch e ON e.n = c.epoch"
    " WHERE c.key_id = ? AND e.lock = ?"
)


class KeyExists(Exception):
    """A key of that name is there already; a second one would orphan what the first sealed."""


class KeyGone(Exception):
    """There is no such key: it was destroyed, or never made. What it sealed cannot be read."""


class KeyDamaged(Exception):
    """A wrapped key does not open under its epoch key: the key store was changed or mixed from two copies."""


class KeyStore:
    """All case keys of one installation. Safe for many threads and many processes: the file's locks decide.

    Each thread keeps one connection. The opened epoch key is remembered with its number and read again when a
    row names another number; an opened case key is never remembered. Not to be used across a fork.
    """

    def __init__(self, path: Path, host_key_path: Path, further_locks: Sequence[Lock] = ()) -> None:
        self._path = Path(path)
        self._own_lock = HostLock(Path(host_key_path))
        self._locks: tuple[Lock, ...] = (self._own_lock, *further_locks)
        self._here = threading.local()
        self._epoch: tuple[int, AESGCM] | None = None

    # -- what callers do ------------------------------------------------------------------------------------
    def create(self, key_id: str) -> CaseKey:
        """Make a key; it is on the disk before this returns. `KeyExists` when the name is taken."""
        return self.create_all([key_id])[0]

    def create_all(self, key_ids: Sequence[str]) -> list[CaseKey]:
        """Make many keys with one sync of the disk, or none of them. `KeyExists` when a name is taken."""
        fresh = [(key_id, secrets.token_bytes(32)) for key_id in key_ids]
        with self._write() as file:
            number, epoch = self._read_newest(file)
            rows = [(key_id, number, wrap_key(epoch, key_id, number, secret)) for key_id, secret in fresh]
            try:
                file.executemany("INSERT INTO case_key (key_id, epoch, wrapped) VALUES (?, ?, ?)", rows)
            except sqlite3.IntegrityError:
                raise KeyExists("a key of that name exists") from None
        return [CaseKey(key_id, secret) for key_id, secret in fresh]

    def open(self, key_id: str) -> CaseKey:
        """Open a key; `KeyGone` when it was destroyed or never made."""
        row = self._connect().execute(_FIND, (key_id,)).fetchone()
        if row is None:
            raise KeyGone("there is no such key")
        number, wrapped = row
        known = self._epoch
        if known is not None and known[0] == number:
            try:
                return CaseKey(key_id, unwrap_key(known[1], key_id, number, wrapped))
            except KeyDamaged:
                pass  # the file may have been put back from a copy: its epoch of this number is another
        return self._open_anew(key_id)

    def destroy(self, key_id: str) -> None:
        """Delete a key and change the epoch, in one transaction. Again is harmless."""
        with self._write() as file:
            file.execute("DELETE FROM case_key WHERE key_id = ?", (key_id,))
            fresh = self._rewrap_all(file)
        self._epoch = fresh

    def rotate(self) -> None:
        """Change the epoch: wrap every key anew under a fresh epoch key and forget the old one."""
        with self._write() as file:
            fresh = self._rewrap_all(file)
        self._epoch = fresh

    def list_ids(self) -> Iterator[str]:
        """The names of all keys, in order."""
        rows = self._connect().execute("SELECT key_id FROM case_key ORDER BY key_id").fetchall()
        return (row[0] for row in rows)

    def read_epoch(self) -> int:
        """The number of the newest epoch; it only grows."""
        return int(self._connect().execute("SELECT max(n) FROM epoch").fetchone()[0])

    # -- epochs ---------------------------------------------------------------------------------------------
    def _open_anew(self, key_id: str) -> CaseKey:
        """Open a key together with its epoch key, read in one statement so that no rotation falls between."""
        row = self._connect().execute(_FIND_WITH_EPOCH, (key_id, self._own_lock.name)).fetchone()
        if row is None:
            raise KeyGone("there is no such key")
        number, wrapped, sealed_epoch = row
        epoch = AESGCM(self._own_lock.open(number, sealed_epoch))
        secret = unwrap_key(epoch, key_id, number, wrapped)
        self._epoch = (number, epoch)
        return CaseKey(key_id, secret)

    def _read_newest(self, file: sqlite3.Connection) -> tuple[int, AESGCM]:
        """The newest epoch, inside a writing transaction."""
        number, sealed = file.execute(
            "SELECT n, wrapped FROM epoch WHERE lock = ? ORDER BY n DESC LIMIT 1", (self._own_lock.name,)
        ).fetchone()
        return number, AESGCM(self._own_lock.open(number, sealed))

    def _start_epoch(self, file: sqlite3.Connection, number: int) -> tuple[int, AESGCM]:
        """A fresh epoch key, sealed to every lock."""
        secret = AESGCM.generate_key(256)
        rows = [(number, lock.name, lock.seal(number, secret)) for lock in self._locks]
        file.executemany("INSERT INTO epoch (n, lock, wrapped) VALUES (?, ?, ?)", rows)
        return number, AESGCM(secret)

    def _rewrap_all(self, file: sqlite3.Connection) -> tuple[int, AESGCM]:
        """Wrap every key under a fresh epoch key; the old epoch key is deleted with its last use."""
        old_number, old = self._read_newest(file)
        number, fresh = self._start_epoch(file, old_number + 1)
        rows = file.execute("SELECT key_id, epoch, wrapped FROM case_key").fetchall()
        anew = [
            (number, wrap_key(fresh, key_id, number, unwrap_key(old, key_id, epoch, wrapped)), key_id)
            for key_id, epoch, wrapped in rows
        ]
        file.executemany("UPDATE case_key SET epoch = ?, wrapped = ? WHERE key_id = ?", anew)
        file.execute("DELETE FROM epoch WHERE n < ?", (number,))
        return number, fresh

    # -- the file -------------------------------------------------------------------------------------------
    def _connect(self) -> sqlite3.Connection:
        """This thread's connection; the first one makes the file and its first epoch."""
        file: sqlite3.Connection | None = getattr(self._here, "file", None)
        if file is None:
            self._touch_file()
            file = connect_file(self._path)
            self._prepare(file)
            self._here.file = file
        return file

    def _touch_file(self) -> None:
        """Make the file readable by this account alone before SQLite writes a byte into it."""
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            sync_folder(self._path.parent)

    def _prepare(self, file: sqlite3.Connection) -> None:
        ready = file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'case_key'").fetchone()[0]
        if ready:
            return
        with write_in(file):
            for statement in _TABLES:
                file.execute(statement)
            if file.execute("SELECT count(*) FROM epoch").fetchone()[0] == 0:
                self._start_epoch(file, 1)

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        file = self._connect()
        with write_in(file):
            yield file


class OwnFile(sqlite3.Connection):
    """A connection that closes itself when its thread or its key store is gone; a forked child leaves it alone."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.maker = os.getpid()

    def __del__(self) -> None:
        if os.getpid() == getattr(self, "maker", None):
            self.close()


def connect_file(path: Path) -> sqlite3.Connection:
    """Open the file so that a commit survives a power cut and a deleted byte is overwritten.

    `synchronous=EXTRA` is FULL plus a sync of the folder after the journal is removed: without it a power cut
    could bring the journal back, and with it the state before an acknowledged commit.
    """
    file = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=OwnFile
    )
    for pragma in ("journal_mode=DELETE", "secure_delete=ON", "synchronous=EXTRA", "temp_store=MEMORY"):
        file.execute(f"PRAGMA {pragma}").fetchall()
    return file


@contextmanager
def write_in(file: sqlite3.Connection) -> Iterator[None]:
    """One writing transaction: takes the write lock at once, commits at the end, or leaves nothing behind."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
        file.execute("COMMIT")
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise


def bind_key(key_id: str, epoch: int) -> bytes:
    """What a wrapped key is bound to: its purpose, its epoch's number and its name."""
    return b"evenhand/case-key/v1\0" + epoch.to_bytes(8, "big") + key_id.encode()


def wrap_key(epoch_key: AESGCM, key_id: str, epoch: int, secret: bytes) -> bytes:
    """A case key under an epoch key: nonce, then AES-256-GCM."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + epoch_key.encrypt(nonce, secret, bind_key(key_id, epoch))


def unwrap_key(epoch_key: AESGCM, key_id: str, epoch: int, wrapped: bytes) -> bytes:
    """A case key out of its wrapping; `KeyDamaged` when it is not what was wrapped."""
    try:
        return epoch_key.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], bind_key(key_id, epoch))
    except InvalidTag:
        raise KeyDamaged("a key does not open under its epoch") from None
