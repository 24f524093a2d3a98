"""The queue: what must I do now. The next step of each case, its deadline with its law, its age, who waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.access.rules import Role
from evenhand.desk.page import Desk, render_desk
from evenhand.desk.queue_rows import COLUMNS, draw_rows
from evenhand.desk.staff import open_staff
from evenhand.desk.words import STAGES, list_categories
from evenhand.procedures.queries import list_in_use

ROWS = 50
FILTERS = ("stage", "category", "whose", "late", "sort")
SORTS: Mapping[str, tuple[Any, ...]] = {
    "": (F("due").asc(nulls_last=True), "since", "pk"),
    "age": ("case__opened_at", "pk"),
    "stage": ("case__stage", F("due").asc(nulls_last=True), "pk"),
    "number": ("case__number", "pk"),
}


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: it is the saved view."""

    stage: str = ""
    category: str = ""
    whose: str = ""
    late: str = ""
    sort: str = ""

    @property
    def count(self) -> int:
        """How many filters narrow the list."""
        return sum(bool(value) for value in (self.stage, self.category, self.whose, self.late))

    def write(self, **other: str) -> str:
        """The address of this view, with something changed."""
        values = {name: other.get(name, getattr(self, name)) for name in FILTERS}
        return urlencode({name: value for name, value in values.items() if value})


def read_filters(request: HttpRequest) -> Chosen:
    """The filters in the address; whatever is not one of ours is left aside."""
    given = {name: request.GET.get(name, "") for name in FILTERS}
    if given["sort"] not in SORTS:
        given["sort"] = ""
    if given["stage"] not in STAGES:
        given["stage"] = ""
    return Chosen(**given)


def list_waiting(desk: Desk) -> QuerySet[Any]:
    """The rows that wait for this viewer, of cases they may see at all."""
    visible = desk.centre.case_set.seen_by(desk.viewer)
    rows = desk.centre.openstep_set.waiting_for(desk.viewer)
    # A coordinator sees every case of the centre; asking again for each row would only cost time.
    return rows if desk.viewer.role in {Role.COORDINATOR, Role.DIRECTOR} else rows.filter(case__in=visible)


def filter_waiting(rows: QuerySet[Any], chosen: Chosen, desk: Desk) -> QuerySet[Any]:
    """The rows of one view."""
    wanted = Q()
    if chosen.stage:
        wanted &= Q(case__stage=chosen.stage)
    if chosen.category:
        wanted &= Q(case__category=chosen.category)
    if chosen.late:
        wanted &= Q(due__lte=desk.at)
    if chosen.whose:
        wanted &= Q(case__worker_id=desk.viewer.user) if chosen.whose == "mine" else Q(case__worker=None)
    return rows.filter(wanted).order_by(*SORTS[chosen.sort])


def list_filters(chosen: Chosen, desk: Desk) -> list[dict[str, Any]]:
    """The drop-down lists of the filter."""
    every = ("", gettext("All"))
    whose = [every, ("mine", gettext("My own cases")), ("nobody", gettext("Cases nobody has"))]
    late = [every, ("yes", gettext("Only overdue"))]
    stages = [every, *((code, str(words)) for code, words in STAGES.items() if code != "closed")]
    packs = list_in_use(desk.centre)
    known = dict(pair for pack in packs for pair in list_categories(pack, desk.language))
    kinds = [every, *known.items()]
    return [
        {"name": "whose", "label": gettext("Whose"), "options": whose, "value": chosen.whose},
        {"name": "late", "label": gettext("Deadline"), "options": late, "value": chosen.late},
        {"name": "stage", "label": gettext("Stage"), "options": stages, "value": chosen.stage},
        {"name": "category", "label": gettext("What about"), "options": kinds, "value": chosen.category},
    ]


def list_columns(chosen: Chosen, sortable: bool = True) -> list[dict[str, str]]:
    """The heads of the columns; those that sort are links to the same view in another order."""
    columns = (
        (gettext("Deadline"), ""),
        (gettext("What to do"), None),
        (gettext("Case"), "number"),
        (gettext("About"), None),
        (gettext("Stage"), "stage"),
        (gettext("Age"), "age"),
        (gettext("Worker"), None),
        (gettext("Under"), None),
    )
    return [
        {
            "words": words,
            "href": _link_sort(sort, chosen) if sortable else "",
            "sorted": "ascending" if sortable and sort == chosen.sort else "",
        }
        for words, sort in columns
    ]


def _link_sort(sort: str | None, chosen: Chosen) -> str:
    return "" if sort is None or sort == chosen.sort else "?" + chosen.write(sort=sort)


def show_queue(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The queue of an intake worker or a coordinator."""
    chosen = read_filters(request)
    rows = filter_waiting(list_waiting(desk), chosen, desk).select_related("case__worker").only(*COLUMNS)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    staff = open_staff(desk.centre)
    context = {
        "page": page,
        "rows": draw_rows(page.object_list, desk, staff),
        "total": page.paginator.count,
        "chosen": chosen,
        "filters": list_filters(chosen, desk),
        "columns": list_columns(chosen),
        "query": chosen.write() + "&" if chosen.write() else "",
    }
    return render_desk(request, desk, "queue.html", context, "desk:home")
