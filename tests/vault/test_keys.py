"""The keys of an installation: one keeper a process, another for another home or after a fork."""

from __future__ import annotations

import os

import pytest

from evenhand.vault import keys
from evenhand.vault.permits import Permit


@pytest.fixture
def move_home(settings, tmp_path):
    """Points the settings at a home of that name."""

    def move(name):
        settings.EVENHAND_KEYSTORE = tmp_path / name / "keys.sqlite3"
        settings.EVENHAND_HOST_KEY = tmp_path / name / "host.key"

    return move


def test_a_permit_opens_the_key_it_names(move_home):
    move_home("one")
    keys.prepare_keys()
    sealed = keys.create_key("case:a").seal("t", "f", "1", b"words")
    assert keys.open_key(Permit("case:a", "a test")).open("t", "f", "1", sealed) == b"words"
    keys.rotate_epoch()
    assert keys.open_key(Permit("case:a", "a test")).open("t", "f", "1", sealed) == b"words"
    keys.destroy_key("case:a")
    with pytest.raises(keys.KeyGone):
        keys.open_key(Permit("case:a", "a test"))


def test_two_homes_have_keys_of_their_own(move_home):
    move_home("one")
    keys.prepare_keys()
    keys.create_key("case:a")
    move_home("two")
    keys.prepare_keys()
    assert list(keys.list_key_ids()) == []
    move_home("one")
    assert list(keys.list_key_ids()) == ["case:a"]


def test_preparing_again_changes_nothing(move_home, settings):
    move_home("one")
    keys.prepare_keys()
    before = settings.EVENHAND_HOST_KEY.read_bytes()
    keys.create_key("case:a")
    keys.prepare_keys()
    assert settings.EVENHAND_HOST_KEY.read_bytes() == before
    assert list(keys.list_key_ids()) == ["case:a"]


def test_a_lost_host_key_is_not_replaced(move_home, settings):
    move_home("one")
    keys.prepare_keys()
    settings.EVENHAND_HOST_KEY.unlink()
    with pytest.raises(keys.HostKeyMissing):
        keys.prepare_keys()
    assert not settings.EVENHAND_HOST_KEY.exists()


def test_a_forked_process_opens_the_file_anew(move_home):
    move_home("one")
    keys.prepare_keys()
    keys.create_key("case:a")
    parent = keys.find_keeper()
    child = os.fork()
    if child == 0:
        try:
            keys.open_key(Permit("case:a", "a test"))
            os._exit(0 if keys.find_keeper() is not parent and parent in keys._left_behind else 3)
        finally:
            os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert keys.find_keeper() is parent
