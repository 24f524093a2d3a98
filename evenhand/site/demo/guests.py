"""Six people whose eyes one can borrow: two sides of one case, and four of the centre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from evenhand.access.queries import find_centre, permit_centre, view_as
from evenhand.access.rules import Role, Viewer
from evenhand.calendars.clock import read_machine
from evenhand.cases.entrance import Entered
from evenhand.cases.queries import find_case, open_case_key, open_names
from evenhand.public.entering import let_in
from evenhand.site.demo.marks import Marks, read_marks
from evenhand.site.simulation.people import COLLEAGUES
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key

SIDES = {"resident": "p1", "other": "p2"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Guest:
    """One of the six: a code, the part, who it is, and what there is to do."""

    code: str
    part: str
    name: str
    says: str


def list_parts() -> list[tuple[str, str]]:
    """The six codes and what they are called, in the order of a case."""
    return [
        ("resident", _("Resident")),
        ("other", _("Other party")),
        ("intake", _("Intake worker")),
        ("mediator", _("Mediator")),
        ("coordinator", _("Coordinator")),
        ("director", _("Director")),
    ]


def _say() -> dict[str, str]:
    return {
        "resident": _("Asked for help. Sees where the case is and what happens next, and can say yes or no."),
        "other": _("Was invited. Learns what is asked, and that no is a full answer."),
        "intake": _("Takes the call, types each fact once, speaks to each side alone."),
        "mediator": _(
            "Was asked to take a case. Says yes or no before seeing a name; keeps notes nobody else reads."
        ),
        "coordinator": _("Has one queue: what to do now, under which clock, by which rule."),
        "director": _("Sees figures without names. Is the second person when a case is erased."),
    }


def find_login(code: str, marks: Marks) -> str:
    """The account behind a part, or the login itself where one colleague was named."""
    logins = {each.login for each in COLLEAGUES}
    if code in logins:
        return code
    return {"intake": marks.intake, "mediator": marks.mediator}.get(code, "")


def find_colleague(name: str) -> Any | None:
    """The account of this login."""
    return get_user_model().objects.filter(username=name, is_active=True).first()


def find_guest_case() -> Any | None:
    """The case in which the two sides can act; nothing once it was erased."""
    coordinator = find_colleague("coordinator")
    marks = read_marks()
    return find_case(view_as(coordinator), marks.answer) if coordinator and marks.answer else None


def list_guests() -> list[Guest]:
    """All six, with their made-up names."""
    names, says, marks = open_side_names(), _say(), read_marks()
    guests = []
    for code, part in list_parts():
        name = names.get(SIDES[code], "") if code in SIDES else open_colleague_name(find_login(code, marks))
        guests.append(Guest(code, part, name, says[code]))
    return guests


def list_other_colleagues() -> list[Guest]:
    """Everybody else of the centre, so that no part is played by one person only."""
    marks = read_marks()
    shown = {find_login(code, marks) for code, _part in list_parts()}
    parts = dict(list_parts())
    return [
        Guest(each.login, parts[each.role.value], open_colleague_name(each.login), "")
        for each in COLLEAGUES
        if each.login not in shown
    ]


def open_colleague_name(name: str) -> str:
    """A colleague's made-up name, opened for this page."""
    user, centre = find_colleague(name), find_centre()
    if user is None or centre is None:
        return ""
    return open_text(user, open_key(permit_centre(centre, "demo")), "name")


def open_side_names() -> dict[str, str]:
    """Seat -> made-up name of the two sides, opened for this page."""
    case, coordinator = find_guest_case(), find_colleague("coordinator")
    if case is None or coordinator is None:
        return {}
    return open_names(case, open_case_key(view_as(coordinator), case))


def enter_as(request: HttpRequest, code: str) -> bool:
    """Borrow somebody's eyes; false where there is nobody of that code."""
    return _enter_side(request, SIDES[code]) if code in SIDES else _enter_colleague(request, code)


def _enter_side(request: HttpRequest, seat: str) -> bool:
    case = find_guest_case()
    party = case.parties.filter(seat=seat).first() if case else None
    if case is None or party is None:
        return False
    let_in(request, Entered(case.centre_id, case.id, seat, party.language))
    return True


def _enter_colleague(request: HttpRequest, code: str) -> bool:
    user = find_colleague(find_login(code, read_marks()))
    if user is None:
        return False
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session["seen"] = read_machine().isoformat()
    return True


def find_home(code: str) -> str:
    """The first page of a part."""
    try:
        return reverse("portal:home" if code in SIDES else "desk:home")
    except NoReverseMatch:
        return reverse("demo:home")


def name_part(viewer: Viewer) -> str:
    """Which of the six is looking now; empty for a visitor."""
    if viewer.role is Role.PARTY:
        return "other" if viewer.seat == "p2" else "resident"
    return viewer.role.value if viewer.user else ""
