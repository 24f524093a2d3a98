"""A town, and a post office it sends its mail through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import Town, build_town
from tests.notices.postoffice import PostOffice


@pytest.fixture
def town(db: None) -> Town:
    """A centre with its people, before anybody has called."""
    return build_town()


@pytest.fixture
def post(settings: Any) -> Iterator[PostOffice]:
    """A mail server on loopback, and settings that lead there."""
    office = PostOffice()
    office.open()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 5
    settings.EVENHAND_ADDRESS = "https://desk.example.org"
    yield office
    office.close()
