"""A case as the API tells it: codes, times and articles. No key is opened for any of this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evenhand.access.queries import may
from evenhand.cases.explaining import ActOffer, CaseView, explain_way, find_form, list_acts
from evenhand.procedures.rules.forms import make_json_schema
from evenhand.procedures.rules.procedure import Procedure

Facts = dict[str, Any]
LINE = (
    "number", "kind", "pack", "pack_version", "state", "stage", "channel", "category", "language",
    "opened_at", "closed_at", "outcome",
)  # fmt: skip
PARTY = ("seat", "part", "for_seat", "language", "under_18", "support", "reached", "invited", "consent")
CLOCK = ("code", "state", "due", "last_day", "article")
STEP = ("step", "act", "role", "clock", "due", "last_day", "article", "since")
WAY = ("act", "title", "roles", "seats", "waits")
REFUSAL = ("reason", "words", "article", "citation", "says", "address")


def pick(row: Any, names: tuple[str, ...]) -> Facts:
    """The named attributes of a row."""
    return {name: getattr(row, name) for name in names}


def describe_line(case: Any) -> Facts:
    """One case in a list."""
    return {**pick(case, LINE), "worker": case.worker.code if case.worker else ""}


def describe_case(view: CaseView, language: str) -> Facts:
    """All public facts of a case."""
    case = view.case
    reads_screening = may(view.viewer, "read_screening", case)
    titles = {clock.code: clock.title.in_language(language) for clock in view.procedure.clocks}
    return {
        **describe_line(case),
        "parties": [
            {**pick(party, PARTY), "suitability": party.suitability if reads_screening else None}
            for party in view.facts.parties
        ],
        "clocks": [
            describe_clock(view.procedure, row, titles) for row in case.clocks.order_by("due", "code")
        ],
        "steps": [
            describe_step(view.procedure, row, language)
            for row in case.open_steps.select_related("assignee").order_by("due", "step")
        ],
    }


def describe_clock(procedure: Procedure, row: Any, titles: Mapping[str, str]) -> Facts:
    """A clock with its source."""
    article = procedure.article(row.article)
    citation = article.citation if article else ""
    return {**pick(row, CLOCK), "title": titles.get(row.code, ""), "citation": citation}


def describe_step(procedure: Procedure, row: Any, language: str) -> Facts:
    """A duty, and whose."""
    step = procedure.step_for(row.act)
    title = step.words.in_language(language) if step else ""
    return {**pick(row, STEP), "title": title, "worker": row.assignee.code if row.assignee else ""}


def describe_acts(view: CaseView, language: str) -> Facts:
    """Every act that this account could ever do here: open with its form, or refused with its article."""
    offers = list_acts(view, language)
    return {"number": view.case.number, "acts": [describe_act(view, offer, language) for offer in offers]}


def describe_act(view: CaseView, offer: ActOffer, language: str) -> Facts:
    """One act. Its schema holds the choices of this case as it is now."""
    found = find_form(view, offer.code) if offer.open else None
    schema = make_json_schema(*found, language) if found else None
    return {
        "act": offer.code,
        "title": offer.title,
        "why": offer.why,
        "open": offer.open,
        "seats": list(offer.seats),
        "schema": schema,
        "refusal": pick(offer.refusal, REFUSAL) if offer.refusal else None,
    }


def describe_way_to(view: CaseView, act: str, language: str) -> Facts | None:
    """One act with what would have to happen first; none where this account could never do it here."""
    offer = next((one for one in list_acts(view, language) if one.code == act), None)
    if offer is None:
        return None
    way = [] if offer.open else [pick(step, WAY) for step in explain_way(view, act, language)]
    return {**describe_act(view, offer, language), "way": way}
