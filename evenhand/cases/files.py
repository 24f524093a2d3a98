"""Sealed files under `EVENHAND_FILES`: one folder a case, one file a document, named by ids that say nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from pathlib import Path
from uuid import UUID

from django.conf import settings

from evenhand.vault.case_key import CaseKey

TABLE, FIELD = "eh_document", "bytes"


def find_path(case_id: UUID, ref: UUID) -> Path:
    """Where a document's sealed bytes lie."""
    return Path(settings.EVENHAND_FILES) / case_id.hex / ref.hex


def seal_file(case_id: UUID, key: CaseKey, content: bytes) -> tuple[UUID, str]:
    """Seal bytes into a new file, durable before this returns; its id and the digest of the original."""
    ref = uuid.uuid4()
    path = find_path(case_id, ref)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.seal(TABLE, FIELD, ref.hex, content))
        file.flush()
        os.fsync(file.fileno())
    return ref, hashlib.sha256(content).hexdigest()


def open_file(case_id: UUID, key: CaseKey, ref: UUID) -> bytes:
    """The original bytes, authenticated whole before anything is given out."""
    return key.open(TABLE, FIELD, ref.hex, find_path(case_id, ref).read_bytes())


def remove_files(case_id: UUID) -> None:
    """Remove every sealed file of a case. Again is harmless."""
    shutil.rmtree(Path(settings.EVENHAND_FILES) / case_id.hex, ignore_errors=True)
