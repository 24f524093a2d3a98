"""The director's page: counts of the whole centre, no case, no name, no cell finer than one line."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.desk.page import Desk, render_desk
from evenhand.desk.words import STAGES, say_outcome, say_stage
from evenhand.procedures.packs import find_procedure

PACK = "community_mediation"


def count_stages(desk: Desk) -> list[dict[str, Any]]:
    """Open cases by how far they are, in the order of the procedure."""
    rows = desk.centre.case_set.open().order_by().values("stage").annotate(number=Count("pk"))
    found = {row["stage"]: row["number"] for row in rows}
    most = max(found.values(), default=1)
    return [
        {"words": say_stage(code), "number": found.get(code, 0), "most": most}
        for code in STAGES
        if code != "closed"
    ]


def count_late(desk: Desk) -> list[dict[str, Any]]:
    """Steps whose deadline has passed, by step: what the centre is behind with."""
    procedure = find_procedure(PACK)
    rows = desk.centre.openstep_set.past_due(desk.at).order_by().values("act")
    found = rows.annotate(number=Count("case", distinct=True)).order_by("-number")
    lines = []
    for row in found:
        step = procedure.step_for(row["act"])
        words = step.title.in_language(desk.language) if step else row["act"]
        lines.append({"words": words, "number": row["number"]})
    return lines


def count_outcomes(desk: Desk) -> list[dict[str, Any]]:
    """How cases ended, all of them."""
    procedure = find_procedure(PACK)
    rows = desk.centre.case_set.filter(state="closed").order_by().values("outcome")
    found = rows.annotate(number=Count("pk")).order_by("-number")
    return [
        {"words": say_outcome(procedure, row["outcome"], desk.language), "number": row["number"]}
        for row in found
    ]


def count_all(desk: Desk) -> list[dict[str, Any]]:
    """The few numbers at the top."""
    found = desk.centre.case_set.exclude(state="erased").aggregate(
        open=Count("pk", filter=Q(state="open")),
        closed=Count("pk", filter=Q(state="closed")),
        nobody=Count("pk", filter=Q(state="open", worker=None)),
    )
    late = desk.centre.openstep_set.past_due(desk.at).aggregate(late=Count("case", distinct=True))
    return [
        {"number": found["open"], "words": gettext("open cases")},
        {"number": late["late"], "words": gettext("with something overdue")},
        {"number": found["nobody"], "words": gettext("that nobody has taken")},
        {"number": found["closed"], "words": gettext("closed cases")},
    ]


def show_figures(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Figures of the centre, and whether an erasure waits for a second person."""
    context = {
        "figures": count_all(desk),
        "stages": count_stages(desk),
        "late": count_late(desk),
        "outcomes": count_outcomes(desk),
        "erasures": desk.centre.case_set.filter(erasures__answer="").exclude(state="erased").count(),
    }
    return render_desk(request, desk, "figures.html", context, "desk:home")
