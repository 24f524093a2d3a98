"""Which signs the fonts of documents can print, and what stands in for one they cannot.

A person's name may hold a sign that no font here has. The typesetter refuses such a document as a whole, and
nobody's agreement may fail because of how their name is written: the sign is then printed as its boxed code
point, `[U+2B7A9]`.
"""

from __future__ import annotations

import mmap
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "fonts"
SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}


def clean_text(text: str) -> str:
    """The text without what is never seen on paper but could mislead there.

    Control signs go, and so do the signs that reorder text (a name could otherwise be made to look like
    another). Line ends become one kind. Everything that can be read stays as it was typed.
    """
    unified = text.replace("\r\n", "\n")
    return "".join(_clean_sign(sign) for sign in unified)


def _clean_sign(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign in SPACES:
        return SPACES[sign]
    hidden = unicodedata.category(sign) in {"Cc", "Cs"} or unicodedata.bidirectional(sign) in REORDERING
    return "" if hidden else sign


REORDERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def list_missing(texts: Iterable[str]) -> frozenset[str]:
    """The signs in these texts that our own fonts lack."""
    signs = frozenset().union(*texts) - {"\n"}
    return frozenset(sign for sign in signs if ord(sign) not in read_coverage())


def box_signs(text: str, signs: frozenset[str]) -> str:
    """The text with each of `signs` written as its code point in brackets, which the templates draw a box
    around.
    """
    return "".join(name_missing(sign) if sign in signs else sign for sign in text)


def name_missing(sign: str) -> str:
    """The code point in brackets; nothing for what has no look of its own (joiners, marks that choose a
    variant).
    """
    unseen = unicodedata.category(sign) == "Cf" or unicodedata.name(sign, "").startswith("VARIATION SELECTOR")
    return "" if unseen else f"[U+{ord(sign):04X}]"


def find_in_fonts(signs: frozenset[str], files: Iterable[Path]) -> frozenset[str]:
    """Which of the signs some of these font files hold; a file that cannot be read counts as holding none."""
    wanted = {ord(sign) for sign in signs}
    found: set[int] = set()
    for path in files:
        try:
            # Mapped, not read: a collection has 30 MB, its table of signs 100 KB.
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as font:
                found |= wanted & set(read_cmap(font))
        except (OSError, ValueError, struct.error):
            continue
        if wanted <= found:
            break
    return frozenset(map(chr, found))


@lru_cache(maxsize=1)
def read_coverage() -> frozenset[int]:
    """The code points that every weight of some family in the fonts folder can print."""
    families: dict[str, list[set[int]]] = {}
    for path in sorted(FONTS.glob("*.[ot]tf")):
        families.setdefault(path.stem.split("-")[0], []).append(set(read_cmap(path.read_bytes())))
    return frozenset().union(*(set.intersection(*weights) for weights in families.values()))


def read_cmap(font: bytes | mmap.mmap) -> Iterator[int]:
    """The code points a font file has a glyph for, from its `cmap` table (formats 4 and 12, which all ours
    have).
    """
    start = _find_table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for row in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * row)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _read_segments(font, start + offset)
        elif kind == 12:
            yield from _read_groups(font, start + offset)


def _find_table(font: bytes | mmap.mmap, tag: bytes) -> int:
    """Where a table starts; in a collection of fonts that share one `cmap`, where it starts in the first."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", font, start + 4)
    for row in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * row)
        if name == tag:
            return int(offset)
    raise ValueError("not a font with a cmap table")


def _read_segments(font: bytes | mmap.mmap, at: int) -> Iterator[int]:
    """Format 4. A segment maps to glyphs directly; glyph 0 (missing) is written for single signs at its end
    only.
    """
    (double,) = struct.unpack_from(">H", font, at + 6)
    for row in range(0, double, 2):
        (last,) = struct.unpack_from(">H", font, at + 14 + row)
        first, delta = (struct.unpack_from(">H", font, at + 16 + k * double + row)[0] for k in (1, 2))
        place = at + 16 + 3 * double + row
        (reach,) = struct.unpack_from(">H", font, place)
        for code in range(first, last + 1):
            glyph = (
                struct.unpack_from(">H", font, place + reach + 2 * (code - first))[0]
                if reach
                else code + delta
            )
            if glyph & 0xFFFF:
                yield code


def _read_groups(font: bytes | mmap.mmap, at: int) -> Iterator[int]:
    """Format 12: runs of code points."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    for row in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * row)
        yield from range(first, last + 1)
