"""`python -m bench serve`: Evenhand beside bare Django on the same server, in one run.

`python -m bench clocks` works out the clocks of many cases, without a server. `python -m bench build` is the step
that fills a home; `serve` runs it in a process of its own.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from bench.serving import Wanted, run_serve


def make_parser() -> argparse.ArgumentParser:
    """What can be asked."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure Evenhand beside bare Django."
    )
    steps = parser.add_subparsers(dest="step", required=True)
    serve = steps.add_parser("serve", help="pages over HTTP: requests, CPU, ratios to bare Django, memory")
    serve.add_argument("--cases", type=int, default=Wanted.cases, help="how many cases stand in the home")
    serve.add_argument("--seconds-per-burst", type=float, default=Wanted.seconds)
    serve.add_argument("--rounds", type=int, default=Wanted.rounds)
    serve.add_argument("--clients", type=read_clients, default=Wanted.clients, help="for example 1,4")
    serve.add_argument("--database", choices=("sqlite", "postgres"), default=Wanted.database)
    serve.add_argument("--json", type=Path, default=None, help="also write everything into this file")
    serve.add_argument("--seed", type=int, default=Wanted.seed)
    clocks = steps.add_parser("clocks", help="all clocks of many open cases; one decision")
    clocks.add_argument("--cases", type=int, default=100_000)
    clocks.add_argument("--rounds", type=int, default=5)
    clocks.add_argument("--seed", type=int, default=Wanted.seed)
    clocks.add_argument("--json", type=Path, default=None, help="also write everything into this file")
    cost = steps.add_parser("cost", help="creating and acting with and without sealing and record")
    cost.add_argument("--databases", default="sqlite,postgres", type=lambda text: text.split(","))
    cost.add_argument("--writers", type=read_clients, default=(1, 4), help="for example 1,4")
    cost.add_argument("--rounds", type=int, default=5)
    cost.add_argument("--seconds", type=float, default=2.0)
    cost.add_argument("--json", type=Path, default=None, help="also write everything into this file")
    build = steps.add_parser("build", help="fill the empty home that EVENHAND_HOME names")
    build.add_argument("--cases", type=int, required=True)
    build.add_argument("--seed", type=int, default=Wanted.seed)
    return parser


def read_clients(text: str) -> tuple[int, ...]:
    """Numbers between commas, at most as many at once as there are sessions."""
    numbers = tuple(int(part) for part in text.split(","))
    if not all(1 <= number <= 8 for number in numbers):
        raise argparse.ArgumentTypeError("1 to 8 clients")
    return numbers


def main() -> None:
    """Run the step that is asked for."""
    asked = make_parser().parse_args()
    # Told to end, tidy up as on Ctrl-C: no server and no folder stays behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if asked.step == "clocks":
        from bench.clocks import run_clocks

        run_clocks(cases=asked.cases, rounds=asked.rounds, seed=asked.seed, json_file=asked.json)
        return
    if asked.step == "cost":
        from bench.cost import run_cost

        run_cost(
            databases=asked.databases,
            writers=asked.writers,
            rounds=asked.rounds,
            seconds=asked.seconds,
            json_file=asked.json,
        )
        return
    if asked.step == "build":
        from bench.building import run_build

        run_build(cases=asked.cases, seed=asked.seed)
        return
    wanted = Wanted(
        cases=asked.cases,
        seconds=asked.seconds_per_burst,
        rounds=asked.rounds,
        clients=asked.clients,
        database=asked.database,
        json_file=asked.json,
        seed=asked.seed,
    )
    lines = run_serve(wanted)
    sys.exit(1 if any(line.errors for line in lines) else 0)


if __name__ == "__main__":
    main()
