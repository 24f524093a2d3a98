"""When two descriptions may be of one person: pure, on folded tokens that are made for one check and forgotten.

The answer is `strong`, `weak` or `none_found`; never "no conflict", for names are written in many ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

STRONG, WEAK, NONE_FOUND = "strong", "weak", "none_found"
ORDER = (STRONG, WEAK, NONE_FOUND)
SHORTEST = 4  # below this many folded letters, "one letter less" and a skeleton say nothing
PHONE_DIGITS = 8
IDEOGRAPH = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]"
)  # each is a syllable, and a part of a name, of its own
VOWELS = re.compile(r"[aeiouyhw]")
DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Person:
    """How somebody is described in a case or in a declaration."""

    name: str = ""
    phone: str = ""
    email: str = ""


def fold_name(name: str) -> str:
    """A name in plain lower-case letters, its parts in alphabetical order: 李 明, LI Ming and Míng Lǐ are one."""
    spaced = IDEOGRAPH.sub(r" \g<0> ", unicodedata.normalize("NFKC", name))
    parts = re.findall(r"[a-z0-9]+", anyascii(spaced).casefold())
    return "".join(sorted(parts))


def make_skeleton(folded: str) -> str:
    """The consonants of a folded name, doubled ones once: spelling by ear keeps these."""
    return DOUBLED.sub(r"\1", VOWELS.sub("", folded))


def fold_phone(phone: str) -> str:
    """The last digits of a number, which are the same with and without its country and trunk prefix."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def differ_by_one(one: str, other: str) -> bool:
    """Whether one letter too many, too few or wrong is all that lies between two folded names."""
    if abs(len(one) - len(other)) > 1:
        return False
    return bool(_list_shortened(one) & _list_shortened(other))


def _list_shortened(folded: str) -> set[str]:
    return {folded, *(folded[:place] + folded[place + 1 :] for place in range(len(folded)))}


def compare_people(one: Person, other: Person) -> str:
    """How likely two descriptions are of one person."""
    if one.email and one.email.casefold() == other.email.casefold():
        return STRONG
    if fold_phone(one.phone) and fold_phone(one.phone) == fold_phone(other.phone):
        return STRONG
    return compare_names(fold_name(one.name), fold_name(other.name))


def compare_names(one: str, other: str) -> str:
    """How alike two folded names are; short ones (a family name alone, a masked name) are weak at most."""
    if not one or not other:
        return NONE_FOUND
    if min(len(one), len(other)) < SHORTEST:
        return WEAK if one == other else NONE_FOUND
    if differ_by_one(one, other):
        return STRONG
    skeleton = make_skeleton(one)
    return WEAK if len(skeleton) >= 3 and skeleton == make_skeleton(other) else NONE_FOUND


def find_strongest(people: Iterable[Person], others: Iterable[Person]) -> str:
    """The strongest answer over every pair."""
    known = list(others)
    answers = {compare_people(one, other) for one in people for other in known}
    return next((answer for answer in ORDER if answer in answers), NONE_FOUND)
