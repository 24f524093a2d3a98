"""Why a step is open or not, in words a person can act on: the same answer on screen, over the API and on the
command line.
"""

from __future__ import annotations

from typing import Any

from evenhand.procedures.rules.opening import OpeningStep, find_opening, veil_opening
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import Unmet, name_for_step, refuse_unmet, say_unmet, veil_unmet
from evenhand.procedures.rules.words import Words

OPEN = Words(
    (
        ("en", "This can be done now."),
        ("zh-hans", "现在可以办理。"),
        ("es", "Esto se puede hacer ahora."),
        ("ar", "يمكن القيام بهذا الآن."),
    )
)
UNKNOWN = Words(
    (
        ("en", "This procedure has no such step."),
        ("zh-hans", "本程序没有这一步。"),
        ("es", "Este procedimiento no tiene ese paso."),
        ("ar", "لا توجد خطوة كهذه في هذا الإجراء."),
    )
)
NOT_THEIRS = Words(
    (
        ("en", "The procedure gives this step to somebody else."),
        ("zh-hans", "按程序这一步由其他人员办理。"),
        ("es", "El procedimiento da este paso a otra persona."),
        ("ar", "الإجراء يُسند هذه الخطوة إلى شخص آخر."),
    )
)


def explain(procedure: Procedure, named: frozenset[str], act: str, role: str) -> dict[str, Any]:
    """Whether the act is open to the role when these facts are so, and if not, why, under which article, and what
    would have to happen first.

    Gives {"act", "step", "open", "because", "fact", "article", "citation", "words", "way"}: `because` is "" when
    it is open, otherwise `unknown`, `role`, `needs` or `unless`; `fact` the fact that decides; `words` one
    sentence by language; `way` as `describe_way` gives it, or nothing where no act opens it. An empty `role`
    asks for nobody in particular.
    """
    step = procedure.step_for(act)
    if step is None:
        return _answer(procedure, act, None, "unknown", UNKNOWN)
    if role and role not in step.roles:
        return _answer(procedure, act, step, "role", NOT_THEIRS)
    unmet = refuse_unmet(procedure, step, name_for_step(named, step))
    if unmet is None:
        return _answer(procedure, act, step, "", OPEN)
    unmet = veil_unmet(unmet, step, role)
    answer = _answer(procedure, act, step, unmet.because, say_unmet(procedure, unmet), unmet)
    return {**answer, "way": describe_way(procedure, named, act, role)}


def describe_way(
    procedure: Procedure, named: frozenset[str], act: str, role: str
) -> list[dict[str, Any]] | None:
    """The fewest acts that open a step, in order, and last what the step itself waits for; none where nothing does.

    Each is {"act", "step", "title", "roles", "waits"}: `title` by language, `waits` sentences by language of
    what no act brings about. The last has the act that was asked about.
    """
    opening = find_opening(procedure, named, act)
    step = procedure.step_for(act)
    if opening is None or step is None:
        return None
    opening = veil_opening(opening, role)
    return [_describe(procedure, each) for each in (*opening.steps, OpeningStep(step, opening.waits))]


def _describe(procedure: Procedure, each: OpeningStep) -> dict[str, Any]:
    waits = [wait.say(procedure) for wait in each.waits]
    return {
        "act": each.step.act,
        "step": each.step.code,
        "title": _translate(procedure, each.step.title),
        "roles": list(each.step.roles),
        "waits": [_translate(procedure, said) for said in waits],
    }


def _translate(procedure: Procedure, said: Words) -> dict[str, str]:
    return {language: said.in_language(language) for language in procedure.languages}


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
        "words": _translate(procedure, said),
        "way": None,
    }
