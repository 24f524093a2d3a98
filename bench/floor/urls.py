"""Two pages: empty but logged in, and one row out of the database."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@login_required
def show_empty(request: HttpRequest) -> HttpResponse:
    """An empty page for somebody who is logged in: session and account are read."""
    return render(request, "page.html", {"words": request.user.get_username()})


def show_one(request: HttpRequest) -> HttpResponse:
    """One query, no session."""
    return render(request, "page.html", {"words": Group.objects.get(pk=1).name})


urlpatterns = [path("empty/", show_empty), path("one/", show_one)]
