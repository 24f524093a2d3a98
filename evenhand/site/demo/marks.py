"""What the demo's page points at, noted when the demo was built: case numbers and logins, never a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

FILE = "demo.json"


@dataclass(frozen=True)
class Marks:
    """`answer`: both sides can say yes or no. `match`: a mediator is to be asked. `erase`: erasing was asked for.

    `intake` and `mediator` are logins of people who have something to do.
    """

    answer: str = ""
    match: str = ""
    erase: str = ""
    intake: str = "intake1"
    mediator: str = "mediator1"


def find_file() -> Path:
    """Where the marks lie; the file is written last, so a demo without it was not built to the end."""
    return Path(settings.EVENHAND_HOME) / FILE


def read_marks() -> Marks:
    """The marks of this demo; empty ones where none were noted."""
    path = find_file()
    if not path.exists():
        return Marks()
    return Marks(**json.loads(path.read_text(encoding="utf-8")))


def write_marks(marks: Marks) -> None:
    """Note the marks."""
    find_file().write_text(json.dumps(asdict(marks)), encoding="utf-8")


def choose_marks(plan: Any, numbers: dict[int, str]) -> Marks:
    """The marks of a centre that has just lived through this plan."""
    waits = {path.waits_for: place for place, path in enumerate(plan.paths) if path.waits_for}
    found = {mark: numbers[waits[mark]] for mark in ("answer", "match", "erase") if mark in waits}
    people = {}
    for move in plan.moves:
        if move.case == waits.get("answer") and move.act == "open_case":
            people["intake"] = move.who
        if move.case == waits.get("check") and move.act == "assign_mediator":
            people["mediator"] = move.answers["mediator"]
    return Marks(**found, **people)
