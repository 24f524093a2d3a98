"""`evenhand worker`: do what is due: mail, reminders, nightly checks; the list is in `site/jobs.py`."""

from __future__ import annotations

import inspect
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import structlog
import typer

log = structlog.get_logger("evenhand.worker")


@dataclass
class Round:
    """One job and when it is next due, in seconds of the monotonic clock."""

    name: str
    seconds: float
    job: Callable[..., Any]
    due: float = 0.0

    def postpone(self, now: float) -> None:
        """The next whole interval after `now`: a slow job skips rounds, and never runs twice to catch up."""
        missed = max(0, int((now - self.due) // self.seconds))
        self.due += (missed + 1) * self.seconds


def run_job(name: str, job: Callable[..., Any]) -> bool:
    """Run one job; a fault in it is logged by type and place and stops no other. True if it went well."""
    from django.db import close_old_connections

    from evenhand.calendars.clock import read_now

    began = time.monotonic()
    close_old_connections()
    try:
        takes_at = "at" in inspect.signature(job).parameters
        count = job(at=read_now()) if takes_at else job()
    except Exception as fault:
        log.error("job failed", job=name, exc_info=(type(fault), fault, fault.__traceback__))
        return False
    finally:
        close_old_connections()
    if count:
        took = round(time.monotonic() - began, 3)
        log.info("job done", job=name, seconds=took, count=count if isinstance(count, int) else None)
    return True


def run_due(rounds: Iterable[Round], now: float, stopping: threading.Event) -> None:
    """Run every job whose time has come, the longest overdue first."""
    for each in sorted((each for each in rounds if each.due <= now), key=lambda each: each.due):
        if stopping.is_set():
            return
        run_job(each.name, each.job)
        each.postpone(time.monotonic())


def keep_running(rounds: list[Round], stopping: threading.Event) -> None:
    """Run jobs when they are due until told to stop; a job that has begun is finished first."""
    start = time.monotonic()
    for each in rounds:
        each.due = start
    while not stopping.is_set():
        run_due(rounds, time.monotonic(), stopping)
        rest = min((each.due for each in rounds), default=time.monotonic() + 60) - time.monotonic()
        stopping.wait(max(0.0, rest))


def list_rounds() -> Iterator[Round]:
    """The jobs of this installation."""
    from evenhand.site.jobs import JOBS

    for name, seconds, job in JOBS:
        yield Round(name, float(seconds), job)


def stop_on_signals(stopping: threading.Event) -> None:
    """Ctrl-C and SIGTERM end the loop after the job at hand."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())


def run(
    once: Annotated[bool, typer.Option("--once", help="Run every job once, then leave.")] = False,
) -> None:
    """Do the jobs that are due until stopped. One worker is enough; two do no harm."""
    rounds = list(list_rounds())
    if once:
        results = [run_job(each.name, each.job) for each in rounds]
        raise typer.Exit(0 if all(results) else 1)
    stopping = threading.Event()
    stop_on_signals(stopping)
    log.info("worker started", count=len(rounds))
    keep_running(rounds, stopping)
    log.info("worker stopped")
