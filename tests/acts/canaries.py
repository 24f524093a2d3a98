"""Looks for words in the bytes of files, as whoever steals a disk would: plain, in UTF-16, and folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def spell_out(word: str) -> set[bytes]:
    """The ways a word may lie in a file."""
    forms = {word, word.lower(), word.upper(), ascii(word)[1:-1]}
    return {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")}


def find_canaries(folder: Path, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(file, word) wherever one of the words can be read under a folder."""
    spelled = {word: spell_out(word) for word in words}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for word, forms in spelled.items():
            if any(form in content for form in forms):
                yield path.name, word
