"""`evenhand token`: make and revoke bearer tokens for programs."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from evenhand.access.acts import create_token, revoke_tokens
from evenhand.access.rules import Role
from evenhand.calendars.clock import read_now
from evenhand.site.cli import CommandStopped
from evenhand.site.commands.who import NO_PROGRAM, find_account, find_centre_here, find_program, read_role

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
RoleOption = Annotated[str, typer.Option("--role", help="intake, mediator, coordinator, reviewer, director.")]
UserOption = Annotated[str, typer.Option("--user", help="An account's login, instead of the role's own.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command()
def create(role: RoleOption = "", user: UserOption = "", as_json: JsonOption = False) -> None:
    """Make a token. It is shown once and kept nowhere."""
    centre = find_centre_here()
    if user:
        account = find_account(centre, user)
        check_account_role(account.role, role)
    else:
        account = find_program(centre, read_role(role))
    token = create_token(user=account, at=read_now(), by="operator")
    if as_json:
        typer.echo(json.dumps({"token": token, "role": account.role, "user": account.username}))
    else:
        typer.echo(f"Token of {account.username} ({account.role}), shown only now:\n{token}")


def check_account_role(has: str, wanted: str) -> None:
    """An account has one role; a token gives no other."""
    if Role(has) in NO_PROGRAM:
        raise CommandStopped(NO_PROGRAM[Role(has)])
    if wanted and wanted != has:
        raise CommandStopped(f"That account's role is {has}, and a token gives no other.")


@app.command()
def revoke(role: RoleOption = "", user: UserOption = "", as_json: JsonOption = False) -> None:
    """End every token of an account."""
    centre = find_centre_here()
    account = find_account(centre, user) if user else find_program(centre, read_role(role))
    count = revoke_tokens(user=account, at=read_now(), by="operator")
    if as_json:
        typer.echo(json.dumps({"revoked": count, "user": account.username}))
    else:
        typer.echo(f"{count} tokens of {account.username} were revoked.")
