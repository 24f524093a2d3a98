"""The smallest pack that checks clean: open, talk, close. Tests break one thing in it at a time."""

from __future__ import annotations

from pathlib import Path

PACK = """
id = "small"
version = "1.2.3"
kind = "trial"
jurisdiction = "nowhere"
languages = ["en", "zh-hans"]
title = { en = "A small procedure", zh-hans = "小程序" }
summary = { en = "Two people talk.", zh-hans = "两个人谈一谈。" }

[[fact]]
code = "talked"
says = { en = "They have talked", zh-hans = "已经谈过" }
unmet = { en = "They have not talked yet.", zh-hans = "还没有谈。" }

[[fact]]
code = "noted"
says = { en = "It is noted", zh-hans = "已记录" }
unmet = { en = "It is not noted yet.", zh-hans = "还没有记录。" }

[[fact]]
code = "closed"
says = { en = "It is closed", zh-hans = "已结案" }
met = { en = "The case is closed.", zh-hans = "案件已结案。" }
article = "ours.close"

[[fact]]
code = "in_force"
says = { en = "It is in force", zh-hans = "已生效" }
given = true

[[step]]
code = "open_case"
act = "open_case"
title = { en = "Open", zh-hans = "立案" }
roles = ["intake"]
makes = ["opened"]
emits = ["case:intake:opened"]
article = "law.1"

[[step]]
code = "talk"
act = "talk"
title = { en = "Talk", zh-hans = "谈话" }
say = { en = "Let them talk", zh-hans = "安排谈话" }
roles = ["mediator", "intake"]
needs = { all = ["opened"] }
unless = { any = ["closed"] }
makes = ["talked"]
emits = ["session:meeting:held"]
due = { none = ["talked"] }
duty_of = ["mediator"]
subject = "party"
clock = "first_talk"
article = "law.1"

[[step]]
code = "correct"
act = "write_note"
title = { en = "Note", zh-hans = "记录" }
roles = ["intake"]
unless = { any = ["closed"] }
makes = ["noted"]
repeatable = true
article = "law.1"

[[step]]
code = "close"
act = "close_case"
title = { en = "Close", zh-hans = "结案" }
roles = ["intake"]
needs = { any = ["talked", "noted"] }
unless = { any = ["closed"] }
makes = ["closed"]
emits = ["case:file:closed"]
article = "ours.close"

[[clock]]
code = "first_talk"
title = { en = "First talk", zh-hans = "首次谈话" }
starts_on = "case:intake:opened"
stops_on = ["session:meeting:held"]
length = 30
article = "law.1"

[[consent]]
code = "to_talk"
title = { en = "Consent", zh-hans = "同意" }
whose = "each_side"
text = "agreement"
version = "1"
forms = ["spoken"]
withdrawable_until = "in_force"
article = "law.1"

[[effect]]
code = "handshake"
title = { en = "A handshake", zh-hans = "握手" }
signers = ["each_side"]
forms = ["oral"]
binding = { en = "It binds as a promise.", zh-hans = "如同承诺。" }
article = "law.1"

[[notice]]
code = "opened"
on = ["case:intake:opened"]
to = ["sides"]
template = "opened"
must = ["number"]
never = ["place"]
clock = "first_talk"

[[outcome]]
code = "settled"
title = { en = "Settled", zh-hans = "已解决" }
column = "held.settled"

[[outcome]]
code = "not_settled"
title = { en = "Not settled", zh-hans = "未解决" }
column = "held.not_settled"
routes = { en = "You may go to court.", zh-hans = "可以起诉。" }

[[disclosure]]
code = "danger"
title = { en = "Danger", zh-hans = "危险" }
to = { en = "Rescuers", zh-hans = "救援人员" }
fields = ["where"]
article = "law.1"

[retention]
after = "case:file:closed"
length = 3
unit = "years"
notes_length = 90
notes_unit = "days"
article = "law.1"
"""

OPENED_FACT = """
[[fact]]
code = "opened"
says = { en = "It is open", zh-hans = "已立案" }
unmet = { en = "Open it first.", zh-hans = "请先立案。" }
"""

LAW = """
[[article]]
code = "law.1"
citation = "Law, art. 1"
title = { en = "A law" }
says = { en = "People may talk.", zh-hans = "可以谈。" }
address = "https://example.org/law"
read = 2026-11-23
verified = true

[[article]]
code = "ours.close"
citation = "Our practice"
title = { en = "Our practice" }
says = { en = "We close cases.", zh-hans = "我们结案。" }
address = ""
read = 2026-11-23
verified = false
ours = true
"""

TALK = """
act = "talk"
title = { en = "Talk", zh-hans = "谈话" }
button = { en = "Save", zh-hans = "保存" }

[[question]]
code = "party"
kind = "party"
required = true
class = "public"
label = { en = "With whom?", zh-hans = "和谁？" }
why = { en = "To note it.", zh-hans = "便于记录。" }

[[question]]
code = "result"
kind = "choice"
class = "public"
label = { en = "How did it go?", zh-hans = "结果如何？" }
why = { en = "To count it.", zh-hans = "便于统计。" }
options = [
  { code = "well", label = { en = "Well", zh-hans = "好" } },
  { code = "badly", label = { en = "Badly", zh-hans = "不好" } },
]

[[question]]
code = "terms"
kind = "table"
class = "sealed"
label = { en = "Who does what?", zh-hans = "谁做什么？" }
why = { en = "To remember it.", zh-hans = "便于履行。" }
[[question.column]]
code = "what"
kind = "text"
label = { en = "What", zh-hans = "做什么" }
"""

LETTER = "Subject: {centre}: case {number}\n\nYour case {number} is open. Come by {by}.\n"

FILES = {
    "pack.toml": PACK + OPENED_FACT,
    "law.toml": LAW,
    "forms/talk.toml": TALK,
    "forms/write_note.toml": TALK.split("[[question]]")[0].replace('"talk"', '"write_note"'),
    "forms/open_case.toml": TALK.split("[[question]]")[0].replace('"talk"', '"open_case"'),
    "forms/close_case.toml": TALK.split("[[question]]")[0].replace('"talk"', '"close_case"'),
    "notices/en/opened.txt": LETTER,
    "notices/zh-hans/opened.txt": LETTER,
    "texts/en/agreement.md": "We talk.\n",
    "texts/zh-hans/agreement.md": "我们谈一谈。\n",
    "readme.md": "A small pack.\n",
}


def write_pack(folder: Path, **changed: str | None) -> Path:
    """The small pack in a folder. A changed file is named with __ for / and _toml, _txt, _md for its ending; None
    leaves it out.
    """
    names = {name.replace("/", "__").replace(".", "_").replace("-", "_"): name for name in FILES}
    files: dict[str, str | None] = FILES | {names[name]: text for name, text in changed.items()}
    for name, text in files.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def swap(text: str, old: str, new: str) -> str:
    """The text with the one place that says `old` saying `new`."""
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)
