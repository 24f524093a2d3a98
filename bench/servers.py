"""Start and stop what is measured: the program and the floor, on the same kind of server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.processes import list_tree

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0


class NotServing(Exception):
    """A server did not come up, or a step of the preparation failed; the message says what it said."""


@dataclass
class Server:
    """One running server."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path


def find_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def run_step(module: str, *arguments: str, surroundings: Mapping[str, str]) -> str:
    """Run one step of the preparation to its end; what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(surroundings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotServing(f"{module}: {done.stderr.strip()[-600:]}")
    return done.stdout.strip()


def name_command(name: str, port: int, workers: int) -> list[str]:
    """How a server is started."""
    if name == "floor":
        rest = [
            "--no-ws",
            "--blocking-threads",
            "4",
            "--log-level",
            "warning",
            "bench.floor.wsgi:application",
        ]
        place = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
        return [sys.executable, "-m", "granian", *place, *rest]
    place = ["--port", str(port), "--workers", str(workers), "--threads", "4"]
    return [sys.executable, "-m", "evenhand.site.cli", "serve", *place]


def start_server(name: str, workers: int, surroundings: Mapping[str, str], folder: Path) -> Server:
    """Start one and wait until it answers."""
    port, log = find_port(), folder / f"{name}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            name_command(name, port, workers), cwd=ROOT, env=dict(surroundings), stdout=file, stderr=file
        )
    server = Server(name, port, process, log)
    try:
        await_port(server)
    except NotServing:
        stop_server(server)
        raise
    return server


def await_port(server: Server) -> None:
    """Wait for the first connection that is taken."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise NotServing(f"{server.name}: {server.log.read_text(errors='replace').strip()[-600:]}")


def stop_server(server: Server) -> None:
    """End it and all that came from it; harmless when it has ended."""
    tree = list_tree(server.process.pid)
    server.process.terminate()
    try:
        server.process.wait(10)
    except subprocess.TimeoutExpired:
        for pid in tree:
            _kill(pid)
        server.process.wait(10)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
