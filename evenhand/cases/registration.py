"""Plugs into the engine what every kind of case has."""

from __future__ import annotations

from evenhand.cases.registry import register_deciders, register_namer, register_refusals, register_updaters
from evenhand.cases.rules.naming import name_case
from evenhand.cases.rules.papers import DECIDERS
from evenhand.cases.updates import UPDATERS
from evenhand.cases.words import REFUSALS


def register_cases() -> None:
    """Called once while the program starts."""
    register_namer(name_case)
    register_deciders(DECIDERS)
    register_updaters(UPDATERS)
    register_refusals(REFUSALS)
