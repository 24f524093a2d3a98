"""A published procedure on paper: readable by everybody, whole, and made once."""

from __future__ import annotations

import io
import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from evenhand.notices.documents.apart import compile_apart
from evenhand.notices.documents.compile import DocumentUnmakeable
from evenhand.notices.documents.procedure import ProcedureData, make_procedure_pdf
from evenhand.procedures.packs import find_procedure, list_packs
from evenhand.procedures.rules.diagram import draw_pages
from evenhand.public import procedure_pdf
from evenhand.public.procedure_examples import Ground
from evenhand.public.procedure_pdf import ACROSS, MOST_HEIGHT, MOST_KEPT, make_pdf
from tests.notices.test_documents import count_tags, read_text, walk

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GROUND = Ground("Europe/London", "GB-ENG")
PACK = "community_mediation"
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def make(language: str, pack: str = PACK, centre: str = "Town Hall Mediation") -> bytes:
    return make_pdf(find_procedure(pack), language, centre, GROUND, AT)


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-CN"), ("ar", "ar")])
def test_it_is_accessible_and_lasts(language: str, tag: str) -> None:
    with pikepdf.open(io.BytesIO(make(language))) as opened, opened.open_metadata() as about:
        assert opened.Root.MarkInfo.Marked and opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.Root.Lang) == tag
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert str(about["dc:title"]) == find_procedure(PACK).title.in_language(language)
        figures = [one for one in walk(opened.Root.StructTreeRoot.K) if str(one.S) == "/Figure"]
        assert len(figures) == len(draw_pages(find_procedure(PACK), language, ACROSS, MOST_HEIGHT))
        assert all(len(str(figure.Alt)) > 40 for figure in figures)


def test_its_parts_have_headings_and_its_lines_are_lists_with_links() -> None:
    tags = count_tags(make("en"))
    procedure = find_procedure(PACK)
    assert tags["/H1"] == 1 and tags["/H2"] == 7
    assert tags["/LI"] >= len(procedure.steps) + len(procedure.clocks) + len(procedure.articles)
    assert tags["/Link"] > len(procedure.articles)


@needs_poppler
@pytest.mark.parametrize("pack", [pack.id for pack in list_packs()])
def test_it_says_all_that_the_pages_say(pack: str) -> None:
    procedure = find_procedure(pack)
    foot = f"Town Hall Mediation · {re.escape(procedure.title.in_language('en'))} Page [0-9]+ of [0-9]+ ?"
    told = re.sub(foot, "", read_text(make("en", pack))).replace("- ", "-")
    said = [step.title for step in procedure.steps] + [clock.title for clock in procedure.clocks]
    said += [right.says for right in procedure.rights] + [each.title for each in procedure.disclosures]
    said += [article.says for article in procedure.articles]
    for words in said:
        assert words.in_language("en").replace("- ", "-") in told
    assert "If it begins on Monday 2 March 2026" in told and "could not show" not in told


@needs_poppler
def test_chinese_is_printed_in_chinese() -> None:
    told = read_text(make("zh-hans")).replace(" ", "")
    assert "社区调解" in told and "could not show" not in told


@pytest.mark.parametrize("pack", [pack.id for pack in list_packs()])
@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "ar"])
def test_every_drawing_can_be_printed(pack: str, language: str) -> None:
    procedure = find_procedure(pack)
    words = {
        "centre": "T",
        "title": "T",
        "summary": "S",
        "version": "1",
        "draft": "",
        "drawn": "D",
        "shows": "S",
    }
    drawings = draw_pages(procedure, language, ACROSS, MOST_HEIGHT)
    data = ProcedureData(language=language, drawings=drawings, sections=(), made_at=AT, **words)
    assert make_procedure_pdf(data).startswith(b"%PDF")


def test_it_is_made_once_and_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(procedure_pdf, "make_procedure_pdf", lambda centre: made.append(centre) or b"pdf")
    monkeypatch.setattr(procedure_pdf, "_gather", lambda procedure, language, centre, *_: centre)
    procedure_pdf._kept.clear()
    for number in range(MOST_KEPT + 5):
        make("en", centre=str(number))
        make("en", centre=str(number))
    assert len(made) == MOST_KEPT + 5 and len(procedure_pdf._kept) == MOST_KEPT
    procedure_pdf._kept.clear()


def test_what_cannot_be_set_is_said_and_the_process_that_set_it_is_gone() -> None:
    """The typesetter keeps what it has set: in a server it would keep more and more."""
    with pytest.raises(DocumentUnmakeable):
        compile_apart("procedure.typ", {"title": "x" * 200_001}, datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(DocumentUnmakeable):
        compile_apart("no_such.typ", {}, datetime(2026, 3, 2, tzinfo=UTC))


def test_setting_many_procedures_keeps_the_process_small() -> None:
    def measure() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 2**20

    before = measure()
    for version in range(3):
        procedure = replace(find_procedure("community_mediation"), stamp=f"stamp {version}")
        make_pdf(procedure, "en", "A centre", Ground(), datetime(2026, 3, 2, tzinfo=UTC))
    assert measure() - before < 150
