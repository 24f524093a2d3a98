"""Ask for help: no account, nine short pages, then check, send, and a code to come back with."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.access.limits import Limit, take_try
from evenhand.access.rules import Viewer
from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Done, Mixed, open_case
from evenhand.cases.asking import NO_FAULTS, say_answer, say_fault
from evenhand.cases.explaining import explain_refusal
from evenhand.cases.rules.types import Refused
from evenhand.procedures.answering import read_answer
from evenhand.procedures.rules.forms import Faults, clean_form
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.draft import Draft, drop_draft, keep_draft, read_draft
from evenhand.public.help_pages import (
    CHANNEL,
    PAGES,
    Page,
    explain_way,
    find_open_procedure,
    find_page,
    find_page_of,
    judge_page,
    list_questions,
    make_help_context,
)
from evenhand.public.page import find_centre_or_404, find_today, go_on, read_language, show
from evenhand.public.sent import welcome

SENDING = Limit("help", tries=30, seconds=20)


def _find_procedure() -> Procedure:
    procedure = find_open_procedure()
    if procedure is None:
        raise Http404
    return procedure


def show_start(request: HttpRequest) -> HttpResponse:
    """What will be asked, how long it takes, and what becomes of it."""
    procedure = _find_procedure()
    first = reverse("public:help_page", args=[PAGES[0].place])
    return show(
        request,
        "help_start.html",
        {"first": first, "count": len(PAGES), "draft": read_draft(request), "procedure": procedure.id},
    )


def forget_draft(request: HttpRequest) -> HttpResponse:
    """Delete what was typed, at once."""
    response = go_on(reverse("public:help"))
    drop_draft(request, response)
    return response


def ask_page(request: HttpRequest, place: str) -> HttpResponse:
    """One page of questions; what was typed is kept whether it is right or not.

    Every post ends in a redirect, one with faults too: a page that was posted to cannot be gone back to once the
    browser may keep nothing.
    """
    page = find_page(place)
    if page is None:
        raise Http404
    draft = read_draft(request) or Draft(answers={"language": read_language()})
    if request.method != "POST":
        return _show_page(request, page, draft)
    _take_page(request, page, draft)
    faulty = bool(_judge(page, draft).faults)
    response = go_on(_find_again(request, page) if faulty else _find_next(request, page))
    keep_draft(request, response, draft)
    return response


def _take_page(request: HttpRequest, page: Page, draft: Draft) -> None:
    form: Any = _find_procedure().form_for("open_case")
    zone = find_centre_or_404().time_zone
    for code in page.codes:
        answer = read_answer(form.by_code[code], request.POST, {}, zone)
        draft.answers.pop(code, None)
        if answer not in ("", None, []):
            draft.answers[code] = answer


def _judge(page: Page, draft: Draft) -> Faults:
    form: Any = _find_procedure().form_for("open_case")
    context = make_help_context(find_centre_or_404().time_zone)
    return judge_page(page, form, context, draft.answers, find_today(read_now()))


def _find_again(request: HttpRequest, page: Page) -> str:
    """The same page, to be looked at again with what is wrong on it."""
    change = "&change" if "change" in request.GET else ""
    return reverse("public:help_page", args=[page.place]) + f"?again{change}"


def _find_next(request: HttpRequest, page: Page) -> str:
    """The next page; or back to the answers, when somebody came from there to change one."""
    at = PAGES.index(page)
    if "change" in request.GET or at + 1 == len(PAGES):
        return reverse("public:help_check")
    return reverse("public:help_page", args=[PAGES[at + 1].place])


def _find_back(request: HttpRequest, page: Page) -> str:
    at = PAGES.index(page)
    if "change" in request.GET:
        return reverse("public:help_check")
    return reverse("public:help_page", args=[PAGES[at - 1].place]) if at else reverse("public:help")


def _show_page(request: HttpRequest, page: Page, draft: Draft) -> HttpResponse:
    faults = _judge(page, draft) if "again" in request.GET else NO_FAULTS
    form: Any = _find_procedure().form_for("open_case")
    context = make_help_context(find_centre_or_404().time_zone)
    questions = list_questions(page, form, context, draft.answers, faults, read_language())
    questions = explain_way(page, draft.answers, questions)
    return show(
        request,
        "help_page.html",
        {
            "page": page,
            "questions": questions,
            "alone": len(questions) == 1,
            "number": PAGES.index(page) + 1,
            "count": len(PAGES),
            "back": _find_back(request, page),
        },
    )


def check_answers(request: HttpRequest) -> HttpResponse:
    """Everything typed, to look through once more; then it is sent, and only then does it reach us."""
    draft = read_draft(request)
    if draft is None:
        sent = "public:help_sent" if request.session.get("party") else "public:help"
        return go_on(reverse(sent)) if request.method == "POST" else go_on(reverse("public:help"))
    if request.method != "POST":
        return _show_check(request, draft, _list_faults(draft) if "again" in request.GET else [])
    if not take_try(request, SENDING, read_now()):
        wait = gettext(
            "Too many people have sent something from your network just now. Wait a minute, then send again."
        )
        return _show_check(request, draft, [{"text": wait}], status=429)
    return _send(request, draft)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    procedure, at = _find_procedure(), read_now()
    result = open_case(
        by=Viewer(),
        centre=find_centre_or_404(),
        procedure=procedure,
        data={**draft.answers, "channel": CHANNEL},
        at=at,
        once=draft.once,
    )
    if isinstance(result, Done):
        return welcome(request, result.number, at)
    if isinstance(result, Faults):
        return go_on(reverse("public:help_check") + "?again")
    if isinstance(result, Refused):
        words = explain_refusal(procedure, result, read_language()).words
        return _show_check(request, draft, [{"text": words}], status=409)
    if isinstance(result, Mixed):
        # Sent before from another tab, then changed: what was changed would be a second case.
        words = gettext(
            "You have sent this already. To ask about something else, delete what you typed and start again."
        )
        return _show_check(request, draft, [{"text": words}], status=409)
    raise Http404


def _list_faults(draft: Draft) -> list[dict[str, str]]:
    """What is still wrong or missing, each with the page on which it can be mended."""
    form: Any = _find_procedure().form_for("open_case")
    context = make_help_context(find_centre_or_404().time_zone)
    judged = clean_form(form, {**draft.answers, "channel": CHANNEL}, context, find_today(read_now()))
    lines = []
    for fault in judged.faults if isinstance(judged, Faults) else ():
        page, question = find_page_of(fault.question), form.by_code.get(fault.question)
        label = question.label.in_language(read_language()) if question else ""
        href = reverse("public:help_page", args=[page.place]) + "?change&again" if page else ""
        lines.append({"href": href, "text": f"{label} {say_fault(fault)}".strip()})
    return lines


def _list_rows(draft: Draft) -> list[dict[str, Any]]:
    form: Any = _find_procedure().form_for("open_case")
    context, language = make_help_context(find_centre_or_404().time_zone), read_language()
    return [
        {
            "key": form.by_code[code].label.in_language(language),
            "value": say_answer(form.by_code[code], draft.answers.get(code, ""), context, language),
            "href": reverse("public:help_page", args=[page.place]) + f"?change#q-{code}",
        }
        for page in PAGES
        for code in page.codes
    ]


def _show_check(
    request: HttpRequest, draft: Draft, faults: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    back = reverse("public:help_page", args=[PAGES[-1].place])
    context = {"rows": _list_rows(draft), "faults": faults, "back": back}
    return show(request, "help_check.html", context, status=status)
