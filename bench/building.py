"""Fill a fresh home with cases: some live through every act, the rest are copies of those. Prints one JSON line.

Run by `python -m bench serve` in a process of its own, with `EVENHAND_HOME` (and `EVENHAND_DATABASE`) set.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

LIVED = 60
PEOPLE = {"intake": 10, "mediator": 10}
# A centre keeps far more files than it works on.
OPEN_SHARE = 0.2
SESSIONS = 8
SHOWN_CASES = 50
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Built:
    """What the driver needs to know of a home, and how long it took to fill it."""

    cases: int
    open_cases: int
    own_open: int
    entries: int
    sessions: list[str]
    numbers: list[str]
    seconds: float


def build_home(*, cases: int, seed: int) -> Built:
    """Make the centre, its people and its cases."""
    from evenhand.site.commands.init import Answers, make_centre_here

    began = time.perf_counter()
    make_centre_here(Answers(name="Bench centre"))
    from evenhand.calendars.clock import read_now

    now, rng = read_now(), Random(seed)
    lived = min(LIVED, max(cases // 2, 1))
    let_live(lived, seed, now)
    staff = add_staff(now)
    make_copies(cases - lived, staff, rng)
    return describe_home(staff["intake"], time.perf_counter() - began)


def let_live(cases: int, seed: int, now: datetime) -> None:
    """The templates: a made-up centre's cases, every act of them done through the writer."""
    from evenhand.site.commands.simulate import make_life

    make_life(cases=cases, seed=seed, months=6, now=now, tell=lambda _done, _total: None)


def add_staff(now: datetime) -> dict[str, list[Any]]:
    """The people who share the copies."""
    from evenhand.access.acts import add_person
    from evenhand.access.queries import find_centre
    from evenhand.access.rules import Role

    centre = find_centre()
    assert centre is not None
    return {
        role: [
            add_person(
                centre=centre,
                username=f"bench-{role}-{count}",
                name=f"Bench {role.title()} {count}",
                role=Role(role),
                at=now,
                by="bench",
            )
            for count in range(number)
        ]
        for role, number in PEOPLE.items()
    }


def make_copies(count: int, staff: dict[str, list[Any]], rng: Random) -> None:
    """All other cases, under keys of their own."""
    from django.apps import apps

    from bench.copying import copy_cases
    from bench.template import read_templates

    people = apps.get_model("evenhand", "User")._default_manager
    templates = read_templates(people.get(username="coordinator"))
    copy_cases(templates=templates, count=count, staff=staff, open_share=OPEN_SHARE, rng=rng)


def describe_home(workers: list[Any], seconds: float) -> Built:
    """Counts, and of the worker with the most open cases their numbers and sessions that are logged in."""
    from django.apps import apps

    cases = apps.get_model("evenhand", "Case")._default_manager
    worker = max(workers, key=lambda each: cases.filter(worker=each, state="open").count())
    own = cases.filter(worker=worker, state="open").order_by("number")
    return Built(
        cases=cases.count(),
        open_cases=cases.filter(state="open").count(),
        own_open=own.count(),
        entries=apps.get_model("evenhand", "Entry")._default_manager.count(),
        sessions=[log_in(worker) for _ in range(SESSIONS)],
        numbers=list(own.values_list("number", flat=True)[:SHOWN_CASES]),
        seconds=round(seconds, 1),
    )


def log_in(worker: Any) -> str:
    """A session of somebody who has logged in with a second factor."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(worker.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    session["second_factor"] = True
    session.create()
    return str(session.session_key)


def run_build(*, cases: int, seed: int) -> None:
    """Build and print."""
    built = build_home(cases=cases, seed=seed)
    print(json.dumps(built.__dict__))
