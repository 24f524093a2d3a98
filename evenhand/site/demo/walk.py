"""The walk-through: seven steps, eight minutes, written for somebody who runs a centre."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from evenhand.site.demo.marks import Marks


@dataclass(frozen=True)
class Step:
    """One step: what to do and what to notice. `role` is whose eyes one borrows, `href` where it leads.

    A step without a role is a link; one with `days` moves the clock.
    """

    title: str
    words: str
    button: str
    role: str = ""
    href: str = ""
    days: str = ""


def find_address(name: str, *args: str) -> str:
    """The address of a screen; the demo's own page where that screen is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return reverse("demo:home")


def _find_case(number: str) -> str:
    return find_address("desk:case", number) if number else find_address("desk:home")


def list_steps(marks: Marks) -> list[Step]:
    """The seven steps."""
    return [
        Step(
            _("See what must be done now"),
            _(
                "The coordinator's queue: the next step of every case, its deadline, and the rule it stands under. "
                "The red ones ran out."
            ),
            _("Open the queue"),
            role="coordinator",
            href=find_address("desk:home"),
        ),
        Step(
            _("Take a call"),
            _(
                "Somebody rings about a neighbour. Type while they talk; nothing is asked twice, "
                "and each field says who may read it."
            ),
            _("Take the call"),
            role="intake",
            href=find_address("desk:new_case"),
        ),
        Step(
            _("Answer as the other party"),
            _(
                "You were invited to mediation. Read what it is, and say yes or no. "
                "Then look as the resident, and say yes there, too."
            ),
            _("Open the invitation"),
            role="other",
            href=find_address("portal:home"),
        ),
        *_list_last_steps(marks),
    ]


def _list_last_steps(marks: Marks) -> list[Step]:
    """From a mediator to the end."""
    return [
        Step(
            _("Ask a mediator"),
            _(
                "Here both sides have said yes. The mediator you choose answers for conflicts of interest "
                "before seeing any name."
            ),
            _("Open that case"),
            role="coordinator",
            href=_find_case(marks.match),
        ),
        Step(
            _("Move the clock a month"),
            _(
                "Deadlines run out, reminders go out, follow-ups fall due. "
                "Go back to the queue afterwards: it has changed by itself."
            ),
            _("Move it a month"),
            days="30",
        ),
        *_list_open_steps(),
    ]


def _list_open_steps() -> list[Step]:
    """What the public may read, and what nobody can read any more."""
    return [
        Step(
            _("Read the published procedure"),
            _(
                "What anybody may read on your website: each step, its deadline, and where the rule comes from. "
                "The program does what stands there."
            ),
            _("Read it"),
            href=find_address("public:procedure_start", "community_mediation"),
        ),
        Step(
            _("Erase a case and see it gone"),
            _(
                "The coordinator asked for it; you are the second person who says yes. Its key is destroyed, "
                "and its words with it. Then look as the coordinator: no list has it."
            ),
            _("Decide as director"),
            role="director",
            href=find_address("desk:erasures"),
        ),
    ]
