"""Tries run out, come back with time, and leave no address behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from evenhand.access import limits
from evenhand.access.limits import Buckets, Limit, find_prefix

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THREE = Limit("code", 3, 60)


def test_tries_run_out_and_come_back() -> None:
    buckets = Buckets()
    assert [buckets.take(THREE, "a", AT) for _ in range(4)] == [True, True, True, False]
    assert buckets.take(THREE, "b", AT)
    assert not buckets.take(THREE, "a", AT + timedelta(seconds=30))
    assert buckets.take(THREE, "a", AT + timedelta(seconds=90))


def test_tries_do_not_pile_up() -> None:
    buckets = Buckets()
    buckets.take(THREE, "a", AT)
    later = AT + timedelta(hours=9)
    assert [buckets.take(THREE, "a", later) for _ in range(4)] == [True, True, True, False]


def test_each_limit_counts_for_itself() -> None:
    buckets = Buckets()
    for _ in range(3):
        buckets.take(THREE, "a", AT)
    assert buckets.take(Limit("help", 3, 60), "a", AT)


def test_the_key_changes_each_day_and_no_address_is_kept() -> None:
    buckets = Buckets()
    buckets.take(THREE, "203.0.113.0/24", AT)
    first = buckets.key
    assert all(b"203.0" not in name for name in buckets.left)
    buckets.take(THREE, "203.0.113.0/24", AT + timedelta(days=1))
    assert buckets.key != first and len(buckets.left) == 1


def test_the_oldest_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 5)
    buckets = Buckets()
    for whom in range(9):
        buckets.take(THREE, str(whom), AT)
    assert len(buckets.left) == 5
    buckets.forget()
    assert not buckets.left


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2ff::5", "2001:db8:1:200::/56"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_an_address_counts_as_its_network(address: str, prefix: str) -> None:
    assert find_prefix(address) == prefix
