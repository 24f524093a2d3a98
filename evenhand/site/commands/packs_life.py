"""`evenhand packs new` and `packs move`: beginning a pack, and moving running cases to another version of one."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evenhand.site.commands.packs_found import find_path, read_settings

if TYPE_CHECKING:
    from evenhand.cases.moving import Answer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
REFUSED = 2
SAID = {
    "moved": "moved",
    "can_move": "can move",
    "there": "runs under this version already",
    "no_way": "stays: this version does not say how cases of the old one go on under it",
    "not_approved": "stays: two people have not approved this version",
}


def make_new(
    pack: Annotated[str, typer.Argument(metavar="ID", help="What the new pack is called: a code.")],
    source: Annotated[str, typer.Option("--from", help="A pack's id or folder to copy.")] = "",
    into: Annotated[Path | None, typer.Option("--into", help="The folder to make it in.")] = None,
    as_json: AsJson = False,
) -> None:
    """Begin a pack: a copy of another, or a small whole one to learn from. Nothing is overwritten."""
    from evenhand.procedures.drafting import DraftRefused, begin_draft

    read_settings()
    from evenhand.procedures.drafts import find_drafts_root

    copied = find_path(source, as_json) if source else None
    try:
        folder = begin_draft(pack, (into or find_drafts_root()) / pack, copied)
    except DraftRefused as refused:
        _print({"error": str(refused)}, str(refused), as_json, refused=True)
        raise SystemExit(REFUSED) from None
    words = f"{folder}\nRead pack.toml from the top, change it, then: evenhand packs check {folder}"
    _print({"id": pack, "folder": str(folder)}, words, as_json)


def move(
    pack: Annotated[str, typer.Argument(metavar="ID", help="The pack's id.")],
    to: Annotated[str, typer.Option("--to", help="The version that cases move to.")],
    number: Annotated[str, typer.Option("--case", help="Only this case.")] = "",
    attempt: Annotated[bool, typer.Option("--try", help="Say what would happen; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Move running cases to another version of their pack, by its mapping. A running clock is never lost."""
    from evenhand.site.cli import CommandStopped, start_django

    start_django()
    from evenhand.calendars.clock import read_now
    from evenhand.cases.moving import move_cases
    from evenhand.procedures.packs import find_installed

    procedure = find_installed(pack, to)
    if procedure is None:
        raise CommandStopped(
            f"There is no pack {pack} of version {to} here. `evenhand packs list` names them."
        )
    answers = list(move_cases(procedure, at=read_now(), number=number, attempt=attempt))
    if number and not answers:
        raise CommandStopped("There is no open case of this pack with that number.")
    _print({"cases": [_write(each) for each in answers]}, _say_all(answers), as_json)
    if any(each.state not in {"moved", "can_move", "there"} for each in answers):
        raise SystemExit(REFUSED)


def _write(answer: Answer) -> dict[str, Any]:
    written = asdict(answer)
    for side in ("before", "after"):
        written[side] = [each.written for each in getattr(answer, side)]
    return written


def _say_all(answers: list[Answer]) -> str:
    return "\n".join(_say(each) for each in answers) or "No open case runs under another version."


def _say(answer: Answer) -> str:
    if answer.state == "lost":
        clocks = ", ".join(answer.lost)
        return f"{answer.number}  stays: a running clock would be lost ({clocks})"
    lines = [f"{answer.number}  {SAID[answer.state]}"]
    before = {each.code: each.due for each in answer.before}
    for each in answer.after:
        was, now = before.get(each.code), each.due
        if was != now:
            lines.append(f"  {each.code}: {was:%Y-%m-%d %H:%M}" if was else f"  {each.code}: -")
            lines[-1] += f" -> {now:%Y-%m-%d %H:%M} UTC" if now else " -> -"
    return "\n".join(lines)


def _print(value: dict[str, Any], words: str, as_json: bool, refused: bool = False) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False) if as_json else words, err=refused and not as_json)
