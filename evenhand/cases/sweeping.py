"""Removes what a crash can leave behind: a key whose case was never committed, a sealed file without a document.

Both hold nothing anybody was told was kept. An erased case keeps neither: `erasure` sees to that.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from evenhand.cases.model_papers import Document
from evenhand.cases.models import Case
from evenhand.vault.keys import destroy_key, list_key_ids

# A case that is being opened right now has its key already and no row yet: leave the young alone.
YOUNG = timedelta(hours=1)


def sweep_leftovers(*, at: datetime) -> int:
    """Sweep both; how many were removed. `at` is the machine's own time."""
    return sweep_keys() + sweep_files(at=at)


def list_stray_keys() -> list[str]:
    """Names of case keys without a case, by the tables as they are now."""
    named = [key_id for key_id in list_key_ids() if key_id.startswith("case:")]
    known = {case_id.hex for case_id in Case.objects.exclude(state="erased").values_list("pk", flat=True)}
    return [key_id for key_id in named if key_id.removeprefix("case:") not in known]


_seen_stray: set[str] = set()


def sweep_keys() -> int:
    """Destroy keys that were stray at the last sweep and still are: a day lies between two sweeps."""
    stray = set(list_stray_keys())
    gone = stray & _seen_stray
    for key_id in gone:
        destroy_key(key_id)
    _seen_stray.clear()
    _seen_stray.update(stray - gone)
    return len(gone)


def sweep_files(*, at: datetime) -> int:
    """Remove sealed files that no document names and that are older than an hour."""
    root = Path(settings.EVENHAND_FILES)
    known = {pk.hex for pk in Document.objects.values_list("pk", flat=True)}
    count = 0
    for path in root.glob("*/*"):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if _is_ref(path.name) and path.name not in known and at - written > YOUNG:
            path.unlink(missing_ok=True)
            count += 1
    return count


def _is_ref(name: str) -> bool:
    try:
        return uuid.UUID(hex=name).hex == name
    except ValueError:
        return False
