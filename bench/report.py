"""What a run found, as lines to read and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.driving import Burst
from bench.goals import Judgement, find_ratios

HEAD = (
    "server",
    "page",
    "clients",
    "requests",
    "errors",
    "req/s",
    "p50 ms",
    "p99 ms",
    "CPU ms",
    "x floor",
    "queries",
)
WIDTHS = (9, 7, 7, 8, 6, 7, 7, 7, 15, 15, 7)


@dataclass(frozen=True)
class Line:
    """One page of one server at one number of clients, over all rounds."""

    server: str
    page: str
    clients: int
    requests: int
    errors: int
    rate: float
    p50: float
    p99: float
    cpu: tuple[float, float, float]
    ratio: tuple[float, float, float] | None
    queries: int | None


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Least, middle, most."""
    return min(values), median(values), max(values)


def sum_up(bursts: Sequence[tuple[int, Burst]], queries: dict[str, int], floor: str = "empty") -> list[Line]:
    """A line for each page, server and number of clients."""
    groups: dict[tuple[str, str, int], list[Burst]] = {}
    for _round, burst in bursts:
        groups.setdefault((burst.server, burst.page, burst.clients), []).append(burst)
    return [_sum_group(bursts, group, queries, floor) for _key, group in sorted(groups.items())]


def _sum_group(
    bursts: Sequence[tuple[int, Burst]], group: list[Burst], queries: dict[str, int], floor: str
) -> Line:
    first = group[0]
    ratios = find_ratios(bursts, first.page, floor, first.clients) if first.page != floor else []
    return Line(
        server=first.server,
        page=first.page,
        clients=first.clients,
        requests=sum(burst.requests for burst in group),
        errors=sum(burst.errors for burst in group),
        rate=median(burst.rate for burst in group),
        p50=median(burst.find_quantile(0.5) for burst in group),
        p99=median(burst.find_quantile(0.99) for burst in group),
        cpu=spread([burst.cpu_ms for burst in group]),
        ratio=spread(ratios) if ratios else None,
        queries=queries.get(first.page),
    )


def write_spread(values: tuple[float, float, float] | None, digits: int) -> str:
    """The middle, and the range in brackets."""
    if values is None:
        return ""
    least, middle, most = (f"{value:.{digits}f}" for value in values)
    return f"{middle} ({least}-{most})"


def write_row(cells: Sequence[Any]) -> str:
    """One line of the table."""
    return " ".join(f"{cell!s:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def write_table(lines: Sequence[Line]) -> str:
    """The table as it is printed."""
    rows = [write_row(HEAD)]
    for line in lines:
        plain = (line.server, line.page, line.clients, line.requests, line.errors)
        timing = (f"{line.rate:.0f}", f"{line.p50:.1f}", f"{line.p99:.1f}")
        ratios = (write_spread(line.cpu, 2), write_spread(line.ratio, 2))
        rows.append(write_row([*plain, *timing, *ratios, "" if line.queries is None else line.queries]))
    return "\n".join(rows)


def write_judgements(judgements: Sequence[Judgement]) -> str:
    """One line a goal."""
    return "\n".join(
        f"{each.verdict:<9} {each.goal:<3} {each.says}: "
        f"{each.middle:.2f} ({each.least:.2f}-{each.most:.2f}), wanted <= {each.wanted:g}"
        for each in judgements
    )


def write_json(about: dict[str, Any], lines: Sequence[Line], judgements: Sequence[Judgement]) -> str:
    """All of it for a program."""
    found = {
        **about,
        "pages": [asdict(line) for line in lines],
        "goals": [asdict(each) for each in judgements],
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"
