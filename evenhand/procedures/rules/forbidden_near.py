"""Words that ask a forbidden thing only together, and roots that ask it in whatever word they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from evenhand.procedures.rules.forbidden_letters import fold
from evenhand.procedures.rules.forbidden_roots import ASKED, FAIR_NEAR, INSIDE
from evenhand.procedures.rules.forbidden_words import THINGS

# How far apart two words may stand and still belong together.
NEAR = 7
Forms = frozenset[str]
STREET_AFTER = frozenset(("road", "street", "lane", "avenue", "boulevard", "crescent"))
STREET_BEFORE = frozenset(("calle", "avenida", "plaza", "paseo", "شارع", "ساحه"))
ARTICLES = frozenset(("de", "del", "la", "el", "las", "los"))


@dataclass(frozen=True)
class Group:
    """Words and roots of which one has to stand there."""

    whole: frozenset[str]
    roots: tuple[str, ...]

    def holds(self, forms: Forms) -> bool:
        """Whether one of the forms is one of these words, or grown from one of these roots."""
        return not self.whole.isdisjoint(forms) or any(form.startswith(self.roots) for form in forms)


@dataclass(frozen=True)
class Together:
    """Groups that ask something when they stand together, and what makes it something else."""

    groups: tuple[Group, ...]
    barred: Group

    def stands(self, near: Sequence[Forms]) -> bool:
        """Whether each group has a word of its own among these, and none of them bars it."""
        held = [{place for place, forms in enumerate(near) if group.holds(forms)} for group in self.groups]
        if not all(held) or len(set().union(*held)) < len(held):
            return False
        return not any(self.barred.holds(forms) for forms in near)


def find_near(forms: Sequence[Forms]) -> str:
    """The kind that words near each other ask for, or a root that a word has grown from; "" for none."""
    near = [forms[start : start + NEAR] for start in range(max(1, len(forms) - NEAR + 1))]
    return next((kind for kind, lines in _read_asked().items() for line in lines if _is_any(line, near)), "")


def find_inside(words: Sequence[str]) -> str:
    """The kind of a long root that stands in the words written as one."""
    joined = "".join(words)
    return next((kind for kind, roots in INSIDE.items() for root in roots.split() if root in joined), "")


def blank_fair(forms: Sequence[Forms]) -> list[Forms]:
    """The forms without words that, beside others, speak of something else: a race with a track."""
    left = list(forms)
    for line in _read_fair():
        for place, each in enumerate(forms):
            if line.groups[0].holds(each) and line.stands(
                forms[max(0, place - NEAR // 2) : place + NEAR // 2 + 1]
            ):
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


def _is_any(line: Together, near: Sequence[Sequence[Forms]]) -> bool:
    return any(line.stands(words) for words in near)


@cache
def _read_asked() -> Mapping[str, tuple[Together, ...]]:
    return {kind: tuple(_read_lines(written)) for kind, written in ASKED.items()}


@cache
def _read_fair() -> tuple[Together, ...]:
    return tuple(_read_lines(FAIR_NEAR))


def _read_lines(written: str) -> Iterator[Together]:
    """Lines of groups. Those without a plus follow each other as one group; deeper lines go on with the one above."""
    for line in _join_lines(written):
        asked, _, barred = line.partition(" - ")
        yield Together(tuple(map(_read_group, asked.split(" + "))), _read_group(barred))


def _join_lines(written: str) -> list[str]:
    lines = [line for line in written.splitlines() if line.strip()]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    joined: list[str] = []
    for line in lines:
        if joined and line[margin] == " ":
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.strip())
    return joined


def _read_group(written: str) -> Group:
    words = fold(written.replace("@things", THINGS.replace(";", " "))).split()
    roots = tuple(word[:-1] for word in words if word.endswith("*"))
    return Group(frozenset(word for word in words if not word.endswith("*")), roots)
