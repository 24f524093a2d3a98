"""The later parts of cases: sessions, agreements, promises kept and not kept, endings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from evenhand.site.simulation.beats import Beat, Meeting
from evenhand.site.simulation.parts import BY_DAYS, agree_time, come_to_mediator
from evenhand.site.simulation.tale import Tale

NOTES = {
    "agreed": "held",
    "in_part": "held",
    "not_agreed": "failed",
    "adjourned": "adjourned",
    "no_show": "missed",
}


def hold(tale: Tale, meeting: Meeting, result: str, gap: float = 4.0) -> list[Beat]:
    """The session, written down by its mediator when all have gone home; sometimes with a note of her own."""
    came = {"party": "p2", "value": "absent" if result == "no_show" else "came"}
    attendance = [{"party": seat, "value": "came"} for seat in tale.seats if seat != "p2"]

    def record(_beat: Beat) -> dict[str, Any]:
        return {
            "held_on": meeting.begin.isoformat(),
            "attendance": [*attendance, came],
            "result": result,
            "minutes": meeting.minutes,
            "words": tale.note(NOTES[result]),
        }

    beats = [Beat(tale.staff.mediator, "record_session", record, gap=gap, when="meeting", meeting=meeting)]
    if result != "no_show" and tale.rng.random() < 0.4:
        words = {"words": tale.note("caucus")}
        beats.append(Beat(tale.staff.mediator, "write_caucus_note", words, when="sitting"))
    return beats


def come_to_session(tale: Tale, result: str) -> list[Beat]:
    """Until one session was held with this result."""
    meeting = Meeting(place=tale.rng.choice(("centre", "centre", "centre", "online")))
    gap = tale.rng.choice((2.0, 2.5, 3.5, 4.5))
    return [*come_to_mediator(tale), *agree_time(tale, meeting), *hold(tale, meeting, result, gap)]


def draft(tale: Tale) -> list[Beat]:
    """The terms are written down, and everybody hears that they may take advice first."""

    def list_terms(beat: Beat) -> dict[str, Any]:
        rows = []
        for count, (who, what) in enumerate(tale.story.terms):
            day = (beat.at + timedelta(days=BY_DAYS[count % len(BY_DAYS)])).date()
            rows.append({"who": who, "what": what, **({"by": day.isoformat()} if count != 1 else {})})
        return {"terms": rows}

    mediator = tale.staff.mediator
    return [
        Beat(mediator, "draft_terms", list_terms, gap=1.0, when="evening"),
        Beat(mediator, "advise_independently", {"how": "in_session"}, when="sitting"),
    ]


def sign(tale: Tale, seat: str, gap: float = 0.8) -> Beat:
    """A side signs, on its own page or on paper at the centre."""
    if tale.rng.random() < 0.3:
        return Beat(tale.staff.worker, "sign_agreement", {"party": seat, "form": "paper"}, gap=gap)
    return Beat(seat, "sign_agreement", {"party": seat, "form": "portal"}, gap=gap, when="home")


def come_into_force(tale: Tale, result: str = "agreed") -> list[Beat]:
    """Until the last signature."""
    last = Beat(tale.staff.mediator, "sign_agreement", {"form": "portal"}, gap=0.5, when="evening")
    return [*come_to_session(tale, result), *draft(tale), sign(tale, "p1"), sign(tale, "p2", 1.0), last]


def follow(tale: Tale, round_: str, value: str = "kept", gap: float = 30.5) -> Beat:
    """Both sides are rung up and asked, promise by promise."""
    codes = [f"t{count}" for count in range(1, len(tale.story.terms) + 1)]
    stands = [{"term": code, "value": value if code == codes[-1] else "kept"} for code in codes]
    words = {"kept": "kept", "partly": "part", "broken": "broken"}[value]
    data = {"round": round_, "terms": stands, "words": tale.note(words)}
    return Beat(tale.staff.worker, "follow_up", data, gap=gap)


def tell_routes(tale: Tale, gap: float = 0.8) -> Beat:
    """Everybody hears what else they can do."""
    how = {"how": tale.rng.choice(("spoken", "letter", "message"))}
    return Beat(tale.staff.worker, "tell_routes", how, gap=gap)


def close(tale: Tale, outcome: str, words: str = "", gap: float = 1.0) -> Beat:
    """The file is closed."""
    said = {"words": tale.note(words)} if words else {}
    return Beat(tale.staff.worker, "close_case", {"outcome": outcome, **said}, gap=gap)
