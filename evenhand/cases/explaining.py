"""What can be done in a case now, by whom it is asked, and why not the rest: the writer's own rules, read only.

Every surface (screen, API, command line) shows what this says, so no rule exists twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from evenhand.access.queries import list_people, may
from evenhand.access.rules import Role, Viewer
from evenhand.cases.acts import name_facts
from evenhand.cases.models import Case
from evenhand.cases.queries import make_actor, make_context, read_facts, read_procedure
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.naming import refuse_step
from evenhand.cases.rules.types import CaseFacts, Refused
from evenhand.procedures.rules.explain import describe_way
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.forms import FormContext
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import OFFICE_ROLES, Unmet, say_unmet
from evenhand.procedures.rules.words import Words

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Refusal:
    """A refusal in the reader's language. `citation`, `says` and `address` are of the article it stands under."""

    reason: str
    words: str
    article: str = ""
    citation: str = ""
    says: str = ""
    address: str = ""
    field: str = ""


@dataclass(frozen=True)
class ActOffer:
    """One act as this viewer meets it now. `seats`: about whom it is open (where it is about a person)."""

    code: str
    title: str
    why: str
    open: bool
    refusal: Refusal | None = None
    seats: tuple[str, ...] = ()
    due: bool = False


@dataclass(frozen=True)
class CaseView:
    """A case's facts and procedure, read once for a page."""

    case: Case
    procedure: Procedure
    facts: CaseFacts
    viewer: Viewer
    at: datetime
    # Thirty acts ask for the same two or three people.
    _named: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def name(self, subject: str = "") -> frozenset[str]:
        """The named facts as an act about `subject` would meet them."""
        if subject not in self._named:
            self._named[subject] = name_facts(self.facts, self.viewer, subject, self.at)
        return self._named[subject]


def view_case(viewer: Viewer, case: Case, at: datetime) -> CaseView:
    """Read what every part of a page about this case needs."""
    return CaseView(case, read_procedure(case), read_facts(case), viewer, at)


def explain_refusal(procedure: Procedure, refused: Refused, language: str) -> Refusal:
    """A refusal in plain words with its article, for a reader of `language`."""
    words = ""
    if procedure.fact(refused.reason) is not None:
        because = "unless" if refused.because == "unless" else "needs"
        unmet = Unmet(refused.reason, because, refused.article)  # type: ignore[arg-type]
        words = say_unmet(procedure, unmet).in_language(language)
    words = words or str(REGISTRY.refusals.get(refused.reason, REGISTRY.refusals["not_now"]))
    article = procedure.article(refused.article)
    if article is None:
        return Refusal(refused.reason, words, refused.article, field=refused.field)
    return Refusal(
        reason=refused.reason,
        words=words,
        article=refused.article,
        citation=article.citation,
        says=article.says.in_language(language),
        address=article.address,
        field=refused.field,
    )


def _list_subjects(view: CaseView, step: Step) -> tuple[str, ...]:
    """About whom this viewer could do a step: a party about itself, the office about anybody in the case."""
    if view.viewer.seat:
        return (view.viewer.seat,)
    if step.subject != "party":
        return ("",)
    seats = tuple(party.seat for party in view.facts.parties)
    form = view.procedure.form_for(step.act)
    asked = form.by_code.get("party") if form else None
    # Left out by the mediator, "about whom" means the mediator: their own signature, their own times.
    speaks_for_self = view.viewer.role is Role.MEDIATOR and asked is not None and not asked.required
    return (*seats, "") if speaks_for_self else seats


def explain_act(view: CaseView, step: Step, language: str) -> ActOffer:
    """One act: open for somebody, or refused with the first reason."""
    actor = make_actor(view.viewer)
    seats: list[str] = []
    first: Refused | None = None
    for subject in _list_subjects(view, step):
        refused = refuse_step(view.procedure, step.act, actor, view.name(subject))
        if refused is None:
            seats.append(subject)
        first = first or refused
    title = step.title.in_language(language)
    why = step.why.in_language(language)
    if seats:
        return ActOffer(step.act, title, why, True, seats=tuple(seat for seat in seats if seat))
    refusal = explain_refusal(view.procedure, first, language) if first else None
    return ActOffer(step.act, title, why, False, refusal)


def list_acts(view: CaseView, language: str) -> tuple[ActOffer, ...]:
    """Every act that the table and the pack could ever let this viewer do here, open ones first."""
    role = view.viewer.role.value
    steps = [
        step
        for step in view.procedure.steps
        if role in step.roles and step.act != "open_case" and may(view.viewer, step.act, view.case)
    ]
    offers = [explain_act(view, step, language) for step in steps]
    return tuple(sorted(offers, key=lambda offer: not offer.open))


def find_form(view: CaseView, act: str, names: Mapping[str, str] = NOBODY) -> tuple[Form, FormContext] | None:
    """The form of an act and the answers that this case offers; nothing when the table does not allow the act.

    `names` maps seats and people's codes to names, where the reader may see them.
    """
    form = view.procedure.form_for(act)
    if form is None or not may(view.viewer, act, view.case):
        return None
    people = list_people(view.case.centre_id)
    return form, make_context(view.facts, view.procedure, people, names, tz=view.case.centre.time_zone)


@dataclass(frozen=True)
class WayStep:
    """One act on the way to another that is shut: who may do it, about whom, and what it waits for, in words."""

    act: str
    title: str
    roles: tuple[str, ...]
    seats: tuple[str, ...]
    waits: tuple[str, ...]


def explain_way(view: CaseView, act: str, language: str) -> tuple[WayStep, ...]:
    """What would have to happen first, in order; the last is the act itself. Nothing where no act opens it.

    Whoever is not a side themselves may do an act about any side: the shortest way is the one that counts.
    """
    seats = (view.viewer.seat,) if view.viewer.seat else (*(side.seat for side in view.facts.sides), "")
    role = view.viewer.role.value
    ways = (describe_way(view.procedure, view.name(seat), act, role) for seat in seats)
    lines = min((way for way in ways if way), key=_count_lines, default=[])
    return tuple(
        WayStep(
            act=line["act"],
            title=Words(tuple(line["title"].items())).in_language(language),
            roles=tuple(line["roles"]),
            seats=_list_seats_left(view, line["act"]) if line["act"] != act else (),
            waits=tuple(Words(tuple(said.items())).in_language(language) for said in line["waits"]),
        )
        for line in lines
    )


def _count_lines(way: list[dict[str, Any]]) -> tuple[int, int]:
    return len(way), sum(len(line["waits"]) for line in way)


def _list_seats_left(view: CaseView, act: str) -> tuple[str, ...]:
    """The sides about whom an act is still to be done, where it is done about each of them."""
    step = view.procedure.step_for(act)
    own = {fact for fact in (step.makes if step else ()) if fact.startswith("this_party_")}
    if step is None or step.subject != "party" or not own or view.viewer.role.value not in OFFICE_ROLES:
        return ()
    return tuple(side.seat for side in view.facts.sides if not own & view.name(side.seat))
