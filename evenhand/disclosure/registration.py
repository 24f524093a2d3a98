"""Plugs telling somebody outside into the engine."""

from __future__ import annotations

from evenhand.cases.registry import (
    register_deciders,
    register_namer,
    register_reader,
    register_refusals,
    register_updaters,
)
from evenhand.disclosure.acts import UPDATERS
from evenhand.disclosure.queries import read_disclosure
from evenhand.disclosure.rules import DECIDERS, name_disclosure
from evenhand.disclosure.words import REFUSALS


def register_disclosure() -> None:
    """Called once while the program starts."""
    register_deciders(DECIDERS)
    register_updaters(UPDATERS)
    register_reader("disclosure", read_disclosure, sparse="disclosures")
    register_namer(name_disclosure)
    register_refusals(REFUSALS)
