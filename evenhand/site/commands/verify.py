"""`evenhand verify`: check the whole record against its own hashes, and write it out for a stranger to check."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from evenhand.record.queries import Verdict, export_record, verify_record
from evenhand.site.cli import FAULT, CommandStopped


def describe_verdict(verdict: Verdict) -> dict[str, Any]:
    """The verdict for a script; the first entry that does not hold, by its place."""
    if verdict.holds:
        return {"ok": True, "entries": verdict.entries}
    first = {
        "entry": verdict.first_bad,
        "scope": verdict.scope.hex if verdict.scope else "",
        "chain": verdict.chain,
        "seq": verdict.seq,
        "tag": verdict.tag,
    }
    return {"ok": False, "entries": verdict.entries, "first_bad": first, "why": verdict.why}


def say_verdict(verdict: Verdict) -> str:
    """The verdict in a sentence."""
    if verdict.holds:
        return f"The record holds: {verdict.entries} entries."
    name = f"Entry {verdict.first_bad}" if verdict.first_bad else "An entry that should be there"
    scope = verdict.scope.hex if verdict.scope else "unknown"
    place = f"number {verdict.seq} of chain {verdict.chain} in {scope}"
    return f"{name} does not hold ({place}). {verdict.why}"


def export_to(path: Path) -> int:
    """Write the record without a word in it; a half-written file never has the name that was asked for."""
    half = path.with_name(path.name + ".part")
    try:
        with os.fdopen(
            os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
        ) as file:
            count = export_record(file)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise CommandStopped(f"{path} cannot be written.") from None
    return count


def run(
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    export: Annotated[Path | None, typer.Option(help="Also write the record there, as JSON lines.")] = None,
) -> None:
    """Verify the whole record. Leaves with 1, and names the first entry, when it does not hold."""
    verdict = verify_record()
    answer, words = describe_verdict(verdict), say_verdict(verdict)
    if export is not None:
        answer["exported"] = export_to(export)
        words += f"\n{answer['exported']} entries written to {export}."
    typer.echo(json.dumps(answer) if as_json else words)
    raise typer.Exit(0 if verdict.holds else FAULT)
