"""Every import contract has been seen to break: each is violated once, on purpose, in a copy of the program.

A violation must break exactly the contracts it names. A contract without a violation here fails a test too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SECTION = "importlinter:contract:"


@dataclass(frozen=True)
class Violation:
    """Lines that a careless hand might add, by file, and the contracts that must say so."""

    name: str
    breaks: str
    lines: dict[str, str]


VIOLATIONS = [
    Violation("two surfaces", "storeys", {"evenhand/portal/added.py": "import evenhand.desk"}),
    Violation("unlisted applet", "storeys", {"evenhand/hobbies/__init__.py": ""}),
    Violation("migrations", "storeys", {"evenhand/desk/added.py": "import evenhand.migrations"}),
    # What points up also closes a circle, since the upper storey leans on the lower one.
    Violation("upwards", "storeys no-cycles", {"evenhand/calendars/added.py": "import evenhand.cases.acts"}),
    Violation("tables", "pure-rules", {"evenhand/cases/rules/added.py": "from django.db import models"}),
    Violation("keys", "pure-rules", {"evenhand/cases/rules/added.py": "import evenhand.vault.keys"}),
    Violation(
        "roundabout keys",
        "pure-rules",
        {
            "evenhand/mediation/rules/added.py": "import evenhand.cases.between",
            "evenhand/cases/between.py": "import evenhand.vault.keys",
        },
    ),
    Violation("Django offline", "offline-verifier", {"evenhand_verify/added.py": "import django"}),
    Violation("us offline", "offline-verifier", {"evenhand_verify/added.py": "import evenhand.calendars"}),
    Violation("caucus", "caucus", {"evenhand/portal/added.py": "import evenhand.mediation.caucus"}),
    Violation(
        "roundabout caucus",
        "caucus",
        {
            "evenhand/public/added.py": "import evenhand.mediation.between",
            "evenhand/mediation/between.py": "from evenhand.mediation import caucus",
        },
    ),
    Violation("second writer", "one-writer", {"evenhand/notices/added.py": "import evenhand.record.acts"}),
    Violation("second hand", "one-hand", {"evenhand/mediation/added.py": "import evenhand.cases.writing"}),
    Violation("permit", "permits", {"evenhand/cases/added.py": "from evenhand.vault.permits import Permit"}),
    Violation("cipher", "cryptography", {"evenhand/cases/added.py": "import cryptography.fernet"}),
    Violation("solver", "solvers", {"evenhand/desk/added.py": "def solve():\n    import ortools"}),
    Violation("clock", "clock", {"evenhand/erasure/acts.py": "import evenhand.calendars.clock"}),
    Violation(
        "circle",
        "no-cycles",
        {
            "evenhand/notices/one.py": "import evenhand.notices.other",
            "evenhand/notices/other.py": "import evenhand.notices.one",
        },
    ),
]


def read_contracts() -> dict[str, str]:
    """The contracts by their short names, each with the sentence that lint-imports prints."""
    reader = ConfigParser(interpolation=None)
    reader.read(ROOT / ".importlinter", encoding="utf-8")
    sections = [name for name in reader.sections() if name.startswith(SECTION)]
    return {name.removeprefix(SECTION): reader[name]["name"] for name in sections}


def list_broken(folder: Path) -> frozenset[str]:
    """The contracts that do not hold in a copy of the program."""
    program = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [program, "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    contracts = read_contracts()
    verdicts = {
        short: match.group(1)
        for short, sentence in contracts.items()
        if (match := re.search(rf"^{re.escape(sentence)} (KEPT|BROKEN)", result.stdout, re.M))
    }
    assert verdicts.keys() == contracts.keys(), result.stdout + result.stderr
    return frozenset(short for short, verdict in verdicts.items() if verdict == "BROKEN")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's Python files and its contracts, apart."""
    folder = tmp_path_factory.mktemp("sabotage")
    shutil.copy(ROOT / ".importlinter", folder)
    for package in ("evenhand", "evenhand_verify"):
        for source in (ROOT / package).rglob("*.py"):
            if "node_modules" not in source.parts:
                place = folder / source.relative_to(ROOT)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, place)
    return folder


@pytest.fixture(scope="module")
def before(copy: Path) -> frozenset[str]:
    """What is broken without any sabotage; `lint-imports` itself says so in ./check."""
    return list_broken(copy)


@pytest.fixture
def sabotaged(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with the violation in it; taken out again afterwards."""
    before: dict[Path, str | None] = {}
    for name, lines in request.param.lines.items():
        path = copy / name
        before[path] = path.read_text(encoding="utf-8") if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{before[path] or ''}\n{lines}\n", encoding="utf-8")
    yield copy
    for path, text in before.items():
        if text is not None:
            path.write_text(text, encoding="utf-8")
            continue
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()


@pytest.mark.parametrize(
    ("sabotaged", "violation"),
    [pytest.param(each, each, id=each.name) for each in VIOLATIONS],
    indirect=["sabotaged"],
)
def test_a_violation_breaks_its_contract_and_no_other(
    sabotaged: Path, violation: Violation, before: frozenset[str]
) -> None:
    assert list_broken(sabotaged) - before == set(violation.breaks.split()) - before


def test_every_contract_has_a_violation() -> None:
    tried = {short for violation in VIOLATIONS for short in violation.breaks.split()}
    assert tried == read_contracts().keys()


READS_CLOCK = [
    "from django.utils import timezone\n\nmoment = timezone.now()\n",
    "from datetime import datetime, UTC\n\nmoment = datetime.now(UTC)\n",
]


@pytest.mark.parametrize("code", READS_CLOCK)
def test_ruff_refuses_an_act_that_asks_the_machine_what_time_it_is(code: str) -> None:
    program = Path(sys.executable).parent / "ruff"
    command = [
        program,
        "check",
        "--no-cache",
        "--select",
        "TID251",
        "--stdin-filename",
        "evenhand/cases/acts.py",
        "-",
    ]
    result = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stderr
    assert "TID251" in result.stdout
