"""Which signs can be printed, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evenhand.notices.documents import glyphs
from evenhand.notices.documents.glyphs import (
    FONTS,
    box_signs,
    clean_text,
    find_in_fonts,
    list_missing,
    name_missing,
    read_cmap,
    read_coverage,
)


def list_codec(name: str, leads: range, trails: range) -> set[str]:
    """Every sign of a two-byte character set."""
    pairs = (bytes([lead, trail]).decode(name, "ignore") for lead in leads for trail in trails)
    return {sign for pair in pairs for sign in pair}


def test_chinese_as_it_is_written_can_be_printed() -> None:
    hanzi = {sign for sign in list_codec("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)) if sign >= "一"}
    assert len(hanzi) == 6763
    assert list_missing(["".join(hanzi)]) == frozenset()
    assert list_missing(["𫖯𬱖䶮㑇玥"]) == frozenset(), "signs of names, outside GB 2312"


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Müller-Łukasz, “well” – 12 € …",
        "العربية، هل؟ ٠١٢٣",
        "ئۇيغۇرچە گە ڭ ۋ ې",
        "Ελληνικά Кириллица Tiếng Việt",
    ],
)
def test_the_languages_of_people_can_be_printed(text: str) -> None:
    assert list_missing([text]) == frozenset()


def test_every_family_is_here_in_both_weights_with_its_licence() -> None:
    weights = {path.stem for path in FONTS.glob("*.[ot]tf")}
    families = {name.split("-")[0] for name in weights}
    assert families == {"NotoSans", "NotoNaskhArabic", "NotoSansSC"}
    assert weights == {f"{family}-{weight}" for family in families for weight in ("Regular", "Bold")}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_a_sign_without_glyph_is_named() -> None:
    assert name_missing("🐉") == "[U+1F409]"
    assert box_signs("a🐉b", frozenset("🐉")) == "a[U+1F409]b"
    assert box_signs("a🐉b", frozenset()) == "a🐉b"


@pytest.mark.parametrize("sign", ["\ufe0f", "\U000e0101", "\ufeff", "\u2061"])
def test_what_has_no_look_of_its_own_leaves_no_box(sign: str) -> None:
    assert name_missing(sign) == ""


def test_what_could_mislead_on_paper_is_taken_out() -> None:
    assert clean_text("a\u202eb\u2067c\x00\x1bd\ud800") == "abcd"
    assert clean_text("a\tb\r\nc\rd\u2028e\x0cf") == "a b\nc\nd\ne\nf"
    assert clean_text("مرحبا\u200cبك 温 é") == "مرحبا\u200cبك 温 é"


def test_fonts_are_asked_until_all_is_found(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font at all")
    tiny = tmp_path / "tiny.ttf"
    tiny.write_bytes(b"x")
    chinese = FONTS / "NotoSansSC-Regular.otf"
    wanted = frozenset("温🐉")
    assert find_in_fonts(wanted, [broken, tiny, tmp_path / "gone.ttf", chinese]) == frozenset("温")


def test_no_font_is_read_after_all_is_found() -> None:
    def list_files() -> Iterator[Path]:
        yield FONTS / "NotoSansSC-Regular.otf"
        raise AssertionError("asked for another font")

    assert find_in_fonts(frozenset("温"), list_files()) == frozenset("温")


def test_a_collection_is_read_too() -> None:
    collections = sorted(Path("/usr/share/fonts").rglob("*CJK-Regular.ttc"))
    if not collections:
        pytest.skip("fonts-noto-cjk is not installed")
    assert ord("温") in set(read_cmap(collections[0].read_bytes()))


def test_what_only_one_weight_holds_is_not_covered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is also set in bold."""
    (tmp_path / "Mixed-Regular.otf").write_bytes((FONTS / "NotoSansSC-Regular.otf").read_bytes())
    (tmp_path / "Mixed-Bold.ttf").write_bytes((FONTS / "NotoSans-Bold.ttf").read_bytes())
    monkeypatch.setattr(glyphs, "FONTS", tmp_path)
    covered = read_coverage.__wrapped__()
    assert ord("A") in covered and ord("温") not in covered


def test_what_both_weights_hold_is_covered() -> None:
    assert {ord(sign) for sign in "A温ع"} <= read_coverage()
    assert 0xFFFF not in read_coverage() and ord("🐉") not in read_coverage()
