"""Make the floor's tables, one account, one row, and sessions. Prints one JSON line."""

from __future__ import annotations

import json
import os

SESSIONS = 8


def prepare_floor() -> list[str]:
    """The keys of sessions in which somebody is logged in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"
    import django

    django.setup()
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    Group.objects.create(pk=1, name="floor")
    user = User.objects.create(username="floor")
    return [log_in(user) for _ in range(SESSIONS)]


def log_in(user: object) -> str:
    """One session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    assert isinstance(user, User)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    print(json.dumps(prepare_floor()))
