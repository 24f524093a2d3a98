"""The parts that cases are made of, each a few beats: a call, an invitation, a session, an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from evenhand.site.simulation.beats import Beat, Meeting
from evenhand.site.simulation.tale import Tale, write_email, write_phone

UNHURT = {"afraid": "no", "threatened": "no", "hurt": "no", "controlled": "no", "free_to_say_no": "yes"}
UNSAFE = {
    "afraid": "often",
    "threatened": "sometimes",
    "hurt": "sometimes",
    "controlled": "often",
    "free_to_say_no": "no",
}
BY_DAYS = (14, 30, 45)


def open_case(tale: Tale) -> list[Beat]:
    """From the first word to a worker who answers for the case."""
    if tale.channel == "web":
        return [Beat("visitor", "open_case", tale.open_with(), when="home")]
    return [Beat(tale.staff.worker, "open_case", tale.open_with())]


def take_up(tale: Tale) -> list[Beat]:
    """The case has a worker, the first side has been spoken to, and whoever belongs beside it is there."""
    worker = tale.staff.worker
    beats = open_case(tale)
    if tale.channel == "web":
        words = {"worker": worker, "words": tale.note("hand_over")}
        beats.append(Beat("coordinator", "hand_over", words, gap=0.6))
    method = {"walk_in": "visit", "web": "phone"}.get(tale.channel, "phone")
    beats.append(Beat(worker, "log_contact", _reached("p1", method, tale), gap=0.3, when=_same_sitting(tale)))
    return beats + stand_beside(tale)


def _same_sitting(tale: Tale) -> str:
    return "office" if tale.channel == "web" else "sitting"


def _reached(seat: str, method: str, tale: Tale) -> dict[str, Any]:
    return {"party": seat, "method": method, "reached": "reached", "words": tale.note("reached")}


def stand_beside(tale: Tale) -> list[Beat]:
    """A guardian for a child, a companion for whoever asked for one."""
    if len(tale.seats) < 3:
        return []
    data = {
        "part": "guardian" if tale.story.under_18 else "companion",
        "for_party": "p1",
        "name": tale.names.beside,
        "phone": write_phone(2 * tale.index + 400),
        "language": tale.story.language,
    }
    return [Beat(tale.staff.worker, "add_party", data, when="sitting")]


def screen(tale: Tale, seat: str, gap: float = 0.4, when: str = "office") -> Beat:
    """One side alone, nothing that speaks against it."""
    guards = list(tale.story.safeguards) if seat == "p1" else []
    found: dict[str, Any] = {"outcome": "suitable", "words": tale.note("screened")}
    if guards:
        found = {"outcome": "with_safeguards", "safeguards": guards, "words": tale.note("guarded")}
    return Beat(
        tale.staff.worker,
        "screen_party",
        {"party": seat, "alone": True, **UNHURT, **found},
        gap=gap,
        when=when,
    )


def find_unsafe(tale: Tale) -> Beat:
    """One side alone, and mediation is not the place for it."""
    data = {"party": "p1", "alone": True, **UNSAFE, "words": tale.note("unsafe"), "outcome": "not_suitable"}
    return Beat(tale.staff.worker, "screen_party", data, gap=0.8)


def try_other(tale: Tale, reached: str, gap: float) -> Beat:
    """An attempt to reach the other side that reached nobody."""
    data = {"party": "p2", "method": "phone", "reached": reached, "words": tale.note(reached)}
    return Beat(tale.staff.worker, "log_contact", data, gap=gap)


def reach_other(tale: Tale, tries: int | None = None) -> list[Beat]:
    """The other side is reached, perhaps not at the first try, and says how to reach them."""
    count = tale.rng.choice((0, 0, 1, 1, 2)) if tries is None else tries
    beats = [try_other(tale, tale.rng.choice(("no_answer", "left_message")), 0.5) for _ in range(count)]
    beats.append(Beat(tale.staff.worker, "log_contact", _reached("p2", "phone", tale), gap=0.6))
    contact = {
        "party": "p2",
        "phone": write_phone(2 * tale.index + 1),
        "email": write_email(2 * tale.index + 1),
    }
    return [*beats, Beat(tale.staff.worker, "correct_party", contact, when="sitting")]


def invite(tale: Tale, gap: float = 0.4, when: str = "sitting") -> Beat:
    """The other side is told what is asked of them, and that they may say no."""
    how = tale.rng.choice(("phone", "letter", "email"))
    return Beat(tale.staff.worker, "invite_party", {"party": "p2", "how": how}, gap=gap, when=when)


def come_to_invitation(tale: Tale) -> list[Beat]:
    """From the first word until both sides were screened and the other side has its invitation."""
    return [
        *take_up(tale),
        screen(tale, "p1"),
        *reach_other(tale),
        invite(tale),
        screen(tale, "p2", gap=0.5),
    ]


def consent(tale: Tale, seat: str, gap: float = 0.6) -> Beat:
    """A side says yes, mostly on its own page, sometimes on the phone."""
    data = {"party": seat, "text_version": tale.text_version}
    if tale.rng.random() < 0.3:
        return Beat(tale.staff.worker, "give_consent", {**data, "form": "spoken"}, gap=gap)
    return Beat(seat, "give_consent", {**data, "form": "portal"}, gap=gap, when="home")


def come_to_consent(tale: Tale) -> list[Beat]:
    """Until both sides have said yes; now and then somebody asks something first."""
    asked: list[Beat] = []
    if tale.rng.random() < 0.5:
        asked = [
            Beat("p1", "send_message", {"party": "p1", "words": tale.say("asks")}, gap=0.4, when="home"),
            Beat(tale.staff.worker, "send_message", {"party": "p1", "words": tale.say("replies")}, gap=0.3),
        ]
    return [*come_to_invitation(tale), *asked, consent(tale, "p1"), consent(tale, "p2", gap=0.7)]


def ask(tale: Tale, mediator: str = "", gap: float = 0.3) -> Beat:
    """The coordinator asks a mediator."""
    return Beat("coordinator", "assign_mediator", {"mediator": mediator or tale.staff.mediator}, gap=gap)


def accept(tale: Tale, disclosed: bool = False, gap: float = 0.4) -> Beat:
    """The mediator can take the case."""
    data: Mapping[str, Any] = {"answer": "no_conflict"}
    if disclosed:
        data = {"answer": "disclose", "words": tale.say("disclosed")}
    return Beat(tale.staff.mediator, "answer_conflict_check", data, gap=gap, when="evening")


def decline(tale: Tale) -> Beat:
    """The mediator who was asked first cannot take it."""
    data = {"answer": "cannot", "words": tale.note("cannot")}
    return Beat(tale.staff.spare, "answer_conflict_check", data, gap=0.6, when="evening")


def come_to_mediator(tale: Tale, disclosed: bool = False) -> list[Beat]:
    """Until a mediator has taken the case."""
    return [*come_to_consent(tale), ask(tale), accept(tale, disclosed)]


def list_offered(tale: Tale, meeting: Meeting, beat: Beat) -> list[dict[str, Any]]:
    """Three times on working days, one of which will be the session."""
    near = [meeting.begin + timedelta(days=days) for days in (-2, -1, 1, 2, 3, 4, 5)]
    soonest = beat.at + timedelta(days=1)
    others = [each for each in near if each > soonest and tale.place.open_at(each)]
    times = sorted([meeting.begin, *others[:2]])
    return [{"starts": each.isoformat(), "place": meeting.place} for each in times]


def offer(tale: Tale, meeting: Meeting, gap: float = 0.3, when: str = "sitting") -> Beat:
    """The mediator offers times, and says which of them suit."""
    return Beat(
        tale.staff.mediator,
        "offer_times",
        lambda beat: {"times": list_offered(tale, meeting, beat), "minutes": meeting.minutes},
        gap=gap,
        when=when,
    )


def find_slot(tale: Tale, meeting: Meeting, offered: Beat) -> str:
    """The reference of the time that becomes the session."""
    starts = [time["starts"] for time in list_offered(tale, meeting, offered)]
    return f"s{starts.index(meeting.begin.isoformat()) + 1}"


def suit(tale: Tale, who: str, meeting: Meeting, offered: Beat, gap: float = 0.6) -> Beat:
    """Somebody says which times suit."""
    own = {} if who == tale.staff.mediator else {"party": who}
    others = tale.rng.choice(((), ("s3",)))

    def answer(_beat: Beat) -> dict[str, Any]:
        return {**own, "suits": sorted({find_slot(tale, meeting, offered), *others})}

    return Beat(who, "answer_times", answer, gap=gap, when="home" if own else "sitting")


def agree_time(tale: Tale, meeting: Meeting, *, confirmed: bool = True, fresh: bool = False) -> list[Beat]:
    """Times are offered, everybody answers, one is confirmed."""
    offered = offer(tale, meeting, gap=1.0, when="evening") if fresh else offer(tale, meeting)
    beats = [
        offered,
        suit(tale, tale.staff.mediator, meeting, offered),
        suit(tale, "p1", meeting, offered),
        suit(tale, "p2", meeting, offered),
    ]
    if confirmed:
        slot = Beat(
            tale.staff.worker,
            "confirm_time",
            lambda _beat: {"slot": find_slot(tale, meeting, offered)},
            gap=0.3,
        )
        beats.append(slot)
    return beats
