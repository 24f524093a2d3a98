"""The worker: each job at its own pace, none harmed by another, the one at hand finished before it stops."""

from __future__ import annotations

import threading
import time
from datetime import datetime
from typing import Any

import pytest

from evenhand.site.commands.worker import Round, keep_running, run_due, run_job

pytestmark = pytest.mark.django_db


def test_a_job_is_told_the_time_if_it_asks() -> None:
    told: list[Any] = []

    def job(*, at: datetime) -> None:
        told.append(at)

    assert run_job("job", job)
    assert told[0].tzinfo is not None
    assert run_job("plain", lambda: None)


def test_a_failing_job_stops_no_other() -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("fail")
        raise ValueError("Amina")

    rounds = [Round("fail", 10, fail), Round("next", 10, lambda: done.append("next"))]
    run_due(rounds, time.monotonic(), threading.Event())
    assert done == ["fail", "next"]
    assert not run_job("fail", fail)
    assert all(each.due > 0 for each in rounds)


def test_a_slow_job_skips_rounds_and_keeps_its_pace() -> None:
    each = Round("slow", 10, lambda: None, due=100)
    each.postpone(100.5)
    assert each.due == 110
    each.postpone(147)
    assert each.due == 150


def test_jobs_run_at_their_own_pace_until_told_to_stop() -> None:
    counts = {"fast": 0, "slow": 0}
    stopping = threading.Event()

    def run_fast() -> None:
        counts["fast"] += 1
        if counts["fast"] == 5:
            stopping.set()

    def run_slow() -> None:
        counts["slow"] += 1

    keep_running([Round("fast", 0.02, run_fast), Round("slow", 60, run_slow)], stopping)
    assert counts == {"fast": 5, "slow": 1}


def test_told_to_stop_it_begins_nothing_more() -> None:
    stopping = threading.Event()
    done: list[str] = []
    rounds = [Round("one", 10, stopping.set, due=1), Round("two", 10, lambda: done.append("two"), due=2)]
    run_due(rounds, time.monotonic(), stopping)
    assert done == []
