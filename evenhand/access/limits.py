"""How often somebody may try: token buckets in memory, and no address at rest anywhere.

A bucket is named by a keyed hash of an address prefix; the key is drawn anew each day and lives in this process
alone, so not even a copy of the memory tells tomorrow who came today.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime
from ipaddress import ip_address, ip_network
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

MOST_BUCKETS = 20_000
PREFIXES = {4: 24, 6: 56}  # a household or a small office shares a bucket


@dataclass(frozen=True)
class Limit:
    """So many tries at once, and one more each `seconds`."""

    name: str
    tries: int
    seconds: float


@dataclass
class Buckets:
    """The buckets of this process. Full ones are forgotten; when there are too many, the oldest go."""

    day: date | None = None
    key: bytes = b""
    left: OrderedDict[bytes, tuple[float, datetime]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def take(self, limit: Limit, whom: str, at: datetime) -> bool:
        """Take one try; false when there is none left."""
        with self.lock:
            name = self._name(limit, whom, at.date())
            tries, since = self.left.pop(name, (float(limit.tries), at))
            tries = min(limit.tries, tries + max(0.0, (at - since).total_seconds()) / limit.seconds)
            allowed = tries >= 1
            self.left[name] = (tries - 1 if allowed else tries, at)
            while len(self.left) > MOST_BUCKETS:
                self.left.popitem(last=False)
            return allowed

    def _name(self, limit: Limit, whom: str, today: date) -> bytes:
        if self.day != today:
            self.day, self.key = today, secrets.token_bytes(32)
            self.left.clear()
        return hmac.digest(self.key, f"{limit.name}\0{whom}".encode(), hashlib.sha256)

    def forget(self) -> None:
        """Forget everybody."""
        with self.lock:
            self.day = None
            self.left.clear()


BUCKETS = Buckets()


def find_prefix(address: str) -> str:
    """The network that an address stands for here; what is no address is one bucket for all."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{known}/{PREFIXES[known.version]}", strict=False))


def read_address(request: HttpRequest) -> str:
    """Where a request comes from: the last hop the proxy names, where there is a proxy, else the connection."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def take_try(request: HttpRequest, limit: Limit, at: datetime) -> bool:
    """One try of whoever sends this request; false when they must wait."""
    return BUCKETS.take(limit, find_prefix(read_address(request)), at)
