"""Plugs mediation into the engine: its rules, its tables, its names of facts."""

from __future__ import annotations

from evenhand.cases.registry import (
    Kind,
    register_deciders,
    register_kind,
    register_refusals,
    register_updaters,
)
from evenhand.mediation import caucus as caucus_notes
from evenhand.mediation.acts import agreement as write_agreement
from evenhand.mediation.acts import confirmation as write_confirmation
from evenhand.mediation.acts import consent as write_consent
from evenhand.mediation.acts import followup as write_followup
from evenhand.mediation.acts import intake as write_intake
from evenhand.mediation.acts import matching as write_matching
from evenhand.mediation.acts import screening as write_screening
from evenhand.mediation.acts import session as write_session
from evenhand.mediation.queries import list_choices, list_timed, read_mediation
from evenhand.mediation.rules import (
    agreement,
    caucus,
    confirmation,
    consent,
    followup,
    intake,
    matching,
    screening,
    session,
    texts,
)
from evenhand.mediation.rules.naming import choose_stage, name_mediation
from evenhand.mediation.words import REFUSALS

RULES = (intake, screening, consent, texts, matching, session, caucus, agreement, confirmation, followup)
WRITES = (
    write_intake,
    write_screening,
    write_consent,
    write_matching,
    write_session,
    write_agreement,
    write_confirmation,
    write_followup,
    caucus_notes,
)


def register_mediation() -> None:
    """Called once while the program starts."""
    register_kind(
        Kind(
            name="mediation",
            read_facts=read_mediation,
            name_facts=name_mediation,
            choose_stage=choose_stage,
            list_choices=list_choices,
            list_timed=list_timed,
            beside=("ending", "confirmation"),
            sparse=("sessions", "offers", "agreements", "followups", "consents"),
        )
    )
    for rules in RULES:
        register_deciders(rules.DECIDERS)
    for writes in WRITES:
        register_updaters(writes.UPDATERS)
    register_refusals(REFUSALS)
