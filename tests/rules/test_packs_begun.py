"""`evenhand packs new`: a copy or a small whole pack, that the check finds clean, and never over anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evenhand.procedures.drafting import SKELETON
from evenhand.procedures.packs import load_pack
from evenhand.site.commands.packs import app
from tests.rules.small_pack import write_pack

FIVE_MINUTES = 1_250  # words, at 250 a minute


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.output


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.EVENHAND_HOME = tmp_path
    return tmp_path


def test_a_small_whole_pack_is_clean_and_read_in_five_minutes(home: Path) -> None:
    code, said = run("new", "mine")
    assert code == 0 and "packs check" in said
    folder = home / "drafts" / "mine"
    assert run("check", folder) == (0, "no faults: this pack can be used\n")
    assert load_pack(folder).id == "mine"
    assert len((SKELETON / "pack.toml").read_text(encoding="utf-8").split()) <= FIVE_MINUTES


def test_a_copy_has_its_own_id_and_says_where_it_comes_from(home: Path) -> None:
    source = write_pack(home / "small")
    code, said = run("new", "ours", "--from", source, "--into", home / "here", "--json")
    assert (code, json.loads(said)) == (0, {"id": "ours", "folder": str(home / "here" / "ours")})
    copy, original = load_pack(home / "here" / "ours"), load_pack(source)
    assert (copy.id, copy.version, copy.forms) == ("ours", original.version, original.forms)
    assert "copy of `small`" in (home / "here" / "ours" / "readme.md").read_text(encoding="utf-8")
    assert sorted(each.name for each in (home / "here").iterdir()) == ["ours"]


def test_nothing_is_ever_overwritten(home: Path) -> None:
    run("new", "mine")
    top = home / "drafts" / "mine" / "pack.toml"
    top.write_text("mine alone", encoding="utf-8")
    code, said = run("new", "mine", "--json")
    assert (code, "nothing was changed" in json.loads(said)["error"]) == (2, True)
    assert top.read_text(encoding="utf-8") == "mine alone"


@pytest.mark.parametrize("name", ["Mine", "../mine", "mine@1", "1mine", "my-own", "x" * 61])
def test_a_name_that_is_no_code_is_refused(home: Path, name: str) -> None:
    assert run("new", name)[0] == 2
    assert not (home / "drafts").exists()


def test_nothing_is_copied_from_nowhere(home: Path) -> None:
    assert run("new", "mine", "--from", "nowhere")[0] == 2
    assert not (home / "drafts").exists()
