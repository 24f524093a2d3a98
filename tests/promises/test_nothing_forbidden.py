"""What Evenhand refuses to be, held against packs, forms, payloads and tables: no such field, no score, no rank."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps

from evenhand.access.table import GRANTS
from evenhand.procedures.packs import list_packs
from evenhand.procedures.rules.forbidden import find_forbidden
from evenhand.record.tags import Tag
from evenhand.site.checks import list_url_names
from evenhand.vault.classification import list_unclassified

SCORES = (
    "score",
    "rank",
    "rating",
    "risk",
    "predict",
    "likelihood",
    "credit",
    "reputation",
    "blacklist",
    "flag_",
)
WATCHING = ("camera", "track", "locate", "gps", "surveil", "monitor_person", "suspect", "biometr", "face_")


def list_names() -> Iterator[str]:
    """Every name a screen, a program or a table goes by."""
    for model in apps.get_app_config("evenhand").get_models():
        yield from (f"{model.__name__}.{field.name}" for field in model._meta.local_concrete_fields)
    yield from GRANTS
    yield from (tag.value for tag in Tag)
    yield from (f"{name} {pattern}" for name, pattern in list_url_names())


def list_questions() -> Iterator[tuple[str, str]]:
    """(act and code, words) of everything any pack asks."""
    for pack in list_packs():
        for form in pack.forms:
            for question in form.questions:
                for one in (question, *question.columns):
                    for language in ("en", "zh-hans"):
                        yield f"{form.act}.{one.code}", one.label.in_language(language)


@pytest.mark.parametrize("word", SCORES + WATCHING)
def test_nothing_goes_by_such_a_name(word: str) -> None:
    assert not [name for name in list_names() if word in name.lower()]


def test_no_pack_asks_for_what_nobody_may_ask() -> None:
    asked = list(list_questions())
    assert len(asked) > 100
    assert not [(where, words) for where, words in asked if find_forbidden(words) or find_forbidden(where)]


def test_every_column_of_every_table_is_classified() -> None:
    assert list_unclassified(apps.get_models(include_auto_created=True)) == []


def test_no_table_is_a_register_of_persons() -> None:
    """Whoever is sealed by name is in a case, or works for the centre; nobody is in a table of people."""
    named = {
        model.__name__: {field.name for field in model._meta.local_concrete_fields}
        for model in apps.get_app_config("evenhand").get_models()
        if any(field.name == "name" for field in model._meta.local_concrete_fields)
    }
    assert set(named) == {"Party", "User", "Centre"}
    assert "case" in named["Party"]


def test_nobody_exports_people() -> None:
    names = [name for name, _ in list_url_names()]
    assert not [
        name for name in names if any(word in name for word in ("export", "download_people", "csv", "dump"))
    ]
