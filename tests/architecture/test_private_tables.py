"""Tables are private: another applet asks `queries`, and names a table only by string in a foreign key."""

from __future__ import annotations

import re

import grimp
import pytest

# Where tables are gathered for Django.
GATHER = ("evenhand.models", "evenhand.migrations")
TABLES = re.compile(r"^evenhand\.\w+\.model(s|_\w+)(\.|$)")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom when the program runs; a type in a signature ties nobody to a table."""
    return grimp.build_graph("evenhand", cache_dir=None, exclude_type_checking_imports=True)


def find_applet(module: str) -> str:
    return module.split(".")[1]


def list_trespassers(graph: grimp.ImportGraph) -> list[str]:
    """Every import of another applet's tables."""
    tables = [module for module in graph.modules if TABLES.match(module)]
    return sorted(
        f"{importer} -> {module}"
        for module in tables
        for importer in graph.find_modules_that_directly_import(module)
        if find_applet(importer) != find_applet(module) and not importer.startswith(GATHER)
    )


def test_nobody_imports_the_tables_of_another_applet(graph: grimp.ImportGraph) -> None:
    assert list_trespassers(graph) == []


def test_an_import_of_foreign_tables_is_seen(graph: grimp.ImportGraph) -> None:
    graph.add_module("evenhand.desk.added")
    graph.add_import(importer="evenhand.desk.added", imported="evenhand.cases.models")
    assert "evenhand.desk.added -> evenhand.cases.models" in list_trespassers(graph)
    graph.remove_import(importer="evenhand.desk.added", imported="evenhand.cases.models")
    graph.remove_module("evenhand.desk.added")


def test_the_caucus_contract_names_statistics_once_it_exists(graph: grimp.ImportGraph) -> None:
    from tests.architecture.test_sabotage import ROOT

    contract = (ROOT / ".importlinter").read_text(encoding="utf-8").split("contract:caucus]")[1].split("[")[0]
    sources = contract.split("forbidden_modules")[0]
    for applet in {"portal", "public", "statistics"} & {
        find_applet(f"{m}.") for m in graph.modules if "." in m
    }:
        assert f"evenhand.{applet}\n" in sources
