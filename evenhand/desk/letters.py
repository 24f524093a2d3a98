"""Letters to print and calls to make: what the program could not send by itself, case by case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.calendars.clock import read_now
from evenhand.desk.act import SeeOther
from evenhand.desk.files import send_file
from evenhand.desk.opened import OpenCase, find_case_page
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.times import find_day, say_day
from evenhand.desk.words import NOTICE_STATES
from evenhand.notices.acts import mark_letter_made
from evenhand.notices.letters import LetterUnknown, make_notice_letter
from evenhand.notices.queries import list_due_by_hand, list_notices
from evenhand.procedures.packs import find_procedure


def draw_line(line: Any, desk: Desk, titles: dict[str, Any]) -> dict[str, Any]:
    """One letter or call: of which case, what, by when. To whom it goes, the letter itself says."""
    words, tag = NOTICE_STATES.get(line.state, (line.state, ""))
    said = titles[line.code].in_language(desk.language) if line.code in titles else ""
    to_party = line.whom.startswith("p") and line.whom[1:].isdigit()
    return {
        "id": line.id,
        "number": line.number,
        "title": said or line.code.replace("_", " "),
        "state": str(words),
        "tag": tag,
        "due": say_day(find_day(line.due_at, desk.zone), find_day(desk.at, desk.zone)),
        "letter": reverse("desk:letter", args=[line.number, line.id]) if to_party else "",
    }


def find_titles(pack: str, version: str) -> dict[str, Any]:
    """What the letters of a case are called, by the procedure that the case runs under."""
    return {row.code: row.title for row in find_procedure(pack, version).notices}


def show_letters(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a person to print, post or call."""
    desk = open_desk(request)
    rows = desk.centre.case_set.seen_by(desk.viewer).values_list("number", "pack", "pack_version")
    packs = {number: (pack, version) for number, pack, version in rows}
    lines = [line for line in list_due_by_hand(desk.centre) if line.number in packs]
    context = {"lines": [draw_line(line, desk, find_titles(*packs[line.number])) for line in lines]}
    return render_desk(request, desk, "letters.html", context, "desk:letters")


def find_line(opened: OpenCase, ref: UUID) -> Any:
    """A notice of this very case; 404 otherwise."""
    line = next((line for line in list_notices(opened.case) if line.id == ref), None)
    if line is None or not opened.may("read_office"):
        raise Http404
    return line


def send_letter(request: HttpRequest, number: str, ref: UUID) -> HttpResponse:
    """A notice as a letter to print."""
    opened = find_case_page(open_desk(request), number)
    line = find_line(opened, ref)
    try:
        content = make_notice_letter(notice_id=line.id, key=opened.key, at=read_now())
    except LetterUnknown:
        raise Http404 from None
    return send_file(content, "application/pdf", f"letter-{opened.case.number}.pdf")


def mark_letter(request: HttpRequest, number: str, ref: UUID) -> HttpResponse:
    """The letter is in the post, or the call was made."""
    desk = open_desk(request)
    line = find_line(find_case_page(desk, number), ref)
    if mark_letter_made(notice_id=line.id, at=read_now(), by=desk.viewer.code):
        messages.success(request, gettext("Marked as done."))
    return SeeOther(reverse("desk:letters"))
