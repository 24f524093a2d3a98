"""What a pack is sent back for: each fault made once in the small pack, and found with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenhand.procedures.checking import check_pack
from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.review import check_known
from tests.rules.small_pack import FILES, LETTER, TALK, swap, write_pack

TAGS = frozenset({"case:intake:opened", "session:meeting:held", "case:file:closed"})
WHOLE = FILES["pack.toml"]


def find_faults(folder: Path, **changed: str | None) -> list[str]:
    return [str(fault) for fault in check_pack(write_pack(folder, **changed), TAGS).faults]


PACK_FAULTS = [
    (
        'fields = ["where"]',
        'fields = ["where"]\ncopy_first = true\ntell_parties = false',
        "[disclosure[1].copy_first] with tell_parties = false the sides get no copy first",
    ),
    ('code = "close"', 'code = "talk"', '[step[4]] "talk" stands here for the second time'),
    ('act = "close_case"', 'act = "talk"', '[step[4]] "talk" stands here for the second time'),
    ('article = "law.1"', 'article = "law.9"', '[step[1].article] the article "law.9" is not in law.toml'),
    (
        'notes_unit = "days"\narticle = "law.1"',
        'notes_unit = "days"\narticle = "law.9"',
        '[retention.article] the article "law.9"',
    ),
    ('all = ["opened"]', 'all = ["open"]', '[step[2].needs] no [[fact]] says what "open" means'),
    (
        'due = { none = ["talked"] }',
        'due = { none = ["told"] }',
        '[step[2].due] no [[fact]] says what "told"',
    ),
    ('withdrawable_until = "in_force"', 'withdrawable_until = "ever"', 'says what "ever" means'),
    ('act = "close_case"', 'act = "shut_case"', "[step[4].act] there is no forms/shut_case.toml"),
    (
        'clock = "first_talk"\narticle',
        'clock = "last_talk"\narticle',
        '[step[2].clock] there is no clock "last_talk"',
    ),
    ('duty_of = ["mediator"]', "", "[step[2].due] a step that is due says whose duty it is"),
    (
        'duty_of = ["mediator"]',
        'duty_of = ["director"]',
        "[step[2].duty_of] only a role that may do the step",
    ),
    (
        'makes = ["closed"]',
        'makes = ["closed"]\nsubject = "party"',
        "forms/close_case.toml asks which: a question named party",
    ),
    (
        'starts_on = "case:intake:opened"\nstops_on = ["session:meeting:held"]',
        "",
        "[clock[1].starts_on] a clock either starts on an event or is the earliest",
    ),
    (
        'clock = "first_talk"\n\n[[outcome]]',
        'clock = "no"\n\n[[outcome]]',
        '[notice[1].clock] there is no clock "no"',
    ),
    ('template = "opened"', 'template = "opened"\ncancel_act = "no"', 'cancel_act] no step has the act "no"'),
    ('template = "opened"', 'template = "shut"', "notices/zh-hans/shut.txt is missing"),
    ('text = "agreement"', 'text = "treaty"', "[consent[1].text] texts/en/treaty.md is missing"),
    ('{ en = "Talk", zh-hans = "谈话" }', '{ en = "Talk" }', "[step[2].title] nothing is said in zh-hans"),
    (
        '{ en = "Two people talk.", zh-hans = "两个人谈一谈。" }',
        '{ en = "x" }',
        "[summary] nothing is said in zh-hans",
    ),
    (
        'unmet = { en = "They have not talked yet.", zh-hans = "还没有谈。" }',
        "",
        "nothing is said when talked is needed and not so (unmet)",
    ),
    (
        'met = { en = "The case is closed.", zh-hans = "案件已结案。" }',
        "",
        "nothing is said when closed shuts a step (met)",
    ),
    ('makes = ["opened"]', "", "[step[2].needs] no step brings it about that opened, and it is not given"),
    ('makes = ["opened"]', "", "[step[2].needs] no case can ever reach the step talk"),
    ('kind = "trial"', 'kind = "trial"\ntz = "Mars/Olympus"', "there is no time zone Mars/Olympus"),
    ('kind = "trial"', 'kind = "trial"\ncalendar = "ZZ"', "[calendar] there is no calendar ZZ"),
    ("length = 30", 'length = 30\ncalendar = "ZZ"', "[clock[1].calendar] there is no calendar ZZ"),
    ('title = { en = "First talk", zh-hans = "首次谈话" }', "", "a clock has a title"),
    ('kind = "trial"', 'kind = "trial"\nreview = "reviewed"', "[review] reviewed by whom, and when"),
    (
        'kind = "trial"',
        'kind = "trial"\nreview = "reviewed"\nreviewed_by = "An office"',
        "by whom, and when",
    ),
    ('length = 30\narticle = "law.1"', "length = 30", "a clock cites its article"),
    ('stops_on = ["session:meeting:held"]', "", "no event ends this clock"),
    (
        'routes = { en = "You may go to court.", zh-hans = "可以起诉。" }',
        "",
        "[outcome[2].routes] a case that fails",
    ),
    (
        'starts_on = "case:intake:opened"',
        'starts_on = "case:moon:rose"',
        'no such event can happen: "case:moon:rose"',
    ),
    ('after = "case:file:closed"', 'after = "case:moon:rose"', "[retention.after] no such event"),
    (
        'must = ["number"]',
        'must = ["number", "when"]',
        "notices/en/opened.txt the notice opened must say {when}",
    ),
    ('never = ["place"]', 'never = ["by"]', "the notice opened must never say {by}"),
    ('clock = "first_talk"\n\n[[outcome]]', "\n[[outcome]]", "names no clock for {by} and {days}"),
]


@pytest.mark.parametrize(
    ("old", "new", "sentence"), PACK_FAULTS, ids=[sentence for *_, sentence in PACK_FAULTS]
)
def test_a_fault_of_the_pack_is_found(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    faults = find_faults(tmp_path, pack_toml=swap(WHOLE, old, new))
    assert any(sentence in fault for fault in faults), faults
    assert not any(fault.startswith("pack.toml [") for fault in faults), "each has its line"


def test_a_pack_without_steps_is_no_procedure(tmp_path: Path) -> None:
    head, _, rest = WHOLE.partition("[[step]]")
    bare = head + "[[clock]]" + rest.partition("[[clock]]")[2]
    assert "pack.toml a procedure has steps" in find_faults(tmp_path, pack_toml=bare)


def test_a_zone_of_its_own_is_fine(tmp_path: Path) -> None:
    zone = 'kind = "trial"\ntz = "Asia/Shanghai"\ncalendar = "CN"'
    assert find_faults(tmp_path, pack_toml=swap(WHOLE, 'kind = "trial"', zone)) == []


def test_events_are_not_asked_about_where_they_are_not_known(tmp_path: Path) -> None:
    changed = WHOLE.replace('"case:intake:opened"', '"case:moon:rose"')
    assert check_pack(write_pack(tmp_path, pack_toml=changed)).faults == ()


def test_an_article_stands_once(tmp_path: Path) -> None:
    law = FILES["law.toml"].replace("ours.close", "law.1")
    assert any('law.toml:11 [article[2]] "law.1"' in fault for fault in find_faults(tmp_path, law_toml=law))


FORM_FAULTS = [
    ('code = "result"', 'code = "party"', '[question[2]] "party" stands here for the second time'),
    ('{ code = "badly"', '{ code = "well"', '[question[2].options[2]] "well" stands here'),
    ('kind = "choice"', 'kind = "integer"', "[question[2].options] a choice has its answers in options"),
    ('kind = "party"', 'kind = "choice"', "[question[1].options] a choice has its answers in options"),
    (
        'kind = "choice"',
        'kind = "choice"\nfrom = "slots"',
        "a choice has its answers in options or from the case",
    ),
    ('kind = "table"', 'kind = "longtext"', "[question[3].column] a table has columns, and nothing else has"),
    ('kind = "table"', 'kind = "table"\nmin_rows = 9\nmax_rows = 3', "min_rows is more than max_rows"),
    (
        'kind = "text"\n',
        'kind = "date"\npast = true\nfuture = true\n',
        "a date cannot be both past and future",
    ),
    (
        'kind = "party"',
        'kind = "text"',
        "[question[1].class] what a person writes in their own words is always sealed",
    ),
    ("How did it go?", "Religion", "[question[2].label] no pack may ask for this: religion"),
    ("结果如何？", "民族", "no pack may ask for this: ethnicity"),
    (
        'code = "what"',
        'code = "id_card_no"',
        "[question[3].column[1].label] no pack may ask for this: identity_number",
    ),
    ('[[question.column]]\ncode = "what"', "[[question.column]]\ncode = 1", "it should be a valid string"),
    (
        'en = "Well", zh-hans = "好"',
        'en = "Well"',
        "[question[2].options[1].label] nothing is said in zh-hans",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "sentence"), FORM_FAULTS, ids=[sentence for *_, sentence in FORM_FAULTS]
)
def test_a_fault_of_a_form_is_found(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    faults = find_faults(tmp_path, forms__talk_toml=swap(TALK, old, new))
    assert any(sentence in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Subject: ", "", "opened.txt:1 the first line is Subject:"),
        ("\n\n", "\n", "opened.txt:1 the first line is Subject:"),
        ("{centre}", "{by}", "opened.txt:1 a subject holds no more than {centre} and {number}"),
        ("Come by", "Dear {name}, come by", "opened.txt:3 there is no {name}"),
        ("Come by", "Come { by", "opened.txt a brace stands alone"),
        ("Come by", "Come } by", "opened.txt a brace stands alone"),
        ("{by}", "{cancel_link}", "names no cancel_act for {cancel_link}"),
    ],
)
def test_a_fault_of_a_letter_is_found(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    faults = find_faults(tmp_path, notices__en__opened_txt=swap(LETTER, old, new))
    assert any(sentence in fault for fault in faults), faults


def test_a_letter_that_no_notice_uses_is_looked_at_too(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "notices" / "en" / "spare.txt").write_text("Subject: x\n\n{oops}\n", encoding="utf-8")
    assert [str(fault) for fault in check_pack(tmp_path, TAGS).faults] == [
        "notices/en/spare.txt:3 there is no {oops}"
    ]


CLOSING = """
act = "close_case"
title = { en = "Close", zh-hans = "结案" }
button = { en = "Close", zh-hans = "结案" }

[[question]]
code = "outcome"
kind = "choice"
class = "public"
label = { en = "How did it end?", zh-hans = "结果" }
why = { en = "To count it.", zh-hans = "便于统计。" }
options = [
  { code = "settled", label = { en = "Settled", zh-hans = "已解决" } },
  { code = "vanished", label = { en = "Gone", zh-hans = "不见了" } },
]
"""


def test_the_form_that_closes_offers_the_endings_there_are(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "forms" / "close_case.toml").write_text(CLOSING, encoding="utf-8")
    told = [str(fault) for fault in check_pack(folder).faults]
    assert any("this form offers the ending vanished" in sentence for sentence in told)
    assert any("[outcome[2].code] forms/close_case.toml does not offer this ending" in one for one in told)
    assert len(told) == 2
    whole = CLOSING.replace("vanished", "not_settled")
    (folder / "forms" / "close_case.toml").write_text(whole, encoding="utf-8")
    assert check_pack(folder).faults == ()


def test_acts_and_facts_that_the_program_does_not_know(tmp_path: Path) -> None:
    procedure = load_pack(write_pack(tmp_path))
    acts = frozenset({"open_case", "write_note", "close_case"})
    facts = frozenset({"opened", "noted", "closed", "in_force"})
    told = [finding.sentence for finding in check_known(procedure, acts, facts)]
    assert told == [
        "the program has no act talk for this kind of case",
        "the program cannot find out whether talked is so",
    ]
    assert check_known(procedure, acts | {"talk"}, facts | {"talked"}) == ()


def test_what_a_question_offers_is_read_as_well(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    asked = CLOSING.replace("vanished", "not_settled").replace('en = "Settled"', 'en = "Religion"')
    (folder / "forms" / "close_case.toml").write_text(asked, encoding="utf-8")
    assert any("no pack may ask for this" in str(fault) for fault in check_pack(folder).faults)


def test_a_source_on_which_nothing_rests_is_a_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    law = (folder / "law.toml").read_text(encoding="utf-8")
    (folder / "law.toml").write_text(
        law + law.split("[[article]]")[1].join(("[[article]]", "")).replace("law.1", "law.2")
    )
    assert [fault.sentence for fault in check_pack(folder).faults] == ['nothing in the pack rests on "law.2"']
    pack = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(
        swap(pack, 'code = "handshake"', 'code = "handshake"\nalso = ["law.2"]')
    )
    assert check_pack(folder).faults == ()
