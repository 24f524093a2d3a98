"""A text is signed on a page that shows it whole, under a procedure that has one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from evenhand.cases import queries
from evenhand.mediation.models import Consent
from evenhand.procedures.packs import find_procedure
from tests.acts.telling import TERMS, accept, hold_session
from tests.acts.variant import make_variant
from tests.cast import TEXT, Town, tell_to_consent
from tests.screens.desk_cast import enter, find_once, read
from tests.screens.portal_cast import Come


@pytest.fixture
def wider(party_town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Two sides who agreed to mediate, under a pack with two texts to sign."""
    pack, words = make_variant(), {("en", "privilege"): "# Secret\n\nWhat is said here stays here."}
    texts = {**find_procedure("community_mediation").texts, **words}
    whole = replace(pack, texts=texts)
    monkeypatch.setattr(queries, "find_procedure", lambda *_: whole)
    tell_to_consent(party_town)
    return party_town


def test_a_side_reads_the_text_and_signs_it(wider: Town, come: Come) -> None:
    browser, page = come("p1"), reverse("portal:act", args=["sign_text"])
    shown = browser.get(page)
    assert shown.status_code == 200 and "What is said here stays here." in read(shown)
    assert TEXT not in shown.content.decode()
    answer = browser.post(page, {"text_version": "privilege@1", "once": find_once(shown)})
    assert answer.status_code == 303
    assert Consent.objects.get(version="privilege@1").seat == "p1"
    consent = browser.get(reverse("portal:consent"))
    assert consent.status_code == 200 and "stays here" not in read(consent)


def test_the_desk_offers_the_texts_to_sign_and_only_the_consent_to_consent_to(wider: Town) -> None:
    client, base = enter(wider, "coordinator"), f"/desk/cases/{wider.number}/acts/"
    page = client.get(base + "sign_text/").content.decode()
    assert 'value="privilege@1"' in page and 'value="waiver@2"' in page and TEXT not in page
    wider.case.parties.update(consent="", consent_version="")
    page = client.get(base + "give_consent/").content.decode()
    assert TEXT in page and "privilege@1" not in page


@pytest.mark.parametrize("spoken", [True, False])
def test_pages_show_what_it_is_about_and_the_seal(wider: Town, come: Come, spoken: bool) -> None:
    accept(wider)
    hold_session(wider)
    matter = {"terms": TERMS, "matter": "A dog that barks."}
    if spoken:
        known = {"agreed_on": wider.at.isoformat(), "no_paper_wanted": True, **matter}
        wider.must("mediator", "agree_orally", **known)
    else:
        wider.must("mediator", "draft_terms", **matter)
        wider.must("coordinator", "seal_agreement")
    desk = enter(wider, "coordinator").get(reverse("desk:meetings", args=[wider.number]))
    party = come("p1").get(reverse("portal:agreement"))
    for page in (desk, party):
        assert page.status_code == 200 and "A dog that barks." in read(page)
    assert ("Signatures" in read(desk)) is not spoken and ("Who has signed" in read(party)) is not spoken
    assert ("Seal" in read(desk)) is not spoken
