"""The server refuses to start when an address has no row, and when a row has no address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import path

from evenhand.access.screens import SCREENS
from evenhand.site import checks, urls

ROOT = Path(__file__).resolve().parents[2]
STRAY = """
import django
django.setup()
from django.core.management import call_command
from django.urls import path
from evenhand.site import urls
urls.urlpatterns.append(path("stray/", print, name="stray"))
call_command("check")
"""


def list_ids() -> list[str]:
    return [fault.id for fault in checks.check_screens(None)]


def test_all_is_well_as_it_is() -> None:
    assert list_ids() == []


def test_an_address_without_a_row_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.urls import URLResolver
    from django.urls.resolvers import RegexPattern

    stray = path("stray/", lambda request: HttpResponse(), name="stray")
    patterns = [*urls.urlpatterns, stray]
    resolver = URLResolver(RegexPattern(r"^/"), type("Urls", (), {"urlpatterns": patterns}))
    monkeypatch.setattr(checks, "get_resolver", lambda: resolver)
    assert list_ids() == ["evenhand.E001"]
    assert "evenhand.E001" in {fault.id for fault in run_checks()}


def test_a_row_without_an_address_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCREENS, "desk:attic", {"GET": frozenset()})
    assert list_ids() == ["evenhand.E002"]


def test_the_server_does_not_start(tmp_path: Path) -> None:
    home = {"EVENHAND_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "evenhand.site.settings", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", STRAY], env=home, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0 and "evenhand.E001" in done.stderr and "stray" in done.stderr
