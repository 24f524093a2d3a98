"""Whether the parts of a procedure fit together: everything it names is there, and nobody is asked what must
not be asked.

These are the faults that would break a case while it runs, so a pack that has one is never loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.clocks import order_earliest
from evenhand.procedures.rules.findings import Finding, PathPart
from evenhand.procedures.rules.forbidden import find_forbidden
from evenhand.procedures.rules.form import FREE_KINDS, WITH_OPTIONS, Column, Form, Question
from evenhand.procedures.rules.procedure import Procedure, Step

PACK, LAW = "pack.toml", "law.toml"
NAMED_LISTS = frozenset(
    ("fact", "step", "clock", "consent", "effect", "notice", "outcome", "disclosure", "right", "band")
)


def check_links(procedure: Procedure) -> tuple[Finding, ...]:
    """Everything in a procedure that names what is not there, asks what must not be asked, or asks it
    wrongly.
    """
    return (
        *_check_unique(procedure),
        *_check_articles(procedure),
        *_check_facts(procedure),
        *_check_steps(procedure),
        *check_clocks(PACK, procedure.clocks),
        *_check_notices(procedure),
        *_check_texts(procedure),
        *_check_disclosures(procedure),
        *(finding for form in procedure.forms for finding in check_form(form)),
    )


def list_tables(procedure: Procedure) -> Iterator[tuple[str, int, object]]:
    """Every table of `pack.toml` that has a code: its name, its place, the table."""
    for name in sorted(NAMED_LISTS):
        for place, table in enumerate(getattr(procedure, f"{name}s")):
            yield name, place, table


def _check_unique(procedure: Procedure) -> Iterator[Finding]:
    for name in sorted(NAMED_LISTS - {"clock"}):
        tables = getattr(procedure, f"{name}s")
        yield from _find_twice(PACK, name, (table.code for table in tables))
    yield from _find_twice(PACK, "step", (step.act for step in procedure.steps))
    yield from _find_twice(LAW, "article", (article.code for article in procedure.articles))


def _find_twice(
    file: str, table: str, codes: Iterable[str], within: tuple[PathPart, ...] = ()
) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for place, code in enumerate(codes):
        seen[code] += 1
        if seen[code] == 2:
            yield Finding(file, (*within, table, place), f'"{code}" stands here for the second time')


def _check_articles(procedure: Procedure) -> Iterator[Finding]:
    known = {article.code for article in procedure.articles}
    for name, place, table in list_tables(procedure):
        yield from _check_cited(table, (name, place), known)
    yield from _check_cited(procedure.retention, ("retention",), known)


def _check_cited(table: object, path: tuple[PathPart, ...], known: set[str]) -> Iterator[Finding]:
    for key in ("article", "also"):
        cited = getattr(table, key, ())
        for code in (cited,) if isinstance(cited, str) else cited:
            if code and code not in known:
                yield Finding(PACK, (*path, key), f'the article "{code}" is not in law.toml')


def _check_facts(procedure: Procedure) -> Iterator[Finding]:
    known = {fact.code for fact in procedure.facts}
    for path, named in list_named_facts(procedure):
        for fact in named:
            if fact not in known:
                yield Finding(PACK, path, f'no [[fact]] says what "{fact}" means')


def list_named_facts(procedure: Procedure) -> Iterator[tuple[tuple[PathPart, ...], tuple[str, ...]]]:
    """Every place of `pack.toml` that names facts, with the facts it names."""
    for place, step in enumerate(procedure.steps):
        yield ("step", place, "needs"), step.needs.facts
        yield ("step", place, "unless"), step.unless.facts
        yield ("step", place, "due"), step.due.facts if step.due else ()
        yield ("step", place, "makes"), step.makes
        yield ("step", place, "unmakes"), step.unmakes
        yield ("step", place, "clears"), step.clears
    for place, consent in enumerate(procedure.consents):
        yield ("consent", place, "withdrawable_until"), (consent.withdrawable_until,)
    for place, basis in enumerate(procedure.disclosures):
        yield ("disclosure", place, "needs"), basis.needs.facts


def _check_steps(procedure: Procedure) -> Iterator[Finding]:
    clocks = {clock.code for clock in procedure.clocks}
    for place, step in enumerate(procedure.steps):
        if procedure.form_for(step.act) is None:
            yield Finding(PACK, ("step", place, "act"), f"there is no forms/{step.act}.toml for this act")
        if step.clock and step.clock not in clocks:
            yield Finding(PACK, ("step", place, "clock"), f'there is no clock "{step.clock}"')
        if step.due is not None and not step.duty_of:
            yield Finding(PACK, ("step", place, "due"), "a step that is due says whose duty it is (duty_of)")
        if not set(step.duty_of) <= set(step.roles):
            yield Finding(PACK, ("step", place, "duty_of"), "only a role that may do the step has the duty")
        yield from _check_subject(procedure, place, step)


def _check_subject(procedure: Procedure, place: int, step: Step) -> Iterator[Finding]:
    form = procedure.form_for(step.act)
    asked = form.by_code.get("party") if form else None
    if form and step.subject == "party" and (asked is None or asked.kind != "party"):
        sentence = f"the step is about a party, so forms/{step.act}.toml asks which: a question named party"
        yield Finding(PACK, ("step", place, "subject"), sentence)


def _check_disclosures(procedure: Procedure) -> Iterator[Finding]:
    """A ground that must not warn the sides shows them nothing beforehand either."""
    for place, basis in enumerate(procedure.disclosures):
        if basis.copy_first and not basis.tell_parties:
            sentence = "with tell_parties = false the sides get no copy first: that would tell them"
            yield Finding(PACK, ("disclosure", place, "copy_first"), sentence)


def check_clocks(file: str, clocks: tuple[Clock, ...]) -> Iterator[Finding]:
    """What is wrong with the clocks of a file beside each one's own keys: names twice, unknown or in a
    circle.
    """
    known = {clock.code for clock in clocks}
    ordered = {place for place, _ in order_earliest(clocks)}
    yield from _find_twice(file, "clock", (clock.code for clock in clocks))
    for place, clock in enumerate(clocks):
        if bool(clock.starts_on) == bool(clock.earliest_of):
            sentence = "a clock either starts on an event or is the earliest of other clocks"
            yield Finding(file, ("clock", place, "starts_on"), sentence)
        path = ("clock", place, "earliest_of")
        missing = [other for other in clock.earliest_of if other not in known]
        yield from (Finding(file, path, f'there is no clock "{other}"') for other in missing)
        if clock.earliest_of and not missing and place not in ordered:
            yield Finding(file, path, "these clocks wait for each other in a circle")


def _check_notices(procedure: Procedure) -> Iterator[Finding]:
    clocks = {clock.code for clock in procedure.clocks}
    for place, notice in enumerate(procedure.notices):
        if notice.clock and notice.clock not in clocks:
            yield Finding(PACK, ("notice", place, "clock"), f'there is no clock "{notice.clock}"')
        if notice.cancel_act and procedure.step_for(notice.cancel_act) is None:
            yield Finding(PACK, ("notice", place, "cancel_act"), f'no step has the act "{notice.cancel_act}"')


def _check_texts(procedure: Procedure) -> Iterator[Finding]:
    for language in procedure.languages:
        for place, notice in enumerate(procedure.notices):
            if (language, notice.template) not in procedure.templates:
                sentence = f"notices/{language}/{notice.template}.txt is missing"
                yield Finding(PACK, ("notice", place, "template"), sentence)
        for place, consent in enumerate(procedure.consents):
            if (language, consent.text) not in procedure.texts:
                sentence = f"texts/{language}/{consent.text}.md is missing"
                yield Finding(PACK, ("consent", place, "text"), sentence)


def check_form(form: Form, file: str = "") -> Iterator[Finding]:
    """What is wrong with the questions of one form."""
    file = file or f"forms/{form.act}.toml"
    yield from _find_twice(file, "question", (question.code for question in form.questions))
    for place, question in enumerate(form.questions):
        path: tuple[PathPart, ...] = ("question", place)
        yield from _check_question(file, path, question)
        yield from _check_column(file, path, question)
        yield from _find_twice(file, "column", (column.code for column in question.columns), path)
        for cell, column in enumerate(question.columns):
            yield from _check_column(file, (*path, "column", cell), column)


def _check_question(file: str, path: tuple[PathPart, ...], question: Question) -> Iterator[Finding]:
    if question.classification == "public" and question.kind in FREE_KINDS:
        yield Finding(file, (*path, "class"), "what a person writes in their own words is always sealed")
    if (question.kind == "table") != bool(question.columns):
        yield Finding(file, (*path, "column"), "a table has columns, and nothing else has")
    if question.min_rows > question.max_rows:
        yield Finding(file, (*path, "min_rows"), "min_rows is more than max_rows")


def _check_column(file: str, path: tuple[PathPart, ...], column: Column) -> Iterator[Finding]:
    forbidden = _find_forbidden(column)
    if forbidden:
        yield Finding(file, (*path, "label"), f"no pack may ask for this: {forbidden}")
    with_answers = column.kind in WITH_OPTIONS
    if with_answers != (bool(column.options) or bool(column.source)) or (column.options and column.source):
        sentence = "a choice has its answers in options or from the case, and nothing else has"
        yield Finding(file, (*path, "options"), sentence)
    yield from _find_twice(file, "options", (option.code for option in column.options), path)
    if column.past and column.future:
        yield Finding(file, (*path, "past"), "a date cannot be both past and future")


def _find_forbidden(column: Column) -> str:
    answers = (text for option in column.options for _, text in option.label.texts)
    said = (column.code.replace("_", " "), *(text for _, text in column.label.texts), *answers)
    found = (find_forbidden(text) for text in said)
    return next((each.kind for each in found if each is not None), "")
