"""`evenhand serve`: answer HTTP with granian. It starts only when nothing that matters is wrong."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from evenhand.site.cli import CommandStopped


def check_health() -> None:
    """Refuse to start on an error of the checks, or when the tables are not those of this version."""
    from django.core.checks import ERROR, run_checks

    faults = [fault for fault in run_checks() if fault.level >= ERROR]
    if faults:
        lines = "\n".join(f"  {fault.id}: {fault.msg}" for fault in faults)
        raise CommandStopped(f"Evenhand does not start, because:\n{lines}")
    waiting = count_waiting_migrations()
    if waiting:
        raise CommandStopped(
            f"The tables are not those of this version ({waiting} steps are missing). Run `evenhand init`."
        )


def count_waiting_migrations() -> int:
    """How many steps the tables are behind the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def find_centre_name() -> str:
    """The centre that is served; without one there is nothing to serve."""
    from evenhand.access.queries import find_centre

    centre = find_centre()
    if centre is None:
        raise CommandStopped("There is no centre here yet. Run `evenhand init`.")
    return centre.name


def check_port(host: str, port: int) -> None:
    """Say in a sentence that the address is taken, before workers are started that would each say it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as fault:
            why = f"{host}:{port} cannot be used: {fault.strerror}. Try another --port."
            raise CommandStopped(why) from None


def start_server(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. Granian logs neither paths nor addresses, and its access log stays off."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Workers are forked: a connection made here must not be shared with them.
    connections.close_all()
    Granian(
        "evenhand.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes.")] = 1,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Threads in each process.")] = 4,
) -> None:
    """Serve the centre. Put a proxy with TLS before it; stop it with Ctrl-C or SIGTERM."""
    check_health()
    name = find_centre_name()
    check_port(host, port)
    shown = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
    typer.echo(f"{name}: http://{shown}:{port}/ (Ctrl-C stops it)", err=True)
    start_server(host=host, port=port, workers=workers, threads=threads)
