"""Whose names stand in one cell: several parted by signs, some of them no names at all. Pure."""

from __future__ import annotations

import re

from evenhand.desk.referrals.rules.table import fold, fold_words

# What stands for "we do not know": it makes nobody a party.
UNKNOWN = fold_words(
    "未提及; 未提及具体姓名; 未提及姓名; 未提及名称; 未知; 不详; 姓名不详; 无; 暂无; 没有; 未提供; 未说明; "
    "未填写; 不明; 身份不明; 待查; 待定; 同上; 无名; 某; n/a; na; none; nil; unknown; not known; not given; "
    "not stated; no name; tbc; tbd; desconocido; desconocida; se desconoce; no consta; ninguno; sin datos; "
    "غير معروف; مجهول; لا يوجد; غير مذكور"
)
NUMBERED = re.compile(r"(?:^|(?<=[；;\n]))\s*[(（]?[0-9]{1,2}[.．、)）]\s*")
OPENING, CLOSING = "([{（【《〈“「『", ")]}）】》〉”」』"
STRONG = "；;؛、\n|｜"
HAN = re.compile(r"[\u3400-\u9fff]")
# What follows a comma and still belongs to the name before it.
TAILS = fold_words(
    "inc; ltd; limited; llc; llp; plc; co; corp; gmbh; s.a.; s.l.; s.l.u.; jr; sr; ii; iii; phd; md"
)


def split_names(cell: str) -> tuple[str, ...]:
    """The names in a cell, in their order, each once; placeholders are left out."""
    parts = _part_by(NUMBERED.sub("", cell), STRONG)
    if len(parts) == 1:
        parts = _part_softly(parts[0])
    names: dict[str, str] = {}
    for part in parts:
        name = " ".join(part.split())
        if is_name(name):
            names.setdefault(fold(name), name)
    return tuple(names.values())


def is_name(text: str) -> bool:
    """Whether a text names somebody: it has letters, and does not say that nobody knows."""
    folded = fold(text)
    return bool(folded) and folded not in UNKNOWN and not folded.isdigit()


def _part_by(text: str, signs: str) -> list[str]:
    """Part a text at signs, never inside brackets or quotation marks."""
    parts, depth = [""], 0
    for sign in text:
        depth = max(0, depth + (sign in OPENING) - (sign in CLOSING))
        if depth == 0 and sign in signs:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part.strip()] or [""]


def _part_softly(text: str) -> list[str]:
    """Commas and slashes part Chinese names; in other scripts they may belong to a name (Smith, John; A/C Ltd)."""
    if HAN.search(text):
        return _part_by(text, "，,/／")
    slashed = [part for part in re.split(r"\s+[/／]\s+", text) if part.strip()] or [text]
    return [part for each in slashed for part in _part_at_commas(each)]


def _part_at_commas(text: str) -> list[str]:
    parts: list[str] = []
    for part in _part_by(text, ",，،"):
        if parts and fold(part) in TAILS:
            parts[-1] = f"{parts[-1]},{part}"
        else:
            parts.append(part)
    # "Smith, John" is one person as a list of members writes it.
    return [text] if len(parts) == 2 and len(parts[0].split()) == 1 else parts
