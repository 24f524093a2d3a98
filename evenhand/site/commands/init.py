"""`evenhand init`: make a centre on this machine: home, keys, tables, and the first coordinator."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import typer

from evenhand.site.cli import CommandStopped, start_django
from evenhand.site.home import find_home, open_settings

LANGUAGES = ("en", "zh-hans", "es", "ar", "ug")
# The centre's row and its people's rows hold these.
KEPT_ELSEWHERE = {"name", "coordinator"}
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Answers:
    """The eight things a new centre is asked."""

    name: str = "Mediation centre"
    language: str = "en"
    time_zone: str = "UTC"
    calendar: str = "GB-ENG"
    address: str = "http://localhost:8000"
    mail_host: str = "localhost"
    database: str = ""
    coordinator: str = ""


QUESTIONS = {
    "name": "What is the centre called?",
    "language": f"Which language does it work in? ({', '.join(LANGUAGES)})",
    "time_zone": "In which time zone is it? (for example Europe/London, Asia/Shanghai)",
    "calendar": "Whose public holidays does it keep? (for example GB-ENG, CN, US-NY)",
    "address": "At which address will people open it in a browser?",
    "mail_host": "Which mail server sends its letters?",
    "database": "Which PostgreSQL address? (empty: a file inside the home)",
    "coordinator": "Which login shall the first coordinator have? (empty: none yet)",
}


def ask(answers: Answers) -> Answers:
    """Ask all eight on the terminal; a wrong answer is said at once and asked again."""
    for field, question in QUESTIONS.items():
        while True:
            default = getattr(answers, field)
            given = typer.prompt(question, default=default, show_default=bool(default), err=True)
            tried = replace(answers, **{field: str(given).strip()})
            fault = find_fault(tried, field)
            if fault is None:
                answers = tried
                break
            typer.echo(f"  {fault}", err=True)
    return answers


def find_fault(answers: Answers, field: str) -> str | None:
    """What is wrong with one answer, as a sentence; nothing when it can be used."""
    value = getattr(answers, field)
    if field == "name" and not 1 <= len(value) <= 120:
        return "A name of 1 to 120 letters is wanted."
    if field == "language" and value not in LANGUAGES:
        return f"Languages are: {', '.join(LANGUAGES)}."
    if field == "time_zone" and value not in available_timezones():
        return "That time zone is not known; it is written like Europe/London."
    if field == "calendar" and not _knows_calendar(value):
        return "That calendar is not known; it is written like GB-ENG, CN or US-NY."
    return _find_address_fault(field, value)


def _find_address_fault(field: str, value: str) -> str | None:
    parts = urlsplit(value)
    if field == "address" and not (parts.scheme in {"http", "https"} and parts.hostname):
        return "An address is written like https://mediation.example.org."
    if field == "database" and value and parts.scheme not in {"postgresql", "postgres"}:
        return "A database is written like postgresql://user:password@host:5432/evenhand."
    if field == "coordinator" and value and not value.replace(".", "").replace("-", "").isalnum():
        return "A login is made of letters, digits, points and hyphens."
    return None


def _knows_calendar(code: str) -> bool:
    import holidays

    country, _, part = code.partition("-")
    known = holidays.list_supported_countries(include_aliases=True)
    return country in known and (not part or part in known[country])


def check_database(address: str) -> None:
    """Make sure that a PostgreSQL answers there, before its address is written down."""
    import psycopg

    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.Error:
        raise CommandStopped("--database: no PostgreSQL lets us in at that address.") from None


def write_settings(home: Path, answers: Answers) -> None:
    """Make the home, for this account only, and its `settings.toml` with a secret key of its own."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    path = home / "settings.toml"
    if path.exists():
        return
    if answers.database:
        check_database(answers.database)
    host = urlsplit(answers.address).hostname or "localhost"
    values: dict[str, Any] = {
        "secret_key": secrets.token_urlsafe(50),
        "hosts": sorted({host, "localhost", "127.0.0.1"}),
        **{name: value for name, value in asdict(answers).items() if value and name not in KEPT_ELSEWHERE},
    }
    # JSON's texts and lists of texts are TOML's.
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in values.items()]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("# Evenhand reads this file when it starts. `evenhand doctor` says whether it is well.\n")
        file.writelines(lines)


def name_database() -> str:
    """Where the cases lie: a file, or an address without its password."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite" in str(database["ENGINE"]):
        return str(database["NAME"])
    return f"postgresql://{database['HOST'] or 'localhost'}/{database['NAME']}"


def make_tables() -> None:
    """Bring the tables up to this version of the program; harmless when they are."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def make_centre_here(answers: Answers) -> dict[str, Any]:
    """Make everything a centre needs in the home that is set; what was there already is left as it is."""
    home = find_home()
    write_settings(home, answers)
    start_django()
    from evenhand.access.acts import make_centre
    from evenhand.access.queries import find_centre
    from evenhand.calendars.clock import read_now
    from evenhand.vault.keys import prepare_keys

    prepare_keys()
    make_tables()
    centre = find_centre()
    already = centre is not None
    if centre is None:
        centre = make_centre(
            name=answers.name,
            language=answers.language,
            time_zone=answers.time_zone,
            calendar=answers.calendar,
            at=read_now(),
        )
    made: dict[str, Any] = {"home": str(home), "centre": centre.name, "database": name_database()}
    if already:
        return made | {"already": True}
    return made | (add_coordinator(centre, answers.coordinator) if answers.coordinator else {})


def add_coordinator(centre: Any, login: str) -> dict[str, str]:
    """The first coordinator's account, with a password to be read aloud once and changed."""
    from evenhand.access.acts import add_person
    from evenhand.access.rules import Role
    from evenhand.calendars.clock import read_now

    password = "-".join("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))
    add_person(
        centre=centre,
        username=login,
        name=login,
        role=Role.COORDINATOR,
        at=read_now(),
        by="operator",
        password=password,
    )
    return {"coordinator": login, "password": password}


def describe(made: dict[str, Any]) -> str:
    """What was made, in sentences, and what to do next."""
    if made.get("already"):
        return f"A centre is there already: {made['centre']}, in {made['home']}."
    lines = [f"{made['centre']} is ready, in {made['home']}.", f"Its cases lie in {made['database']}."]
    if "password" in made:
        lines += [f"Log in as {made['coordinator']} with {made['password']} (shown only now).", ""]
    return "\n".join([*lines, "Start it with `evenhand serve`, and `evenhand worker` beside it."])


def run(
    defaults: Annotated[bool, typer.Option("--defaults", help="Ask nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ask nothing, print JSON.")] = False,
    name: Annotated[str, typer.Option(help="Name of the centre.")] = Answers.name,
    language: Annotated[str, typer.Option(help="Working language.")] = Answers.language,
    time_zone: Annotated[str, typer.Option(help="Time zone.")] = Answers.time_zone,
    calendar: Annotated[str, typer.Option(help="Public holidays.")] = Answers.calendar,
    address: Annotated[str, typer.Option(help="Address in the browser.")] = Answers.address,
    mail_host: Annotated[str, typer.Option(help="Mail server.")] = Answers.mail_host,
    database: Annotated[str, typer.Option(help="PostgreSQL address.")] = Answers.database,
    coordinator: Annotated[str, typer.Option(help="Login of the first coordinator.")] = Answers.coordinator,
) -> None:
    """Make a centre here: home, keys, tables. Asks eight questions; a second time it says what is there."""
    database = database or open_settings(find_home()).read_text("database")
    answers = Answers(name, language, time_zone, calendar, address, mail_host, database, coordinator)
    is_new = not (find_home() / "settings.toml").exists()
    if is_new and not (defaults or as_json):
        answers = ask(answers)
    for field in QUESTIONS:
        fault = find_fault(answers, field)
        if fault is not None:
            raise CommandStopped(f"--{field.replace('_', '-')}: {fault}")
    made = make_centre_here(answers)
    typer.echo(json.dumps(made, ensure_ascii=False) if as_json else describe(made))
