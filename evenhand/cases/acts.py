"""The one way to change a case.

`perform` locks the case, opens its key, decides, seals, appends to the record, updates the tables and the clocks,
all in one transaction. A refusal is a value; nothing was written then.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from evenhand.access.queries import list_people, may, permit_act, permit_job
from evenhand.access.rules import Viewer
from evenhand.cases.files import seal_file
from evenhand.cases.models import Case
from evenhand.cases.once import find_once, keep_once, make_once
from evenhand.cases.queries import (
    LANGUAGE_CODES,
    list_whole,
    make_actor,
    make_context,
    read_facts,
    read_procedure,
)
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.naming import cite_refusal, decide_act, join_names, refuse_step
from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Refused
from evenhand.cases.writing import write_events
from evenhand.procedures.keeping import keep_version
from evenhand.procedures.queries import may_take_cases
from evenhand.procedures.rules.forms import Faults, FormContext, clean_form
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.acts import purge_payloads
from evenhand.record.queries import list_events
from evenhand.record.tags import Tag
from evenhand.vault.keys import CaseKey, create_key, open_key

if TYPE_CHECKING:
    from evenhand.access.models import Centre


@dataclass(frozen=True)
class Done:
    """The act had its effect, now or when the same request came before. `entries` are ids in the record."""

    number: str
    entries: tuple[int, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Denied:
    """This viewer may not know whether there is such a case."""


@dataclass(frozen=True)
class Mixed:
    """The same request key came with other content: neither is done."""


Result = Done | Refused | Faults | Denied | Mixed


def name_facts(facts: CaseFacts, viewer: Viewer, subject: str, at: datetime) -> frozenset[str]:
    """Every named fact of a case as this viewer's act would meet it."""
    namers = [*REGISTRY.namers, REGISTRY.kinds[facts.kind].name_facts]
    return join_names(namers, facts, make_actor(viewer), subject, at)


def perform(
    *, by: Viewer, number: str, act: str, data: Mapping[str, Any], at: datetime, once: str = ""
) -> Result:
    """Do one act in one case. `data` holds the raw answers of the act's form; `once` makes a repeat harmless."""
    with transaction.atomic():
        case = _lock_case(by, number)
        if case is None:
            return Denied()
        # First, for an act can end one's right to do it: a mediator who answered is no longer asked.
        ticket = make_once(by, number, act, data, once)
        earlier = find_once(ticket)
        if earlier is not None:
            return Done(earlier.number, tuple(earlier.entries), again=True) if earlier.same else Mixed()
        if not may(by, act, case):
            return Denied()
        return _perform_locked(by, case, act, data, at, ticket)


def _lock_case(by: Viewer, number: str) -> Case | None:
    rows = list_whole().select_for_update(of=("self",)).filter(number=number.strip().upper())
    return rows.exclude(state="erased").first()


def _perform_locked(
    by: Viewer, case: Case, code: str, data: Mapping[str, Any], at: datetime, ticket: Any
) -> Result:
    procedure = read_procedure(case)
    facts = read_facts(case)
    context = make_context(facts, procedure, _list_asked(procedure, code, case), tz=case.centre.time_zone)
    act = _clean_act(procedure, by, code, data, context, at)
    if isinstance(act, Refused | Faults):
        return act
    named = name_facts(facts, by, act.subject, at)
    prepare = REGISTRY.preparers.get(code)
    if prepare and refuse_step(procedure, code, act.by, named) is None:
        act = prepare(case, act)
    outcome = decide_act(procedure, facts, act, at, named=named, deciders=REGISTRY.deciders)
    if isinstance(outcome, Refused):
        return outcome
    key = open_key(permit_act(by, code, case))
    return _write(case, key, procedure, act, _seal_uploads(case, key, outcome), at, ticket)


def _list_asked(procedure: Procedure, code: str, case: Case) -> dict[str, tuple[tuple[str, str], ...]]:
    """The centre's people, for the few forms that ask for one of them."""
    form = procedure.form_for(code)
    asks = form is not None and any(each.kind in {"mediator", "worker"} for each in form.questions)
    return list_people(case.centre_id) if asks else {}


def _seal_uploads(case: Case, key: CaseKey, outcome: Decided) -> Decided:
    """Uploaded bytes go to a sealed file, and the event carries its name and digest instead.

    A crash after this leaves a sealed file without a document, which the nightly sweep removes.
    """
    events = []
    for event in outcome.events:
        content = event.after.get("content")
        if isinstance(content, bytes):
            ref, digest = seal_file(case.id, key, content)
            known = {code: value for code, value in event.after.items() if code != "content"}
            event = replace(event, after={**known, "ref": ref.hex, "digest": digest})
        events.append(event)
    return Decided(tuple(events))


def _write(
    case: Case,
    key: CaseKey,
    procedure: Procedure,
    act: Act,
    outcome: Decided,
    at: datetime,
    ticket: Any,
) -> Done:
    entries = write_events(case, key, procedure, act, outcome.events, at)
    keep_once(ticket, case.number, entries, at)
    return Done(case.number, entries)


def _clean_act(
    procedure: Procedure, by: Viewer, code: str, data: Mapping[str, Any], context: FormContext, at: datetime
) -> Act | Refused | Faults:
    form = procedure.form_for(code)
    if form is None or code not in REGISTRY.deciders:
        return Refused(reason="not_in_procedure")
    # The centre's own day: shortly after midnight there, "today" is not yet today in UTC, or no longer.
    cleaned = clean_form(form, data, context, at.astimezone(ZoneInfo(context.tz)).date())
    if isinstance(cleaned, Faults):
        return cleaned
    actor = make_actor(by)
    subject = cleaned.data.get("party") or actor.seat
    return Act(code=code, by=actor, data=cleaned.data, subject=subject)


def open_case(
    *, by: Viewer, centre: Centre, procedure: Procedure, data: Mapping[str, Any], at: datetime, once: str = ""
) -> Result:
    """Open a case: its key first and durable, then everything else in one transaction.

    A crash in between leaves a key without a case, which the nightly sweep destroys; never a case without a key.
    """
    if not may(by, "open_case"):
        return Denied()
    ticket = make_once(by, "", "open_case", data, once)
    earlier = find_once(ticket)
    if earlier is not None:
        return Done(earlier.number, tuple(earlier.entries), again=True) if earlier.same else Mixed()
    if procedure.kind not in REGISTRY.kinds or not may_take_cases(centre.pk, procedure):
        return cite_refusal(procedure, "open_case", Refused(reason="procedure_not_approved"))
    context = FormContext(languages=LANGUAGE_CODES, tz=centre.time_zone)
    act = _clean_act(procedure, by, "open_case", data, context, at)
    if isinstance(act, Refused | Faults):
        return act
    return _open_decided(by, centre, procedure, act, at, ticket)


def _open_decided(
    by: Viewer, centre: Centre, procedure: Procedure, act: Act, at: datetime, ticket: Any
) -> Result:
    case = _draft_case(centre, procedure, act, at)
    facts = CaseFacts(number=case.number, kind=case.kind, state="open", opened_at=at)
    outcome = decide_act(procedure, facts, act, at, named=frozenset(), deciders=REGISTRY.deciders)
    if isinstance(outcome, Refused):
        return outcome
    if by.user is not None and not by.program:
        case.worker_id = by.user
    keep_version(procedure)
    key = create_key(case.key_id)
    try:
        with transaction.atomic():
            return _write(case, key, procedure, act, outcome, at, ticket)
    except IntegrityError:
        # The same request came twice at once and the other was first: its case stands, this key is swept.
        earlier = find_once(ticket)
        if earlier is None:
            raise
        return Done(earlier.number, tuple(earlier.entries), again=True)


def _draft_case(centre: Centre, procedure: Procedure, act: Act, at: datetime) -> Case:
    return Case(
        id=uuid.uuid4(),
        centre=centre,
        kind=procedure.kind,
        pack=procedure.id,
        pack_version=procedure.version,
        channel=act.data["channel"],
        category=act.data["category"],
        language=act.data["language"],
        opened_at=at,
    )


def take_back_case(*, by: Viewer, number: str, entries: int, at: datetime) -> bool:
    """Undo the import of a case that nobody has worked on since: the tombstone now, its key after the commit.

    `entries`: how many entries the import wrote. False when there are more, or the case is gone: then it is
    somebody's work, and erasing it takes two people.
    """
    with transaction.atomic():
        case = _lock_case(by, number)
        if case is None or len(list_events(case.id)) != entries:
            return False
        key = open_key(permit_job(case, "take_back_import"))
        act = Act(code="take_back_import", by=make_actor(by))
        event = Event(Tag.CASE_KEY_DESTROYED, after={"import_undone": True})
        write_events(case, key, read_procedure(case), act, [event], at)
        return True


def release_words(case_id: uuid.UUID) -> int:
    """Let go of the words of an erased case's entries; the chains still verify. How many had any."""
    return purge_payloads(case_id)
