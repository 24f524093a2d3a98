"""What tests of acts say: refuse so, read that from the record, get to such a place in the story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from evenhand.access.queries import permit_job
from evenhand.cases.acts import Done, Result
from evenhand.cases.explaining import Refusal, explain_refusal
from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Refused
from evenhand.procedures.rules.forms import Faults
from evenhand.record.models import Entry
from evenhand.record.queries import open_entry
from evenhand.vault.keys import CaseKey, open_key
from tests.cast import Town

CAME = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
TERMS = [{"who": "p2", "what": "Take the dog in by ten.", "by": "2026-05-01"}]
KEPT = [{"term": "t1", "value": "kept"}]


def find_key(town: Town) -> CaseKey:
    """The case's key, as a job of the program has it."""
    return open_key(permit_job(town.case, "simulate"))


def read_record(town: Town, *chains: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(tag, subject, what became known) of the case's entries, oldest first; of some chains, if named."""
    rows = Entry.objects.filter(scope=town.case.id).order_by("pk")
    rows = rows.filter(chain__in=chains) if chains else rows
    key = find_key(town)
    return [(row.tag, row.subject, open_entry(row, key)["after"]) for row in rows]


def list_tags(result: Result) -> list[str]:
    """What an act that was done entered, in its order."""
    assert isinstance(result, Done), result
    rows = Entry.objects.filter(pk__in=result.entries).order_by("pk")
    return list(rows.values_list("tag", flat=True))


def read_entries(town: Town, result: Result) -> dict[str, dict[str, Any]]:
    """Tag -> what became known, of what one act entered."""
    assert isinstance(result, Done), result
    key = find_key(town)
    rows = Entry.objects.filter(pk__in=result.entries)
    return {row.tag: open_entry(row, key)["after"] for row in rows}


def expect_refused(town: Town, result: Result, reason: str, article: str, field: str = "") -> Refusal:
    """That an act was refused for this reason under this article, and that it is said so in both languages."""
    assert isinstance(result, Refused), result
    assert (result.reason, result.article, result.field) == (reason, article, field)
    procedure = read_procedure(town.case)
    english, chinese = (explain_refusal(procedure, result, language) for language in ("en", "zh-hans"))
    assert english.words and english.words.isascii() and english.citation
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese.words) and chinese.says != english.says
    return english


def expect_faults(result: Result, *faults: tuple[str, str]) -> None:
    """That exactly these answers were found wrong: (question, code)."""
    assert isinstance(result, Faults), result
    assert [(fault.question, fault.code) for fault in result.faults] == list(faults)


def count_entries() -> int:
    """How many entries the record holds."""
    return Entry.objects.count()


def offer_times(town: Town, *days: int, name: str = "mediator") -> None:
    """Offer a time on each of these days from now."""
    times = [{"starts": (town.at + timedelta(days=day)).isoformat(), "place": "centre"} for day in days]
    town.must(name, "offer_times", times=times, minutes=90)


def answer_all(town: Town, *suits: str) -> None:
    """Everybody finds these times suitable."""
    town.must("p1", "answer_times", party="p1", suits=list(suits))
    town.must("intake", "answer_times", party="p2", suits=list(suits))
    town.must("mediator", "answer_times", suits=list(suits))


def hold_session(town: Town, result: str = "agreed") -> Result:
    """A session that was an hour ago is written down."""
    held = (town.at - timedelta(hours=1)).isoformat()
    return town.must("mediator", "record_session", held_on=held, attendance=CAME, result=result)


def accept(town: Town) -> None:
    """From both consents to a mediator who serves."""
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    town.must("mediator", "answer_conflict_check", answer="no_conflict")
