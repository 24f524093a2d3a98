"""Rows become cases, each once and each whole; a whole import is taken back, except what people have worked on."""

from __future__ import annotations

from typing import Any

import pytest

from evenhand.access.queries import find_centre
from evenhand.cases.models import Case, Party
from evenhand.cases.queries import open_case_key, open_names
from evenhand.desk.referrals import acts
from evenhand.desk.referrals.acts import finish_undone, undo_import
from evenhand.desk.referrals.models import ReferralBatch, ReferralRow
from evenhand.record.models import Entry
from evenhand.record.queries import verify_record
from evenhand.vault.keys import list_key_ids
from tests.cast import Town
from tests.imports.conftest import plan, take_in
from tests.imports.offices import ROWS, STORIES, write_csv


class Killed(BaseException):
    """The process ends here."""


def undo(town: Town) -> acts.Undone:
    return undo_import(centre=town.centre, at=town.at, by="operator", tick=lambda: None)


def list_case_keys() -> list[str]:
    return [key for key in list_key_ids() if key.startswith("case:")]


def list_tags(town: Town) -> list[str]:
    return list(Entry.objects.filter(scope=town.centre.id).order_by("pk").values_list("tag", flat=True))


def test_each_row_becomes_a_case_that_waits_for_whoever_takes_it(town: Town) -> None:
    assert take_in(town, write_csv()) == 3
    cases = list(Case.objects.order_by("referral__pk"))
    assert [case.category for case in cases] == ["neighbours", "land_property", "tenancy"]
    assert {(case.worker_id, case.language, case.stage) for case in cases} == {(None, "zh-hans", "intake")}
    assert [case.parties.count() for case in cases] == [3, 3, 1]
    viewer = town.viewer("intake")
    names = open_names(cases[1], open_case_key(viewer, cases[1]))
    assert names == {"p1": "东方润泽", "p2": "西门玉兰", "p3": "上官某（村民）"}
    opened = Entry.objects.get(scope=cases[0].pk, tag="case:intake:opened")
    assert (opened.happened_at.date().isoformat(), opened.by) == ("2026-07-18", "import")
    assert list_tags(town)[-1] == "centre:import:done"
    assert verify_record().holds


def test_a_second_import_brings_nothing(town: Town) -> None:
    take_in(town, write_csv())
    again = plan(town, write_csv(encoding="gb18030"))
    assert (len(again.new), again.skipped) == (0, 3)
    assert take_in(town, write_csv()) == 0
    assert (Case.objects.count(), ReferralBatch.objects.count()) == (3, 1)
    assert list_tags(town).count("centre:import:done") == 1


def test_two_imports_at_once_bring_each_row_once(town: Town) -> None:
    waiting = plan(town, write_csv()).new
    take_in(town, write_csv())
    count, _ = acts.import_referrals(
        centre=town.centre, procedure=_procedure(), new=waiting, at=town.at, by="operator", tick=lambda: None
    )
    assert (count, Case.objects.count()) == (0, 3)


def _procedure() -> Any:
    from evenhand.procedures.packs import find_procedure

    return find_procedure("community_mediation")


def test_an_import_that_was_killed_goes_on_where_it_was(town: Town) -> None:
    seen = []

    def die_after_two() -> None:
        seen.append(1)
        if len(seen) == 2:
            raise Killed

    with pytest.raises(Killed):
        take_in(town, write_csv(), die_after_two)
    assert Case.objects.count() == 2
    assert take_in(town, write_csv()) == 1
    assert (Case.objects.count(), ReferralBatch.objects.count()) == (3, 1)
    assert undo(town).taken_back == 3


def test_a_row_is_whole_or_not_there(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = acts.perform, []

    def fail_at_the_second(**given: Any) -> Any:
        calls.append(given["act"])
        if len(calls) == 2:
            raise Killed
        return real(**given)

    monkeypatch.setattr(acts, "perform", fail_at_the_second)
    with pytest.raises(Killed):
        take_in(town, write_csv())
    assert len(calls) == 2
    assert (Case.objects.count(), Party.objects.count(), ReferralRow.objects.count()) == (0, 0, 0)
    monkeypatch.undo()
    assert take_in(town, write_csv()) == 3


def test_a_refusal_of_the_engine_names_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "open_case", lambda **given: given["data"])
    with pytest.raises(acts.RowRefused) as refused:
        take_in(town, write_csv())
    assert str(refused.value) == "dict"


# -- taking back --------------------------------------------------------------------------------------------
def test_an_import_is_taken_back_for_good(town: Town) -> None:
    take_in(town, write_csv())
    undone = undo(town)
    assert (undone.taken_back, undone.kept) == (3, ())
    assert (Case.objects.count(), Party.objects.count(), ReferralRow.objects.count()) == (0, 0, 0)
    assert list_case_keys() == []
    left = Entry.objects.exclude(tag__startswith="centre:")
    assert set(left.values_list("payload", "opening")) == {(None, None)}
    assert left.filter(tag="case:key:destroyed").count() == 3
    assert list_tags(town)[-1] == "centre:import:undone"
    assert verify_record().holds
    assert take_in(town, write_csv()) == 3


def test_what_somebody_has_worked_on_stays(town: Town) -> None:
    take_in(town, write_csv())
    town.number = Case.objects.get(category="tenancy").number
    town.must("intake", "write_note", words="打过电话。")
    undone = undo(town)
    assert (undone.taken_back, undone.kept) == (2, (town.number,))
    assert town.case.state == "open"
    assert plan(town, write_csv()).skipped == 1
    assert undo(town).batch == ""


def test_the_last_import_goes_first(town: Town) -> None:
    assert undo(town) == acts.Undone(0)
    take_in(town, write_csv(ROWS[:1]))
    town.wait(minutes=1)
    take_in(town, write_csv(ROWS[1:]))
    assert undo(town).taken_back == 2
    assert undo(town).taken_back == 1
    assert undo(town).taken_back == 0


def test_taking_back_that_was_killed_is_completed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(town, write_csv())

    def die(**given: Any) -> None:
        raise Killed

    monkeypatch.setattr(acts, "forget_case", die)
    with pytest.raises(Killed):
        undo(town)
    monkeypatch.undo()
    assert Case.objects.filter(state="erased").count() == 1
    assert len(list_case_keys()) == 3  # in a test's transaction nothing runs after the commit
    assert finish_undone(at=town.at) == 1
    assert (Case.objects.count(), len(list_case_keys())) == (2, 2)
    assert undo(town).taken_back == 2
    assert find_centre() is not None


def test_an_erased_case_leaves_no_mark_of_its_referral(town: Town) -> None:
    take_in(town, write_csv())
    town.number = Case.objects.get(category="tenancy").number
    town.must("coordinator", "request_erasure", why="要求删除。")
    assert ReferralRow.objects.count() == 3
    town.must("director", "approve_erasure")
    assert ReferralRow.objects.count() == 2
    assert undo(town).taken_back == 2
    assert Case.objects.get().state == "erased"


def test_no_word_of_a_row_lies_open_in_a_table(town: Town) -> None:
    take_in(town, write_csv())
    for model in (Case, Party, ReferralRow, Entry):
        for row in model.objects.all():
            held = repr({name: value for name, value in vars(row).items() if not isinstance(value, bytes)})
            assert not [story for story in STORIES if story[:6] in held]
