"""Reading a pack's folder without trusting it: what is too big, too deep or leads elsewhere is refused, not
read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from evenhand.procedures.rules.findings import PackFault
from evenhand.procedures.rules.hidden import find_hidden, say_hidden

MOST_BYTES = 256 * 1024
MOST_TOGETHER = 2 * 1024 * 1024
MOST_FILES = 200
MOST_DEPTH = 3
LONGEST_NAME = 100


@dataclass
class Folder:
    """The files of a pack as text by path inside the folder, and what was refused."""

    files: dict[str, str] = field(default_factory=dict)
    faults: list[PackFault] = field(default_factory=list)
    stamp: str = ""


def read_folder(folder: Path) -> Folder:
    """Read every file of a pack. Symbolic links, special files and anything past the limits become faults."""
    found = Folder()
    digest = hashlib.sha256()
    total = 0
    for name, path in _list_files(folder, found):
        content = _read_bytes(name, path, found)
        total += len(content)
        if total > MOST_TOGETHER:
            found.faults.append(PackFault(name, "", None, f"the pack is larger than {MOST_TOGETHER} bytes"))
            break
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
        text = decode_text(name, content, found.faults)
        if text is not None:
            found.files[name] = text
    found.stamp = digest.hexdigest()
    return found


def read_file(path: Path) -> Folder:
    """Read one TOML file that stands alone, under the same limits as a folder's files."""
    found = Folder()
    name = _write_name(path.name)
    text = decode_text(name, _read_bytes(name, path.resolve(), found), found.faults)
    if text is not None:
        found.files[name] = text
    return found


def decode_text(name: str, content: bytes, faults: list[PackFault]) -> str | None:
    """The text of a file; none, and a fault, when it is no clean UTF-8."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        faults.append(PackFault(name, "", None, "the file is not UTF-8 text"))
        return None
    bad = find_hidden(text)
    if bad is not None:
        faults.append(PackFault(name, "", text.count("\n", 0, bad) + 1, say_hidden(text[bad])))
        return None
    return text


def stamp_folder(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """A cheap sign of change: name, time and size of each file, without reading any."""
    listed = []
    for name, path in _list_files(folder, Folder()):
        seen = os.lstat(path)
        listed.append((name, seen.st_mtime_ns, seen.st_size))
    return tuple(listed)


def _write_name(name: str) -> str:
    """A name as it can be printed: a terminal obeys some signs, and some are no text at all."""
    plain = name if name.isprintable() else ascii(name)[1:-1]
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]}..."


def _list_files(folder: Path, found: Folder) -> Iterator[tuple[str, Path]]:
    listed = list(islice(_walk(folder.resolve(), "", 0, found), MOST_FILES + 1))
    if len(listed) > MOST_FILES:
        found.faults.append(PackFault("", "", None, f"a pack has at most {MOST_FILES} files"))
    return iter(listed[:MOST_FILES])


def _walk(folder: Path, prefix: str, depth: int, found: Folder) -> Iterator[tuple[str, Path]]:
    if len(found.faults) > MOST_FILES:
        return
    try:
        with os.scandir(folder) as entries:
            listed = sorted(islice(entries, MOST_FILES + 1), key=lambda entry: entry.name)
    except OSError:
        found.faults.append(PackFault(prefix.rstrip("/"), "", None, "the folder cannot be read"))
        return
    if len(listed) > MOST_FILES:
        sentence = f"a folder has at most {MOST_FILES} files and folders"
        found.faults.append(PackFault(prefix.rstrip("/"), "", None, sentence))
        return
    for entry in listed:
        if not entry.name.startswith("."):
            yield from _visit(entry, f"{prefix}{entry.name}", depth, found)


def _visit(entry: os.DirEntry[str], name: str, depth: int, found: Folder) -> Iterator[tuple[str, Path]]:
    if _write_name(entry.name) != entry.name:
        sentence = "a name is short and has no hidden signs"
        found.faults.append(PackFault(_write_name(name), "", None, sentence))
    elif entry.is_dir(follow_symlinks=False):
        if depth + 1 >= MOST_DEPTH:
            found.faults.append(PackFault(name, "", None, "folders are nested too deeply"))
        else:
            yield from _walk(Path(entry.path), f"{name}/", depth + 1, found)
    elif entry.is_file(follow_symlinks=False):
        yield name, Path(entry.path)
    else:
        found.faults.append(PackFault(name, "", None, "links and special files have no place in a pack"))


def _read_bytes(name: str, path: Path, found: Folder) -> bytes:
    # NONBLOCK: a pipe put in the file's place between listing and opening must not hang the program.
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        found.faults.append(PackFault(name, "", None, "the file cannot be read"))
        return b""
    with os.fdopen(handle, "rb") as source:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            found.faults.append(PackFault(name, "", None, "links and special files have no place in a pack"))
            return b""
        try:
            content = source.read(MOST_BYTES + 1)
        except OSError:
            found.faults.append(PackFault(name, "", None, "the file cannot be read"))
            return b""
    if len(content) > MOST_BYTES:
        found.faults.append(PackFault(name, "", None, f"the file is larger than {MOST_BYTES} bytes"))
        return b""
    return content
