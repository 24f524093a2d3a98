"""What is asked for in which order: everything interleaved and shuffled, pages that write last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bench.driving import Page


@dataclass(frozen=True)
class Turn:
    """One burst that is due: which page, by how many clients, in which round."""

    round: int
    page: Page
    clients: int


def plan_turns(
    reading: Sequence[Page],
    writing: Sequence[Page],
    floor: Page,
    clients: Sequence[int],
    rounds: int,
    rng: Random,
) -> list[Turn]:
    """Rounds of readers first. Creating lengthens the queue, so it comes after all of them, beside the floor."""
    return [*_plan(reading, clients, rounds, rng, 0), *_plan([*writing, floor], clients, rounds, rng, rounds)]


def _plan(pages: Sequence[Page], clients: Sequence[int], rounds: int, rng: Random, first: int) -> list[Turn]:
    turns = []
    for number in range(first, first + rounds):
        each = [Turn(number, page, count) for page in pages for count in clients]
        rng.shuffle(each)
        turns += each
    return turns
