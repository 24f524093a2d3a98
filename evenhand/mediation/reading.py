"""A mediation opened for one page: sessions, offered times, agreement, follow-ups, screenings. Nothing is kept.

Whoever calls hands in the case's key, which access opened for them; the screenings ask for a permit of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from evenhand.access.queries import permit_act
from evenhand.access.rules import Viewer
from evenhand.mediation.rules.agreement import list_wanted
from evenhand.mediation.rules.types import SlotFacts
from evenhand.notices.documents.shapes import AgreementData, PersonLine, SignatureLine, TermLine
from evenhand.procedures.rules.procedure import Procedure
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_json, open_text
from evenhand.vault.keys import open_key

if TYPE_CHECKING:
    from evenhand.cases.models import Case


@dataclass(frozen=True)
class OpenOffer:
    """The offered times, and which of them suit whom (a seat, or `mediator`) once they have answered."""

    slots: tuple[SlotFacts, ...]
    minutes: int
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class OpenTerm:
    """One promise in words: who (a seat), what, by when, and how it went."""

    ref: str
    who: str
    what: str
    by: date | None
    state: str


@dataclass(frozen=True)
class OpenAgreement:
    """The newest terms in words. `signatures` are (who, form, at): a seat, `mediator`, or `centre` for its seal."""

    version: int
    drafted_at: datetime
    advised_at: datetime | None
    in_force_at: datetime | None
    other: str
    terms: tuple[OpenTerm, ...]
    signatures: tuple[tuple[str, str, datetime], ...]
    form: str = "written"
    binding: str = ""
    matter: str = ""


@dataclass(frozen=True)
class OpenFollowUp:
    """One call after an agreement, with what was said."""

    round: str
    at: datetime
    by: str
    states: tuple[Mapping[str, str], ...]
    words: str


@dataclass(frozen=True)
class OpenScreening:
    """One person's screening with its answers, for the office alone."""

    seat: str
    at: datetime
    by: str
    outcome: str
    safeguards: tuple[str, ...]
    answers: Mapping[str, Any]


def open_offer(case: Case, key: CaseKey) -> OpenOffer | None:
    """The open offer of times with its answers."""
    row = case.offers.filter(is_open=True).first()
    if row is None:
        return None
    slots = tuple(
        SlotFacts(slot["ref"], datetime.fromisoformat(slot["starts"]), slot["place"]) for slot in row.slots
    )
    answers = open_json(row, key, "answers") or {}
    return OpenOffer(slots, row.minutes, {who: tuple(refs) for who, refs in answers.items()})


def list_sessions(case: Case) -> list[Any]:
    """Every session, the newest first."""
    return list(case.sessions.order_by("-starts"))


def open_agreement(case: Case, key: CaseKey) -> OpenAgreement | None:
    """The newest terms, opened."""
    row = case.agreements.order_by("-version").prefetch_related("terms", "signatures").first()
    if row is None:
        return None
    terms = sorted(row.terms.all(), key=lambda term: int(term.ref[1:]))
    signatures = sorted(row.signatures.all(), key=lambda signature: signature.at)
    return OpenAgreement(
        version=row.version,
        drafted_at=row.drafted_at,
        advised_at=row.advised_at,
        in_force_at=row.in_force_at,
        other=open_text(row, key, "other"),
        terms=tuple(OpenTerm(t.ref, t.who, open_text(t, key, "what"), t.by, t.state) for t in terms),
        signatures=tuple((s.who, s.form, s.at) for s in signatures),
        form=row.form,
        binding=row.binding,
        matter=open_text(row, key, "matter"),
    )


def open_followups(case: Case, key: CaseKey) -> list[OpenFollowUp]:
    """What was heard after 30 and 90 days, the newest first."""
    rows = case.followups.order_by("-at")
    return [
        OpenFollowUp(row.round, row.at, row.by, tuple(row.states), open_text(row, key, "words"))
        for row in rows
    ]


def list_safeguards(case: Case) -> dict[str, tuple[str, ...]]:
    """Seat -> what the day must provide for, from the newest screening; codes only, for a mediator too."""
    rows = case.screenings.order_by("at").values_list("seat", "safeguards")
    return {seat: tuple(codes) for seat, codes in rows}


def open_screenings(viewer: Viewer, case: Case) -> list[OpenScreening]:
    """Every screening with its answers, the newest first; only for whom the table lets read them."""
    key = open_key(permit_act(viewer, "read_screening", case))
    return [
        OpenScreening(
            seat=row.seat,
            at=row.at,
            by=row.by,
            outcome=row.outcome,
            safeguards=tuple(row.safeguards),
            answers=open_json(row, key, "answers") or {},
        )
        for row in case.screenings.order_by("-at")
    ]


def make_agreement_data(
    case: Case,
    agreement: OpenAgreement,
    procedure: Procedure,
    names: Mapping[str, str],
    mediator: str,
    at: datetime,
) -> AgreementData:
    """The agreement as a document takes it. `names` are by seat; `mediator` is a name."""
    rows = sorted(case.parties.all(), key=lambda row: int(row.seat[1:]))
    sides = [row for row in rows if row.part in {"initiating", "responding"}]
    people = (*(PersonLine(names[row.seat], row.part) for row in sides), PersonLine(mediator, "mediator"))
    wanted = list_wanted(procedure)
    parts = {row.seat: (names[row.seat], row.part) for row in sides if "each_side" in wanted}
    parts |= {"mediator": (mediator, "mediator")} if "mediator" in wanted else {}
    parts |= {"centre": (case.centre.name, "centre")} if "centre_seal" in wanted else {}
    signed = {who: (form, signed_at) for who, form, signed_at in agreement.signatures}
    return AgreementData(
        centre=case.centre.name,
        number=case.number,
        languages=tuple(dict.fromkeys(row.language for row in sides)) or (case.language,),
        written_in=case.language,
        tz=case.centre.time_zone,
        made_at=at,
        people=people,
        terms=tuple(TermLine(names.get(t.who, t.who), t.what, t.by) for t in agreement.terms),
        other=agreement.other,
        signatures=()
        if agreement.form == "oral"
        else tuple(_sign(name, part, signed.get(who)) for who, (name, part) in parts.items()),
        routes=_list_routes(procedure),
        in_force_at=agreement.in_force_at,
        matter=agreement.matter,
        oral=agreement.form == "oral",
    )


def _sign(name: str, part: str, given: tuple[str, datetime] | None) -> SignatureLine:
    form, signed_at = given or ("", None)
    return SignatureLine(name=name, part=part, signed_at=signed_at, form=form)


def _list_routes(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """What else can be done where a promise is broken, in every language of the pack."""
    settled = next((one for one in procedure.outcomes if one.code == "settled"), None)
    if settled is None:
        return {}
    return {language: (settled.routes.in_language(language),) for language in settled.routes.languages}
