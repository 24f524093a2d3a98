"""The pages that are asked for: the worker's queue, a case, words in own cases, a new case; and the floor's two."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from bench.driving import Page
from bench.rare import WORDS

OURS, FLOOR = "evenhand", "floor"
NEW_CASE = {
    "channel": "phone",
    "category": "neighbours",
    "language": "en",
    "your_name": "Rosa Quill",
    "your_phone": "+442079460018",
    "your_email": "rosa.quill@example.org",
    "other_name": "Ignatius Bellweather",
    "story": "Every night the dog next door barks until three and my children cannot sleep. " * 6,
    "wish": "One quiet night.",
}


def make_cookies(session: str, guard: str) -> str:
    """The two cookies of somebody who is logged in and has opened a form."""
    return f"sessionid={session}; csrftoken={guard}"


def write_get(path: str, cookies: str) -> bytes:
    """A request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n\r\n".encode()


def write_post(path: str, cookies: str, answers: Mapping[str, str]) -> bytes:
    """A form that is sent."""
    body = urlencode(answers).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def list_ours(sessions: Sequence[str], numbers: Sequence[str]) -> tuple[list[Page], Page]:
    """The reading pages of the worker, and the one that writes."""
    guards = [secrets.token_hex(16) for _ in sessions]
    cookies = [make_cookies(session, guard) for session, guard in zip(sessions, guards, strict=True)]

    def ask_case(client: int, count: int) -> bytes:
        return write_get(f"/desk/cases/{numbers[(client * 7 + count) % len(numbers)]}/", cookies[client])

    def ask_words(client: int, count: int) -> bytes:
        answers = {"csrfmiddlewaretoken": guards[client], "words": WORDS[(client + count) % len(WORDS)]}
        return write_post("/desk/find/", cookies[client], answers)

    def send_case(client: int, count: int) -> bytes:
        once = {"csrfmiddlewaretoken": guards[client], "once": secrets.token_urlsafe(16)}
        return write_post("/desk/cases/new/", cookies[client], {**NEW_CASE, **once})

    reading = [
        Page("queue", OURS, lambda client, _count: write_get("/desk/", cookies[client])),
        Page("case", OURS, ask_case),
        Page("search", OURS, ask_words),
    ]
    return reading, Page("create", OURS, send_case, expects=303)


def list_floor(sessions: Sequence[str]) -> list[Page]:
    """Django alone."""
    return [
        Page("empty", FLOOR, lambda client, _count: write_get("/empty/", f"sessionid={sessions[client]}")),
        Page("one", FLOOR, lambda _client, _count: write_get("/one/", "")),
    ]
