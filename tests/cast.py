"""The people every story is told with: two neighbours, the centre's staff, and an outsider who may see nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from evenhand.access.acts import add_person, make_centre
from evenhand.access.models import Centre, User
from evenhand.access.queries import view_as
from evenhand.access.rules import Role, Viewer
from evenhand.cases.acts import Done, Result, open_case, perform
from evenhand.cases.models import Case
from evenhand.procedures.packs import find_procedure

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
STORY = "Every night the dog next door barks until three and my children cannot sleep."
OPENING: dict[str, Any] = {
    "channel": "phone",
    "category": "neighbours",
    "language": "en",
    "your_name": "Rosa Quill",
    "your_phone": "+44 20 7946 0018",
    "your_email": "rosa.quill@example.org",
    "other_name": "Ignatius Bellweather",
    "story": STORY,
    "wish": "One quiet night.",
}


@dataclass
class Town:
    """A centre, its people, and a clock that the story moves."""

    centre: Centre
    people: dict[str, User]
    at: datetime = MORNING
    number: str = ""
    pack: str = "community_mediation"
    log: list[Result] = field(default_factory=list)

    def viewer(self, name: str) -> Viewer:
        """A person of the centre, or a party by seat (`p1`)."""
        if name in self.people:
            return view_as(self.people[name])
        case = Case.objects.get(number=self.number)
        return Viewer(role=Role.PARTY, centre=case.centre_id, case=case.id, seat=name)

    def code(self, name: str) -> str:
        """The public code of a person of the centre."""
        return self.people[name].code

    def open(self, name: str = "intake", once: str = "", **answers: Any) -> Result:
        """Open a case as somebody; the town then talks about that case."""
        data = {**OPENING, **answers}
        data = {code: value for code, value in data.items() if value is not None}
        viewer = self.viewer(name) if name else Viewer()
        result = open_case(
            by=viewer,
            centre=self.centre,
            procedure=find_procedure(self.pack),
            data=data,
            at=self.at,
            once=once,
        )
        if isinstance(result, Done):
            self.number = result.number
        return result

    def do(self, name: str, act: str, /, once: str = "", **data: Any) -> Result:
        """Do an act in the case as somebody."""
        return perform(by=self.viewer(name), number=self.number, act=act, data=data, at=self.at, once=once)

    def must(self, name: str, act: str, /, **data: Any) -> Done:
        """Do an act that is expected to be open."""
        result = self.do(name, act, **data)
        assert isinstance(result, Done), (act, result)
        return result

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.at += timedelta(**time)

    @property
    def case(self) -> Case:
        """The case as it stands now."""
        return Case.objects.get(number=self.number)


def build_town() -> Town:
    """A centre with one of each, two mediators, and a second centre's coordinator called `outsider`."""
    centre = make_centre(
        name="Lower Ford Mediation", language="en", time_zone="Europe/London", calendar="GB-ENG", at=MORNING
    )
    # Later, since the centre of an installation is the one that was made first.
    later = MORNING + timedelta(minutes=1)
    other = make_centre(
        name="Far Bank Mediation", language="en", time_zone="Europe/London", calendar="GB-ENG", at=later
    )
    cast: Mapping[str, tuple[Centre, Role]] = {
        "intake": (centre, Role.INTAKE),
        "intake2": (centre, Role.INTAKE),
        "coordinator": (centre, Role.COORDINATOR),
        "mediator": (centre, Role.MEDIATOR),
        "mediator2": (centre, Role.MEDIATOR),
        "director": (centre, Role.DIRECTOR),
        "reviewer": (centre, Role.REVIEWER),
        "federation": (centre, Role.FEDERATION),
        "operator": (centre, Role.OPERATOR),
        "outsider": (other, Role.COORDINATOR),
    }
    people = {
        name: add_person(centre=home, username=name, name=name.title(), role=role, at=MORNING, by="operator")
        for name, (home, role) in cast.items()
    }
    return Town(centre=centre, people=people)


SAFE = {
    "alone": True,
    "afraid": "no",
    "threatened": "no",
    "hurt": "no",
    "controlled": "no",
    "free_to_say_no": "yes",
    "outcome": "suitable",
}
TEXT = "agreement_to_mediate@2026.11"


def open_under(town: Town, pack: str, zone: str, calendar: str) -> None:
    """Move the centre elsewhere, let it work by that procedure, and let a case come in."""
    town.centre.time_zone, town.centre.calendar = zone, calendar
    town.centre.save()
    town.pack = pack
    assert isinstance(town.open(), Done)


def tell_to_invited(town: Town) -> None:
    """Both sides are spoken to alone and found safe, and the other one is asked."""
    town.must("intake", "screen_party", party="p1", **SAFE)
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    town.must("intake", "screen_party", party="p2", **SAFE)
    town.must("intake", "invite_party", party="p2", how="letter")


def tell_to_consent(town: Town) -> None:
    """From the call to both consents."""
    town.open()
    tell_to_invited(town)
    version = find_procedure("community_mediation").consents[0].text_version
    town.must("p1", "give_consent", party="p1", text_version=version, form="portal")
    town.must("intake", "give_consent", party="p2", text_version=version, form="signed_paper")


def tell_to_session(town: Town) -> None:
    """Then to a mediator, a time and a session that is over."""
    tell_to_consent(town)
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    town.must("mediator", "answer_conflict_check", answer="no_conflict")
    starts = town.at + timedelta(days=7)
    times = [
        {"starts": starts.isoformat(), "place": "centre"},
        {"starts": (starts + timedelta(days=1)).isoformat(), "place": "online"},
    ]
    town.must("mediator", "offer_times", times=times, minutes=90)
    town.must("p1", "answer_times", party="p1", suits=["s1", "s2"])
    town.must("intake", "answer_times", party="p2", suits=["s2"])
    town.must("mediator", "answer_times", suits=["s1", "s2"])
    town.must("intake", "confirm_time", slot="s2")
    town.wait(days=8, hours=2)


def tell_to_agreement(town: Town) -> None:
    """Then to an agreement in force."""
    tell_to_session(town)
    attendance = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came_late"}]
    held = (town.at - timedelta(hours=1)).isoformat()
    town.must("mediator", "record_session", held_on=held, attendance=attendance, result="agreed", minutes=80)
    terms = [
        {"who": "p2", "what": "Take the dog in by ten in the evening.", "by": "2026-04-01"},
        {"who": "p1", "what": "Ring the bell before writing a complaint."},
    ]
    town.must("mediator", "draft_terms", terms=terms)
    town.must("mediator", "advise_independently", how="in_session")
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("intake", "sign_agreement", party="p2", form="paper")
    town.must("mediator", "sign_agreement", form="portal")


def tell_to_the_end(town: Town) -> None:
    """Then kept, and closed."""
    tell_to_agreement(town)
    for days, round_ in ((31, "day_30"), (61, "day_90")):
        town.wait(days=days)
        kept = [{"term": "t1", "value": "kept"}, {"term": "t2", "value": "kept"}]
        town.must("intake", "follow_up", round=round_, terms=kept)
    town.must("coordinator", "close_case", outcome="settled")
