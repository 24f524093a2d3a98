"""A town with a case in every relation, and what each address of the program is filled with for it."""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from evenhand.calendars.clock import read_now
from evenhand.cases.model_papers import Document
from evenhand.erasure.acts import finish_erasures
from evenhand.notices.models import Notice
from evenhand.procedures.packs import find_procedure
from evenhand.record.models import Entry
from evenhand.site.checks import list_url_names
from tests.cast import SAFE, Town, build_town

# How an address stands to whoever asks; "-" where it names no case.
RELATIONS = ("own", "centre", "conflicted", "other", "erased", "nonexistent")
MISSING = ("other", "erased", "nonexistent")
NUMBERED = {"number", "ref", "entry", "document"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
ANY = {
    "act": "write_note",
    "code": "",  # of a person of the centre
    "pack": "community_mediation",
    "language": "en",
    "part": "1",
    "place": "about",
    "seat": "p1",
    "token": "t" * 43,
    "theme": "dark",
    "key": "1",
    "pk": "1",
}


@dataclass(frozen=True)
class Place:
    """One address to knock at: its name, its path, and how it stands to the asker."""

    name: str
    relation: str
    path: str
    case: uuid.UUID | None = None


@dataclass
class World:
    """A town, and for every relation the case that stands so to the people of the cast."""

    town: Town
    cases: dict[str, uuid.UUID] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def keep(self, relation: str) -> None:
        """The town's present case is the one of this relation."""
        self.cases[relation], self.numbers[relation] = self.town.case.id, self.town.number


def _tell(world: World, relation: str, worker: str, chief: str = "coordinator") -> None:
    """A case with everything an address can name: a paper, a letter to print, a request to erase it."""
    town = world.town
    town.open(worker)
    pdf = base64.b64encode(b"%PDF-1.7\n%%EOF\n").decode()
    file = {"name": "a.pdf", "content_type": "application/pdf", "base64": pdf}
    town.must(worker, "attach_file", file=file, title="A paper", shared="case")
    for seat in ("p1", "p2"):
        town.must(worker, "screen_party", party=seat, **SAFE)
    town.must(worker, "invite_party", party="p2", how="letter")
    version = find_procedure("community_mediation").consents[0].text_version
    for seat in ("p1", "p2"):
        town.must(seat, "give_consent", party=seat, text_version=version, form="portal")
    town.must(chief, "request_erasure", why="x")
    world.keep(relation)


def _ask_mediator(town: Town, answer: str) -> None:
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    town.must("mediator", "answer_conflict_check", answer=answer)


def build_world() -> World:
    """`own`: intake's, with the mediator; `conflicted`: the mediator declined; the rest as they are called."""
    town = build_town()
    town.at = read_now() - timedelta(days=1)
    world = World(town)
    _tell(world, "centre", "intake2")
    _tell(world, "conflicted", "intake2")
    _ask_mediator(town, "cannot")
    _tell(world, "erased", "intake2")
    town.must("director", "approve_erasure")
    finish_erasures(at=town.at)
    home, town.centre = town.centre, town.people["outsider"].centre
    _tell(world, "other", "outsider", "outsider")
    town.centre = home
    _tell(world, "own", "intake")
    _ask_mediator(town, "no_conflict")
    _tell_agreement(town)
    world.cases["nonexistent"], world.numbers["nonexistent"] = uuid.uuid4(), "0000-0000-0000"
    return world


def _tell_agreement(town: Town) -> None:
    held = (town.at - timedelta(hours=1)).isoformat()
    attendance = [{"party": seat, "value": "came"} for seat in ("p1", "p2")]
    town.must("mediator", "record_session", held_on=held, attendance=attendance, result="agreed")
    town.must("mediator", "draft_terms", terms=[{"who": "p1", "what": "Ring first."}])


def list_parameters() -> dict[str, set[str]]:
    """URL name -> what its path is filled with."""
    found: dict[str, set[str]] = {}
    for name, whole in _walk(get_resolver(), "", ""):
        found[name] = {one or other for one, other in PARAMETER.findall(whole)}
    assert set(found) == {name for name, _ in list_url_names()}
    return found


def _walk(resolver: URLResolver, space: str, before: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        whole = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, whole)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or ''}", whole


def list_places(world: World) -> Iterator[Place]:
    """Every address in every relation it can stand in."""
    for name, parameters in list_parameters().items():
        if parameters & NUMBERED or name.startswith("portal:"):
            for relation in RELATIONS:
                path = _fill_path(world, name, parameters, relation)
                yield Place(name, relation, path, world.cases[relation])
        else:
            yield from _list_plain(world, name, parameters)


def _list_plain(world: World, name: str, parameters: set[str]) -> Iterator[Place]:
    """Addresses that name no case."""
    if name == "api:nothing":
        yield Place(name, "-", "/api/v1/no-such-thing")
    elif "code" in parameters:
        for relation, person in (("own", "intake2"), ("other", "outsider")):
            yield Place(name, relation, reverse(name, kwargs={"code": world.town.code(person)}))
    else:
        yield Place(name, "-", reverse(name, kwargs={one: ANY[one] for one in parameters}))


def _fill_path(world: World, name: str, parameters: set[str], relation: str) -> str:
    case = world.cases[relation]
    values: dict[str, Any] = {one: ANY[one] for one in parameters - NUMBERED}
    if "number" in parameters:
        values["number"] = world.numbers[relation]
    if "ref" in parameters or "document" in parameters:
        letters = Notice.objects.filter(case_id=case, code="invitation")
        rows: Any = letters if "letter" in name else Document.objects.filter(case_id=case)
        found = rows.values_list("pk", flat=True).first() or uuid.UUID(int=7)
        values["ref" if "ref" in parameters else "document"] = found
    if "entry" in parameters:
        entries = Entry.objects.filter(scope=case, chain="shared").values_list("pk", flat=True)
        values["entry"] = entries.first() or 999_999
    return reverse(name, kwargs=values)
