"""The list of tags is closed: a code has one meaning for ever, and an audience one chain."""

from __future__ import annotations

import re

import pytest

from evenhand.record.tags import CODE_OF, ChainUnknown, Tag


def test_codes_are_distinct_bytes_and_never_zero():
    codes = [tag.code for tag in Tag]
    assert len(set(codes)) == len(codes)
    assert all(0 < code < 256 for code in codes)


def test_a_tag_is_found_by_its_name_and_named_by_it():
    for tag in Tag:
        assert Tag(tag.value) is tag
        assert tag.name == tag.value.replace(":", "_").upper()
        assert CODE_OF[tag.value] == tag.code
        assert re.fullmatch(r"[a-z_]+(:[a-z_0-9]+){1,2}", tag.value)


@pytest.mark.parametrize(
    ("tag", "code", "chain"),
    [
        (Tag.CASE_INTAKE_OPENED, 1, "shared"),
        (Tag.PARTY_CONTACT_ATTEMPTED, 2, "office"),
        (Tag.CAUCUS_NOTE_WRITTEN, 25, "caucus"),
        (Tag.PARTY_MESSAGE_SENT, 36, "p2"),
        (Tag.CASE_KEY_DESTROYED, 41, "shared"),
        (Tag.CENTRE_CENTRE_MADE, 60, "office"),
    ],
)
def test_codes_in_use_keep_their_meaning(tag, code, chain):
    assert (tag.code, tag.chain_for("p2")) == (code, chain)


@pytest.mark.parametrize("subject", ["", "p", "p0", "q1", "shared", "p1 ", "p1000"])
def test_an_entry_for_one_party_names_its_seat(subject):
    with pytest.raises(ChainUnknown):
        Tag.PARTY_MESSAGE_SENT.chain_for(subject)
