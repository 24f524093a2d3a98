"""The page for strangers says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evenhand.record import rules
from evenhand.record.tags import Tag
from evenhand_verify.canonical import read_json
from evenhand_verify.hashes import hash_commit, hash_leaf

PAGE = (Path(__file__).parents[2] / "docs" / "record-format.md").read_text(encoding="utf-8")


def test_its_example_is_right():
    shown = re.search(r"^    (\{\"after\".*\})$", PAGE, re.MULTILINE)[1]
    commit, leaf = (re.search(rf"{name} += ([0-9a-f]{{64}})", PAGE)[1] for name in ("commit", "leaf"))
    assert rules.write_canonical(read_json(shown)).decode() == shown
    assert hash_commit(b"\x11" * 32, read_json(shown)).hex() == commit
    assert hash_leaf(36, 29_923_770, bytes(32), b"\x22" * 32, bytes.fromhex(commit)).hex() == leaf


def test_it_lists_every_tag_with_its_code_and_chain():
    codes = PAGE[PAGE.index("## Codes of tags") :]
    listed = set(re.findall(r"^\| (\d+) \| `([a-z_:0-9]+)` \| (.+) \|$", codes, re.MULTILINE))
    own = {"party": "the party's own"}
    assert listed == {(str(tag.code), tag.value, own.get(tag.audience, tag.audience)) for tag in Tag}


@pytest.mark.parametrize("word", ["evenhand-record/1", "evenhand-receipt/1", "evenhand/commit/v1", "EH1"])
def test_it_names_the_formats(word):
    assert word in PAGE
