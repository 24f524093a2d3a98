"""How a party comes to their own page: a code or a link that names the seat, and a PIN that only they were told.

A mailbox may be read by a neighbour and a link opened by a mail scanner; neither knows the PIN.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.access.acts import consume_link, count_try, make_pass
from evenhand.access.queries import PassSeat, find_pass, permit_job
from evenhand.cases.models import Case, Party
from evenhand.vault.fields import open_text
from evenhand.vault.keys import KeyGone, open_key


@dataclass(frozen=True)
class Entered:
    """Whose page was opened, and the language that person chose."""

    centre: UUID
    case: UUID
    seat: str
    language: str


@dataclass(frozen=True)
class WayIn:
    """What somebody is given once, to come back with; `entered` is whose page it leads to."""

    number: str
    seat: str
    code: str
    pin: str
    entered: Entered


@dataclass(frozen=True)
class NotEntered:
    """The pass is unknown, used up, or the PIN is wrong; `left` tries remain where the pass is known."""

    left: int = 0


def give_way_in(*, number: str, seat: str, at: datetime) -> WayIn:
    """A new come-back code for a seat, with its PIN. Older codes go on working: nobody is locked out."""
    case = Case.objects.exclude(state="erased").get(number=number)
    code = make_pass(case_id=case.id, seat=seat, kind="code", at=at)
    party = case.parties.get(seat=seat)
    pin = open_text(party, open_key(permit_job(case, "give_pin")), "pin")
    return WayIn(case.number, seat, code, pin, Entered(case.centre_id, case.id, seat, party.language))


def enter_by_code(*, code: str, pin: str, at: datetime) -> Entered | NotEntered:
    """Come back with the code and the PIN, typed as people type: small letters, spaces, no dashes."""
    found = find_pass(secret=fold_code(code), kind="code", at=at)
    entered = _open_seat(found, pin) if found else None
    return entered or NotEntered()


def enter_by_link(*, secret: str, pin: str, at: datetime) -> Entered | NotEntered:
    """Use a mailed link up with the PIN. Only one of many at once comes in; five wrong PINs end the link."""
    found = find_pass(secret=secret, kind="link", at=at)
    if found is None:
        return NotEntered()
    entered = _open_seat(found, pin)
    if entered is None:
        return NotEntered(count_try(secret=secret))
    return entered if consume_link(secret=secret, at=at) else NotEntered()


def fold_code(typed: str) -> str:
    """A come-back code as it was given, however it was typed; letters that look like digits are those."""
    folded = unicodedata.normalize("NFKC", typed).upper().translate(str.maketrans("OIL", "011"))
    signs = "".join(sign for sign in folded if sign.isascii() and sign.isalnum())
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _open_seat(found: PassSeat, typed: str) -> Entered | None:
    rows = Party.objects.filter(case_id=found.case, seat=found.seat).exclude(case__state="erased")
    party = rows.select_related("case").first()
    return _compare_pin(party, typed) if party else None


def _compare_pin(party: Party, typed: str) -> Entered | None:
    try:
        pin = open_text(party, open_key(permit_job(party.case, "check_pin")), "pin")
    except KeyGone:
        return None
    folded = "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())
    if not pin or not hmac.compare_digest(pin, folded):
        return None
    return Entered(party.case.centre_id, party.case_id, party.seat, party.language)
