"""Papers: those that everybody in the case may see, and those that this person added."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.cases.files import open_file
from evenhand.mediation.papers import make_agreement_document
from evenhand.portal.doing import ask, do_act, draw_refusal, find_asked, find_offer
from evenhand.portal.page import Seat, draw_once, go_on, seated, show
from evenhand.vault.fields import open_text

ACT = "attach_file"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "text/plain": "txt"}
# Whatever is in a file that somebody sent: it is saved, never shown as a page of ours.
SAFE = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


def find_documents(seat: Seat) -> Any:
    """The rows this person may open."""
    return seat.case.documents.filter(Q(shared=True) | Q(by=seat.code)).order_by("at", "pk")


def list_documents(seat: Seat) -> Iterator[dict[str, Any]]:
    """Each with its title, who added it, and who sees it."""
    for row in find_documents(seat):
        mine = row.by == seat.code
        yield {
            "id": row.pk,
            "title": open_text(row, seat.key, "title"),
            "by": gettext("You") if mine else seat.names.get(row.by, seat.case.centre.name),
            "at": row.at,
            "ending": ENDINGS.get(row.content_type, "").upper(),
            "kilobytes": max(1, round(row.size / 1000)),
            "readers": gettext("Everybody in the case") if row.shared else gettext("You and our staff"),
        }


@seated
def show_documents(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Look through the papers, and add one."""
    asked = find_asked(seat, ACT)
    if request.method == "POST":
        left = do_act(request, seat, ACT)
        if left is None:
            return go_on("portal:documents")
        asked = left
    offer = find_offer(seat, ACT)
    context = {
        "documents": list(list_documents(seat)),
        "agreement": seat.known.agreement is not None,
        "questions": ask(seat, asked),
        "button": asked.form.button.in_language(seat.language),
        "refusal": draw_refusal(seat, asked.refused),
        "is_open": bool(offer and offer.open),
        "once": draw_once(),
    }
    return show(request, seat, "documents.html", context, status=asked.status, place="portal:documents")


@seated
def download_document(request: HttpRequest, seat: Seat, document: uuid.UUID) -> HttpResponse:
    """One paper, as it was added, under a name that says nothing."""
    row = find_documents(seat).filter(pk=document).first()
    if row is None:
        raise Http404
    ending = ENDINGS.get(row.content_type, "bin")
    headers = {**SAFE, "Content-Disposition": f'attachment; filename="paper.{ending}"'}
    content = open_file(seat.case.id, seat.key, row.pk)
    return HttpResponse(content, content_type=row.content_type, headers=headers)


@seated
def download_agreement(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The agreement as a document, in the languages of the sides."""
    if seat.known.agreement is None:
        raise Http404
    content = make_agreement_document(viewer=seat.viewer, case=seat.case, at=seat.at)
    headers = {**SAFE, "Content-Disposition": 'attachment; filename="agreement.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
