"""What is wrong with a pack, said so that its author finds the place and knows what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

PathPart = str | int


@dataclass(frozen=True)
class Finding:
    """A fault at a place in a file: `path` leads there by key and position, as in ("step", 3, "needs");
    `line` where the file has no keys.
    """

    file: str
    path: tuple[PathPart, ...]
    sentence: str
    line: int | None = None


@dataclass(frozen=True)
class PackFault:
    """A fault as its author reads it: the file, the table in it, the line where that is known, one
    sentence.
    """

    file: str
    table: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} [{self.table}] {self.sentence}" if self.table else f"{place} {self.sentence}"


class PackUnusable(Exception):
    """A pack that cannot be used; `faults` names everything found wrong with it at once."""

    def __init__(self, faults: tuple[PackFault, ...]) -> None:
        self.faults = faults
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}" if faults else "the pack cannot be used")


def name_table(path: tuple[PathPart, ...]) -> str:
    """A path as a person would write it: step[3].needs, counting from 1."""
    named = ""
    for part in path:
        named += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if named else part
    return named
