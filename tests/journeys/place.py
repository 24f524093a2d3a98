"""A centre of the browser tests' own: a home, a database, a server process on loopback, a mail server."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.notices.postoffice import PostOffice

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


def find_port() -> int:
    """A free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def make_database(name: str) -> str:
    """An empty database beside the one of this run on PostgreSQL; nothing on SQLite, where the home holds it."""
    address = os.environ.get("EVENHAND_DATABASE", "")
    if not address:
        return ""
    import psycopg

    server = address.rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


class Server:
    """`evenhand serve` in a process of its own."""

    def __init__(self, port: int, settings: dict[str, str], log: Path) -> None:
        self.port = port
        self.address = settings["EVENHAND_ADDRESS"]
        self.log = log
        command = [sys.executable, "-m", "evenhand.site.cli", "serve", "--port", str(port)]
        with log.open("wb") as out:
            # A group of its own: its worker processes end with it.
            self.process = subprocess.Popen(
                command, env=settings, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
            )

    def await_answer(self) -> None:
        """Return when it answers; say what it said when it does not."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(self.address, timeout=10).close()
                return
            time.sleep(0.1)
        raise RuntimeError(f"the server does not answer: {self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """End it and its workers."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


class Place:
    """The centre, from its making to its end."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="evenhand-journeys-"))
        (self.home / "static").mkdir()
        self.post = PostOffice()
        self.post.open()
        self.port = find_port()
        self.database = make_database("journeys")
        self.servers: list[Server] = []
        self.office = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.office"],
            env=self.set_up(self.port, demo=True),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.codes: dict[str, str] = self.ask("people")

    def set_up(self, port: int, *, demo: bool) -> dict[str, str]:
        """The environment of a process of this centre, and nothing of whoever runs the tests."""
        others = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
        return {
            **others,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "evenhand.site.settings",
            "EVENHAND_HOME": str(self.home),
            "EVENHAND_DATABASE": self.database,
            "EVENHAND_DEMO": "1" if demo else "0",
            "EVENHAND_ADDRESS": f"http://localhost:{port}",
            "EVENHAND_MAIL_HOST": "localhost",
            "EVENHAND_MAIL_PORT": str(self.post.port),
        }

    def ask(self, what: str, **details: Any) -> Any:
        """Have something done in the back room."""
        assert self.office.stdin and self.office.stdout
        self.office.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self.office.stdin.flush()
        line = self.office.stdout.readline()
        assert line, f"the back room could not do {what}"
        return json.loads(line)

    @functools.cached_property
    def demo(self) -> Server:
        """A server with a clock that can be moved, where staff need no second factor."""
        return self._serve(self.port, demo=True)

    @functools.cached_property
    def real(self) -> Server:
        """The same centre as it is outside a demo: everybody of the staff needs a second factor."""
        return self._serve(find_port(), demo=False)

    def _serve(self, port: int, *, demo: bool) -> Server:
        log = self.home / f"server-{port}.log"
        server = Server(port, self.set_up(port, demo=demo), log)
        self.servers.append(server)
        server.await_answer()
        return server

    def read_mail_to(self, address: str) -> str:
        """Send what is due; the body of the newest mail to this address."""
        self.ask("send")
        mails = [mail for mail in self.post.taken if address in str(mail["To"])]
        assert mails, f"no mail came; {len(self.post.taken)} others did"
        body = mails[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def close(self) -> None:
        """End every process and remove the home."""
        for server in self.servers:
            server.stop()
        assert self.office.stdin and self.office.stdout
        self.office.stdin.close()
        self.office.wait(10)
        self.office.stdout.close()
        self.post.close()
        shutil.rmtree(self.home, ignore_errors=True)


@functools.cache
def open_place() -> Place:
    """The one centre of this run, shared by all browser tests: making it takes seconds."""
    return Place()


def find_path(link: str) -> str:
    """The path of a link, without its server."""
    return urlsplit(link).path
