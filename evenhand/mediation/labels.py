"""The answers that a mediation itself offers, in words: times, terms, texts. For every surface that asks a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evenhand.cases.explaining import CaseView
from evenhand.mediation.rules.types import MediationFacts
from evenhand.procedures.rules.forms import FormContext
from evenhand.vault.case_key import CaseKey
from evenhand.vault.fields import open_text

PLACES: dict[str, Any] = {"centre": _("At the centre"), "online": _("Online"), "phone": _("By phone")}


def say_place(code: str) -> str:
    """Where people meet."""
    return str(PLACES.get(code, code))


def say_time(moment: datetime, zone: ZoneInfo) -> str:
    """A weekday, a day and a time of day, in the centre's zone."""
    local = moment.astimezone(zone)
    return gettext("%(weekday)s %(day)s, %(time)s") % {
        "weekday": date_format(local, "l"),
        "day": date_format(local, "DATE_FORMAT"),
        "time": time_format(local.time(), "TIME_FORMAT"),
    }


def say_slot(starts: datetime, place: str, zone: ZoneInfo) -> str:
    """One offered time: when, and where."""
    return f"{say_time(starts, zone)} · {say_place(place)}"


def open_terms(view: CaseView, key: CaseKey) -> dict[str, str]:
    """Ref -> what is promised, of the newest version of the terms."""
    newest = view.case.agreements.order_by("version").last()
    return {term.ref: open_text(term, key, "what") for term in newest.terms.all()} if newest else {}


def label_choices(
    view: CaseView, context: FormContext, key: CaseKey | None, names: Mapping[str, str], language: str
) -> FormContext:
    """The same choices with words a reader knows: times instead of refs, promises instead of numbers."""
    zone = ZoneInfo(view.case.centre.time_zone)
    known: MediationFacts = view.facts.kind_facts or MediationFacts()
    slots = (
        {slot.ref: say_slot(slot.starts, slot.place, zone) for slot in known.offer.slots}
        if known.offer
        else {}
    )
    terms = open_terms(view, key) if key and context.terms else {}
    texts = {
        one.text_version: f"{one.title.in_language(language)}, {one.version}"
        for one in view.procedure.consents
    }
    bases = {one.code: one.title.in_language(language) for one in view.procedure.disclosures}
    return replace(
        context,
        parties=tuple((seat, names.get(seat, label)) for seat, label in context.parties),
        slots=tuple((ref, slots.get(ref, label)) for ref, label in context.slots),
        terms=tuple((ref, terms.get(ref, label)) for ref, label in context.terms),
        text_versions=tuple((code, texts.get(code, label)) for code, label in context.text_versions),
        papers=tuple((code, texts.get(code, label)) for code, label in context.papers),
        bases=tuple((code, bases.get(code, label)) for code, label in context.bases),
    )
