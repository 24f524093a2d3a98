"""The agreement as a document: what the parties keep, and what they show where it is not kept."""

from __future__ import annotations

import hashlib
from typing import Any
from zoneinfo import ZoneInfo

import rfc8785

from evenhand.notices.documents.compile import compile_document
from evenhand.notices.documents.shapes import AgreementData, SignatureLine, TermLine
from evenhand.notices.words import Words, choose_languages, find_tag, load_words

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COLUMNS = ("term_number", "term_who", "term_what", "term_by")
HEADINGS = (
    "title",
    "people_heading",
    "terms_heading",
    "matter_heading",
    "other_heading",
    "signatures_heading",
    "broken_heading",
)


def make_agreement_pdf(data: AgreementData) -> bytes:
    """The agreement as PDF/UA-1 and PDF/A-2a, one complete section per language of the parties.

    The same data give the same bytes. Raises `DocumentUnmakeable`, whose text holds nothing of the data.
    """
    languages = choose_languages(data.languages)
    code = compute_agreement_code(data)
    sections = [_make_section(data, load_words(language), languages, code) for language in languages]
    content = {
        "title": f"{sections[0]['title']} {data.number}",
        "centre": data.centre,
        "centre-lines": list(data.centre_lines),
        "number": data.number,
        "other": data.other.strip(),
        "matter": data.matter.strip(),
        "written-in": find_tag(data.written_in).partition("-")[0],
        "paper": data.paper,
        "sections": sections,
    }
    return compile_document("agreement.typ", content, data.made_at)


def compute_agreement_code(data: AgreementData) -> str:
    """A short code of what was promised by whom: the same before and after signing, another if one word is
    changed.

    The first 60 bits of a SHA-256 over the canonical JSON of number, people, terms and other words, in
    Crockford's letters: enough for two people to see that they hold the same text, not a proof against a
    forger with time.
    """
    promised = {
        "number": data.number,
        "people": [[person.name, person.part] for person in data.people],
        "terms": [[term.who, term.what, term.by.isoformat() if term.by else ""] for term in data.terms],
        "other": data.other.strip(),
        **({"matter": data.matter.strip()} if data.matter.strip() else {}),
    }
    bits = int.from_bytes(hashlib.sha256(rfc8785.dumps(promised)).digest()[:8], "big") >> 4
    letters = "".join(CROCKFORD[bits >> shift & 31] for shift in range(55, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, 12, 4))


def _make_section(data: AgreementData, words: Words, languages: tuple[str, ...], code: str) -> dict[str, Any]:
    language, _, region = words.tag.partition("-")
    others = [words.name("language_names", other) for other in languages if other != words.language]
    return {
        **{key.replace("_", "-"): words.say(key) for key in HEADINGS},
        "lang": language,
        "region": "CN" if region == "Hans" else None,
        "agreed": words.say(
            "agreed_line",
            date=words.write_date(data.made_at.astimezone(ZoneInfo(data.tz)).date()),
            centre=data.centre,
        ),
        "number-label": words.say("case_number"),
        "same-in": words.say("same_in", languages=words.say("list_joint").join(others)) if others else "",
        "people": [{"name": person.name, "part": words.name("parts", person.part)} for person in data.people],
        "columns": [words.say(column) for column in COLUMNS],
        "terms-note": _note_original(data, words),
        "terms": [_make_term(term, place, data, words) for place, term in enumerate(data.terms, 1)],
        "state": _say_state(data, words),
        "signatures": [_make_signature(line, data, words) for line in data.signatures],
        "routes": list(data.routes.get(words.language) or data.routes.get("en", ())),
        "code-label": words.say("code_label", code=code),
        "code-note": words.say("code_note", code=code),
        "missing-note": words.say("missing_note"),
        "page": words.say("page", page="{page}", pages="{pages}"),
    }


def _note_original(data: AgreementData, words: Words) -> str:
    """A sentence for readers of another language than the terms were drafted in, unless every term is
    translated.
    """
    translated = all(words.language in term.translations for term in data.terms)
    if words.language == data.written_in or translated:
        return ""
    return words.say("terms_note_original", language=words.name("language_names", data.written_in))


def _make_term(term: TermLine, place: int, data: AgreementData, words: Words) -> dict[str, str]:
    translated = term.translations.get(words.language)
    return {
        "number": str(place),
        "who": term.who,
        "what": translated or term.what,
        "lang": find_tag(words.language if translated else data.written_in).partition("-")[0],
        "by": words.write_day(term.by) if term.by else words.say("term_no_day"),
    }


def _say_state(data: AgreementData, words: Words) -> str:
    if data.in_force_at is None:
        return words.say("state_waiting")
    phrase = "state_oral" if data.oral else "state_in_force"
    return words.say(phrase, date=words.write_moment(data.in_force_at, data.tz))


def _make_signature(line: SignatureLine, data: AgreementData, words: Words) -> dict[str, str]:
    signed = ""
    if line.signed_at is not None:
        phrase = f"signed_{line.form}" if line.form in {"portal", "paper", "seal"} else "signed_other"
        signed = words.say(phrase, date=words.write_moment(line.signed_at, data.tz))
    return {
        "name": line.name,
        "part": words.name("parts", line.part),
        "signed": signed,
        "here": words.say("seal_here" if line.part == "centre" else "sign_here"),
    }
