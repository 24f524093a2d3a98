"""One run: a private home, both servers up, one driven at a time, and everything gone at the end."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bench.driving import Burst, drive_burst
from bench.goals import judge_run
from bench.pages import FLOOR, OURS, list_floor, list_ours
from bench.plan import plan_turns
from bench.processes import describe_machine, read_load, read_memory
from bench.report import sum_up, write_json, write_judgements, write_table
from bench.servers import Server, run_step, start_server, stop_server

WORKERS = 2


@dataclass(frozen=True)
class Wanted:
    """What a run is asked to do."""

    cases: int = 10_000
    seconds: float = 2.0
    rounds: int = 5
    clients: tuple[int, ...] = (1, 4)
    database: str = "sqlite"
    json_file: Path | None = None
    seed: int = 1


@dataclass
class Ground:
    """Where a run happens: a temporary folder, the surroundings of its processes, and the database's tree."""

    folder: Path
    surroundings: dict[str, str]
    database_roots: list[int] = field(default_factory=list)


@contextmanager
def make_ground(database: str) -> Iterator[Ground]:
    """A home and a database of our own; nothing of it is left at the end."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="evenhand-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith(("EVENHAND_", "DJANGO_"))
        }
        ground = Ground(folder, outside)
        ground.surroundings |= {
            "EVENHAND_HOME": str(folder / "home"),
            "BENCH_FLOOR_DATABASE": str(folder / "floor.sqlite3"),
            "BENCH_FLOOR_SECRET": secrets.token_urlsafe(40),
        }
        if database == "postgres":
            add_postgres(ground, stack)
        yield ground


def add_postgres(ground: Ground, stack: ExitStack) -> None:
    """A private PostgreSQL that keeps what it has said it kept."""
    import psycopg

    from tests.postgres import CAREFREE, Cluster

    cluster = Cluster({**CAREFREE, "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"})
    stack.callback(cluster.stop)
    cluster.start()
    with psycopg.connect(cluster.address.removesuffix("/evenhand") + "/postgres", autocommit=True) as server:
        for name in ("evenhand", "floor"):
            server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    assert cluster.process is not None
    ground.database_roots.append(cluster.process.pid)
    ground.surroundings |= {"EVENHAND_DATABASE": cluster.address, "BENCH_FLOOR_DATABASE": "floor"}


def run_serve(wanted: Wanted, tell: Callable[[str], None] = print) -> list[Any]:
    """Build, start, drive, judge, tidy up. Returns the lines of the table."""
    with ExitStack() as stack:
        ground = stack.enter_context(make_ground(wanted.database))
        tell(f"{describe_machine()}; {wanted.database}; load {read_load()}")
        built, floor_sessions = prepare(wanted, ground)
        tell(
            f"{built['cases']} cases ({built['open_cases']} open, {built['own_open']} of them the worker's own),"
            f" {built['entries']} entries, built in {built['seconds']} s"
        )
        servers = {}
        for name in (OURS, FLOOR):
            servers[name] = start_server(name, WORKERS, ground.surroundings, ground.folder)
            stack.callback(stop_server, servers[name])
        bursts = drive(wanted, ground, servers, built, floor_sessions)
        memory = {name: round(read_memory([server.process.pid]), 1) for name, server in servers.items()}
        queries = count_queries(ground, built)
        return finish(wanted, built, bursts, memory, queries, tell)


def prepare(wanted: Wanted, ground: Ground) -> tuple[dict[str, Any], list[str]]:
    """Fill our home and the floor's, each in a process of its own."""
    asked = ("build", "--cases", str(wanted.cases), "--seed", str(wanted.seed))
    built = json.loads(run_step("bench", *asked, surroundings=ground.surroundings).splitlines()[-1])
    floor = json.loads(run_step("bench.floor.preparing", surroundings=ground.surroundings).splitlines()[-1])
    return built, floor


def drive(
    wanted: Wanted,
    ground: Ground,
    servers: dict[str, Server],
    built: dict[str, Any],
    floor_sessions: list[str],
) -> list[tuple[int, Burst]]:
    """Every burst, in its turn."""
    reading, create = list_ours(built["sessions"], built["numbers"])
    empty, one = list_floor(floor_sessions)
    turns = plan_turns(
        [*reading, empty, one], [create], empty, wanted.clients, wanted.rounds, Random(wanted.seed)
    )
    for page in (*reading, empty, one, create):
        # Caches of every worker are filled before anything counts.
        drive_burst(page, servers[page.server].port, [], 4, 0.5)
    found = []
    for turn in turns:
        server = servers[turn.page.server]
        roots = [server.process.pid, *ground.database_roots]
        found.append((turn.round, drive_burst(turn.page, server.port, roots, turn.clients, wanted.seconds)))
    return found


def count_queries(ground: Ground, built: dict[str, Any]) -> dict[str, int]:
    """Statements of each page, counted in a process of its own."""
    step = run_step(
        "bench.counting", built["sessions"][-1], built["numbers"][0], surroundings=ground.surroundings
    )
    counted: dict[str, int] = json.loads(step.splitlines()[-1])
    return counted


def finish(
    wanted: Wanted,
    built: dict[str, Any],
    bursts: list[tuple[int, Burst]],
    memory: dict[str, float],
    queries: dict[str, int],
    tell: Callable[[str], None],
) -> list[Any]:
    """Say what was found."""
    lines, judgements = sum_up(bursts, queries), judge_run(bursts, queries, wanted.clients)
    tell(write_table(lines))
    tell(
        f"memory of {WORKERS} workers, PSS: "
        + ", ".join(f"{name} {value} MiB" for name, value in memory.items())
    )
    tell(write_judgements(judgements))
    tell(f"load at the end {read_load()}")
    if wanted.json_file:
        about = {
            "machine": describe_machine(),
            "database": wanted.database,
            "load": read_load(),
            "built": {
                name: built[name] for name in ("cases", "open_cases", "own_open", "entries", "seconds")
            },
            "memory_mib": memory,
            "queries": queries,
        }
        wanted.json_file.write_text(write_json(about, lines, judgements), encoding="utf-8")
    return lines
