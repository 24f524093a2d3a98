"""A party's own page: where am I, what happens next and by when, what can I do, and why not the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from evenhand.cases.citing import cite_code
from evenhand.cases.explaining import ActOffer, list_acts
from evenhand.mediation.papers import name_mediator
from evenhand.portal.doing import find_source
from evenhand.portal.page import Seat, seated, show
from evenhand.portal.times import describe_session
from evenhand.portal.words import draw_path
from evenhand.procedures.rules.steps import list_due
from evenhand.vault.fields import open_text

# Acts with a page of their own; every other act has the plain page of its form.
PAGES = {
    "give_consent": "portal:consent",
    "refuse_consent": "portal:consent",
    "withdraw_consent": "portal:consent",
    "answer_times": "portal:times",
    "sign_agreement": "portal:agreement",
    "send_message": "portal:messages",
    "attach_file": "portal:documents",
}
# What waits for a party, the most pressing first, and what it is called on their page.
TURNS: dict[str, Any] = {
    "sign_agreement": _("Read what was agreed, and sign it if you want to"),
    "answer_times": _("Say which times suit you"),
    "give_consent": _("Read what mediation is, then say yes or no"),
}
SETTLED_FACTS = {"answer_times": "this_party_answered"}
# A clock of the office alone; everybody in a case may know all others.
OFFICE_CLOCKS = frozenset({"erasure_approval"})
SOON_DAYS = 2


def find_href(act: str) -> str:
    """The page on which an act is done."""
    return reverse(PAGES[act]) if act in PAGES else reverse("portal:act", args=[act])


def find_turn(seat: Seat, offers: tuple[ActOffer, ...]) -> dict[str, Any] | None:
    """What waits for this person now, if anything does."""
    named = seat.named
    is_open = {offer.code for offer in offers if offer.open}
    for act, words in TURNS.items():
        if act in is_open and SETTLED_FACTS.get(act) not in named and _is_due(seat, act):
            step = seat.procedure.step_for(act)
            return {
                "act": act,
                "title": words,
                "href": find_href(act),
                "clock": draw_clock(seat, step.clock if step else ""),
            }
    return None


def _is_due(seat: Seat, act: str) -> bool:
    """Consent is asked of a side once it was invited, or asked for help itself; the rest by the pack's duty."""
    if act == "give_consent":
        return seat.party.invited_at is not None or seat.party.part == "initiating"
    return any(step.act == act for step in list_due(seat.procedure, seat.named))


def draw_clock(seat: Seat, code: str) -> dict[str, Any] | None:
    """One running clock: until which day, after which article."""
    row = next((one for one in seat.case.clocks.all() if one.code == code), None)
    if row is None or row.state not in {"running", "overdue"} or row.last_day is None:
        return None
    clock = next(one for one in seat.procedure.clocks if one.code == code)
    article = seat.procedure.article(row.article)
    left = (row.last_day - seat.at.astimezone(seat.zone).date()).days
    return {
        "state": "overdue" if row.state == "overdue" else "soon" if left <= SOON_DAYS else "running",
        "title": clock.title.in_language(seat.language),
        "words": say_left(left),
        "due": row.last_day,
        "article": cite_code(seat.procedure, row.article, seat.language),
        "says": article.says.in_language(seat.language) if article else "",
        "href": find_source(seat, row.article),
        "ours": clock.runs_against == "office",
    }


def say_left(days: int) -> str:
    """How far a deadline is, before and after."""
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return gettext("today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def list_clocks(seat: Seat) -> list[dict[str, Any]]:
    """What is still to come and by when, the nearest first."""
    codes = [clock.code for clock in seat.procedure.clocks if clock.code not in OFFICE_CLOCKS]
    drawn = [clock for code in codes if (clock := draw_clock(seat, code))]
    return sorted(drawn, key=lambda clock: clock["due"] or date.max)


def describe_mediator(seat: Seat) -> dict[str, Any] | None:
    """Who the mediator is, and what they told everybody about a tie."""
    name = name_mediator(seat.case)
    if not name:
        return None
    row = next(one for one in seat.case.assignments.all() if one.state == "accepted")
    return {
        "name": name,
        "disclosed": open_text(row, seat.key, "words") if "mediator_disclosed" in seat.named else "",
    }


def find_routes(seat: Seat) -> str:
    """What else somebody can do, once the mediation has ended without an agreement or the case was closed."""
    code = seat.case.outcome or seat.known.failed
    if not code:
        return ""
    outcome = next((one for one in seat.procedure.outcomes if one.code == code), None)
    return outcome.routes.in_language(seat.language) if outcome and outcome.routes else ""


def describe_acts(
    seat: Seat, offers: tuple[ActOffer, ...], turn: dict[str, Any] | None
) -> dict[str, list[dict[str, Any]]]:
    """What can be done now; and what cannot, with the reason and the source."""
    main = turn["act"] if turn else ""
    can = [
        {"title": one.title, "href": find_href(one.code), "hint": one.why, "main": one.code == main}
        for one in sorted(offers, key=lambda one: one.code != main)
        if one.open
    ]
    cannot = [
        {
            "title": one.title,
            "reason": one.refusal.words,
            "article": cite_code(seat.procedure, one.refusal.article, seat.language),
            "href": find_source(seat, one.refusal.article),
        }
        for one in offers
        if not one.open and one.refusal
    ]
    return {"can": can, "cannot": cannot}


def list_sides(seat: Seat) -> list[str]:
    """The names of the others whose matter it is; never how to reach them."""
    return [seat.names[side.seat] for side in seat.view.facts.sides if side.seat != seat.code]


@seated
def show_home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One's own page."""
    offers = list_acts(seat.view, seat.language)
    clocks, turn = list_clocks(seat), find_turn(seat, offers)
    context = {
        "steps": draw_path(seat),
        "turn": turn,
        "next": next((clock for clock in clocks if clock["ours"]), None),
        "clocks": clocks,
        "session": describe_session(seat, seat.known.confirmed),
        "mediator": describe_mediator(seat),
        "others": list_sides(seat),
        "name": seat.names.get(seat.code, ""),
        "consent": seat.party.consent,
        "routes": find_routes(seat),
        "has_agreement": seat.known.agreement is not None,
        "in_force": "in_force" in seat.named,
        "procedure_href": reverse("public:procedure", args=[seat.procedure.id, "steps"]),
        **describe_acts(seat, offers, turn),
    }
    return show(request, seat, "home.html", context, place="portal:home")
