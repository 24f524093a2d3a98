"""What happened in a case, in words for the people whose case it is.

Each sentence is made of the tag and of the few facts named here; nothing else of an entry is ever shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evenhand.mediation.labels import say_place, say_time
from evenhand.portal.page import Seat

# tag -> (sentence, icon); `%(who)s` is the name of the person it is about.
SENTENCES: dict[str, tuple[Any, str]] = {
    "case:intake:opened": (_("Somebody asked this centre for help"), "plus"),
    "party:invitation:sent": (_("%(who)s was invited"), "talk"),
    "party:consent:given": (_("%(who)s said yes to mediation"), "tick"),
    "party:consent:refused": (_("%(who)s said no to mediation"), "cross"),
    "party:consent:withdrawn": (_("%(who)s stopped taking part"), "back"),
    "mediator:assignment:accepted": (_("A mediator took the case"), "person"),
    "mediator:relation:disclosed": (_("The mediator told of a tie"), "eye"),
    "session:times:offered": (_("Times were offered"), "clock"),
    "session:time:confirmed": (_("The time was fixed"), "clock"),
    "session:time:moved": (_("The time was changed"), "clock"),
    "session:time:cancelled": (_("The appointment was cancelled"), "cross"),
    "session:meeting:held": (_("You sat down together"), "talk"),
    "session:meeting:missed": (_("The session did not take place"), "cross"),
    "session:record:corrected": (_("The record of a session was put right"), "note"),
    "agreement:terms:drafted": (_("The terms were written down"), "note"),
    "agreement:advice:given": (_("You were told that you may ask for advice before you sign"), "law"),
    "agreement:signature:given": (_("%(who)s signed"), "tick"),
    "agreement:in_force": (_("The agreement is in force"), "seal"),
    "case:mediation:failed": (_("The mediation ended"), "stop"),
    "case:routes:told": (_("You were told what else you can do"), "globe"),
    "case:file:closed": (_("The case was closed"), "lock"),
    "case:file:reopened": (_("The case was opened again"), "back"),
    "party:message:sent": (_("A message between you and this centre"), "talk"),
    "case:document:shared": (_("A paper was added for everybody"), "note"),
    "case:key:destroyed": (_("The case was erased"), "lock"),
    "party:text:signed": (_("%(who)s signed a text"), "tick"),
    "mediator:assignment:left": (_("The mediator left the case"), "back"),
    "agreement:seal:set": (_("The centre set its seal"), "seal"),
    "confirmation:filed": (_("A court was asked to confirm the agreement"), "law"),
    "confirmation:taken_up": (_("The court took it up"), "law"),
    "confirmation:extended": (_("The court took more time"), "clock"),
    "confirmation:decided": (_("The court decided"), "law"),
    "mediation:end:told": (_("You were told that the mediation has ended"), "stop"),
    "case:report:copied": (_("You can read what we have been asked to tell an office outside"), "eye"),
    "case:disclosure:made": (_("We told an office outside"), "law"),
}
# The facts of an entry that stand under its sentence. What is not named here is not shown: an entry may hold
# words that one person told the office.
SHOWN: dict[str, tuple[str, ...]] = {
    "mediator:relation:disclosed": ("words",),
    "session:time:confirmed": ("starts", "place"),
    "session:time:moved": ("starts", "place"),
    "party:consent:given": ("text_version",),
    "party:message:sent": ("words",),
    "case:document:shared": ("title",),
    "party:text:signed": ("text_version",),
    "mediator:assignment:left": ("words",),
    "case:report:copied": ("basis", "what"),
    "case:disclosure:made": ("basis", "what"),
}


def say_event(seat: Seat, entry: Any, after: Mapping[str, Any]) -> dict[str, Any]:
    """One line of what happened."""
    sentence, icon = SENTENCES.get(entry.tag, (_("Something was written down"), "note"))
    who = seat.names.get(entry.subject) or gettext("The mediator")
    lines = [say_fact(seat, code, after[code]) for code in SHOWN.get(entry.tag, ()) if after.get(code)]
    return {
        "title": str(sentence) % {"who": who},
        "kind": icon,
        "at": entry.at,
        "words": "\n".join(lines),
        "late": (entry.at - entry.happened_at).total_seconds() > 86_400,
        "readers": gettext("You and our staff") if entry.chain == seat.code else "",
        "seal": bytes(entry.leaf).hex()[:12],
    }


def say_fact(seat: Seat, code: str, value: Any) -> str:
    """One fact under a sentence."""
    speaker = SPEAKERS.get(code)
    return speaker(seat, value) if speaker else str(value)


def _say_starts(seat: Seat, value: Any) -> str:
    return say_time(datetime.fromisoformat(value), seat.zone)


def _say_text(seat: Seat, value: Any) -> str:
    found = next((one for one in seat.procedure.consents if one.text_version == value), None)
    name, _at, version = str(value).partition("@")
    title = found.title.in_language(seat.language) if found else name
    return gettext("%(title)s, version %(version)s") % {"title": title, "version": version}


def _say_basis(seat: Seat, value: Any) -> str:
    found = next((one for one in seat.procedure.disclosures if one.code == value), None)
    return (
        f"{found.title.in_language(seat.language)} · {found.to.in_language(seat.language)}"
        if found
        else value
    )


def _say_told(seat: Seat, value: Any) -> str:
    """The kinds of thing that were told, in the words of the form that asked for them."""
    form = seat.procedure.form_for("request_disclosure")
    labels = (
        {one.code: one.label.in_language(seat.language) for one in form.by_code["what"].options}
        if form
        else {}
    )
    return gettext(", ").join(labels.get(code, code) for code in value)


SPEAKERS: dict[str, Callable[[Seat, Any], str]] = {
    "starts": _say_starts,
    "text_version": _say_text,
    "basis": _say_basis,
    "what": _say_told,
    "place": lambda _seat, value: say_place(value),
}

# -- where the case is ---------------------------------------------------------------------------------------
PATH: tuple[tuple[str, Any], ...] = (
    ("intake", _("We talk with you alone")),
    ("consent", _("Each side says yes or no")),
    ("matching", _("We find a mediator")),
    ("session", _("You sit down together")),
    ("agreement", _("You write down what you agree on")),
    ("followup", _("We ask how it is going")),
    ("closed", _("The case is closed")),
)
ENDED = ("ending", "closed")


def draw_path(seat: Seat) -> list[dict[str, Any]]:
    """The line from the first call to the end, with the place where this case is."""
    stage = seat.case.stage
    order = [code for code, _words in PATH]
    if stage == "ending" or (stage == "closed" and "in_force" not in seat.named):
        return _draw_ended(seat)
    at = order.index(stage) if stage in order else 0
    return [
        {"title": words, "state": "done" if place < at else "now" if place == at else "next"}
        for place, (_code, words) in enumerate(PATH)
    ]


def _draw_ended(seat: Seat) -> list[dict[str, Any]]:
    """A case that ended on the way: what will not happen now is said to be so."""
    closed = seat.case.stage == "closed"
    named = seat.named
    reached = {
        "intake": True,
        "consent": "all_consented" in named,
        "matching": "mediator_accepted" in named,
        "session": "session_held" in named,
        "agreement": "terms_drafted" in named,
    }
    lines = [{"title": words, "state": "done" if reached.get(code) else "off"} for code, words in PATH[:5]]
    told = "routes_told" in named
    state = "done" if closed or told else "now"
    lines.append({"title": _("You hear what else you can do"), "state": state})
    lines.append({"title": PATH[-1][1], "state": "now" if closed else ("next" if not told else "now")})
    return lines


def say_day(day: date | None) -> str:
    """A day, in the reader's way of writing days."""
    return date_format(day, "DATE_FORMAT") if day else ""
