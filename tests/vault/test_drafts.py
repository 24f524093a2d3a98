"""A draft opens for the browser that typed it, for a day, and for nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evenhand.vault.drafts import DraftGone, make_half, open_draft, seal_draft
from evenhand.vault.locks import HostKeyMissing

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WORDS = "The dog barks. 狗在叫。".encode()


def test_a_draft_opens_with_its_half(keys: Path) -> None:
    half = make_half()
    text = seal_draft(WORDS, half=half, at=AT)
    assert open_draft(text, half=half, at=AT + timedelta(hours=23)) == WORDS
    assert "dog" not in text and text != seal_draft(WORDS, half=half, at=AT)


def test_another_browser_opens_nothing(keys: Path) -> None:
    text = seal_draft(WORDS, half=make_half(), at=AT)
    with pytest.raises(DraftGone):
        open_draft(text, half=make_half(), at=AT)


def test_another_host_opens_nothing(keys: Path, settings: object) -> None:
    half = make_half()
    text = seal_draft(WORDS, half=half, at=AT)
    (keys / "host.key").write_bytes(bytes(32))
    with pytest.raises(DraftGone):
        open_draft(text, half=half, at=AT)


def test_a_draft_lives_for_a_day(keys: Path) -> None:
    half = make_half()
    text = seal_draft(WORDS, half=half, at=AT)
    with pytest.raises(DraftGone):
        open_draft(text, half=half, at=AT + timedelta(hours=24, seconds=1))


@pytest.mark.parametrize("text", ["", "a", "AAAA", "ä", "AQ" * 40, "!" * 80])
def test_what_is_no_draft_is_gone(keys: Path, text: str) -> None:
    with pytest.raises(DraftGone):
        open_draft(text, half=make_half(), at=AT)


def test_every_changed_sign_is_seen(keys: Path) -> None:
    half = make_half()
    text = seal_draft(WORDS, half=half, at=AT)
    for place in range(0, len(text) - 4, 7):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises(DraftGone):
            open_draft(text[:place] + other + text[place + 1 :], half=half, at=AT)


def test_without_a_host_key_nothing_is_sealed(keys: Path) -> None:
    (keys / "host.key").unlink()
    with pytest.raises(HostKeyMissing):
        seal_draft(WORDS, half=make_half(), at=AT)
