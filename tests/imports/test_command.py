"""`evenhand import` as an office's clerk meets it, and what is left of a file's words on the disk: nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.imports.offices import HEADERS, NAMES, ROWS, STORIES, write_csv
from tests.imports.processes import run_evenhand

pytestmark = pytest.mark.slow  # a process for each
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre made with `init --defaults`."""
    place = tmp_path_factory.mktemp("made") / "home"
    said = run_evenhand(place, "init", "--defaults", "--json")
    assert said.returncode == 0, said.stderr
    return place


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(made, tmp_path / "home"))


def write_file(home: Path, rows: Sequence[Sequence[str]] = ROWS, headers: Sequence[str] = HEADERS) -> str:
    """An office's file, beside the home and not in it."""
    path = home.parent / "referrals.csv"
    path.write_bytes(write_csv(rows, headers))
    return str(path)


def import_json(home: Path, *arguments: str, status: int = 0, typed: str = "") -> dict[str, Any]:
    said = run_evenhand(home, "import", *arguments, "--json", typed=typed)
    assert said.returncode == status, said.stderr
    answer: dict[str, Any] = json.loads(said.stdout)
    return answer


def encode(word: str, encoding: str) -> bytes:
    """A word as it would lie on the disk; a JSON column writes other letters as escapes."""
    return json.dumps(word)[1:-1].encode() if encoding == "json" else word.encode(encoding)


def find_words(home: Path, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every file under the home that holds one of the words, in any encoding a program writes."""
    sought = [(word, encode(word, encoding)) for word in words for encoding in ENCODINGS]
    for path in home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield from ((path.name, word) for word, letters in sought if letters in content)


def list_secrets() -> list[str]:
    """The names, the stories, and every stretch of eight signs of a story."""
    parts = [story[start : start + 8] for story in STORIES for start in range(len(story) - 8)]
    return [*NAMES, *STORIES, *parts]


def test_a_file_comes_in_once_and_is_taken_back(home: Path) -> None:
    path = write_file(home)
    first = import_json(home, path, "--yes")
    assert {name: first[name] for name in ("read", "imported", "skipped", "faults", "waiting")} == {
        "read": 3, "imported": 3, "skipped": 0, "faults": [], "waiting": 0,
    }  # fmt: skip
    assert [each["question"] for each in first["mapping"]][:3] == ["received_on", "category", "channel"]
    second = import_json(home, path, "--yes")
    assert (second["read"], second["imported"], second["skipped"]) == (3, 0, 3)
    assert import_json(home, "--undo") == {"undone": 3, "kept": [], "batch": first["batch"]}
    assert import_json(home, "--undo") == {"undone": 0, "kept": [], "batch": ""}
    assert import_json(home, path, "--yes")["imported"] == 3
    held = run_evenhand(home, "verify", "--json")
    assert json.loads(held.stdout)["ok"] is True


def test_no_name_and_no_story_can_be_read_from_the_disk(home: Path) -> None:
    path = write_file(home)
    # Held open, so that the journals of both databases stay where they can be read.
    with closing(sqlite3.connect(home / "evenhand.sqlite3")) as open_file:
        open_file.execute("BEGIN").close()
        open_file.execute("SELECT count(*) FROM eh_case").fetchone()
        assert import_json(home, path, "--yes")["imported"] == 3
        assert (home / "evenhand.sqlite3-wal").stat().st_size > 0
        assert list(find_words(home, list_secrets())) == []
    assert import_json(home, path, "--yes")["skipped"] == 3
    bad = [("2026-02-30", "", "", NAMES[0], NAMES[1], STORIES[0], ""), ("", "", "", "", "", STORIES[1], "")]
    assert len(import_json(home, write_file(home, bad), "--yes")["faults"]) == 2
    assert list(find_words(home, list_secrets())) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_would_find_one(home: Path, encoding: str) -> None:
    folder = home / "files" / "x"
    folder.mkdir(parents=True)
    (folder / "leak").write_bytes(b"\0" * 999 + encode(STORIES[1][3:11], encoding) + b"\0")
    assert ("leak", STORIES[1][3:11]) in set(find_words(home, list_secrets()))
    with closing(sqlite3.connect(home / "evenhand.sqlite3")) as file:
        file.execute("CREATE TABLE leak (name TEXT)")
        file.execute("INSERT INTO leak VALUES (?)", (NAMES[0],))
        file.commit()
        assert ("evenhand.sqlite3-wal", NAMES[0]) in set(find_words(home, NAMES))
    assert ("evenhand.sqlite3", NAMES[0]) in set(find_words(home, NAMES))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("民族", "ethnicity"),
        ("Religion", "religion"),
        ("身份证号码", "identity_number"),
        ("ID number", "identity_number"),
    ],
)
def test_a_column_that_is_never_kept_stops_everything(home: Path, header: str, kind: str) -> None:
    rows = [(*row, "x") for row in ROWS]
    path = write_file(home, rows, (*HEADERS, header))
    answer = import_json(home, path, "--yes", status=2)
    assert (answer["read"], answer["imported"]) == (3, 0)
    (refused,) = answer["refused"]
    assert (refused["column"], refused["kind"]) == (header, kind)
    assert header in refused["words"]
    assert count_cases(home) == 0
    said = run_evenhand(home, "import", path, "--yes")
    assert (said.returncode, header in said.stderr, "Traceback" in said.stderr) == (2, True, False)


def count_cases(home: Path) -> int:
    with closing(sqlite3.connect(home / "evenhand.sqlite3")) as file:
        return int(file.execute("SELECT count(*) FROM eh_case").fetchone()[0])


def test_bad_rows_are_told_and_good_ones_wait_for_a_yes(home: Path) -> None:
    path = write_file(home, [*ROWS, ("2026-02-30", "", "", "甲某某", "", "事情经过", "")])
    waiting = import_json(home, path)
    assert (waiting["imported"], waiting["waiting"]) == (0, 3)
    (fault,) = waiting["faults"]
    assert (fault["line"], fault["column"], fault["code"]) == (5, "收案日期", "not_date")
    assert import_json(home, path, "--dry-run", "--yes")["imported"] == 0
    for typed in ("", "n\n"):
        said = run_evenhand(home, "import", path, typed=typed)
        assert said.returncode == 0, said.stderr
        assert "Nothing was taken in." in said.stdout
        assert "Line 5, 收案日期: This is no day of the calendar" in said.stdout
    assert count_cases(home) == 0
    said = run_evenhand(home, "import", path, typed="y\n")
    assert "3 cases were opened." in said.stdout
    assert count_cases(home) == 3
    assert not [name for name in NAMES if name in said.stdout + said.stderr]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.csv"], "There is no file"),
        (["."], "There is no file"),
        ([], "Which file?"),
        ([__file__, "--pack", "no_such"], "no procedure"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(home: Path, arguments: list[str], words: str) -> None:
    said = run_evenhand(home, "import", *arguments)
    assert said.returncode == 2
    assert words in said.stderr
    assert "Traceback" not in said.stderr


def test_a_table_without_names_or_stories_is_no_list_of_referrals(home: Path) -> None:
    said = run_evenhand(home, "import", write_file(home, [("a", "b")], ("foo", "电话")), "--yes")
    assert said.returncode == 2
    assert "who asks for help and what happened" in said.stderr
    assert "foo, 电话" in said.stderr


def test_without_a_centre_nothing_comes_in(tmp_path: Path) -> None:
    said = run_evenhand(tmp_path / "none", "import", "x.csv")
    assert said.returncode == 2
    assert len(said.stderr.strip().splitlines()) == 1
