"""A leaf and a commitment are what docs/record-format.md says, byte for byte, in both implementations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.record import rules
from evenhand.record.tags import Tag
from evenhand_verify import canonical, hashes

OPENING = b"\x11" * 32
CIPHER_HASH = b"\x22" * 32
NINE_THIRTY = datetime(2026, 11, 23, 9, 30, 41, 999_999, tzinfo=UTC)
SHOWN = {"before": {}, "after": {"words": "héllo"}}
# Made with sha256sum over bytes written by printf and xxd.
COMMIT = "35d7fc964fb4de8a45a72c1e423cd67eb6d2b39395ca49ef7557380ed8344dd3"
LEAF = "4dc4d5171fff3256e24ad370678c4aedaa7a8d4ed097300d6cf1f06530c9d88e"

whole = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
json_values = st.recursive(
    st.none() | st.booleans() | whole | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
byte_fields = st.binary(min_size=32, max_size=32)


def frame(**changes):
    facts = {"tag": Tag.PARTY_MESSAGE_SENT, "subject": "p1", "by": "AB12", "happened_at": NINE_THIRTY}
    return rules.frame_shown(**{**facts, "shown": SHOWN, **changes})


def test_commit_of_the_published_example():
    assert rules.make_commit(OPENING, frame()).hex() == COMMIT
    assert hashes.hash_commit(OPENING, frame()).hex() == COMMIT


def test_leaf_of_the_published_example():
    minute = rules.find_minute(NINE_THIRTY)
    parts = (Tag.PARTY_MESSAGE_SENT.code, minute, bytes(32), CIPHER_HASH, bytes.fromhex(COMMIT))
    assert minute == 29_923_770
    assert len(rules.write_leaf(*parts)) == 108
    assert rules.make_leaf(*parts).hex() == LEAF
    assert hashes.hash_leaf(*parts).hex() == LEAF


@given(st.integers(0, 255), st.integers(0, 2**64 - 1), byte_fields, byte_fields, byte_fields)
def test_both_implementations_make_the_same_leaf(kind, minute, prev, cipher_hash, commit):
    parts = (kind, minute, prev, cipher_hash, commit)
    assert rules.make_leaf(*parts) == hashes.hash_leaf(*parts)


@given(json_values)
def test_both_implementations_write_the_same_json(value):
    assert rules.write_canonical(value) == canonical.write_canonical(value)
    assert canonical.read_json(rules.write_canonical(value)) == value


def test_names_are_ordered_by_utf16_units_as_the_standard_says():
    shown = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    written = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'.encode()
    assert rules.write_canonical(shown) == written
    assert canonical.write_canonical(shown) == written


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": [0.0]}, [{"b": float("nan")}], 2**53, {1: "a"}, "\ud800", {"at": NINE_THIRTY}, {1, 2}],
)
def test_what_json_readers_disagree_about_is_refused(value):
    with pytest.raises(rules.NotShowable):
        rules.write_canonical(value)


@pytest.mark.parametrize("field", ["prev", "cipher_hash", "commit"])
@pytest.mark.parametrize("size", [31, 33])
def test_a_hash_of_another_length_is_refused(field, size):
    parts = {"prev": bytes(32), "cipher_hash": bytes(32), "commit": bytes(32), field: bytes(size)}
    with pytest.raises(ValueError, match="32 bytes"):
        rules.make_leaf(1, 1, **parts)


def test_an_opening_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        rules.make_commit(OPENING[:-1], SHOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"tag": Tag.CASE_NOTE_WRITTEN},
        {"subject": "p2"},
        {"by": "CD34"},
        {"happened_at": NINE_THIRTY - timedelta(days=1)},
        {"shown": {"before": {}, "after": {"words": "hello"}}},
    ],
)
def test_a_commitment_binds_the_words_and_who_what_whom_and_when(change):
    assert rules.make_commit(OPENING, frame(**change)) != rules.make_commit(OPENING, frame())


def test_what_is_shown_cannot_speak_for_its_own_author():
    with pytest.raises(rules.NotShowable):
        frame(shown={"by": "ZZ99"})


def test_a_moment_is_written_in_utc_whatever_its_zone():
    shanghai = timezone(timedelta(hours=8))
    assert rules.write_moment(NINE_THIRTY.astimezone(shanghai)) == "2026-11-23T09:30:41Z"
    assert rules.find_minute(NINE_THIRTY.astimezone(shanghai)) == 29_923_770


@pytest.mark.parametrize("read", [rules.find_minute, rules.write_moment])
def test_a_moment_without_a_zone_is_refused(read):
    with pytest.raises(ValueError, match="time zone"):
        read(NINE_THIRTY.replace(tzinfo=None))
