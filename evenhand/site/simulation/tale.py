"""Who is in one made-up case, and the words they use: everything a beat needs to fill in a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from evenhand.site.simulation.beats import Place
from evenhand.site.simulation.library import Story, read_office, read_shelf

SAFE_WAYS = ("email", "email", "email", "phone", "message", "letter")


@dataclass(frozen=True)
class Names:
    """The people of one case."""

    first: str
    other: str
    beside: str


@dataclass(frozen=True)
class Staff:
    """Who of the centre has to do with one case, by login: its worker, its mediator, a second mediator."""

    worker: str
    mediator: str
    spare: str


@dataclass(frozen=True)
class Tale:
    """One made-up case before it is lived."""

    index: int
    story: Story
    names: Names
    staff: Staff
    channel: str
    text_version: str
    place: Place
    now: datetime
    rng: Random

    @property
    def seats(self) -> tuple[str, ...]:
        """Everybody in the case: both sides, and who stands beside the first."""
        beside = self.story.under_18 or self.story.companion
        return ("p1", "p2", "p3") if beside else ("p1", "p2")

    def note(self, code: str) -> str:
        """What the centre's people write down about this."""
        return self._pick(read_office()[code])

    def say(self, code: str) -> str:
        """What a party says or is told, in the party's language."""
        return self._pick(read_shelf(self.story.language).words[code])

    def _pick(self, words: Any) -> str:
        return words if isinstance(words, str) else self.rng.choice(words)

    def open_with(self) -> dict[str, Any]:
        """The answers of the form that opens the case."""
        story = self.story
        data: dict[str, Any] = {
            "channel": self.channel,
            "category": story.category,
            "language": story.language,
            "your_name": self.names.first,
            "your_phone": write_phone(2 * self.index),
            "your_email": write_email(2 * self.index),
            "safe_contact": self.rng.choice(SAFE_WAYS),
            "other_name": story.other or self.names.other,
            "other_contact": write_address(self.index, self.rng),
            "story": story.story,
            "wish": story.wish,
        }
        if data["safe_contact"] == "letter":
            data["your_address"] = write_address(self.index + 7, self.rng)
        if story.support:
            data["support"] = list(story.support)
        return data | ({"under_18": True} if story.under_18 else {})


def write_phone(index: int) -> str:
    """A number kept free for plays and films; nobody has it."""
    return f"+44 7700 900{index % 1000:03d}"


def write_email(index: int) -> str:
    """An address under a name that is nobody's."""
    return f"resident.{index + 1}@example.org"


STREETS = (
    "Kettle Lane",
    "Tanner's Rise",
    "Low Mill Street",
    "Chapel Steps",
    "Ropewalk",
    "Bramble Court",
    "Weir Road",
)


def write_address(index: int, rng: Random) -> str:
    """A place in a town that is on no map."""
    return f"{rng.randint(1, 88)} {STREETS[index % len(STREETS)]}, Otterbourne Weir"
