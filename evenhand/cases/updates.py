"""What notes, messages, files and hand-overs write into the tables."""

from __future__ import annotations

import uuid

from evenhand.access.queries import find_person
from evenhand.cases.change import Change
from evenhand.cases.model_papers import Document, Message, Note
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into


def add_note(change: Change) -> None:
    """Keep a case note."""
    note = Note(case=change.case, by=change.signature, at=change.at)
    seal_into(note, change.key, words=change.after["words"])
    note.save(force_insert=True)


def add_message(change: Change) -> None:
    """Keep a message in the line of its party."""
    message = Message(case=change.case, seat=change.event.subject, by=change.signature, at=change.at)
    seal_into(message, change.key, words=change.after["words"])
    message.save(force_insert=True)


def add_document(change: Change) -> None:
    """Keep where a sealed file lies, its title and its digest; its bytes were sealed before the transaction."""
    document = Document(
        id=uuid.UUID(change.after["ref"]),
        case=change.case,
        by=change.signature,
        at=change.at,
        content_type=change.after["content_type"],
        size=change.after["size"],
        shared=change.event.tag is Tag.CASE_DOCUMENT_SHARED,
    )
    seal_into(document, change.key, title=change.after["title"], digest=change.after["digest"])
    document.save(force_insert=True)


def change_worker(change: Change) -> None:
    """Give the case to another worker, and keep the words of the hand-over as a note."""
    change.case.worker = find_person(change.case.centre_id, change.after["worker"])
    change.case.save(update_fields=["worker"])
    if change.after.get("words"):
        add_note(change)


def leave_tables(change: Change) -> None:
    """The entry is all: what it tells of is worked out anew for the tables in the same transaction."""


UPDATERS = {
    Tag.CASE_CLOCK_CHANGED: leave_tables,
    Tag.CASE_NOTE_WRITTEN: add_note,
    Tag.PARTY_MESSAGE_SENT: add_message,
    Tag.CASE_DOCUMENT_ATTACHED: add_document,
    Tag.CASE_DOCUMENT_SHARED: add_document,
    Tag.CASE_WORKER_CHANGED: change_worker,
}
