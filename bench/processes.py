"""What a tree of processes has used: CPU time and resident memory, read from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def read_stat(pid: int) -> list[str]:
    """The numbers of one process after its name; nothing when it is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def list_tree(root: int) -> list[int]:
    """A process and all that came from it."""
    parents: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            stat = read_stat(int(folder.name))
            if stat:
                parents.setdefault(int(stat[1]), []).append(int(folder.name))
    return list(_walk(root, parents))


def _walk(pid: int, children: dict[int, list[int]]) -> Iterator[int]:
    yield pid
    for child in children.get(pid, []):
        yield from _walk(child, children)


def read_cpu(roots: list[int]) -> float:
    """Seconds of user and system time of these trees, processes that ended in between included."""
    total = 0
    for pid in {each for root in roots for each in list_tree(root)}:
        stat = read_stat(pid)
        # utime, stime, and those of children that were waited for.
        total += sum(int(value) for value in stat[11:15])
    return total / TICKS


def read_memory(roots: list[int]) -> float:
    """Proportional resident memory of these trees in MiB: what they share is counted once."""
    total = 0
    for pid in {each for root in roots for each in list_tree(root)}:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def read_load() -> str:
    """The load average as the kernel tells it."""
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def describe_machine() -> str:
    """Cores, processor and Python, without a name or a path."""
    import platform
    import sqlite3

    models = [
        line.partition(":")[2].strip()
        for line in (PROC / "cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return (
        f"{os.cpu_count()} cores ({models[0] if models else platform.machine()}),"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
