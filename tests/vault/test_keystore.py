"""The key store: a key made is durable, a key destroyed is gone."""

from __future__ import annotations

import os
import sqlite3

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from evenhand.vault.case_key import SealBroken
from evenhand.vault.keystore import KeyDamaged, KeyExists, KeyGone, connect_file
from evenhand.vault.locks import HostKeyMissing, HostLock, LockRefused, make_host_key
from tests.vault.keystores import open_store, read_rows

PLACE = ("eh_party", "name", "7")


def test_another_process_opens_what_one_made(home, store):
    sealed = store.create("case:a").seal(*PLACE, b"words")
    assert open_store(home).open("case:a").open(*PLACE, sealed) == b"words"


def test_a_name_is_given_once(store):
    first = store.create("case:a")
    with pytest.raises(KeyExists):
        store.create("case:a")
    assert store.open("case:a").open(*PLACE, first.seal(*PLACE, b"words")) == b"words"


def test_many_keys_are_made_together_or_not_at_all(home, store):
    made = store.create_all(["case:a", "case:b"])
    sealed = [key.seal(*PLACE, b"words") for key in made]
    for key, text in zip(made, sealed, strict=True):
        assert open_store(home).open(key.key_id).open(*PLACE, text) == b"words"
    with pytest.raises(KeyExists):
        store.create_all(["case:c", "case:b"])
    with pytest.raises(KeyGone):
        store.open("case:c")


def test_a_key_never_made_does_not_open(store):
    with pytest.raises(KeyGone):
        store.open("case:a")


def test_a_destroyed_key_is_gone_for_every_process_and_the_others_stay(home, store):
    other = open_store(home)
    kept = store.create("case:kept").seal(*PLACE, b"words")
    store.create("case:gone")
    other.open("case:gone")
    store.destroy("case:gone")
    store.destroy("case:gone")
    for each in (store, other, open_store(home)):
        with pytest.raises(KeyGone):
            each.open("case:gone")
        assert each.open("case:kept").open(*PLACE, kept) == b"words"
    assert list(other.list_ids()) == ["case:kept"]


def test_destroying_changes_the_epoch_and_leaves_no_byte_of_the_old(home, store):
    for name in "abc":
        store.create(f"case:{name}")
    old = [row[0] for row in read_rows(home, "SELECT wrapped FROM case_key UNION SELECT wrapped FROM epoch")]
    store.destroy("case:b")
    kept = (home / "keys.sqlite3").read_bytes()
    assert len(old) == 4
    assert [wrapped for wrapped in old if wrapped in kept] == []
    assert read_rows(home, "SELECT n FROM epoch") == [(2,)]
    assert read_rows(home, "SELECT DISTINCT epoch FROM case_key") == [(2,)]
    assert os.listdir(home) and not (home / "keys.sqlite3-journal").exists()


def test_an_old_wrapped_key_does_not_open_in_the_newest_file(home, store):
    """A row carried back from an older copy needs an epoch key that the newest file no longer holds."""
    store.create("case:a")
    old = read_rows(home, "SELECT * FROM case_key")[0]
    store.destroy("case:a")
    with sqlite3.connect(home / "keys.sqlite3") as file:
        file.execute("INSERT INTO case_key VALUES (?, ?, ?)", old)
    file.close()
    with pytest.raises(KeyGone):
        open_store(home).open("case:a")
    with sqlite3.connect(home / "keys.sqlite3") as file:
        file.execute("UPDATE case_key SET epoch = 2")
    file.close()
    with pytest.raises(KeyDamaged):
        open_store(home).open("case:a")


def test_a_wrapped_key_opens_under_its_own_name_only(home, store):
    store.create("case:a")
    with sqlite3.connect(home / "keys.sqlite3") as file:
        file.execute("UPDATE case_key SET key_id = 'case:b'")
    file.close()
    with pytest.raises(KeyDamaged):
        store.open("case:b")


def test_the_file_overwrites_what_is_deleted_and_waits_for_the_disk(home, store):
    store.create("case:a")
    file = connect_file(home / "keys.sqlite3")
    told = {name: file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "secure_delete")}
    assert told == {"journal_mode": "delete", "secure_delete": 1}
    assert file.execute("PRAGMA synchronous").fetchone()[0] == 3  # EXTRA
    file.close()


def test_nobody_else_may_read_the_files(home, store):
    store.create("case:a")
    assert [(home / name).stat().st_mode & 0o777 for name in ("host.key", "keys.sqlite3")] == [0o600, 0o600]


def test_the_host_key_is_never_overwritten(home):
    before = (home / "host.key").read_bytes()
    with pytest.raises(FileExistsError):
        make_host_key(home / "host.key")
    assert len(before) == 32
    assert (home / "host.key").read_bytes() == before


def test_another_host_key_opens_nothing(home, store):
    store.create("case:a")
    (home / "host.key").unlink()
    with pytest.raises(HostKeyMissing):
        open_store(home).open("case:a")
    make_host_key(home / "host.key")
    with pytest.raises(LockRefused):
        open_store(home).open("case:a")


def test_an_epoch_key_opens_under_its_own_number_only(home):
    lock = HostLock(home / "host.key")
    sealed = lock.seal(1, bytes(32))
    assert lock.open(1, sealed) == bytes(32)
    with pytest.raises(LockRefused):
        lock.open(2, sealed)


def test_a_short_host_key_is_refused(home):
    (home / "host.key").write_bytes(b"short")
    with pytest.raises(HostKeyMissing):
        open_store(home).create("case:a")


def test_a_file_put_back_from_a_copy_opens_with_its_own_epoch(home, store):
    """Same epoch number, another epoch key: what a process remembers must not shut it out."""
    sealed = store.create("case:a").seal(*PLACE, b"words")
    store.open("case:a")
    store._epoch = (store.read_epoch(), AESGCM(bytes(32)))
    assert store.open("case:a").open(*PLACE, sealed) == b"words"


def test_every_further_lock_holds_the_newest_epoch_key(home):
    held = []

    class Paper:
        name = "paper"

        def seal(self, epoch, secret):
            held.append((epoch, len(secret)))
            return b"sealed for paper"

    store = open_store(home, further_locks=[Paper()])
    store.create("case:a")
    store.rotate()
    assert held == [(1, 32), (2, 32)]
    assert read_rows(home, "SELECT n, lock FROM epoch ORDER BY lock") == [(2, "host"), (2, "paper")]
    store.open("case:a")


def test_a_rotation_that_fails_half_way_changes_nothing(home, store, monkeypatch):
    sealed = store.create("case:a").seal(*PLACE, b"words")
    fired = []

    def fail(*_):
        fired.append(True)
        raise OSError("no space")

    monkeypatch.setattr("evenhand.vault.keystore.wrap_key", fail)
    with pytest.raises(OSError, match="no space"):
        store.destroy("case:b")
    monkeypatch.undo()
    assert fired
    assert store.read_epoch() == 1
    assert store.open("case:a").open(*PLACE, sealed) == b"words"


def test_a_sealed_text_opens_nowhere_else(store):
    sealed = store.create("case:a").seal(*PLACE, b"words")
    with pytest.raises(SealBroken):
        store.create("case:b").open(*PLACE, sealed)
