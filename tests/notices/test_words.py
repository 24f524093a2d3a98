"""The program's own words in mail and documents: all of them in every language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from evenhand.notices.words import (
    choose_languages,
    find_tag,
    list_languages,
    load_words,
    write_language_help,
)

AT = datetime(2026, 11, 23, 23, 5, tzinfo=UTC)


def test_the_four_languages_are_here() -> None:
    assert list_languages() == ("ar", "en", "es", "zh-hans")


@pytest.mark.parametrize("language", list_languages())
def test_a_language_says_all_that_english_says(language: str) -> None:
    words, english = load_words(language), load_words("en")
    assert words.phrases.keys() == english.phrases.keys()
    assert {group: set(names) for group, names in words.groups.items()} == {
        group: set(names) for group, names in english.groups.items()
    }
    assert len(words.months) == 12 and len(words.weekdays) == 7
    for key, phrase in english.phrases.items():
        if key not in {"date", "day", "date_time"}:
            assert re.findall(r"\{\w+\}", phrase) == sorted(
                re.findall(r"\{\w+\}", words.phrases[key])
            ) or set(re.findall(r"\{\w+\}", phrase)) == set(re.findall(r"\{\w+\}", words.phrases[key]))


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "Monday 23 November 2026", "Tuesday 24 November 2026, 07:05"),
        ("zh-hans", "2026年11月23日 星期一", "2026年11月24日 星期二 07:05"),
        ("es", "lunes, 23 de noviembre de 2026", "martes, 24 de noviembre de 2026, 07:05"),
        ("ar", "الاثنين 23 نوفمبر 2026", "الثلاثاء 24 نوفمبر 2026، 07:05"),
    ],
)
def test_days_and_times_are_written_out(language: str, day: str, moment: str) -> None:
    words = load_words(language)
    assert words.write_date(date(2026, 11, 23)) == day
    assert words.write_moment(AT, "Asia/Shanghai") == moment


def test_a_code_has_a_word_or_is_shown_as_it_is() -> None:
    assert load_words("en").name("places", "online") == "online"
    assert load_words("zh-hans").name("parts", "mediator") == "调解员"
    assert load_words("en").name("parts", "expert_witness") == "expert witness"


def test_braces_in_a_value_stay() -> None:
    assert load_words("en").say("code_label", code="{date}") == "Code {date}"


def test_a_language_without_words_reads_english_and_no_path() -> None:
    assert load_words("ug").language == "en"
    assert load_words("../../../pyproject").language == "en", "a file that is there"
    assert choose_languages(("ug", "zh-hans", "en", "zh-hans")) == ("en", "zh-hans")
    assert choose_languages(()) == ("en",)


def test_tags_are_as_mail_and_documents_want_them() -> None:
    assert [find_tag(code) for code in ("en", "zh-hans", "es-mx")] == ["en", "zh-Hans", "es-mx"]


def test_help_is_in_every_language_but_the_readers_own() -> None:
    told = write_language_help("zh-hans").splitlines()
    assert len(told) == 3 and "Read this in English: open the link and choose English." in told
    assert not any("阅读中文" in line for line in told)
