"""The made-up centre and the people who work there. Logins are parts, never names; names are sealed."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from evenhand.access.acts import add_person
from evenhand.access.rules import Role


@dataclass(frozen=True)
class Colleague:
    """One person of the centre."""

    login: str
    name: str
    role: Role
    languages: tuple[str, ...] = ("en",)


CENTRE = "Kettle Lane Community Mediation"
COLLEAGUES = (
    Colleague("intake1", "Maya Fairbrook", Role.INTAKE, ("en", "es")),
    Colleague("intake2", "Tom Ashdown-Lee", Role.INTAKE, ("en", "zh-hans")),
    Colleague("coordinator", "Ruth Calloway", Role.COORDINATOR),
    Colleague("mediator1", "Idris Fenwright", Role.MEDIATOR, ("en",)),
    Colleague("mediator2", "Lucía Berrocal Vega", Role.MEDIATOR, ("es", "en")),
    Colleague("mediator3", "沈语禾", Role.MEDIATOR, ("zh-hans", "en")),
    Colleague("mediator4", "نادية الحدّادي", Role.MEDIATOR, ("ar", "en")),
    Colleague("director", "Edwin Marlowe-Singh", Role.DIRECTOR),
)
INTAKE = tuple(each.login for each in COLLEAGUES if each.role is Role.INTAKE)
MEDIATORS = MappingProxyType(
    {each.login: each.languages for each in COLLEAGUES if each.role is Role.MEDIATOR}
)


def add_colleagues(centre: Any, at: datetime) -> dict[str, Any]:
    """Accounts for all of them, by login. None has a password: nobody logs in but through the demo's page."""
    return dict(_add_all(centre, at))


def _add_all(centre: Any, at: datetime) -> Iterator[tuple[str, Any]]:
    takes = inspect.signature(add_person).parameters
    for each in COLLEAGUES:
        reach = {"email": f"{each.login}@kettle-lane.example", "language": each.languages[0]}
        known = {name: value for name, value in reach.items() if name in takes}
        yield (
            each.login,
            add_person(
                centre=centre,
                username=each.login,
                name=each.name,
                role=each.role,
                at=at,
                by="operator",
                **known,
            ),
        )
