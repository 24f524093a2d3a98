"""From a seed to a plan: which cases a made-up centre has, who is in them, and every act with its time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from evenhand.site.simulation.beats import Place, lay_back
from evenhand.site.simulation.library import LANGUAGES, Story, read_shelf
from evenhand.site.simulation.paths import PATHS, Path
from evenhand.site.simulation.people import INTAKE, MEDIATORS
from evenhand.site.simulation.tale import Names, Staff, Tale

CHANNELS = ("phone", "phone", "phone", "walk_in", "web", "referral")
DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class Move:
    """One act of the plan: when, in which case (by its place in the plan), who, what, and the answers."""

    at: datetime
    case: int
    who: str
    act: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """A centre's life: the way each case goes, and every act of all of them in the order of time."""

    paths: tuple[Path, ...]
    moves: tuple[Move, ...]


def share_out(weights: Sequence[int], count: int) -> list[int]:
    """So many cases on each path: one on each where there are enough, the rest by weight."""
    if count < len(weights):
        chosen = {round(place * len(weights) / count) for place in range(count)}
        return [int(place in chosen) for place in range(len(weights))]
    rest, total = count - len(weights), sum(weights) - len(weights)
    exact = [(weight - 1) * rest / total for weight in weights]
    given = [int(each) for each in exact]
    short = sorted(range(len(weights)), key=lambda place: given[place] - exact[place])
    for place in short[: rest - sum(given)]:
        given[place] += 1
    return [1 + each for each in given]


def list_paths(count: int) -> list[Path]:
    """The paths of `count` cases."""
    shares = share_out([path.weight for path in PATHS], count)
    return [path for path, share in zip(PATHS, shares, strict=True) for _ in range(share)]


def list_stories(count: int, rng: Random) -> list[Story]:
    """So many stories in four languages; one is told twice only when all of its language were told."""
    shares = share_out(list(LANGUAGES.values()), max(count, len(LANGUAGES)))
    chosen: list[Story] = []
    for language, share in zip(LANGUAGES, shares, strict=True):
        told = list(read_shelf(language).stories)
        rng.shuffle(told)
        chosen += [told[place % len(told)] for place in range(share)]
    rng.shuffle(chosen)
    return chosen[:count]


def seat_guest(paths: Sequence[Path], stories: list[Story]) -> None:
    """A case between two people gets a story of two grown-up people: nobody beside them, no firm, in English."""
    spare = [place for place, story in enumerate(stories) if is_plain(story) and not paths[place].waits_for]
    for place, path in enumerate(paths):
        if path.between_two and spare and not is_plain(stories[place]):
            other = spare.pop()
            stories[place], stories[other] = stories[other], stories[place]


def is_plain(story: Story) -> bool:
    """Whether a guest can follow it at once: English, two grown-up people."""
    return story.language == "en" and not (story.under_18 or story.companion or story.other)


class NameBox:
    """Names to draw from; nobody has two cases before everybody of that language has one."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._piles: dict[tuple[str, str], list[str]] = {}

    def draw(self, story: Story) -> Names:
        """The people of one more case, with names that go with its words."""
        first = self._take(story.language, story.caller)
        other = "" if story.other else self._take(story.language, story.them)
        beside = self._take(story.language, "") if story.under_18 or story.companion else ""
        return Names(first, other, beside)

    def _take(self, language: str, kind: str) -> str:
        names = read_shelf(language).names
        kinds = [kind] if kind in names else list(names)
        # The fuller pile: so the names of one kind do not run out while the other's lie there.
        chosen = max(kinds, key=lambda one: len(self._find_pile(language, one)))
        pile = self._find_pile(language, chosen)
        return pile.pop()

    def _find_pile(self, language: str, kind: str) -> list[str]:
        pile = self._piles.setdefault((language, kind), [])
        if not pile:
            pile += read_shelf(language).names[kind]
            self._rng.shuffle(pile)
        return pile


def choose_staff(index: int, language: str, rng: Random) -> Staff:
    """A worker by turns, and a mediator who speaks the language."""
    able = [login for login, spoken in MEDIATORS.items() if language in spoken]
    mediator = rng.choice(able)
    spare = rng.choice([login for login in MEDIATORS if login != mediator])
    return Staff(worker=INTAKE[index % len(INTAKE)], mediator=mediator, spare=spare)


def find_end(path: Path, now: datetime, months: int, rng: Random) -> datetime:
    """When the last beat of a case was, at the latest."""
    low, high = path.age
    if path.ended:
        high = max(high * months / 6, low + 1)
    return now - timedelta(days=rng.uniform(low, high))


def make_tale(
    index: int, path: Path, story: Story, names: Names, world: tuple[datetime, Place, str], rng: Random
) -> Tale:
    """One case before it is lived."""
    now, place, version = world
    return Tale(
        index=index,
        story=story,
        names=names,
        staff=choose_staff(index, story.language, rng),
        channel=path.channel or rng.choice(CHANNELS),
        text_version=version,
        place=place,
        now=now,
        rng=rng,
    )


def make_plan(*, cases: int, seed: int, months: int, now: datetime, place: Place, text_version: str) -> Plan:
    """The plan for a centre of `cases` cases that has lived `months` months."""
    rng = Random(seed)
    names = NameBox(rng)
    paths = list_paths(cases)
    stories = list_stories(cases, rng)
    seat_guest(paths, stories)
    moves: list[Move] = []
    for index, (path, story) in enumerate(zip(paths, stories, strict=True)):
        tale = make_tale(index, path, story, names.draw(story), (now, place, text_version), rng)
        beats = path.tell(tale)
        lay_back(beats, find_end(path, now, months, rng), place, rng)
        moves += [Move(beat.at, index, beat.who, beat.act, beat.answer()) for beat in beats]
    # Python's sort is stable: two acts of one case at the same instant keep their order.
    return Plan(tuple(paths), tuple(sorted(moves, key=lambda move: move.at)))
