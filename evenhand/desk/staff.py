"""The names of a centre's own people, opened under the centre's key for one page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from evenhand.access.queries import permit_centre
from evenhand.vault.fields import open_text
from evenhand.vault.keys import open_key


def list_staff(centre: Any) -> list[Any]:
    """Every account of the centre, those that work first."""
    rows = get_user_model()._default_manager.filter(centre=centre)
    return list(rows.order_by("-is_active", "role", "username"))


def open_staff(centre: Any) -> dict[str, str]:
    """Public code -> name of everybody who works or has worked here."""
    key = open_key(permit_centre(centre, "show_staff"))
    return {row.code: open_text(row, key, "name") for row in list_staff(centre)}
