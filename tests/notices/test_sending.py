"""Mail through a real server: what it looks like, and that nothing is lost and nothing comes twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from evenhand.access.acts import consume_link
from evenhand.access.models import PartyPass
from evenhand.notices import sending
from evenhand.notices.models import Notice
from evenhand.notices.sending import LEASE, SendTally, lease_due, send_due_notices
from evenhand.vault.keys import destroy_key
from tests.cast import SAFE, Town, tell_to_session
from tests.notices.postoffice import PostOffice

OTHER = {"email": "i.bellweather@example.org", "language": "zh-hans"}


class Killed(BaseException):
    """The worker dies here, as by SIGKILL: nothing of ours gets to tidy up."""


def call_in(town: Town) -> Notice:
    """Rosa calls and is reached: her own page is on its way to her."""
    town.open()
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    return Notice.objects.get(case=town.case, code="portal_link", seat="p1")


def test_a_mail_is_plain_and_says_nothing_of_the_matter(town: Town, post: PostOffice) -> None:
    notice = call_in(town)
    assert send_due_notices(at=town.at) == SendTally(sent=1)
    (mail,) = post.taken
    assert post.to == ["rosa.quill@example.org"]
    assert mail["From"] == "Lower Ford Mediation <evenhand@localhost>"
    assert mail["Subject"] == "A message from Lower Ford Mediation"
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Content-Language"] == "en"
    assert mail["Message-ID"] == f"<{notice.pk.hex}.notice@desk.example.org>"
    assert mail.get_content_type() == "text/plain"
    raw = post.raw[0].decode()
    assert town.number in raw and "阅读中文" in mail.get_content()
    for private in ("Rosa", "Quill", "Bellweather", "dog", "neighbours"):
        assert private not in raw.replace("rosa.quill@example.org", "")
    assert "http" not in raw.replace("https://desk.example.org", ""), "no picture, no tracking"
    notice.refresh_from_db()
    assert (notice.state, notice.sent_at, notice.fault) == ("sent", town.at, "")
    assert not send_due_notices(at=town.at), "sent is sent"


def test_the_link_in_a_mail_lets_its_party_in(town: Town, post: PostOffice) -> None:
    call_in(town)
    send_due_notices(at=town.at)
    secret = post.taken[0].get_content().split("/portal/enter/")[1].split("/")[0]
    assert consume_link(secret=secret, at=town.at + timedelta(minutes=31)) is None
    found = consume_link(secret=secret, at=town.at + timedelta(minutes=5))
    assert found is not None and (found.case_id, found.seat) == (town.case.id, "p1")


def test_everybody_is_written_to_in_their_language(town: Town, post: PostOffice) -> None:
    town.open()
    town.must("intake", "screen_party", party="p1", **SAFE)
    town.must("intake", "correct_party", party="p2", **OTHER)
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    send_due_notices(at=town.at)
    mail = next(mail for mail in post.taken if mail["To"] == OTHER["email"])
    assert mail["Content-Language"] == "zh-Hans"
    assert "Lower Ford Mediation" in str(mail["Subject"]) and "您好" in mail.get_content()
    assert "Read this in English" in mail.get_content()


def test_a_server_that_is_down_for_three_days_loses_nothing(town: Town, post: PostOffice) -> None:
    for _ in range(5):
        call_in(town)
    post.close()
    end = town.at + timedelta(hours=72)
    at, tries = town.at, 0
    while at < end:
        tally = send_due_notices(at=at)
        assert tally.sent == tally.failed == 0
        tries += tally.retried
        at += timedelta(minutes=20)
    assert 5 * 70 < tries < 5 * 90, "hourly after the first few, and each waits its turn"
    assert set(Notice.objects.values_list("state", "fault")) == {("waiting", "unreachable")}
    post.open()
    assert send_due_notices(at=end + timedelta(hours=1)).sent == 5
    assert len(post.taken) == len(set(post.ids())) == 5


def test_a_server_that_is_down_is_asked_once_a_run_and_nothing_is_made_for_it(
    town: Town, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        call_in(town)
    post.close()
    asked = []
    knock = sending.Mailer.open
    monkeypatch.setattr(sending.Mailer, "open", lambda mailer: (asked.append(1), knock(mailer)))
    assert send_due_notices(at=town.at).retried == 3
    assert len(asked) == 1
    assert not PartyPass.objects.exists(), "no way in lies about that nobody was sent"


def test_after_a_week_staff_are_told(town: Town, post: PostOffice) -> None:
    notice = call_in(town)
    post.close()
    assert send_due_notices(at=town.at + timedelta(days=6, hours=23)).retried == 1
    assert send_due_notices(at=town.at + timedelta(days=8)).failed == 1
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == ("failed", "unreachable")


def test_a_worker_killed_after_sending_makes_one_copy_with_the_same_id(
    town: Town, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_in(town)

    def die(*_: Any) -> None:
        raise Killed

    monkeypatch.setattr(sending, "_mark", die)
    with pytest.raises(Killed):
        send_due_notices(at=town.at)
    assert len(post.taken) == 1, "the fault fired after the server took the mail"
    monkeypatch.undo()
    assert not send_due_notices(at=town.at + LEASE - timedelta(seconds=1)), "still in the dead worker's hands"
    assert send_due_notices(at=town.at + LEASE).sent == 1
    assert not send_due_notices(at=town.at + 10 * LEASE)
    assert len(post.taken) == 2 and len(set(post.ids())) == 1


def test_a_worker_killed_before_sending_loses_nothing(
    town: Town, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_in(town)

    def die(*_: Any) -> None:
        raise Killed

    monkeypatch.setattr(sending, "_deliver", die)
    with pytest.raises(Killed):
        send_due_notices(at=town.at)
    assert not post.taken
    monkeypatch.undo()
    assert send_due_notices(at=town.at + LEASE).sent == 1
    assert len(post.taken) == 1


def test_a_slow_worker_does_not_undo_what_another_did(town: Town, post: PostOffice) -> None:
    call_in(town)
    (slow,) = lease_due(town.at, 20)
    assert send_due_notices(at=town.at + LEASE).sent == 1
    sending._mark(slow, sending.Fate("waiting", "later", "retried"), town.at)
    assert Notice.objects.get(pk=slow.pk).state == "sent"


def test_what_one_worker_holds_another_does_not_get(town: Town) -> None:
    for _ in range(3):
        call_in(town)
    first, second = lease_due(town.at, 2), lease_due(town.at, 20)
    assert len(first) == 2 and len(second) == 1
    assert not {row.pk for row in first} & {row.pk for row in second}


@pytest.mark.parametrize(
    ("answer", "state", "fault"),
    [("550 no such person", "failed", "address"), ("450 busy", "waiting", "later")],
)
def test_a_refused_address_is_for_good_or_for_now(
    town: Town, post: PostOffice, answer: str, state: str, fault: str
) -> None:
    notice = call_in(town)
    post.refuse["rosa.quill@example.org"] = answer
    send_due_notices(at=town.at)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (state, fault)


@pytest.mark.parametrize(
    ("answer", "state", "fault"),
    [("554 not from you", "failed", "refused"), ("451 later", "waiting", "later")],
)
def test_a_refused_mail_is_for_good_or_for_now(
    town: Town, post: PostOffice, answer: str, state: str, fault: str
) -> None:
    notice = call_in(town)
    post.answer = answer
    send_due_notices(at=town.at)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (state, fault)


def test_an_address_that_is_none_stops_nobody_else(town: Town, post: PostOffice) -> None:
    bad = call_in(town)
    from evenhand.access.queries import permit_job
    from evenhand.vault.fields import seal_into
    from evenhand.vault.keys import open_key

    party = bad.case.parties.get(seat="p1")
    seal_into(party, open_key(permit_job(bad.case, "send_notice")), email="rosa\nBcc: everybody@example.org")
    party.save()
    call_in(town)
    assert send_due_notices(at=town.at) == SendTally(sent=1, failed=1)
    bad.refresh_from_db()
    assert (bad.state, bad.fault) == ("failed", "address")
    assert post.to == ["rosa.quill@example.org"]


def test_one_row_that_cannot_be_worked_on_stops_nobody_else(
    town: Town, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = call_in(town), call_in(town)
    whole = sending.open_addressee

    def trip(notice: Notice, key: Any) -> Any:
        if notice.pk == broken.pk:
            raise RuntimeError("Rosa Quill")
        return whole(notice, key)

    monkeypatch.setattr(sending, "open_addressee", trip)
    assert send_due_notices(at=town.at) == SendTally(sent=1, retried=1)
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.state, broken.fault, sound.state) == ("waiting", "fault", "sent")


def test_an_erased_case_cannot_send(town: Town, post: PostOffice) -> None:
    notice = call_in(town)
    destroy_key(town.case.key_id)
    assert send_due_notices(at=town.at) == SendTally(cancelled=1)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == ("cancelled", "erased") and not post.taken


def test_a_text_that_asks_for_what_is_not_there_is_not_sent(town: Town, post: PostOffice) -> None:
    notice = call_in(town)
    Notice.objects.filter(pk=notice.pk).update(template="session_confirmed")
    assert send_due_notices(at=town.at) == SendTally(failed=1)
    notice.refresh_from_db()
    assert notice.fault == "template" and not post.taken


def test_who_has_no_mail_is_left_to_people(town: Town, post: PostOffice) -> None:
    town.open(your_email=None, your_address="1 Ford Lane", safe_contact="letter")
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    assert send_due_notices(at=town.at) == SendTally(by_hand=1)
    assert Notice.objects.get(case=town.case).state == "letter_due" and not post.taken


@pytest.mark.parametrize(
    ("safe", "state"), [("phone", "call_due"), ("message", "call_due"), ("none", "withheld")]
)
def test_an_unsafe_way_is_never_used(town: Town, post: PostOffice, safe: str, state: str) -> None:
    town.open(safe_contact=safe)
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    send_due_notices(at=town.at)
    assert Notice.objects.get(case=town.case).state == state and not post.taken


def test_an_appointment_comes_with_its_calendar_entry(town: Town, post: PostOffice) -> None:
    tell_to_session(town)
    send_due_notices(at=Notice.objects.get(code="session_confirmed", seat="p1").due_at, limit=200)
    mail = next(mail for mail in post.taken if mail.is_multipart())
    (entry,) = mail.iter_attachments()
    assert entry.get_content_type() == "text/calendar"
    told = entry.get_content()
    told = told if isinstance(told, str) else told.decode()
    assert "SUMMARY:Appointment" in told and "Quill" not in told and town.number not in told
