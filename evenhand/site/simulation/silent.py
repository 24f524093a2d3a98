"""A mail backend for made-up centres: takes every mail and keeps none of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class SilentBackend(BaseEmailBackend):
    """Nothing is sent and no text lies anywhere; the demo's outbox writes a mail anew when somebody reads it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken: all of them."""
        return len(email_messages)
