"""Where kinds of case plug in from above: `site/apps.py` calls their `register`, `cases` never names one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from evenhand.cases.rules.types import Act, Actor, CaseFacts, Event, Outcome
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

if TYPE_CHECKING:
    from evenhand.cases.change import Change
    from evenhand.cases.models import Case

Decider = Callable[[Procedure, CaseFacts, Act, datetime], Outcome]
Namer = Callable[[CaseFacts, Actor, str, datetime], frozenset[str]]
Updater = Callable[["Change"], None]
Preparer = Callable[["Case", Act], Act]
After = Callable[["Case", Procedure, Sequence[Event], datetime], None]


@dataclass
class Kind:
    """What one kind of case brings: its rules, how its facts are read and named, and how its stage is chosen."""

    name: str
    read_facts: Callable[[Case], Any]
    name_facts: Namer
    choose_stage: Callable[[frozenset[str]], str]
    list_choices: Callable[[CaseFacts, Procedure], dict[str, list[tuple[str, str]]]]
    # Open cases in which something became so because time passed, beside the clocks.
    list_timed: Callable[[datetime], set[UUID]]
    # Tables with at most one row for a case, by the name a case knows the row by: read in the same query.
    beside: tuple[str, ...] = ()
    # Tables that most cases have no row in, by the same kind of name: asked only where the case has one.
    sparse: tuple[str, ...] = ()


@dataclass
class Registry:
    """All that was registered; one per process, filled once while the program starts."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    deciders: dict[str, Decider] = field(default_factory=dict)
    updaters: dict[Tag, Updater] = field(default_factory=dict)
    namers: list[Namer] = field(default_factory=list)
    readers: dict[str, Callable[[Case], Any]] = field(default_factory=dict)
    after: list[After] = field(default_factory=list)
    refusals: dict[str, Any] = field(default_factory=dict)
    preparers: dict[str, Preparer] = field(default_factory=dict)
    sparse: list[str] = field(default_factory=list)

    def list_sparse(self) -> list[str]:
        """Every table that is asked only where a case has rows in it."""
        return [*self.sparse, *(name for kind in self.kinds.values() for name in kind.sparse)]


REGISTRY = Registry()


def register_kind(kind: Kind) -> None:
    """Add a kind of case."""
    REGISTRY.kinds[kind.name] = kind


def register_deciders(deciders: Mapping[str, Decider]) -> None:
    """Add the rules of acts, by the act's code."""
    REGISTRY.deciders.update(deciders)


def register_updaters(updaters: Mapping[Tag, Updater]) -> None:
    """Add what an event writes into the tables, by its tag."""
    REGISTRY.updaters.update(updaters)


def register_namer(namer: Namer) -> None:
    """Add names of facts that hold for every kind of case."""
    if namer not in REGISTRY.namers:
        REGISTRY.namers.append(namer)


def register_reader(part: str, reader: Callable[[Case], Any], sparse: str = "") -> None:
    """Add a part of `CaseFacts` that a storey above the cases knows how to read; `sparse`: its table's name."""
    REGISTRY.readers[part] = reader
    if sparse and sparse not in REGISTRY.sparse:
        REGISTRY.sparse.append(sparse)


def register_after(after: After) -> None:
    """Add what happens in the same transaction after the tables are updated, such as queueing notices."""
    if after not in REGISTRY.after:
        REGISTRY.after.append(after)


def register_refusals(words: dict[str, Any]) -> None:
    """Add what is said when a rule refuses for a reason that is no fact of the pack (translated when shown)."""
    REGISTRY.refusals.update(words)


def register_preparer(act: str, preparer: Preparer) -> None:
    """Add what is found out, with the case locked, before the rule of an act decides."""
    REGISTRY.preparers[act] = preparer
