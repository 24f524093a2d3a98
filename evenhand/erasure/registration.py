"""Plugs erasure into the engine."""

from __future__ import annotations

from evenhand.cases.registry import register_deciders, register_reader, register_updaters
from evenhand.erasure.acts import UPDATERS
from evenhand.erasure.queries import read_erasure
from evenhand.erasure.rules import DECIDERS


def register_erasure() -> None:
    """Called once while the program starts."""
    register_deciders(DECIDERS)
    register_updaters(UPDATERS)
    register_reader("erasure", read_erasure)
