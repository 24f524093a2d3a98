"""One file of a pack alone, and clocks read for themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evenhand.procedures.checking import check_pack, read_clocks
from evenhand.procedures.rules.findings import PackFault, PackUnusable, name_table
from tests.rules.small_pack import FILES, LAW, TALK, swap, write_pack

WHOLE = FILES["pack.toml"]


def test_a_file_alone_is_known_by_its_keys(tmp_path: Path) -> None:
    for name, text in {"a.toml": LAW, "b.toml": TALK, "c.toml": WHOLE, "d.toml": CLOCKS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert check_pack(tmp_path / name).faults == ()
    (tmp_path / "g.toml").write_bytes(b"\xff")
    assert check_pack(tmp_path / "g.toml").faults[0].sentence == "the file is not UTF-8 text"
    (tmp_path / "b.toml").write_text(swap(TALK, "How did it go?", "Religion"), encoding="utf-8")
    (tmp_path / "e.toml").write_text("[[clock]]\ncode = 1\n", encoding="utf-8")
    (tmp_path / "f.toml").write_text("[[", encoding="utf-8")
    assert check_pack(tmp_path / "b.toml").faults == (
        PackFault("b.toml", "question[2].label", 18, "no pack may ask for this: religion"),
    )
    assert check_pack(tmp_path / "e.toml").faults[0].line == 2
    assert "not TOML" in check_pack(tmp_path / "f.toml").faults[0].sentence


def test_the_pack_file_of_a_folder_stands_for_the_folder(tmp_path: Path) -> None:
    checked = check_pack(write_pack(tmp_path) / "pack.toml")
    assert checked.procedure is not None
    assert checked.procedure.id == "small"


CLOCKS = """
[[clock]]
code = "a"
starts_on = "x"
length = 1

[[clock]]
code = "b"
earliest_of = ["a"]
"""


def test_clocks_are_read_from_a_folder_or_a_file(tmp_path: Path) -> None:
    clocks, calendar = read_clocks(write_pack(tmp_path))
    assert ([clock.code for clock in clocks], calendar) == (["first_talk"], "")
    (tmp_path / "clocks.toml").write_text('calendar = "GB-SCT"\n' + CLOCKS, encoding="utf-8")
    clocks, calendar = read_clocks(tmp_path / "clocks.toml")
    assert ([clock.code for clock in clocks], calendar) == (["a", "b"], "GB-SCT")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["a"]', '["z"]', 'there is no clock "z"'),
        ('["a"]', '["b"]', "in a circle"),
        ('code = "b"', 'code = "a"', '"a" stands here for the second time'),
        ('earliest_of = ["a"]', "length = 1", "either starts on an event"),
        ("length = 1", 'length = "1"', "it should be a valid integer"),
        ("length = 1", "length = ", "not TOML"),
    ],
)
def test_clocks_that_do_not_hold_together(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    (tmp_path / "clocks.toml").write_text(swap(CLOCKS, old, new), encoding="utf-8")
    with pytest.raises(PackUnusable) as caught:
        read_clocks(tmp_path / "clocks.toml")
    assert any(sentence in fault.sentence for fault in caught.value.faults)


def test_a_folder_without_a_pack_has_no_clocks(tmp_path: Path) -> None:
    with pytest.raises(PackUnusable, match=r"pack.toml the file is missing"):
        read_clocks(tmp_path)


def test_faults_in_words() -> None:
    first = PackFault("a.toml", "step[1]", 3, "wrong")
    assert str(PackUnusable((first, first))) == "a.toml:3 [step[1]] wrong (and 1 more)"
    assert str(PackUnusable(())) == "the pack cannot be used"
    assert str(PackFault("a.toml", "", None, "wrong")) == "a.toml wrong"
    assert name_table(("step", 0, "needs", "all", 2)) == "step[1].needs.all[3]"


def test_a_file_that_vanished_or_turned_into_a_pipe(tmp_path: Path) -> None:
    with pytest.raises(PackUnusable, match="cannot be read"):
        read_clocks(tmp_path / "gone.toml")
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(PackUnusable, match="links and special files"):
        read_clocks(tmp_path / "pipe.toml")
