"""What happened, entry by entry, and a receipt for each: proof of what one was told, even after erasure."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from evenhand.portal.page import Seat, seated, show
from evenhand.portal.words import say_event
from evenhand.record.queries import list_entries, make_receipt, open_entry


def find_entries(seat: Seat) -> Any:
    """What everybody in the case may see, and this person's own line; never the office's, never a caucus."""
    return list_entries(seat.case.id, ["shared", seat.code])


def draw_entry(seat: Seat, entry: Any) -> dict[str, Any]:
    """One line, with its receipt."""
    line = say_event(seat, entry, open_entry(entry, seat.key)["after"])
    return {**line, "receipt": reverse("portal:receipt", args=[entry.pk])}


@seated
def show_record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everything that happened and that this person may see, the newest first."""
    entries = [draw_entry(seat, entry) for entry in find_entries(seat)]
    return show(request, seat, "record.html", {"entries": entries[::-1]}, place="portal:record")


@seated
def download_receipt(request: HttpRequest, seat: Seat, entry: int) -> HttpResponse:
    """A receipt to keep; anybody can check it offline with the verifier."""
    found = find_entries(seat).filter(pk=entry).first()
    if found is None:
        raise Http404
    text = json.dumps(make_receipt(found, seat.key), ensure_ascii=False, indent=1, sort_keys=True)
    headers = {"Content-Disposition": 'attachment; filename="receipt.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
