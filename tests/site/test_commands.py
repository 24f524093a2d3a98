"""The command line as an operator meets it: in processes of its own, with homes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import pytest

from evenhand.site.cli import COMMANDS, describe_fault, name_expected

pytestmark = pytest.mark.slow  # a process for each
ROOT = Path(__file__).resolve().parents[2]


def make_environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("EVENHAND_", "DJANGO_"))
    }
    return {**kept, "EVENHAND_HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "100", **more}


def run_evenhand(
    home: Path, *arguments: str, typed: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evenhand.site.cli", *arguments],
        env=make_environment(home, **more),
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre made with `init --defaults`."""
    place = tmp_path_factory.mktemp("operator") / "home"
    made = run_evenhand(place, "init", "--defaults", "--json")
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert said == {
        "home": str(place),
        "centre": "Mediation centre",
        "database": str(place / "evenhand.sqlite3"),
    }
    return place


def test_help_names_every_command_that_is_there(tmp_path: Path) -> None:
    shown = run_evenhand(tmp_path / "none", "--help")
    assert shown.returncode == 0
    assert all(f" {name} " in shown.stdout for name in ("init", "serve", "worker", "doctor"))
    assert not (tmp_path / "none").exists()


def test_help_is_quick(tmp_path: Path) -> None:
    spent = []
    for _ in range(3):
        before = os.times()
        run_evenhand(tmp_path, "--help")
        after = os.times()
        used = after.children_user + after.children_system
        spent.append(used - before.children_user - before.children_system)
    assert min(spent) <= 0.5  # 0.2 s of CPU when measured alone


def test_an_unknown_command_is_refused(tmp_path: Path) -> None:
    said = run_evenhand(tmp_path, "inti")
    assert said.returncode == 2
    assert "inti" in said.stderr


def test_a_home_is_for_its_account_only(home: Path) -> None:
    paths = [home, *home.iterdir()]
    assert len(paths) >= 5
    assert not [path.name for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_init_again_changes_nothing(home: Path) -> None:
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.suffix in {".toml", ".key"}}
    again = run_evenhand(home, "init", "--json", "--name", "Another", "--coordinator", "ann")
    assert again.returncode == 0
    said = json.loads(again.stdout)
    assert (said["already"], said["centre"], "password" in said) == (True, "Mediation centre", False)
    assert before == {name: (home / name).read_bytes() for name in before}


def test_init_asks_eight_questions_and_asks_again(tmp_path: Path) -> None:
    typed = "Nachbarn\nklingon\nzh-hans\nAsia/Shanghai\nCN\nhttps://m.example.org\n\n\nann.lee\n"
    made = run_evenhand(tmp_path / "home", "init", typed=typed)
    assert made.returncode == 0, made.stderr
    assert "Languages are: en, zh-hans" in made.stderr
    assert "Nachbarn is ready" in made.stdout
    assert "Log in as ann.lee with " in made.stdout
    settings = (tmp_path / "home" / "settings.toml").read_text(encoding="utf-8")
    assert 'time_zone = "Asia/Shanghai"' in settings
    assert '"m.example.org"' in settings


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--time-zone", "Mars/Olympus", "time zone"),
        ("--calendar", "ATLANTIS", "calendar"),
        ("--address", "mediation", "address"),
        ("--database", "mysql://x/y", "postgresql://"),
        ("--coordinator", "Ann Lee", "login"),
        ("--database", "postgresql://nobody@127.0.0.1:1/none", "no PostgreSQL"),
    ],
)
def test_a_wrong_option_is_said_in_a_sentence(tmp_path: Path, option: str, value: str, word: str) -> None:
    said = run_evenhand(tmp_path / "home", "init", "--defaults", option, value)
    assert said.returncode == 2
    assert word in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "home" / "settings.toml").exists()


@pytest.mark.skipif("EVENHAND_DATABASE" not in os.environ, reason="only where the tests have a PostgreSQL")
def test_init_makes_its_tables_in_postgres(tmp_path: Path) -> None:
    import psycopg

    server = os.environ["EVENHAND_DATABASE"].rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {(name := f'centre_{os.getpid()}')}")
    made = run_evenhand(tmp_path / "home", "init", "--json", "--database", f"{server}/{name}")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["database"].endswith(f"/{name}")
    assert not (tmp_path / "home" / "evenhand.sqlite3").exists()
    found = run_evenhand(tmp_path / "home", "doctor", "--json")
    assert found.returncode == 0, found.stdout
    again = run_evenhand(tmp_path / "home", "init", "--json")
    assert json.loads(again.stdout)["already"] is True


def test_the_doctor_finds_a_new_centre_well(home: Path) -> None:
    began = time.monotonic()
    said = run_evenhand(home, "doctor", "--json", EVENHAND_MAIL_PORT="1")
    assert time.monotonic() - began < 10
    found = json.loads(said.stdout)
    assert found["ok"] is True, found
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert states["keys"] == states["database"] == states["home"] == "good"
    assert states["mail"] == "warning"


def test_the_doctor_finds_what_is_missing(tmp_path: Path) -> None:
    said = run_evenhand(tmp_path / "none", "doctor", "--json")
    assert said.returncode == 1
    faults = {check["name"] for check in json.loads(said.stdout)["checks"] if check["state"] == "fault"}
    assert {"home", "database", "keys"} <= faults


def test_serve_refuses_without_a_centre(tmp_path: Path) -> None:
    said = run_evenhand(tmp_path / "none", "serve", "--port", "1")
    assert said.returncode == 2
    assert len(said.stderr.strip().splitlines()) == 1


def find_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def fetch_status(address: str) -> int:
    """The status of an answer; 0 while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except HTTPError as fault:
        fault.close()
        return fault.code
    except URLError:
        return 0


def test_serve_answers_and_stops_when_told(home: Path) -> None:
    port = find_port()
    command = [sys.executable, "-m", "evenhand.site.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=make_environment(home), stderr=subprocess.PIPE, text=True) as server:
        end = time.monotonic() + 30
        while fetch_status(f"http://127.0.0.1:{port}/static/none") == 0 and time.monotonic() < end:
            time.sleep(0.1)
        assert fetch_status(f"http://127.0.0.1:{port}/no-such-page-k7") == 404
        taken = run_evenhand(home, "serve", "--port", str(port))
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        said = server.stderr.read() if server.stderr else ""
    assert taken.returncode == 2
    assert "cannot be used" in taken.stderr
    assert "no-such-page-k7" not in said
    assert "127.0.0.1" not in said


def test_the_worker_does_every_job_once(home: Path) -> None:
    said = run_evenhand(home, "worker", "--once")
    assert said.returncode == 0, said.stderr


def test_the_worker_stops_when_told(home: Path) -> None:
    command = [sys.executable, "-m", "evenhand.site.cli", "worker"]
    with subprocess.Popen(command, env=make_environment(home), stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr is not None
        while "worker started" not in (line := worker.stderr.readline()):
            assert line, "the worker ended before it began"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
        assert "worker stopped" in worker.stderr.read()


def test_expected_faults_are_sentences_and_others_keep_their_words() -> None:
    assert name_expected(PermissionError(13, "no", "/x")) == "No permission to use /x."
    assert name_expected(ValueError("Amina")) is None
    try:
        raise ValueError("Amina")
    except ValueError as fault:
        told = describe_fault(fault)
    assert "Amina" not in told
    assert "test_commands.py" in told
    assert "builtins.ValueError" in told


def test_every_command_has_a_line_of_help() -> None:
    rows: Any = COMMANDS.values()
    assert all(row.says.endswith(".") for row in rows)
