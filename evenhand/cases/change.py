"""One event on its way into the tables: what an updater is handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from evenhand.cases.rules.types import Actor, Event
from evenhand.vault.keys import CaseKey

if TYPE_CHECKING:
    from evenhand.cases.models import Case, Party


@dataclass(frozen=True)
class Change:
    """The case (locked), its opened key, the event, who did it and when it was entered."""

    case: Case
    key: CaseKey
    event: Event
    by: Actor
    at: datetime

    @property
    def after(self) -> Mapping[str, Any]:
        """What became known; also holds what is sealed."""
        return self.event.after

    @property
    def happened_at(self) -> datetime:
        """When it was so: the time of entry unless the event is a late one."""
        return self.event.happened_at or self.at

    @property
    def signature(self) -> str:
        """Who did it, as the tables keep it: a person's code, a seat, or a role."""
        return self.by.code or self.by.seat or self.by.role

    def find_party(self) -> Party:
        """The person the event is about."""
        return self.case.parties.get(seat=self.event.subject)
