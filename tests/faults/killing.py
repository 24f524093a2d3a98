"""Kills a forked child of the test before its n-th database statement, or at the commit itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

KILLED, FINISHED = 9, 0


class Reaper:
    """Counts statements of this connection and ends the process, as a power cut would, before the chosen one."""

    def __init__(self, before: int) -> None:
        self.before = before
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Let a statement through, or die first."""
        self.count += 1
        if self.count == self.before:
            os._exit(KILLED)
        return execute(sql, params, many, context)


def _run_child(work: Callable[[], object], before: int, at_commit: bool) -> None:
    try:
        if at_commit:
            connection.ensure_connection()
            connection._commit = lambda: os._exit(KILLED)  # type: ignore[attr-defined]
        with connection.execute_wrapper(Reaper(before)):
            work()
    except BaseException:
        os._exit(1)
    os._exit(FINISHED)


def kill_before(work: Callable[[], object], *, statement: int = 0, at_commit: bool = False) -> int:
    """Run `work` in a child that dies before its `statement`-th statement; how the child ended."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _run_child(work, statement, at_commit)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
