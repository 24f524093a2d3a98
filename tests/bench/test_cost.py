"""The bench of sealing and record takes away what it says, and gives it back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.without import Switch
from evenhand.cases.models import Case
from evenhand.record.models import Entry
from tests.bench.test_serving import ROOT
from tests.cast import STORY, build_town


@pytest.mark.django_db
def test_without_sealing_the_words_lie_open_and_without_the_record_there_is_no_entry() -> None:
    town = build_town()
    switch = Switch()
    try:
        switch.turn("bare")
        town.open()
        bare = town.case
        town.must("coordinator", "write_note", words="Call again.")
    finally:
        switch.turn("all")
    assert STORY.encode() in bytes(bare.story) and not Entry.objects.filter(scope=bare.pk).exists()
    town.open()
    whole = Case.objects.get(number=town.number)
    assert STORY.encode() not in bytes(whole.story) and Entry.objects.filter(scope=whole.pk).exists()


@pytest.mark.slow
def test_a_small_run_measures_every_variant(tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    short = ("--databases", "sqlite", "--rounds", "1", "--seconds", "0.1", "--writers", "1")
    command = [sys.executable, "-m", "bench", "cost", *short, "--json", str(found)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = json.loads(found.read_text())
    assert {(line["work"], line["variant"]) for line in lines} == {
        (work, variant) for work in ("create", "act") for variant in ("all", "unsealed", "unrecorded", "bare")
    }
    assert all(line["cpu_ms"][0] > 0 for line in lines)
