"""Rules of telling somebody outside: a basis of the pack, no more than it allows, two people. Pure.

The sides read in the record that it was done and what kind of thing was told; where the basis says so, they read
it before, or not at all.
"""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.papers import note_words
from evenhand.cases.rules.types import Act, Actor, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.procedures.rules.duties import Disclosure
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def name_disclosure(facts: CaseFacts, by: Actor, subject: str, at: datetime) -> frozenset[str]:
    """Whether telling was asked for, by whom, and whether it was done."""
    known = facts.disclosure
    found = {
        "disclosure_requested": bool(known.requested_by),
        "disclosure_asked_by_me": bool(by.code) and known.requested_by == by.code,
        "report_copied": known.copied,
        "disclosure_made": known.made,
    }
    return frozenset(name for name, so in found.items() if so)


def find_basis(procedure: Procedure, code: str) -> Disclosure | None:
    """The basis with this code."""
    return next((basis for basis in procedure.disclosures if basis.code == code), None)


def decide_request(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Somebody asks that a place outside be told; nothing may be told that the basis does not name."""
    basis = find_basis(procedure, act.data["basis"])
    if basis is None or not set(act.data["what"]) <= set(basis.fields):
        return Refused(reason="beyond_basis", article=basis.article if basis else "", field="what")
    if facts.disclosure.requested_by:
        return Refused(reason="disclosure_requested", because="unless")
    asked = Event(Tag.CASE_DISCLOSURE_REQUESTED, after=write_values(act.data, "basis", "to", "what", "why"))
    # The sides read the ground and the kind of thing; to whom and why is the office's until it is done.
    copied = Event(Tag.CASE_REPORT_COPIED, after=write_values(act.data, "basis", "what"))
    return Decided((asked, copied) if basis.copy_first else (asked,))


def _refuse_same_person(facts: CaseFacts, act: Act) -> Refused | None:
    if not facts.disclosure.requested_by:
        return Refused(reason="disclosure_requested")
    if facts.disclosure.requested_by == act.by.code:
        return Refused(reason="disclosure_asked_by_me", because="unless")
    return None


def _refuse_basis(basis: Disclosure, named: frozenset[str]) -> Refused | None:
    """What the basis itself still waits for, under the article of the basis."""
    needs = basis.needs
    shut = next((fact for fact in needs.none if fact in named), "")
    if shut:
        return Refused(reason=shut, because="unless", article=basis.article)
    missing = [fact for fact in needs.all if fact not in named]
    if needs.any and named.isdisjoint(needs.any):
        missing.append(needs.any[0])
    return Refused(reason=missing[0], article=basis.article) if missing else None


def decide_approval(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A second person agrees, and it is told; the sides can read that it was, unless the basis spares them that."""
    basis = find_basis(procedure, facts.disclosure.basis)
    refused = _refuse_same_person(facts, act)
    if refused or basis is None:
        return refused or Refused(reason="beyond_basis")
    # Where telling the sides would bring the danger about, the basis says so, and only the office reads of it.
    tag = Tag.CASE_DISCLOSURE_MADE if basis.tell_parties else Tag.CASE_DISCLOSURE_DONE
    made = Event(tag, after={"basis": basis.code, "what": list(facts.disclosure.what)})
    return _refuse_basis(basis, facts.named) or Decided((made, *note_words(act)))


def decide_decline(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A second person says no: nothing is told, and the reason stays with the office."""
    refused = _refuse_same_person(facts, act)
    return refused or Decided((Event(Tag.CASE_DISCLOSURE_DECLINED, after=write_values(act.data, "words")),))


DECIDERS = {
    "request_disclosure": decide_request,
    "approve_disclosure": decide_approval,
    "decline_disclosure": decide_decline,
}
