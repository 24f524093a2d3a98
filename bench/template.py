"""Cases that really lived, read out and opened once, to be written again under other keys.

Rows are kept as the database takes them, so that a copy costs a list and not a model.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from evenhand.access.queries import permit_act, view_as
from evenhand.vault.classification import SealedField
from evenhand.vault.fields import open_bytes
from evenhand.vault.keys import CaseKey, open_key

APP = "evenhand"
# What else hangs on a case hangs on one of these.
OWNERS = ("Case", "Agreement")


@dataclass(frozen=True)
class Table:
    """Where rows of one kind are written: the statement and the columns it names."""

    name: str
    insert: str
    columns: tuple[Any, ...]


@dataclass(frozen=True)
class OpenRow:
    """A row as the database takes it; `changes` are (place, kind, old value) of what a copy has otherwise."""

    row: Any
    table: Table
    values: list[Any]
    changes: list[tuple[int, str, Any]]
    plain: dict[str, bytes]


@dataclass
class Template:
    """A whole case: its own row, the rows that hang on it (owners first), its entries with their words."""

    case: OpenRow
    rows: list[OpenRow] = field(default_factory=list)
    entries: list[OpenRow] = field(default_factory=list)
    people: dict[int, Any] = field(default_factory=dict)
    story: int = 0


def make_table(model: type[models.Model]) -> Table:
    """The insert of a table; numbers that the database gives are left to it."""
    columns = tuple(c for c in model._meta.concrete_fields if not isinstance(c, models.AutoField))
    names = ", ".join(connection.ops.quote_name(column.column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = model._meta.db_table
    return Table(table, f"INSERT INTO {table} ({names}) VALUES ({marks})", columns)


def list_hanging(owner: str) -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a foreign key to `owner`, with the key's name."""
    for model in apps.get_app_config(APP).get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey) and column.related_model.__name__ == owner:
                yield model, column.name


def open_row(row: Any, key: CaseKey, table: Table) -> OpenRow:
    """A row with its sealed columns opened; an empty column is left out."""
    values, changes, plain = [], [], {}
    for place, column in enumerate(table.columns):
        value = getattr(row, column.attname)
        values.append(column.get_db_prep_save(value, connection))
        kind = name_change(column, value)
        if kind == "sealed":
            plain[column.name] = open_bytes(row, key, column.name)
        if kind:
            changes.append((place, kind, column.name if kind == "sealed" else value))
    return OpenRow(row, table, values, changes, plain)


def name_change(column: Any, value: Any) -> str:
    """How a column differs in a copy: drawn anew, sealed anew, another id or another person. Empty stays empty."""
    if value is None:
        return ""
    if isinstance(column, SealedField):
        return "sealed"
    if column.primary_key or isinstance(column, models.ForeignKey):
        return "id" if isinstance(value, UUID) else "person"
    if column.unique:
        return "number" if column.name == "number" else "hash"
    return name_looser_change(column, value)


def name_looser_change(column: Any, value: Any) -> str:
    """Ids of appointments, and codes of people, stand in plain columns."""
    if column.name == "uid":
        return "uid"
    if isinstance(value, dict) and "uid" in value:
        return "facts"
    return "code" if isinstance(value, str) and 0 < len(value) <= 8 else ""


def read_template(case: Any, key: CaseKey) -> Template:
    """All that was written about one case."""
    found = Template(open_row(case, key, make_table(type(case))))
    owned: dict[str, list[Any]] = {"Case": [case]}
    for owner in OWNERS:
        for model, name in list_hanging(owner):
            manager: Any = model._default_manager
            rows = list(manager.filter(**{f"{name}__in": owned[owner]}))
            owned.setdefault(model.__name__, []).extend(rows)
            found.rows.extend(open_row(row, key, make_table(model)) for row in rows)
    entry: Any = apps.get_model(APP, "Entry")
    table = make_table(entry)
    found.entries = [
        open_row(e, key, table) for e in entry._default_manager.filter(scope=case.id).order_by("pk")
    ]
    found.story = next(n for n, e in enumerate(found.entries) if "story" in _read_after(e))
    found.people = {user.pk: user for each in [found.case, *found.rows] for user in list_people(each.row)}
    return found


def list_people(row: Any) -> Iterator[Any]:
    """The people of the centre whom a row names."""
    for column in row._meta.concrete_fields:
        if isinstance(column, models.ForeignKey) and column.related_model.__name__ == "User":
            user = getattr(row, column.name)
            if user is not None:
                yield user


def _read_after(entry: OpenRow) -> dict[str, Any]:
    after: dict[str, Any] = json.loads(entry.plain["payload"])["after"]
    return after


def read_templates(coordinator: Any) -> list[Template]:
    """Every case of this home, opened as its coordinator may."""
    cases = apps.get_model(APP, "Case")._default_manager.order_by("opened_at", "number")
    viewer = view_as(coordinator)
    return [read_template(case, open_key(permit_act(viewer, "open_names", case))) for case in cases]
