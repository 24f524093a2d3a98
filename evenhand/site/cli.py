"""`evenhand`: everything an operator or a script does, one file per command in `commands/`.

A command is a module with `run` (one function, its arguments read by typer) or `app` (a typer application
with commands of its own). Its row below names it; it is imported when it is run, so help answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Row:
    """A command: its module, its line in the help, and whether Django must be ready before it is imported."""

    module: str
    says: str
    needs_django: bool = True


COMMANDS = {
    "demo": Row("demo", "Build the demo centre and serve it.", needs_django=False),
    "init": Row("init", "Make a centre here: eight questions, or none with --defaults.", needs_django=False),
    "serve": Row("serve", "Serve the centre over HTTP."),
    "worker": Row("worker", "Do the jobs that are due: mail, reminders, nightly checks."),
    "doctor": Row("doctor", "Look whether this installation is in good health.", needs_django=False),
    "acts": Row("doing", "List what can be done in a case, and do it, as the screens do."),
    "import": Row("imports", "Take in referrals from a table, or take such an import back."),
    "packs": Row("packs", "Check, explain and draw procedure packs.", needs_django=False),
    "record": Row("record", "Read the record of a case."),
    "verify": Row("verify", "Verify the whole record and name the first entry that does not hold."),
    "erase": Row("erase", "Erase a case: two people ask, its key is destroyed."),
    "token": Row("token", "Make and revoke bearer tokens for programs."),
    "simulate": Row("simulate", "Let a made-up centre live for a while."),
}
STOPPED, FAULT = 2, 1


class CommandStopped(Exception):
    """A command cannot do what was asked; its message is one plain sentence for whoever asked."""


def start_django() -> None:
    """Read the settings of this home and make Django ready; harmless when it is ready already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.site.settings")
    import django

    from evenhand.site.logs import set_up_logs

    django.setup()
    set_up_logs()


def load_command(name: str, row: Row) -> Any:
    """Import a command's module and make it runnable under its name."""
    if row.needs_django:
        start_django()
    module = importlib.import_module(f"evenhand.site.commands.{row.module}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        app.command()(module.run)
    command = typer.main.get_command(app)
    command.name = name
    return command


class LazyCommands(TyperGroup):
    """The commands of `COMMANDS` whose modules are there; help shows their lines without importing any."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the table."""
        return [name for name, row in COMMANDS.items() if find_spec(f"evenhand.site.commands.{row.module}")]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command's line of help, without its module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return TyperCommand(name=cmd_name, help=COMMANDS[cmd_name].says)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command to be run, with its module."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None and command is not None:
            command = load_command(name, COMMANDS[name])
        return name, command, rest


root = typer.Typer(
    cls=LazyCommands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("evenhand"))
        raise typer.Exit


@root.callback()
def evenhand(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Which version this is."),
    ] = False,
) -> None:
    """Casework for people who settle things between people. Everything lives under EVENHAND_HOME."""


def stop(sentence: str) -> NoReturn:
    """Say one plain sentence on standard error and leave with 2."""
    typer.echo(sentence, err=True)
    raise SystemExit(STOPPED)


def name_expected(fault: Exception) -> str | None:
    """The sentence for a fault that people meet in ordinary life; nothing for a fault of the program."""
    from evenhand.site.home import SettingUnusable

    if isinstance(fault, CommandStopped | SettingUnusable):
        return str(fault)
    name = type(fault).__name__
    if name in {"HostKeyMissing", "KeyDamaged"}:
        return f"The key store cannot be opened: {fault}."
    if name in {"OperationalError", "ProgrammingError"} and type(fault).__module__.startswith("django.db"):
        return "The database does not answer, or its tables are not there. `evenhand doctor` says more."
    if isinstance(fault, PermissionError):
        return f"No permission to use {fault.filename}."
    return None


def describe_fault(fault: BaseException) -> str:
    """A fault of the program by its type and places. Its words are left out: they may hold a person's."""
    frames = traceback.extract_tb(fault.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join(
        [
            "A fault in Evenhand, not in what you did. Please report these lines:",
            *places[-12:],
            f"  {type(fault).__module__}.{type(fault).__name__}",
        ]
    )


def main() -> None:
    """Run the command named on the command line. Leaves with 0, with 2 for a refusal, with 1 for a fault."""
    # Whatever a command leaves in the home is for this account only.
    os.umask(0o077)
    try:
        typer.main.get_command(root).main(prog_name="evenhand")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(FAULT) from None
    except Exception as fault:
        sentence = name_expected(fault)
        if sentence is not None:
            stop(sentence)
        typer.echo(describe_fault(fault), err=True)
        raise SystemExit(FAULT) from None


if __name__ == "__main__":
    # By its name: the exceptions that commands raise are those of the imported module.
    importlib.import_module("evenhand.site.cli").main()
