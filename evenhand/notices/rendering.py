"""From a row of the outbox to what is said: here, at the last moment, names and addresses are opened."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from evenhand.access.acts import make_pass
from evenhand.access.queries import permit_centre, permit_job
from evenhand.cases.queries import read_procedure
from evenhand.notices.doors import make_cancel_link, make_party_link, make_staff_link
from evenhand.notices.models import Notice
from evenhand.notices.queries import hash_token
from evenhand.notices.rules import (
    Contact,
    TextUnfit,
    choose_way,
    count_days,
    fill_in,
    list_placeholders,
    split_template,
)
from evenhand.notices.words import Words, load_words, write_language_help
from evenhand.procedures.rules.procedure import Procedure
from evenhand.procedures.rules.words import list_fallbacks
from evenhand.vault.fields import open_text, seal_into
from evenhand.vault.keys import CaseKey, open_key


@dataclass(frozen=True)
class Addressee:
    """Whom a notice is for, opened: the ways to reach them, their language, and the address of each way."""

    contact: Contact
    language: str
    name: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class Text:
    """What is said, and in which language it turned out to be there."""

    subject: str
    body: str
    words: Words


def open_case(notice: Notice) -> CaseKey:
    """The case's key, for sending and for nothing else. Raises `KeyGone` once the case was erased."""
    return open_key(permit_job(notice.case, "send_notice"))


def open_addressee(notice: Notice, key: CaseKey) -> Addressee:
    """The person a notice is for: a party under the case's key, a person of the centre under the centre's."""
    return _open_staff(notice) if notice.user else _open_party(notice, key)


def _open_party(notice: Notice, key: CaseKey) -> Addressee:
    party = notice.case.parties.get(seat=notice.seat)
    known = {field: open_text(party, key, field).strip() for field in ("name", "email", "phone", "address")}
    contact = Contact(
        safe=party.safe_contact,
        email=bool(known["email"]),
        phone=bool(known["phone"]),
        address=bool(known["address"]),
        # A child whose guardian is in the case is never an addressee: `choose_seats` put the guardian there.
        alone_minor=party.under_18,
    )
    return Addressee(contact, party.language, known["name"], known["email"], known["address"])


def _open_staff(notice: Notice) -> Addressee:
    """Somebody of the centre: mail, or a colleague calls them."""
    user = notice.user
    key = open_key(permit_centre(notice.case.centre, "send_notice"))
    email = open_text(user, key, "email").strip() if hasattr(user, "email") else ""
    language = getattr(user, "language", "") or notice.case.centre.language
    return Addressee(Contact(email=bool(email), phone=True), language, open_text(user, key, "name"), email)


def choose_notice_way(notice: Notice, addressee: Addressee) -> str:
    """How this person is told this."""
    return choose_way(addressee.contact, notice.kind)


def write_text(notice: Notice, language: str, key: CaseKey, at: datetime, *, on_paper: bool = False) -> Text:
    """The pack's template in the person's language, or the nearest the pack has, filled in.

    A mail gets links that let somebody in; paper lies about, so it names the door only. Raises `TextUnfit`.
    """
    procedure = read_procedure(notice.case)
    spoken, template = _find_template(procedure, notice.template, language)
    words = load_words(spoken)
    zone = notice.case.centre.time_zone if procedure.tz == "centre" else procedure.tz
    subject, body = split_template(template)
    values = _gather_values(notice, words, zone, at)
    if not on_paper:
        values |= _make_links(notice, list_placeholders(body), key, at)
    return Text(fill_in(subject, values), fill_in(body, values), words)


def _find_template(procedure: Procedure, name: str, language: str) -> tuple[str, str]:
    """A template and the language it is in: the reader's, the nearest to it, English, or the pack's first."""
    for code in (*list_fallbacks(language or "en"), *procedure.languages):
        text = procedure.read_notice(name, code)
        if text:
            return code, text
    raise TextUnfit("the template is not there")


def _make_links(notice: Notice, wanted: frozenset[str], key: CaseKey, at: datetime) -> dict[str, str]:
    """The links of a mail to a party: a fresh way in, and the page behind a reminder."""
    links = {}
    if "link" in wanted and notice.seat:
        secret = make_pass(case_id=notice.case.pk, seat=notice.seat, kind="link", at=at)
        links["link"] = make_party_link(secret)
    if "cancel_link" in wanted and notice.kind == "reminder":
        links["cancel_link"] = make_cancel_link(keep_token(notice, key))
    return links


def _gather_values(notice: Notice, words: Words, zone: str, at: datetime) -> dict[str, str]:
    """What this notice has to fill in. What it lacks is left out, so that a text which asks for it is never
    sent.
    """
    facts: dict[str, Any] = notice.facts
    number = notice.case.number
    values = {
        "centre": notice.case.centre.name,
        "number": number,
        "link": make_staff_link(number) if notice.user else make_party_link(),
        "language_help": write_language_help(words.language),
    }
    if "when" in facts:
        values["when"] = words.write_moment(datetime.fromisoformat(facts["when"]), zone)
    if "place" in facts:
        values["place"] = words.name("places", facts["place"])
    if "by" in facts:
        last_day = date.fromisoformat(facts["by"])
        values |= {"by": words.write_date(last_day), "days": str(count_days(last_day, at, zone))}
    return values


def keep_token(notice: Notice, key: CaseKey) -> str:
    """The secret in a reminder's link: made once and sealed, so that a second copy of the mail has the same
    link.
    """
    if notice.cancel_hash:
        return open_text(notice, key, "cancel_token")
    token = secrets.token_urlsafe(32)
    seal_into(notice, key, cancel_token=token)
    notice.cancel_hash = hash_token(token)
    notice.save(update_fields=["cancel_token", "cancel_hash"])
    return token
