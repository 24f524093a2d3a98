"""Appending: linked, sealed, bound, in few queries, and never changed after."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from evenhand.record import acts
from evenhand.record.acts import NotInTransaction, append_entry, purge_payloads
from evenhand.record.models import Entry, EntryFixed, Head
from evenhand.record.queries import (
    RecordBroken,
    WordsGone,
    list_entries,
    make_receipt,
    open_entry,
)
from evenhand.record.rules import NotShowable, make_commit, make_leaf
from evenhand.record.tags import Tag
from evenhand.vault.case_key import CaseKey, SealBroken
from evenhand_verify.receipts import check_receipt
from tests.record.moments import NINE

SCOPE = uuid.UUID(int=1)


def test_an_entry_follows_the_one_before_it_in_its_own_chain(write):
    first, second = write(SCOPE), write(SCOPE)
    other_chain = write(SCOPE, Tag.CASE_NOTE_WRITTEN)
    other_case = write(uuid.UUID(int=2))
    assert (first.seq, first.prev) == (1, bytes(32))
    assert (second.seq, second.prev) == (2, first.leaf)
    assert (other_chain.chain, other_chain.seq, other_chain.prev) == ("office", 1, bytes(32))
    assert (other_case.seq, other_case.prev) == (1, bytes(32))
    head = Head.objects.get(scope=SCOPE, chain="shared")
    assert (head.seq, bytes(head.leaf)) == (2, second.leaf)


def test_a_message_joins_the_chain_of_the_party_it_is_for(write):
    assert write(SCOPE, Tag.PARTY_MESSAGE_SENT, subject="p2").chain == "p2"


def test_it_is_bound_as_the_format_says(write, key):
    entry = write(SCOPE)
    opening = key.open("eh_entry", "opening", f"{SCOPE.hex}:shared:1", entry.opening)
    assert entry.commit == make_commit(opening, open_entry(entry, key))
    assert entry.cipher_hash == hashlib.sha256(entry.payload).digest()
    minute = int(NINE.timestamp()) // 60
    assert entry.leaf == make_leaf(9, minute, bytes(32), entry.cipher_hash, entry.commit)


@pytest.mark.parametrize("written", [0, 1])
def test_it_costs_three_queries_in_a_chain_old_or_new(write, key, written):
    for _ in range(written):
        write(SCOPE)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        append_entry(
            scope=SCOPE,
            tag=Tag.PARTY_CONSENT_GIVEN,
            at=NINE,
            happened_at=NINE,
            subject="p1",
            by="AB12",
            shown={},
            key=key,
        )
    assert len(queries) == 3


def test_it_reads_back_what_was_shown_with_who_and_when(write, key):
    entry = write(SCOPE, happened_at=NINE - timedelta(days=2))
    assert open_entry(Entry.objects.get(pk=entry.pk), key) == {
        "before": {},
        "after": {"words": "Ana agrees"},
        "tag": "party:consent:given",
        "subject": "p1",
        "by": "AB12",
        "happened_at": "2026-11-21T09:00:59Z",
    }


def test_no_word_lies_in_clear(write):
    entry = write(SCOPE)
    assert b"Ana" not in b"".join([entry.payload, entry.opening, entry.commit, entry.cipher_hash])


@pytest.mark.parametrize(
    "change",
    [
        {"by": "ZZ99"},
        {"subject": "p2"},
        {"tag": Tag.PARTY_CONSENT_REFUSED.value},
        {"happened_at": NINE - timedelta(days=30)},
    ],
)
def test_a_changed_column_is_noticed_when_it_is_read(write, key, change):
    entry = write(SCOPE)
    Entry.objects.filter(pk=entry.pk).update(**change)
    with pytest.raises(RecordBroken):
        open_entry(Entry.objects.get(pk=entry.pk), key)


def test_words_carried_over_from_another_entry_do_not_open(write, key):
    first, second = write(SCOPE), write(SCOPE)
    second.payload, second.opening = first.payload, first.opening
    with pytest.raises(SealBroken):
        open_entry(second, key)


def test_another_commitment_is_noticed(write, key):
    entry = write(SCOPE)
    entry.commit = bytes(32)
    with pytest.raises(RecordBroken):
        open_entry(entry, key)


def test_an_entry_is_never_changed_or_removed(write):
    entry = write(SCOPE)
    with pytest.raises(EntryFixed):
        entry.save()
    with pytest.raises(EntryFixed):
        Entry.objects.get(pk=entry.pk).save()
    with pytest.raises(EntryFixed):
        entry.delete()


def test_a_refused_entry_leaves_nothing(write):
    with pytest.raises(NotShowable):
        write(SCOPE, shown={"after": 1.5})
    assert (Entry.objects.count(), Head.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_it_needs_the_transaction_of_the_change(key):
    with pytest.raises(NotInTransaction):
        append_entry(
            scope=SCOPE,
            tag=Tag.CASE_FILE_CLOSED,
            at=NINE,
            happened_at=NINE,
            subject="",
            by="",
            shown={},
            key=key,
        )


@pytest.mark.fault
def test_two_who_begin_a_chain_at_once_do_not_both_come_first(write, monkeypatch):
    """The other's entry lands between our look at the head and our first write."""
    look, raced = acts.lock_last, []

    def look_late(scope, chain):
        found = look(scope, chain)
        if not raced:
            raced.append(True)
            write(scope)
        return found

    monkeypatch.setattr(acts, "lock_last", look_late)
    entry = write(SCOPE)
    assert raced
    assert entry.seq == 2
    assert [bytes(each.prev) for each in Entry.objects.order_by("seq")][1] == Entry.objects.get(seq=1).leaf


@pytest.mark.parametrize("change", [{"seq": 0}, {"payload": None}, {"opening": None}])
def test_the_table_refuses_half_an_entry(write, change):
    entry = write(SCOPE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**change)


def test_the_table_refuses_two_entries_in_one_place(write):
    entry, _second = write(SCOPE), write(SCOPE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(seq=2)


def test_a_reader_sees_the_chains_he_may_see_in_order(case):
    assert [entry.chain for entry in list_entries(case, ["shared", "p1"])] == ["shared"] * 2 + ["p1"] + [
        "shared"
    ] * 2
    assert list_entries(uuid.UUID(int=8), ["shared"]).count() == 0


def test_a_receipt_convinces_a_stranger_and_still_does_after_erasure(write, key):
    write(SCOPE)
    entry = write(SCOPE)
    receipt = make_receipt(Entry.objects.get(pk=entry.pk), key)
    purge_payloads(SCOPE)
    assert check_receipt(receipt) == ""
    assert receipt["leaf"] == bytes(Entry.objects.get(pk=entry.pk).leaf).hex()
    receipt["shown"]["after"]["words"] = "Ana refuses"
    assert check_receipt(receipt) != ""


def test_purging_lets_go_of_one_case_only_and_again_is_harmless(write, key):
    gone, kept = write(SCOPE), write(uuid.UUID(int=2))
    assert (purge_payloads(SCOPE), purge_payloads(SCOPE)) == (1, 0)
    entry = Entry.objects.get(pk=gone.pk)
    assert (entry.payload, entry.opening) == (None, None)
    assert bytes(entry.leaf) == gone.leaf
    with pytest.raises(WordsGone):
        open_entry(entry, key)
    assert open_entry(Entry.objects.get(pk=kept.pk), key)


def test_another_key_opens_nothing(write):
    with pytest.raises(SealBroken):
        open_entry(write(SCOPE), CaseKey("case:a", bytes(32)))
