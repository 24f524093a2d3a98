"""What every test stands on: a home of its own, one database per run, keys per test, no way out but loopback.

`EVENHAND_TEST_DATABASE=postgres pytest` runs the same tests on a private PostgreSQL (`tests/postgres.py`).
"""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# -- before any setting is read -----------------------------------------------------------------------------
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
OUTSIDE_SETTINGS = ("EVENHAND_", "DJANGO_")


class SocketBlocked(RuntimeError):
    """A test tried to leave this machine."""


def _make_run() -> None:
    """A home and a database for this run, named in the environment, where workers find them too."""
    chosen = os.environ.get("EVENHAND_TEST_DATABASE", "sqlite")
    for name in [name for name in os.environ if name.startswith(OUTSIDE_SETTINGS)]:
        if not name.startswith("EVENHAND_TEST_"):
            del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="evenhand-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    # Told to end, we tidy up as on Ctrl-C: nothing of a run stays behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    (home / "static").mkdir()
    os.environ["EVENHAND_HOME"] = str(home)
    if chosen == "postgres":
        from tests.postgres import Cluster

        cluster = Cluster()
        atexit.register(cluster.stop)
        cluster.start()
        os.environ["EVENHAND_DATABASE"] = cluster.address
    elif chosen != "sqlite":
        raise pytest.UsageError(f"EVENHAND_TEST_DATABASE: sqlite or postgres, not {chosen}")


def _aim_settings() -> None:
    """Make Django's settings those of this run, also when pytest-django has read them before any conftest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.site.settings")
    from django.conf import settings
    from django.db import connections

    loaded = importlib.import_module("evenhand.site.settings")
    if str(loaded.EVENHAND_HOME) != os.environ["EVENHAND_HOME"]:
        loaded = importlib.reload(loaded)
        for name in filter(str.isupper, dir(loaded)):
            setattr(settings, name, getattr(loaded, name))
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        # A file, not memory: threads and processes meet in it as they do in a centre.
        settings.DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["EVENHAND_HOME"]) / "test.sqlite3"}
    connections._settings = None  # type: ignore[attr-defined]
    connections.__dict__.pop("settings", None)
    if hasattr(connections._connections, "default"):  # type: ignore[attr-defined]
        del connections["default"]


if not IS_WORKER:
    _make_run()
_aim_settings()

# -- how hard properties are tried --------------------------------------------------------------------------
for _name, _examples in (("fast", 40), ("full", 200), ("long", 2_000)):
    hypothesis.settings.register_profile(
        _name, max_examples=_examples, deadline=None, derandomize=_name != "long", print_blob=True
    )
hypothesis.settings.load_profile(os.environ.get("EVENHAND_TEST_PROFILE", "fast"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` also runs what takes minutes."""
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


def pytest_configure(config: pytest.Config) -> None:
    """Name our marker, and import test files by their path: two folders may hold a file of the same name."""
    config.addinivalue_line("markers", "long: takes minutes; only with --long")
    config.option.importmode = "importlib"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out unless they are asked for."""
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


# -- around every test --------------------------------------------------------------------------------------
def _is_here(address: Any) -> bool:
    """Whether an address is on this machine: a Unix socket, a loopback number, or localhost."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0] or "localhost")
    if host == "localhost":
        return True
    try:
        return ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_way_out() -> Iterator[None]:
    """Connections, and questions for names, lead to this machine or nowhere."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guard_connection(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guard_names(socket.getaddrinfo))
        yield


def _guard_connection(connect: Any) -> Any:
    def connect_here(self: socket.socket, address: Any) -> Any:
        if not _is_here(address):
            self.close()
            raise SocketBlocked("tests connect to loopback only")
        return connect(self, address)

    return connect_here


def _guard_names(look_up: Any) -> Any:
    def look_up_here(host: Any, *rest: Any, **named: Any) -> Any:
        if not _is_here((host.decode() if isinstance(host, bytes) else host,)):
            raise SocketBlocked("tests ask nobody for addresses")
        return look_up(host, *rest, **named)

    return look_up_here


TOUCHING = {"db", "transactional_db", "live_server", "client", "admin_client", "keys"}


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest) -> None:
    """A test that touches tables gets a home and a key store of its own; the pure ones pay nothing for it."""
    if request.node.get_closest_marker("django_db") or TOUCHING & set(request.fixturenames):
        request.getfixturevalue("keys")


@pytest.fixture
def keys(settings: Any, tmp_path: Path) -> Path:
    """The home of this test, with a host key and an empty key store in it."""
    settings.EVENHAND_HOME = tmp_path
    settings.EVENHAND_KEYSTORE = tmp_path / "keys.sqlite3"
    settings.EVENHAND_HOST_KEY = tmp_path / "host.key"
    settings.EVENHAND_FILES = tmp_path / "files"
    from evenhand.vault.keys import prepare_keys

    prepare_keys()
    return tmp_path
