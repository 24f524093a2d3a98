"""`evenhand packs`: what it prints and with what it leaves, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evenhand.procedures import packs
from evenhand.site.commands.packs import app
from tests.rules.small_pack import FILES, swap, write_pack

CLOCK = """
[[clock]]
code = "judicial_confirmation"
starts_on = "agreement:in_force"
stops_on = ["confirmation:filed"]
length = 30
article = "cpl2023.205"
calendar = "CN"

[[clock]]
code = "call"
starts_on = "agreement:in_force"
length = 2
unit = "hours"
"""
HAPPENED = {
    "tz": "Asia/Shanghai",
    "now": "2026-10-01T00:00:00Z",
    "events": [{"tag": "agreement:in_force", "at": "2026-09-10T02:00:00Z"}],
}


def run(*words: object, typed: str | None = None) -> tuple[int, str]:
    """What a command leaves with and prints, standard error included."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=typed)
    return done.exit_code, done.output


def run_json(*words: object, typed: str | None = None) -> tuple[int, Any]:
    code, said = run(*words, "--json", typed=typed)
    return code, json.loads(said)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "small")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "broken", pack_toml=swap(FILES["pack.toml"], "length = 30", "length = -1"))


def write(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_deadlines_as_the_published_grammar_says(tmp_path: Path) -> None:
    clock, events = write(tmp_path / "c.toml", CLOCK), write(tmp_path / "e.json", HAPPENED)
    expected = [
        {
            "code": "judicial_confirmation",
            "state": "running",
            "due": "2026-10-10T16:00:00Z",
            "last_day": "2026-10-10",
            "article": "cpl2023.205",
        },
        {"code": "call", "state": "overdue", "due": "2026-09-10T04:00:00Z", "last_day": None, "article": ""},
    ]
    assert run_json("deadlines", clock, "--events", events) == (0, {"clocks": expected})
    assert run_json("deadlines", clock, "--events", "-", typed=json.dumps(HAPPENED)) == (
        0,
        {"clocks": expected},
    )
    code, said = run("deadlines", clock, "--events", events)
    assert code == 0
    first, _, rows = said.partition("\n")
    assert first == "days of Asia/Shanghai; holidays of no calendar, unless a clock names its own"
    assert rows.split() == [
        *("judicial_confirmation", "running", "2026-10-10", "cpl2023.205"),
        *("call", "overdue", "2026-09-10T04:00:00Z"),
    ]


def test_deadlines_of_a_folder_in_the_calendar_that_is_given(pack: Path, tmp_path: Path) -> None:
    events = write(tmp_path / "e.json", HAPPENED | {"calendar": "CN"})
    code, said = run_json("deadlines", pack, "--events", events)
    assert (code, [clock["state"] for clock in said["clocks"]]) == (0, ["not_started"])


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ([], "the file holds an object"),
        (HAPPENED | {"calendar": "ZZ"}, "calendar is a code"),
        (HAPPENED | {"calendar": 5}, "calendar is a code"),
        (HAPPENED | {"events": {}}, "events is a list"),
        (HAPPENED | {"tz": "Mars"}, "tz is the name of a time zone"),
        (HAPPENED | {"tz": "../../etc/passwd"}, "tz is the name of a time zone"),
        (HAPPENED | {"tz": None}, "tz is the name of a time zone"),
        (HAPPENED | {"now": "today"}, "now is an instant"),
        (HAPPENED | {"now": 5}, "now is an instant"),
        (HAPPENED | {"now": "2026-10-01T00:00:00"}, "now is an instant with its offset"),
        (HAPPENED | {"now": "0001-01-01T00:00:00+14:00"}, "between 1900 and 2200"),
        (HAPPENED | {"events": [5]}, "event 1 has a tag"),
        (HAPPENED | {"events": [{"tag": "a"}]}, "at of event 1 is an instant"),
    ],
)
def test_deadlines_of_what_cannot_be_read(tmp_path: Path, happened: object, sentence: str) -> None:
    clock, events = write(tmp_path / "c.toml", CLOCK), write(tmp_path / "e.json", happened)
    code, said = run_json("deadlines", clock, "--events", events)
    assert code == 2
    assert sentence in said["error"]
    code, text = run("deadlines", clock, "--events", events)
    assert code == 2
    assert sentence in text


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, events = write(tmp_path / "c.toml", CLOCK), write(tmp_path / "e.json", HAPPENED)
    assert "cannot be read" in run_json("deadlines", clock, "--events", tmp_path / "none.json")[1]["error"]
    monkeypatch.setattr("evenhand.site.commands.packs_input.MOST_BYTES", 10)
    assert "too large" in run_json("deadlines", clock, "--events", events)[1]["error"]


def test_deadlines_of_a_pack_that_cannot_be_used(tmp_path: Path) -> None:
    clock = write(tmp_path / "c.toml", swap(CLOCK, "length = 30", "length = -1"))
    events = write(tmp_path / "e.json", HAPPENED)
    code, said = run_json("deadlines", clock, "--events", events)
    assert (code, said["faults"][0]["line"]) == (2, 6)
    code, text = run("deadlines", clock, "--events", events)
    assert code == 2
    assert text.startswith("c.toml:6 [clock[1].length]")


def test_checking(pack: Path, broken: Path, tmp_path: Path) -> None:
    assert run_json("check", pack) == (0, {"ok": True, "id": "small", "version": "1.2.3", "faults": []})
    assert run("check", pack) == (0, "no faults: this pack can be used\n")
    code, said = run_json("check", broken)
    assert (code, said["ok"], len(said["faults"])) == (1, False, 1)
    assert set(said["faults"][0]) == {"file", "table", "line", "sentence"}
    code, text = run("check", broken)
    assert code == 1
    assert text.endswith("1 fault\n")
    assert run_json("check", tmp_path / "none")[0] == 2


def test_explaining(pack: Path, broken: Path, tmp_path: Path) -> None:
    facts = write(tmp_path / "f.json", {"facts": ["opened"]})
    code, said = run_json("explain", pack, "talk", "--facts", facts, "--role", "mediator")
    assert (code, said["open"], said["article"]) == (0, True, "law.1")
    write(facts, {"opened": True, "closed": False})
    assert run_json("explain", pack, "talk", "--facts", facts)[1]["open"] is True
    assert run("explain", pack, "talk") == (0, "Open it first.\nlaw.1: Law, art. 1\n")
    assert run("explain", pack, "talk", "--language", "zh-hans")[1].startswith("请先立案。")
    assert run("explain", pack, "dance") == (0, "This procedure has no such step.\n")
    for wrong, sentence in (
        ([5], "facts are a list"),
        (5, "facts are a list"),
        (["wings"], "knows no fact 'wings'"),
    ):
        write(facts, wrong)
        code, said = run_json("explain", pack, "talk", "--facts", facts)
        assert code == 2
        assert sentence in said["error"]
    assert run_json("explain", broken, "talk")[0] == 2


def test_drawing(pack: Path, tmp_path: Path) -> None:
    assert run("diagram", pack)[1].startswith("<svg")
    assert run("diagram", pack, "--format", "mermaid")[1].startswith("%% small")
    said = run_json("diagram", pack, "--language", "zh-hans")[1]
    assert (said["format"], said["language"]) == ("svg", "zh-hans")
    assert run("diagram", pack, "--output", tmp_path / "p.svg") == (0, "")
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<svg")
    assert run_json("diagram", pack, "--format", "gif") == (2, {"error": "the formats are svg and mermaid"})


def test_listing_and_finding_by_name(
    pack: Path, broken: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EVENHAND_PACKS = [pack.parent]
    monkeypatch.setattr(packs, "_kept", {})
    code, said = run_json("list")
    assert code == 0
    assert [(row["id"], row["usable"]) for row in said["packs"]] == [("broken", False), ("small", True)]
    text = run("list", "--language", "zh-hans")[1]
    assert text.splitlines()[0].split() == ["broken", "cannot", "be", "used"]
    assert "1.2.3    小程序 (draft)" in text
    assert run("explain", "small", "talk")[0] == 0
    assert run_json("explain", "large", "talk") == (2, {"error": "there is no pack and no folder large"})


def test_it_runs_without_a_centre_and_without_a_database(pack: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [
        sys.executable,
        "-c",
        "from evenhand.site.commands.packs import app; app()",
        "check",
        str(pack),
    ]
    root = Path(__file__).resolve().parents[2]
    bare = {"EVENHAND_HOME": str(home)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, env=bare, check=True)
    assert done.stdout == "no faults: this pack can be used\n"
    assert not home.exists()


def test_what_the_program_does_not_know_is_a_fault(tmp_path: Path) -> None:
    """An act that nothing does and a fact that nobody can find out would leave a step shut for ever."""
    folder = write_pack(tmp_path / "known")
    text = (folder / "pack.toml").read_text()
    (folder / "pack.toml").write_text(swap(text, 'kind = "trial"', 'kind = "mediation"'))
    code, said = run_json("check", folder)
    sentences = {fault["sentence"] for fault in said["faults"]}
    assert code == 1
    assert "the program has no act talk for this kind of case" in sentences
    assert "the program cannot find out whether talked is so" in sentences
    assert not [sentence for sentence in sentences if "open_case" in sentence or "closed" in sentence]
