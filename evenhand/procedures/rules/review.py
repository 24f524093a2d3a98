"""Whether a procedure is fit to be used: said in every language, every refusal in words, nothing out of
reach.

These are the questions a lawyer asks of a pack that already holds together (`checks.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import fields, is_dataclass
from typing import Any
from zoneinfo import ZoneInfo

from evenhand.calendars.rules import is_known_calendar
from evenhand.procedures.rules.checks import LAW, PACK, list_named_facts, list_tables
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.findings import Finding, PathPart
from evenhand.procedures.rules.letters import check_letters
from evenhand.procedures.rules.procedure import Procedure
from evenhand.procedures.rules.proofs import prove_procedure
from evenhand.procedures.rules.words import Words

Path = tuple[PathPart, ...]
# The official title of a law stays in the law's own language.
IN_ITS_OWN_LANGUAGE = {("article", "title")}
SINGULAR = {"questions": "question", "columns": "column"}
NEVER_MET = "no event ends this clock (stops_on), so it can never be met"
SIGNERS = ("sides", "mediator", "this_party")
SETTLED = frozenset({"held.settled", "not_held.settled_before"})


def review_procedure(procedure: Procedure, tags: Set[str] = frozenset()) -> tuple[Finding, ...]:
    """Everything a reviewer would send a pack back for. `tags` are the events that can happen; none: not
    asked.
    """
    return (
        *_check_languages(procedure),
        *_check_refusals(procedure),
        *_check_reach(procedure),
        *_check_times(procedure),
        *_check_outcomes(procedure),
        *_check_endings(procedure),
        *_check_review(procedure),
        *_check_cited(procedure),
        *_check_emitted(procedure),
        *check_letters(procedure),
        *(_check_tags(procedure, tags) if tags else ()),
    )


def _check_languages(procedure: Procedure) -> Iterator[Finding]:
    wanted = set(procedure.languages)
    for file, path, words in _list_words(procedure):
        missing = wanted.difference(words.languages)
        if words and missing and (path[0], path[-1]) not in IN_ITS_OWN_LANGUAGE:
            yield Finding(file, path, f"nothing is said in {', '.join(sorted(missing))}")


def _list_words(procedure: Procedure) -> Iterator[tuple[str, Path, Words]]:
    yield from ((PACK, ("title",), procedure.title), (PACK, ("summary",), procedure.summary))
    for name, place, table in list_tables(procedure):
        yield from ((PACK, path, words) for path, words in _walk(table, (name, place)))
    for place, article in enumerate(procedure.articles):
        yield from ((LAW, path, words) for path, words in _walk(article, ("article", place)))
    for form in procedure.forms:
        yield from ((f"forms/{form.act}.toml", path, words) for path, words in _walk(form, ()))


def _walk(table: Any, path: Path) -> Iterator[tuple[Path, Words]]:
    for each in fields(table):
        value = getattr(table, each.name)
        here = (*path, SINGULAR.get(each.name, each.name))
        if isinstance(value, Words):
            yield here, value
        elif isinstance(value, tuple):
            for place, child in enumerate(value):
                if is_dataclass(child):
                    yield from _walk(child, (*here, place))


def _check_refusals(procedure: Procedure) -> Iterator[Finding]:
    """Every fact that can stand in somebody's way has the words for saying so."""
    needed = {fact for step in procedure.steps for fact in (*step.needs.all, *step.needs.any)}
    shutting = {fact for step in procedure.steps for fact in (*step.unless.facts, *step.needs.none)}
    for place, fact in enumerate(procedure.facts):
        if fact.code in needed and not fact.unmet:
            sentence = f"nothing is said when {fact.code} is needed and not so (unmet)"
            yield Finding(PACK, ("fact", place, "code"), sentence)
        if fact.code in shutting and not fact.met:
            sentence = f"nothing is said when {fact.code} shuts a step (met)"
            yield Finding(PACK, ("fact", place, "code"), sentence)


def _check_reach(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.steps:
        yield Finding(PACK, (), "a procedure has steps")
        return
    made = {fact.code for fact in procedure.facts if fact.given}
    made.update(fact for step in procedure.steps for fact in step.makes)
    needs = [(path, named) for path, named in list_named_facts(procedure) if path[-1] == "needs"]
    for path, named in needs:
        for fact in sorted(set(named) - made):
            yield Finding(PACK, path, f"no step brings it about that {fact}, and it is not given")
    yield from prove_procedure(procedure)


def _check_times(procedure: Procedure) -> Iterator[Finding]:
    if procedure.tz != "centre" and not _is_zone(procedure.tz):
        yield Finding(PACK, ("tz",), f"there is no time zone {procedure.tz}")
    if not is_known_calendar(procedure.calendar):
        yield Finding(PACK, ("calendar",), f"there is no calendar {procedure.calendar}")
    for place, clock in enumerate(procedure.clocks):
        yield from _check_clock(place, clock)


def _check_clock(place: int, clock: Clock) -> Iterator[Finding]:
    if not clock.title:
        yield Finding(PACK, ("clock", place, "code"), "a clock has a title")
    if not clock.article:
        yield Finding(PACK, ("clock", place, "code"), "a clock cites its article")
    if not clock.stops_on and not clock.earliest_of:
        yield Finding(PACK, ("clock", place, "code"), NEVER_MET)
    if not is_known_calendar(clock.calendar):
        yield Finding(PACK, ("clock", place, "calendar"), f"there is no calendar {clock.calendar}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _check_outcomes(procedure: Procedure) -> Iterator[Finding]:
    for place, outcome in enumerate(procedure.outcomes):
        if outcome.column not in SETTLED and not outcome.routes:
            sentence = "a case that fails leaves the parties other routes: name them"
            yield Finding(PACK, ("outcome", place, "routes"), sentence)


def _check_endings(procedure: Procedure) -> Iterator[Finding]:
    """The form that closes a case offers the endings that the procedure has, and no others."""
    form = procedure.form_for("close_case")
    asked = form.by_code.get("outcome") if form else None
    if asked is None or not asked.options:
        return
    offered, known = {option.code for option in asked.options}, {each.code for each in procedure.outcomes}
    for code in sorted(offered - known):
        sentence = f"this form offers the ending {code}, and no [[outcome]] says what it is"
        yield Finding("forms/close_case.toml", ("question",), sentence)
    for place, outcome in enumerate(procedure.outcomes):
        if outcome.code not in offered:
            yield Finding(
                PACK, ("outcome", place, "code"), "forms/close_case.toml does not offer this ending"
            )


def _check_review(procedure: Procedure) -> Iterator[Finding]:
    if procedure.review == "reviewed" and not (procedure.reviewed_by and procedure.reviewed_on):
        yield Finding(PACK, ("review",), "reviewed by whom, and when: reviewed_by and reviewed_on")


def check_known(procedure: Procedure, acts: Set[str], facts: Set[str]) -> tuple[Finding, ...]:
    """What the program knows no such thing of: an act it cannot do, a fact it cannot find out."""
    steps = (
        Finding(PACK, ("step", place, "act"), f"the program has no act {step.act} for this kind of case")
        for place, step in enumerate(procedure.steps)
        if step.act not in acts
    )
    waited = {f"passed_{clock.code}" for clock in procedure.clocks}
    signed = {f"{who}_signed_{paper.code}" for paper in procedure.consents for who in SIGNERS}
    named = (
        Finding(PACK, ("fact", place, "code"), f"the program cannot find out whether {fact.code} is so")
        for place, fact in enumerate(procedure.facts)
        if fact.code not in facts | waited | signed
    )
    return (*steps, *named)


def _check_cited(procedure: Procedure) -> Iterator[Finding]:
    """A source on which nothing rests is a promise that the procedure does not keep."""
    tables = [procedure.retention, *(table for _, _, table in list_tables(procedure))]
    cited = {
        code for table in tables for code in (getattr(table, "article", ""), *getattr(table, "also", ()))
    }
    for place, article in enumerate(procedure.articles):
        if article.code not in cited:
            yield Finding(LAW, ("article", place, "code"), f'nothing in the pack rests on "{article.code}"')


def _check_emitted(procedure: Procedure) -> Iterator[Finding]:
    """A letter waits for an entry that some step makes; so does the day from which a case is kept."""
    emitted = {tag for step in procedure.steps for tag in step.emits}
    for place, notice in enumerate(procedure.notices):
        for tag in notice.on:
            if tag not in emitted:
                yield Finding(PACK, ("notice", place, "on"), f"no step makes the entry {tag} (emits)")
    if procedure.retention.after not in emitted:
        sentence = f"no step makes the entry {procedure.retention.after} (emits)"
        yield Finding(PACK, ("retention", "after"), sentence)


def _check_tags(procedure: Procedure, tags: Set[str]) -> Iterator[Finding]:
    for path, named in _list_named_tags(procedure):
        for tag in named:
            if tag and tag not in tags:
                yield Finding(PACK, path, f'no such event can happen: "{tag}"')


def _list_named_tags(procedure: Procedure) -> Iterator[tuple[Path, tuple[str, ...]]]:
    keys = ("stops_on", "restarts_on", "pauses_on", "resumes_on", "extend_on")
    for place, clock in enumerate(procedure.clocks):
        yield ("clock", place, "starts_on"), (clock.starts_on,)
        yield from ((("clock", place, key), getattr(clock, key)) for key in keys)
    for place, notice in enumerate(procedure.notices):
        yield ("notice", place, "on"), notice.on
        yield ("notice", place, "until"), notice.until
    for place, step in enumerate(procedure.steps):
        yield ("step", place, "emits"), step.emits
    yield ("retention", "after"), (procedure.retention.after,)
