"""The conflict check: opens what it needs in memory, compares, forgets. No name is ever looked up by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evenhand.access.queries import find_person, permit_centre, permit_job
from evenhand.conflicts.rules import Person, find_strongest
from evenhand.roster.queries import open_relations
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key

if TYPE_CHECKING:
    from evenhand.access.models import User
    from evenhand.cases.models import Case


def open_people(case: Case) -> list[Person]:
    """Everybody in a case as they are described there."""
    key = open_key(permit_job(case, "check_conflicts"))
    return [
        Person(
            name=open_text(row, key, "name"),
            phone=open_text(row, key, "phone"),
            email=open_text(row, key, "email"),
        )
        for row in case.parties.all()
    ]


def list_known_people(mediator: User, case: Case) -> list[Person]:
    """Whom the mediator is or knows: themselves, declared relations, and people of other open cases they serve in."""
    name = open_text(mediator, open_key(permit_centre(mediator.centre, "check_conflicts")), "name")
    known = [Person(name=name)]
    known += [
        Person(name=one.get("name", ""), phone=one.get("phone", ""), email=one.get("email", ""))
        for one in open_relations(mediator)
    ]
    serving = mediator.assignments.filter(state="accepted", case__state="open").exclude(case=case)
    for row in serving.select_related("case"):
        known += open_people(row.case)
    return known


def check_mediator(case: Case, code: str) -> str:
    """`strong`, `weak` or `none_found`: whether this mediator may know somebody in this case."""
    mediator = find_person(case.centre_id, code)
    return find_strongest(open_people(case), list_known_people(mediator, case))
