"""Files on their way out: never shown inside a page, never run, never guessed at."""

from __future__ import annotations

import mimetypes
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from evenhand.cases.files import open_file
from evenhand.desk.opened import OpenCase, find_case_page
from evenhand.desk.page import open_desk

SANDBOX = "sandbox; default-src 'none'"


def send_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Bytes to save: as an attachment, in a sandbox, of the type they are said to be."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def may_read_document(opened: OpenCase, row: object) -> bool:
    """The office reads every file; a mediator those shared with everybody, and their own."""
    return (
        opened.may("read_office")
        or bool(getattr(row, "shared", False))
        or getattr(row, "by", "") == opened.desk.viewer.code
    )


def send_document(request: HttpRequest, number: str, ref: UUID) -> HttpResponse:
    """One file of a case. Its name on disk says nothing: a number and what kind of file it is."""
    opened = find_case_page(open_desk(request), number)
    row = opened.case.documents.filter(pk=ref).first()
    if row is None or not may_read_document(opened, row):
        raise Http404
    ending = mimetypes.guess_extension(row.content_type) or ".bin"
    content = open_file(opened.case.pk, opened.key, row.pk)
    return send_file(content, row.content_type, f"{opened.case.number}-{str(row.pk)[:8]}{ending}")
