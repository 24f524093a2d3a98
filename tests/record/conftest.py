"""A case's key, and a way to append to its record without the rest of the program."""

from __future__ import annotations

import uuid

import pytest
from django.db import transaction

from evenhand.record.acts import append_entry
from evenhand.record.tags import Tag
from evenhand.vault.case_key import CaseKey
from tests.record.moments import NINE


@pytest.fixture
def key():
    """The key of a case; the record needs no key store."""
    return CaseKey("case:a", bytes(range(32)))


@pytest.fixture
def write(db, key):
    """Appends an entry to a case: `write(scope, tag)`."""

    def write_entry(scope, tag=Tag.PARTY_CONSENT_GIVEN, **changes):
        facts = {"at": NINE, "happened_at": NINE, "subject": "p1", "by": "AB12", "key": key}
        shown = {"before": {}, "after": {"words": "Ana agrees"}}
        with transaction.atomic():
            return append_entry(scope=scope, tag=tag, **{**facts, "shown": shown, **changes})

    return write_entry


@pytest.fixture
def case(write):
    """A case with three chains: four shared entries, two of the office, one for p1."""
    scope = uuid.UUID(int=7)
    tags = [
        Tag.CASE_INTAKE_OPENED,
        Tag.CASE_PARTY_ADDED,
        Tag.PARTY_INVITATION_SENT,
        Tag.PARTY_MESSAGE_SENT,
        Tag.PARTY_CONSENT_GIVEN,
        Tag.CASE_NOTE_WRITTEN,
        Tag.CASE_FILE_CLOSED,
    ]
    for tag in tags:
        write(scope, tag)
    return scope
