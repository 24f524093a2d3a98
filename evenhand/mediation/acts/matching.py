"""What asking a mediator, the answer, a disclosure and an objection write into the tables."""

from __future__ import annotations

from evenhand.access.queries import find_person
from evenhand.cases.change import Change
from evenhand.mediation.models import Ending
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into


def ask_mediator(change: Change) -> None:
    """A mediator is asked; one who was asked before and not answered gives way."""
    code = change.after["mediator"]
    change.case.assignments.filter(state__in=["asked", "accepted"]).exclude(code=code).update(
        state="released", answered_at=change.at
    )
    change.case.assignments.update_or_create(
        mediator=find_person(change.case.centre_id, code),
        defaults={"code": code, "state": "asked", "asked_at": change.at, "answered_at": None},
    )


def keep_check(change: Change) -> None:
    """What the conflict check found: for the coordinator, so that the mediator is asked the right question."""
    change.case.assignments.filter(code=change.after["mediator"]).update(conflict=change.after["found"])


def _answer(change: Change, state: str) -> None:
    rows = change.case.assignments.filter(code=change.after["mediator"])
    rows.update(state=state, answered_at=change.at)


def accept_case(change: Change) -> None:
    """The mediator is free to serve and may now see who is in the case."""
    _answer(change, "accepted")


def decline_case(change: Change) -> None:
    """The mediator is not free to serve, and is out of this case for good."""
    _answer(change, "declined")


def release_mediator(change: Change) -> None:
    """The mediator stepped out; not out for good, for nobody objected."""
    _answer(change, "released")


def keep_disclosure(change: Change) -> None:
    """A relation that the sides are told of."""
    row, _ = Ending.objects.get_or_create(case=change.case)
    row.disclosed_at = change.at
    row.save()
    found = change.case.assignments.filter(state="accepted").first()
    if found is not None:
        seal_into(found, change.key, words=change.after["words"])
        found.save(update_fields=["words"])


def remove_mediator(change: Change) -> None:
    """A side objected: this mediator is out, another is to be found."""
    rows = change.case.assignments.filter(code__in=change.after["mediators"])
    rows.update(state="objected", answered_at=change.at)


UPDATERS = {
    Tag.MEDIATOR_ASSIGNMENT_MADE: ask_mediator,
    Tag.MEDIATOR_CONFLICT_CHECKED: keep_check,
    Tag.MEDIATOR_ASSIGNMENT_ACCEPTED: accept_case,
    Tag.MEDIATOR_ASSIGNMENT_DECLINED: decline_case,
    Tag.MEDIATOR_ASSIGNMENT_LEFT: release_mediator,
    Tag.MEDIATOR_RELATION_DISCLOSED: keep_disclosure,
    Tag.MEDIATOR_ASSIGNMENT_OBJECTED: remove_mediator,
}
