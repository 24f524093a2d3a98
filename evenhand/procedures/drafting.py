"""Beginning a draft: a copy of a pack under a new name, or a small whole one to learn from."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from evenhand.procedures.drafts import NAME

SKELETON = Path(__file__).with_name("skeleton")
ID = re.compile(r'^id[ \t]*=[ \t]*"[^"\n]*"', re.MULTILINE)
COPIED = "\nA draft, begun as a copy of `{source}`. What differs from it is this centre's own.\n"


class DraftRefused(Exception):
    """A draft cannot be begun so; the message says why in one sentence."""


def begin_draft(pack: str, target: Path, source: Path | None = None) -> Path:
    """Write a new pack's folder, whole or not at all, and never over anything. Its path."""
    if not NAME.fullmatch(pack):
        raise DraftRefused(f"{pack!a} is not a code: small letters, digits and _, beginning with a letter")
    if target.exists():
        raise DraftRefused(f"there is something at {target} already; nothing was changed")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as place:
        fresh = Path(place) / pack
        shutil.copytree(source or SKELETON, fresh, symlinks=True)
        _name(fresh, pack, source)
        try:
            os.rename(fresh, target)
        except OSError:
            raise DraftRefused(f"there is something at {target} already; nothing was changed") from None
    return target


def _name(folder: Path, pack: str, source: Path | None) -> None:
    """Give the copy its own id, and say in its readme where it comes from."""
    top = folder / "pack.toml"
    text, count = ID.subn(f'id = "{pack}"', top.read_text(encoding="utf-8"), count=1)
    if not count:
        raise DraftRefused("the pack that is copied has no id")
    top.write_text(text, encoding="utf-8")
    if source is not None:
        readme = folder / "readme.md"
        said = readme.read_text(encoding="utf-8") if readme.is_file() else ""
        readme.write_text(said + COPIED.format(source=source.name), encoding="utf-8")
