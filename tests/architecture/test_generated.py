"""What is generated and committed is what would be generated now."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from evenhand.site.commands import diagrams
from evenhand.site.commands.diagrams import COMMAND, FOLDER, list_differences, write_all

pytestmark = pytest.mark.slow


def test_the_drawings_are_those_of_the_packs() -> None:
    different = list_differences()
    assert not different, f"run {COMMAND} and commit docs/generated: {', '.join(different)}"


def test_a_difference_is_seen_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    (tmp_path / "gone.en.svg").write_text("a pack that is no longer shipped")
    assert {"gone.en.svg", "readme.md", "community_mediation.en.mmd"} <= set(list_differences())
    write_all()
    assert list_differences() == []
    (tmp_path / "readme.md").write_text("changed by hand")
    assert list_differences() == ["readme.md"]


def test_every_picture_is_heard_as_a_list() -> None:
    pictures = list(FOLDER.glob("*.svg"))
    assert pictures
    for picture in pictures:
        root = ET.fromstring(picture.read_text(encoding="utf-8"))
        items = root.findall("{http://www.w3.org/2000/svg}g[@role='listitem']")
        boxes = [one for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("rx")]
        assert root.get("role") == "list" and len(items) == len(boxes) > 5, picture.name
        assert all(item.get("aria-label") for item in items)
