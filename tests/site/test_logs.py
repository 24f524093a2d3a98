"""Log lines hold nothing personal, whoever writes them."""

from __future__ import annotations

import io
import json
import logging
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import structlog

from evenhand.site.logs import catch_strays, set_up_logs

SECRET = "Mrs Amina Yusuf, 12 Mill Lane"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, as it would reach standard error; the test run's own logging comes back."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    written = io.StringIO()
    set_up_logs()
    handler = next(each for each in root.handlers if isinstance(each, logging.StreamHandler))
    handler.setStream(written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def read(lines: io.StringIO) -> list[dict[str, Any]]:
    assert SECRET not in lines.getvalue()
    assert "Amina" not in lines.getvalue()
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_key_that_is_not_allowed_is_dropped_by_name(lines: io.StringIO) -> None:
    structlog.get_logger("evenhand.test").info("job done", job="send_mail", count=3, name=SECRET)
    (line,) = read(lines)
    assert (line["event"], line["job"], line["count"], line["dropped"]) == (
        "job done",
        "send_mail",
        3,
        "name",
    )


def test_words_in_an_allowed_key_are_not_let_through(lines: io.StringIO) -> None:
    structlog.get_logger("evenhand.test").info("job done", reason=SECRET, outcome=[SECRET])
    (line,) = read(lines)
    assert (line["reason"], line["outcome"]) == ("<str>", "<list>")


def test_a_request_is_named_by_its_route(lines: io.StringIO) -> None:
    request = SimpleNamespace(method="POST", resolver_match=SimpleNamespace(view_name="desk:case"))
    extra = {"status_code": 500, "request": request}
    logging.getLogger("django.request").error("%s: %s", "Not so", f"/desk/{SECRET}/", extra=extra)
    (line,) = read(lines)
    assert (line["route"], line["status"], line["method"]) == ("desk:case", 500, "POST")
    assert line["template"] == "%s: %s"


def test_a_request_without_a_route_is_named_none(lines: io.StringIO) -> None:
    request = SimpleNamespace(method="GET", resolver_match=None)
    logging.getLogger("django.request").warning("%s", SECRET, extra={"status_code": 404, "request": request})
    (line,) = read(lines)
    assert line["route"] == "none"


def test_a_ready_made_text_of_a_library_stays_behind(lines: io.StringIO) -> None:
    logging.getLogger("somewhere.else").error(SECRET)
    (line,) = read(lines)
    assert (line["event"], line["logger"]) == ("library", "somewhere.else")


def test_of_an_exception_the_type_and_the_place_stay(lines: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as fault:
        raised = (ValueError, fault, fault.__traceback__)
    structlog.get_logger("evenhand.test").error("job failed", exc_info=raised)
    logging.getLogger("django.request").error("Internal Server Error: %s", SECRET, exc_info=raised)
    for line in read(lines):
        assert line["exception"] == "builtins.ValueError"
        assert line["where"].startswith("test_logs.py:")


def test_a_thread_that_dies_is_logged_without_its_words(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    catch_strays()

    def die() -> None:
        raise KeyError(SECRET)

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    (line,) = read(lines)
    assert (line["event"], line["exception"]) == ("uncaught", "builtins.KeyError")
