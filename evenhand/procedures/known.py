"""What the program knows for a kind of case: the acts it can do and the facts it can find out.

The packs that are shipped use all of them, and the program is held to those; so they are the list.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evenhand.procedures.packs import keep_pack
from evenhand.procedures.rules.findings import PackUnusable
from evenhand.procedures.rules.procedure import Procedure

Known = tuple[frozenset[str], frozenset[str]]
SHIPPED = Path(__file__).resolve().parents[2] / "packs"


def list_known(kind: str) -> Known | None:
    """The codes of acts and of facts; none for a kind that no shipped pack is of."""
    packs = [pack for pack in _list_shipped() if pack.kind == kind]
    if not packs:
        return None
    acts = frozenset(step.act for pack in packs for step in pack.steps)
    return acts, frozenset(fact.code for pack in packs for fact in pack.facts)


@cache
def _list_shipped() -> tuple[Procedure, ...]:
    found = []
    for file in sorted(SHIPPED.glob("*/pack.toml")):
        try:
            found.append(keep_pack(file.parent))
        except PackUnusable:
            continue  # what is wrong with it is told where it is checked itself
    return tuple(found)
