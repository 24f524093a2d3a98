"""`evenhand demo`: a made-up centre in a home of its own, built once, served until stopped."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from evenhand.site.cli import CommandStopped, start_django
from evenhand.site.home import find_home, open_settings

HOME = ".demo"
SETTINGS = {
    "demo": True,
    "name": "Kettle Lane Community Mediation",
    "language": "en",
    "time_zone": "Europe/London",
    "calendar": "GB-ENG",
    "mail_backend": "evenhand.site.simulation.silent.SilentBackend",
}
CASES, SEED, MONTHS = 60, 1, 6
PATIENCE = 10


def choose_home() -> Path:
    """Where the demo lives: `EVENHAND_HOME`, or `.demo` here. Never the home of a real centre."""
    os.environ.setdefault("EVENHAND_HOME", str(Path(HOME).resolve()))
    home = find_home()
    if home.exists() and any(home.iterdir()) and not open_settings(home).read_switch("demo"):
        raise CommandStopped(f"{home} is not a demo, and is left alone. Choose another EVENHAND_HOME.")
    return home


def clear_home(home: Path) -> None:
    """Remove a demo that was made here; `choose_home` has made sure that it is one."""
    if home.exists():
        shutil.rmtree(home)


def write_settings(home: Path) -> None:
    """The settings of a demo, for this account only."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    # Without it the server says at each start that it is not there.
    (home / "static").mkdir(exist_ok=True)
    values: dict[str, Any] = {"secret_key": secrets.token_urlsafe(50), **SETTINGS}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items()]
    handle = os.open(home / "settings.toml", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("# A demo: everybody in it is made up. `evenhand demo --reset` builds it anew.\n")
        file.writelines(lines)


def build(home: Path) -> None:
    """Tables, keys, a centre that is half a year old, its people and sixty lives."""
    write_settings(home)
    start_django()
    from evenhand.access.acts import make_centre
    from evenhand.calendars.clock import read_now
    from evenhand.site.commands.init import make_tables
    from evenhand.vault.keys import prepare_keys

    typer.echo("Building the demo centre: its tables ...", err=True)
    prepare_keys()
    make_tables()
    now = read_now()
    made = now - timedelta(days=MONTHS * 31 + 30)
    make_centre(
        name=str(SETTINGS["name"]),
        language="en",
        time_zone=str(SETTINGS["time_zone"]),
        calendar=str(SETTINGS["calendar"]),
        at=made,
    )
    typer.echo("... and sixty lives, act by act", err=True)
    fill(now)


def fill(now: Any) -> None:
    """Sixty lives, and the marks that say that the demo was built to its end."""
    from evenhand.site.commands.simulate import make_life, show_progress
    from evenhand.site.demo.marks import choose_marks, write_marks

    bar, tell = show_progress(True)
    with bar:
        life, plan = make_life(cases=CASES, seed=SEED, months=MONTHS, now=now, tell=tell)
    write_marks(choose_marks(plan, life.numbers))


def is_built(home: Path) -> bool:
    """Whether there is a demo that was built to its end."""
    return (home / "demo.json").exists()


def start_helper(port: int, browser: bool) -> subprocess.Popen[bytes]:
    """The worker beside the server, in a process of its own; it opens the browser once the server answers."""
    options = ["--browser"] if browser else []
    command = [sys.executable, "-m", "evenhand.site.commands.demo_helper", str(port), *options]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)


def stop_helper(helper: subprocess.Popen[bytes]) -> None:
    """End our own child and wait for it."""
    if helper.poll() is None:
        helper.terminate()
    try:
        helper.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def has_display() -> bool:
    """Whether a browser could be shown here."""
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def check_version() -> None:
    """A demo that another version built is built anew, not mended: nothing in it is worth a repair."""
    from evenhand.site.commands.serve import count_waiting_migrations

    if count_waiting_migrations():
        raise CommandStopped("This demo was built by another version. Start afresh with --reset.")


def serve(port: int, browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM, with the worker beside; both end together."""
    from evenhand.site.commands.serve import check_health, start_server

    check_version()
    check_health()
    helper = start_helper(port, browser and has_display())
    try:
        start_server(host="127.0.0.1", port=port, workers=1, threads=4)
    finally:
        stop_helper(helper)


def run(
    reset: Annotated[bool, typer.Option("--reset", help="Throw the made-up centre away first.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open nothing, only print.")] = False,
    build_only: Annotated[bool, typer.Option("--build-only", help="Build, then leave.")] = False,
) -> None:
    """Build the demo centre if it is not there, then serve it on this machine only."""
    from evenhand.site.commands.serve import check_port

    began = time.monotonic()
    home = choose_home()
    os.environ["EVENHAND_ADDRESS"] = f"http://localhost:{port}"
    if not build_only:
        check_port("127.0.0.1", port)
    if reset or not is_built(home):
        clear_home(home)
        build(home)
        typer.echo(f"Built in {time.monotonic() - began:.0f} s.", err=True)
    if build_only:
        return
    start_django()
    typer.echo(f"\n  Open  http://localhost:{port}/demo/\n", err=True)
    typer.echo("Six people are one click away there; nobody needs a password. Ctrl-C stops it.", err=True)
    serve(port, not no_browser)
