"""`evenhand packs`: check, explain and draw procedure packs, and work out deadlines, without a database."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from evenhand.site.commands.packs_found import (
    find_pack,
    find_path,
    print_json,
    read_settings,
    stop,
    stop_unusable,
)
from evenhand.site.commands.packs_life import make_new, move
from evenhand.site.commands.packs_list import STATE_WORDS, list_rows

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Check, explain and draw procedure packs, and work out deadlines.",
)
FAULTY = 1
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Pack = Annotated[str, typer.Argument(metavar="PACK", help="A pack's id, its folder, or a TOML file.")]
Language = Annotated[str, typer.Option("--language", help="The language of the words, as en or zh-hans.")]

Facts = Annotated[Path | None, typer.Option("--facts", help="JSON: facts, or facts with true or false.")]


app.command("new")(make_new)
app.command("move")(move)


@app.command("list")
def list_installed(as_json: AsJson = False, language: Language = "en") -> None:
    """The packs that are installed here."""
    rows = list_rows(language)
    if as_json:
        print_json({"packs": rows})
        return
    for row in rows:
        said = f"{row['version']:<8} {row['title']} ({row['review']})" if row["usable"] else "cannot be used"
        state = STATE_WORDS.get(row["state"], "")
        typer.echo(f"{row['id']:<24} {said}{state}")


@app.command()
def check(path: Annotated[Path, typer.Argument(metavar="DIR|FILE")], as_json: AsJson = False) -> None:
    """Everything that is wrong with a pack: file, table, line and a sentence. Leaves with 1 if anything is."""
    from evenhand.procedures.checking import check_pack
    from evenhand.record.tags import Tag

    if not path.exists():
        stop(f"there is nothing at {path}", as_json)
    read_settings()
    from evenhand.procedures.known import list_known
    from evenhand.procedures.packs import find_installed

    checked = check_pack(path, frozenset(tag.value for tag in Tag), find_installed, list_known)
    procedure = checked.procedure
    if as_json:
        known = {"id": procedure.id, "version": procedure.version} if procedure else {}
        faults = [asdict(fault) for fault in checked.faults]
        print_json({"ok": not faults, **known, "faults": faults})
    else:
        for fault in checked.faults:
            typer.echo(str(fault))
        count = len(checked.faults)
        typer.echo(f"{count} fault{'s' * (count != 1)}" if count else "no faults: this pack can be used")
    raise typer.Exit(FAULTY if checked.faults else 0)


@app.command()
def explain(
    pack: Pack,
    act: Annotated[str, typer.Argument(metavar="ACT", help="The code of the act.")],
    facts: Facts = None,
    role: Annotated[str, typer.Option("--role", help="Who asks, as coordinator or party.")] = "",
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Whether an act is open when these facts are so, and if not, why and under which article."""
    from evenhand.procedures.rules.explain import explain as explain_act
    from evenhand.site.commands.packs_input import InputUnusable, read_facts

    procedure = find_pack(pack, as_json)
    try:
        named = read_facts(facts, procedure)
    except InputUnusable as fault:
        stop(str(fault), as_json)
    answer = explain_act(procedure, named, act, role)
    if as_json:
        print_json(answer)
        return
    typer.echo(procedure.text(answer["words"], language))
    if answer["article"]:
        typer.echo(f"{answer['article']}: {answer['citation']}")
    for number, line in enumerate(answer["way"] or (), 1):
        waits = " ".join(procedure.text(said, language) for said in line["waits"])
        typer.echo(
            f"{number}. {procedure.text(line['title'], language)} ({', '.join(line['roles'])}) {waits}".strip()
        )


@app.command()
def deadlines(
    pack: Pack,
    events: Annotated[Path, typer.Option("--events", help="JSON: tz, now, events; - reads standard input.")],
    as_json: AsJson = False,
) -> None:
    """The clocks of a pack after these events: which run, until when, and which were kept."""
    from evenhand.procedures.checking import read_clocks
    from evenhand.procedures.rules.clocks import compute_clocks
    from evenhand.procedures.rules.findings import PackUnusable
    from evenhand.site.commands.packs_input import InputUnusable, read_happenings, show_clock

    try:
        given = read_happenings(events)
        clocks, own = read_clocks(find_path(pack, as_json))
        calendar = given.calendar or own
        states = compute_clocks(clocks, given.events, given.tz, given.now, calendar)
    except PackUnusable as fault:
        stop_unusable(fault, as_json)
    except (InputUnusable, ValueError, OverflowError) as fault:
        stop(str(fault) or "the dates are too far away", as_json)
    shown = [show_clock(state) for state in states]
    if as_json:
        print_json({"clocks": shown})
        return
    typer.echo(f"days of {given.tz}; holidays of {calendar or 'no calendar'}, unless a clock names its own")
    for each in shown:
        until = each["last_day"] or each["due"] or ""
        typer.echo(f"{each['code']:<28} {each['state']:<12} {until:<22} {each['article']}")


@app.command()
def diagram(
    pack: Pack,
    form: Annotated[str, typer.Option("--format", help="svg or mermaid.")] = "svg",
    language: Language = "en",
    output: Annotated[Path | None, typer.Option("--output", help="A file; otherwise it is printed.")] = None,
    as_json: AsJson = False,
) -> None:
    """Draw the steps of a procedure in the order in which they become possible."""
    from evenhand.procedures.rules.diagram import draw_mermaid, draw_svg

    draw = {"svg": draw_svg, "mermaid": draw_mermaid}.get(form)
    if draw is None:
        stop("the formats are svg and mermaid", as_json)
    content = draw(find_pack(pack, as_json), language)
    if output is not None:
        output.write_text(content, encoding="utf-8")
    elif as_json:
        print_json({"format": form, "language": language, "content": content})
    else:
        typer.echo(content, nl=False)


if __name__ == "__main__":
    app()
