"""`evenhand acts`: what can be done in a case, and doing it, under the rules and refusals of the screens."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from django.core.serializers.json import DjangoJSONEncoder

from evenhand.access.rules import Viewer
from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Denied, Done, Mixed, Result, perform
from evenhand.cases.asking import say_fault
from evenhand.cases.explaining import explain_refusal, view_case
from evenhand.cases.queries import read_procedure
from evenhand.desk.api.answers import describe_faults, make_conflict, make_mixed
from evenhand.desk.api.facts import describe_acts
from evenhand.procedures.rules.forms import Faults
from evenhand.site.cli import STOPPED, CommandStopped
from evenhand.site.commands.who import choose_viewer, find_case_or_stop

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
RoleOption = Annotated[str, typer.Option("--role", help="Act as the program of this role.")]
AsOption = Annotated[str, typer.Option("--as", help="Act as the account with this login.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
LanguageOption = Annotated[str, typer.Option(help="Language of the words.")]
LONGEST = 15_000_000


def write_json(answer: Any) -> str:
    """One line of JSON."""
    return json.dumps(answer, ensure_ascii=False, cls=DjangoJSONEncoder)


@app.command("list")
def list_here(
    number: str,
    role: RoleOption = "",
    login: AsOption = "",
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """What is open now, each with the JSON Schema of its answers, and why not the rest."""
    viewer = choose_viewer(role, login)
    view = view_case(viewer, find_case_or_stop(viewer, number), read_now())
    answer = describe_acts(view, language)
    if as_json:
        typer.echo(write_json(answer))
        return
    for act in answer["acts"]:
        refusal = act["refusal"]
        typer.echo(
            f"{act['act']}: {refusal['words']} ({refusal['citation']})" if refusal else f"{act['act']}: open"
        )


@app.command("do")
def do_here(
    number: str,
    act: str,
    data: Annotated[str, typer.Option("--data", help="A file with the answers as JSON; - reads them.")] = "",
    role: RoleOption = "",
    login: AsOption = "",
    once: Annotated[str, typer.Option(help="The same key has one effect.")] = "",
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Do one act. Leaves with 0 when it had its effect, with 2 when it was refused."""
    viewer = choose_viewer(role, login)
    answers = read_answers(data) if data else {}
    result = perform(by=viewer, number=number, act=act, data=answers, at=read_now(), once=once)
    answer, words = describe_result(viewer, number, result, language)
    typer.echo(write_json(answer) if as_json else words, err=not as_json and not isinstance(result, Done))
    raise typer.Exit(0 if isinstance(result, Done) else STOPPED)


def read_answers(source: str) -> Any:
    """The answers in a file, or on standard input."""
    try:
        text = sys.stdin.read(LONGEST) if source == "-" else Path(source).read_text(encoding="utf-8")
        answers = json.loads(text)
        # Half of a surrogate pair: JSON can carry it, the database cannot.
        json.dumps(answers, ensure_ascii=False).encode()
    except OSError:
        raise CommandStopped(f"There is no file at {source} that can be read.") from None
    except (ValueError, RecursionError):
        raise CommandStopped("The answers are not JSON in UTF-8.") from None
    return answers


def describe_result(viewer: Viewer, number: str, result: Result, language: str) -> tuple[dict[str, Any], str]:
    """What came of it, for a script and for a person."""
    if isinstance(result, Done):
        done = {"number": result.number, "entries": list(result.entries), "again": result.again}
        return done, f"Done in {result.number}."
    if isinstance(result, Denied):
        raise CommandStopped("There is no such case or act, or none that this account may see.")
    if isinstance(result, Faults):
        return describe_faults(result), "\n".join(f"{f.question}: {say_fault(f)}" for f in result.faults)
    if isinstance(result, Mixed):
        mixed = make_mixed()
        return mixed, mixed["message"]
    procedure = read_procedure(find_case_or_stop(viewer, number))
    refusal = explain_refusal(procedure, result, language)
    return make_conflict(
        refusal
    ), f"{refusal.words} ({refusal.citation})" if refusal.citation else refusal.words
