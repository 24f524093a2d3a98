"""Every main page, and who looks at it: what the accessibility tests walk through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evenhand.public.help_pages import PAGES

PACK = "/procedures/community_mediation/"
PARTS = ("steps", "deadlines", "questions", "rights", "readers", "sources")
ACTS = ("log_contact", "screen_party", "write_note", "attach_file", "request_erasure", "close_case")
PREVIEW = "/desk/procedures/community_mediation/preview/"
PRETENDED = (
    f"{PREVIEW}?act=open_case",
    f"{PREVIEW}?did=open_case~2026-03-02&act=screen_party",
    f"{PREVIEW}?did=open_case~2026-03-02&act=assign_mediator",
)
PORTAL = ("", "consent/", "times/", "messages/", "papers/", "record/")


@dataclass(frozen=True)
class Pages:
    """The pages of one reader: staff by login, a side by stage and seat, or a visitor."""

    name: str
    paths: tuple[str, ...]
    login: str = ""
    stage: str = ""
    seat: str = ""


def list_pages(told: dict[str, dict[str, Any]]) -> list[Pages]:
    """All of them; cases are told up to their stages beforehand."""
    cases = {stage: f"/desk/cases/{case['number']}/" for stage, case in told.items()}
    agreed, invited, times = cases["agreed"], cases["invited"], cases["times"]
    return [
        Pages(
            "visitor",
            (
                "/",
                "/help/",
                *(f"/help/{page.place}/" for page in PAGES),
                "/back/",
                "/portal/enter/a-link-that-never-was/",
                "/refusals/",
                "/accessibility/",
                "/source/",
                "/procedures/",
                *(f"{PACK}{part}/" for part in PARTS),
                f"{PACK}questions/screen_party/",
                "/accounts/login/",
                "/nothing-here/",
                "/demo/",
            ),
        ),
        Pages(
            "asked side",
            tuple(f"/portal/{path}" for path in (*PORTAL, "do/refuse_consent/")),
            "",
            "invited",
            "p2",
        ),
        Pages("side with times", ("/portal/times/",), "", "times", "p1"),
        Pages("side that agreed", ("/portal/", "/portal/agreement/"), "", "agreed", "p1"),
        Pages("intake", ("/desk/", "/desk/cases/new/", f"{invited}screening/", "/desk/letters/"), "intake"),
        Pages(
            "coordinator",
            (
                "/desk/",
                "/desk/cases/",
                "/desk/find/",
                "/desk/people/",
                "/desk/erasures/",
                invited,
                agreed,
                f"{agreed}papers/",
                f"{agreed}meetings/",
                f"{times}meetings/",
                *(f"{invited}acts/{act}/" for act in ACTS),
                f"{agreed}acts/follow_up/",
                f"{times}acts/answer_times/",
                "/accounts/2fa/",
                "/accounts/password/",
                "/accounts/logout/",
            ),
            "coordinator",
        ),
        Pages(
            "mediator",
            (
                "/desk/",
                cases["asked"],
                agreed,
                f"{agreed}caucus/",
                f"{times}acts/offer_times/",
                f"{times}acts/record_session/",
            ),
            "mediator",
        ),
        Pages("director", ("/desk/", "/desk/erasures/", "/desk/procedures/", *PRETENDED), "director"),
    ]
