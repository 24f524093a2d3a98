"""Every way a case can have gone by today, and how many of sixty have gone it.

The weights keep to published workload figures (readme.md): of the cases that are decided, two thirds reached a
session, and eight in ten of those agreed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.site.simulation import endings as end
from evenhand.site.simulation import parts
from evenhand.site.simulation.beats import Beat, Meeting, find_ahead
from evenhand.site.simulation.tale import Tale

Teller = Callable[[Tale], list[Beat]]


@dataclass(frozen=True)
class Path:
    """One way: its name, how many of sixty, how many days ago its last beat was, and how it is told.

    `ended` cases lie anywhere in the time the centre has lived, not just before today. `waits_for` says what
    somebody looking at the demo can do in such a case.
    """

    name: str
    weight: int
    age: tuple[float, float]
    tell: Teller
    channel: str = ""
    ended: bool = False
    waits_for: str = ""
    afraid: bool = False

    @property
    def between_two(self) -> bool:
        """Whether its story must be one of two grown-up people: a guest acts in it, or one is afraid of the other."""
        return bool(self.waits_for) or self.afraid


def _wait_for_contact(tale: Tale) -> list[Beat]:
    tries = [parts.try_other(tale, "no_answer", 0.8), parts.try_other(tale, "left_message", 1.5)]
    return [*parts.take_up(tale), parts.screen(tale, "p1"), *tries]


def _wait_too_long(tale: Tale) -> list[Beat]:
    return [*parts.take_up(tale), parts.screen(tale, "p1"), parts.try_other(tale, "no_answer", 1.0)]


def _screen_first(tale: Tale) -> list[Beat]:
    return [*parts.take_up(tale), *parts.reach_other(tale)]


def _screen_other(tale: Tale) -> list[Beat]:
    return [*parts.take_up(tale), parts.screen(tale, "p1"), *parts.reach_other(tale), parts.invite(tale)]


def _answer_invitation(tale: Tale) -> list[Beat]:
    return [*parts.come_to_invitation(tale), parts.consent(tale, "p1")]


def _lose_mediator(tale: Tale) -> list[Beat]:
    objection = Beat("p2", "object_to_mediator", {"party": "p2"}, gap=0.8, when="home")
    return [*parts.come_to_mediator(tale), objection]


def _ask_second(tale: Tale) -> list[Beat]:
    first = parts.ask(tale, tale.staff.spare)
    return [*parts.come_to_consent(tale), first, parts.decline(tale), parts.ask(tale, gap=0.4)]


def _meet_ahead(tale: Tale, days: int, confirmed: bool = True, answers: int = 4) -> list[Beat]:
    meeting = Meeting(starts=find_ahead(tale.now, days, tale.place, tale.rng))
    times = parts.agree_time(tale, meeting, confirmed=confirmed)
    return [*parts.come_to_mediator(tale, disclosed=days == 5), *(times if confirmed else times[:answers])]


def _adjourn(tale: Tale) -> list[Beat]:
    return end.come_to_session(tale, "adjourned")


def _meet_again(tale: Tale) -> list[Beat]:
    meeting = Meeting(starts=find_ahead(tale.now, 6, tale.place, tale.rng))
    return [*_adjourn(tale), *parts.agree_time(tale, meeting, fresh=True)]


def _write_session(tale: Tale) -> list[Beat]:
    """The session was on the last working day, and nobody has written down how it went."""
    meeting = Meeting(starts=find_ahead(tale.now, -1, tale.place, tale.rng))
    return [*parts.come_to_mediator(tale), *parts.agree_time(tale, meeting)]


def _sign(tale: Tale, count: int) -> list[Beat]:
    signed = [end.sign(tale, "p1"), end.sign(tale, "p2")][:count]
    return [*end.come_to_session(tale, "agreed"), *end.draft(tale), *signed]


def _follow(tale: Tale, value: str) -> list[Beat]:
    return [*end.come_into_force(tale), end.follow(tale, "day_30", value)]


def _keep(tale: Tale, result: str = "agreed", last: str = "kept") -> list[Beat]:
    outcome = "settled" if result == "agreed" else "in_part"
    rounds = [end.follow(tale, "day_30"), end.follow(tale, "day_90", last, gap=60.5)]
    return [*end.come_into_force(tale, result), *rounds, end.close(tale, outcome)]


def _break(tale: Tale) -> list[Beat]:
    again = Beat("coordinator", "reopen_case", {"why": tale.note("reopen")}, gap=1.5)
    return [*_keep(tale, last="broken"), again]


def _fail(tale: Tale, closed: bool = True) -> list[Beat]:
    told = [*end.come_to_session(tale, "not_agreed"), end.tell_routes(tale)]
    return [*told, end.close(tale, "not_settled")] if closed else told


def _say_no(tale: Tale, closed: bool = True) -> list[Beat]:
    data = {"party": "p2", "form": "spoken", "words": tale.note("refused")}
    no = Beat(tale.staff.worker, "refuse_consent", data, gap=1.5)
    if tale.rng.random() < 0.5:
        no = Beat("p2", "refuse_consent", {"party": "p2", "form": "portal"}, gap=1.5, when="home")
    told = [*parts.come_to_invitation(tale), parts.consent(tale, "p1"), no]
    return [*told, end.tell_routes(tale), end.close(tale, "refused")] if closed else told


def _get_no_answer(tale: Tale) -> list[Beat]:
    tries = [parts.try_other(tale, "no_answer", gap) for gap in (1.0, 3.0, 6.0)]
    told = [*parts.take_up(tale), parts.screen(tale, "p1"), *tries, end.tell_routes(tale, 5.0)]
    return [*told, end.close(tale, "no_response", "no_response")]


def _refer(tale: Tale, closed: bool = True) -> list[Beat]:
    data = {"party": "p1", "where": tale.note("where"), "told": True}
    sent = Beat(tale.staff.worker, "refer_on", data, when="sitting")
    told = [*parts.take_up(tale), parts.find_unsafe(tale), sent]
    return [*told, end.tell_routes(tale), end.close(tale, "inappropriate")] if closed else told


def _withdraw(tale: Tale) -> list[Beat]:
    stop = Beat("p1", "withdraw_consent", {"party": "p1", "form": "portal"}, gap=1.5, when="home")
    told = [*parts.come_to_consent(tale), stop, end.tell_routes(tale)]
    return [*told, end.close(tale, "withdrawn", "withdrawn")]


def _settle_before(tale: Tale) -> list[Beat]:
    told = [*parts.come_to_invitation(tale), end.tell_routes(tale, 3.0)]
    return [*told, end.close(tale, "settled_before", "settled_before")]


def _end_otherwise(tale: Tale) -> list[Beat]:
    told = [*parts.come_to_consent(tale), end.tell_routes(tale, 4.0)]
    return [*told, end.close(tale, "other", "other_end")]


def _ask_to_erase(tale: Tale) -> list[Beat]:
    wish = Beat("coordinator", "request_erasure", {"why": tale.note("erase")}, gap=20.0)
    return [*_say_no(tale), wish]


def _note(tale: Tale) -> list[Beat]:
    words = Beat(tale.staff.worker, "write_note", {"words": tale.note("note")}, gap=0.2)
    return [*parts.come_to_consent(tale), words]


PATHS = (
    Path("fresh_web", 2, (0.1, 0.9), parts.open_case, channel="web"),
    Path("fresh_call", 1, (0.1, 1.0), parts.take_up, channel="phone"),
    Path("waiting_for_contact", 2, (0.5, 2.0), _wait_for_contact),
    Path("contact_overdue", 1, (15.0, 17.0), _wait_too_long, channel="phone"),
    Path("screening", 1, (0.3, 1.0), _screen_first),
    Path("screening_other", 1, (0.3, 1.5), _screen_other),
    Path("both_asked", 1, (0.4, 1.0), parts.come_to_invitation, channel="phone", waits_for="answer"),
    Path("invited", 1, (0.5, 2.5), _answer_invitation),
    Path("refused", 1, (0.3, 2.0), lambda tale: _say_no(tale, closed=False)),
    Path("consented", 2, (0.3, 1.5), _note, waits_for="match"),
    Path(
        "mediator_asked",
        1,
        (0.3, 1.5),
        lambda tale: [*parts.come_to_consent(tale), parts.ask(tale)],
        waits_for="check",
    ),
    Path("reassigned", 1, (0.3, 1.5), _ask_second),
    Path("objected", 1, (0.3, 1.5), _lose_mediator),
    Path("times_offered", 1, (0.3, 1.2), lambda tale: _meet_ahead(tale, 8, confirmed=False, answers=2)),
    Path("times_answered", 1, (0.2, 0.8), lambda tale: _meet_ahead(tale, 6, confirmed=False)),
    Path("confirmed", 3, (0.5, 2.0), lambda tale: _meet_ahead(tale, tale.rng.choice((2, 3, 5)))),
    Path("session_unwritten", 1, (5.0, 6.5), _write_session),
    Path("adjourned", 1, (0.5, 2.0), _adjourn),
    Path("meeting_again", 1, (0.3, 1.0), _meet_again),
    Path("agreed", 1, (0.3, 1.5), lambda tale: end.come_to_session(tale, "agreed")),
    Path("drafted", 1, (0.3, 1.5), lambda tale: _sign(tale, 0)),
    Path("partly_signed", 1, (0.3, 1.5), lambda tale: _sign(tale, 1)),
    Path("followup_due", 2, (26.0, 29.0), end.come_into_force),
    Path("followup_overdue", 1, (36.0, 42.0), end.come_into_force),
    Path("followed_up", 2, (10.0, 40.0), lambda tale: _follow(tale, "kept")),
    Path("partly_kept", 1, (2.0, 9.0), lambda tale: _follow(tale, "partly")),
    Path("reopened", 1, (0.5, 3.0), _break),
    Path("referred_on", 1, (0.3, 1.5), lambda tale: _refer(tale, closed=False), afraid=True),
    Path("erasure_asked", 1, (0.3, 2.0), _ask_to_erase, waits_for="erase"),
    Path("settled", 8, (1.0, 30.0), _keep, ended=True),
    Path("in_part", 1, (1.0, 30.0), lambda tale: _keep(tale, "in_part"), ended=True),
    Path("not_settled", 5, (3.0, 110.0), _fail, ended=True),
    Path("said_no", 3, (3.0, 130.0), _say_no, ended=True),
    Path("no_response", 2, (3.0, 130.0), _get_no_answer, ended=True),
    Path("unsuitable", 1, (3.0, 130.0), _refer, ended=True, afraid=True),
    Path("withdrawn", 1, (3.0, 130.0), _withdraw, ended=True),
    Path("settled_before", 2, (3.0, 130.0), _settle_before, ended=True),
    Path("other_end", 1, (3.0, 130.0), _end_otherwise, ended=True),
)
