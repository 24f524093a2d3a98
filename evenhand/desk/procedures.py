"""The procedures of a centre: what new cases come under, what is being written, and the two people who bring a
version into use.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.access.rules import Role
from evenhand.calendars.clock import read_now
from evenhand.desk.act import SeeOther
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.staff import open_staff
from evenhand.desk.times import find_day, say_age
from evenhand.procedures.acts import (
    NotTaken,
    approve_version,
    offer_procedures,
    request_approval,
    withdraw_version,
)
from evenhand.procedures.drafts import Draft, list_drafts
from evenhand.procedures.keeping import is_shipped
from evenhand.procedures.queries import is_newer, list_in_use, list_usable, list_versions
from evenhand.procedures.rules.procedure import Procedure
from evenhand.procedures.words import NOT_TAKEN

SHOWN_FAULTS = 60


def count_cases(desk: Desk) -> dict[str, int]:
    """How many open cases run under each pack."""
    rows = desk.centre.case_set.open().order_by().values("pack").annotate(number=Count("pk"))
    return {row["pack"]: row["number"] for row in rows}


def draw_installed(procedure: Procedure, desk: Desk, used: set[str], cases: dict[str, int]) -> dict[str, Any]:
    """One procedure that new cases may come under."""
    return {
        "code": procedure.id,
        "version": procedure.version,
        "title": procedure.title.in_language(desk.language),
        "draft": procedure.review == "draft",
        "shipped": is_shipped(procedure),
        "mediation": procedure.kind == "mediation",
        "used": procedure.id in used,
        "cases": cases.get(procedure.id, 0),
        "preview": reverse("desk:preview", args=[procedure.id]),
        "published": reverse("public:procedure", args=[procedure.id, "steps"]),
    }


def draw_proposal(row: Any, desk: Desk, staff: dict[str, str], drafts: dict[str, Draft]) -> dict[str, Any]:
    """One version that waits for a second person."""
    draft = drafts.get(row.pack)
    stamp = draft.procedure.stamp if draft and draft.procedure else ""
    return {
        "code": row.pack,
        "version": row.version,
        "by": staff.get(row.proposed_by, row.proposed_by),
        "age": say_age(row.proposed_at, find_day(desk.at, desk.zone), desk.zone),
        "mine": row.proposed_by == desk.viewer.code,
        "changed": stamp != row.stamp,
        "stamp": row.stamp[:12],
        "preview": reverse("desk:preview_draft", args=[row.pack]),
    }


def draw_draft(draft: Draft, desk: Desk, proposed: set[tuple[str, str]]) -> dict[str, Any]:
    """One draft with everything that the check says of it."""
    procedure = draft.procedure
    newer = procedure is not None and is_newer(desk.centre, procedure.id, procedure.version)
    waits = procedure is not None and (procedure.id, procedure.stamp) in proposed
    return {
        "code": draft.code,
        "version": procedure.version if procedure else "",
        "title": procedure.title.in_language(desk.language) if procedure else draft.code,
        "faults": draft.faults[:SHOWN_FAULTS],
        "count": len(draft.faults),
        "newer": newer,
        "waits": waits,
        "ready": draft.is_clean and newer and not waits,
        "preview": reverse("desk:preview_draft", args=[draft.code]) if procedure else "",
    }


def show_procedures(request: HttpRequest) -> HttpResponse:
    """Everything at a glance (GET); the director says what is offered for new cases (POST)."""
    desk = open_desk(request)
    if request.method == "POST":
        refused = offer_procedures(
            centre=desk.centre, packs=request.POST.getlist("packs")[:40], by=desk.viewer, at=read_now()
        )
        tell(request, refused, gettext("From now on these are offered for new cases."))
        return SeeOther(reverse("desk:procedures"))
    rows = list_versions(desk.centre.pk)
    waiting = [row for row in rows if row.state == "proposed"]
    drafts = {draft.code: draft for draft in list_drafts()}
    used, cases, staff = (
        {one.id for one in list_in_use(desk.centre)},
        count_cases(desk),
        open_staff(desk.centre),
    )
    proposed = {(row.pack, row.stamp) for row in waiting}
    context = {
        "installed": [draw_installed(one, desk, used, cases) for one in list_usable(desk.centre.pk)],
        "proposals": [draw_proposal(row, desk, staff, drafts) for row in waiting],
        "drafts": [draw_draft(draft, desk, proposed) for draft in drafts.values()],
        "chooses": desk.viewer.role is Role.DIRECTOR,
    }
    return render_desk(request, desk, "procedures.html", context, "desk:procedures")


def decide_procedure(request: HttpRequest, pack: str) -> HttpResponse:
    """Propose a draft as it stands, approve what another person proposed, or withdraw a version."""
    desk = open_desk(request)
    given: dict[str, Any] = {"centre": desk.centre, "pack": pack, "by": desk.viewer, "at": read_now()}
    wanted = request.POST.get("do", "")
    if wanted == "propose":
        result, said = request_approval(**given), gettext("Proposed. Another person approves it here.")
    elif wanted == "approve":
        result, said = approve_version(**given), gettext("Approved. New cases come under it from now on.")
    elif wanted == "withdraw":
        result = withdraw_version(**given, version=request.POST.get("version", "")[:20])
        said = gettext("Withdrawn. No new case comes under it; running cases keep it.")
    else:
        raise Http404
    tell(request, result if isinstance(result, NotTaken) else None, said)
    return SeeOther(reverse("desk:procedures"))


def tell(request: HttpRequest, refused: NotTaken | None, done: str) -> None:
    """What came of it, at the head of the next page."""
    if refused is None:
        messages.success(request, done)
    else:
        messages.error(request, str(NOT_TAKEN[refused.reason]))
