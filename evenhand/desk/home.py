"""The first page of the desk: for each role the one it works from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from evenhand.access.rules import Role
from evenhand.desk.figures import show_figures
from evenhand.desk.mediator import show_mediator
from evenhand.desk.page import open_desk
from evenhand.desk.queue import show_queue


def show_home(request: HttpRequest) -> HttpResponse:
    """The queue; a mediator's own work; for the director figures without a name."""
    desk = open_desk(request)
    if desk.viewer.role is Role.MEDIATOR:
        return show_mediator(request, desk)
    if desk.viewer.role is Role.DIRECTOR:
        return show_figures(request, desk)
    return show_queue(request, desk)
