"""Plugs the conflict check into the act of asking a mediator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evenhand.cases.registry import register_preparer
from evenhand.cases.rules.types import Act
from evenhand.conflicts.queries import check_mediator

if TYPE_CHECKING:
    from evenhand.cases.models import Case


def prepare_assignment(case: Case, act: Act) -> Act:
    """The check is made before the rule decides, and its answer goes into the record with the act."""
    return replace(act, data={**act.data, "conflict": check_mediator(case, act.data["mediator"])})


def register_conflicts() -> None:
    """Called once while the program starts."""
    register_preparer("assign_mediator", prepare_assignment)
