"""A home with a host key, and its key store."""

from __future__ import annotations

import pytest

from evenhand.vault.locks import make_host_key
from tests.vault.keystores import open_store


@pytest.fixture
def home(tmp_path):
    """A folder with a host key."""
    make_host_key(tmp_path / "host.key")
    return tmp_path


@pytest.fixture
def store(home):
    """The key store of the home, still without a file."""
    return open_store(home)
