"""The page of a reminder: opening it does nothing, one tap cancels, and it names nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evenhand.notices.models import Notice
from evenhand.notices.queries import hash_token
from tests.cast import Town, build_town, tell_to_consent

TOKEN = "k" * 43


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A session is fixed, and its first reminder to Rosa has left."""
    found = build_town()
    monkeypatch.setattr("evenhand.public.reminders.read_now", lambda: found.at)
    tell_to_consent(found)
    found.must("coordinator", "assign_mediator", mediator=found.code("mediator"))
    found.must("mediator", "answer_conflict_check", answer="no_conflict")
    starts = (found.at + timedelta(days=7)).isoformat()
    found.must("mediator", "offer_times", times=[{"starts": starts, "place": "centre"}], minutes=90)
    for name, answers in {"p1": {"party": "p1"}, "intake": {"party": "p2"}, "mediator": {}}.items():
        found.must(name, "answer_times", suits=["s1"], **answers)
    found.must("intake", "confirm_time", slot="s1")
    reminders: Any = Notice.objects.filter(case=found.case, kind="reminder", seat="p1").order_by("due_at")
    reminders.filter(pk=reminders[0].pk).update(cancel_hash=hash_token(TOKEN))
    return found


def page() -> str:
    return reverse("public:reminder", args=[TOKEN])


def test_the_page_is_where_mails_point(town: Town) -> None:
    from evenhand.notices.doors import make_cancel_link, make_party_link

    assert make_cancel_link(TOKEN).endswith(page())
    assert make_party_link(TOKEN).endswith(reverse("public:enter", args=[TOKEN]))
    assert make_party_link().endswith(reverse("portal:home"))


def test_opening_it_does_nothing_and_names_nobody(town: Town) -> None:
    for _ in range(100):
        answer = Client().get(page())
        assert answer.status_code == 200
    words = answer.content.decode()
    assert "9 March 2026" in words and "At the centre" in words
    assert "Quill" not in words and town.number not in words
    assert town.case.sessions.get().state == "confirmed"


def test_one_tap_cancels_once(town: Town) -> None:
    answer = Client().post(page(), {"what": "session"})
    assert answer.status_code == 200 and b"The appointment is cancelled" in answer.content
    assert town.case.sessions.get().state == "cancelled"
    assert Client().post(page(), {"what": "session"}).status_code == 200
    assert Client().get(page()).status_code == 410


def test_no_more_reminders_leaves_the_appointment(town: Town) -> None:
    answer = Client().post(page(), {"what": "reminders"})
    assert answer.status_code == 200 and b"No more reminders" in answer.content
    assert town.case.sessions.get().state == "confirmed"


def test_nonsense_changes_nothing(town: Town) -> None:
    assert Client().post(page(), {"what": "everything"}).status_code == 422
    gone = reverse("public:reminder", args=["x" * 43])
    assert Client().get(gone).status_code == Client().post(gone, {"what": "session"}).status_code == 410
    assert town.case.sessions.get().state == "confirmed"
