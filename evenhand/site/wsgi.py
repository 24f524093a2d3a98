"""What an HTTP server calls: `evenhand serve` runs it under granian, and any other WSGI server can."""

from __future__ import annotations

from evenhand.site.cli import start_django
from evenhand.site.logs import catch_strays

start_django()
catch_strays()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - after the settings are read

application = WSGIHandler()
