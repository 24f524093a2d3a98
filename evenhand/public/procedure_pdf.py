"""The published procedure as one document to print: the same parts as the pages, put behind each other."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from evenhand.calendars.rules import find_edition
from evenhand.notices.documents.procedure import ProcedureData, make_procedure_pdf
from evenhand.procedures.rules.diagram import SHOWS, draw_pages
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.procedure_deadlines import list_deadlines
from evenhand.public.procedure_examples import Ground
from evenhand.public.procedure_parts import Group, Item, Law, Link
from evenhand.public.procedure_readers import list_readers
from evenhand.public.procedure_rights import list_rights
from evenhand.public.procedure_sources import list_questions, list_sources
from evenhand.public.procedure_steps import list_steps

# Boxes across and the height of a picture, so that its words are as large as the text on an A4 page.
ACROSS, MOST_HEIGHT = 3, 960
MOST_KEPT = 64
_kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
_turn = Lock()


def make_pdf(procedure: Procedure, language: str, centre: str, ground: Ground, at: datetime) -> bytes:
    """The procedure as a PDF in one language: made once, and kept while nothing that it says has changed."""
    wanted = (procedure.stamp, language, centre, ground, find_edition())
    # One at a time: a hundred who ask at once for the same wait for one that is made.
    with _turn, translation.override(language):
        if wanted not in _kept:
            _kept[wanted] = make_procedure_pdf(_gather(procedure, language, centre, ground, at))
        _kept.move_to_end(wanted)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return _kept[wanted]


def _gather(procedure: Procedure, language: str, centre: str, ground: Ground, at: datetime) -> ProcedureData:
    draft = (
        gettext("Draft: no lawyer has reviewed this procedure yet.") if procedure.review == "draft" else ""
    )
    parts = (
        (gettext("Steps"), list_steps(procedure, language)),
        (gettext("Deadlines"), list_deadlines(procedure, language, ground)),
        (gettext("Your rights"), list_rights(procedure, language)),
        (gettext("Who sees what"), list_readers(procedure, language)),
        (gettext("What we ask"), list_questions(procedure, language)),
        (gettext("Sources"), list_sources(procedure, language)),
    )
    anchors = _list_anchors(group for _, groups in parts for group in groups)
    return ProcedureData(
        centre=centre,
        language=language,
        title=procedure.title.in_language(language),
        summary=procedure.summary.in_language(language),
        version=gettext("Published procedure, version %(version)s") % {"version": procedure.version},
        draft=draft,
        drawn=gettext("The steps, drawn"),
        drawings=draw_pages(procedure, language, ACROSS, MOST_HEIGHT),
        shows=SHOWS.in_language(language),
        sections=tuple(
            {"title": title, "groups": [_tell_group(group, anchors) for group in groups]}
            for title, groups in parts
        ),
        made_at=at,
    )


def _list_anchors(groups: Any) -> frozenset[str]:
    found: set[str] = set()
    for group in groups:
        found.add(group.anchor)
        found.update(item.anchor for item in group.items)
    return frozenset(found - {""})


def _tell_group(group: Group, anchors: frozenset[str]) -> dict[str, Any]:
    return {
        "title": group.title,
        "intro": group.intro,
        "anchor": group.anchor,
        "items": [_tell_item(item, anchors) for item in group.items],
    }


def _tell_item(item: Item, anchors: frozenset[str]) -> dict[str, Any]:
    return {
        "title": _tell_link(item.title, anchors),
        "anchor": item.anchor,
        "number": item.number,
        "words": list(item.words),
        "rows": [
            {"key": row.key, "values": [_tell_link(value, anchors) for value in row.values]}
            for row in item.rows
        ],
        "laws": [_tell_law(law) for law in item.laws],
    }


def _tell_law(law: Law) -> dict[str, str]:
    return {"words": law.citation, "anchor": law.anchor, "mark": law.mark}


def _tell_link(link: Link, anchors: frozenset[str]) -> dict[str, str]:
    return {
        "words": link.words,
        "anchor": link.anchor if link.anchor in anchors else "",
        "address": link.href if link.outside else "",
    }
