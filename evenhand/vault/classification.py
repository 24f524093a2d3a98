"""Every stored column says what it may hold: sealed text, a public fact, or a key.

*Sealed*: anything about a person, encrypted under its case's key. *Public fact*: a code, a time or a count
that nobody could tie to a person; enough to run queues, clocks and statistics without opening anything.
*Key*: a primary or foreign key, a reference, a hash, a credential's hash. A test refuses a column that says
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from evenhand.vault.foreign_tables import FOREIGN_TABLES

PUBLIC, KEY, SEALED = "public", "key", "sealed"
_MARK = "kept_as"

AnyField = TypeVar("AnyField", bound="models.Field[Any, Any]")


class SealedField(models.BinaryField):
    """Ciphertext under a case's key: version, nonce and AES-256-GCM text; written by `fields.seal_into`."""

    kept_as = SEALED


def public(field: AnyField) -> AnyField:
    """Mark a column as a public fact: a code, a time or a count that nobody could tie to a person."""
    setattr(field, _MARK, PUBLIC)
    return field


def key(field: AnyField) -> AnyField:
    """Mark a column as a key: a primary or foreign key, a reference, or a hash."""
    setattr(field, _MARK, KEY)
    return field


def find_class(model: type[models.Model], field: models.Field[Any, Any]) -> str | None:
    """What the column may hold: `public`, `key`, `sealed`, `empty` (a foreign column left blank)."""
    marked: str | None = getattr(field, _MARK, None)
    if marked:
        return marked
    # Django itself makes row numbers, parent links and the two-column tables of many-to-many relations.
    if field.auto_created or (model._meta.auto_created and field.is_relation):
        return KEY
    return FOREIGN_TABLES.get(model._meta.label, {}).get(field.name)


def list_unclassified(app_models: Iterable[type[models.Model]]) -> list[str]:
    """The columns nobody classified, as `app.Model.field`, in a stable order."""
    return sorted(
        f"{model._meta.label}.{field.name}"
        for model in app_models
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if find_class(model, field) is None
    )


def list_sealed(model: type[models.Model]) -> list[str]:
    """The names of the sealed columns of a table, in their order."""
    return [field.name for field in model._meta.local_concrete_fields if find_class(model, field) == SEALED]
