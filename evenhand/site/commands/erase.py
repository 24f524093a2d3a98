"""`evenhand erase`: ask that a case be erased, or answer as the second person who must agree."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from evenhand.access.queries import view_as
from evenhand.access.rules import Viewer
from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Done, perform
from evenhand.site.cli import STOPPED, CommandStopped
from evenhand.site.commands.doing import describe_result
from evenhand.site.commands.who import find_account, find_centre_here, is_program

SAID = {
    "request_erasure": "Asked for. Another person (coordinator or director) runs this with --approve or --decline.",
    "approve_erasure": "Erased: the key of the case is destroyed.",
    "decline_erasure": "Declined: the case stays.",
}


def choose_act(approve: bool, decline: bool, why: str) -> tuple[str, dict[str, Any]]:
    """Which of the three acts is meant, with its answers."""
    if approve and decline:
        raise CommandStopped("Approve or decline, not both.")
    if approve or decline:
        return ("approve_erasure" if approve else "decline_erasure"), {"words": why} if why else {}
    if not why:
        raise CommandStopped("Why? Give the reason with --why; it is kept sealed in the case.")
    return "request_erasure", {"why": why}


def erase(viewer: Viewer, number: str, act: str, data: dict[str, Any], as_json: bool) -> bool:
    """Do the act and say what came of it; whether it had its effect."""
    result = perform(by=viewer, number=number, act=act, data=data, at=read_now())
    done = isinstance(result, Done)
    answer, words = describe_result(viewer, number, result, "en")
    if done:
        answer, words = {**answer, "act": act}, SAID[act]
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else words, err=not done and not as_json)
    return done


def run(
    number: str,
    login: Annotated[str, typer.Option("--as", help="Login of whoever asks or answers.")],
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    approve: Annotated[bool, typer.Option("--approve", help="Agree as the second person.")] = False,
    decline: Annotated[bool, typer.Option("--decline", help="Say no as the second person.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Ask for erasure with --why; a different person then runs it with --approve, and the case is gone."""
    if is_program(login):
        raise CommandStopped(
            "Erasing takes two people, and that account is a program's. Give a person's login."
        )
    viewer = view_as(find_account(find_centre_here(), login))
    act, data = choose_act(approve, decline, why)
    if not erase(viewer, number, act, data, as_json):
        raise SystemExit(STOPPED)
