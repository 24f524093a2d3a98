"""A notice on paper."""

from __future__ import annotations

import shutil
import subprocess
import uuid

import pytest

from evenhand.access.models import PartyPass
from evenhand.cases.queries import open_case_key
from evenhand.notices.letters import LetterUnknown, make_notice_letter
from evenhand.notices.models import Notice
from tests.cast import Town


def call_in(town: Town) -> Notice:
    town.open(your_email=None, your_address="1 Ford Lane\nLower Ford", safe_contact="letter")
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    return Notice.objects.get(case=town.case)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_a_letter_has_the_address_the_text_and_no_way_in(town: Town) -> None:
    notice = call_in(town)
    key = open_case_key(town.viewer("intake"), town.case)
    pdf = make_notice_letter(notice_id=notice.pk, key=key, at=town.at)
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    words = " ".join(told.split())
    for expected in (
        "Rosa Quill",
        "1 Ford Lane",
        "A message from Lower Ford Mediation",
        town.number,
        "/portal/",
    ):
        assert expected in words
    assert "/portal/enter/" not in words and not PartyPass.objects.exists()


def test_a_letter_is_made_with_its_own_cases_key_only(town: Town) -> None:
    notice = call_in(town)
    town.open()
    other = open_case_key(town.viewer("intake"), town.case)
    with pytest.raises(LetterUnknown):
        make_notice_letter(notice_id=notice.pk, key=other, at=town.at)
    with pytest.raises(LetterUnknown):
        make_notice_letter(notice_id=uuid.uuid4(), key=other, at=town.at)
