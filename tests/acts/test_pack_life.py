"""The life of a pack: copied, changed, checked, proposed, approved by another person, used, and moved to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evenhand.cases.acts import Done
from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Refused
from evenhand.procedures.acts import (
    NotTaken,
    approve_version,
    choose_in_use,
    propose_version,
    withdraw_version,
)
from evenhand.procedures.drafts import find_draft, find_drafts_root
from evenhand.procedures.models import ProcedureVersion
from evenhand.procedures.packs import find_own_root, find_procedure
from evenhand.procedures.queries import choose_procedure, list_in_use, may_take_cases
from tests.cast import Town

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
    return folder


def propose(town: Town, who: str = "coordinator") -> ProcedureVersion | NotTaken:
    return propose_version(centre=town.centre, pack=PACK, by=town.viewer(who), at=town.at)


def approve(town: Town, who: str = "director") -> ProcedureVersion | NotTaken:
    return approve_version(centre=town.centre, pack=PACK, by=town.viewer(who), at=town.at)


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
    town.number = old
    assert read_procedure(town.case).version == OLD


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
    assert [each.id for each in list_in_use(town.centre.pk)] == [PACK]
    assert choose_in_use(**given, packs=[PACK], by=town.viewer("coordinator")) == NotTaken("not_yours")
    director = town.viewer("director")
    assert choose_in_use(**given, packs=["nowhere"], by=director) == NotTaken("pack_unknown")
    assert choose_in_use(**given, packs=[], by=director) == NotTaken("none_in_use")
    assert choose_in_use(**given, packs=[PACK], by=director) is None
    assert [each.id for each in list_in_use(town.centre.pk)] == [PACK]


def test_a_draft_is_named_like_its_pack(town: Town, draft: Path) -> None:
    other = draft.rename(draft.with_name("other"))
    found = find_draft("other")
    assert found is not None and not found.is_clean
    assert "named like its pack" in str(found.faults[-1])
    assert find_draft("../packs") is None and other.is_dir()
