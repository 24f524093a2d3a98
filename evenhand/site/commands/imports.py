"""`evenhand import`: take in referrals from a table an office sent, or take the last such import back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evenhand.calendars.clock import read_now
from evenhand.desk.referrals.acts import import_referrals, undo_import
from evenhand.desk.referrals.queries import Plan, describe_fault, plan_import
from evenhand.desk.referrals.reading import NoTable, Source, read_source
from evenhand.desk.referrals.rules.column_words import COLUMN_TITLES
from evenhand.desk.referrals.rules.columns import BadColumn, list_bad_columns
from evenhand.procedures.packs import PackUnknown
from evenhand.procedures.queries import choose_procedure
from evenhand.procedures.rules.procedure import Procedure
from evenhand.site.cli import STOPPED, CommandStopped
from evenhand.site.commands.who import find_centre_here

if TYPE_CHECKING:
    from evenhand.access.models import Centre

KIND_WORDS = {
    "ethnicity": "people's ethnicity",
    "religion": "people's religion",
    "politics": "people's politics",
    "sexuality": "people's sexuality",
    "biometrics": "people's bodies",
    "identity_number": "identity numbers",
}
SHOWN_FAULTS = 20


def read_file(path: Path) -> Source:
    """The table in a file; one sentence when there is none."""
    try:
        return read_source(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        raise CommandStopped(f"There is no file at {path}.") from None
    except NoTable as none:
        raise CommandStopped(str(none)) from None


def find_pack(pack: str) -> Procedure:
    """The procedure the cases come under."""
    try:
        return choose_procedure(find_centre_here().pk, pack)
    except PackUnknown:
        raise CommandStopped(
            "There is no procedure of that name. `evenhand packs list` names them."
        ) from None


def describe_bad(bad: BadColumn) -> dict[str, str]:
    """Which column stops the import, and why."""
    what = KIND_WORDS[bad.kind]
    words = (
        f"The column “{bad.column}” holds {what}. Evenhand never keeps that. Nothing was taken in: "
        "take the column out of the file and send it again."
    )
    return {"column": bad.column, "kind": bad.kind, "words": words}


def refuse_columns(source: Source, as_json: bool) -> None:
    """Stop before a single row is read, when a column must not come in."""
    bad = [describe_bad(each) for each in list_bad_columns(source.table.headers)]
    if not bad:
        return
    if as_json:
        typer.echo(write_json({"read": len(source.table.rows), "imported": 0, "refused": bad}))
    for each in bad:
        typer.echo(each["words"], err=True)
    raise SystemExit(STOPPED)


def write_json(answer: dict[str, Any]) -> str:
    """One line of JSON, as people write their letters."""
    return json.dumps(answer, ensure_ascii=False)


@contextmanager
def show_progress(words: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; silence where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)


def explain_plan(plan: Plan, source: Source) -> str:
    """How the columns were understood and what waits for a yes, in sentences."""
    lines = [f"{plan.read} rows ({source.form}).", "Columns:"]
    lines += [f"  {each['column']}: {each['says']}" for each in plan.describe_columns()]
    lines += [f"  {header}: left out" for header in plan.columns.ignored]
    lines += [f"  Line {f.line}, {f.column or 'no column'}: {f.words}" for f in plan.faults[:SHOWN_FAULTS]]
    if len(plan.faults) > SHOWN_FAULTS:
        lines.append(f"  and {len(plan.faults) - SHOWN_FAULTS} more faults (--json lists all)")
    if plan.skipped:
        lines.append(f"{plan.skipped} rows are here already and are skipped.")
    return "\n".join(lines)


def check_columns(plan: Plan) -> None:
    """A table without names or stories opens no case."""
    if plan.columns.missing:
        wanted = " and ".join(COLUMN_TITLES[code] for code in plan.columns.missing)
        raise CommandStopped(
            f"No column says {wanted}. The headers are: {', '.join(filter(None, plan.headers)) or 'none'}."
        )


def wants_import(plan: Plan, yes: bool, as_json: bool) -> bool:
    """Whether the good rows are to be taken in: told so, or asked on a terminal; silence is no."""
    if not plan.new or yes:
        return yes
    if as_json and not sys.stdin.isatty():
        return False
    try:
        return typer.confirm(f"Take in {len(plan.new)} cases?", err=True)
    except typer.Abort:
        typer.echo("", err=True)
        return False


def describe_answer(plan: Plan, source: Source, imported: int, batch: str) -> dict[str, Any]:
    """The answer for a script."""
    return {
        "read": plan.read,
        "imported": imported,
        "skipped": plan.skipped,
        "faults": [describe_fault(fault) for fault in plan.faults],
        "waiting": len(plan.new) - imported,
        "form": source.form,
        "mapping": plan.describe_columns(),
        "ignored": list(plan.columns.ignored),
        "batch": batch,
    }


def take_in(centre: Centre, procedure: Procedure, plan: Plan) -> tuple[int, str]:
    """Open the cases, with a bar."""
    with show_progress("Opening cases", len(plan.new)) as tick:
        return import_referrals(
            centre=centre, procedure=procedure, new=plan.new, at=read_now(), by="operator", tick=tick
        )


def take_back(centre: Centre, as_json: bool) -> None:
    """Undo the last import, and say what stayed."""
    with show_progress("Taking back", None) as tick:
        undone = undo_import(centre=centre, at=read_now(), by="operator", tick=tick)
    if as_json:
        kept = [{"number": number, "words": "Somebody has worked on this case."} for number in undone.kept]
        typer.echo(write_json({"undone": undone.taken_back, "kept": kept, "batch": undone.batch}))
        return
    if not undone.batch:
        typer.echo("There is no import to take back.")
        return
    typer.echo(f"{undone.taken_back} cases were taken back: their keys are destroyed.")
    for number in undone.kept:
        typer.echo(f"  {number} stays: somebody has worked on it. Erasing it takes two people.")


def run(
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take in the good rows without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come in.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last import back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    pack: Annotated[str, typer.Option(help="The procedure they come under.")] = "community_mediation",
) -> None:
    """Take in referrals from a table: columns are found by their headers, each row becomes a case."""
    centre = find_centre_here()
    if undo:
        take_back(centre, as_json)
        return
    if file is None:
        raise CommandStopped("Which file? `evenhand import FILE`, or `evenhand import --undo`.")
    source = read_file(file)
    refuse_columns(source, as_json)
    procedure = find_pack(pack)
    plan = plan_import(centre=centre, procedure=procedure, source=source, at=read_now())
    check_columns(plan)
    if not as_json:
        typer.echo(explain_plan(plan, source))
    imported, batch = 0, ""
    if not dry_run and wants_import(plan, yes, as_json):
        imported, batch = take_in(centre, procedure, plan)
    if as_json:
        typer.echo(write_json(describe_answer(plan, source, imported, batch)))
    else:
        typer.echo(f"{imported} cases were opened." if imported else "Nothing was taken in.")
