"""TOML from a stranger: parsed in bounded time, with the line of every table and key kept for fault
messages.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from evenhand.procedures.rules.findings import PackFault, PathPart, name_table
from evenhand.procedures.rules.hidden import find_hidden, say_hidden

MOST_IN_LINE = 4_000
# tomllib walks every prefix of a dotted key: a key of 100,000 dots would keep it busy for hours.
MOST_DOTS_IN_LINE = 150
MOST_DEPTH = 10
LONGEST_KEY = 100
HEADER = re.compile(r"\s*(\[\[?[^\]]*\]\]?)")
KEY = re.compile(r"\s*([^\s=.]+)[ =.]")
# Where something is wrong, and the sentence about it.
Bad = tuple[tuple[PathPart, ...], str]
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def parse_toml(name: str, text: str, faults: list[PackFault]) -> dict[str, Any] | None:
    """The tables of a TOML file; none, and a fault, when it cannot be read or would take too long to."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_IN_LINE or line.count(".") > MOST_DOTS_IN_LINE:
            faults.append(PackFault(name, "", number, "the line is too long or has too many dots"))
            return None
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        faults.append(PackFault(name, "", None, "tables and lists are nested too deeply"))
        return None
    except ValueError as error:
        faults.append(_describe(name, error))
        return None
    bad = _find_bad(tables)
    if bad is not None:
        faults.append(place_fault(name, lines, *bad))
        return None
    return tables


def _find_bad(tables: dict[str, Any]) -> Bad | None:
    if measure_depth(tables) > MOST_DEPTH:
        return (), "tables and lists are nested too deeply"
    return next(_list_disguised(tables, ()), None)


def measure_depth(tables: Any) -> int:
    """How deeply tables and lists are nested, the file itself being 1; stops counting one past the limit."""
    level, depth = [tables], 0
    while level and depth <= MOST_DEPTH:
        depth += 1
        level = [child for value in level for child in _list_children(value)]
    return depth


@dataclass
class Index:
    """Where the headers and keys of a file stand; a pack of ten thousand faults asks as often for a line."""

    lines: list[str]
    headers: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, line in enumerate(self.lines):
            header, key = HEADER.match(line), KEY.match(line)
            if header:
                self.headers.setdefault(header[1], []).append(number)
            elif key:
                self.keys.setdefault(key[1], []).append(number)

    def list_tables(self, header: str, place: tuple[int, int]) -> list[int]:
        """The lines within `place` where a table of a list begins."""
        starts = self.headers.get(f"[[{header}]]", [])
        return starts[bisect_left(starts, place[0]) : bisect_left(starts, place[1])]

    def find_key(self, key: str, header: str, place: tuple[int, int]) -> int | None:
        """The first line within `place` where a key, or a table of that name, stands."""
        named = (self.keys.get(key), self.headers.get(f"[{header}]"), self.headers.get(f"[[{header}]]"))
        firsts = (lines[at] for lines in named if lines and (at := bisect_left(lines, place[0])) < len(lines))
        first = min(firsts, default=place[1])
        return first if first < place[1] else None


_last = Index([])


def find_line(lines: list[str], path: tuple[PathPart, ...]) -> int | None:
    """The line on which the table or key at `path` stands, counting from 1; as near as can be told."""
    index = _index(lines)
    place, here, header = (0, len(lines)), None, ""
    for part in path:
        if isinstance(part, int):
            starts = index.list_tables(header, place)
            if part >= len(starts):
                break
            end = starts[part + 1] if part + 1 < len(starts) else place[1]
            place, here = (starts[part], end), starts[part]
        else:
            header = f"{header}.{part}" if header else part
            found = index.find_key(part, header, place)
            here = here if found is None else found
    return None if here is None else here + 1


def place_fault(file: str, lines: list[str], path: tuple[PathPart, ...], sentence: str) -> PackFault:
    """A fault with its table and line."""
    return PackFault(file, name_table(path), find_line(lines, path), sentence)


def _describe(name: str, error: ValueError) -> PackFault:
    at = AT_LINE.search(str(error))
    known = isinstance(error, tomllib.TOMLDecodeError)
    sentence = AT_LINE.sub("", str(error)).strip()[:200] if known else "a number is too long"
    return PackFault(name, "", int(at.group(1)) if at else None, f"this is not TOML: {sentence}")


def _list_children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _index(lines: list[str]) -> Index:
    """The index of these very lines: asked for again and again, file after file."""
    global _last
    index = _last
    if index.lines is not lines:
        index = _last = Index(lines)
    return index


def _list_disguised(value: Any, path: tuple[PathPart, ...]) -> Iterator[Bad]:
    """Keys and words that hold what cannot be seen: an escape (\\u202e) is no way around that."""
    bad = find_hidden(value) if isinstance(value, str) else None
    if bad is not None:
        yield path, say_hidden(value[bad])
    for key, child in _list_named(value):
        if isinstance(key, str) and (len(key) > LONGEST_KEY or not key.isprintable()):
            yield path, "a key is short and has no hidden signs"
        else:
            yield from _list_disguised(child, (*path, key))


def _list_named(value: Any) -> Iterable[tuple[PathPart, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()
