"""Words that ask a forbidden thing only together, and roots that ask it in whatever word they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count

from evenhand.procedures.rules.forbidden_letters import fold
from evenhand.procedures.rules.forbidden_roots import ASKED, FAIR_NEAR, INSIDE
from evenhand.procedures.rules.forbidden_words import THINGS

# How far apart two words may stand and still belong together.
NEAR = 7
Forms = frozenset[str]
STREET_AFTER = frozenset(("road", "street", "lane", "avenue", "boulevard", "crescent"))
STREET_BEFORE = frozenset(("calle", "avenida", "plaza", "paseo", "شارع", "ساحه"))
ARTICLES = frozenset(("de", "del", "la", "el", "las", "los"))


# By group: the places of the words that are of it.
Held = dict[int, set[int]]


@dataclass(frozen=True)
class Together:
    """Groups that ask something when they stand together, and one that makes it something else; by number."""

    groups: tuple[int, ...]
    barred: int

    def stands(self, held: Held, places: range) -> bool:
        """Whether each group has a word of its own at these places, and none there bars it."""
        if not all(group in held for group in self.groups):
            return False
        near = [held[group].intersection(places) for group in self.groups]
        alone = len(set().union(*near)) < len(near)
        return all(near) and not alone and held.get(self.barred, set()).isdisjoint(places)


@dataclass(frozen=True)
class Book:
    """Lines of groups: the lines by what they are about, and the groups that a word or a root belongs to."""

    lines: Mapping[str, tuple[Together, ...]]
    whole: Mapping[str, tuple[int, ...]]
    roots: Mapping[str, tuple[int, ...]]
    longest: int

    def hold(self, forms: Sequence[Forms]) -> Held:
        """The places of each group's words."""
        held: Held = {}
        for place, each in enumerate(forms):
            for form in each:
                starts = (
                    self.roots.get(form[:end], ()) for end in range(1, min(len(form), self.longest) + 1)
                )
                for group in chain(self.whole.get(form, ()), *starts):
                    held.setdefault(group, set()).add(place)
        return held


def find_near(forms: Sequence[Forms]) -> str:
    """The kind that words near each other ask for, or a root that a word has grown from; "" for none."""
    book = _read_asked()
    held = book.hold(forms)
    if not held:
        return ""
    near = [range(start, start + NEAR) for start in range(max(1, len(forms) - NEAR + 1))]
    return next((kind for kind, lines in book.lines.items() if _stand_anywhere(lines, held, near)), "")


def _stand_anywhere(lines: tuple[Together, ...], held: Held, near: Sequence[range]) -> bool:
    likely = (line for line in lines if all(group in held for group in line.groups))
    return any(line.stands(held, places) for line in likely for places in near)


def find_inside(words: Sequence[str]) -> str:
    """The kind of a long root that stands in the words written as one."""
    joined = "".join(words)
    return next((kind for kind, roots in INSIDE.items() for root in roots.split() if root in joined), "")


def blank_fair(forms: Sequence[Forms]) -> list[Forms]:
    """The forms without words that, beside others, speak of something else: a race with a track."""
    book = _read_fair()
    held, left = book.hold(forms), list(forms)
    for line in book.lines["fair"] if held else ():
        for place in held.get(line.groups[0], ()):
            if line.stands(held, range(max(0, place - NEAR // 2), place + NEAR // 2 + 1)):
                left[place] = frozenset()
    return left


def blank_streets(words: Sequence[str], forms: Sequence[Forms]) -> list[Forms]:
    """The forms without those that name a street: Nationality Road, calle de la Religión."""
    left = list(forms)
    for place, word in enumerate(words):
        if word in STREET_AFTER and place:
            left[place - 1] = frozenset()
        if word in STREET_BEFORE:
            named = next((n for n in range(place + 1, len(words)) if words[n] not in ARTICLES), place)
            left[named] = frozenset()
    return left


@cache
def _read_asked() -> Book:
    return _read_book(ASKED)


@cache
def _read_fair() -> Book:
    return _read_book({"fair": FAIR_NEAR})


def _read_book(written: Mapping[str, str]) -> Book:
    whole: dict[str, tuple[int, ...]] = {}
    roots: dict[str, tuple[int, ...]] = {}
    lines: dict[str, tuple[Together, ...]] = {}
    counter = count()
    for kind, text in written.items():
        for line in _join_lines(text):
            asked, _, barred = line.partition(" - ")
            parts = [(next(counter), each) for each in (*asked.split(" + "), barred)]
            for number, words in parts:
                _enter(words, number, whole, roots)
            *groups, last = (number for number, _ in parts)
            lines[kind] = (*lines.get(kind, ()), Together(tuple(groups), last))
    return Book(lines, whole, roots, max(map(len, roots)))


def _enter(
    words: str, number: int, whole: dict[str, tuple[int, ...]], roots: dict[str, tuple[int, ...]]
) -> None:
    """Note which words and which roots are of a group."""
    for word in fold(words.replace("@things", THINGS.replace(";", " "))).split():
        into, key = (roots, word[:-1]) if word.endswith("*") else (whole, word)
        into[key] = (*into.get(key, ()), number)


def _join_lines(written: str) -> list[str]:
    """The lines of a text. One that is set in deeper goes on with the line above."""
    lines = [line for line in written.splitlines() if line.strip()]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    joined: list[str] = []
    for line in lines:
        if joined and line[margin] == " ":
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.strip())
    return joined
