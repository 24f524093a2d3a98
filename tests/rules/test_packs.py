"""Reading packs: what fits is read whole, and every fault is told at once with its place."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from evenhand.procedures import reading
from evenhand.procedures.checking import check_pack
from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.findings import PackUnusable
from tests.rules.small_pack import FILES, LAW, TALK, swap, write_pack

TAGS = frozenset({"case:intake:opened", "session:meeting:held", "case:file:closed"})
WHOLE = FILES["pack.toml"]
SUMMARY = '{ en = "Two people talk.", zh-hans = "两个人谈一谈。" }'
WHY = 'why = { en = "To note it.", zh-hans = "便于记录。" }'


def list_faults(folder: Path) -> list[str]:
    with pytest.raises(PackUnusable) as caught:
        load_pack(folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_pack_is_read_whole(tmp_path: Path) -> None:
    procedure = load_pack(write_pack(tmp_path))
    assert (procedure.id, procedure.version, procedure.languages) == ("small", "1.2.3", ("en", "zh-hans"))
    assert [step.act for step in procedure.steps] == ["open_case", "talk", "write_note", "close_case"]
    talk = procedure.step_for("talk")
    assert talk is not None
    assert (talk.words.in_language("zh"), procedure.text(talk.title, "fr")) == ("安排谈话", "Talk")
    assert procedure.step_for("dance") is procedure.form_for("dance") is None
    assert procedure.article("x") is procedure.fact("x") is None
    form = procedure.form_for("talk")
    assert form is not None
    assert list(form.by_code) == ["party", "result", "terms"]
    assert procedure.read_notice("opened", "en") == FILES["notices/en/opened.txt"]
    assert procedure.read_notice("opened", "es") is None
    assert procedure.long_text("agreement", "zh-hant") == "我们谈一谈。\n"
    assert procedure.long_text("agreement", "es") == "We talk.\n"
    assert procedure.long_text("none", "en") is None
    assert procedure.text({"en": "Yes"}, "ar") == "Yes"
    assert procedure.consents[0].text_version == "agreement@1"
    assert check_pack(tmp_path, TAGS).faults == ()


def test_the_stamp_changes_with_the_content(tmp_path: Path) -> None:
    before = load_pack(write_pack(tmp_path)).stamp
    assert load_pack(write_pack(tmp_path, texts__en__agreement_md="We talk!\n")).stamp != before


def test_the_pack_that_is_shipped_checks_clean() -> None:
    from evenhand.record.tags import Tag

    root = Path(__file__).resolve().parents[2] / "packs"
    for folder in sorted(path.parent for path in root.glob("*/pack.toml")):
        assert check_pack(folder, frozenset(tag.value for tag in Tag)).faults == ()


def test_every_fault_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    broken = swap(swap(WHOLE, 'version = "1.2.3"', 'version = "one"'), "length = 30", 'length = "30"')
    write_pack(tmp_path, pack_toml=broken, law_toml=LAW.replace("verified = true\n", ""))
    faults = list_faults(tmp_path)
    number = {line: place for place, line in enumerate(broken.split("\n"), 1)}
    assert faults[0].startswith(f"pack.toml:{number['version = ' + chr(34) + 'one' + chr(34)]} [version]")
    assert faults[1].startswith(
        f"pack.toml:{number['length = ' + chr(34) + '30' + chr(34)]} [clock[1].length]"
    )
    assert faults[2] == 'law.toml:2 [article[1].verified] the key "verified" is missing'
    assert len(faults) == 3


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"pack_toml": None}, "pack.toml the file is missing"),
        ({"law_toml": None}, "law.toml the file is missing"),
        ({"pack_toml": "id = "}, "this is not TOML"),
        ({"pack_toml": 'id = "a"\x00'}, "hidden control character (U+0000)"),
        ({"pack_toml": swap(WHOLE, "nowhere", "now\u202ehere")}, "hidden control character (U+202E)"),
        ({"pack_toml": swap(WHOLE, 'id = "small"', 'id = "smаll"')}, r"'sm\u0430ll' is not a code"),
        (
            {"pack_toml": swap(WHOLE, 'code = "talked"', 'code = "talked"\ncolour = 1')},
            "there is no key 'colour' here",
        ),
        ({"pack_toml": swap(WHOLE, 'kind = "trial"', "kind = nan")}, "numbers are whole and finite"),
        ({"pack_toml": swap(WHOLE, 'en = "Two people talk."', 'en = " "')}, "nothing is said in en"),
        ({"pack_toml": swap(WHOLE, 'en = "Two people talk."', "en = 1")}, "nothing is said in en"),
        (
            {"pack_toml": swap(WHOLE, 'en = "Two people talk."', 'EN = "x"')},
            "a language is written as en or zh-hans",
        ),
        ({"pack_toml": swap(WHOLE, SUMMARY, '"x"')}, "words are a table"),
        ({"pack_toml": swap(WHOLE, SUMMARY, "{}")}, "words are a table"),
        ({"pack_toml": swap(WHOLE, "Two people", "Two people" * 500)}, "the line is too long"),
        ({"pack_toml": "a" + ".a" * 200 + " = 1"}, "too many dots"),
        ({"pack_toml": "a = " + "[" * 1500 + "]" * 1500}, "nested too deeply"),
        ({"pack_toml": "a = " + "[" * 20 + "]" * 20}, "nested too deeply"),
        ({"pack_toml": "#" * 3999 + "\n" + "\n".join("#" * 3999 for _ in range(70))}, "larger than"),
        ({"forms__talk_toml": swap(TALK, 'act = "talk"', 'act = "walk"')}, "is named forms/walk.toml"),
        ({"forms__talk_toml": swap(TALK, WHY, "")}, '"why" is missing'),
        ({"forms__talk_toml": swap(TALK, 'class = "public"', "")}, '"class" is missing'),
        ({"forms__talk_toml": swap(TALK, 'kind = "party"', 'kind = "poem"')}, "it should be 'text'"),
    ],
)
def test_a_file_that_does_not_fit(tmp_path: Path, changed: dict[str, str | None], sentence: str) -> None:
    faults = list_faults(write_pack(tmp_path, **changed))
    assert any(sentence in fault for fault in faults), faults


def test_twenty_one_languages_are_too_many(tmp_path: Path) -> None:
    many = ", ".join(f'a{chr(97 + n)} = "x"' for n in range(21))
    pack = swap(WHOLE, SUMMARY, f"{{ {many} }}")
    assert any("at most 20 languages" in fault for fault in list_faults(write_pack(tmp_path, pack_toml=pack)))


def test_too_many_words_in_one_language(tmp_path: Path) -> None:
    long = '"""' + "\n".join("x" * 900 for _ in range(5)) + '"""'
    pack = WHOLE.replace(
        'summary = { en = "Two people talk.", zh-hans = "两个人谈一谈。" }', f"summary.en = {long}"
    )
    assert any(
        "more than 4000 characters" in fault for fault in list_faults(write_pack(tmp_path, pack_toml=pack))
    )


def test_a_number_longer_than_python_reads(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evenhand.procedures.toml.MOST_IN_LINE", 10_000)
        faults = list_faults(write_pack(tmp_path, pack_toml="a = " + "9" * 5_000))
    assert any("a number is too long" in fault for fault in faults)


def test_files_that_have_no_place(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "run.py").write_text("print()", encoding="utf-8")
    (tmp_path / ".hidden").write_text("not looked at", encoding="utf-8")
    (tmp_path / "latin.md").write_bytes(b"\xe9")
    (tmp_path / "secret.md").symlink_to("/etc/passwd")
    (tmp_path / "forms" / "far").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "notices" / "en" / "deeper").mkdir()
    faults = list_faults(tmp_path)
    links = "links and special files have no place in a pack"
    assert faults == [
        f"forms/far {links}",
        "notices/en/deeper folders are nested too deeply",
        f"pipe {links}",
        f"secret.md {links}",
        "latin.md the file is not UTF-8 text",
        "run.py a pack has no place for this file",
    ]


def test_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    assert list_faults(tmp_path / "nowhere")[0] == " the folder cannot be read"


def test_more_files_than_a_pack_has(tmp_path: Path) -> None:
    write_pack(tmp_path)
    for number in range(250):
        (tmp_path / "forms" / f"f{number}.toml").write_text("", encoding="utf-8")
    assert any("at most 200 files" in fault for fault in list_faults(tmp_path))


def test_a_wood_of_links_is_left_early(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}").mkdir()
        for other in range(30):
            (tmp_path / f"{number}" / f"{other}").symlink_to("/etc")
    assert len(list_faults(tmp_path)) < 300


def test_a_file_may_be_just_as_large_as_is_allowed(tmp_path: Path) -> None:
    comment = "#" * 1_023 + "\n"
    full = WHOLE + comment * 300
    full = full.encode()[: 256 * 1024].decode(errors="ignore").rstrip("#")
    full += "#" * (256 * 1024 - len(full.encode()))
    assert load_pack(write_pack(tmp_path, pack_toml=full)).id == "small"
    assert any(
        "larger than 262144 bytes" in fault
        for fault in list_faults(write_pack(tmp_path, pack_toml=full + "#"))
    )


def test_a_pack_that_is_too_large_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TOGETHER", 2_000)
    assert any("the pack is larger than" in fault for fault in list_faults(write_pack(tmp_path)))


@pytest.mark.parametrize(
    "bomb",
    [
        "\n".join(f"a{n}" + ".a" * 140 + " = 1" for n in range(200)),
        "[" + ".".join("a" for _ in range(120)) + "]\n" + "x = 1\n" * 5_000,
        "x = '''\n" + "[[clock]]\n" * 20_000,
        "\n".join("[[clock]]" for _ in range(5_000)),
        "\n".join(f'k{n} = ""' for n in range(20_000)),
        "clock = [" + "{}," * 1_000 + "]\n",
    ],
    ids=["dots", "header", "string", "tables", "keys", "inline"],
)
def test_a_bomb_is_refused_soon(tmp_path: Path, bomb: str) -> None:
    started = time.process_time()
    assert check_pack(write_pack(tmp_path, pack_toml=bomb)).faults
    assert check_pack(tmp_path / "pack.toml").faults
    assert time.process_time() - started < 5
