"""Who is looking, how they stand to a case, and whether they may: pure, default deny.

The answer for a cell (role, act, kind, relation, state) comes from the one table in `access/table.py`;
nothing else in the program grants anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The part somebody plays while looking. One account has one role."""

    VISITOR = "visitor"
    PARTY = "party"
    INTAKE = "intake"
    MEDIATOR = "mediator"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    DIRECTOR = "director"
    FEDERATION = "federation"
    OPERATOR = "operator"


STAFF = frozenset({Role.INTAKE, Role.MEDIATOR, Role.COORDINATOR, Role.REVIEWER, Role.DIRECTOR})
EVERYBODY = frozenset(Role)


# How the logins begin of the accounts that programs share, one a role.
PROGRAM_LOGIN = "api-"


class Relation(StrEnum):
    """How a viewer stands to one case."""

    OWN = (
        "own"  # a side of it, its worker, its accepted mediator; for intake also a case nobody has taken yet
    )
    ASKED = "asked"  # a mediator who has been asked and has not answered: sees no names
    CENTRE = "centre"  # same centre, no part in it
    FOREIGN = "foreign"  # another centre's
    CONFLICTED = "conflicted"  # declined for a conflict, or was objected to: sees nothing for ever
    NONE = "none"  # no case in question


@dataclass(frozen=True)
class Viewer:
    """Somebody looking: a visitor, a party inside one case (`case`, `seat`), or a person of the centre."""

    role: Role = Role.VISITOR
    centre: UUID | None = None
    user: int | None = None
    code: str = ""
    case: UUID | None = None
    seat: str = ""
    program: bool = (
        False  # the account that programs of a role share: nobody's desk, so no case is ever its own
    )

    @property
    def signature(self) -> str:
        """The short public reference written as `by` in the record: a staff code, a seat, or `visitor`."""
        return self.code or self.seat or self.role.value


@dataclass(frozen=True)
class Standing:
    """The facts of a case that a relation is read from. `asked`, `accepted`, `out` are user ids of mediators."""

    case: UUID
    centre: UUID
    worker: int | None
    asked: frozenset[int] = frozenset()
    accepted: frozenset[int] = frozenset()
    out: frozenset[int] = frozenset()


def _relate_mediator(viewer: Viewer, standing: Standing) -> Relation:
    if viewer.user in standing.out:
        return Relation.CONFLICTED
    if viewer.user in standing.accepted:
        return Relation.OWN
    return Relation.ASKED if viewer.user in standing.asked else Relation.CENTRE


def relate(viewer: Viewer, standing: Standing) -> Relation:
    """How `viewer` stands to the case described by `standing`."""
    if viewer.role is Role.PARTY:
        return Relation.OWN if viewer.case == standing.case else Relation.FOREIGN
    if viewer.centre != standing.centre:
        return Relation.FOREIGN
    if viewer.role is Role.MEDIATOR:
        return _relate_mediator(viewer, standing)
    if viewer.role is Role.INTAKE and standing.worker in {None, viewer.user}:
        return Relation.OWN
    return Relation.CENTRE


@dataclass(frozen=True)
class Grant:
    """One row of the table: who may do `act`. `relations` per role; `states` of the case it holds in."""

    act: str
    relations: Mapping[Role, frozenset[Relation]]
    states: frozenset[str]
    kinds: frozenset[str]


def allow(
    table: Mapping[str, Grant], *, role: Role, act: str, kind: str, relation: Relation, state: str
) -> bool:
    """True only where a row of `table` says so for every one of the five."""
    grant = table.get(act)
    if grant is None or state not in grant.states:
        return False
    if "*" not in grant.kinds and kind not in grant.kinds:
        return False
    return relation in grant.relations.get(role, frozenset())
