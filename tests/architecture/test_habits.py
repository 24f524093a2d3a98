"""The habits that a machine can hold: short files and functions, verbs first, nothing left for later."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.exceptions import LONGER_FILES, LONGER_FUNCTIONS
from tests.architecture.sources import ROOT, Source, count_lines, read_sources

FILE_LINES, FUNCTION_LINES = 250, 40
# What the acts do, in the words of the glossary.
VERBS = set(
    """
    accept add advise allow answer append approve archive ask assign attach begin cancel change
    check close complete confirm consume correct count create decide decline delete destroy disclose
    declare draft end enter erase fail file find finish follow forget give hand hold import invite keep link
    list log make mark mediate merge move name note object offer open perform publish purge put
    queue read record refer refuse register release remind remove reopen request restore retry
    return revoke rotate schedule screen seal send set share show sign start take tell undo update
    use verify withdraw write
    """.split()  # noqa: SIM905 - read as a paragraph
)
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|#.*\b(for now|not implemented|later)\b")
PURE_LIBRARIES = {"anyascii", "dd", "holidays", "phonenumbers", "pydantic", "rfc8785"}
SLOW_SOLVERS = {"highspy", "ortools", "pyvrp"}


def find_acts() -> Iterable[Source]:
    return (source for source in read_sources() if re.search(r"/acts(/\w+)?\.py$", source.name))


def test_the_sources_are_found() -> None:
    assert {"evenhand/cases/acts.py", "evenhand/site/settings.py"} <= {
        source.name for source in read_sources()
    }


def test_no_file_is_long() -> None:
    lengths = {source.name: source.text.count("\n") for source in read_sources()}
    long = {name: lines for name, lines in lengths.items() if lines > FILE_LINES}
    assert not [f"{n}: {lines}" for n, lines in long.items() if lines > LONGER_FILES.get(n, (0, ""))[0]]
    assert not LONGER_FILES.keys() - long.keys(), "an exception that is not needed"


def test_no_function_is_long() -> None:
    long = {
        f"{source.name}::{function.name}": lines
        for source in read_sources()
        for function in source.list_functions()
        if (lines := count_lines(function)) > FUNCTION_LINES
    }
    assert not [f"{n}: {lines}" for n, lines in long.items() if lines > LONGER_FUNCTIONS.get(n, (0, ""))[0]]
    assert not LONGER_FUNCTIONS.keys() - long.keys(), "an exception that is not needed"


def test_every_exception_has_a_reason() -> None:
    assert all(len(why.split()) > 4 for _, why in [*LONGER_FILES.values(), *LONGER_FUNCTIONS.values()])


def test_acts_begin_with_a_verb() -> None:
    named = [(source.name, function.name) for source in find_acts() for function in source.list_public()]
    assert named
    assert not [f"{name}: {function}" for name, function in named if function.split("_")[0] not in VERBS]


def test_writes_of_the_engine_name_their_arguments() -> None:
    """Whoever changes something says by name what, when and by whom: two moments are never mixed up."""
    engine = {"evenhand/cases/acts.py": {"perform", "open_case"}, "evenhand/record/acts.py": {"append_entry"}}
    writes = [
        (source.name, function)
        for source in find_acts()
        for function in source.list_public()
        if source.name == "evenhand/access/acts.py" or function.name in engine.get(source.name, ())
    ]
    assert len(writes) > 3
    assert not [f"{n}: {f.name}" for n, f in writes if f.args.args or f.args.posonlyargs]


def test_nothing_is_left_for_later() -> None:
    left = [
        f"{source.name}:{number}: {line.strip()}"
        for source in read_sources()
        for number, line in enumerate(source.text.splitlines(), 1)
        if LATER.search(line)
    ]
    assert not left


def test_packages_are_opened_by_an_empty_file() -> None:
    assert not [s.name for s in read_sources() if s.name.endswith("__init__.py") and s.text.strip()]


def list_imports(nodes: Iterable[ast.AST]) -> set[str]:
    """The top packages named by the import statements among these nodes."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_rules_lean_on_little() -> None:
    """A rule is read by lawyers and runs anywhere: the standard library, and a few that only compute."""
    allowed = set(sys.stdlib_module_names) | PURE_LIBRARIES | {"evenhand"}
    rules = [s for s in read_sources() if re.search(r"/rules(/\w+)?\.py$", s.name)]
    assert rules
    assert not {s.name: extra for s in rules if (extra := list_imports(ast.walk(s.tree)) - allowed)}


def test_solvers_are_imported_inside_functions() -> None:
    """They take two seconds to import, and no page may wait for them."""
    top = {s.name: list_imports(s.tree.body) & SLOW_SOLVERS for s in read_sources()}
    assert not {name: solvers for name, solvers in top.items() if solvers}


def list_named_paths(text: str) -> set[str]:
    """What a page names in code letters that looks like a path of this project."""
    quoted = re.findall(r"`([^`\s]+)`", text)
    top = {path.name for path in ROOT.iterdir()}
    return {
        name.split("::")[0]
        for name in quoted
        if "*" not in name and "<" not in name and name.split("/")[0] in top and "/" in name
    }


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_paths_in_pages_exist(page: str) -> None:
    assert (ROOT / page).exists()
    named = list_named_paths((ROOT / page).read_text(encoding="utf-8"))
    assert not sorted(name for name in named if not (ROOT / name.split("#")[0]).exists())


def test_every_applet_says_what_it_is() -> None:
    applets = [
        path.parent
        for path in sorted((ROOT / "evenhand").glob("*/__init__.py"))
        if path.parent.name != "migrations"
    ]
    assert not [
        str(Path(folder.name, "readme.md")) for folder in applets if not (folder / "readme.md").exists()
    ]
