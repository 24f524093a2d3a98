"""Each side alone; the outcome is the office's; who is not safe is helped on, and the other side learns no reason."""

from __future__ import annotations

import pytest

from evenhand.access.queries import NotAllowed
from evenhand.cases.acts import Denied
from evenhand.cases.explaining import list_acts, view_case
from evenhand.cases.rules.types import Refused
from evenhand.mediation.models import Ending, Screening
from evenhand.mediation.reading import open_screenings
from evenhand.procedures.packs import find_procedure
from tests.acts.telling import accept, expect_faults, expect_refused, list_tags, read_entries, read_record
from tests.cast import SAFE, Town, tell_to_consent

FEAR = {
    **SAFE,
    "afraid": "often",
    "hurt": "sometimes",
    "words": "Keeps a bag packed.",
    "outcome": "not_suitable",
}


def test_answers_are_sealed_and_the_outcome_is_a_code_for_the_office(town: Town) -> None:
    town.open()
    done = town.must("intake", "screen_party", party="p1", **FEAR)
    assert list_tags(done) == ["party:screening:done"]
    row = Screening.objects.get()
    assert (row.outcome, b"bag" in bytes(row.answers)) == ("not_suitable", False)
    assert town.case.parties.get(seat="p1").suitability == "not_suitable"
    assert "not_suitable" not in repr(read_record(town, "shared", "p1", "p2", "caucus"))
    opened = open_screenings(town.viewer("intake"), town.case)
    assert opened[0].answers["words"] == "Keeps a bag packed." and opened[0].answers["afraid"] == "often"


@pytest.mark.parametrize(
    ("answers", "reason", "article", "field"),
    [
        ({"alone": False}, "not_alone", "ours.screening", "alone"),
        ({"free_to_say_no": "no"}, "not_free", "ours.danger", "outcome"),
        ({"outcome": "with_safeguards"}, "no_safeguards", "msc.6", "safeguards"),
    ],
)
def test_a_screening_that_does_not_count(town: Town, answers, reason, article, field) -> None:
    town.open()
    result = town.do("intake", "screen_party", party="p1", **{**SAFE, **answers})
    expect_refused(town, result, reason, article, field)
    assert not Screening.objects.exists()


def test_somebody_beside_a_side_is_not_screened(town: Town) -> None:
    town.open()
    town.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    result = town.do("intake", "screen_party", party="p3", **SAFE)
    expect_refused(town, result, "this_is_side", "nafcm.parties_decide")


def test_every_question_about_safety_wants_an_answer(town: Town) -> None:
    town.open()
    result = town.do("intake", "screen_party", party="p1", alone=True, outcome="suitable")
    asked = ("afraid", "threatened", "hurt", "controlled", "free_to_say_no")
    expect_faults(result, *((code, "required_choice") for code in asked))


def test_nobody_contacts_the_other_side_before_the_first_is_safe(town: Town) -> None:
    town.open()
    result = town.do("intake", "invite_party", party="p2", how="letter")
    expect_refused(town, result, "first_screened", "ours.screening")
    town.must("intake", "screen_party", party="p1", **FEAR)
    result = town.do("intake", "invite_party", party="p2", how="letter")
    expect_refused(town, result, "someone_unsuitable", "ours.danger")


def test_a_second_screening_counts_and_the_first_is_kept(town: Town) -> None:
    town.open()
    town.must("intake", "screen_party", party="p1", **FEAR)
    town.wait(days=7)
    town.must("coordinator", "screen_party", party="p1", **SAFE)
    assert town.case.parties.get(seat="p1").suitability == "suitable" and Screening.objects.count() == 2


@pytest.mark.parametrize("name", ["p1", "p2", "mediator", "director", "reviewer", "operator", "outsider"])
def test_nobody_else_screens_or_reads_a_screening(town: Town, name: str) -> None:
    town.open()
    town.must("intake", "screen_party", party="p1", **FEAR)
    assert town.do(name, "screen_party", party="p1", **SAFE) == Denied()
    with pytest.raises(NotAllowed):
        open_screenings(town.viewer(name), town.case)


def test_the_mediator_of_the_case_reads_no_outcome(town: Town) -> None:
    """Nor guesses it from what is refused, also when a screening changed after they had taken the case."""
    tell_to_consent(town)
    accept(town)
    town.must("intake", "screen_party", party="p2", **FEAR)
    with pytest.raises(NotAllowed):
        open_screenings(town.viewer("mediator"), town.case)
    view = view_case(town.viewer("mediator"), town.case, town.at)
    reasons = {offer.refusal.reason for offer in list_acts(view, "en") if offer.refusal}
    assert not {reason for reason in reasons if "suitable" in reason or "screened" in reason}


def test_who_is_not_safe_is_helped_on(town: Town) -> None:
    town.open()
    result = town.do("intake", "refer_on", party="p1", where="The shelter.", told=True)
    expect_refused(town, result, "this_party_screened", "ours.screening")
    town.must("intake", "screen_party", party="p1", **FEAR)
    result = town.do("intake", "refer_on", party="p1", where="The shelter.", told=False)
    expect_refused(town, result, "not_told", "ours.danger", "told")
    done = town.must("intake", "refer_on", party="p1", where="The shelter.", told=True)
    said = read_entries(town, done)
    assert said["case:referral:made"] == {"where": "The shelter."} and said["case:mediation:failed"] == {}
    assert Ending.objects.get().failed_at == town.at
    shared = repr(read_record(town, "shared"))
    assert "shelter" not in shared and "inappropriate" not in shared


def test_where_it_is_safe_nobody_is_sent_away(town: Town) -> None:
    town.open()
    town.must("intake", "screen_party", party="p1", **SAFE)
    result = town.do("intake", "refer_on", party="p1", where="Elsewhere.", told=True)
    expect_refused(town, result, "this_party_suitable", "ours.screening")


def test_what_a_screening_found_is_told_to_nobody_by_a_refusal(town: Town) -> None:
    """The office reads which side and why; the side itself and everybody else that something comes first."""
    town.open()
    unsafe = {**SAFE, "free_to_say_no": "no", "outcome": "not_suitable"}
    town.must("intake", "screen_party", party="p1", **unsafe)
    version = find_procedure("community_mediation").consents[0].text_version
    for who, reason in (("intake", "this_party_suitable"), ("p1", "office_first")):
        refused = town.do(who, "give_consent", party="p1", text_version=version, form="portal")
        assert isinstance(refused, Refused) and refused.reason == reason
