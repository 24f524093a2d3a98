"""How many statements each page sends to the database, counted once through Django's test client.

The statements that begin and end a transaction are left out, and so is the key store, a file of its own.
Run in a process of its own; prints one JSON line.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.pages import NEW_CASE
from bench.rare import WORDS

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def count_pages(session: str, number: str) -> dict[str, int]:
    """Page -> how many statements, everything warm."""
    from evenhand.site.cli import start_django

    start_django()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.cookies["sessionid"] = session
    pages: dict[str, Any] = {
        "queue": lambda: client.get("/desk/"),
        "case": lambda: client.get(f"/desk/cases/{number}/"),
        "search": lambda: client.post("/desk/find/", {"words": WORDS[0]}),
        "create": lambda: client.post("/desk/cases/new/", {**NEW_CASE, "once": "counted"}),
    }
    for ask in [pages["queue"], pages["case"]]:
        ask()
    return {name: len(count_statements(ask)) for name, ask in pages.items()}


def count_statements(ask: Any) -> list[str]:
    """The statements of one request; `RuntimeError` where it was refused."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        answer = ask()
    if answer.status_code not in {200, 303}:
        raise RuntimeError(f"a page answered {answer.status_code}")
    return [each["sql"] for each in seen.captured_queries if not each["sql"].startswith(FRAME)]


if __name__ == "__main__":
    print(json.dumps(count_pages(*sys.argv[1:])))
