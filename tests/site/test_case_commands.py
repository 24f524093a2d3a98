"""Acts, tokens, record, verify and erase on the command line: the same rules as on screen."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.imports.offices import ROWS, write_csv
from tests.imports.processes import run_evenhand

pytestmark = pytest.mark.slow  # a process for each
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with two coordinators' logins (the second by an import of its own) and three cases."""
    place = tmp_path_factory.mktemp("clerk") / "home"
    assert run_evenhand(place, "init", "--defaults", "--json", "--coordinator", "ann").returncode == 0
    (place.parent / "r.csv").write_bytes(write_csv(ROWS))
    assert run_evenhand(place, "import", str(place.parent / "r.csv"), "--yes").returncode == 0
    return place


@pytest.fixture
def number(home: Path) -> str:
    """One of the cases that stand."""
    with closing(sqlite3.connect(home / "evenhand.sqlite3")) as file:
        return str(
            file.execute("SELECT number FROM eh_case WHERE state='open' ORDER BY number").fetchone()[0]
        )


def read(said: subprocess.CompletedProcess[str], status: int = 0) -> Any:
    assert said.returncode == status, said.stderr
    return json.loads(said.stdout)


def test_a_token_is_made_shown_once_and_revoked(home: Path) -> None:
    made = read(run_evenhand(home, "token", "create", "--role", "coordinator", "--json"))
    assert made["token"].startswith("eh_")
    assert made["user"] == "api-coordinator"
    assert not [
        path for path in home.rglob("*") if path.is_file() and made["token"].encode() in path.read_bytes()
    ]
    of_ann = read(run_evenhand(home, "token", "create", "--role", "coordinator", "--user", "ann", "--json"))
    assert of_ann["user"] == "ann"
    assert read(run_evenhand(home, "token", "revoke", "--role", "coordinator", "--json"))["revoked"] == 1
    assert read(run_evenhand(home, "token", "revoke", "--role", "coordinator", "--json"))["revoked"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--role", "operator"], "operator"),
        (["--role", "federation"], "published figures"),
        (["--role", "visitor"], "no account"),
        (["--role", "party"], "no program speaks for a party"),
        (["--role", "king"], "no role of that name"),
        ([], "Which role?"),
        (["--user", "nobody"], "no account with that login"),
        (["--user", "ann", "--role", "intake"], "role is coordinator"),
    ],
)
def test_a_token_that_would_open_nothing_is_not_made(home: Path, arguments: list[str], words: str) -> None:
    said = run_evenhand(home, "token", "create", *arguments)
    assert (said.returncode, said.stdout) == (2, "")
    assert words in said.stderr


def test_acts_are_listed_and_done(home: Path, number: str) -> None:
    listed = read(run_evenhand(home, "acts", "list", number, "--role", "coordinator", "--json"))
    acts = {act["act"]: act for act in listed["acts"]}
    assert acts["write_note"]["open"] and acts["write_note"]["schema"]["required"] == ["words"]
    assert acts["invite_party"]["refusal"]["citation"]
    note = home.parent / "note.json"
    note.write_text('{"words": "打过电话"}', encoding="utf-8")
    doing = [
        "acts",
        "do",
        number,
        "write_note",
        "--data",
        str(note),
        "--role",
        "intake",
        "--once",
        "k",
        "--json",
    ]
    first, again = read(run_evenhand(home, *doing)), read(run_evenhand(home, *doing))
    assert again == {**first, "again": True}


def test_refusals_are_those_of_the_screens(home: Path, number: str) -> None:
    body = home.parent / "body.json"
    body.write_text('{"party": "p1", "how": "letter"}', encoding="utf-8")
    doing = ["acts", "do", number, "invite_party", "--data", str(body), "--role", "intake"]
    refused = read(run_evenhand(home, *doing, "--json"), status=2)
    assert (refused["error"], bool(refused["article"])) == ("refused", True)
    assert refused["message"] in run_evenhand(home, *doing).stderr
    faults = read(
        run_evenhand(home, "acts", "do", number, "write_note", "--role", "intake", "--json"), status=2
    )
    assert faults["faults"][0]["question"] == "words"
    for arguments in (["0000-0000-0000", "write_note"], [number, "assign_mediator"]):
        said = run_evenhand(home, "acts", "do", *arguments, "--role", "intake")
        assert (said.returncode, said.stdout) == (2, "")


@pytest.mark.parametrize("text", ["{", '{"words": "\\ud800"}', "[" * 100_000])
def test_answers_that_are_no_json_are_said_to_be_none(home: Path, number: str, text: str) -> None:
    said = run_evenhand(
        home, "acts", "do", number, "write_note", "--data", "-", "--role", "intake", typed=text
    )
    assert (said.returncode, "not JSON" in said.stderr) == (2, True)


def test_the_record_is_read_without_words(home: Path, number: str) -> None:
    read_record = read(run_evenhand(home, "record", number, "--json"))
    assert [entry["tag"] for entry in read_record["entries"]][:2] == [
        "case:intake:opened",
        "case:party:added",
    ]
    assert run_evenhand(home, "record", number).stdout.count("\n") == len(read_record["entries"])
    said = run_evenhand(home, "record", number, "--role", "mediator")
    assert (said.returncode, said.stdout) == (2, "")


def test_erasing_takes_two_people(home: Path, number: str) -> None:
    asked = run_evenhand(home, "erase", number, "--as", "ann", "--why", "要求删除")
    assert asked.returncode == 0, asked.stderr
    alone = run_evenhand(home, "erase", number, "--as", "ann", "--approve")
    assert (alone.returncode, "second person" in alone.stderr.lower()) == (2, True)
    run_evenhand(home, "token", "create", "--role", "director")
    program = run_evenhand(home, "erase", number, "--as", "api-director", "--approve")
    assert (program.returncode, "program" in program.stderr) == (2, True)
    both = run_evenhand(home, "erase", number, "--as", "ann", "--approve", "--decline")
    assert both.returncode == 2
    assert run_evenhand(home, "erase", number, "--as", "ann").returncode == 2
    assert run_evenhand(home, "record", number).returncode == 0


def test_a_record_that_holds_is_said_to_hold_and_exported(home: Path) -> None:
    out = home.parent / "record.jsonl"
    held = read(run_evenhand(home, "verify", "--json", "--export", str(out)))
    assert held["ok"] and held["exported"] == held["entries"] > 9
    assert len(out.read_text().splitlines()) > held["entries"]
    assert run_evenhand(home, "verify", "--export", "/nowhere/x").returncode == 2


def test_the_first_entry_that_does_not_hold_is_named(home: Path, number: str) -> None:
    with closing(sqlite3.connect(home / "evenhand.sqlite3")) as file, file:
        before = file.execute("SELECT id, at FROM eh_entry ORDER BY id LIMIT 1 OFFSET 4").fetchone()
        file.execute("UPDATE eh_entry SET at = '2020-01-01 00:00:00' WHERE id = ?", before[:1])
    try:
        broken = read(run_evenhand(home, "verify", "--json"), status=1)
        assert (broken["ok"], broken["first_bad"]["entry"]) == (False, before[0])
        assert f"Entry {before[0]} does not hold" in run_evenhand(home, "verify").stdout
    finally:
        with closing(sqlite3.connect(home / "evenhand.sqlite3")) as file, file:
            file.execute("UPDATE eh_entry SET at = ? WHERE id = ?", (before[1], before[0]))
    assert run_evenhand(home, "verify").returncode == 0
