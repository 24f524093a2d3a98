"""Pages for everybody are easy to read: no page of residents is written above grade 6."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent / "evenhand"
PAGES = sorted([*ROOT.glob("public/templates/public/*.html"), *ROOT.glob("portal/templates/portal/*.html")])
HARDEST = 6.0
PLAIN = re.compile(r'\{% translate "([^"]+)"')
BLOCK = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate", re.S)
NOT_WORDS = re.compile(r"<[^>]+>|\{\{ ?\w+ ?\}\}|\{% plural %\}")


def list_sentences(page: Path) -> list[str]:
    """What a page says, without headings and the words of buttons, which are no sentences."""
    text = page.read_text(encoding="utf-8")
    said = PLAIN.findall(text) + [NOT_WORDS.sub(" ", block).strip() for block in BLOCK.findall(text)]
    return [words for words in said if len(words.split()) > 4 and words[-1] in ".?!"]


def count_syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1 if word else 0
    word = re.sub(r"(?:[^laeiouy]es|[^laeiouy]e)$", "", word) or word
    return max(1, len(re.findall(r"[aeiouy]{1,2}", word)))


def grade(text: str) -> float:
    """Flesch and Kincaid's school grade of an English text."""
    sentences = [part for part in re.split(r"[.!?:]+(?:\s|$)", text) if part.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_measure_knows_hard_from_easy() -> None:
    assert grade("You can say no. Nobody asks why.") < 2
    assert (
        grade("Participation necessitates documentation of preliminary jurisdictional considerations.") > 20
    )


def test_pages_are_found() -> None:
    assert len(PAGES) > 25


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_no_page_is_hard_to_read(page: Path) -> None:
    sentences = list_sentences(page)
    if sentences:
        assert grade(" ".join(sentences)) <= HARDEST
