"""Agreements and letters: readable by everybody, and never refused because of a name."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.notices.documents import compile as typesetter
from evenhand.notices.documents.agreement import compute_agreement_code, make_agreement_pdf
from evenhand.notices.documents.compile import LIMIT, DocumentUnmakeable
from evenhand.notices.documents.letter import make_letter_pdf
from evenhand.notices.documents.shapes import PersonLine, TermLine
from evenhand.notices.words import list_languages
from tests.notices.agreements import AT, make_agreement, make_letter

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def read_text(pdf: bytes) -> str:
    """What a reader finds in it, as one line."""
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def walk(element: Any) -> Iterator[pikepdf.Dictionary]:
    """The structure elements of a tagged PDF, in reading order."""
    if isinstance(element, pikepdf.Array):
        for inner in element:
            yield from walk(inner)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        yield from walk(element.get("/K", pikepdf.Array()))


def count_tags(pdf: bytes) -> Counter[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return Counter(str(element.S) for element in walk(opened.Root.StructTreeRoot.K))


@pytest.mark.parametrize("kind", ["agreement", "letter"])
def test_a_document_is_accessible_and_lasts(kind: str) -> None:
    pdf = make_agreement_pdf(make_agreement()) if kind == "agreement" else make_letter_pdf(make_letter())
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as about:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "en"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert str(about["dc:title"]).strip()
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        assert fonts and all("+" in str(font.BaseFont) for font in fonts), "every font is embedded"


def test_the_terms_are_a_table_with_headers() -> None:
    tags = count_tags(make_agreement_pdf(make_agreement()))
    assert (tags["/Table"], tags["/TH"], tags["/TR"], tags["/TD"]) == (1, 4, 3, 8)
    assert tags["/H1"] == 1 and tags["/H2"] == 5 and tags["/L"] == 1


def test_each_language_has_a_section_and_each_text_its_language() -> None:
    pdf = make_agreement_pdf(make_agreement(languages=("ar", "es", "ar"), other=""))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "ar"
        assert opened.Root.ViewerPreferences.Direction == "/R2L"
        tagged = {str(element.Lang) for element in walk(opened.Root.StructTreeRoot.K) if "/Lang" in element}
    assert {"en", "es"} <= tagged, "the terms keep the language they were made in"
    assert count_tags(pdf)["/H1"] == 2


@needs_poppler
def test_an_agreement_says_what_was_agreed_and_by_whom() -> None:
    data = make_agreement()
    told = read_text(make_agreement_pdf(data))
    for words in (
        "Mediation agreement",
        "7KQ4-M2XN-9D3T",
        "Rosa Delgado",
        "Wen Jianguo 温建国",
        "Turns the television down after ten.",
        "1 December 2026",
        "No day set",
        "Both will greet each other on the stairs.",
        "In force since Monday 23 November 2026, 14:05",
        "Signed online: Monday 23 November 2026, 13:45",
        "Signed on paper: Monday 23 November 2026, 13:57",
        "You may go to court at any time.",
        compute_agreement_code(data),
        "Page 1 of",
    ):
        assert words in told, words
    assert "could not show" not in told


@needs_poppler
def test_an_unsigned_agreement_has_lines_to_sign_on() -> None:
    data = make_agreement(in_force_at=None)
    blank = replace(data, signatures=tuple(replace(line, signed_at=None) for line in data.signatures))
    told = read_text(make_agreement_pdf(blank))
    assert "Not in force yet" in told and told.count("Signature and date") == 3
    assert "Signed online" not in told


@needs_poppler
def test_a_reader_of_another_language_is_told_whose_words_these_are() -> None:
    data = make_agreement(languages=("zh-hans", "en"))
    told = read_text(make_agreement_pdf(data))
    assert "以下约定保留订立时所用的语言（英文）。" in told.replace(" ", "")
    term = replace(data.terms[0], translations={"zh-hans": "晚上十点以后把电视声音调低。"})
    told = read_text(make_agreement_pdf(replace(data, terms=(term,)))).replace(" ", "")
    assert "晚上十点以后把电视声音调低" in told and "所用的语言" not in told


@pytest.mark.parametrize("language", [*list_languages(), "ug", "xx"])
def test_every_language_of_a_party_gives_a_document(language: str) -> None:
    assert make_agreement_pdf(make_agreement(languages=(language,), written_in=language))
    assert make_letter_pdf(make_letter(language=language))


def test_the_same_data_give_the_same_bytes() -> None:
    assert make_agreement_pdf(make_agreement()) == make_agreement_pdf(make_agreement())
    assert make_letter_pdf(make_letter()) == make_letter_pdf(make_letter())
    later = make_agreement(made_at=AT + timedelta(minutes=1))
    assert make_agreement_pdf(make_agreement()) != make_agreement_pdf(later)


def test_the_code_is_of_what_was_promised_and_by_whom() -> None:
    data = make_agreement()
    code = compute_agreement_code(data)
    assert len(code) == 14 and code.count("-") == 2
    assert compute_agreement_code(replace(data, signatures=(), in_force_at=None, made_at=AT)) == code
    changed = (
        replace(data, other="Both will greet each other on the stair."),
        replace(data, terms=data.terms[:1]),
        replace(data, terms=(replace(data.terms[0], by=date(2026, 12, 2)), data.terms[1])),
        replace(data, people=(PersonLine("Rosa Delgada", "initiating"), *data.people[1:])),
        replace(data, number="7KQ4-M2XN-9D3V"),
    )
    assert len({code, *map(compute_agreement_code, changed)}) == 1 + len(changed)


@needs_poppler
def test_markup_in_a_text_is_text() -> None:
    words = '#import "@preview/x" = $y$ *z* [U-1] \\ `code` // #sys.inputs <label> @ref'
    told = read_text(make_agreement_pdf(make_agreement(other=words)))
    assert words in told


@needs_poppler
def test_a_sign_that_no_font_has_is_boxed_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "_list_font_files", lambda: ())
    data = make_agreement(people=(PersonLine("\U0002b7a9 \U0001f409", "initiating"),))
    told = read_text(make_agreement_pdf(data))
    assert "[U+1F409]" in told and "could not show every sign" in told


def test_fonts_of_the_machine_that_cannot_be_used_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font may claim a sign that it then cannot print: the document is made with boxes."""
    monkeypatch.setattr(typesetter, "find_in_fonts", lambda signs, files: signs)
    assert make_agreement_pdf(make_agreement(other="\U000e0fff \uf8ff \U0001f409"))


@pytest.fixture(scope="module")
def no_other_fonts() -> Iterator[None]:
    """Only the fonts that are shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetter, "_list_font_files", lambda: ())
        yield


@given(words=st.text(max_size=40), name=st.text(max_size=20))
@settings(max_examples=25)
def test_no_text_is_refused(no_other_fonts: None, words: str, name: str) -> None:
    data = make_agreement(
        languages=("en", "ar"),
        other=words,
        people=(PersonLine(name, "initiating"),),
        terms=(TermLine(name, words),),
    )
    assert make_agreement_pdf(data).startswith(b"%PDF-")


def test_a_fault_says_nothing_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The typesetter quotes the text it cannot set; our fault does not."""
    monkeypatch.setattr(typesetter, "list_missing", lambda texts: frozenset())
    with pytest.raises(DocumentUnmakeable) as caught:
        make_agreement_pdf(make_agreement(other="Rosa rode a \U0001f409."))
    assert caught.value.__suppress_context__
    assert str(caught.value) == "agreement.typ: the typesetter refused it"


def test_more_than_any_agreement_holds_is_refused_at_once() -> None:
    with pytest.raises(DocumentUnmakeable, match=str(LIMIT)):
        make_agreement_pdf(make_agreement(other="x" * LIMIT))


@needs_poppler
def test_many_and_long_terms_keep_their_table() -> None:
    terms = tuple(TermLine("Rosa Delgado", f"Promise {count}. " + "word " * 60) for count in range(12))
    told = read_text(make_agreement_pdf(make_agreement(terms=terms)))
    assert all(f"Promise {count}." in told for count in range(12))
    assert told.count("Does what") > 1, "the header stands on every page of the table"
