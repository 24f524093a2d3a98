"""`evenhand record`: what happened in a case and when, from its record; its words stay sealed."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from evenhand.access.rules import Role, Viewer
from evenhand.record.queries import list_entries
from evenhand.site.commands.who import choose_viewer, find_case_or_stop


def choose_chains(viewer: Viewer, case: Any) -> list[str]:
    """The chains this role reads: the number and the timing of an entry tell something, too."""
    seats = [party.seat for party in case.parties.all()]
    return ["shared", *seats] if viewer.role is Role.MEDIATOR else ["shared", "office", *seats]


def describe_entry(entry: Any) -> dict[str, Any]:
    """One entry without its words."""
    return {
        "entry": entry.pk,
        "at": entry.at.isoformat(),
        "happened_at": entry.happened_at.isoformat(),
        "tag": entry.tag,
        "chain": entry.chain,
        "seq": entry.seq,
        "subject": entry.subject,
        "by": entry.by,
        "leaf": bytes(entry.leaf).hex(),
    }


def run(
    number: str,
    role: Annotated[str, typer.Option("--role", help="Read as the program of this role.")] = "coordinator",
    login: Annotated[str, typer.Option("--as", help="Read as the account with this login.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Read the record of a case: what happened, when, by whom; no words."""
    viewer = choose_viewer(role, login)
    case = find_case_or_stop(viewer, number)
    entries = [describe_entry(entry) for entry in list_entries(case.pk, choose_chains(viewer, case))]
    if as_json:
        typer.echo(json.dumps({"number": case.number, "entries": entries}))
        return
    for entry in entries:
        about = f" {entry['subject']}" if entry["subject"] else ""
        typer.echo(f"{entry['at'][:16]}  {entry['tag']}{about}  by {entry['by']}")
