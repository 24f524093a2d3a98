"""Several mailers at once: each mail leaves through one of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from django.db import connection

from evenhand.notices.models import Notice
from evenhand.notices.sending import lease_due, send_due_notices
from tests.cast import Town
from tests.notices.postoffice import PostOffice

MAILERS = 4


def fill(town: Town, count: int) -> None:
    """People call and are reached: one mail each."""
    for _ in range(count):
        town.open()
        town.must("intake", "log_contact", party="p1", method="phone", reached="reached")


def test_each_row_is_taken_by_one(transactional_db: None, town: Town) -> None:
    fill(town, 12)
    start = Barrier(MAILERS)

    def take(_: int) -> list[UUID]:
        try:
            start.wait()
            return [row.pk for _ in range(6) for row in lease_due(town.at, 2)]
        finally:
            connection.close()

    with ThreadPoolExecutor(MAILERS) as pool:
        taken = [pk for part in pool.map(take, range(MAILERS)) for pk in part]
    assert len(taken) == len(set(taken)) == 12


def test_each_mail_leaves_once(transactional_db: None, town: Town, post: PostOffice) -> None:
    fill(town, 8)
    start = Barrier(MAILERS)

    def send(_: int) -> int:
        try:
            start.wait()
            return send_due_notices(at=town.at, limit=3).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(MAILERS) as pool:
        sent = sum(pool.map(send, range(MAILERS)))
    assert sent == len(post.taken) == len(set(post.ids())) == 8
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
