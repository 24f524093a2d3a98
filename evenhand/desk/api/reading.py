"""Reading a request: JSON and nothing else, in a language that the header asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from evenhand.access.rules import Viewer
from evenhand.desk.api.answers import Stop

# An attached file of 10 MB is a third longer in base64.
MOST_BYTES = 14_500_000
DEEPEST = 24
UTF_8 = frozenset({"", "utf-8", "utf8"})


def read_viewer(request: HttpRequest) -> Viewer:
    """Whose token it is; the gate has found out."""
    return request.viewer  # type: ignore[attr-defined]


def find_centre_of(viewer: Viewer) -> Any:
    """The centre whose account the token belongs to."""
    people: Any = get_user_model()._default_manager
    return people.select_related("centre").get(pk=viewer.user).centre


def speak_language(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer in the language of the header; a browser's cookie has no say here."""

    @wraps(view)
    def speak(request: HttpRequest, *args: Any, **named: Any) -> Any:
        with translation.override(choose_language(request)):
            return view(request, *args, **named)

    return speak


def choose_language(request: HttpRequest) -> str:
    """The first language of the header that the program speaks, or else the centre's."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def read_language() -> str:
    """The language that this answer is given in."""
    return translation.get_language() or settings.LANGUAGE_CODE


def read_json(request: HttpRequest) -> Any:
    """The request's body. Stops with 415, 413 or 400."""
    charset = (request.content_params or {}).get("charset", "")
    if request.content_type != "application/json" or charset.lower() not in UTF_8:
        raise Stop(415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Stop(413)
    try:
        text = request.body.decode()
        value = json.loads(text, parse_constant=_refuse_constant)
        _check_depth(value)
        # Half of a surrogate pair: JSON can carry it, UTF-8 and the database cannot.
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except RequestDataTooBig:
        raise Stop(413) from None
    except (UnreadablePostError, ValueError, RecursionError):
        raise Stop(400) from None
    return value


def _refuse_constant(name: str) -> None:
    # NaN and Infinity are Python's, not JSON's.
    raise ValueError(name)


def _check_depth(value: Any) -> None:
    """No form has a list in a list in a list; a deep one is there to make a program stumble."""
    level = [value]
    for _ in range(DEEPEST):
        parts = [part for each in level for part in _open_part(each)]
        if not parts:
            return
        level = parts
    raise ValueError("too deep")


def _open_part(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [part for part in value.values() if isinstance(part, dict | list)]
    return [part for part in value if isinstance(part, dict | list)] if isinstance(value, list) else []
