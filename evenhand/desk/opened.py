"""A case opened for one page of the desk: its facts, its key, and the names of everybody in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.access.queries import may
from evenhand.cases.explaining import CaseView, view_case
from evenhand.cases.queries import open_case_key, open_names
from evenhand.desk.page import Desk, open_case_or_404
from evenhand.desk.staff import open_staff
from evenhand.desk.words import WHO
from evenhand.procedures.rules.procedure import Procedure
from evenhand.vault.case_key import CaseKey


@dataclass(frozen=True)
class OpenCase:
    """What a page about one case works with. `names`: seat -> name; `staff`: code -> name."""

    desk: Desk
    case: Any
    view: CaseView
    key: CaseKey
    names: Mapping[str, str]
    staff: Mapping[str, str]

    @property
    def procedure(self) -> Procedure:
        """The published procedure of the case."""
        return self.view.procedure

    @property
    def mediator(self) -> str:
        """The name of the mediator who has the case, or nothing."""
        return " · ".join(self.staff.get(code, code) for code in self.view.facts.mediators)

    def name(self, who: str) -> str:
        """A name for a seat, a person's code, or `mediator`; the role in words where it is nobody in particular."""
        found = self.names.get(who) or self.staff.get(who)
        if found or not who:
            return found or ""
        if who == "mediator" and self.mediator:
            return self.mediator
        return str(WHO.get(who, who))

    def may(self, act: str) -> bool:
        """Whether the table lets this viewer do or read something here."""
        return may(self.desk.viewer, act, self.case)


def open_case_page(desk: Desk, case: Any) -> OpenCase:
    """Everything a page of the case needs, after the table has said that names may be opened here."""
    if not may(desk.viewer, "open_names", case):
        raise Http404
    key = open_case_key(desk.viewer, case, "open_names")
    prefetch_related_objects([case], "parties")
    view = view_case(desk.viewer, case, desk.at)
    return OpenCase(desk, case, view, key, open_names(case, key), open_staff(case.centre))


def find_case_page(desk: Desk, number: str) -> OpenCase:
    """The same by number; a case one may not open the names of reads like no case."""
    return open_case_page(desk, open_case_or_404(desk, number))


def list_parts(opened: OpenCase, current: str) -> list[dict[str, Any]]:
    """The parts of a case this viewer may turn to."""
    parts = [
        ("desk:case", gettext("Case"), True),
        ("desk:papers", gettext("Talk and papers"), True),
        ("desk:meetings", gettext("Sessions and agreement"), True),
        ("desk:screening", gettext("Screening"), opened.may("read_screening")),
        ("desk:caucus", gettext("My caucus notes"), opened.may("read_caucus")),
    ]
    return [
        {"href": reverse(name, args=[opened.case.number]), "title": words, "current": name == current}
        for name, words, allowed in parts
        if allowed
    ]
