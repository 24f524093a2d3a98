"""An agreement of two neighbours, to make documents of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from evenhand.notices.documents.shapes import (
    AgreementData,
    LetterData,
    PersonLine,
    SignatureLine,
    TermLine,
)

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
ROUTES = {
    "en": ("Tell the centre.", "You may go to court at any time."),
    "zh-hans": ("告诉调解中心。", "您随时可以向法院起诉。"),
    "ar": ("أخبر المركز.", "يمكنك اللجوء إلى المحكمة."),
}


def make_agreement(**changes: Any) -> AgreementData:
    """Rosa and Jianguo about a television and bicycles, signed by both and the mediator."""
    data = AgreementData(
        centre="Harbour Street Mediation Centre",
        number="7KQ4-M2XN-9D3T",
        languages=("en",),
        written_in="en",
        tz="Europe/London",
        made_at=AT,
        people=(
            PersonLine("Rosa Delgado", "initiating"),
            PersonLine("Wen Jianguo 温建国", "responding"),
            PersonLine("Amina Yusuf", "mediator"),
        ),
        terms=(
            TermLine("Rosa Delgado", "Turns the television down after ten.", date(2026, 12, 1)),
            TermLine("Wen Jianguo 温建国", "Moves the bicycles into the cellar."),
        ),
        other="Both will greet each other on the stairs.",
        signatures=(
            SignatureLine("Rosa Delgado", "initiating", AT - timedelta(minutes=20), "portal"),
            SignatureLine("Wen Jianguo 温建国", "responding", AT - timedelta(minutes=8), "paper"),
            SignatureLine("Amina Yusuf", "mediator", AT, "portal"),
        ),
        routes=ROUTES,
        in_force_at=AT,
        centre_lines=("12 Harbour Street", "0131 496 0000"),
    )
    return replace(data, **changes)


def make_letter(**changes: Any) -> LetterData:
    """A letter to the other side."""
    data = LetterData(
        centre="Harbour Street Mediation Centre",
        centre_lines=("12 Harbour Street",),
        number="7KQ4-M2XN-9D3T",
        language="en",
        tz="Europe/London",
        made_at=AT,
        to_lines=("Wen Jianguo 温建国", "Flat 4, 88 Constitution Street"),
        subject="An invitation",
        paragraphs=("Dear neighbour,", "You are free to say no."),
    )
    return replace(data, **changes)
