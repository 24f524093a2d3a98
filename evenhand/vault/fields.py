"""Put words into sealed columns and read them back, each bound to its table, field and row."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from evenhand.vault.case_key import CaseKey
from evenhand.vault.classification import SealedField


class RowUnnamed(Exception):
    """A row without a primary key has no place yet that a text could be sealed for."""


def seal_into(row: models.Model, key: CaseKey, **texts: Any) -> None:
    """Seal each text into the row's column of that name; the caller saves. `None` empties the column.

    A text, bytes, or anything JSON can say (dates as texts).
    """
    place = name_row(row)
    for name, value in texts.items():
        if not isinstance(row._meta.get_field(name), SealedField):
            raise TypeError(f"{row._meta.label}.{name} is not a sealed column")
        sealed = None if value is None else key.seal(row._meta.db_table, name, place, encode_plain(value))
        setattr(row, name, sealed)


def open_bytes(row: models.Model, key: CaseKey, field: str) -> bytes:
    """The bytes in a sealed column; an empty column reads as no bytes."""
    sealed = getattr(row, field)
    if sealed is None:
        return b""
    return key.open(row._meta.db_table, field, name_row(row), sealed)


def open_text(row: models.Model, key: CaseKey, field: str) -> str:
    """The words in a sealed column; an empty column reads as no words."""
    return open_bytes(row, key, field).decode()


def open_json(row: models.Model, key: CaseKey, field: str) -> Any:
    """The value in a sealed column; an empty column reads as `None`."""
    plain = open_bytes(row, key, field)
    return json.loads(plain) if plain else None


def name_row(row: models.Model) -> str:
    """What a row is called in its texts' place: its primary key, or what the table chose (`sealing_row`)."""
    chosen: str | None = getattr(row, "sealing_row", None)
    if chosen is not None:
        return chosen
    if row.pk is None:
        raise RowUnnamed(f"{row._meta.label}: give the row its key before sealing into it")
    return str(row.pk)


def encode_plain(value: Any) -> bytes:
    """A value as the bytes that are sealed: bytes as they are, texts as UTF-8, the rest as compact JSON."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
