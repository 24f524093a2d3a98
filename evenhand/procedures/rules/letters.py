"""The templates of a pack's letters: what may stand in them, and how they are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from evenhand.procedures.rules.duties import Notice, Placeholder
from evenhand.procedures.rules.findings import Finding
from evenhand.procedures.rules.procedure import Procedure

PLACEHOLDERS = frozenset(get_args(Placeholder))
IN_SUBJECT = frozenset({"centre", "number"})
BRACED = re.compile(r"\{([^{}\n]{0,40})\}")


def list_placeholders(text: str) -> tuple[str, ...]:
    """What stands between braces in a template, each once, in order."""
    return tuple(dict.fromkeys(BRACED.findall(text)))


def check_letters(procedure: Procedure) -> Iterator[Finding]:
    """What is wrong with the templates: unknown placeholders, a missing subject, what must or must never
    stand.
    """
    for (language, name), text in procedure.templates.items():
        file = f"notices/{language}/{name}.txt"
        used = set(list_placeholders(text))
        yield from _check_shape(file, text, used)
        for notice in procedure.notices:
            if notice.template == name:
                yield from _check_promises(file, notice, used)


def _check_shape(file: str, text: str, used: set[str]) -> Iterator[Finding]:
    subject, _, rest = text.partition("\n")
    if not subject.startswith("Subject: ") or rest[:1] != "\n":
        yield Finding(file, (), "the first line is Subject: and what it is about; then an empty line", 1)
    if not IN_SUBJECT.issuperset(list_placeholders(subject)):
        yield Finding(file, (), "a subject holds no more than {centre} and {number}: others may see it", 1)
    for name in sorted(used - PLACEHOLDERS):
        yield Finding(file, (), f"there is no {{{name}}}", _find_line(text, f"{{{name}}}"))
    if BRACED.sub("", text).count("{") or BRACED.sub("", text).count("}"):
        yield Finding(file, (), "a brace stands alone")


def _check_promises(file: str, notice: Notice, used: set[str]) -> Iterator[Finding]:
    unsaid = [name for name in notice.must if name not in used]
    yield from (Finding(file, (), f"the notice {notice.code} must say {{{name}}}") for name in unsaid)
    oversaid = [name for name in notice.never if name in used]
    yield from (Finding(file, (), f"the notice {notice.code} must never say {{{name}}}") for name in oversaid)
    if used & {"by", "days"} and not notice.clock:
        yield Finding(file, (), f"the notice {notice.code} names no clock for {{by}} and {{days}}")
    if "cancel_link" in used and not notice.cancel_act:
        yield Finding(file, (), f"the notice {notice.code} names no cancel_act for {{cancel_link}}")


def _find_line(text: str, sought: str) -> int:
    return text.count("\n", 0, text.index(sought)) + 1
