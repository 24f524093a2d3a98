"""What a pack says to people: the same sentence in each of its languages, and the shapes of its codes.

Codes are plain ASCII so that two that look alike are alike: a Cyrillic "а" can never pass for a Latin one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PlainValidator, StringConstraints

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
MOST_WORDS = 4_000
# Where a reader's language is missing: the script of the same language first, then English, then whatever
# there is.
FALLBACKS = {"zh": ("zh-hans",), "zh-cn": ("zh-hans",), "zh-sg": ("zh-hans",), "zh-hant": ("zh-hans",)}

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
ArticleCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", max_length=60)]
TagName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+){0,4}$", max_length=80)
]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length=20)]
Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$")]
Codes = Annotated[tuple[Code, ...], Field(max_length=40)]
Tags = Annotated[tuple[TagName, ...], Field(max_length=40)]
OptionalArticle = ArticleCode | Literal[""]
MoreArticles = Annotated[tuple[ArticleCode, ...], Field(max_length=12)]
Length = Annotated[int, Field(ge=0, le=10_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]


def list_fallbacks(code: str) -> tuple[str, ...]:
    """The languages to try for a reader of `code`, nearest first; English is always tried."""
    code = code.lower().replace("_", "-")
    return (code, *FALLBACKS.get(code, ()), code.split("-")[0], "en")


class PackTable:
    """A table of a pack: exactly the keys it declares, each of exactly its own type."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True)
class Words:
    """One sentence in several languages, in the order in which the pack gives them."""

    texts: tuple[tuple[str, str], ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which this is said."""
        return tuple(code for code, _ in self.texts)

    def in_language(self, code: str) -> str:
        """The sentence for a reader of `code`; the nearest language where that one is missing; ""
        if never said.
        """
        held = dict(self.texts)
        for language in list_fallbacks(code):
            if language in held:
                return held[language]
        return self.texts[0][1] if self.texts else ""

    def __bool__(self) -> bool:
        return bool(self.texts)


def read_words(given: Any) -> Words:
    """Words from a table language -> sentence. Raises `ValueError` with what is wrong, for the pack's
    author.
    """
    if not isinstance(given, Mapping) or not given:
        raise ValueError('words are a table by language, such as { en = "..." }')
    if len(given) > 20:
        raise ValueError("at most 20 languages")
    for language, sentence in given.items():
        _refuse_sentence(language, sentence)
    return Words(tuple((language, sentence.strip()) for language, sentence in given.items()))


def _refuse_sentence(language: Any, sentence: Any) -> None:
    if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
        raise ValueError("a language is written as en or zh-hans")
    if not isinstance(sentence, str) or not sentence.strip():
        raise ValueError(f"nothing is said in {language}")
    if len(sentence) > MOST_WORDS:
        raise ValueError(f"more than {MOST_WORDS} characters in {language}")


NO_WORDS = Words(())
Text = Annotated[Words, PlainValidator(read_words)]
