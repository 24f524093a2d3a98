"""The director's page: counts of the whole centre, no case, no name, no cell finer than one line."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.desk.page import Desk, render_desk
from evenhand.desk.words import STAGES, say_outcome, say_stage
from evenhand.procedures.packs import find_procedure


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
    rows = desk.centre.openstep_set.past_due(desk.at).order_by()
    found = rows.values("act", "case__pack", "case__pack_version")
    counted: Counter[str] = Counter()
    for row in found.annotate(number=Count("case", distinct=True)):
        step = find_procedure(row["case__pack"], row["case__pack_version"]).step_for(row["act"])
        counted[step.title.in_language(desk.language) if step else row["act"]] += row["number"]
    return list_counted(counted)


def list_counted(counted: Counter[str]) -> list[dict[str, Any]]:
    """Lines of words and numbers, the most first; what two procedures call by the same words is one line."""
    return [{"words": words, "number": number} for words, number in counted.most_common()]


def count_outcomes(desk: Desk) -> list[dict[str, Any]]:
    """How cases ended, all of them."""
    rows = desk.centre.case_set.filter(state="closed").order_by()
    counted: Counter[str] = Counter()
    for row in rows.values("outcome", "pack", "pack_version").annotate(number=Count("pk")):
        procedure = find_procedure(row["pack"], row["pack_version"])
        counted[say_outcome(procedure, row["outcome"], desk.language)] += row["number"]
    return list_counted(counted)


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
