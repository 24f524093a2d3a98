"""Erasing takes two people; then the key is gone, the words are gone, and the record still holds."""

from __future__ import annotations

import base64
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from evenhand.access.queries import permit_job
from evenhand.cases.acts import Denied
from evenhand.cases.entrance import NotEntered, enter_by_code, give_way_in
from evenhand.cases.models import Case, Party
from evenhand.cases.queries import find_case, find_own_case
from evenhand.erasure.acts import finish_erasures
from evenhand.erasure.models import ErasureRequest
from evenhand.notices.models import Notice
from evenhand.record.models import Entry
from evenhand.record.queries import verify_record
from evenhand.vault.keys import KeyGone, list_key_ids, open_key
from tests.acts.canaries import find_canaries, spell_out
from tests.acts.telling import expect_refused, list_tags
from tests.cast import Town, build_town, tell_to_session

CANARIES = ("Quarzläufer", "zebrafink-nest", "石榴树下", "kestrel.example")


def tell(town: Town) -> None:
    """A story full of words that are nowhere else."""
    town.open(
        your_name="Rosa Quarzläufer",
        your_email="rosa@kestrel.example",
        story="The zebrafink-nest over the door, 石榴树下.",
        other_contact="石榴树下, second floor",
    )
    pdf = base64.b64encode(b"%PDF-1.7\nzebrafink-nest\n%%EOF\n").decode()
    file = {"name": "nest.pdf", "content_type": "application/pdf", "base64": pdf}
    town.must("intake", "attach_file", file=file, title="zebrafink-nest", shared="office")
    town.must("intake", "write_note", words="zebrafink-nest 石榴树下")
    town.must("p1", "send_message", party="p1", words="Quarzläufer asks again")


def test_one_asks_and_another_decides(town: Town) -> None:
    town.open()
    result = town.do("director", "approve_erasure")
    expect_refused(town, result, "erasure_requested", "ours.erasure")
    assert list_tags(town.must("coordinator", "request_erasure", why="They asked.")) == [
        "case:erasure:requested"
    ]
    result = town.do("director", "request_erasure", why="Me too.")
    expect_refused(town, result, "erasure_requested", "ours.erasure")
    for act in ("approve_erasure", "decline_erasure"):
        expect_refused(town, town.do("coordinator", act), "erasure_asked_by_me", "ours.erasure")
    for name in ("intake", "p1", "mediator", "operator", "outsider", "reviewer"):
        assert town.do(name, "approve_erasure") == Denied()
        assert town.do(name, "request_erasure", why="x") == Denied()
    assert town.case.state == "open"


def test_a_request_that_is_declined_leaves_the_case_as_it_was(town: Town) -> None:
    town.open()
    town.must("coordinator", "request_erasure", why="They asked.")
    town.must("director", "decline_erasure", words="A court wants it.")
    row = ErasureRequest.objects.get()
    assert (row.answer, row.answered_by, town.case.state) == ("declined", town.code("director"), "open")
    town.must("director", "request_erasure", why="Now they do not.")  # and one may ask again


@pytest.fixture
def erased(transactional_db: None) -> Town:
    """A case full of words was erased by two people, in committed tables."""
    town = build_town()
    tell(town)
    town.must("coordinator", "request_erasure", why="Quarzläufer asked for it.")
    town.must("director", "approve_erasure", words="So be it.")
    return town


def copy_rest(folder: Path) -> Path:
    """Everything at rest: the home of this test with keys and files, and the database with its log."""
    found = folder / "rest"
    shutil.copytree(settings.EVENHAND_HOME, found / "home", ignore=shutil.ignore_patterns("rest"))
    if connection.vendor == "sqlite":
        for path in Path(connection.settings_dict["NAME"]).parent.glob("test.sqlite3*"):
            shutil.copy(path, found / path.name)
    return found


def test_while_a_case_is_open_no_word_lies_in_clear(transactional_db: None, tmp_path: Path) -> None:
    town = build_town()
    tell(town)
    rest = copy_rest(tmp_path)
    assert len(list(rest.rglob("*"))) > 3 and not list(find_canaries(rest, CANARIES))


def test_after_erasure_the_text_is_gone(erased: Town, tmp_path: Path) -> None:
    case = Case.objects.get(number=erased.number)
    assert (case.state, case.story, case.wish, case.erased_at) == ("erased", None, None, erased.at)
    assert case.key_id not in set(list_key_ids())
    with pytest.raises(KeyGone):
        open_key(permit_job(case, "simulate"))
    assert not any(Party.objects.values_list("name", "phone", "email", "address", "pin")[0])
    assert not Entry.objects.filter(scope=case.id, payload__isnull=False).exists()
    assert not (Path(settings.EVENHAND_FILES) / case.id.hex).exists()
    assert not list(find_canaries(copy_rest(tmp_path), CANARIES))
    assert verify_record().first_bad is None
    assert ErasureRequest.objects.get().finished_at == erased.at


def test_the_wrapped_key_is_not_in_the_bytes_of_the_key_store(transactional_db: None) -> None:
    town = build_town()
    tell(town)
    store = Path(settings.EVENHAND_KEYSTORE)
    with closing(sqlite3.connect(store)) as file:
        row = file.execute("SELECT wrapped FROM case_key WHERE key_id = ?", (town.case.key_id,)).fetchone()
    assert row[0] in store.read_bytes()
    town.must("director", "request_erasure", why="x")
    town.must("coordinator", "approve_erasure")
    beside = [path.read_bytes() for path in store.parent.glob(store.name + "*")]
    assert beside and not any(row[0] in content or row[0][:16] in content for content in beside)


def test_an_erased_case_answers_like_one_that_never_was(erased: Town) -> None:
    party = erased.viewer("p1")
    for name in ("intake", "coordinator", "director"):
        assert find_case(erased.viewer(name), erased.number) is None
    assert find_own_case(party) is None
    for name in ("coordinator", "director", "intake", "p1"):
        assert erased.do(name, "write_note", words="x") == Denied() == erased.do(name, "approve_erasure")
    missing = Town(erased.centre, erased.people, erased.at, number="0000-0000-0000")
    assert missing.do("coordinator", "write_note", words="x") == Denied()


def test_erasing_can_be_finished_again(erased: Town) -> None:
    ErasureRequest.objects.update(finished_at=None)
    assert finish_erasures(at=erased.at) == 1 and finish_erasures(at=erased.at) == 0


def test_nobody_is_told_anything_any_more_and_no_way_in_is_left(transactional_db: None) -> None:
    town = build_town()
    tell_to_session(town)
    way = give_way_in(number=town.number, seat="p1", at=town.at)
    town.must("coordinator", "request_erasure", why="x")
    town.must("director", "approve_erasure")
    assert enter_by_code(code=way.code, pin=way.pin, at=town.at) == NotEntered()
    assert not Notice.objects.filter(case=town.case).unsent().exists()
    assert not town.case.open_steps.exists() and not town.case.clocks.exists()


def test_the_scanner_finds_what_lies_in_clear(tmp_path: Path) -> None:
    """A scanner that finds nothing anywhere would be no proof."""
    for place, form in enumerate(sorted(spell_out("Quarzläufer") | spell_out("石榴树下"))):
        (tmp_path / f"{place}.bin").write_bytes(b"\0\1" + form + b"\2")
        assert list(find_canaries(tmp_path, CANARIES)), form
        (tmp_path / f"{place}.bin").unlink()
