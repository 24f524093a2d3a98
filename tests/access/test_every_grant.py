"""Every cell of the table of access, held against a file that people have read (`grants.txt`).

A cell is (act, kind, state, role, relation). After a deliberate change:
`EVENHAND_TEST_WRITE=1 pytest tests/access`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from evenhand.access.rules import Grant, Relation, Role, allow
from evenhand.access.table import GRANTS
from evenhand.procedures.packs import find_procedure

TABLE = Path(__file__).with_name("grants.txt")
STATES = ("open", "closed", "erased")
KINDS = ("mediation", "another")
LETTERS = {
    Relation.OWN: "o", Relation.ASKED: "a", Relation.CENTRE: "c", Relation.FOREIGN: "f",
    Relation.CONFLICTED: "x", Relation.NONE: "n",
}  # fmt: skip
HEAD = (
    "# Who may do what. o own, a asked, c same centre, f another centre, x conflicted, n no case; . denied\n"
    f"# {'act':<24} {'kind':<10} {'state':<7} " + " ".join(f"{role.value:<11}" for role in Role)
)


def expand(table: Mapping[str, Grant], *acts: str) -> Iterator[str]:
    """One line for each act, kind and state, with the relations allowed to each role."""
    for act, kind, state in product(acts or sorted(table), KINDS, STATES):
        cells = [
            "".join(
                letter if allow(table, role=role, act=act, kind=kind, relation=relation, state=state) else "."
                for relation, letter in LETTERS.items()
            )
            for role in Role
        ]
        yield f"{act:<26} {kind:<10} {state:<7} " + " ".join(f"{cell:<11}" for cell in cells).rstrip()


@pytest.fixture(scope="module")
def expected() -> list[str]:
    if os.environ.get("EVENHAND_TEST_WRITE"):
        TABLE.write_text("\n".join([HEAD, *expand(GRANTS)]) + "\n")
    return [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]


def test_the_table_is_the_one_people_have_read(expected: list[str]) -> None:
    assert list(expand(GRANTS)) == expected
    cells = len(GRANTS) * len(KINDS) * len(STATES) * len(Role) * len(Relation)
    assert cells >= 12_000
    print(f"{cells} cells compared")


def flip(grant: Grant, role: Role, relation: Relation) -> Grant:
    """The same row with one role's relation turned round."""
    relations = {**grant.relations, role: grant.relations.get(role, frozenset()) ^ {relation}}
    return replace(grant, relations=relations)


def test_every_flipped_cell_is_noticed(expected: list[str]) -> None:
    """Each (act, role, relation), allowed where it was denied and the other way round."""
    rows: dict[str, list[str]] = {}
    for line in expected:
        rows.setdefault(line.split()[0], []).append(line)
    mutants = 0
    for act, role, relation in product(GRANTS, Role, Relation):
        mutant = {act: flip(GRANTS[act], role, relation)}
        lines = list(expand(mutant, act))
        assert lines != rows[act], (act, role, relation)
        mutants += 1
    assert mutants == len(GRANTS) * len(Role) * len(Relation)
    print(f"{mutants} mutants noticed")


@pytest.mark.parametrize("act", sorted(GRANTS))
def test_every_changed_state_and_kind_is_noticed(expected: list[str], act: str) -> None:
    here = [line for line in expected if line.split()[0] == act]
    grant = GRANTS[act]
    mutants = [replace(grant, states=grant.states ^ {state}) for state in STATES]
    mutants += [
        replace(grant, kinds=frozenset({"*"}) if "*" not in grant.kinds else frozenset({"mediation"}))
    ]
    assert all(list(expand({act: mutant}, act)) != here for mutant in mutants)


def test_nobody_sees_a_case_by_looking_from_outside() -> None:
    """Operators and federation viewers see no case; no relation but one's own place gives anything away."""
    for grant in GRANTS.values():
        assert not grant.relations.keys() & {Role.OPERATOR, Role.FEDERATION, Role.REVIEWER}, grant.act
        for relations in grant.relations.values():
            assert not relations & {Relation.FOREIGN, Relation.CONFLICTED}, grant.act
        assert "erased" not in grant.states


def test_a_pack_can_narrow_the_table_and_never_widen_it() -> None:
    for step in find_procedure("community_mediation").steps:
        granted = {role.value for role in GRANTS[step.act].relations}
        assert set(step.roles) <= granted, step.act
