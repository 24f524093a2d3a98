"""Plugs into the engine what every kind of case has."""

from __future__ import annotations

from evenhand.cases.moving import change_procedure
from evenhand.cases.registry import register_deciders, register_namer, register_refusals, register_updaters
from evenhand.cases.rules.naming import name_case
from evenhand.cases.rules.papers import DECIDERS
from evenhand.cases.updates import UPDATERS
from evenhand.cases.words import REFUSALS
from evenhand.record.tags import Tag


def register_cases() -> None:
    """Called once while the program starts."""
    register_namer(name_case)
    register_deciders(DECIDERS)
    register_updaters({**UPDATERS, Tag.CASE_PROCEDURE_CHANGED: change_procedure})
    register_refusals(REFUSALS)
