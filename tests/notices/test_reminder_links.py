"""The link in a reminder: opening it does nothing, pressing its button does one thing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from evenhand.notices.acts import LinkDone, LinkUnknown, cancel_by_link
from evenhand.notices.models import Notice
from evenhand.notices.queries import find_cancel_link
from evenhand.notices.sending import LEASE, send_due_notices
from evenhand.record.queries import list_events
from tests.cast import Town
from tests.notices.postoffice import PostOffice
from tests.notices.test_outbox import confirm


@pytest.fixture
def token(town: Town, post: PostOffice) -> str:
    """The secret in the first reminder that Rosa gets; the clock stands at that moment."""
    confirm(town)
    town.wait(days=4)
    send_due_notices(at=town.at, limit=100)
    return read_token(post)


def read_token(post: PostOffice) -> str:
    texts = [mail.get_body(("plain",)).get_content() for mail in post.taken]  # type: ignore[union-attr]
    found = [re.search(r"https://desk\.example\.org/portal/reminders/([\w-]{43})/", text) for text in texts]
    return next(match.group(1) for match in found if match)


def test_the_page_of_a_link_shows_when_and_where_and_no_name(town: Town, token: str) -> None:
    target = find_cancel_link(token=token, at=town.at)
    assert target is not None
    assert (target.number, target.seat, target.place) == (town.number, "p1", "centre")
    assert target.when == town.at + timedelta(days=3)
    assert target.time_zone == "Europe/London"


def test_a_scanner_that_opens_the_link_changes_nothing(town: Town, token: str) -> None:
    before = list(Notice.objects.order_by("pk").values())
    for _ in range(100):
        find_cancel_link(token=token, at=town.at)
    assert list(Notice.objects.order_by("pk").values()) == before


def test_only_the_hash_of_a_link_is_kept(town: Town, token: str) -> None:
    row = Notice.objects.exclude(cancel_hash=None).get(seat="p1")
    assert token not in (row.cancel_hash or "") and token.encode() not in bytes(row.cancel_token)


def test_no_more_reminders(town: Town, token: str) -> None:
    assert cancel_by_link(token=token, what="reminders", at=town.at) == LinkDone("reminders")
    waiting = Notice.objects.filter(case=town.case, kind="reminder", state="waiting")
    assert "p1" not in set(waiting.values_list("seat", flat=True)) and waiting.exists()
    assert "session:time:cancelled" not in [tag for tag, _ in list_events(town.case.id)]


def test_somebody_who_cannot_come_cancels_once(town: Town, token: str) -> None:
    for _ in range(3):
        assert cancel_by_link(token=token, what="session", at=town.at) == LinkDone("session")
    assert [tag for tag, _ in list_events(town.case.id)].count("session:time:cancelled") == 1
    assert not Notice.objects.filter(case=town.case, kind="reminder", state="waiting").exists()


def test_an_old_link_does_not_cancel_a_new_time(town: Town, token: str) -> None:
    town.wait(hours=1)
    later = (town.at + timedelta(days=9)).isoformat()
    town.must("mediator", "move_session", starts=later, place="online", minutes=60)
    assert find_cancel_link(token=token, at=town.at) is None
    assert cancel_by_link(token=token, what="session", at=town.at) == LinkUnknown()
    assert "session:time:cancelled" not in [tag for tag, _ in list_events(town.case.id)]


def test_a_link_ends_with_its_appointment(town: Town, token: str) -> None:
    over = town.at + timedelta(days=3)
    assert find_cancel_link(token=token, at=over) is None
    assert cancel_by_link(token=token, what="reminders", at=over) == LinkUnknown()


def test_a_link_nobody_was_sent_is_unknown(town: Town, token: str) -> None:
    assert find_cancel_link(token=token[:-1], at=town.at) is None
    assert cancel_by_link(token="", what="session", at=town.at) == LinkUnknown()


def test_a_second_copy_has_the_same_link(town: Town, post: PostOffice, token: str) -> None:
    """A worker that died before it could write down what it did: the first copy's link must go on working."""
    rows = Notice.objects.filter(seat="p1", kind="reminder", state="sent")
    rows.update(state="sending", sent_at=None, lease_until=town.at)
    post.taken.clear()
    assert send_due_notices(at=town.at + LEASE).sent == 1
    assert read_token(post) == token
