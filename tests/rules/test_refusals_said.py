"""Every reason a rule can refuse for has words in both languages and, but for plain slips, an article."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import evenhand
from evenhand.cases.rules.naming import refuse_step
from evenhand.cases.rules.types import Actor
from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules.procedure import Procedure
from evenhand.procedures.rules.steps import Unmet, say_unmet
from tests.rules.matter import read_pack

ROOT = Path(evenhand.__file__).parent
SLIPS = {"nothing_changed", "role", "not_in_procedure"}  # cited under the article of the step


def list_refusals() -> Iterator[tuple[str, str]]:
    """(reason, because) of every `Refused(...)` that the rules spell out."""
    for path in [
        *ROOT.glob("mediation/rules/*.py"),
        *ROOT.glob("cases/rules/*.py"),
        ROOT / "erasure/rules.py",
        ROOT / "disclosure/rules.py",
    ]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                named = {word.arg: word.value for word in node.keywords}
                reason, because = named["reason"], named.get("because")
                if isinstance(reason, ast.Constant):
                    yield (
                        str(reason.value),
                        str(because.value) if isinstance(because, ast.Constant) else "needs",
                    )


REFUSALS = sorted(set(list_refusals()))


def find_speaker(reason: str) -> Procedure:
    """The procedure that says this reason: ours where it has it, otherwise one that has the act."""
    law = find_procedure("cn_peoples_mediation")
    return next((pack for pack in (read_pack(), law) if pack.fact(reason)), read_pack())


def test_there_are_as_many_as_we_think() -> None:
    assert len(REFUSALS) >= 24


@pytest.mark.parametrize(("reason", "because"), REFUSALS)
def test_a_refusal_is_said_in_both_languages(reason: str, because: str) -> None:
    pack = find_speaker(reason)
    fact = pack.fact(reason)
    assert fact is not None
    said = say_unmet(pack, Unmet(reason, because, ""))  # type: ignore[arg-type]
    assert said is not fact.says, "the pack has no words for refusing, only for stating"
    english, chinese = said.in_language("en"), said.in_language("zh-hans")
    assert english.isascii() and any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
    assert reason in SLIPS or pack.article(fact.article) is not None


def test_only_the_office_reads_that_a_screening_stands_in_the_way() -> None:
    """The same missing fact, told to the office by its name and to everybody else as nothing in particular."""
    procedure = read_pack()
    named = frozenset({"this_is_side", "this_party_screened"})
    for role, reason in (
        ("intake", "this_party_suitable"),
        ("party", "office_first"),
        ("mediator", "office_first"),
    ):
        refused = refuse_step(procedure, "give_consent", Actor(role=role), named)
        assert refused is not None and refused.reason == reason
