"""A pack's longer text as blocks to lay out: headings, paragraphs and lists, and nothing that could be markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NUMBERED = re.compile(r"\d+[.)]\s+")


@dataclass
class Block:
    """One piece of a text: `heading` (of `level`), `paragraph`, `list` or `numbers`."""

    kind: str
    lines: list[str] = field(default_factory=list)
    level: int = 0

    @property
    def words(self) -> str:
        """The words of a heading or paragraph."""
        return " ".join(self.lines)


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text written with `#`, `-` and `1.` at the beginning of lines, and blank lines between."""
    blocks: list[Block] = []
    for line in text.splitlines():
        _take_line(blocks, line.strip())
    return [block for block in blocks if block.lines]


def _take_line(blocks: list[Block], line: str) -> None:
    if not line:
        blocks.append(Block("paragraph"))
        return
    kind, words = _sort_line(line)
    if kind == "heading":
        level = len(line) - len(line.lstrip("#"))
        blocks.append(Block("heading", [words], level))
        return
    if not blocks or blocks[-1].kind != kind:
        blocks.append(Block(kind))
    blocks[-1].lines.append(words)


def _sort_line(line: str) -> tuple[str, str]:
    if line.startswith("#"):
        return "heading", line.lstrip("#").strip()
    if line.startswith(("- ", "* ")):
        return "list", line[2:].strip()
    if NUMBERED.match(line):
        return "numbers", NUMBERED.sub("", line, count=1)
    return "paragraph", line
