"""The centre's back room in a process of its own: makes the centre and its people, sends mail, moves the clock.

A test cannot reach into the server's tables and must not share its connections; it asks this process instead,
one JSON line for one JSON line. Everything is done by the acts and jobs that a real centre uses.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

PASSWORD = "four-words-for-a-journey"
PEOPLE = {
    "intake": "Thandeka Oyelaran",
    "coordinator": "Marisol Achterberg",
    "mediator": "Dmitri Kawabata",
    "mediator2": "Philippa Nkemelu",
    "mediator3": "Oksana Delacroix",
    "director": "Ewan Sarkisian",
}
CENTRE = "Lower Ford Mediation"


def make_people() -> dict[str, str]:
    """The centre with one of each, all with the same password; login -> public code."""
    from evenhand.access.acts import add_person
    from evenhand.access.queries import find_centre
    from evenhand.access.rules import Role
    from evenhand.calendars.clock import read_now
    from evenhand.site.commands.init import Answers, make_centre_here

    make_centre_here(Answers(name=CENTRE, time_zone="Europe/London"))
    centre = find_centre()
    assert centre is not None
    return {
        login: add_person(
            centre=centre,
            username=login,
            name=name,
            role=Role(login.rstrip("23")),
            at=read_now(),
            by="operator",
            password=PASSWORD,
        ).code
        for login, name in PEOPLE.items()
    }


def start_clock() -> None:
    """A demo's clock begins on a Monday at nine, so that a test is the same at night and on Sundays."""
    from django.conf import settings

    from evenhand.calendars.clock import read_machine

    now = read_machine()
    monday = (now + timedelta(days=7 - now.weekday())).date()
    ahead = datetime.combine(monday, time(9), now.tzinfo) - now
    clock = {"offset_seconds": int(ahead.total_seconds())}
    (Path(settings.EVENHAND_HOME) / "clock.json").write_text(json.dumps(clock), encoding="utf-8")


def do_people() -> dict[str, str]:
    """Make everybody; the clock is set first, or the record would run backwards."""
    from evenhand.site.cli import start_django

    start_django()
    start_clock()
    return make_people()


def do_now() -> str:
    """The present of the centre."""
    from evenhand.calendars.clock import read_now

    return read_now().isoformat()


def do_send() -> int:
    """Run the mailer once."""
    from evenhand.calendars.clock import read_now
    from evenhand.notices.sending import send_due_notices

    return send_due_notices(at=read_now(), limit=200).sent


def do_move(days: int) -> str:
    """Move the clock on, and let what is due then fall due."""
    from evenhand.calendars.clock import move_clock
    from evenhand.cases.recomputing import recompute_open_cases

    now = move_clock(days=days)
    recompute_open_cases(at=now)
    return now.isoformat()


def do_count() -> int:
    """How many cases there are."""
    from evenhand.access.queries import find_centre

    centre: Any = find_centre()
    return int(centre.case_set.count())


def do_verify() -> int:
    """How many entries the whole record holds; a fault in it is a fault here."""
    from evenhand.record.queries import verify_record

    verdict = verify_record()
    assert verdict.first_bad is None, verdict
    return verdict.entries


def tell_to_invitation(town: Any) -> None:
    """Both sides are screened and the other side is asked."""
    from tests.cast import SAFE

    town.open()
    town.must("intake", "screen_party", party="p1", **SAFE)
    town.must(
        "intake", "log_contact", party="p2", method="phone", reached="reached", words="Calls back at six."
    )
    town.must("intake", "screen_party", party="p2", safeguards=["separate_arrival"], **SAFE)
    town.must("intake", "invite_party", party="p2", how="letter")
    town.must("p1", "send_message", party="p1", words="Please only call before noon.")


def tell_to_asking(town: Any) -> None:
    """A mediator is asked and has not answered."""
    from tests.cast import tell_to_consent

    tell_to_consent(town)
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))


def tell_to_times(town: Any) -> None:
    """Times are offered and one side has answered."""
    tell_to_asking(town)
    town.must("mediator", "answer_conflict_check", answer="no_conflict")
    starts = town.at + timedelta(days=30)
    times = [{"starts": (starts + timedelta(days=day)).isoformat(), "place": "centre"} for day in range(2)]
    town.must("mediator", "offer_times", times=times, minutes=90)
    town.must("intake", "answer_times", party="p2", suits=["s2"])


def do_tell(stage: str) -> dict[str, Any]:
    """Tell a case by its acts as far as a stage; its number, and a way in for each side."""
    from django.contrib.auth import get_user_model

    from evenhand.access.queries import find_centre
    from evenhand.calendars.clock import read_now
    from evenhand.cases.entrance import give_way_in
    from tests.cast import Town, tell_to_agreement

    stages = {"invited": tell_to_invitation, "asked": tell_to_asking, "times": tell_to_times}
    stages["agreed"] = tell_to_agreement
    people = {user.username: user for user in get_user_model().objects.all()}
    # The story took some days; it ends before now, or a page would show what is still to come.
    town = Town(centre=find_centre(), people=people, at=read_now() - timedelta(days=12))  # type: ignore[arg-type]
    stages[stage](town)
    ways = {seat: give_way_in(number=town.number, seat=seat, at=read_now()) for seat in ("p1", "p2")}
    return {"number": town.number, **{seat: [way.code, way.pin] for seat, way in ways.items()}}


DOING = {
    "people": do_people,
    "now": do_now,
    "send": do_send,
    "move": do_move,
    "count": do_count,
    "tell": do_tell,
    "verify": do_verify,
}


def answer(line: str) -> str:
    """Do one thing and say what came of it."""
    asked: dict[str, Any] = json.loads(line)
    return json.dumps(DOING[asked.pop("do")](**asked))


if __name__ == "__main__":
    for line in sys.stdin:
        print(answer(line), flush=True)
