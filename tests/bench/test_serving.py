"""The bench runs from end to end on a small home, and what it builds holds. No time is judged here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.driving import Burst
from bench.goals import FAIL, PASS, UNDECIDED, find_ratios, judge

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, home: Path | None = None) -> str:
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("EVENHAND_", "DJANGO_"))
    }
    if home is not None:
        surroundings["EVENHAND_HOME"] = str(home)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_copies_are_cases_like_any_other(tmp_path: Path) -> None:
    home = tmp_path / "home"
    built = json.loads(run("bench", "build", "--cases", "50", home=home))
    assert built["cases"] == 50
    assert f"{built['entries']} entries" in run("evenhand.site.cli", "verify", home=home)


@pytest.mark.slow
def test_a_small_run_answers_without_an_error(tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    short = ("--seconds-per-burst", "0.2", "--rounds", "1", "--clients", "1")
    said = run("bench", "serve", "--cases", "50", *short, "--json", str(found))
    pages = json.loads(found.read_text())["pages"]
    assert {page["page"] for page in pages} == {"queue", "case", "search", "create", "empty", "one"}
    assert not any(page["errors"] for page in pages)
    assert str(tmp_path) not in said


def test_a_goal_is_decided_only_when_every_round_says_the_same() -> None:
    assert judge("G5", "", [1.0, 2.0], 3.0).verdict == PASS
    assert judge("G5", "", [4.0, 5.0], 3.0).verdict == FAIL
    assert judge("G5", "", [2.0, 4.0], 3.0).verdict == UNDECIDED


def test_a_ratio_is_taken_within_a_round() -> None:
    def burst(page: str, cpu: float) -> Burst:
        return Burst("x", page, 1, requests=10, cpu=cpu)

    rounds = [
        (0, burst("queue", 4.0)),
        (0, burst("empty", 2.0)),
        (1, burst("queue", 9.0)),
        (1, burst("empty", 3.0)),
    ]
    assert find_ratios([*rounds, (2, burst("queue", 1.0))], "queue", "empty", 1) == [2.0, 3.0]


def test_clocks_are_measured_beside_the_bare_loop(tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    said = run("bench", "clocks", "--cases", "50", "--rounds", "1", "--json", str(found))
    known = json.loads(found.read_text())
    assert known["cases"] == 50 and known["events"] > 50 and known["clocks"] > 5
    assert known["rate"] > 0 and known["bare"] > 0 and known["decide"] > 0
    assert "G12" in said and "one decision" in said
