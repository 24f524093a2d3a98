"""The mailer: takes what is due from the outbox, sends it, and writes down what became of it.

A row is leased before it is sent and marked after the server took it. A mailer killed in between leaves the
lease behind; when it has run out the mail is sent again with the same id: nothing is lost, and one kill makes
at most one second copy.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from evenhand.notices.calendar import make_invitation
from evenhand.notices.mail import Mailer, Refused, ServerDown, TakenLater, make_message
from evenhand.notices.models import Notice
from evenhand.notices.rendering import choose_notice_way, open_addressee, open_case, write_text
from evenhand.notices.rules import TextUnfit, find_next_try
from evenhand.vault.keystore import KeyGone

# Longer than the slowest batch: 20 mails at the server's patience of 20 s each.
LEASE = timedelta(minutes=10)
BY_HAND = {"letter": "letter_due", "call": "call_due", "withheld": "withheld"}
log = structlog.get_logger("evenhand.notices")


@dataclass(frozen=True)
class SendTally:
    """What one run did: mails sent, put off, given up, left to people, and taken back."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    by_hand: int = 0
    cancelled: int = 0

    def __bool__(self) -> bool:
        return any((self.sent, self.retried, self.failed, self.by_hand, self.cancelled))


@dataclass(frozen=True)
class Fate:
    """What becomes of a row: its state, why, and under which count of the tally."""

    state: str
    fault: str
    count: str


def send_due_notices(*, at: datetime, limit: int = 20) -> SendTally:
    """Send what is due at `at`, at most `limit` rows. Safe to run in several workers at once, and to kill."""
    counts: Counter[str] = Counter()
    down = False
    with Mailer() as mailer:
        for notice in lease_due(at, limit):
            fate = _put_off(notice, at, "unreachable") if down else _deliver(notice, mailer, at)
            down = down or fate.fault == "unreachable"
            _mark(notice, fate, at)
            counts[fate.count] += 1
    if counts:
        log.info("outbox run", job="send_notices", count=sum(counts.values()), outcome=_say(counts))
    return SendTally(**counts)


def _say(counts: Counter[str]) -> str:
    return ",".join(f"{name}:{count}" for name, count in sorted(counts.items()))


def lease_due(at: datetime, limit: int) -> list[Notice]:
    """Take due rows into this mailer's hands until `at` plus ten minutes; no other mailer gets them
    meanwhile.

    PostgreSQL skips rows that another mailer is just taking; SQLite lets one writer in at a time.
    """
    until = at + LEASE
    with transaction.atomic():
        turn = Notice.objects.due(at).order_by("next_try_at", "pk")
        taken = list(turn.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
        Notice.objects.filter(pk__in=taken).update(
            state="sending", lease_until=until, attempts=F("attempts") + 1
        )
    rows = Notice.objects.filter(pk__in=taken).select_related("case__centre", "user")
    return list(rows.order_by("due_at", "pk"))


def _deliver(notice: Notice, mailer: Mailer, at: datetime) -> Fate:
    if _came_too_late(notice, at):
        return Fate("cancelled", "too_late", "cancelled")
    try:
        return _send(notice, mailer, at)
    except Exception as fault:
        return _judge(notice, fault, at)


def _judge(notice: Notice, fault: Exception, at: datetime) -> Fate:
    """What a fault means for the row. One row that cannot be worked on must not hold up everybody else's
    mail.
    """
    if isinstance(fault, KeyGone):
        return Fate("cancelled", "erased", "cancelled")
    if isinstance(fault, TextUnfit | Refused):
        return Fate("failed", getattr(fault, "code", "template"), "failed")
    if isinstance(fault, TakenLater | ServerDown):
        return _put_off(notice, at, "unreachable" if isinstance(fault, ServerDown) else "later")
    # Only the kind of the fault: its words may hold what was just opened.
    log.error("a notice could not be sent", job="send_notices", reason=type(fault).__name__)
    return _put_off(notice, at, "fault")


def _came_too_late(notice: Notice, at: datetime) -> bool:
    return notice.kind == "reminder" and at >= datetime.fromisoformat(notice.facts["when"])


def _put_off(notice: Notice, at: datetime, fault: str) -> Fate:
    again = find_next_try(notice.attempts, notice.due_at, at)
    if again is None:
        return Fate("failed", fault, "failed")
    notice.next_try_at = again
    return Fate("waiting", fault, "retried")


def _send(notice: Notice, mailer: Mailer, at: datetime) -> Fate:
    key = open_case(notice)
    addressee = open_addressee(notice, key)
    way = choose_notice_way(notice, addressee)
    if way != "email":
        return Fate(BY_HAND[way], "", "by_hand")
    mailer.open()
    text = write_text(notice, addressee.language, key, at)
    message = make_message(notice, addressee.email, text.subject, text.body, text.words.language)
    if notice.kind == "message" and {"uid", "when"} <= notice.facts.keys():
        message.attach("appointment.ics", _make_entry(notice, text.words.language), "text/calendar")
    mailer.send(message)
    return Fate("sent", "", "sent")


def _make_entry(notice: Notice, language: str) -> bytes:
    """The appointment for the person's calendar. Made at the time of queueing, so every copy is the same."""
    return make_invitation(
        uid=notice.facts["uid"],
        starts=datetime.fromisoformat(notice.facts["when"]),
        minutes=notice.facts.get("minutes", 60),
        venue=notice.case.centre.name if notice.facts.get("place") == "centre" else "",
        sequence=notice.facts["sequence"],
        language=language,
        at=notice.queued_at,
        cancelled=notice.facts.get("cancelled", False),
    )


def _mark(notice: Notice, fate: Fate, at: datetime) -> None:
    """Write down what became of a row, if it is still in this mailer's hands."""
    mine = Notice.objects.filter(pk=notice.pk, state="sending", lease_until=notice.lease_until)
    mine.update(
        state=fate.state,
        fault=fate.fault,
        next_try_at=notice.next_try_at,
        lease_until=None,
        sent_at=at if fate.state == "sent" else None,
    )
