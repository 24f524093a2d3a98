"""Writes of the outbox: queue what an event calls for, cancel what is out of date, note what was done by
hand.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from evenhand.access.rules import Role, Viewer
from evenhand.cases.acts import Done, perform
from evenhand.cases.queries import describe_party, read_procedure
from evenhand.cases.rules.types import Event, PartyFacts
from evenhand.notices.models import Notice
from evenhand.notices.queries import find_calendar_entry, find_notice_by_token, is_current
from evenhand.notices.rules import choose_seats, keep_public, plan_reminders
from evenhand.procedures.rules.duties import Notice as NoticeRow
from evenhand.procedures.rules.procedure import Procedure

SESSION = "session:time:"
WAY_IN = "portal_link"  # the notice of every pack that lets a party in
LINK_PAUSE = timedelta(minutes=5)
USED = "used"  # the session was cancelled by this reminder's link


@dataclass(frozen=True)
class LinkDone:
    """The link had its effect now, or had it before: `what` is `reminders` or `session`."""

    what: str


@dataclass(frozen=True)
class LinkUnknown:
    """There is no such link, or what it was for is over."""


def queue_notices(*, case: Any, events: Sequence[Event], procedure: Procedure, at: datetime) -> int:
    """Queue what these events of a case call for; returns how many rows are new.

    Called in the transaction that writes the events, after the tables were updated: notices exist if and only
    if what they tell of does. Called again with the same events it queues nothing twice.
    """
    drafts: list[Notice] = []
    for event in events:
        tag = event.tag.value
        _cancel_until(case, tag, procedure)
        wanted = [row for row in procedure.notices if tag in row.on]
        if wanted:
            facts = keep_public(event.before, event.after) | _name_entry(case, tag)
            drafts += [draft for row in wanted for draft in _draft(case, row, event, facts, procedure, at)]
    if not drafts:
        return 0
    before = Notice.objects.filter(case=case).count()
    Notice.objects.bulk_create(drafts, ignore_conflicts=True)
    return Notice.objects.filter(case=case).count() - before


def queue_after(case: Any, procedure: Procedure, events: Sequence[Event], at: datetime) -> None:
    """What the engine calls after an act, in its transaction."""
    queue_notices(case=case, events=events, procedure=procedure, at=at)


def _draft(
    case: Any, row: NoticeRow, event: Event, facts: dict[str, Any], procedure: Procedure, at: datetime
) -> Iterator[Notice]:
    """One row for each person and each time the notice is for."""
    zone = case.centre.time_zone if procedure.tz == "centre" else procedure.tz
    dues: tuple[datetime, ...] = (at,)
    if row.kind == "reminder":
        dues = plan_reminders(datetime.fromisoformat(facts["when"]), zone, at) if "when" in facts else ()
    known = facts | _find_last_day(case, row.clock)
    for seat, user in _list_addressees(case, row, event):
        for due in dues:
            yield Notice(
                case=case,
                seat=seat,
                user=user,
                code=row.code,
                template=row.template,
                kind=row.kind,
                facts=known,
                once=_name_once(case, row.code, seat or user.code, event.tag.value, at, due),
                queued_at=at,
                due_at=due,
                next_try_at=due,
            )


def _list_addressees(case: Any, row: NoticeRow, event: Event) -> list[tuple[str, Any]]:
    people: list[PartyFacts] = [describe_party(party) for party in case.parties.all()]
    people.sort(key=lambda person: int(person.seat[1:]))
    seats = choose_seats(row.to, people, event.subject)
    staff: dict[int, Any] = {}
    if "mediator" in row.to:
        asked = case.assignments.filter(state__in=["asked", "accepted"]).select_related("mediator")
        staff |= {answer.mediator_id: answer.mediator for answer in asked}
    if "worker" in row.to and case.worker is not None:
        staff[case.worker_id] = case.worker
    return [(seat, None) for seat in seats] + [("", user) for user in staff.values()]


def _find_last_day(case: Any, clock: str) -> dict[str, str]:
    row = case.clocks.filter(code=clock).exclude(last_day=None).first() if clock else None
    return {"by": row.last_day.isoformat()} if row else {}


def _name_once(case: Any, code: str, whom: str, tag: str, at: datetime, due: datetime) -> str:
    parts = (case.pk.hex, code, whom, tag, at.isoformat(), due.isoformat())
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _name_entry(case: Any, tag: str) -> dict[str, Any]:
    """The calendar entry's id: a new random one for a new appointment, the same with a higher number when it
    changes.
    """
    if not tag.startswith(SESSION):
        return {}
    entry = find_calendar_entry(case)
    cancelled = {"cancelled": True} if tag == f"{SESSION}cancelled" else {}
    if tag == f"{SESSION}confirmed" or entry is None:
        return {"uid": uuid.uuid4().hex, "sequence": 0} | cancelled
    return {"uid": entry.uid, "sequence": entry.sequence + 1} | cancelled


def queue_link(*, case: Any, seat: str, at: datetime) -> bool:
    """Send a party a fresh way in, because the last one has run out; false where one is on its way or just
    went.

    It goes to the address the case has, so asking for it gives nothing to whoever asks.
    """
    row = next((row for row in read_procedure(case).notices if row.code == WAY_IN), None)
    recent = Notice.objects.filter(case=case, seat=seat, code=WAY_IN, queued_at__gt=at - LINK_PAUSE)
    if row is None or case.state != "open" or recent.exists():
        return False
    once = _name_once(case, row.code, seat, "asked", at, at)
    Notice.objects.create(
        case=case,
        seat=seat,
        code=row.code,
        template=row.template,
        kind=row.kind,
        once=once,
        queued_at=at,
        due_at=at,
        next_try_at=at,
    )
    return True


# -- taking back ---------------------------------------------------------------------------------------------
def _cancel_until(case: Any, tag: str, procedure: Procedure) -> None:
    codes = [row.code for row in procedure.notices if tag in row.until]
    if codes:
        _cancel(Notice.objects.filter(case=case, code__in=codes), "overtaken")


def _cancel(rows: Any, fault: str) -> int:
    return int(
        rows.filter(state__in=["waiting", "call_due", "letter_due"]).update(state="cancelled", fault=fault)
    )


def cancel_reminders(*, case: Any, at: datetime, seat: str = "", why: str = "moved") -> int:
    """Take back the reminders of a case that nobody has seen yet (those of one seat, where one is given)."""
    rows = Notice.objects.filter(case=case, kind="reminder", queued_at__lte=at)
    return _cancel(rows.filter(seat=seat) if seat else rows, why)


def cancel_by_link(*, token: str, what: str, at: datetime) -> Any:
    """What the link in a reminder does when its page is posted (opening the page does nothing).

    `reminders`: this person gets no more of them. `session`: this person cannot come; the pack's act is done
    in their name, with every rule that holds for them elsewhere. Returns `LinkDone`, `LinkUnknown`, or the
    act's own refusal.
    """
    notice = find_notice_by_token(token, at)
    if notice is None:
        return LinkUnknown()
    if what == "reminders":
        cancel_reminders(case=notice.case, at=at, seat=notice.seat, why="asked")
        return LinkDone("reminders")
    return _cancel_session(notice, at)


def _cancel_session(notice: Notice, at: datetime) -> Any:
    """Only the appointment the reminder was about: a link to a time that was moved since cancels nothing."""
    rows: Iterable[NoticeRow] = read_procedure(notice.case).notices
    act = next((row.cancel_act for row in rows if row.code == notice.code), "")
    if notice.fault == USED:
        return LinkDone("session")
    if not act or not is_current(notice):
        return LinkUnknown()
    party = Viewer(role=Role.PARTY, case=notice.case.pk, seat=notice.seat)
    with transaction.atomic():
        result = perform(by=party, number=notice.case.number, act=act, data={"party": notice.seat}, at=at)
        if not isinstance(result, Done):
            return result
        Notice.objects.filter(pk=notice.pk).update(fault=USED)
    return LinkDone("session")


# -- done by hand --------------------------------------------------------------------------------------------
def mark_letter_made(*, notice_id: uuid.UUID, at: datetime, by: str) -> bool:
    """A person of the centre (`by`, their code) posted the letter or made the call; false if it was done
    already.
    """
    rows = Notice.objects.by_hand().filter(pk=notice_id)
    return rows.update(state="made", sent_at=at, made_by=by, lease_until=None) == 1


def forget_notices(*, case: Any) -> None:
    """Part of erasing a case: nobody is told anything any more, and the sealed links go. Doing it twice is
    harmless.
    """
    _cancel(Notice.objects.filter(case=case), "erased")
    Notice.objects.filter(case=case).update(cancel_token=None, cancel_hash=None)
