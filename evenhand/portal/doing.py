"""Doing an act from a party's own page: what the page knows already is not asked, the rest is the pack's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.cases.acts import Denied, Done, Mixed, perform
from evenhand.cases.asking import NO_FAULTS, QuestionView, ask_form
from evenhand.cases.citing import cite_code
from evenhand.cases.explaining import ActOffer, Refusal, explain_refusal, find_form, list_acts
from evenhand.cases.rules.types import Refused
from evenhand.mediation.labels import label_choices
from evenhand.portal.page import Seat, draw_once, go_on, seated, show
from evenhand.portal.reading import read_blocks
from evenhand.procedures.answering import read_answers
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.forms import Faults, FormContext

MOST_ONCE = 64


@dataclass(frozen=True)
class Asked:
    """A form on its way to somebody: its questions, what is wrong, what the procedure says no to."""

    form: Form
    context: FormContext
    typed: Mapping[str, Any] = field(default_factory=dict)
    faults: Faults = NO_FAULTS
    refused: Refusal | None = None

    @property
    def status(self) -> int:
        """What kind of answer a page with this form is."""
        if self.faults.faults:
            return 422
        return 409 if self.refused else 200


def find_offer(seat: Seat, act: str) -> ActOffer | None:
    """The act as it stands for this person now; nothing where it is not theirs at all."""
    return next((offer for offer in list_acts(seat.view, seat.language) if offer.code == act), None)


def find_asked(seat: Seat, act: str) -> Asked:
    """The form of an act, its choices in words; a 404 where the act is never a party's.

    In a closed case the form is still there to be read about; the writer refuses what is posted.
    """
    step, form = seat.procedure.step_for(act), seat.procedure.form_for(act)
    if step is None or form is None or seat.viewer.role.value not in step.roles:
        raise Http404
    found = find_form(seat.view, act, seat.names)
    if found is None:
        return Asked(form, FormContext())
    return Asked(form, label_choices(seat.view, found[1], seat.key, seat.names, seat.language))


def preset_answers(seat: Seat, form: Form) -> dict[str, Any]:
    """What the page knows: who speaks, that it is said here, and which text stood above the button."""
    texts = [text for text in seat.procedure.consents if text.act == form.act]
    known = {"party": seat.code, "form": "portal"}
    if len(texts) == 1 or (texts and form.act == "give_consent"):
        known["text_version"] = texts[0].text_version
    return {code: value for code, value in known.items() if code in form.by_code}


def ask(seat: Seat, asked: Asked, only: tuple[str, ...] | None = None) -> list[QuestionView]:
    """The questions that are left to ask."""
    preset = preset_answers(seat, asked.form)
    questions = ask_form(
        asked.form, asked.context, asked.typed, asked.faults, seat.language, only=only, without=preset
    )
    return [_address(one, asked.form) for one in questions]


def _address(question: QuestionView, form: Form) -> QuestionView:
    """Who may read an answer, said to the person who gives it; a file's readers are chosen beside it."""
    if form.act == "attach_file":
        return replace(question, readers_text="")
    if form.by_code[question.code].readers == "party" and question.readers_text:
        return replace(question, readers_text=gettext("Only you and our staff can read this."))
    return question


def do_act(request: HttpRequest, seat: Seat, act: str) -> Asked | None:
    """Do what was posted. Nothing comes back when it is done; otherwise the form, with what stands in the way."""
    asked = find_asked(seat, act)
    typed = read_answers(asked.form, request.POST, request.FILES, seat.case.centre.time_zone)
    result = perform(
        by=seat.viewer,
        number=seat.case.number,
        act=act,
        data={**typed, **preset_answers(seat, asked.form)},
        at=seat.at,
        once=request.POST.get("once", "")[:MOST_ONCE],
    )
    if isinstance(result, Denied):
        raise Http404
    if isinstance(result, Faults):
        return Asked(asked.form, asked.context, typed, faults=result)
    if isinstance(result, Refused):
        refusal = explain_refusal(seat.procedure, result, seat.language)
        return Asked(asked.form, asked.context, typed, refused=refusal)
    _thank(request, result)
    return None


def _thank(request: HttpRequest, result: Done | Mixed) -> None:
    """Says nothing about the matter: the words pass through a cookie."""
    if isinstance(result, Mixed):
        messages.warning(request, gettext("You have sent this already. It was taken once."))
    else:
        messages.success(request, gettext("Done. It is written down."))


def draw_refusal(seat: Seat, refusal: Refusal | None) -> dict[str, str] | None:
    """A no of the procedure as the page shows it."""
    if refusal is None:
        return None
    return {
        "reason": refusal.words,
        "article": cite_code(seat.procedure, refusal.article, seat.language),
        "href": find_source(seat, refusal.article),
    }


def find_source(seat: Seat, article: str) -> str:
    """Where an article is explained on the public pages."""
    if not article:
        return ""
    anchor = "#a-" + article.replace(".", "-")
    return reverse("public:procedure", args=[seat.procedure.id, "sources"]) + anchor


# Words beside the form of an act, where the pack's own are not enough for somebody who is unsure.
BESIDE = {
    "cancel_session": "portal/beside_cancel.html",
    "sign_text": "portal/beside_text.html",
    "object_to_mediator": "portal/beside_object.html",
    "refuse_consent": "portal/beside_refuse.html",
    "withdraw_consent": "portal/beside_withdraw.html",
}
GRAVE = frozenset({"cancel_session", "withdraw_consent"})


def list_texts(seat: Seat, act: str) -> list[dict[str, Any]]:
    """The texts that this act signs, whole: nobody signs what they have not had before them."""
    found = []
    for one in seat.procedure.consents if act == "sign_text" else ():
        text = seat.procedure.long_text(one.text, seat.language)
        if one.act == act and text is not None:
            title = f"{one.title.in_language(seat.language)}, {one.version}"
            found.append({"title": title, "blocks": read_blocks(text)})
    return found


@seated
def do_any(request: HttpRequest, seat: Seat, act: str) -> HttpResponse:
    """The page of any act that has no page of its own."""
    asked, offer = find_asked(seat, act), find_offer(seat, act)
    if offer is None:
        raise Http404
    if request.method == "POST":
        left = do_act(request, seat, act)
        if left is None:
            return go_on("portal:home")
        asked, offer = left, find_offer(seat, act)
    refusal = asked.refused or (offer.refusal if offer and not offer.open else None)
    context = {
        "questions": ask(seat, asked),
        "heading_words": asked.form.title.in_language(seat.language),
        "intro": asked.form.intro.in_language(seat.language),
        "button": asked.form.button.in_language(seat.language),
        "refusal": draw_refusal(seat, refusal),
        "is_open": bool(offer and offer.open) or bool(asked.typed),
        "beside": BESIDE.get(act, ""),
        "texts": list_texts(seat, act),
        "danger": act in GRAVE,
        "once": draw_once(),
    }
    return show(request, seat, "act.html", context, status=asked.status)
