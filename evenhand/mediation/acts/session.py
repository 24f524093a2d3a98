"""What times and sessions write into the tables."""

from __future__ import annotations

import secrets
from datetime import datetime

from evenhand.cases.change import Change
from evenhand.mediation.models import Session, TimesOffer
from evenhand.record.tags import Tag
from evenhand.vault.fields import open_json, seal_into


def _read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def add_offer(change: Change) -> None:
    """Times to choose from; the former offer is closed."""
    change.case.offers.filter(is_open=True).update(is_open=False)
    TimesOffer.objects.create(
        case=change.case, at=change.at, minutes=change.after["minutes"], slots=change.after["slots"]
    )


def add_answer(change: Change) -> None:
    """Which times suit somebody: sealed. That they answered: a fact."""
    offer = change.case.offers.get(is_open=True)
    answers = open_json(offer, change.key, "answers") or {}
    answers[change.after["who"]] = list(change.after["suits"])
    seal_into(offer, change.key, answers=answers)
    offer.answered = sorted(answers)
    offer.save()


def confirm_session(change: Change) -> None:
    """The offer becomes a session; its calendar entry gets a name that says nothing."""
    change.case.offers.filter(is_open=True).update(is_open=False)
    Session.objects.create(
        case=change.case,
        ref=f"m{change.case.sessions.count() + 1}",
        state="confirmed",
        starts=_read_moment(change.after["starts"]),
        minutes=change.after["minutes"],
        place=change.after["place"],
        uid=secrets.token_urlsafe(18),
    )


def move_session(change: Change) -> None:
    """Another time for the same session, so that calendars move the entry they have."""
    session = change.case.sessions.get(state="confirmed")
    session.starts = _read_moment(change.after["starts"])
    session.place, session.minutes = change.after["place"], change.after["minutes"]
    session.sequence += 1
    session.save()


def cancel_session(change: Change) -> None:
    """The session does not take place."""
    session = change.case.sessions.get(state="confirmed")
    session.state, session.sequence = "cancelled", session.sequence + 1
    session.save()


def record_session(change: Change) -> None:
    """How it went; a session that was never agreed in the program is entered as it was."""
    session = change.case.sessions.filter(state="confirmed").first() or Session(
        case=change.case,
        ref=f"m{change.case.sessions.count() + 1}",
        place="centre",
        uid=secrets.token_urlsafe(18),
        starts=change.happened_at,
        minutes=change.after.get("minutes") or 120,
    )
    missed = change.event.tag is Tag.SESSION_MEETING_MISSED
    session.state = "missed" if missed else "held"
    session.held_on = change.happened_at
    session.result = change.after["result"]
    session.attendance = change.after["attendance"]
    session.minutes = change.after.get("minutes") or session.minutes
    session.save()


def correct_session(change: Change) -> None:
    """The last recorded session as it really was; what stood there before stays in the record."""
    session = change.case.sessions.filter(state__in=["held", "missed"]).order_by("held_on").last()
    if session is None:
        raise Session.DoesNotExist
    session.held_on = _read_moment(change.after["held_on"])
    session.result = change.after["result"]
    session.attendance = change.after.get("attendance", session.attendance)
    session.state = "missed" if session.result == "no_show" else "held"
    session.save()


UPDATERS = {
    Tag.SESSION_TIMES_OFFERED: add_offer,
    Tag.SESSION_TIMES_ANSWERED: add_answer,
    Tag.SESSION_TIME_CONFIRMED: confirm_session,
    Tag.SESSION_TIME_MOVED: move_session,
    Tag.SESSION_TIME_CANCELLED: cancel_session,
    Tag.SESSION_MEETING_HELD: record_session,
    Tag.SESSION_MEETING_MISSED: record_session,
    Tag.SESSION_RECORD_CORRECTED: correct_session,
}
