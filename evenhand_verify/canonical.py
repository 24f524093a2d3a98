"""RFC 8785 JSON for what records hold: texts, whole numbers, yes/no, nothing, lists, objects.

Fractions are refused in reading and in writing. So are names given twice in one object and numbers beyond
2^53 - 1, since readers of JSON disagree about both.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

_LARGEST = 2**53 - 1
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPES = {number: f"\\u{number:04x}" for number in range(0x20)} | {ord(k): v for k, v in _SHORT.items()}


class Unreadable(Exception):
    """A file is not what its format says; the message is one plain sentence."""


def read_json(text: str | bytes) -> Any:
    """A JSON value, read strictly."""
    try:
        return json.loads(
            text, object_pairs_hook=_build_object, parse_float=_refuse_number, parse_constant=_refuse_number
        )
    except (ValueError, RecursionError):
        raise Unreadable("It is not JSON.") from None


def write_canonical(value: Any) -> bytes:
    """The one way RFC 8785 writes a value, in UTF-8."""
    try:
        return _write(value).encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable("A text in it is not Unicode.") from None


def _write(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _write_text(value)
    if isinstance(value, int):
        return _write_number(value)
    return _write_many(value)


def _write_many(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ",".join(map(_write, value)) + "]"
    if not isinstance(value, dict):
        raise Unreadable("It holds a kind of value that a record does not.")
    # The standard orders names by UTF-16 code units, which differs from code points beyond the first plane.
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{_write_text(name)}:{_write(value[name])}" for name in names) + "}"


def _write_text(text: str) -> str:
    return '"' + text.translate(_ESCAPES) + '"'


def _write_number(number: int) -> str:
    if not -_LARGEST <= number <= _LARGEST:
        raise Unreadable("It holds a number larger than JSON readers agree on.")
    return str(number)


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) != len(pairs):
        raise Unreadable("An object in it gives one name twice.")
    return built


def _refuse_number(text: str) -> NoReturn:
    raise Unreadable("It holds a number that is not whole.")
