"""As whom a command acts: an account of the centre by its login, or the account that programs of a role share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model

from evenhand.access.acts import add_person
from evenhand.access.queries import find_centre, view_as
from evenhand.access.rules import PROGRAM_LOGIN, STAFF, Role, Viewer
from evenhand.calendars.clock import read_now
from evenhand.cases.queries import find_case
from evenhand.site.cli import CommandStopped

if TYPE_CHECKING:
    from evenhand.access.models import Centre, User

# Why a role has no account for programs.
NO_PROGRAM = {
    Role.OPERATOR: "An operator keeps the machine running and sees no case, so such an account would open nothing.",
    Role.FEDERATION: "A federation sees published figures only, and those need no token.",
    Role.VISITOR: "A visitor has no account: whoever asks for help writes on the public page.",
    Role.PARTY: "A party comes in by their own code or link, into one case; no program speaks for a party.",
}


def find_centre_here() -> Centre:
    """The centre of this home."""
    centre = find_centre()
    if centre is None:
        raise CommandStopped("There is no centre here yet. `evenhand init` makes one.")
    return centre


def read_role(name: str) -> Role:
    """A role that programs can have."""
    offered = ", ".join(role.value for role in Role if role in STAFF)
    if not name:
        raise CommandStopped(f"Which role? Give --role with one of: {offered}.")
    try:
        role = Role(name)
    except ValueError:
        raise CommandStopped(f"There is no role of that name. Roles for programs are: {offered}.") from None
    if role in NO_PROGRAM:
        raise CommandStopped(f"{NO_PROGRAM[role]} Roles for programs are: {offered}.")
    return role


def find_account(centre: Centre, login: str) -> User:
    """The account with this login."""
    people: Any = get_user_model()._default_manager
    user = (
        people.select_related("centre").filter(centre=centre, username=login.lower(), is_active=True).first()
    )
    if user is None:
        raise CommandStopped("There is no account with that login in this centre.")
    return user


def find_program(centre: Centre, role: Role) -> User:
    """The account that programs of a role share, made when it is first wanted; nobody can log in with it."""
    people: Any = get_user_model()._default_manager
    login = f"{PROGRAM_LOGIN}{role.value}"
    found = people.select_related("centre").filter(username=login).first()
    if found is not None:
        return found
    return add_person(
        centre=centre, username=login, name=f"Program ({role.value})", role=role, at=read_now(), by="operator"
    )


def is_program(login: str) -> bool:
    """Whether a login is that of an account for programs: no person stands behind it."""
    return login.lower() in {f"{PROGRAM_LOGIN}{role.value}" for role in Role}


def choose_viewer(role: str, login: str) -> Viewer:
    """As whom to act: `--as LOGIN`, or `--role ROLE`."""
    centre = find_centre_here()
    if login:
        return view_as(find_account(centre, login))
    if not role:
        raise CommandStopped("As whom? Give --role ROLE, or --as LOGIN.")
    return view_as(find_program(centre, read_role(role)))


def find_case_or_stop(viewer: Viewer, number: str) -> Any:
    """The case, if that viewer may see it; foreign, erased and unknown are one sentence."""
    case = find_case(viewer, number)
    if case is None:
        raise CommandStopped("There is no such case, or none that this account may see.")
    return case
