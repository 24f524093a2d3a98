"""Accounts of a centre: who works here, in which role; adding one, and closing one when somebody leaves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.access.acts import add_person, close_account
from evenhand.access.queries import permit_centre
from evenhand.access.rules import Role
from evenhand.calendars.clock import read_now
from evenhand.desk.act import SeeOther
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.staff import list_staff
from evenhand.desk.words import ROLES
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key

# Nobody grants themselves anything: another coordinator or a director is added with the command line.
ADDED_HERE = (Role.INTAKE, Role.MEDIATOR)
HANDLE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")


@dataclass
class NewPerson:
    """What was typed for a new account, and what is wrong with it."""

    name: str = ""
    username: str = ""
    role: str = ""
    faults: dict[str, str] = field(default_factory=dict)


def read_new(request: HttpRequest) -> NewPerson:
    """The new account as typed."""
    typed = {name: request.POST.get(name, "").strip()[:120] for name in ("name", "username", "role")}
    return NewPerson(typed["name"], typed["username"].lower(), typed["role"])


def check_handle(handle: str) -> str:
    """What is wrong with a login handle, if anything."""
    if not 3 <= len(handle) <= 40 or not HANDLE.issuperset(handle):
        return gettext("Use 3 to 40 letters from a to z, digits, dots or dashes.")
    if get_user_model()._default_manager.filter(username=handle).exists():
        return gettext("Somebody logs in with that already. Choose another.")
    return ""


def check_new(person: NewPerson) -> NewPerson:
    """Fill in what is wrong, beside each box."""
    faults = {
        "name": "" if person.name else gettext("Enter the name colleagues know this person by."),
        "username": check_handle(person.username),
        "role": "" if person.role in {role.value for role in ADDED_HERE} else gettext("Choose a role."),
    }
    person.faults = {code: words for code, words in faults.items() if words}
    return person


def make_password() -> str:
    """A password for the first time in: 90 random bits, easy to read out in groups."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(6)) for _ in range(3))


def draw_account(row: Any, key: Any, open_cases: dict[int, int], desk: Desk) -> dict[str, Any]:
    """One account in the list."""
    return {
        "code": row.code,
        "name": open_text(row, key, "name"),
        "username": row.username,
        "role": str(ROLES.get(row.role, row.role)),
        "role_code": row.role,
        "active": row.is_active,
        "me": row.pk == desk.viewer.user,
        "cases": open_cases.get(row.pk, 0),
        "closable": row.is_active and row.role in {role.value for role in ADDED_HERE},
    }


def count_open_cases(desk: Desk) -> dict[int, int]:
    """How many open cases each worker answers for, and each mediator has taken."""
    workers = desk.centre.case_set.open().exclude(worker=None).values_list("worker_id", flat=True)
    taken = desk.centre.case_set.open().filter(assignments__state="accepted")
    found: dict[int, int] = {}
    for pk in [*workers, *taken.values_list("assignments__mediator_id", flat=True)]:
        found[pk] = found.get(pk, 0) + 1
    return found


def draw_people(request: HttpRequest, desk: Desk, new: NewPerson, **more: Any) -> HttpResponse:
    """The list, and the form for a new account."""
    key = open_key(permit_centre(desk.centre, "show_staff"))
    cases = count_open_cases(desk)
    role_options = [(role.value, ROLES[role.value]) for role in ADDED_HERE]
    context = {
        "people": [draw_account(row, key, cases, desk) for row in list_staff(desk.centre)],
        "questions": [
            _ask("name", "text", gettext("Name"), new, autocomplete="off"),
            _ask(
                "username",
                "text",
                gettext("Login"),
                new,
                hint=gettext("A handle, not a name: it is not sealed."),
            ),
            _ask("role", "choice", gettext("Role"), new, options=role_options),
        ],
        **more,
    }
    return render_desk(request, desk, "people.html", context, "desk:people", 422 if new.faults else 200)


def _ask(code: str, kind: str, label: str, new: NewPerson, **more: Any) -> dict[str, Any]:
    value, error = getattr(new, code), new.faults.get(code, "")
    return {
        "code": code,
        "kind": kind,
        "label": label,
        "required": True,
        "value": value,
        "error": error,
        **more,
    }


def show_people(request: HttpRequest) -> HttpResponse:
    """The accounts of the centre (GET); a new one with a password that is shown this once (POST)."""
    desk = open_desk(request)
    if request.method != "POST":
        return draw_people(request, desk, NewPerson())
    new = check_new(read_new(request))
    if new.faults:
        return draw_people(request, desk, new)
    password = make_password()
    add_person(
        centre=desk.centre,
        username=new.username,
        name=new.name,
        role=Role(new.role),
        at=read_now(),
        by=desk.viewer.code,
        password=password,
    )
    return draw_people(request, desk, NewPerson(), given={"username": new.username, "password": password})


def end_account(request: HttpRequest, code: str) -> HttpResponse:
    """Close an account for good; its open cases first go to somebody else."""
    desk = open_desk(request)
    row = next((one for one in list_staff(desk.centre) if one.code == code), None)
    if row is None or row.pk == desk.viewer.user or row.role not in {role.value for role in ADDED_HERE}:
        raise Http404
    cases = count_open_cases(desk).get(row.pk, 0)
    if cases:
        messages.error(
            request, gettext("This person still has open cases. Hand them to somebody else first.")
        )
        return SeeOther(reverse("desk:people"))
    close_account(user=row, at=read_now(), by=desk.viewer.code)
    messages.success(request, gettext("The account is closed. Nobody can log in with it any more."))
    return SeeOther(reverse("desk:people"))
