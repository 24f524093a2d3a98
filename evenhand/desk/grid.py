"""Who can come when: the offered times against everybody's answers."""

from __future__ import annotations

from typing import Any

from evenhand.desk.opened import OpenCase
from evenhand.desk.times import say_time, say_weekday
from evenhand.desk.words import PLACES
from evenhand.mediation.reading import OpenOffer

MEDIATOR = "mediator"


def say_answer(offer: OpenOffer, who: str, ref: str) -> str:
    """yes, no, or not answered."""
    if who not in offer.answers:
        return "unknown"
    return "yes" if ref in offer.answers[who] else "no"


def draw_grid(opened: OpenCase, offer: OpenOffer) -> dict[str, Any]:
    """The grid; a time that suits everybody stands out."""
    people = [party.seat for party in opened.view.facts.sides] + [MEDIATOR]
    answers = {who: [say_answer(offer, who, slot.ref) for slot in offer.slots] for who in people}
    zone = opened.desk.zone
    return {
        "slots": [
            {
                "title": say_weekday(slot.starts, zone),
                "words": f"{say_time(slot.starts, zone)} · {PLACES[slot.place]}",
                "best": all(answers[who][at] == "yes" for who in people),
            }
            for at, slot in enumerate(offer.slots)
        ],
        "people": [{"name": opened.name(who), "answers": answers[who]} for who in people],
        "minutes": offer.minutes,
    }
