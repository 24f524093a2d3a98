"""Finding words in one's own open cases: opened in memory, one after the other, and forgotten at once.

Never a search for a person: only the words of the story, the wish and the number, only cases the viewer works
on, only while they are open. The words are posted, so that no address or log holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from evenhand.access.queries import permit_act
from evenhand.access.rules import Role, Standing
from evenhand.desk.cases import draw_case
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.staff import open_staff
from evenhand.vault.keys import open_key

MOST_CASES = 5_000
MOST_FOUND = 50
AROUND = 48
COLUMNS = ("id", "number", "kind", "story", "wish")


@dataclass
class OwnCase:
    """As much of a case as it takes to ask for its key."""

    id: UUID
    kind: str
    standing: Standing
    state: str = "open"

    @property
    def key_id(self) -> str:
        """The name of its key."""
        return f"case:{self.id.hex}"

    def describe_standing(self) -> Standing:
        """Its worker or mediator is the viewer: that is how it was chosen."""
        return self.standing


def list_own(desk: Desk) -> Any:
    """Open cases that are the viewer's own: assigned to them as worker, or accepted as mediator."""
    rows = desk.centre.case_set.seen_by(desk.viewer).open()
    if desk.viewer.role is Role.MEDIATOR:
        return rows.filter(assignments__mediator_id=desk.viewer.user, assignments__state="accepted")
    return rows.filter(worker_id=desk.viewer.user)


def make_standing(desk: Desk, case_id: UUID) -> Standing:
    """How the viewer stands to a case out of `list_own`."""
    user = desk.viewer.user or 0
    accepted = frozenset({user}) if desk.viewer.role is Role.MEDIATOR else frozenset()
    return Standing(case=case_id, centre=desk.viewer.centre or case_id, worker=user, accepted=accepted)


def cut_around(text: str, at: int, length: int) -> str:
    """The words around what was found."""
    start, end = max(at - AROUND, 0), min(at + length + AROUND, len(text))
    return ("… " if start else "") + " ".join(text[start:end].split()) + (" …" if end < len(text) else "")


def match_case(row: tuple[Any, ...], words: str, desk: Desk) -> str | None:
    """Where the words stand in one case, or nothing."""
    pk, number, kind, *sealed = row
    if words in number.casefold():
        return ""
    key = open_key(permit_act(desk.viewer, "open_names", OwnCase(pk, kind, make_standing(desk, pk))))
    for field, cipher in zip(("story", "wish"), sealed, strict=True):
        text = key.open("eh_case", field, str(pk), cipher).decode() if cipher else ""
        at = text.casefold().find(words)
        if at >= 0:
            return cut_around(text, at, len(words))
    return None


def find_words(desk: Desk, words: str) -> Iterator[tuple[UUID, str]]:
    """(case, the words around) for each own open case that holds the words, the newest case first."""
    wanted = words.strip().casefold()
    rows = list_own(desk).order_by("-opened_at").values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=500):
        around = match_case(row, wanted, desk)
        if around is not None:
            yield row[0], around


def collect_found(desk: Desk, words: str) -> list[dict[str, Any]]:
    """The cases found, as rows of a list with the words around."""
    found: dict[UUID, str] = {}
    for case_id, around in find_words(desk, words):
        found[case_id] = around
        if len(found) == MOST_FOUND:
            break
    cases = desk.centre.case_set.filter(pk__in=found).select_related("worker").order_by("-opened_at")
    staff = open_staff(desk.centre)
    return [{**draw_case(case, desk, staff), "snippet": found[case.pk]} for case in cases]


def show_find(request: HttpRequest) -> HttpResponse:
    """One box to type in; what is found comes back on the same page, and the words with it."""
    desk = open_desk(request)
    words = request.POST.get("words", "").strip()[:200]
    too_many = bool(words) and list_own(desk).count() > MOST_CASES
    rows = collect_found(desk, words) if words and not too_many else []
    context = {"words_typed": words, "rows": rows, "too_many": too_many, "most": MOST_FOUND, "found": True}
    return render_desk(request, desk, "find.html", context, "desk:find")
