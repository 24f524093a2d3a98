"""The same program with its sealing or its record taken away, in this process alone: what they cost is the difference.

For the bench only. Nothing in the program can be switched off.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

BARE = b"\x00"
VARIANTS = {
    "all": (True, True),
    "unsealed": (False, True),
    "unrecorded": (True, False),
    "bare": (False, False),
}


@dataclass(frozen=True)
class Plain:
    """What stands where an entry would be: its number."""

    pk: int


class Memory:
    """What happened, kept in memory: clocks need it, and nothing else of the record."""

    def __init__(self) -> None:
        self.events: dict[uuid.UUID, list[tuple[str, datetime]]] = defaultdict(list)
        self.numbers = count(1)

    def append(self, *, scope: uuid.UUID, tag: Any, happened_at: datetime, **_rest: Any) -> Plain:
        """An event without hash, chain or row."""
        self.events[scope].append((tag.value, happened_at))
        return Plain(next(self.numbers))

    def list(self, scope: uuid.UUID) -> list[tuple[str, datetime]]:
        """What happened in a case."""
        return list(self.events[scope])


class NoKeys:
    """Case keys that are neither made, kept nor wrapped; the centre's own key stays in its store."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def create(self, key_id: str) -> Any:
        """A key that lies nowhere."""
        from evenhand.vault.case_key import CaseKey

        return CaseKey(key_id, bytes(32))

    def create_all(self, key_ids: Sequence[str]) -> list[Any]:
        """Many of them."""
        return [self.create(each) for each in key_ids]

    def open(self, key_id: str) -> Any:
        """The centre's from its store, a case's from nowhere."""
        return self.create(key_id) if key_id.startswith("case:") else self._real.open(key_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Switch:
    """Takes sealing and record away and gives them back. A case is only worked on as it was made."""

    def __init__(self) -> None:
        from evenhand.cases import refresh, writing
        from evenhand.vault import keys
        from evenhand.vault.case_key import CaseKey

        self._keys, self._key, self._writing, self._refresh = keys, CaseKey, writing, refresh
        self._seal, self._open = CaseKey.seal, CaseKey.open
        self._append, self._list = writing.append_entry, refresh.list_events
        self._keeper, self._memory = keys.find_keeper(), Memory()
        self._place = keys._current

    def turn(self, variant: str) -> None:
        """From here on the program runs as this variant."""
        sealed, recorded = VARIANTS[variant]
        for name, value in self._choose(sealed, recorded):
            owner, _, attribute = name.partition(".")
            setattr(getattr(self, owner), attribute, value)

    def _choose(self, sealed: bool, recorded: bool) -> Iterator[tuple[str, Any]]:
        yield "_key.seal", self._seal if sealed else leave_open
        yield "_key.open", self._open if sealed else read_either(self._open)
        place = self._place
        assert place is not None
        yield "_keys._current", (place[0], self._keeper if sealed else NoKeys(self._keeper))
        yield "_writing.append_entry", self._append if recorded else self._memory.append
        yield "_refresh.list_events", self._list if recorded else self._memory.list


def leave_open(_key: Any, _table: str, _field: str, _row: str, plain: bytes) -> bytes:
    """The words as they are, behind a mark."""
    return BARE + plain


def read_either(opened: Callable[..., bytes]) -> Callable[..., bytes]:
    """What was left open, and what the centre has sealed."""

    def read(key: Any, table: str, field: str, row: str, sealed: bytes) -> bytes:
        text = bytes(sealed)
        return text[1:] if text[:1] == BARE else opened(key, table, field, row, text)

    return read
