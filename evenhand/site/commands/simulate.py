"""`evenhand simulate`: let a made-up centre live for a while, through acts only, and say what came of it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from evenhand.site.cli import CommandStopped
from evenhand.site.simulation.living import Life, live, plan_life
from evenhand.site.simulation.people import add_colleagues
from evenhand.site.simulation.planning import DAYS_A_MONTH
from evenhand.site.simulation.tally import Figures, count_life

# A promise is followed up after 90 days: a younger centre could not have kept one yet.
LEAST_MONTHS = 5


def make_life(
    *, cases: int, seed: int, months: int, now: datetime, tell: Callable[[int, int], None]
) -> tuple[Life, Any]:
    """People, a plan, and the life of this home's centre. `tell` hears how many acts of how many are done."""
    from evenhand.access.queries import find_centre

    centre = find_centre()
    if centre is None:
        raise CommandStopped("There is no centre here yet. Run `evenhand init`.")
    refuse_real_cases()
    people = add_colleagues(centre, now - timedelta(days=months * DAYS_A_MONTH + 30))
    plan = plan_life(centre=centre, cases=cases, seed=seed, months=months, now=now)
    life = live(
        centre=centre, people=people, plan=plan, now=now, tell=lambda done: tell(done, len(plan.moves))
    )
    return life, plan


def refuse_real_cases() -> None:
    """Made-up cases never stand among real ones: only a centre without a case can be simulated."""
    from django.apps import apps

    if apps.get_model("evenhand", "Case").objects.exists():
        raise CommandStopped("This centre has cases. Only a centre without any can be simulated.")


def show_progress(show: bool) -> tuple[Progress, Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        disable=not (show and sys.stderr.isatty()),
        transient=True,
    )
    task = bar.add_task("Sixty lives, act by act", total=None)
    return bar, lambda done, total: bar.update(task, completed=done, total=total)


def describe(figures: Figures, seconds: float) -> str:
    """The figures in sentences."""
    stages = ", ".join(f"{name} {number}" for name, number in figures.stages.items())
    days = figures.days_to_session
    lines = [
        f"{figures.cases} cases lived through {figures.acts} acts in {seconds:.1f} s.",
        f"Where they stand: {stages}.",
        f"Of those decided, {figures.reached_a_session:.0%} reached a session; "
        f"{figures.agreed_of_held:.0%} of these agreed.",
    ]
    if days:
        lines.append(f"From opening to a single session: {days['median']:.0f} days in the middle.")
    return "\n".join(lines)


def run(
    cases: Annotated[int, typer.Option(min=1, max=20_000, help="How many cases.")] = 60,
    seed: Annotated[int, typer.Option(help="The same seed, the same lives.")] = 1,
    months: Annotated[int, typer.Option(min=LEAST_MONTHS, max=60, help="How long the centre has lived.")] = 6,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Fill a centre that has no case yet with made-up ones, in every stage and four languages."""
    from evenhand.calendars.clock import read_now

    began = time.perf_counter()
    bar, tell = show_progress(not as_json)
    with bar:
        life, _plan = make_life(cases=cases, seed=seed, months=months, now=read_now(), tell=tell)
    figures, seconds = count_life(life), time.perf_counter() - began
    if as_json:
        typer.echo(json.dumps({**asdict(figures), "seconds": round(seconds, 2)}))
    else:
        typer.echo(describe(figures, seconds))
