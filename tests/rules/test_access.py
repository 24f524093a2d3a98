"""Who stands how to a case, and that the table denies whatever it does not grant."""

from __future__ import annotations

from uuid import uuid4

import pytest

from evenhand.access.rules import Grant, Relation, Role, Standing, Viewer, allow, relate

HERE, THERE, CASE = uuid4(), uuid4(), uuid4()
STANDING = Standing(
    case=CASE, centre=HERE, worker=1, asked=frozenset({2}), accepted=frozenset({3}), out=frozenset({4})
)


@pytest.mark.parametrize(
    ("role", "user", "relation"),
    [
        (Role.MEDIATOR, 2, Relation.ASKED),
        (Role.MEDIATOR, 3, Relation.OWN),
        (Role.MEDIATOR, 4, Relation.CONFLICTED),
        (Role.MEDIATOR, 9, Relation.CENTRE),
        (Role.INTAKE, 1, Relation.OWN),
        (Role.INTAKE, 9, Relation.CENTRE),
        (Role.COORDINATOR, 1, Relation.CENTRE),
        (Role.DIRECTOR, 9, Relation.CENTRE),
    ],
)
def test_people_of_the_centre(role: Role, user: int, relation: Relation) -> None:
    assert relate(Viewer(role=role, centre=HERE, user=user), STANDING) is relation


def test_a_mediator_once_out_stays_out_whatever_else_is_written() -> None:
    """Asked again by mistake after an objection: still out."""
    both = Standing(case=CASE, centre=HERE, worker=None, accepted=frozenset({4}), out=frozenset({4}))
    assert relate(Viewer(role=Role.MEDIATOR, centre=HERE, user=4), both) is Relation.CONFLICTED


def test_a_case_nobody_has_taken_is_every_intake_workers() -> None:
    nobodys = Standing(case=CASE, centre=HERE, worker=None)
    assert relate(Viewer(role=Role.INTAKE, centre=HERE, user=9), nobodys) is Relation.OWN


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARTY}))
def test_another_centres_case_is_foreign_to_every_role(role: Role) -> None:
    for user in (1, 2, 3, 4):
        assert relate(Viewer(role=role, centre=THERE, user=user), STANDING) is Relation.FOREIGN


def test_a_party_has_one_case() -> None:
    assert relate(Viewer(role=Role.PARTY, case=CASE, seat="p1"), STANDING) is Relation.OWN
    assert relate(Viewer(role=Role.PARTY, centre=HERE, case=uuid4(), seat="p1"), STANDING) is Relation.FOREIGN


@pytest.mark.parametrize(
    ("viewer", "signature"),
    [
        (Viewer(role=Role.INTAKE, code="AB12", seat="p9"), "AB12"),
        (Viewer(role=Role.PARTY, seat="p2"), "p2"),
        (Viewer(), "visitor"),
    ],
)
def test_what_is_written_as_by(viewer: Viewer, signature: str) -> None:
    assert viewer.signature == signature


GRANT = Grant("act", {Role.INTAKE: frozenset({Relation.OWN})}, frozenset({"open"}), frozenset({"mediation"}))
CELL = {
    "role": Role.INTAKE, "act": "act", "kind": "mediation", "relation": Relation.OWN, "state": "open",
}  # fmt: skip


def test_one_cell_is_allowed() -> None:
    assert allow({"act": GRANT}, **CELL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.COORDINATOR},
        {"act": "other"},
        {"kind": "hazard"},
        {"relation": Relation.CENTRE},
        {"state": "closed"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_of_the_five_that_differs_denies(change: dict[str, object]) -> None:
    assert not allow({"act": GRANT}, **{**CELL, **change})  # type: ignore[arg-type]


def test_a_grant_for_every_kind_holds_for_every_kind() -> None:
    every = Grant("act", GRANT.relations, GRANT.states, frozenset({"*"}))
    assert allow({"act": every}, **{**CELL, "kind": "hazard"})  # type: ignore[arg-type]
