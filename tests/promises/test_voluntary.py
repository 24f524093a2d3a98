"""Taking part is voluntary: after a no, nothing is held against whoever said it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from evenhand.mediation.models import Consent
from tests.acts.telling import read_record
from tests.cast import SAFE, Town, build_town

KEPT = {"consent", "consent_version"}  # that they said no, and nothing about why


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def tell(town: Town, refuse: bool) -> None:
    town.open()
    for seat in ("p1", "p2"):
        town.must("intake", "screen_party", party=seat, **SAFE)
    town.must("intake", "invite_party", party="p2", how="letter")
    if refuse:
        town.must("p2", "refuse_consent", party="p2", form="portal")


def list_seated(town: Town) -> set[tuple[str, str]]:
    """(table, columns set) of every row about the second side."""
    found = set()
    for model in apps.get_app_config("evenhand").get_models():
        names = {field.name for field in model._meta.local_concrete_fields}
        if {"case", "seat"} <= names:
            found |= {(model.__name__, describe(row)) for row in rows_of(model, town)}
    return found


def rows_of(model: type[models.Model], town: Town) -> Any:
    return model._default_manager.filter(case=town.case, seat="p2")


def describe(row: models.Model) -> str:
    """Which columns of a row hold something."""
    fields = row._meta.local_concrete_fields
    return " ".join(
        field.name for field in fields if getattr(row, field.attname) not in (None, "", [], b"", False)
    )


def test_a_no_leaves_the_no_and_nothing_more(town: Town) -> None:
    tell(town, refuse=False)
    before = list_seated(town)
    tell(town, refuse=True)
    more = {(table, column) for table, columns in list_seated(town) - before for column in columns.split()}
    less = {(table, column) for table, columns in before for column in columns.split()}
    assert more - less == {
        ("Party", "consent"),
        *(("Consent", column) for column in ("id", "case", "seat", "state", "form", "at", "by")),
    }
    assert Consent.objects.get().version == ""


def test_the_record_says_that_and_how_and_nothing_more(town: Town) -> None:
    tell(town, refuse=True)
    said = [after for tag, subject, after in read_record(town) if tag == "party:consent:refused"]
    assert said == [{"form": "portal"}]
    ending = {
        tag: after for tag, subject, after in read_record(town, "shared") if tag == "case:mediation:failed"
    }
    assert ending == {"case:mediation:failed": {}}
    assert not [
        subject for tag, subject, _ in read_record(town) if tag.startswith("case:") and subject == "p2"
    ][1:]


def test_a_reason_is_never_asked_for(town: Town) -> None:
    from evenhand.procedures.packs import find_procedure

    for act in ("refuse_consent", "withdraw_consent", "object_to_mediator", "cancel_session"):
        form = find_procedure("community_mediation").form_for(act)
        assert form is not None and not [
            q.code for q in form.questions if q.required and q.code == "words"
        ], act


def test_who_said_no_may_open_a_case_like_anybody(town: Town) -> None:
    tell(town, refuse=True)
    town.open(your_name="Ignatius Bellweather", other_name="Rosa Quill")
    assert town.case.parties.get(seat="p1").consent == "" and town.case.stage == "intake"
