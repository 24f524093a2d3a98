"""The words of a label, however they are spelt: accents, wide or borrowed letters, capitals, digits for letters,
letters set apart, signs without width.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

HAN_SIGN = r"\u2e80-\u2fdf\u3400-\u9fff"
HAN = re.compile(f"[{HAN_SIGN}]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
# Chinese is written without blanks, so a Latin word in it ends where the Chinese begins.
WORDS = re.compile(rf"[{HAN_SIGN}]+|(?:(?![{HAN_SIGN}])[^\W\d_])+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Signs that only hold Chinese characters apart; a slash or a bracket parts two things, and stays.
APART = re.compile(r"[^\w/,;:()?|、，；：（）？]|_")
# What stands in a line and is not seen, beside the marks without width.
BLANKS = "\u115f\u1160\u2800"
# A letter's own name tells what it looks like: "latin small letter o with stroke", "... small capital r".
NAMED_LATIN = re.compile(
    r"(?:LATIN|REGIONAL INDICATOR)\b.*\b(?:LETTER|SMALL CAPITAL|CAPITAL) (?:SCRIPT )?([A-Z])\b(?: WITH .*)?$"
)
# Letters of other alphabets that cannot be told from Latin ones on a screen; capitals have other twins.
LOOKALIKES = str.maketrans(
    "аеорсухіѕјӏԁոօսһмтквԝѵүανικτρεηυγωχσοϲϳɑɡıАВЕКМНОРСТУХІЅЈҮԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxisjldnouhmtkbwvyavikrpenuywxoocjagiABEKMHOPCTYXISJYGABEZHIKMNOPTYX",
)
# Persian letters among them: they are told from the Arabic ones at the end of a word only.
ARABIC_FOLD = str.maketrans("أإآٱىةؤئ\u06cc\u06a9\u06c1", "اااايهوييكه", "ـ")
DIGIT = re.compile(r"(?<=[^\W\d_])[0134578@$!](?=[^\W\d_])")
DIGITS = tuple(str.maketrans("0134578@$!", letters) for letters in ("oieastbasi", "oleastbasl"))
CHINESE_TWINS = str.maketrans("⺠⺟⻔⻥", "民母门鱼")


def clear(label: str) -> str:
    """A label without what is not seen; wide letters made plain; # read as number."""
    wide = unicodedata.normalize("NFKC", label).replace("#", " number ")
    seen = (sign for sign in wide if unicodedata.category(sign) not in {"Cf", "Mn", "Me"})
    return "".join(sign for sign in seen if sign not in BLANKS)


def join_chinese(plain: str) -> str:
    """A Chinese label without what holds its characters apart."""
    return APART.sub("", plain.translate(CHINESE_TWINS))


def list_readings(plain: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a label may be read as words: idCardNo and ID_CARD_NO are three words, "IDnumber" may be
    one, and in "p4ssp0rt" digits stand for letters.
    """
    spelt = (plain, *(_read_digits(plain, letters) for letters in DIGITS))
    texts = dict.fromkeys(text for each in spelt for text in (CAMEL.sub(" ", each), each))
    return tuple(dict.fromkeys(map(_list_words, texts)))


def fold(text: str) -> str:
    """Small letters without accents, points or vowel signs, lookalikes of other alphabets made Latin."""
    if text.isascii():
        return text.lower()
    small = "".join(map(_make_plain, text.translate(LOOKALIKES).casefold()))
    parted = unicodedata.normalize("NFKD", small)
    return "".join(sign for sign in parted if unicodedata.category(sign) != "Mn").translate(ARABIC_FOLD)


def _list_words(text: str) -> tuple[str, ...]:
    """Folded words. Letters set apart (r e l i g i o n, D.N.I.) are one word."""
    words: list[str] = []
    spelling = False
    for word in WORDS.findall(fold(text)):
        alone = len(word) == 1 and not HAN.match(word)
        if alone and spelling:
            words[-1] += word
        else:
            words.append(word)
        spelling = alone
    return tuple(words)


def _read_digits(plain: str, letters: dict[int, int]) -> str:
    return DIGIT.sub(lambda at: at[0].translate(letters), plain)


@cache
def _make_plain(sign: str) -> str:
    """A Latin letter without its strokes and hooks; every other sign as it is."""
    if sign.isascii() or unicodedata.decomposition(sign):
        return sign
    named = NAMED_LATIN.match(unicodedata.name(sign, ""))
    return named[1].lower() if named else sign
