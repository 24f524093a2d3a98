"""Words of an office for what it is about, how it came and in which language, brought to a pack's codes. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from evenhand.desk.referrals.rules.kind_words import CATEGORY_WORDS, CHANNEL_WORDS, LANGUAGE_WORDS
from evenhand.desk.referrals.rules.table import fold

LETTERS = re.compile(r"[^\W\d_]+")
HAN = re.compile(r"[\u3400-\u9fff]")
ARABIC = re.compile(r"[\u0620-\u06ff]")
UYGHUR = re.compile(r"[\u06d5\u06c7\u06d0\u06c6\u06c8\u06cb]")
LATIN = re.compile(r"[a-zA-Z\u00c0-\u017f]")
SPANISH = re.compile(
    r"[ñ¿¡]|\b(?:el|los|las|que|una|del|con|por|para|mi|su|está|pero|cuando|vecino)\b", re.IGNORECASE
)
ENOUGH_SPANISH = 3


def _stands_in(word: str, folded: str, tokens: Collection[str]) -> bool:
    """Whether a known word stands in a text: at the beginning of a Latin word (rent is not in parents)."""
    sought = fold(word)
    if sought.isascii() and sought.isalpha() and " " not in word.strip():
        return any(token.startswith(sought) for token in tokens)
    return sought in folded


def _find_code(text: str, words: Mapping[str, str], offered: Collection[str]) -> str:
    folded, tokens = fold(text), {fold(token) for token in LETTERS.findall(text)}
    for code, line in words.items():
        if code in offered and any(_stands_in(word, folded, tokens) for word in line.split(";")):
            return code
    return ""


def find_category(text: str, offered: Collection[str]) -> str:
    """The pack's code for what a dispute is about: the code itself, or by a known word, or `other`."""
    if text.strip().lower() in offered:
        return text.strip().lower()
    return _find_code(text, CATEGORY_WORDS, offered) or "other"


def find_channel(text: str, offered: Collection[str]) -> str:
    """The pack's code for the way it came, as the office wrote it; `import` when that is not known."""
    if text.strip().lower() in offered:
        return text.strip().lower()
    return _find_code(text, CHANNEL_WORDS, offered) or "import"


def find_language(text: str) -> str:
    """The code of a language that is named in a cell; "" when none is."""
    folded = fold(text)
    for code, line in LANGUAGE_WORDS.items():
        if folded in {fold(word) for word in line.split(";")}:
            return code
    return ""


def guess_language(text: str, otherwise: str) -> str:
    """The language a text is written in, by its letters alone; `otherwise` when it has none."""
    counts = {
        "zh-hans": len(HAN.findall(text)) * 2,
        "ar": len(ARABIC.findall(text)),
        "en": len(LATIN.findall(text)),
    }
    code = max(counts, key=lambda each: counts[each])
    if not counts[code]:
        return otherwise
    if code == "ar":
        return "ug" if UYGHUR.search(text) else "ar"
    if code == "en":
        return "es" if len(SPANISH.findall(text)) >= ENOUGH_SPANISH else "en"
    return code
