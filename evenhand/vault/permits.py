"""A permit: the answer "yes, for this case" that opens its key. Only the access storey makes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to open one key: whose key, and the rule under which it was allowed."""

    key_id: str
    why: str
