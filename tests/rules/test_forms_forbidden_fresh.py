"""Headers and questions written without a look at the rule's words, in four languages: what is never kept is refused,
what only looks alike hardly ever is.
"""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from evenhand.procedures.rules.forbidden import find_forbidden

SEEDS = Path(__file__).parent / "seeds"
LANGUAGES = ("en", "zh", "es", "ar")


def read_seeds(name: str) -> dict[str, Any]:
    """The seeds of a file: asked by language and kind, fair by language."""
    return tomllib.loads((SEEDS / name).read_text(encoding="utf-8"))


def part(written: str) -> list[str]:
    return [each.strip() for each in written.split("|")]


FRESH, HELD = read_seeds("forbidden_fresh.toml"), read_seeds("forbidden_held.toml")
BOTH = pytest.mark.parametrize("seeds", [FRESH, HELD], ids=["fresh", "held"])


def test_there_are_seeds_enough() -> None:
    for language in LANGUAGES:
        assert sum(len(part(row)) for row in FRESH["asked"][language].values()) >= 70
        assert len(part(FRESH["fair"][language])) >= 100


@pytest.mark.parametrize("language", LANGUAGES)
@BOTH
def test_every_forbidden_header_is_refused(seeds: dict[str, Any], language: str) -> None:
    rows = seeds["asked"][language].values()
    assert [header for row in rows for header in part(row) if find_forbidden(header) is None] == []


@BOTH
def test_a_false_alarm_is_rare(seeds: dict[str, Any]) -> None:
    fair = [header for row in seeds["fair"].values() for header in part(row)]
    alarms = [header for header in fair if find_forbidden(header) is not None]
    assert len(alarms) <= len(fair) / 100, alarms


@pytest.mark.parametrize(
    "label",
    [
        "re-ligion", "r_e_l_i_g_i_o_n", "R E L I G I O N", "re\u00adligion", "r\u0337e\u0337ligion", "r3l1g10n",
        "p4ssp0rt",
        "ʀᴇʟɪɢɪᴏɴ", "RΕLIGION", "RЕLIGION", "ⓡⓔⓛⓘⓖⓘⓞⓝ", "🅁🄴🄻🄸🄶🄸🄾🄽", "𝓇𝑒𝓁𝒾𝑔𝒾𝑜𝓃", "relígíøn",
        "ReligionOfApplicant", "IDnumber", "DNInumero",
        "S.S.N.", "D N I", "ID#", "Passport№", "民\u200b族", "民\ufe0f族", "⺠族", "民·族", "⼈脸", "DNA信息",
        "السـيـاسي", "دیانة",
    ],
)  # fmt: skip
def test_a_disguise_is_seen_through(label: str) -> None:
    assert find_forbidden(label) is not None


def test_words_that_belong_together_stand_near_each_other() -> None:
    assert find_forbidden("Which church, if any, do you belong to?") is not None
    assert (
        find_forbidden("Is the church the place of the noise, and what do the belongings of you cost?")
        is None
    )
    assert find_forbidden("faith in the mediator") is None
    assert find_forbidden("faith in God") is not None


@pytest.mark.parametrize(
    "label", ["аbcé ｘ" * 70, "民" * 400, "a1" * 200, "\ufdfa" * 400, "party id number " * 25]
)
def test_the_longest_label_is_read_soon(label: str) -> None:
    began = time.perf_counter()
    find_forbidden(label)
    assert time.perf_counter() - began < 1
