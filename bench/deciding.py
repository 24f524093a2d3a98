"""Decisions as the writer makes them: the facts of a case named, the procedure asked, the act's own rule applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from evenhand.cases.rules.naming import decide_act, join_names, name_case
from evenhand.cases.rules.papers import DECIDERS as PAPERS
from evenhand.cases.rules.types import Act, Actor, CaseFacts, Outcome, PartyFacts
from evenhand.mediation.rules import agreement, consent, followup, session
from evenhand.mediation.rules.naming import name_mediation
from evenhand.mediation.rules.types import AgreementFacts, MediationFacts, SessionFacts
from evenhand.procedures.rules.procedure import Procedure, Step

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DECIDERS = {
    **PAPERS,
    **agreement.DECIDERS,
    **consent.DECIDERS,
    **followup.DECIDERS,
    **session.DECIDERS,
}
# Answers of the acts that are decided to the end; of the others, whether the procedure lets them.
ANSWERS: dict[str, dict[str, Any]] = {
    "advise_independently": {"how": "in_session"},
    "close_case": {"outcome": "settled"},
    "draft_terms": {"terms": [{"who": "p1", "what": "Water the roses."}]},
    "offer_times": {"times": [{"starts": AT + timedelta(days=3), "place": "centre"}], "minutes": 90},
    "sign_agreement": {"party": "p1", "form": "portal"},
    "tell_routes": {"how": "letter"},
    "withdraw_consent": {"party": "p1"},
    "write_note": {"words": "A note."},
}


def make_side(seat: str, part: str) -> PartyFacts:
    """A side that is reached, screened and has agreed to mediate."""
    return PartyFacts(seat, part, reached=True, suitability="suitable", invited=True, consent="given")


def list_matters() -> list[CaseFacts]:
    """A case at its beginning, and one in which the terms are written."""
    sides = (make_side("p1", "initiating"), make_side("p2", "responding"))
    begun = CaseFacts("AAAA-BBBB-CCCC", "mediation", "open", AT, parties=sides[:1])
    known = MediationFacts(
        sessions=(SessionFacts("m1", "held", AT - timedelta(days=2), result="agreed", held_on=AT),),
        agreement=AgreementFacts(1, terms=(("t1", "p1"),), advised=True),
    )
    late = CaseFacts(
        "AAAA-BBBB-CCCC",
        "mediation",
        "open",
        AT,
        worker="IN01",
        parties=sides,
        assignments=(("ME01", "accepted"),),
        kind_facts=known,
    )
    return [begun, late]


def list_decisions(procedure: Procedure) -> list[Callable[[], Outcome]]:
    """One decision for each step and matter."""
    return [
        partial(decide, procedure, facts, step) for facts in list_matters() for step in procedure.steps[1:]
    ]


def decide(procedure: Procedure, facts: CaseFacts, step: Step) -> Outcome:
    """What the writer does between reading a case and writing to it."""
    answers = ANSWERS.get(step.act)
    by = Actor(role=step.roles[0], code="ME01" if step.roles[0] == "mediator" else "IN01")
    subject = answers.get("party", "") if answers else ""
    act = Act(step.act, by, answers or {}, subject)
    named = join_names([name_case, name_mediation], facts, by, subject, AT)
    deciders = DECIDERS if answers else {step.act: _allow}
    return decide_act(procedure, facts, act, AT, named=named, deciders=deciders)


def _allow(*_: Any) -> Any:
    return True
