"""What a made-up centre has come to, in the figures that real centres publish; read from its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import Any

from evenhand.access.queries import view_as
from evenhand.access.rules import Role
from evenhand.cases.queries import find_case
from evenhand.record.queries import list_events
from evenhand.site.simulation.living import Life

HELD, FAILED = "session:meeting:held", "case:mediation:failed"
# An end before any session: it did not come to a process.
ENDED = frozenset({FAILED, "case:file:closed"})


@dataclass(frozen=True)
class Figures:
    """Shares are of one; days are from opening to the first session, of cases that needed one session only."""

    cases: int
    acts: int
    stages: dict[str, int]
    outcomes: dict[str, int]
    languages: dict[str, int]
    categories: dict[str, int]
    reached_a_session: float
    agreed_of_held: float
    days_to_session: dict[str, float]


def share(part: int, whole: int) -> float:
    """A share, to three places; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def count_life(life: Life) -> Figures:
    """The figures of all cases of this life."""
    coordinator = next(user for user in life.people.values() if user.role == Role.COORDINATOR.value)
    found = [find_case(view_as(coordinator), number) for number in life.numbers.values()]
    cases = [case for case in found if case is not None]
    told = [(case, list_events(case.id)) for case in cases]
    held = [(case, events) for case, events in told if HELD in dict(events)]
    ended = [events for _, events in told if HELD not in dict(events) and ENDED & dict(events).keys()]
    agreed = sum(has_agreed(case) for case, _ in held)
    failed = sum(FAILED in dict(events) for _, events in held)
    return Figures(
        cases=len(cases),
        acts=life.done.total(),
        stages=count(case.stage for case in cases),
        outcomes=count(case.outcome for case in cases if case.outcome),
        languages=count(case.language for case in cases),
        categories=count(case.category for case in cases),
        reached_a_session=share(len(held), len(held) + len(ended)),
        agreed_of_held=share(agreed, agreed + failed),
        days_to_session=describe_days([events for _, events in held if count_held(events) == 1]),
    )


def has_agreed(case: Any) -> bool:
    """Whether the sides came to terms, signed or not."""
    return case.stage in {"agreement", "followup"} or case.outcome in {"settled", "in_part"}


def count(words: Iterable[str]) -> dict[str, int]:
    """How often each word comes, most frequent first."""
    return dict(Counter(words).most_common())


def count_held(events: list[tuple[str, datetime]]) -> int:
    """How many sessions were held."""
    return sum(tag == HELD for tag, _ in events)


def describe_days(cases: list[list[tuple[str, datetime]]]) -> dict[str, float]:
    """Days from opening to the first session: tenth, middle and ninetieth of a hundred."""
    days = [(dict(one)[HELD] - one[0][1]).total_seconds() / 86_400 for one in cases]
    if len(days) < 2:
        return {}
    tenths = quantiles(days, n=10)
    return {"p10": round(tenths[0], 1), "median": round(median(days), 1), "p90": round(tenths[-1], 1)}
