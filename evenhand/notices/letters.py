"""A notice on paper: for those who asked for letters, and those who have no mail."""

from __future__ import annotations

import uuid
from datetime import datetime

from evenhand.notices.documents.letter import make_letter_pdf
from evenhand.notices.documents.shapes import LetterData
from evenhand.notices.models import Notice
from evenhand.notices.rendering import open_addressee, write_text
from evenhand.vault.keys import CaseKey


class LetterUnknown(LookupError):
    """There is no such letter to make in the case whose key this is."""


def make_notice_letter(*, notice_id: uuid.UUID, key: CaseKey, at: datetime) -> bytes:
    """The letter of a notice, as a PDF to print: the pack's text under the person's name and address.

    `key` is the case's, opened for the reader (`cases.queries.open_case_key`). Raises `LetterUnknown`.
    """
    notice = Notice.objects.filter(pk=notice_id).exclude(seat="").select_related("case__centre").first()
    if notice is None or notice.case.key_id != key.key_id:
        raise LetterUnknown
    addressee = open_addressee(notice, key)
    text = write_text(notice, addressee.language, key, at, on_paper=True)
    return make_letter_pdf(
        LetterData(
            centre=notice.case.centre.name,
            centre_lines=(),
            number=notice.case.number,
            language=text.words.language,
            tz=notice.case.centre.time_zone,
            made_at=at,
            to_lines=(addressee.name, *(line.strip() for line in addressee.address.splitlines())),
            subject=text.subject,
            paragraphs=tuple(part for part in text.body.strip().split("\n\n") if part),
        )
    )
