"""The agreement of a case as a document, put together from the tables under a permit of whoever asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from evenhand.access.queries import permit_centre
from evenhand.access.rules import Viewer
from evenhand.cases.explaining import CaseView, view_case
from evenhand.cases.queries import open_case_key, open_names
from evenhand.mediation.rules.agreement import list_signers
from evenhand.mediation.rules.naming import MEDIATOR
from evenhand.notices.documents.agreement import make_agreement_pdf
from evenhand.notices.documents.shapes import AgreementData, PersonLine, SignatureLine, TermLine
from evenhand.procedures.rules.procedure import Procedure
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key

__all__ = ["MEDIATOR", "make_agreement_document", "name_mediator", "name_people", "read_signers"]
SETTLED = "settled"


class NoAgreement(LookupError):
    """The case has no terms yet, so there is no document."""


def name_mediator(case: Any) -> str:
    """The name of the mediator who has taken the case; "" while nobody has."""
    found = next((row for row in case.assignments.all() if row.state == "accepted"), None)
    if found is None:
        return ""
    return open_text(found.mediator, open_key(permit_centre(case.centre, "show_mediator")), "name")


def name_people(case: Any, key: CaseKey) -> dict[str, str]:
    """Seat -> name of everybody in the case, and the mediator's name under "mediator"."""
    return {**open_names(case, key), MEDIATOR: name_mediator(case)}


def read_signers(view: CaseView) -> tuple[str, ...]:
    """Who signs, sides first: the seats, then "mediator"."""
    return tuple(sorted(list_signers(view.procedure, view.facts), key=lambda who: (who == MEDIATOR, who)))


def make_agreement_document(*, viewer: Viewer, case: Any, at: datetime) -> bytes:
    """The agreement as PDF in the languages of the sides. Raises `NoAgreement` before there are terms."""
    view = view_case(viewer, case, at)
    agreement = case.agreements.order_by("version").last()
    if agreement is None:
        raise NoAgreement("there are no terms yet")
    key = open_case_key(viewer, case)
    return make_agreement_pdf(_gather(view, agreement, key, at))


def _gather(view: CaseView, agreement: Any, key: CaseKey, at: datetime) -> AgreementData:
    case, people = view.case, name_people(view.case, key)
    return AgreementData(
        centre=case.centre.name,
        number=case.number,
        languages=_list_languages(view),
        written_in=case.language,
        tz=case.centre.time_zone,
        made_at=at,
        people=_list_people(view, people),
        terms=_list_terms(agreement, key, people),
        other=open_text(agreement, key, "other"),
        signatures=_list_signatures(view, agreement, people),
        routes=_list_routes(view.procedure),
        in_force_at=agreement.in_force_at,
    )


def _list_languages(view: CaseView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side.language for side in view.facts.sides)) or (view.case.language,)


def _list_people(view: CaseView, people: Mapping[str, str]) -> tuple[PersonLine, ...]:
    lines = [PersonLine(people[party.seat], party.part) for party in view.facts.parties]
    return (*lines, PersonLine(people[MEDIATOR], MEDIATOR)) if people[MEDIATOR] else tuple(lines)


def _list_terms(agreement: Any, key: CaseKey, people: Mapping[str, str]) -> tuple[TermLine, ...]:
    rows = sorted(agreement.terms.all(), key=lambda term: int(term.ref[1:]))
    return tuple(TermLine(people.get(row.who, ""), open_text(row, key, "what"), row.by) for row in rows)


def _list_signatures(view: CaseView, agreement: Any, people: Mapping[str, str]) -> tuple[SignatureLine, ...]:
    signed = {row.who: row for row in agreement.signatures.all()}
    parts = {party.seat: party.part for party in view.facts.parties}
    lines = []
    for who in read_signers(view):
        row = signed.get(who)
        at, form = (row.at, row.form) if row else (None, "")
        lines.append(SignatureLine(people.get(who, ""), parts.get(who, MEDIATOR), at, form))
    return tuple(lines)


def _list_routes(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """What to do if it is broken, in each of the pack's languages."""
    outcome = next((one for one in procedure.outcomes if one.code == SETTLED), None)
    if outcome is None or not outcome.routes:
        return {}
    return {language: (outcome.routes.in_language(language),) for language in outcome.routes.languages}
