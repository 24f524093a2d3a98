"""TOML from a stranger: parsed in bounded time, with the line of every table and key kept for fault
messages.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from evenhand.procedures.rules.findings import PackFault, PathPart, name_table

MOST_IN_LINE = 4_000
# tomllib walks every prefix of a dotted key: a key of 100,000 dots would keep it busy for hours.
MOST_DOTS_IN_LINE = 150
MOST_DEPTH = 10
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
    if measure_depth(tables) > MOST_DEPTH:
        faults.append(PackFault(name, "", None, "tables and lists are nested too deeply"))
        return None
    return tables


def measure_depth(tables: Any) -> int:
    """How deeply tables and lists are nested, the file itself being 1; stops counting one past the limit."""
    level, depth = [tables], 0
    while level and depth <= MOST_DEPTH:
        depth += 1
        level = [child for value in level for child in _list_children(value)]
    return depth


def find_line(lines: list[str], path: tuple[PathPart, ...]) -> int | None:
    """The line on which the table or key at `path` stands, counting from 1; as near as can be told."""
    place, here, header = (0, len(lines)), None, ""
    for part in path:
        if isinstance(part, int):
            starts = _find_headers(lines, header, place)
            if part >= len(starts):
                break
            end = starts[part + 1] if part + 1 < len(starts) else place[1]
            place, here = (starts[part], end), starts[part]
        else:
            header = f"{header}.{part}" if header else part
            found = _find_key(lines, part, header, place)
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


def _find_headers(lines: list[str], header: str, place: tuple[int, int]) -> list[int]:
    return [n for n in range(*place) if lines[n].strip().startswith(f"[[{header}]]")]


def _find_key(lines: list[str], key: str, header: str, place: tuple[int, int]) -> int | None:
    starts = (f"{key} ", f"{key}=", f"{key}.", f"[{header}]", f"[[{header}]]")
    return next((n for n in range(*place) if lines[n].lstrip().startswith(starts)), None)
