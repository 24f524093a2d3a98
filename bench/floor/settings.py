"""The floor: what Django itself costs here. A bare project with sessions and accounts, nothing of Evenhand.

It stands on the same kind of database under the same settings, so a page's ratio to it is ours alone.
"""

from __future__ import annotations

import os
from pathlib import Path

SECRET_KEY = os.environ["BENCH_FLOOR_SECRET"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "bench.floor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def read_database(program: dict[str, object]) -> dict[str, object]:
    """Evenhand's own database settings, with another file or another database on the same server."""
    return {**program, "NAME": os.environ["BENCH_FLOOR_DATABASE"]}


def find_database() -> dict[str, object]:
    """Read Evenhand's settings file as text of settings, without starting Evenhand."""
    from evenhand.site import settings as program

    return read_database(program.DATABASES["default"])


DATABASES = {"default": find_database()}
