"""An act's form made ready for the page: answers that the case offers in words, and what is known filled in already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from evenhand.cases.asking import NO_FAULTS, READERS, QuestionView, ask_form
from evenhand.cases.explaining import ActOffer, CaseView, Refusal
from evenhand.desk.page import Desk
from evenhand.desk.times import say_time, say_weekday
from evenhand.desk.words import PLACES
from evenhand.mediation.reading import OpenAgreement
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.forms import Faults, FormContext


@dataclass(frozen=True)
class Asked:
    """A form and everything that its questions need to be asked of this viewer."""

    desk: Desk
    view: CaseView
    form: Form
    context: FormContext
    offer: ActOffer
    for_self: bool = False


def word_slots(view: CaseView, desk: Desk) -> tuple[tuple[str, str], ...]:
    """The offered times as people say them."""
    offer = view.facts.kind_facts.offer if view.facts.kind_facts else None
    return tuple(
        (
            slot.ref,
            f"{say_weekday(slot.starts, desk.zone)}, {say_time(slot.starts, desk.zone)} · {PLACES[slot.place]}",
        )
        for slot in (offer.slots if offer else ())
    )


def word_terms(agreement: OpenAgreement | None, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The promises in their own words."""
    terms = agreement.terms if agreement else ()
    return tuple((term.ref, f"{names.get(term.who, term.who)}: {term.what}") for term in terms)


def word_texts(view: CaseView, act: str, language: str) -> tuple[tuple[str, str], ...]:
    """The texts that an act agrees to or signs, under their titles."""
    return tuple(
        (one.text_version, f"{one.title.in_language(language)} ({one.version})")
        for one in view.procedure.consents
        if one.act == act
    )


def word_bases(view: CaseView, language: str) -> tuple[tuple[str, str], ...]:
    """The grounds for telling somebody outside, and whom."""
    return tuple(
        (one.code, f"{one.title.in_language(language)} · {one.to.in_language(language)}")
        for one in view.procedure.disclosures
    )


def narrow_parties(context: FormContext, offer: ActOffer) -> FormContext:
    """Only the people about whom the act is open now."""
    if not offer.seats:
        return context
    return replace(context, parties=tuple(pair for pair in context.parties if pair[0] in offer.seats))


def prefill(asked: Asked, party: str) -> dict[str, Any]:
    """What the case knows already, so that nobody types it twice."""
    known = asked.view.facts.kind_facts
    typed: dict[str, Any] = {}
    seats = [seat for seat, _ in narrow_parties(asked.context, asked.offer).parties]
    if party in seats:
        typed["party"] = party
    elif len(seats) == 1 and not asked.for_self:
        typed["party"] = seats[0]
    texts = asked.context.papers if asked.form.act == "sign_text" else asked.context.text_versions
    if len(texts) == 1:
        typed["text_version"] = texts[0][0]
    session = known.confirmed if known else None
    if session is not None:
        starts = session.starts.astimezone(asked.desk.zone).isoformat()
        typed |= {"held_on": starts, "starts": starts, "place": session.place, "minutes": session.minutes}
    return {code: value for code, value in typed.items() if code in asked.form.by_code}


def add_refusal(questions: list[QuestionView], refusal: Refusal | None) -> list[QuestionView]:
    """A refusal that is about one answer is also said beside it."""
    if refusal is None or not refusal.field:
        return questions
    return [
        replace(one, error=one.error or refusal.words) if one.code == refusal.field else one
        for one in questions
    ]


def ask_for_files_again(questions: list[QuestionView], typed: Mapping[str, Any]) -> list[QuestionView]:
    """A browser does not let a page keep a chosen file: say so beside its box."""
    again = gettext("Choose the file again. A browser does not keep it when a page comes back.")
    return [
        replace(one, error=one.error or again) if one.kind == "file" and typed.get(one.code) else one
        for one in questions
    ]


def list_summary(questions: list[QuestionView]) -> list[dict[str, str]]:
    """Every fault with the question it is about, as links to their boxes."""
    summary = []
    for one in questions:
        columns = {column.code: column.label for column in one.columns}
        if one.error:
            summary.append({"href": f"#q-{one.code}", "text": f"{one.label} {one.error}"})
        for cell, words in one.cell_errors.items():
            row, _, column = cell.partition("-")
            place = f"{one.label} {int(row) + 1}, {columns.get(column, column)}:"
            summary.append({"href": f"#q-{one.code}-{cell}", "text": f"{place} {words}"})
    return summary


def forget(question: QuestionView) -> QuestionView:
    """What is typed here is about somebody else: an office's browser is not to keep or offer it."""
    return replace(question, autocomplete="off")


def share_readers(form: Form, questions: list[QuestionView]) -> tuple[list[QuestionView], str]:
    """Who may read the answers: said once above the form where it is the same for all, else beside each."""
    readers = {form.by_code[one.code].readers for one in questions}
    if len(readers) == 1:
        return [replace(one, readers_text="") for one in questions], str(READERS[readers.pop()])
    said = [replace(one, readers_text=str(READERS[form.by_code[one.code].readers])) for one in questions]
    return said, ""


def draw_questions(
    asked: Asked,
    typed: Mapping[str, Any],
    faults: Faults = NO_FAULTS,
    refusal: Refusal | None = None,
) -> tuple[list[QuestionView], str]:
    """The questions for the page, and who may read all of them where that is the same."""
    context = narrow_parties(asked.context, asked.offer)
    without = ["party"] if asked.for_self and not asked.offer.seats else []
    questions = ask_form(asked.form, context, typed, faults, asked.desk.language, without=without)
    if faults.faults or refusal:
        questions = ask_for_files_again(questions, typed)
    return share_readers(asked.form, [forget(one) for one in add_refusal(questions, refusal)])
