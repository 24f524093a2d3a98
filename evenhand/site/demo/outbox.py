"""What would have been mailed: a row for each notice, and its text written anew when somebody reads it.

No text lies anywhere, in the demo as elsewhere: it is made for the one page on which it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from evenhand.calendars.clock import read_now
from evenhand.cases.entrance import give_way_in
from evenhand.notices.rendering import open_addressee, open_case, write_text
from evenhand.notices.rules import TextUnfit
from evenhand.procedures.packs import find_procedure
from evenhand.vault.keys import KeyGone

GONE, AHEAD = 60, 30
PAPER = "letter_due"


@dataclass(frozen=True)
class Mail:
    """One mail as its addressee would read it. `pin` is what that person was told when they first talked."""

    to: str
    subject: str
    body: str
    language: str
    pin: str


def list_gone() -> list[dict[str, Any]]:
    """What was sent, printed or called last, newest first; and what waits for somebody's hands."""
    return [_describe(row) for row in _find().exclude(state="waiting").order_by("-due_at", "pk")[:GONE]]


def list_ahead() -> list[dict[str, Any]]:
    """What waits for its day, soonest first."""
    return [_describe(row) for row in _find().filter(state="waiting").order_by("due_at", "pk")[:AHEAD]]


def _find() -> Any:
    """The notices of all cases that are there. Tables are named by string here, as in a foreign key."""
    rows = apps.get_model("evenhand", "Notice").objects.exclude(case__state="erased")
    return rows.select_related("case__centre", "user")


def _describe(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.case.number,
        "whom": name_seat(row.seat) if row.seat else row.user.username,
        "title": name_notice(row),
        "at": row.sent_at or row.due_at,
        "state": name_states().get(row.state, row.state),
        "calm": row.state in {"sent", "made"},
    }


def name_seat(seat: str) -> str:
    """A seat in words; the first two are the sides."""
    return {"p1": _("Resident"), "p2": _("Other party")}.get(seat, _("Beside a party"))


def name_states() -> dict[str, str]:
    """What became of a notice, in words."""
    return {
        "waiting": _("Waits for its day"),
        "sending": _("On its way"),
        "sent": _("Mailed"),
        "made": _("Done by hand"),
        "cancelled": _("Taken back"),
        "letter_due": _("A letter to print"),
        "call_due": _("A call to make"),
        "withheld": _("No safe way"),
        "failed": _("Failed"),
    }


def name_notice(row: Any) -> str:
    """The notice's title in the pack that the case runs under."""
    procedure = find_procedure(row.case.pack, row.case.pack_version)
    title = next((each.title for each in procedure.notices if each.code == row.code), None)
    return procedure.text(title, "en") if title else row.code


def read_mail(notice_id: UUID) -> Mail | None:
    """The text of one notice; nothing where its case is gone or the text cannot be made any more."""
    notice = _find().filter(pk=notice_id).first()
    if notice is None:
        return None
    try:
        key = open_case(notice)
        person = open_addressee(notice, key)
        text = write_text(notice, person.language, key, read_now(), on_paper=notice.state == PAPER)
    except (KeyGone, TextUnfit):
        return None
    pin = give_way_in(number=notice.case.number, seat=notice.seat, at=read_now()).pin if notice.seat else ""
    return Mail(person.email or person.name, text.subject, text.body, text.words.language, pin)
