"""Verifying: whatever row is changed, added or taken away, the first that does not hold is named."""

from __future__ import annotations

import io
import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection

from evenhand.record import verifying
from evenhand.record.acts import purge_payloads
from evenhand.record.models import Entry, Head
from evenhand.record.queries import export_record, verify_record
from evenhand.record.tags import Tag
from evenhand_verify.records import check_record
from tests.record.moments import NINE

OTHER = uuid.UUID(int=9)


def find(chain, seq):
    return Entry.objects.filter(chain=chain, seq=seq)


def export_lines():
    file = io.StringIO()
    export_record(file)
    return file.getvalue().splitlines(keepends=True)


def test_an_untouched_record_holds(case, write):
    write(OTHER)
    verdict = verify_record()
    assert (verdict.holds, verdict.entries, verdict.first_bad, verdict.why) == (True, 8, None, "")


@pytest.mark.django_db
def test_an_empty_record_holds():
    assert verify_record() == verifying.Verdict(entries=0)
    assert check_record(export_lines())[1] == ""


def shift(row, field):
    """The field with its first bit turned over."""
    value = bytearray(getattr(row, field))
    value[0] ^= 1
    return bytes(value)


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("prev", verifying.LINK),
        ("cipher_hash", verifying.LEAF),
        ("commit", verifying.LEAF),
        ("leaf", verifying.LEAF),
        ("payload", verifying.WORDS),
    ],
)
def test_one_changed_bit_is_found_where_it_is(case, field, why):
    row = find("shared", 3).get()
    find("shared", 3).update(**{field: shift(row, field)})
    verdict = verify_record()
    assert (verdict.first_bad, verdict.why) == (row.pk, why)
    assert (verdict.scope, verdict.chain, verdict.seq) == (case, "shared", 3)
    assert verdict.tag == "party:consent:given"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"tag": Tag.PARTY_CONSENT_REFUSED.value}, verifying.LEAF),
        ({"tag": "case:made:up"}, verifying.TAG),
        ({"at": NINE - timedelta(minutes=1)}, verifying.LEAF),
        ({"at": NINE - timedelta(days=36_500)}, verifying.LEAF),
        ({"seq": 9}, verifying.GAP),
        ({"commit": b""}, verifying.LEAF),
    ],
)
def test_a_changed_fact_is_found(case, change, why):
    row = find("shared", 2).get()
    find("shared", 2).update(**change)
    verdict = verify_record()
    assert verdict.why == why
    assert verdict.first_bad == (row.pk if why != verifying.GAP else find("shared", 3).get().pk)


def test_bytes_pushed_from_one_hash_into_the_next_are_found(case):
    row = find("shared", 2).get()
    joined = bytes(row.cipher_hash) + bytes(row.commit)
    find("shared", 2).update(cipher_hash=joined[:31], commit=joined[31:], payload=None, opening=None)
    assert verify_record().why == verifying.LEAF


def test_an_entry_cut_out_is_found(case):
    find("shared", 2)._raw_delete("default")
    verdict = verify_record()
    assert (verdict.why, verdict.seq) == (verifying.GAP, 3)


def test_a_chain_cut_short_is_found(case):
    find("shared", 4)._raw_delete("default")
    verdict = verify_record()
    assert (verdict.why, verdict.first_bad, verdict.chain) == (verifying.NO_LAST, None, "shared")


def test_a_chain_cut_off_whole_is_found(case):
    Entry.objects.filter(chain="office")._raw_delete("default")
    verdict = verify_record()
    assert (verdict.why, verdict.scope, verdict.chain) == (verifying.NO_LAST, case, "office")


def test_a_lost_head_and_a_head_left_behind_are_found(case):
    heads = Head.objects.filter(chain="shared")
    heads.update(seq=3, leaf=find("shared", 3).get().leaf)
    verdict = verify_record()
    assert (verdict.why, verdict.seq) == (verifying.NO_HEAD, 4)
    heads.delete()
    verdict = verify_record()
    assert (verdict.why, verdict.seq) == (verifying.NO_HEAD, 1)


def test_a_head_with_another_leaf_is_found(case):
    Head.objects.filter(chain="shared").update(leaf=bytes(32))
    assert verify_record().why == verifying.NO_LAST


def test_an_erased_case_still_holds(case, write):
    write(case, Tag.CASE_KEY_DESTROYED, subject="")
    purge_payloads(case)
    assert verify_record() == verifying.Verdict(entries=8)
    assert check_record(export_lines())[1] == ""


def test_words_gone_without_an_erasure_are_found(case, write):
    write(OTHER, Tag.CASE_KEY_DESTROYED, subject="")
    find("office", 2).update(payload=None, opening=None)
    verdict = verify_record()
    assert (verdict.why, verdict.chain, verdict.seq) == (verifying.HIDDEN, "office", 2)


def test_a_stranger_finds_the_export_to_hold_and_no_word_in_it(case):
    lines = export_lines()
    walk, why = check_record(lines)
    assert (why, walk.entries, len(walk.heads)) == ("", 7, 3)
    assert set(json.loads(lines[1])) == {
        *("line", "scope", "chain", "seq", "kind", "minute", "prev", "cipher_hash", "commit", "leaf")
    }


@pytest.mark.parametrize("field", ["prev", "cipher_hash", "commit", "leaf"])
def test_both_verifiers_refuse_the_same_bit(case, field):
    find("office", 2).update(**{field: shift(find("office", 2).get(), field)})
    assert not verify_record().holds
    assert "chain office, number 2" in check_record(export_lines())[1]


def test_both_verifiers_refuse_an_unknown_tag(case):
    find("office", 2).update(tag="case:made:up")
    assert not verify_record().holds
    assert "chain office, number 2" in check_record(export_lines())[1]


@pytest.mark.django_db(transaction=True)
def test_writers_go_on_while_the_record_is_verified(write, monkeypatch):
    """An entry written after the walk began is not part of what is checked, and is not taken for a fault."""
    write(OTHER)
    walk, written = verifying._check_chains, []

    def walk_and_be_late():
        found = walk()
        written.append(write_elsewhere(OTHER, write))
        return found

    monkeypatch.setattr(verifying, "_check_chains", walk_and_be_late)
    assert verify_record() == verifying.Verdict(entries=1)
    assert written == [2]
    assert not connection.in_atomic_block
    monkeypatch.undo()
    assert verify_record() == verifying.Verdict(entries=2)


def write_elsewhere(scope, write):
    """Append through another connection, as another process would; the number of the new entry."""
    from concurrent.futures import ThreadPoolExecutor

    def run():
        try:
            return write(scope).seq
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=30)
