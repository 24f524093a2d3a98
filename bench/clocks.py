"""All clocks of many open cases worked out anew, beside a bare loop that only adds days; and one decision.

The cases are drawn by a seed: each has lived through a part of the acts of the procedure, at times that go forward.
CPU seconds of this process, the median of several rounds that take turns.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.deciding import list_decisions
from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.clocks import ClockEvent, compute_clocks
from evenhand.procedures.rules.procedure import Procedure

PACKS = Path(__file__).resolve().parents[1] / "packs"
ZONE, CALENDAR = "Asia/Shanghai", "CN"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
GOAL_CASES, GOAL_DECIDE = 50_000, 0.001


@dataclass(frozen=True)
class Found:
    """What one run found: cases a second and core (median, least, most), the loop beside it, and a decision."""

    pack: str
    cases: int
    clocks: int
    events: int
    rate: float
    least: float
    most: float
    bare: float
    decide: float
    decide_p99: float


def draw_cases(procedure: Procedure, count: int, seed: int) -> list[list[ClockEvent]]:
    """Events of cases, each in order: the entries of as many steps as the case has come through."""
    dice = random.Random(seed)
    emits = [step.emits for step in procedure.steps if step.emits]
    cases = []
    for _ in range(count):
        at = NOW - timedelta(minutes=dice.randrange(120 * 24 * 60))
        events = []
        for tags in emits[: dice.randint(1, len(emits))]:
            events.append(ClockEvent(dice.choice(tags), at))
            at += timedelta(minutes=dice.randrange(5 * 24 * 60))
        cases.append(events)
    return cases


def find_largest() -> Procedure:
    """The shipped procedure with the most steps and clocks."""
    packs = [load_pack(folder.parent) for folder in sorted(PACKS.glob("*/pack.toml"))]
    return max(packs, key=lambda pack: len(pack.steps) + len(pack.clocks))


def compute_all(procedure: Procedure, cases: Sequence[list[ClockEvent]]) -> int:
    """Every clock of every case."""
    return sum(len(compute_clocks(procedure.clocks, events, ZONE, NOW, CALENDAR)) for events in cases)


def add_days(procedure: Procedure, cases: Sequence[list[ClockEvent]]) -> int:
    """The bare loop: for each clock that an event starts, the event's instant and so many days; nothing else."""
    lengths: dict[str, list[timedelta]] = {}
    for clock in procedure.clocks:
        lengths.setdefault(clock.starts_on, []).append(timedelta(days=clock.length))
    count = 0
    for events in cases:
        for tag, at in events:
            for length in lengths.get(tag, ()):
                count += (at + length) > NOW
    return count


def take_time(work: Callable[[], Any]) -> float:
    """CPU seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


def time_decisions(rounds: int) -> tuple[float, float]:
    """Seconds for one decision of the largest pack, refused ones among them: the median and the 99th of a hundred."""
    decisions = list_decisions(find_largest())
    took = [take_wall(decide) for _ in range(rounds) for decide in decisions]
    return statistics.median(took), statistics.quantiles(took, n=100)[98]


def take_wall(work: Callable[[], Any]) -> float:
    """Seconds on the clock: a decision is too short for the count of CPU time."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run_clocks(*, cases: int, rounds: int, seed: int, json_file: Path | None) -> Found:
    """Measure, print and, if asked, write everything into a file."""
    procedure = find_largest()
    drawn = draw_cases(procedure, cases, seed)
    took, bare = [], []
    for _ in range(rounds):
        took.append(take_time(lambda: compute_all(procedure, drawn)))
        bare.append(take_time(lambda: add_days(procedure, drawn)))
    decide, slow = time_decisions(200)
    found = Found(
        pack=procedure.id,
        cases=cases,
        clocks=len(procedure.clocks),
        events=sum(map(len, drawn)),
        rate=cases / statistics.median(took),
        least=cases / max(took),
        most=cases / min(took),
        bare=cases / statistics.median(bare),
        decide=decide,
        decide_p99=slow,
    )
    print(say_found(found))
    if json_file:
        json_file.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
    return found


def say_found(found: Found) -> str:
    """The table in words."""
    verdict = "PASS" if found.least >= GOAL_CASES else "FAIL" if found.most < GOAL_CASES else "UNDECIDED"
    times, micro = found.bare / found.rate, 1e6
    quick = "PASS" if found.decide < GOAL_DECIDE else "FAIL"
    return "\n".join(
        (
            f"{found.pack}: {found.cases:,} open cases, {found.clocks} clocks each, {found.events:,} events",
            f"all clocks:       {found.rate:>10,.0f} cases/s ({found.least:,.0f}-{found.most:,.0f})",
            f"only adding days: {found.bare:>10,.0f} cases/s; the clocks take {times:.1f} times as long",
            f"G12, >= {GOAL_CASES:,} cases/s: {verdict}",
            f"one decision: {found.decide * micro:,.0f} microseconds (median), {found.decide_p99 * micro:,.0f} (p99)",
            f"under {GOAL_DECIDE * 1e3:.0f} ms: {quick}",
        )
    )
