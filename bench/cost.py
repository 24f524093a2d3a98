"""What sealing and the record cost: creating a case and doing an act with everything on, and the same without.

All variants take turns in the same writers on the same database. CPU of the writers and the database counts; the
cases of a variant are worked on by that variant alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median

from bench.processes import describe_machine, read_cpu, read_load
from bench.servers import ROOT, NotServing, run_step
from bench.serving import Ground, make_ground
from bench.without import VARIANTS

GOAL = 1.25  # creating with sealing and record, against the same build with both off


@dataclass(frozen=True)
class Line:
    """One work of one variant on one database by so many writers: each figure least, middle, most over the rounds."""

    database: str
    work: str
    writers: int
    variant: str
    cpu_ms: tuple[float, float, float]
    per_second: tuple[float, float, float]
    ratio: tuple[float, float, float]


@dataclass(frozen=True)
class Burst:
    """What all writers together did in one turn."""

    cpu_ms: float
    per_second: float


class Writers:
    """Some writers of one home, each a process that waits to be told."""

    def __init__(self, ground: Ground, stack: ExitStack, count: int) -> None:
        self.ground = ground
        self.each = [self._start(stack) for _ in range(count)]
        for writer in self.each:
            assert writer.stdout is not None
            if writer.stdout.readline().strip() != "ready":
                raise NotServing("a writer did not start")

    def _start(self, stack: ExitStack) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.cost_writer"],
            cwd=ROOT,
            env=dict(self.ground.surroundings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(_end, process)
        return process

    def drive(self, variant: str, work: str, writers: int, seconds: float) -> Burst:
        """One burst of so many of them at once."""
        before = read_cpu(self.ground.database_roots)
        line = json.dumps({"variant": variant, "work": work, "seconds": seconds})
        for writer in self.each[:writers]:
            assert writer.stdin is not None
            print(line, file=writer.stdin, flush=True)
        said = [json.loads(_read_line(writer)) for writer in self.each[:writers]]
        count = sum(each["count"] for each in said)
        cpu = sum(each["cpu"] for each in said) + read_cpu(self.ground.database_roots) - before
        return Burst(1000 * cpu / max(count, 1), sum(each["count"] / each["seconds"] for each in said))


def _read_line(writer: subprocess.Popen[str]) -> str:
    assert writer.stdout is not None
    line = writer.stdout.readline()
    if not line:
        raise NotServing("a writer ended; its words are above")
    return line


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


def run_cost(
    *, databases: Sequence[str], writers: Sequence[int], rounds: int, seconds: float, json_file: Path | None
) -> list[Line]:
    """Measure every combination in one run, print the table, and write it down if asked."""
    print(f"{describe_machine()}; load {read_load()}")
    lines = [line for each in databases for line in measure_database(each, writers, rounds, seconds)]
    print(say_lines(lines))
    if json_file:
        json_file.write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n", encoding="utf-8")
    return lines


def measure_database(database: str, writers: Sequence[int], rounds: int, seconds: float) -> list[Line]:
    """One database: all turns shuffled within each round."""
    with ExitStack() as stack:
        ground = stack.enter_context(make_ground(database))
        prepare = ("init", "--json", "--coordinator", "coordinator", "--name", "Bench centre")
        run_step("evenhand.site.cli", *prepare, surroundings=ground.surroundings)
        crew = Writers(ground, stack, max(writers))
        works = [(work, count) for work in ("create", "act") for count in writers]
        found: dict[tuple[str, int, str], list[Burst]] = {}
        rng = Random(rounds)
        for _ in range(rounds):
            for work, count in rng.sample(works, len(works)):
                for variant in rng.sample(list(VARIANTS), len(VARIANTS)):
                    burst = crew.drive(variant, work, count, seconds)
                    found.setdefault((work, count, variant), []).append(burst)
        return [sum_up(database, key, found) for key in sorted(found)]


def sum_up(database: str, key: tuple[str, int, str], found: dict[tuple[str, int, str], list[Burst]]) -> Line:
    """One line: what this variant took, and how many times the bare writes of the same rounds."""
    work, count, variant = key
    mine, bare = found[key], found[work, count, "bare"]
    ratios = [one.cpu_ms / other.cpu_ms for one, other in zip(mine, bare, strict=True)]
    return Line(
        database,
        work,
        count,
        variant,
        _spread(mine, lambda burst: burst.cpu_ms),
        _spread(mine, lambda burst: burst.per_second),
        (min(ratios), median(ratios), max(ratios)),
    )


def _spread(bursts: Sequence[Burst], read: Callable[[Burst], float]) -> tuple[float, float, float]:
    values = [read(burst) for burst in bursts]
    return min(values), median(values), max(values)


def say_lines(lines: Sequence[Line]) -> str:
    """The table, and the goal judged for creating."""
    rows = [
        f"{'database':<9} {'work':<7} writers {'variant':<11} {'CPU ms':>18} {'a second':>16} {'x bare':>18}"
    ]
    for line in lines:
        figures = f"{_say(line.cpu_ms, 2):>18} {_say(line.per_second, 0):>16} {_say(line.ratio, 2):>18}{judge(line)}"
        rows.append(f"{line.database:<9} {line.work:<7} {line.writers:>7} {line.variant:<11} {figures}")
    return "\n".join(rows)


def _say(values: tuple[float, float, float], digits: int) -> str:
    least, middle, most = values
    return f"{middle:.{digits}f} ({least:.{digits}f}-{most:.{digits}f})"


def judge(line: Line) -> str:
    """Whether creating keeps the goal: said only when all rounds lie on one side of it."""
    if (line.work, line.variant) != ("create", "all"):
        return ""
    least, _middle, most = line.ratio
    return f"  wanted <= {GOAL}: " + ("PASS" if most <= GOAL else "FAIL" if least > GOAL else "UNDECIDED")
