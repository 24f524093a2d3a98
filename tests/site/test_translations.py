"""Everything a person reads exists in every language: nothing missing, nothing guessed, nothing hard-coded."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from evenhand.cases.words import FAULTS
from evenhand.procedures.rules.context import FAULT_WORDS

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("zh_Hans", "es", "ar")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?\w[^>]*>")
# The same in every language.
SAME = {"Evenhand", "%(size)s kB", "%(size)s MB", "PIN", "WCAG"}
# What a translated sentence is written in; Spanish shares its letters with English, so it has to differ at times.
SCRIPTS = {
    "zh_Hans": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "es": re.compile(r"\w"),
}
COMMENTS = re.compile(
    r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->|<style.*?</style>"
    r"|<svg.*?</svg>|<script.*?</script>|\{% element.*?%\}",
    re.S,
)
BLOCKS = re.compile(r"\{%-?\s*blocktrans(late)?\b.*?endblocktrans(late)?\s*%\}", re.S)
CLASSES = re.compile(r"\{% block (?:\w+_class|container) %\}.*?\{% endblock %\}", re.S)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
MARKUP = re.compile(r"<[^>]*>", re.S)
WORDS = re.compile(r"[A-Za-z]{3,}")
# Names of keys and programs, and the page that must stand when nothing else does.
PLAIN = {
    "Evenhand",
    "Ctrl",
    "demo",
    "reset",
    "Enter",
    "Esc",
    "nbsp",
    "bull",
    "middot",
    "hellip",
    "rarr",
    "larr",
    "times",
    "amp",
    "quot",
}


def find_folder(locale: str) -> Path:
    return ROOT / "evenhand" / "site" / "locale" / locale / "LC_MESSAGES"


def read_catalogue(locale: str = "zh_Hans") -> Catalog:
    """The translations as they are kept."""
    with (find_folder(locale) / "django.po").open("rb") as file:
        return read_po(file, locale=locale)


def list_pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Each source text with its translation; of a plural the form for many."""
    pairs = []
    for message in catalogue:
        if message.id:
            source = message.id if isinstance(message.id, str) else message.id[-1]
            told = message.string if isinstance(message.string, str) else message.string[-1]
            pairs.append((source, told))
    return pairs


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated_with_its_placeholders(locale: str) -> None:
    catalogue = read_catalogue(locale)
    assert len(catalogue) > 800
    assert not [message.id for message in catalogue if message.fuzzy and message.id]
    for source, told in list_pairs(catalogue):
        assert told, source
        assert sorted(set(PLACEHOLDER.findall(source))) == sorted(set(PLACEHOLDER.findall(told))), source
        if WORDS.search(PLACEHOLDER.sub(" ", source)) and source not in SAME:
            assert SCRIPTS[locale].search(told), source


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_installed_is_what_is_kept(locale: str) -> None:
    with (find_folder(locale) / "django.mo").open("rb") as file:
        compiled = dict(list_pairs(read_mo(file)))
    assert compiled == dict(list_pairs(read_catalogue(locale)))


def test_every_language_has_the_same_texts() -> None:
    sources = {locale: {source for source, _ in list_pairs(read_catalogue(locale))} for locale in LOCALES}
    assert sources["zh_Hans"] == sources["es"] == sources["ar"]


def test_spanish_is_not_english() -> None:
    """A few words are alike in both; a text that was never translated is not."""
    alike = [source for source, told in list_pairs(read_catalogue("es")) if source == told]
    assert not [source for source in alike if len(WORDS.findall(PLACEHOLDER.sub(" ", source))) > 2]


@pytest.mark.slow
def test_no_text_of_the_sources_is_unknown_to_the_translator(tmp_path: Path) -> None:
    """Collects the texts anew from a copy of the sources and compares."""
    copy = tmp_path / "evenhand"
    shutil.copytree(
        ROOT / "evenhand",
        copy,
        ignore=shutil.ignore_patterns("fonts", "static", "node_modules", "__pycache__"),
    )
    (copy / "site" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po").unlink()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "zh_Hans", "--no-wrap", "--no-obsolete"]
    settings = {"DJANGO_SETTINGS_MODULE": "evenhand.site.settings", "EVENHAND_HOME": str(tmp_path / "home")}
    environment = {**os.environ, **settings, "PYTHONPATH": str(tmp_path)}
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    made = copy / "site" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    fresh = {source for source, _ in list_pairs(read_po(io.BytesIO(made.read_bytes())))}
    known = {source for source, _ in list_pairs(read_catalogue())}
    assert len(fresh) > 800
    assert sorted(fresh - known) == [], "run makemessages and translate these"
    assert sorted(known - fresh) == [], "nobody says these any more"


def test_what_forms_say_of_a_wrong_answer_is_known_to_the_translator() -> None:
    assert set(FAULTS) == set(FAULT_WORDS.values())
    known = dict(list_pairs(read_catalogue()))
    assert not [words for words in FAULTS if not known.get(words)]


def list_templates() -> list[Path]:
    return [
        path for path in sorted((ROOT / "evenhand").glob("**/templates/**/*.html")) if path.name != "500.html"
    ]


@pytest.mark.parametrize("path", list_templates(), ids=lambda path: str(path.relative_to(ROOT / "evenhand")))
def test_no_template_speaks_past_the_translator(path: Path) -> None:
    text = COMMENTS.sub(" ", path.read_text(encoding="utf-8"))
    for pattern in (BLOCKS, CLASSES, TAGS, MARKUP):
        text = pattern.sub(" ", text)
    assert not [word for word in WORDS.findall(text) if word not in PLAIN]
