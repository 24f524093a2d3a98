"""The life of a pack: copied, changed, checked, proposed, approved by another person, used, and moved to."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from evenhand.cases.acts import Done
from evenhand.cases.moving import Answer, move_cases
from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Refused
from evenhand.procedures.acts import (
    NotTaken,
    approve_version,
    offer_procedures,
    request_approval,
    withdraw_version,
)
from evenhand.procedures.checking import check_pack
from evenhand.procedures.drafts import find_draft, find_drafts_root
from evenhand.procedures.models import ProcedureVersion
from evenhand.procedures.packs import find_installed, find_own_root, find_procedure
from evenhand.procedures.queries import choose_procedure, list_in_use, may_take_cases
from evenhand.record.models import Entry
from evenhand.record.tags import Tag
from tests.cast import Town

pytestmark = pytest.mark.slow

PACK = "community_mediation"
SHIPPED = Path(__file__).resolve().parents[2] / "packs" / PACK
OLD = find_procedure(PACK).version
NEW = "99.0.0"


def change(file: Path, old: str, new: str) -> None:
    """One place of a draft says something else."""
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def draft(town: Town) -> Path:
    """A copy of the shipped pack with a higher version and another title."""
    folder = find_drafts_root() / PACK
    shutil.copytree(SHIPPED, folder)
    change(folder / "pack.toml", f'version = "{OLD}"', f'version = "{NEW}"')
    change(folder / "pack.toml", 'title.en = "Community mediation"', 'title.en = "Mediation by the ford"')
    change(folder / "forms" / "open_case.toml", "What would make it better?", "What would be a good end?")
    return folder


def propose(town: Town, who: str = "coordinator") -> ProcedureVersion | NotTaken:
    return request_approval(centre=town.centre, pack=PACK, by=town.viewer(who), at=town.at)


def approve(town: Town, who: str = "director") -> ProcedureVersion | NotTaken:
    return approve_version(centre=town.centre, pack=PACK, by=town.viewer(who), at=town.at)


def read_question(town: Town) -> str:
    """How the town's case asks for the wish."""
    form = read_procedure(town.case).form_for("open_case")
    assert form is not None
    return form.by_code["wish"].label.in_language("en")


def test_a_second_person_brings_a_version_into_use(town: Town, draft: Path) -> None:
    assert isinstance(town.open(), Done)
    old = town.number
    assert isinstance(propose(town), ProcedureVersion)
    assert approve(town, "coordinator") == NotTaken("second_person")
    assert choose_procedure(town.centre.pk, PACK).version == OLD
    row = approve(town)
    assert isinstance(row, ProcedureVersion)
    assert (row.state, row.proposed_by, row.approved_by) == (
        "approved",
        town.code("coordinator"),
        town.code("director"),
    )
    assert choose_procedure(town.centre.pk, PACK).version == NEW
    assert isinstance(town.open(), Done)
    assert read_procedure(town.case).title.in_language("en") == "Mediation by the ford"
    assert read_question(town) == "What would be a good end?"
    town.number = old
    assert read_procedure(town.case).version == OLD
    assert read_question(town) == "What would make it better?"


def test_nobody_approves_what_was_changed_after_it_was_proposed(town: Town, draft: Path) -> None:
    propose(town)
    change(draft / "pack.toml", "Mediation by the ford", "Something else")
    assert approve(town) == NotTaken("draft_changed")
    propose(town)
    assert isinstance(approve(town), ProcedureVersion)
    assert ProcedureVersion.objects.filter(state="withdrawn").count() == 1


def test_a_version_is_proposed_only_clean_newer_and_by_somebody_who_may(town: Town, draft: Path) -> None:
    assert propose(town, "intake") == NotTaken("not_yours")
    change(draft / "pack.toml", f'version = "{NEW}"', 'version = "0.0.1"')
    assert propose(town) == NotTaken("not_newer")
    change(draft / "pack.toml", 'version = "0.0.1"', 'version = "two"')
    assert propose(town) == NotTaken("draft_faulty")
    shutil.rmtree(draft)
    assert propose(town) == NotTaken("draft_missing")
    assert approve(town) == NotTaken("not_proposed")


def test_a_folder_that_nobody_approved_takes_no_case(town: Town, draft: Path) -> None:
    shutil.copytree(draft, find_own_root() / f"{PACK}@{NEW}")
    assert find_procedure(PACK).version == NEW
    assert choose_procedure(town.centre.pk, PACK).version == OLD
    refused = town.open()
    assert isinstance(refused, Refused)
    assert (refused.reason, bool(refused.article)) == ("procedure_not_approved", True)


def test_a_withdrawn_version_takes_no_new_case_and_keeps_its_own(town: Town, draft: Path) -> None:
    propose(town)
    approve(town)
    town.open()
    number, procedure = town.number, choose_procedure(town.centre.pk, PACK)
    given = {"centre": town.centre, "pack": PACK, "version": NEW, "at": town.at}
    assert isinstance(withdraw_version(**given, by=town.viewer("director")), ProcedureVersion)
    assert withdraw_version(**given, by=town.viewer("director")) == NotTaken("not_proposed")
    assert not may_take_cases(town.centre.pk, procedure)
    assert choose_procedure(town.centre.pk, PACK).version == OLD
    assert (town.number, read_procedure(town.case).version) == (number, NEW)


def test_an_upgrade_of_the_program_loses_no_version_that_cases_run_under(
    town: Town, tmp_path: Path, settings: object
) -> None:
    shipped = tmp_path / "program" / PACK
    shutil.copytree(SHIPPED, shipped)
    settings.EVENHAND_PACKS = [shipped.parent]  # type: ignore[attr-defined]
    town.open()
    change(shipped / "pack.toml", f'version = "{OLD}"', f'version = "{NEW}"')
    kept = find_own_root() / f"{PACK}@{OLD}"
    assert kept.is_dir()
    assert [each.name for each in find_own_root().iterdir()] == [kept.name]
    assert read_procedure(town.case).version == OLD


def test_the_director_says_which_procedures_are_offered(town: Town) -> None:
    given = {"centre": town.centre, "at": town.at}
    assert [each.id for each in list_in_use(town.centre)] == [PACK]
    assert offer_procedures(**given, packs=[PACK], by=town.viewer("coordinator")) == NotTaken("not_yours")
    director = town.viewer("director")
    assert offer_procedures(**given, packs=["nowhere"], by=director) == NotTaken("pack_unknown")
    assert offer_procedures(**given, packs=[], by=director) == NotTaken("none_in_use")
    assert offer_procedures(**given, packs=[PACK], by=director) is None
    assert [each.id for each in list_in_use(town.centre)] == [PACK]


MIGRATION = """
[[migration]]
old = "{old}"
why.en = "More time for the first call."
why.zh-hans = "首次联系的时间更长。"
{more}
"""


def bring_in(town: Town, draft: Path, more: str = "") -> None:
    """Approve the draft with a way from the old version, and three weeks for the first contact."""
    top = draft / "pack.toml"
    text = top.read_text(encoding="utf-8") + MIGRATION.format(old=OLD, more=more)
    head, tail = text.split('code = "first_contact"', 1)
    tail = tail.replace("length = 14", "length = 21", 1)
    top.write_text(head + 'code = "first_contact"' + tail, encoding="utf-8")
    assert isinstance(propose(town), ProcedureVersion)
    assert isinstance(approve(town), ProcedureVersion)


def move(town: Town, **more: Any) -> list[Answer]:
    return list(move_cases(find_procedure(PACK, NEW), at=town.at, **more))


def read_clock(town: Town, code: str) -> date | None:
    return town.case.clocks.get(code=code).last_day


def test_a_running_case_moves_once_with_its_clocks(town: Town, draft: Path) -> None:
    town.open()
    before = read_clock(town, "first_contact")
    bring_in(town, draft)
    [tried] = move(town, attempt=True)
    assert (tried.state, town.case.pack_version) == ("can_move", OLD)
    [moved] = move(town)
    assert (moved.number, moved.state, moved.after) == (town.number, "moved", tried.after)
    assert town.case.pack_version == NEW
    assert before is not None and read_clock(town, "first_contact") == before + timedelta(days=7)
    assert move(town) == []
    assert [each.state for each in move(town, number=town.number)] == ["there"]
    entries = Entry.objects.filter(scope=town.case.id, tag=Tag.CASE_PROCEDURE_CHANGED.value)
    assert entries.count() == 1
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")


def test_a_case_stays_where_a_running_clock_would_be_lost(town: Town, draft: Path) -> None:
    town.open()
    bring_in(town, draft, 'ends = ["first_contact"]')
    [answer] = move(town)
    assert (answer.state, answer.lost, town.case.pack_version) == ("lost", ("first_contact",), OLD)
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    [answer] = move(town)
    assert (answer.state, town.case.pack_version) == ("moved", NEW)


def test_a_case_moves_only_by_a_mapping_to_a_version_that_was_approved(town: Town, draft: Path) -> None:
    town.open()
    shutil.copytree(draft, find_own_root() / f"{PACK}@{NEW}")
    assert [each.state for each in move(town)] == ["not_approved"]
    shutil.rmtree(find_own_root() / f"{PACK}@{NEW}")
    propose(town)
    approve(town)
    assert [each.state for each in move(town)] == ["no_way"]
    assert town.case.pack_version == OLD


def test_the_check_tells_of_a_hole_in_the_mapping(town: Town, draft: Path) -> None:
    town.open()
    text = (draft / "pack.toml").read_text(encoding="utf-8") + MIGRATION.format(
        old=OLD, more='ends = ["nothing_like_it"]'
    )
    (draft / "pack.toml").write_text(text, encoding="utf-8")
    checked = check_pack(draft, find_version=find_installed)
    assert f'version {OLD} has no clock "nothing_like_it"' in " ".join(map(str, checked.faults))


def test_a_draft_is_named_like_its_pack(town: Town, draft: Path) -> None:
    other = draft.rename(draft.with_name("other"))
    found = find_draft("other")
    assert found is not None and not found.is_clean
    assert "named like its pack" in str(found.faults[-1])
    assert find_draft("../packs") is None and other.is_dir()
