"""The post of a made-up centre: what was due is marked as told on its day, and nothing leaves this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from evenhand.notices.acts import mark_letter_made
from evenhand.notices.queries import list_due_by_hand
from evenhand.notices.sending import send_due_notices

SILENT = "evenhand.site.simulation.silent.SilentBackend"
BATCH = 500
# Letters and calls younger than this still wait for somebody to make them.
LEFT_TO_DO = timedelta(days=2)


@contextmanager
def mute_mail() -> Iterator[None]:
    """Whatever the settings say, mail goes nowhere meanwhile: these addresses are nobody's."""
    log = logging.getLogger("evenhand.notices")
    usual, level = settings.EMAIL_BACKEND, log.level
    settings.EMAIL_BACKEND = SILENT
    # A line for each of two hundred simulated days would say nothing that the figures do not.
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual
        log.setLevel(level)


class MailRound:
    """Goes round once for each day on which something happened: sends what is due by the evening before."""

    def __init__(self, by: str) -> None:
        self.by = by
        self._last: datetime | None = None

    def bring_out(self, at: datetime) -> None:
        """Before the first act of a new day, the mail of the days before goes out."""
        if self._last is not None and at.date() > self._last.date():
            evening = self._last.replace(hour=21, minute=45)
            send_due_notices(at=max(evening, self._last), limit=BATCH)
        self._last = at

    def finish(self, now: datetime, centre: Any) -> None:
        """What is due by now goes out too; letters and calls of earlier days were made by hand then."""
        send_due_notices(at=now, limit=BATCH)
        for line in list_due_by_hand(centre):
            if line.due_at < now - LEFT_TO_DO:
                mark_letter_made(notice_id=line.id, at=line.due_at + timedelta(hours=5), by=self.by)
