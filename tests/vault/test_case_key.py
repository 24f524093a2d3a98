"""A sealed text opens at its own place, under its own key, unchanged; anything else fails."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.vault.case_key import CaseKey, SealBroken

SECRET = bytes(range(32))
KEY = CaseKey("case:a", SECRET)
PLACE = ("eh_party", "name", "7")


@given(st.binary(max_size=400))
def test_what_is_sealed_opens_again(plain):
    sealed = KEY.seal(*PLACE, plain)
    assert KEY.open(*PLACE, sealed) == plain
    assert KEY.open(*PLACE, memoryview(sealed)) == plain
    assert len(sealed) == len(plain) + 29


def test_the_same_words_never_look_the_same():
    assert KEY.seal(*PLACE, b"words") != KEY.seal(*PLACE, b"words")
    assert b"words" not in KEY.seal(*PLACE, b"words")


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (KEY, ("eh_term", "name", "7")),
        (KEY, ("eh_party", "phone", "7")),
        (KEY, ("eh_party", "name", "8")),
        (CaseKey("case:b", SECRET), PLACE),
        (CaseKey("case:a", bytes(32)), PLACE),
    ],
)
def test_it_opens_nowhere_else(key, place):
    with pytest.raises(SealBroken):
        key.open(*place, KEY.seal(*PLACE, b"words"))


def test_no_single_bit_can_change():
    sealed = KEY.seal(*PLACE, b"words")
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << (bit % 8)
        with pytest.raises(SealBroken):
            KEY.open(*PLACE, bytes(changed))


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(27), b"\x02" + bytes(40)])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(SealBroken):
        KEY.open(*PLACE, sealed)


def test_two_places_cannot_be_spelt_alike():
    with pytest.raises(ValueError, match="bar"):
        KEY.seal("eh_party|name", "x", "7", b"")
    with pytest.raises(ValueError, match="bar"):
        KEY.seal("eh_party", "name|x", "7", b"")
    with pytest.raises(SealBroken):
        KEY.open("eh", "a", "b|c", KEY.seal("eh", "a", "b", b""))


def test_a_key_does_not_show_or_leave():
    assert SECRET.hex() not in repr(KEY) and str(SECRET) not in f"{KEY} {KEY!r}"
    with pytest.raises(TypeError):
        pickle.dumps(KEY)


SEALED_ONCE = "01e056e8fe09e7d06529e04ae9b07e5cbc3b349339d73674d7940ecd780e2fa57fad"


def test_what_an_earlier_program_sealed_still_opens():
    """How a text is bound to its place and its key may never change under what lies in databases."""
    assert KEY.open(*PLACE, bytes.fromhex(SEALED_ONCE)) == b"words"
