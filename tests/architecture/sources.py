"""The program's own Python files, parsed once for the tests of habits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("evenhand", "evenhand_verify", "bench")
LEFT_OUT = {"migrations", "node_modules"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, its text, its tree."""

    name: str
    text: str
    tree: ast.Module

    def list_functions(self) -> Iterator[Function]:
        """Every function and method in it, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def list_public(self) -> Iterator[Function]:
        """The functions that other files may call."""
        return (
            node for node in self.tree.body if isinstance(node, Function) and not node.name.startswith("_")
        )


@cache
def read_sources() -> tuple[Source, ...]:
    """All of them, in the order of their names."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple(
        Source(str(path.relative_to(ROOT)), text, ast.parse(text))
        for path in paths
        if not LEFT_OUT & set(path.parts)
        for text in [path.read_text(encoding="utf-8")]
    )


def count_lines(function: Function) -> int:
    """The lines of a function, decorators and docstring left out: what it does, not what is said of it."""
    says = function.body[0]
    docstring = 0
    if ast.get_docstring(function) is not None:
        docstring = (says.end_lineno or says.lineno) - says.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring
