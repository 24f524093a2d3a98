"""Every column of every installed table says what it may hold."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from evenhand.vault.classification import KEY, PUBLIC, SEALED, find_class, list_unclassified
from evenhand.vault.foreign_tables import FOREIGN_TABLES

EMPTY = "empty"


def list_models():
    return apps.get_models(include_auto_created=True)


def test_no_column_is_unclassified():
    assert list_unclassified(list_models()) == []


def test_only_the_four_words_are_used():
    used = {
        find_class(model, field) for model in list_models() for field in model._meta.local_concrete_fields
    }
    assert used <= {KEY, PUBLIC, SEALED, EMPTY}


def test_foreign_tables_name_columns_that_exist():
    for label, columns in FOREIGN_TABLES.items():
        if label == "evenhand.User":  # columns of base classes; which of them exist is the account's choice
            continue
        model = apps.get_model(label)
        assert columns.keys() == {field.name for field in model._meta.local_concrete_fields}, label


def test_sealed_columns_hold_bytes_and_others_of_ours_no_long_texts():
    for model in apps.get_app_config("evenhand").get_models():
        for field in model._meta.local_concrete_fields:
            if find_class(model, field) == SEALED:
                assert isinstance(field, models.BinaryField)
            else:
                assert not isinstance(field, models.TextField), f"{model._meta.label}.{field.name}"
