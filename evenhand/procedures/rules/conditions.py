"""Questions about a case that a pack asks in named facts: what a step needs, and what shuts it."""

from __future__ import annotations

from dataclasses import dataclass

from evenhand.procedures.rules.words import Codes, PackTable


@dataclass(frozen=True)
class Condition(PackTable):
    """A question about a case, asked in named facts: every one of `all`, at least one of `any`, not one
    of `none`.
    """

    all: Codes = ()
    any: Codes = ()
    none: Codes = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks about."""
        return (*self.all, *self.any, *self.none)


@dataclass(frozen=True)
class Bar(PackTable):
    """What shuts a step: any one of `any`, or all of `all` together."""

    any: Codes = ()
    all: Codes = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks about."""
        return (*self.any, *self.all)


ALWAYS, NOTHING = Condition(), Bar()
