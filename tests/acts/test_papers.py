"""Notes, messages, files and handing over."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from evenhand.cases.acts import Denied
from evenhand.cases.files import open_file
from evenhand.cases.model_papers import Document, Message, Note
from tests.acts.telling import expect_faults, expect_refused, find_key, list_tags, read_record
from tests.cast import Town, tell_to_consent

PDF = b"%PDF-1.7\nthe lease of Lower Ford 4\n%%EOF\n"


def send(content: bytes = PDF, kind: str = "application/pdf", name: str = "lease.pdf") -> dict[str, str]:
    return {"name": name, "content_type": kind, "base64": base64.b64encode(content).decode()}


@pytest.fixture
def opened(town: Town) -> Town:
    """A case was opened."""
    town.open()
    return town


def test_a_note_is_for_the_office(opened: Town) -> None:
    assert list_tags(opened.must("intake", "write_note", words="Call after six.")) == ["case:note:written"]
    assert b"six" not in bytes(Note.objects.get().words)
    assert "six" not in repr(read_record(opened, "shared", "p1", "p2"))
    for name in ("p1", "director", "outsider", "mediator"):
        assert opened.do(name, "write_note", words="x") == Denied()


def test_a_message_is_read_by_one_side_alone(opened: Town) -> None:
    opened.must("intake", "send_message", party="p1", words="We called the other side.")
    opened.must("p1", "send_message", party="p1", words="Thank you.")
    assert [tag for tag, _, _ in read_record(opened, "p1")] == ["party:message:sent"] * 2
    assert read_record(opened, "p2") == [] and Message.objects.filter(seat="p1").count() == 2
    result = opened.do("p1", "send_message", party="p2", words="You!")
    expect_refused(opened, result, "this_is_side", "nafcm.parties_decide", "party")
    expect_faults(opened.do("p1", "send_message", party="p1", words=""), ("words", "required"))


@pytest.mark.parametrize(("shared", "chain"), [("case", "shared"), ("office", "office")])
def test_a_file_is_sealed_and_shared_only_when_so_chosen(opened: Town, shared: str, chain: str) -> None:
    opened.must("intake", "attach_file", file=send(), title="The lease", shared=shared)
    row = Document.objects.get()
    assert (row.content_type, row.size, row.shared) == ("application/pdf", len(PDF), shared == "case")
    assert open_file(opened.case.id, find_key(opened), row.id) == PDF
    after = next(after for tag, _, after in read_record(opened, chain) if tag.startswith("case:document"))
    assert "content" not in after and len(after["digest"]) == 64


def test_no_byte_of_a_file_lies_in_clear(opened: Town, keys: Path) -> None:
    opened.must("p1", "attach_file", file=send(), title="The lease", shared="office")
    found = [path for path in keys.rglob("*") if path.is_file() and b"Lower Ford 4" in path.read_bytes()]
    assert found == [] and list((keys / "files").rglob("*"))


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (send(kind="text/html", content=b"<script>"), "file_type"),
        (send(content=b""), "file_empty"),
        (send(content=b"MZ an executable"), "file_differs"),
        (send(name="../lease.pdf"), "file_name"),
        ({"name": "a.pdf"}, "file_type"),
        ({**send(), "path": "x"}, "not_file"),
        ("a.pdf", "not_file"),
        (None, "required_file"),
    ],
)
def test_what_is_wrong_with_a_file(opened: Town, file, code: str) -> None:
    result = opened.do("intake", "attach_file", file=file, title="x", shared="office")
    expect_faults(result, ("file", code))
    assert not Document.objects.exists()


def test_a_case_is_handed_over_to_somebody_else(opened: Town) -> None:
    done = opened.must("intake", "hand_over", worker=opened.code("intake2"), words="I am on leave.")
    assert list_tags(done) == ["case:worker:changed"]
    assert opened.case.worker == opened.people["intake2"]
    assert opened.do("intake", "write_note", words="x") == Denied()  # no longer theirs
    opened.must("intake2", "write_note", words="x")
    result = opened.do("coordinator", "hand_over", worker=opened.code("intake2"))
    expect_refused(opened, result, "has_worker", "ours.hand_over", "worker")
    result = opened.do("coordinator", "hand_over", worker=opened.code("mediator"))
    expect_faults(result, ("worker", "unknown_choice"))
    assert "on leave" not in repr(read_record(opened, "shared"))


def test_a_mediator_writes_only_in_a_case_they_took(town: Town) -> None:
    tell_to_consent(town)
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    assert town.do("mediator", "write_note", words="x") == Denied()
    town.must("mediator", "answer_conflict_check", answer="no_conflict")
    town.must("mediator", "write_note", words="x")
