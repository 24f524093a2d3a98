"""The agreement of a case as a document, and the names under it, for whoever the table lets see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from evenhand.access.queries import permit_centre
from evenhand.access.rules import Viewer
from evenhand.cases.explaining import CaseView
from evenhand.cases.queries import open_case_key, open_names, read_procedure
from evenhand.mediation.reading import make_agreement_data, open_agreement
from evenhand.mediation.rules.agreement import list_signers
from evenhand.mediation.rules.naming import CENTRE, MEDIATOR
from evenhand.notices.documents.agreement import make_agreement_pdf
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key


class NoAgreement(LookupError):
    """The case has no terms yet, so there is no document."""


def name_mediator(case: Any) -> str:
    """The name of the mediator who has taken the case; "" while nobody has."""
    found = next((row for row in case.assignments.all() if row.state == "accepted"), None)
    if found is None:
        return ""
    return open_text(found.mediator, open_key(permit_centre(case.centre, "show_mediator")), "name")


def name_people(case: Any, key: CaseKey) -> dict[str, str]:
    """Seat -> name of everybody in the case; the mediator's under "mediator", the centre's under "centre"."""
    return {**open_names(case, key), MEDIATOR: name_mediator(case), CENTRE: case.centre.name}


def read_signers(view: CaseView) -> tuple[str, ...]:
    """Who signs, sides first: the seats, then "mediator", then "centre" for its seal."""
    last = (MEDIATOR, CENTRE)
    return tuple(
        sorted(list_signers(view.procedure, view.facts), key=lambda who: (who in last, who == CENTRE, who))
    )


def make_agreement_document(*, viewer: Viewer, case: Any, at: datetime) -> bytes:
    """The agreement as PDF in the languages of the sides. Raises `NoAgreement` before there are terms."""
    key = open_case_key(viewer, case)
    agreement = open_agreement(case, key)
    if agreement is None:
        raise NoAgreement("there are no terms yet")
    people = name_people(case, key)
    data = make_agreement_data(case, agreement, read_procedure(case), people, people[MEDIATOR], at)
    return make_agreement_pdf(data)
