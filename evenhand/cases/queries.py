"""Reads of cases: facts without opening anything, and names where a permit opens them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from evenhand.access.queries import permit_act
from evenhand.access.rules import Viewer
from evenhand.cases.models import Case, CaseQuerySet, Party
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.types import (
    Actor,
    CaseFacts,
    ClockFacts,
    DisclosureFacts,
    ErasureFacts,
    PartyFacts,
)
from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules.forms import FormContext
from evenhand.procedures.rules.procedure import Procedure
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key

LANGUAGE_CODES = tuple((code, code) for code, _ in settings.LANGUAGES)


def list_whole() -> CaseQuerySet:
    """Cases with all that their facts are mostly read from: staff, people, mediators' answers, the kind's own row."""
    beside = [name for kind in REGISTRY.kinds.values() for name in kind.beside]
    some = {f"any_{name}": _find_any(name) for name in REGISTRY.list_sparse()}
    return Case.objects.with_staff().select_related(*beside).prefetch_related("parties").annotate(**some)


def _find_any(name: str) -> Exists:
    rel: Any = Case._meta.get_field(name)
    return Exists(rel.related_model._default_manager.filter(**{rel.field.name: OuterRef("pk")}))


def has_rows(case: Case, name: str) -> bool:
    """Whether a case has rows in a sparse table, as it was read; taken for granted where nobody asked."""
    return bool(getattr(case, f"any_{name}", True))


def find_case(viewer: Viewer, number: str) -> Case | None:
    """The case with this number, if this viewer may see it; a foreign, erased or unknown one reads the same."""
    rows = list_whole().seen_by(viewer)
    return rows.filter(number=number.strip().upper()).first()


def find_own_case(viewer: Viewer) -> Case | None:
    """The case that a party has come in to; nothing for anybody else, or once it is erased."""
    rows = list_whole().seen_by(viewer)
    return rows.filter(pk=viewer.case).first() if viewer.case else None


def make_actor(viewer: Viewer) -> Actor:
    """The viewer as the rules know it."""
    return Actor(role=viewer.role.value, code=viewer.code, seat=viewer.seat)


def read_procedure(case: Case) -> Procedure:
    """The version of the pack that the case was opened under."""
    return find_procedure(case.pack, case.pack_version)


def describe_party(row: Party) -> PartyFacts:
    """A row of the table as the rules know it."""
    return PartyFacts(
        seat=row.seat,
        part=row.part,
        for_seat=row.for_seat,
        language=row.language,
        under_18=row.under_18,
        support=tuple(row.support),
        reached=row.reached_at is not None,
        suitability=row.suitability,
        invited=row.invited_at is not None,
        consent=row.consent,
        consent_version=row.consent_version,
    )


def read_facts(case: Case) -> CaseFacts:
    """All that is known of a case without opening anything."""
    kind = REGISTRY.kinds[case.kind]
    parts: dict[str, Any] = {part: read(case) for part, read in REGISTRY.readers.items()}
    rows = sorted(case.parties.all(), key=lambda row: int(row.seat[1:]))
    return CaseFacts(
        number=case.number,
        kind=case.kind,
        state=case.state,
        opened_at=case.opened_at,
        channel=case.channel,
        worker=case.worker.code if case.worker else "",
        outcome=case.outcome,
        parties=tuple(describe_party(row) for row in rows),
        assignments=tuple((row.code, row.state) for row in case.assignments.all()),
        kind_facts=kind.read_facts(case),
        erasure=parts.get("erasure") or ErasureFacts(),
        disclosure=parts.get("disclosure") or DisclosureFacts(),
        clocks=read_clocks(case),
    )


def read_clocks(case: Case) -> tuple[ClockFacts, ...]:
    """The clocks that have started, for a procedure that asks whether one has run out; nothing for the others."""
    if not any(fact.code.startswith("passed_") for fact in read_procedure(case).facts):
        return ()
    return tuple(ClockFacts(row.code, row.state, row.due, row.last_day) for row in case.clocks.all())


def open_case_key(viewer: Viewer, case: Case, act: str = "open_names") -> CaseKey:
    """The opened key, after the table has allowed `act`; `NotAllowed` otherwise."""
    return open_key(permit_act(viewer, act, case))


def open_names(case: Case, key: CaseKey) -> dict[str, str]:
    """Seat -> name, opened for one page and never kept."""
    return {row.seat: open_text(row, key, "name") for row in case.parties.all()}


def make_context(
    facts: CaseFacts,
    procedure: Procedure,
    people: Mapping[str, tuple[tuple[str, str], ...]],
    names: Mapping[str, str] = MappingProxyType({}),
    tz: str = "UTC",
) -> FormContext:
    """What the answers of a form may be: this case's people, and the centre's mediators and workers.

    Labels are names where the reader may see them, references otherwise.
    """
    kind = REGISTRY.kinds[facts.kind]
    choices = kind.list_choices(facts, procedure)
    return FormContext(
        parties=tuple((party.seat, names.get(party.seat, party.seat)) for party in facts.parties),
        mediators=_label(people.get("mediators", ()), names),
        workers=_label(people.get("workers", ()), names),
        terms=tuple(choices.get("terms", ())),
        slots=tuple(choices.get("slots", ())),
        languages=LANGUAGE_CODES,
        text_versions=tuple(choices.get("text_versions", ())),
        papers=tuple(choices.get("papers", ())),
        bases=tuple((basis.code, basis.code) for basis in procedure.disclosures),
        tz=tz,
    )


def _label(pairs: tuple[tuple[str, str], ...], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, names.get(code, label)) for code, label in pairs)
