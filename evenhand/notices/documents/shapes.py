"""What a printed agreement and a letter are made of: plain values, so that a document can be made and tested
without a case.

Texts are printed as they are: they travel as data and are never read as markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class PersonLine:
    """Somebody named in the agreement, with the part they play: a party part, or `mediator`."""

    name: str
    part: str


@dataclass(frozen=True)
class TermLine:
    """One promise: who does what, and by which day (None where no day was agreed).

    `translations` holds the same promise in other languages, where somebody has translated it; without one
    the section of that language shows the words in which the promise was made.
    """

    who: str
    what: str
    by: date | None = None
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignatureLine:
    """One signature, given (`signed_at`, and how: `portal`, `paper`, `seal`) or still wanted (`signed_at` None: a
    line to sign on). The centre's seal is a line of the part `centre`.
    """

    name: str
    part: str
    signed_at: datetime | None = None
    form: str = ""


@dataclass(frozen=True)
class AgreementData:
    """The agreement of one case as it stands at `made_at`; the same data make the same bytes.

    `languages` are those of the parties, the first one first; `written_in` is the language the terms were
    drafted in; `routes` says per language what to do when a promise is broken; `tz` is the time zone of the
    centre. `matter`: what it is about, where the procedure asks for it; `oral`: agreed by word of mouth, unsigned.
    """

    centre: str
    number: str
    languages: tuple[str, ...]
    written_in: str
    tz: str
    made_at: datetime
    people: tuple[PersonLine, ...]
    terms: tuple[TermLine, ...]
    other: str
    signatures: tuple[SignatureLine, ...]
    routes: Mapping[str, tuple[str, ...]]
    in_force_at: datetime | None = None
    matter: str = ""
    oral: bool = False
    centre_lines: tuple[str, ...] = ()
    paper: str = "a4"


@dataclass(frozen=True)
class LetterData:
    """One letter to one address; `paragraphs` are printed with space between them, line breaks inside are
    kept.
    """

    centre: str
    centre_lines: tuple[str, ...]
    number: str
    language: str
    tz: str
    made_at: datetime
    to_lines: tuple[str, ...]
    subject: str
    paragraphs: tuple[str, ...]
    signed_by: str = ""
    help_line: str = ""
    paper: str = "a4"
