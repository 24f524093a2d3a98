"""A request that comes twice has one effect: the first answer is kept under a hash of the request's own key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from evenhand.access.rules import Viewer
from evenhand.cases.model_papers import Once

KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Ticket:
    """A request's key and a keyed digest of its content; neither lets anybody read what was sent."""

    hash: str
    digest: str


@dataclass(frozen=True)
class Earlier:
    """What the same request did before; `same` is false when it now comes with other content."""

    number: str
    entries: tuple[int, ...]
    same: bool


def _digest(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, default=repr, ensure_ascii=False)
    # Keyed, so that a stolen database does not tell whether a guessed text was sent.
    return salted_hmac("evenhand.once", text, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def make_once(by: Viewer, number: str, act: str, data: Mapping[str, Any], once: str) -> Ticket | None:
    """The ticket of a request; nothing when it brought no key of its own."""
    if not once:
        return None
    whole = "\0".join([by.signature, str(by.case or by.centre), number, act, once])
    return Ticket(hashlib.sha256(whole.encode()).hexdigest(), _digest(data))


def find_once(ticket: Ticket | None) -> Earlier | None:
    """What this request did when it came before."""
    row = Once.objects.filter(hash=ticket.hash).first() if ticket else None
    if row is None or ticket is None:
        return None
    return Earlier(row.number, tuple(row.entries), same=row.digest == ticket.digest)


def keep_once(ticket: Ticket | None, number: str, entries: Sequence[int], at: datetime) -> None:
    """Remember what a request did, in the transaction that did it."""
    if ticket is not None:
        Once.objects.create(
            hash=ticket.hash, digest=ticket.digest, number=number, entries=list(entries), at=at
        )


def forget_old_requests(*, at: datetime) -> int:
    """Forget requests older than a week: nobody repeats those by accident."""
    return Once.objects.filter(at__lt=at - KEPT).delete()[0]
