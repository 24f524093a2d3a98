"""Talk and papers of a case: messages party by party, notes of the office, files, and what was sent to whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from evenhand.desk.files import may_read_document
from evenhand.desk.identity import draw_identity, list_due_steps
from evenhand.desk.opened import OpenCase, find_case_page, list_parts
from evenhand.desk.page import open_desk, render_desk
from evenhand.desk.times import say_moment
from evenhand.desk.words import NOTICE_STATES
from evenhand.notices.queries import list_notices
from evenhand.vault.fields import open_text

PAPER = frozenset({"letter_due", "call_due", "withheld", "failed", "made"})


def draw_talks(opened: OpenCase) -> list[dict[str, Any]]:
    """One line of messages for each party, the oldest first; empty ones too, so that one can begin."""
    rows = list(opened.case.messages.order_by("at"))
    return [
        {
            "name": opened.name(party.seat),
            "seat": party.seat,
            "messages": [
                {
                    "mine": row.by != row.seat,
                    "by": opened.name(row.by),
                    "at": say_moment(row.at, opened.desk.zone),
                    "words": open_text(row, opened.key, "words"),
                }
                for row in rows
                if row.seat == party.seat
            ],
        }
        for party in opened.view.facts.parties
    ]


def draw_notes(opened: OpenCase) -> list[dict[str, str]]:
    """Notes, the newest first: all for the office, their own for a mediator."""
    rows = opened.case.notes.order_by("-at")
    if not opened.may("read_office"):
        rows = rows.filter(by=opened.desk.viewer.code)
    return [
        {
            "by": opened.name(row.by),
            "at": say_moment(row.at, opened.desk.zone),
            "words": open_text(row, opened.key, "words"),
        }
        for row in rows
    ]


def say_size(size: int) -> str:
    """How large a file is, roughly."""
    if size < 1_000_000:
        kilobytes = max(size // 1_000, 1)
        return ngettext("%(size)s kB", "%(size)s kB", kilobytes) % {"size": kilobytes}
    return gettext("%(size)s MB") % {"size": f"{size / 1_000_000:.1f}"}


def draw_documents(opened: OpenCase) -> list[dict[str, Any]]:
    """Files this viewer may read, the newest first."""
    return [
        {
            "title": open_text(row, opened.key, "title"),
            "href": reverse("desk:document", args=[opened.case.number, row.pk]),
            "by": opened.name(row.by),
            "at": say_moment(row.at, opened.desk.zone),
            "size": say_size(row.size),
            "kind": row.content_type.rsplit("/", 1)[-1].upper(),
            "shared": row.shared,
        }
        for row in opened.case.documents.order_by("-at")
        if may_read_document(opened, row)
    ]


def draw_notice(opened: OpenCase, line: Any) -> dict[str, Any]:
    """One thing somebody is to be told, and how far it has come."""
    titles = {row.code: row.title for row in opened.procedure.notices}
    words, tag = NOTICE_STATES.get(line.state, (line.state, ""))
    said = titles[line.code].in_language(opened.desk.language) if line.code in titles else ""
    return {
        "title": said or line.code.replace("_", " "),
        "whom": opened.name(line.whom),
        "state": str(words),
        "tag": tag,
        "at": say_moment(line.sent_at or line.due_at, opened.desk.zone),
        "href": _link_letter(opened, line),
    }


def _link_letter(opened: OpenCase, line: Any) -> str:
    is_party = line.whom in opened.names
    if line.state in PAPER and is_party and opened.may("read_office"):
        return reverse("desk:letter", args=[opened.case.number, line.id])
    return ""


def show_papers(request: HttpRequest, number: str) -> HttpResponse:
    """Messages, notes, files, letters."""
    desk = open_desk(request)
    opened = find_case_page(desk, number)
    office = opened.may("read_office")
    notices = list_notices(opened.case) if office else []
    context = {
        "number": opened.case.number,
        "identity": draw_identity(opened, list_due_steps(opened)),
        "parts": list_parts(opened, "desk:papers"),
        "talks": draw_talks(opened),
        "notes": draw_notes(opened),
        "documents": draw_documents(opened),
        "by_hand": [draw_notice(opened, line) for line in notices if line.state in PAPER],
        "by_itself": [draw_notice(opened, line) for line in notices if line.state not in PAPER],
        "office": office,
        "can_attach": opened.may("attach_file"),
    }
    return render_desk(request, desk, "papers.html", context)
