"""Log lines that hold nothing personal: an allow-list of keys, and nothing that a library would add.

A line of our own is an event (constant words) and keys from `ALLOWED`. A line of a library is reduced to its
logger, its unfilled template, its status and its route: arguments, addresses and paths are dropped, since a
path may hold a case number and an argument a name. Of an exception the type and the places stay, never the
words.
"""

from __future__ import annotations

import logging
import logging.config
import os
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "act", "attempt", "command", "count", "dropped", "entries", "event", "exception", "job", "kind",
        "language", "level", "logger", "method", "milliseconds", "outcome", "pack", "port", "process",
        "reason", "role", "route", "seconds", "status", "tag", "template", "time", "version", "where",
        "workers",
    }
)  # fmt: skip
# Codes, routes, places, versions: nothing with spaces in it is let through in a value.
_CODE = re.compile(r"[\w.:/<>{}()*,\[\]+-]{0,200}")
_WORDS = frozenset({"event", "template"})
_PLACES = 6

Line = MutableMapping[str, Any]
Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up_logs(_settings: Any = None) -> None:
    """Send every log line through the allow-list to standard error: JSON, or readable on a terminal."""
    render: Any = (
        structlog.dev.ConsoleRenderer(colors=False)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="time")
    before: list[Any] = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, stamp]
    logging.config.dictConfig(_describe_handlers(before, render))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(True)


def _describe_handlers(before: list[Any], render: Any) -> dict[str, Any]:
    """One handler for all; whatever a library set up for its own loggers is taken away."""
    lines = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": before,
        "use_get_message": False,
        "pass_foreign_args": True,
        "processors": [reduce_foreign, keep_allowed, render],
    }
    plain: dict[str, Any] = {"handlers": [], "level": "NOTSET", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": lines},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": os.environ.get("EVENHAND_LOG_LEVEL", "INFO").upper()},
        "loggers": dict.fromkeys(("django", "django.server", "_granian", "granian.access"), plain),
    }


def catch_strays() -> None:
    """Log by type and place what would otherwise be printed as a traceback, here and in threads."""
    sys.excepthook = lambda kind, fault, trace: _log_stray(kind, fault, trace)
    threading.excepthook = lambda args: _log_stray(args.exc_type, args.exc_value, args.exc_traceback)


def _log_stray(kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("evenhand").error("uncaught", exc_info=(kind, fault or kind(), trace))


def reduce_foreign(_logger: Any, _method: str, line: Line) -> Line:
    """Of a line that came through the standard library, keep what cannot hold a person's words."""
    record: logging.LogRecord | None = line.get("_record")
    if record is None:
        return line
    if not line.get("_from_structlog"):
        # A template with arguments is a constant of the code; a ready-made text may hold anything.
        ours = record.name.split(".")[0] == "evenhand"
        if line.get("positional_args"):
            line["template"] = line["event"]
        if "template" in line or not ours:
            line["event"] = "library"
        line.update(name_request(record))
    if record.exc_info and record.exc_info[0]:
        line.update(describe_exception(record.exc_info))
    return line


def name_request(record: logging.LogRecord) -> dict[str, Any]:
    """The status, method and route name of a request that Django logs about; never its path or its sender."""
    request = getattr(record, "request", None)
    status = getattr(record, "status_code", None)
    found: dict[str, Any] = {} if status is None else {"status": status}
    if request is not None:
        found["method"] = getattr(request, "method", "")
        match = getattr(request, "resolver_match", None)
        found["route"] = match.view_name if match and match.view_name else "none"
    return found


def describe_exception(raised: Raised) -> dict[str, str]:
    """The type of an exception and the last places it passed, as `file:line`; its words stay behind."""
    kind, _, trace = raised
    frames = traceback.extract_tb(trace)[-_PLACES:]
    return {
        "exception": f"{kind.__module__}.{kind.__name__}",
        "where": ",".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames),
    }


def keep_allowed(_logger: Any, _method: str, line: Line) -> Line:
    """Drop every key that is not allowed, naming it, and every value that is not a code or a number."""
    dropped = sorted(key for key in line if key not in ALLOWED and not key.startswith("_"))
    kept = {key: reduce_value(key, value) for key, value in line.items() if key in ALLOWED}
    exc_info = line.get("exc_info")
    if exc_info and "exception" not in kept:
        kept.update(describe_exception(exc_info if isinstance(exc_info, tuple) else sys.exc_info()))
    ours = [key for key in dropped if key not in {"exc_info", "stack_info", "positional_args"}]
    return kept | {"dropped": ",".join(ours)} if ours else kept


def reduce_value(key: str, value: Any) -> Any:
    """A number, a switch or a code as it is; our own constant words; for anything else its type."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and (key in _WORDS or _CODE.fullmatch(value)):
        return value[:200]
    return f"<{type(value).__name__}>"
