"""Short references drawn by chance, in letters that cannot be misread aloud."""

from __future__ import annotations

import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def draw_code(length: int = 5) -> str:
    """A short unguessable reference: five bits a letter."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(length))
