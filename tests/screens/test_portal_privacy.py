"""Nothing of the other side's and nothing of the office's is on a party's pages, in any byte."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import Town
from tests.screens.portal_cast import PAGES, SECRETS, Come, read, tell_to_invitation


def test_a_message_stays_between_one_side_and_the_office(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    first, page = come("p1"), reverse("portal:messages")
    empty = first.post(page, {"words": ""})
    assert empty.status_code == 422 and "q-words-error" in read(empty)
    assert first.post(page, {"words": "Please only call before noon."}).status_code == 303
    party_town.must("intake", "send_message", party="p1", words="We will, Rosa.")
    text = read(first.get(page))
    assert "Please only call before noon." in text and "We will, Rosa." in text
    second = come("p2")
    for place in PAGES[4:]:
        assert "before noon" not in read(second.get(reverse(f"portal:{place}")))


def test_papers_are_shared_or_not(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    first, second, page = come("p1"), come("p2"), reverse("portal:documents")
    for title, shared in (("My private diary", "office"), ("Photo of the wall", "case")):
        file = SimpleUploadedFile("my name.txt", b"what it says", content_type="text/plain")
        answer = first.post(page, {"file": file, "title": title, "shared": shared})
        assert answer.status_code == 303, read(answer)
    assert {"My private diary", "Photo of the wall"} <= set(
        re.findall(r"<bdi>([^<]+)</bdi>", read(first.get(page)))
    )
    other = read(second.get(page))
    assert "Photo of the wall" in other and "diary" not in other
    hidden = party_town.case.documents.get(shared=False)
    assert second.get(reverse("portal:document", args=[hidden.pk])).status_code == 404
    file = first.get(reverse("portal:document", args=[hidden.pk]))
    assert file.content == b"what it says" and file.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_file_that_is_not_what_it_says_is_refused_beside_its_box(party_town: Town, come: Come) -> None:
    party_town.open()
    file = SimpleUploadedFile("a.pdf", b"MZ not a pdf", content_type="application/pdf")
    answer = come("p1").post(reverse("portal:documents"), {"file": file, "title": "A", "shared": "office"})
    assert answer.status_code == 422 and "q-file-error" in read(answer) and 'value="A"' in read(answer)


def test_nothing_of_the_other_side_is_in_any_byte(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    tell = party_town.must
    tell("p1", "send_message", party="p1", words="Every night the dog next door barks, I told you.")
    browser = come("p2")
    addresses = [reverse(f"portal:{name}") for name in PAGES if name != "agreement"]
    addresses += [reverse("portal:act", args=[act]) for act in ("refuse_consent", "withdraw_consent")]
    record = read(browser.get(reverse("portal:record")))
    receipts = re.findall(r'href="(/portal/record/\d+/receipt.json)"', record)
    assert receipts
    for address in addresses + receipts:
        content = browser.get(address).content
        assert not [secret for secret in SECRETS if secret.encode() in content], address
    assert "Rosa Quill" in read(browser.get("/portal/"))


def test_receipts_of_office_entries_are_not_there(party_town: Town, come: Come) -> None:
    from evenhand.record.queries import list_entries

    tell_to_invitation(party_town)
    browser = come("p2")
    for entry in list_entries(party_town.case.id, ["office", "p1"]):
        assert browser.get(reverse("portal:receipt", args=[entry.pk])).status_code == 404


def test_acts_of_the_office_are_no_pages_of_a_party(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    browser = come("p1")
    for act in ("screen_party", "write_note", "close_case", "assign_mediator", "request_erasure", "nonsense"):
        page = reverse("portal:act", args=[act])
        assert browser.get(page).status_code == browser.post(page, {}).status_code == 404


def test_nobody_speaks_for_the_other_side(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    come("p1").post(reverse("portal:consent"), {"party": "p2"})
    consents = dict(party_town.case.parties.values_list("seat", "consent"))
    assert consents == {"p1": "given", "p2": ""}


def test_somebody_who_stands_beside_a_side_has_a_page_too(party_town: Town, come: Come) -> None:
    tell_to_invitation(party_town)
    party_town.must(
        "intake", "add_party", part="companion", for_party="p2", name="Odile Marsh", language="en"
    )
    browser = come("p3")
    for name in ("home", "consent", "messages", "documents", "record"):
        answer = browser.get(reverse(f"portal:{name}"))
        assert answer.status_code == 200
        assert not [secret for secret in SECRETS if secret in read(answer)]
    home = read(browser.get("/portal/"))
    assert "Hello, <bdi>Odile Marsh</bdi>" in home and "It is your turn" not in home
    refused = browser.post(reverse("portal:consent"), {})
    assert refused.status_code == 409 and party_town.case.consents.count() == 0
