"""The goals that one run can judge, and the judgement: only when every round lies on one side of the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.driving import Burst

PASS, FAIL, UNDECIDED = "PASS", "FAIL", "UNDECIDED"
MOST_QUERIES = {"queue": ("G2", 6), "case": ("G3", 9)}
MOST_RATIO = {"queue": 3.5, "case": 3.5, "create": 5.0}


@dataclass(frozen=True)
class Judgement:
    """One goal: what was measured (least, middle, most), what is wanted, and whether it is met."""

    goal: str
    says: str
    least: float
    middle: float
    most: float
    wanted: float
    verdict: str


def judge(goal: str, says: str, values: Sequence[float], wanted: float) -> Judgement:
    """At most `wanted` is good."""
    least, most = min(values), max(values)
    verdict = PASS if most <= wanted else FAIL if least > wanted else UNDECIDED
    return Judgement(goal, says, least, median(values), most, wanted, verdict)


def find_ratios(bursts: Iterable[tuple[int, Burst]], page: str, floor: str, clients: int) -> list[float]:
    """CPU for a page over CPU for the floor, round by round."""
    ours: dict[int, float] = {}
    bare: dict[int, float] = {}
    for number, burst in bursts:
        if burst.clients == clients and burst.requests:
            (ours if burst.page == page else bare if burst.page == floor else {})[number] = burst.cpu_ms
    return [ours[number] / bare[number] for number in sorted(ours.keys() & bare.keys()) if bare[number]]


def judge_run(
    bursts: Sequence[tuple[int, Burst]],
    queries: Mapping[str, int],
    clients: Sequence[int],
    floor: str = "empty",
) -> list[Judgement]:
    """G2 and G3 by the number of statements, G5 by the ratio to the floor."""
    found = []
    for page, (goal, most) in MOST_QUERIES.items():
        found.append(judge(goal, f"statements of the {page} page", [queries[page]], most))
    for page, most_ratio in MOST_RATIO.items():
        for count in clients:
            ratios = find_ratios(bursts, page, floor, count)
            if ratios:
                says = f"{page} against the empty page, {count} client{'s' if count > 1 else ''}, CPU"
                found.append(judge("G5", says, ratios, most_ratio))
    return found
