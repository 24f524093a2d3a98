"""Why a step is open or not, in words a person can act on: the same answer on screen, over the API and on the
command line.
"""

from __future__ import annotations

from typing import Any

from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import Unmet, refuse_unmet, say_unmet
from evenhand.procedures.rules.words import Words

OPEN = Words((("en", "This can be done now."), ("zh-hans", "现在可以办理。")))
UNKNOWN = Words((("en", "This procedure has no such step."), ("zh-hans", "本程序没有这一步。")))
NOT_THEIRS = Words(
    (
        ("en", "The procedure gives this step to somebody else."),
        ("zh-hans", "按程序这一步由其他人员办理。"),
    )
)


def explain(procedure: Procedure, named: frozenset[str], act: str, role: str) -> dict[str, Any]:
    """Whether the act is open to the role when these facts are so, and if not, why and under which article.

    Gives {"act", "step", "open", "because", "fact", "article", "citation", "words"}: `because` is "" when it
    is open, otherwise `unknown`, `role`, `needs` or `unless`; `fact` the fact that decides; `words` one
    sentence by language. An empty `role` asks for nobody in particular.
    """
    step = procedure.step_for(act)
    if step is None:
        return _answer(procedure, act, None, "unknown", UNKNOWN)
    if role and role not in step.roles:
        return _answer(procedure, act, step, "role", NOT_THEIRS)
    unmet = refuse_unmet(procedure, step, named)
    if unmet is None:
        return _answer(procedure, act, step, "", OPEN)
    return _answer(procedure, act, step, unmet.because, say_unmet(procedure, unmet), unmet)


def _answer(
    procedure: Procedure, act: str, step: Step | None, because: str, said: Words, unmet: Unmet | None = None
) -> dict[str, Any]:
    code = unmet.article if unmet else step.article if step else ""
    article = procedure.article(code)
    return {
        "act": act,
        "step": step.code if step else "",
        "open": not because,
        "because": because,
        "fact": unmet.fact if unmet else "",
        "article": code,
        "citation": article.citation if article else "",
        "words": {language: said.in_language(language) for language in procedure.languages},
    }
