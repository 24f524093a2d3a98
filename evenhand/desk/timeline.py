"""What happened in a case, from its record: only the chains this viewer may read, each entry in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from evenhand.access.rules import Role
from evenhand.desk.act_form import word_bases
from evenhand.desk.events import DETAILS, ICONS, TITLES
from evenhand.desk.opened import OpenCase
from evenhand.desk.times import say_moment
from evenhand.desk.words import CHAINS, PLACES, TIES, say_option
from evenhand.record.queries import WordsGone, list_entries, open_entry

SHOWN = 60
LATE_AFTER = 24 * 3600


def choose_chains(opened: OpenCase) -> list[str]:
    """The office reads what everybody, the office and each party may see; a mediator not what is the office's alone.

    Caucus notes have a page of their own: this one may stand open while others are in the room.
    """
    seats = [party.seat for party in opened.view.facts.parties]
    if opened.desk.viewer.role is Role.MEDIATOR:
        return ["shared", *seats]
    return ["shared", "office", *seats]


def say_party(opened: OpenCase, value: Any) -> str:
    """A seat or a code as a name."""
    return opened.name(str(value))


def say_when(opened: OpenCase, value: Any) -> str:
    """A moment in the record as people say it."""
    return say_moment(datetime.fromisoformat(str(value)), opened.desk.zone)


def say_words(opened: OpenCase, value: Any) -> str:
    """Words as they were written."""
    return str(value)


def say_place(opened: OpenCase, value: Any) -> str:
    """Where."""
    return str(PLACES.get(value, value))


def say_text(opened: OpenCase, value: Any) -> str:
    """The title and version of a text that was agreed to."""
    titles = {one.text_version: one for one in opened.procedure.consents}
    found = titles.get(value)
    return f"{found.title.in_language(opened.desk.language)} ({found.version})" if found else str(value)


def say_basis(opened: OpenCase, value: Any) -> str:
    """The ground on which somebody outside is told, and whom it names."""
    return next(
        (text for code, text in word_bases(opened.view, opened.desk.language) if code == value), value
    )


def say_times(opened: OpenCase, value: Any) -> str:
    """How many times were offered."""
    return ngettext("%(count)s time", "%(count)s times", len(value)) % {"count": len(value)}


def say_terms(opened: OpenCase, value: Any) -> str:
    """How many promises there are."""
    return ngettext("%(count)s promise", "%(count)s promises", len(value)) % {"count": len(value)}


def say_tie(opened: OpenCase, value: Any) -> str:
    """What the check for ties found."""
    return str(TIES.get(value, value))


SAYERS: Mapping[str, Callable[[OpenCase, Any], str]] = {
    "who": say_party,
    "when": say_when,
    "words": say_words,
    "place": say_place,
    "tie": say_tie,
    "text": say_text,
    "basis": say_basis,
    "times": say_times,
    "terms": say_terms,
}


def say_detail(opened: OpenCase, how: str, value: Any) -> str:
    """One thing an entry shows: by its own sayer, or in the pack's words for the answer (`act.question`)."""
    if how in SAYERS:
        return SAYERS[how](opened, value)
    act, _, question = how.partition(".")
    codes = value if isinstance(value, list) else [value]
    said = [say_option(opened.procedure, act, question, code, opened.desk.language) for code in codes]
    return ", ".join(said)


def say_entry(opened: OpenCase, tag: str, after: Mapping[str, Any]) -> tuple[str, str]:
    """The short facts of an entry in one line, and its words below."""
    facts: list[str] = []
    words: list[str] = []
    for field, how in DETAILS.get(tag, ()):
        if after.get(field) in (None, "", []):
            continue
        (words if how == "words" else facts).append(say_detail(opened, how, after[field]))
    return " · ".join(facts), "\n\n".join(words)


def say_readers(opened: OpenCase, chain: str) -> str:
    """Who may read an entry."""
    if chain in CHAINS:
        return str(CHAINS[chain])
    return gettext("%(name)s and our staff") % {"name": opened.name(chain)}


def draw_entry(opened: OpenCase, entry: Any) -> dict[str, Any]:
    """One entry of the timeline."""
    try:
        after = open_entry(entry, opened.key)["after"]
    except WordsGone:
        after = {}
    facts, words = say_entry(opened, entry.tag, after)
    title = str(TITLES.get(entry.tag, entry.tag))
    about = opened.name(entry.subject) if entry.subject else ""
    facts = "" if facts == about else facts.removeprefix(f"{about} · ")
    return {
        "title": title,
        "about": about,
        "facts": facts,
        "words": words,
        "at": say_moment(entry.happened_at, opened.desk.zone),
        "machine": entry.happened_at.isoformat(timespec="seconds"),
        "by": opened.name(entry.by),
        "kind": ICONS.get(entry.tag, "ring"),
        "late": (entry.at - entry.happened_at).total_seconds() > LATE_AFTER,
        "readers": say_readers(opened, entry.chain),
        "office": entry.chain != "shared",
    }


def draw_timeline(opened: OpenCase, every: bool = False) -> tuple[list[dict[str, Any]], bool]:
    """The newest entries first, and whether there are more."""
    rows = list_entries(opened.case.pk, choose_chains(opened)).order_by("-id")
    found = list(rows if every else rows[: SHOWN + 1])
    more = not every and len(found) > SHOWN
    return [draw_entry(opened, entry) for entry in (found[:SHOWN] if more else found)], more
