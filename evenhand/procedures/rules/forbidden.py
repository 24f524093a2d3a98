"""What no form, pack or import may ask of a person: the fields by which people were sorted and hunted.

A register of ethnicity, religion, politics, sexuality, bodies or identity numbers begins as a column somebody
thought useful. So the label of every question and the header of every imported column is read here first, in
any of the languages our offices use, however it is spelt: with accents or without, in capitals, joined
together, wide letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from evenhand.procedures.rules.forbidden_letters import ARABIC, HAN, clear, fold, join_chinese, list_readings
from evenhand.procedures.rules.forbidden_near import blank_fair, blank_streets, find_inside, find_near
from evenhand.procedures.rules.forbidden_words import (
    ALONE,
    CHINESE,
    CHINESE_FAIR,
    FAIR,
    PHRASES,
    THING_TAILS,
    THINGS,
    TRADITIONAL,
)

Phrase = tuple[str, ...]
ARABIC_ARTICLE = re.compile(r"^و?(?:بال|كال|فال|لل|ال)")
ARABIC_JOINED = re.compile(r"^[وبل](?=.{3})")
ARABIC_OWNED = re.compile(r"ت(?:ه|ها|ك|كم)$")
ARABIC_END = re.compile(r"(?:ك|كم|ها|هم|نا|ه)$")
# Roads are named after everything.
NO_STREET = "(?![东西南北中]?(?:路(?!线)|街|大道|巷|胡同|广场))"
LONGEST = 400
SHORTEST_JOINED = 5
FILLERS = frozenset(
    ("numero", "num", "no", "n", "de", "del", "number", "su", "el", "la", "his", "her", "their", "رقم")
)


@dataclass(frozen=True)
class Forbidden:
    """What a label asks for: `kind` is ethnicity, religion, politics, sexuality, biometrics or
    identity_number.
    """

    kind: str


def find_forbidden(label: str) -> Forbidden | None:
    """Whether the label of a question, or the header of a column, asks for something that is never kept."""
    plain = clear(label[:LONGEST])
    kind = _find_chinese(plain) if HAN.search(plain) else ""
    if not kind:
        kind = next(filter(None, map(_find_asked, list_readings(plain))), "")
    return Forbidden(kind) if kind else None


def _find_chinese(plain: str) -> str:
    text = join_chinese(plain).translate(TRADITIONAL)
    for pattern in map(re.compile, CHINESE_FAIR.split()):
        text = pattern.sub(" ", text)
    for kind, written in CHINESE.items():
        if any(pattern.search(text) for pattern in _compile_chinese(written)):
            return kind
    return ""


@cache
def _compile_chinese(written: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"{pattern}{NO_STREET}") for pattern in written.split())


def _find_asked(words: tuple[str, ...]) -> str:
    """The kind that the longest phrase in the label speaks of: "sexual preference", not just "preference"."""
    if not words:
        return ""
    forms = _blank_fair(blank_streets(words, blank_fair([_list_forms(word) for word in words])))
    lengths = {kind: _measure_longest(forms, kind) for kind in PHRASES}
    kind = max(lengths, key=lambda each: lengths[each])
    if lengths[kind] > 1:
        return kind
    left = [word for word, each in zip(words, forms, strict=True) if each]
    return find_near(forms) or (kind if lengths[kind] else "") or find_inside(left) or _find_alone(words)


def _measure_longest(forms: list[frozenset[str]], kind: str) -> int:
    by_first, joined = _open_phrases(kind)
    longest = max(_stands_at(forms, place, by_first) for place in range(len(forms)))
    return longest or any(form in joined for each in forms for form in each)


def _find_alone(words: tuple[str, ...]) -> str:
    whole = " ".join(_strip_article(word) for word in words if word not in FILLERS)
    return next((kind for kind, written in ALONE.items() if whole in written.split("; ")), "")


def _list_forms(word: str) -> frozenset[str]:
    """A word and what it is without its plural, its article or its owner."""
    if ARABIC.match(word):
        bare = {_strip_article(word), ARABIC_JOINED.sub("", _strip_article(word))}
        owned = {form for each in bare for form in (ARABIC_OWNED.sub("ه", each), ARABIC_END.sub("", each))}
        return frozenset({word} | bare | owned)
    return frozenset({word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)})


def _blank_fair(forms: list[frozenset[str]]) -> list[frozenset[str]]:
    """The forms without the phrases that look alike, unless a longer one that is asked begins with them."""
    by_first, _ = _open_fair()
    left = list(forms)
    for place in range(len(forms)):
        length = _stands_at(forms, place, by_first)
        if length and length >= max(_stands_at(forms, place, _open_phrases(kind)[0]) for kind in PHRASES):
            left[place : place + length] = [frozenset()] * length
    return left


def _stands_at(forms: list[frozenset[str]], place: int, by_first: dict[str, tuple[Phrase, ...]]) -> int:
    """How many words the longest known phrase that begins at `place` has; 0 when none does."""
    longest = 0
    for form in forms[place]:
        for phrase in by_first.get(form, ()):
            here = forms[place : place + len(phrase)]
            if len(here) == len(phrase) and all(map(frozenset.__contains__, here, phrase)):
                longest = max(longest, len(phrase))
    return longest


@cache
def _open_phrases(kind: str) -> tuple[dict[str, tuple[Phrase, ...]], frozenset[str]]:
    return _index(PHRASES[kind].split(";"))


@cache
def _open_fair() -> tuple[dict[str, tuple[Phrase, ...]], frozenset[str]]:
    things = (f"{thing.strip()} {tail}" for thing in THINGS.split(";") for tail in THING_TAILS)
    return _index([*FAIR.split(";"), *things])


def _index(written: list[str]) -> tuple[dict[str, tuple[Phrase, ...]], frozenset[str]]:
    """Phrases by each form of their first word, and the phrases of several words written as one."""
    by_first: dict[str, tuple[Phrase, ...]] = {}
    joined = set()
    for phrase in ([_strip_article(word) for word in fold(each).split()] for each in written):
        by_first[phrase[0]] = (*by_first.get(phrase[0], ()), tuple(phrase))
        together = "".join(phrase)
        if len(phrase) > 1 and len(together) >= SHORTEST_JOINED:
            joined.add(together)
    return by_first, frozenset(joined)


def _strip_article(word: str) -> str:
    return ARABIC_ARTICLE.sub("", word) if ARABIC.match(word) else word
