"""Packs that stand in an installation: found by name and version, kept while unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenhand.procedures import packs
from evenhand.procedures.rules.findings import PackUnusable
from tests.rules.small_pack import FILES, swap, write_pack

WHOLE = FILES["pack.toml"]


@pytest.fixture
def installed(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.EVENHAND_PACKS = [tmp_path / "none", tmp_path / "own", tmp_path / "shipped"]  # type: ignore[attr-defined]
    monkeypatch.setattr(packs, "_kept", {})
    monkeypatch.setattr(packs, "RECHECK_SECONDS", 0.0)
    write_pack(tmp_path / "shipped" / "small")
    return tmp_path


def test_an_installed_pack_is_found_by_name_and_version(installed: Path) -> None:
    older = swap(WHOLE, 'version = "1.2.3"', 'version = "1.0.0"')
    write_pack(installed / "shipped" / "small@1.0.0", pack_toml=older)
    assert packs.find_procedure("small").version == "1.2.3"
    assert packs.find_procedure("small", "1.0.0").version == "1.0.0"
    # Whoever lists procedures lists each once, however many versions cases still run under.
    assert [each.version for each in packs.list_packs()] == ["1.2.3"]
    for name, version in (("small", "9.9.9"), ("smal", None), ("large", None)):
        with pytest.raises(packs.PackUnknown):
            packs.find_procedure(name, version)


def test_a_folder_named_like_another_pack_is_not_that_pack(installed: Path) -> None:
    write_pack(installed / "shipped" / "large")
    with pytest.raises(packs.PackUnknown):
        packs.find_procedure("large")


def test_a_centre_s_own_pack_hides_the_shipped_one(installed: Path) -> None:
    write_pack(installed / "own" / "small", pack_toml=WHOLE.replace('"1.2.3"', '"1.2.4"'))
    assert packs.find_procedure("small").version == "1.2.4"


def test_a_pack_with_faults_is_not_listed_and_not_used(installed: Path) -> None:
    write_pack(installed / "shipped" / "bad", pack_toml="id = 1")
    (installed / "shipped" / "empty").mkdir()
    assert [each.id for each in packs.list_packs()] == ["small"]
    with pytest.raises(PackUnusable):
        packs.find_procedure("bad")
    write_pack(installed / "own" / "small@9.0.0", pack_toml="id = 1")
    assert packs.find_procedure("small").version == "1.2.3"


def test_the_newest_version_is_newest_by_number(installed: Path) -> None:
    for version in ("1.9.0", "1.10.0"):
        text = WHOLE.replace('"1.2.3"', f'"{version}"')
        write_pack(installed / "shipped" / f"small@{version}", pack_toml=text)
    assert packs.find_procedure("small").version == "1.10.0"


def test_a_pack_is_read_again_only_when_it_changed(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packs.find_procedure("small")
    assert packs.find_procedure("small") is first
    write_pack(installed / "shipped" / "small", pack_toml=WHOLE + "\n# changed\n")
    changed = packs.find_procedure("small")
    assert changed is not first
    monkeypatch.setattr(packs, "RECHECK_SECONDS", 60.0)
    write_pack(installed / "shipped" / "small", pack_toml=WHOLE + "\n# changed again\n")
    assert packs.find_procedure("small") is changed
