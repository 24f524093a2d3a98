"""Holding a pack's tables against the grammar: every fault at once, each with its place and a sentence."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from evenhand.procedures.rules.findings import PackFault
from evenhand.procedures.toml import parse_toml, place_fault

Shape = TypeVar("Shape")
MOST_FAULTS = 200


def read_tables(file: str, text: str, shape: type[Shape], faults: list[PackFault]) -> Shape | None:
    """The file as `shape` (one of the grammar's classes); none, and every fault, when it does not fit."""
    tables = parse_toml(file, text, faults)
    if tables is None:
        return None
    return fit_tables(file, text, tables, shape, faults)


def fit_tables(
    file: str, text: str, tables: dict[str, Any], shape: type[Shape], faults: list[PackFault]
) -> Shape | None:
    """Parsed tables as `shape`. Goes by way of JSON, where a list may be a tuple and a date a string."""
    try:
        adapter: TypeAdapter[Shape] = _adapt(shape)  # type: ignore[arg-type]  # a class is hashable
        return adapter.validate_json(json.dumps(tables, default=str, allow_nan=False))
    except ValidationError as error:
        lines = text.split("\n")
        details = error.errors(include_url=False, include_context=False)[:MOST_FAULTS]
        faults.extend(place_fault(file, lines, tuple(each["loc"]), say_error(each)) for each in details)
    except ValueError:
        faults.append(PackFault(file, "", None, "numbers are whole and finite"))
    return None


def say_error(detail: ErrorDetails) -> str:
    """One sentence for the pack's author."""
    key = detail["loc"][-1] if detail["loc"] else ""
    given = ascii(detail.get("input"))[:80]
    sentences = {
        "missing": f'the key "{key}" is missing',
        "unexpected_keyword_argument": f"there is no key {key!a} here",
        "string_pattern_mismatch": f"{given} is not a code (small plain letters, digits, _)",
        "value_error": detail["msg"].removeprefix("Value error, "),
    }
    said = detail["msg"].replace("Input should", "it should")
    return sentences.get(detail["type"], f"{given}: {said[:1].lower()}{said[1:]}")


@cache
def _adapt(shape: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
