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

PAGE = 60
ON_PAPER = frozenset({"letter_due", "call_due", "withheld"})


@dataclass(frozen=True)
class Mail:
    """One mail as its addressee would read it. `pin` is what that person was told when they first talked."""

    to: str
    subject: str
    body: str
    language: str
    pin: str


def list_rows() -> list[dict[str, Any]]:
    """The newest notices, with their titles in the pack's words."""
    found = apps.get_model("evenhand", "Notice").objects.exclude(case__state="erased")
    rows = found.select_related("case", "user").order_by("-due_at", "pk")[:PAGE]
    states = name_states()
    return [
        {
            "id": row.pk,
            "number": row.case.number,
            "whom": row.seat or row.user.username,
            "title": name_notice(row),
            "at": row.sent_at or row.due_at,
            "state": states.get(row.state, row.state),
            "calm": row.state in {"sent", "made"},
        }
        for row in rows
    ]


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
    rows = apps.get_model("evenhand", "Notice").objects.exclude(case__state="erased")
    notice = rows.select_related("case__centre", "user").filter(pk=notice_id).first()
    if notice is None:
        return None
    try:
        key = open_case(notice)
        person = open_addressee(notice, key)
        text = write_text(notice, person.language, key, read_now(), on_paper=notice.state in ON_PAPER)
    except (KeyGone, TextUnfit):
        return None
    pin = give_way_in(number=notice.case.number, seat=notice.seat, at=read_now()).pin if notice.seat else ""
    return Mail(person.email or person.name, text.subject, text.body, text.words.language, pin)
