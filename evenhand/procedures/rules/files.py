"""A file that somebody attaches: its name, its type and its content, checked before anything is kept.

On the wire the content is base64; a browser's upload comes as bytes. Both end as bytes.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from collections.abc import Mapping
from typing import Any

from evenhand.procedures.rules.context import Wrong
from evenhand.procedures.rules.form import Question

FILE_KEYS = frozenset({"name", "content_type", "base64", "content"})
DEFAULT_TYPES = ("application/pdf", "image/jpeg", "image/png", "text/plain")
# How a file of each type begins: what says it is a letter and is a program is refused.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
}


def clean_file(question: Question, raw: Any, *_: Any) -> dict[str, Any]:
    """The file as {"name", "content_type", "content": bytes}. Raises `Wrong`."""
    if not isinstance(raw, Mapping) or not FILE_KEYS.issuperset(raw):
        raise Wrong("not_file")
    types = question.types or DEFAULT_TYPES
    if raw.get("content_type") not in types:
        raise Wrong("file_type", types=", ".join(types))
    name = _clean_name(raw.get("name"))
    content = _read_content(raw, question.max_bytes)
    if not content:
        raise Wrong("file_empty")
    if not content.startswith(BEGINNINGS.get(raw["content_type"], (b"",))):
        raise Wrong("file_differs")
    return {"name": name, "content_type": raw["content_type"], "content": content}


def _clean_name(raw: Any) -> str:
    if not isinstance(raw, str) or not 0 < len(raw.strip()) <= 150:
        raise Wrong("file_name")
    if "/" in raw or "\\" in raw or any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in raw):
        raise Wrong("file_name")
    return unicodedata.normalize("NFC", raw.strip())


def _read_content(raw: Mapping[str, Any], most: int) -> bytes:
    content = raw.get("content", raw.get("base64"))
    if isinstance(content, str):
        # Base64 is a third longer: refused by its length before it is turned into bytes.
        _refuse_size(len(content) * 3 // 4 - 2, most)
        content = _decode(content)
    if not isinstance(content, bytes):
        raise Wrong("not_file")
    _refuse_size(len(content), most)
    return content


def _refuse_size(size: int, most: int) -> None:
    if size > most:
        raise Wrong("file_large", limit=f"{most / 1_000_000:g}")


def _decode(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("not_file") from None
