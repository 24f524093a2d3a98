"""Words go into sealed columns and come back, bound to their row."""

from __future__ import annotations

import pytest
from django.db import models
from django.test.utils import isolate_apps

from evenhand.vault.case_key import CaseKey, SealBroken
from evenhand.vault.classification import SealedField, find_class, key, list_sealed, list_unclassified, public
from evenhand.vault.fields import RowUnnamed, open_bytes, open_json, open_text, seal_into

CASE_KEY = CaseKey("case:a", bytes(range(32)))


@pytest.fixture
def paper():
    """A table with every kind of column, one of them unclassified."""
    with isolate_apps():

        class Paper(models.Model):
            name = SealedField(null=True)
            answers = SealedField(null=True)
            scan = SealedField(null=True)
            state = public(models.CharField(max_length=9))
            reference = key(models.CharField(max_length=9))
            forgotten = models.CharField(max_length=9)

            class Meta:
                app_label = "evenhand"
                db_table = "eh_paper"

        yield Paper


def test_words_come_back(paper):
    row = paper(pk=7)
    seal_into(row, CASE_KEY, name="Ana Müller", answers={"b": [1, "二"], "a": None}, scan=b"\x00\xff")
    assert open_text(row, CASE_KEY, "name") == "Ana Müller"
    assert open_json(row, CASE_KEY, "answers") == {"a": None, "b": [1, "二"]}
    assert open_bytes(row, CASE_KEY, "scan") == b"\x00\xff"
    assert CASE_KEY.open("eh_paper", "name", "7", row.name) == "Ana Müller".encode()


def test_an_empty_column_reads_as_nothing(paper):
    row = paper(pk=7)
    seal_into(row, CASE_KEY, name="Ana")
    seal_into(row, CASE_KEY, name=None)
    assert row.name is None
    assert (open_text(row, CASE_KEY, "name"), open_bytes(row, CASE_KEY, "scan")) == ("", b"")
    assert open_json(row, CASE_KEY, "answers") is None


def test_words_of_one_row_do_not_open_in_another(paper):
    row, other = paper(pk=7), paper(pk=8)
    seal_into(row, CASE_KEY, name="Ana")
    other.name = row.name
    with pytest.raises(SealBroken):
        open_text(other, CASE_KEY, "name")


def test_a_row_needs_its_key_first(paper):
    with pytest.raises(RowUnnamed):
        seal_into(paper(), CASE_KEY, name="Ana")


@pytest.mark.parametrize("column", ["state", "reference", "forgotten"])
def test_words_go_into_sealed_columns_only(paper, column):
    with pytest.raises(TypeError):
        seal_into(paper(pk=7), CASE_KEY, **{column: "Ana"})


def test_an_unclassified_column_is_named(paper):
    assert list_unclassified([paper]) == ["evenhand.Paper.forgotten"]
    assert list_sealed(paper) == ["name", "answers", "scan"]
    kinds = {field.name: find_class(paper, field) for field in paper._meta.local_concrete_fields}
    assert kinds == {
        "id": "key",
        "name": "sealed",
        "answers": "sealed",
        "scan": "sealed",
        "state": "public",
        "reference": "key",
        "forgotten": None,
    }


def test_the_table_of_a_many_to_many_relation_is_all_keys(paper):
    with isolate_apps():

        class Shelf(models.Model):
            papers = models.ManyToManyField(paper)

            class Meta:
                app_label = "evenhand"

        assert list_unclassified([Shelf, Shelf.papers.through]) == []
