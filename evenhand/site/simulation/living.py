"""A made-up centre lives through its plan: every act through `cases.acts`, every mail through the outbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from evenhand.access.queries import view_as
from evenhand.access.rules import Role, Viewer
from evenhand.cases.acts import Done, open_case, perform
from evenhand.cases.queries import find_case
from evenhand.cases.recomputing import recompute_open_cases
from evenhand.procedures.packs import find_procedure
from evenhand.site.simulation.beats import Place
from evenhand.site.simulation.planning import Move, Plan, make_plan
from evenhand.site.simulation.post import MailRound, mute_mail

PACK = "community_mediation"
CODES = ("mediator", "worker")


class LifeRefused(Exception):
    """An act of the plan was not open when its turn came: the plan and the pack do not agree."""


@dataclass
class Life:
    """A centre while it lives: its people by login, and the number of each case of the plan."""

    centre: Any
    people: Mapping[str, Any]
    numbers: dict[int, str] = field(default_factory=dict)
    cases: dict[int, Any] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def find_viewer(self, who: str, case: int) -> Viewer:
        """Somebody of the centre, a party of that case, or a visitor."""
        if who == "visitor":
            return Viewer()
        if who in self.people:
            return view_as(self.people[who])
        return Viewer(role=Role.PARTY, centre=self.centre.id, case=self.cases[case], seat=who)

    def translate(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Logins of the plan become the codes that forms know."""
        return {
            code: self.people[value].code if code in CODES and value in self.people else value
            for code, value in answers.items()
        }

    def make(self, move: Move) -> None:
        """One act. Raises `LifeRefused` where it is not open."""
        answers = self.translate(move.answers)
        viewer = self.find_viewer(move.who, move.case)
        if move.act == "open_case":
            result = open_case(
                by=viewer, centre=self.centre, procedure=find_procedure(PACK), data=answers, at=move.at
            )
        else:
            result = perform(
                by=viewer, number=self.numbers[move.case], act=move.act, data=answers, at=move.at
            )
        if not isinstance(result, Done):
            raise LifeRefused(f"{move.act} by {move.who}: {result}")
        if move.act == "open_case":
            self._remember(move.case, result.number)
        self.done[move.act] += 1

    def _remember(self, case: int, number: str) -> None:
        self.numbers[case] = number
        coordinator = next(user for user in self.people.values() if user.role == Role.COORDINATOR.value)
        found = find_case(view_as(coordinator), number)
        self.cases[case] = found.id if found else None


def plan_life(*, centre: Any, cases: int, seed: int, months: int, now: datetime) -> Plan:
    """The plan for this centre's zone, holidays and pack."""
    place = Place(centre.time_zone, centre.calendar)
    version = find_procedure(PACK).consents[0].text_version
    return make_plan(cases=cases, seed=seed, months=months, now=now, place=place, text_version=version)


def live(
    *,
    centre: Any,
    people: Mapping[str, Any],
    plan: Plan,
    now: datetime,
    tell: Callable[[int], None] = lambda _: None,
) -> Life:
    """Do every act of the plan in the order of time, and bring out the mail of each day; `tell` hears of each.

    All in one transaction: what is made up need not survive a power cut half-way. No mail leaves this machine.
    """
    life = Life(centre, people)
    with mute_mail(), transaction.atomic():
        round_ = MailRound(by=next(iter(people.values())).code)
        for count, move in enumerate(plan.moves, start=1):
            round_.bring_out(move.at)
            life.make(move)
            tell(count)
        round_.finish(now, centre)
        recompute_open_cases(at=now)
    return life
