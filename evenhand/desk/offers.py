"""What can be done in a case now, and what not and why, as `site/acts.html` draws it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from evenhand.access.rules import Role
from evenhand.cases.explaining import ActOffer, CaseView, list_acts
from evenhand.cases.queries import make_actor
from evenhand.cases.rules.naming import refuse_step
from evenhand.desk.clocks import draw_deadline
from evenhand.desk.opened import OpenCase


def is_open_for_self(view: CaseView, act: str) -> bool:
    """Whether a mediator may do an act in their own name that others do as a party: sign, answer times."""
    form = view.procedure.form_for(act)
    asked = form.by_code.get("party") if form else None
    if view.viewer.role is not Role.MEDIATOR or asked is None or asked.required:
        return False
    return refuse_step(view.procedure, act, make_actor(view.viewer), view.name("")) is None


def make_act_link(opened: OpenCase, offer: ActOffer) -> str:
    """The act's page; where it is open about one person only, that person is chosen already."""
    href = reverse("desk:act", args=[opened.case.number, offer.code])
    if len(offer.seats) != 1 or is_open_for_self(opened.view, offer.code):
        return href
    return f"{href}?party={offer.seats[0]}"


def draw_open(opened: OpenCase, offer: ActOffer, due: dict[str, Any]) -> dict[str, Any]:
    """One act that is open; what is asked of this viewer now stands out, with its deadline."""
    row = due.get(offer.code)
    names = [opened.name(seat) for seat in offer.seats]
    one = len(names) == 1 and len(opened.names) > 1
    hint = gettext("for %(name)s") % {"name": names[0]} if one else ""
    return {
        "title": offer.title,
        "href": make_act_link(opened, offer),
        "hint": hint,
        "clock": draw_deadline(row, opened.desk) if row else None,
        "main": row is not None,
    }


def draw_shut(opened: OpenCase, offer: ActOffer) -> dict[str, Any]:
    """One act that is not open, why, and under which article."""
    refusal = offer.refusal
    return {
        "title": offer.title,
        "reason": refusal.words if refusal else "",
        "article": refusal.citation if refusal else "",
        "href": refusal.address if refusal else "",
        "way": reverse("desk:act", args=[opened.case.number, offer.code]),
    }


def draw_acts(opened: OpenCase, due_rows: list[Any]) -> dict[str, list[dict[str, Any]]]:
    """Both lists; what is due stands first, in the order of its deadlines."""
    due = {row.act: row for row in reversed(due_rows)}
    place = {row.act: at for at, row in enumerate(due_rows)}
    offers = list_acts(opened.view, opened.desk.language)
    is_open = {one.code: one.open or is_open_for_self(opened.view, one.code) for one in offers}
    can = sorted(
        (one for one in offers if is_open[one.code]), key=lambda one: place.get(one.code, len(place))
    )
    return {
        "can": [draw_open(opened, offer, due) for offer in can],
        "cannot": [draw_shut(opened, offer) for offer in offers if not is_open[offer.code]],
    }
