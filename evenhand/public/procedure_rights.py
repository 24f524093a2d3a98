"""What a published procedure owes people: rights, consent, agreement, endings, disclosure, risk, forgetting."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from evenhand.procedures.rules.duties import Consent, Disclosure, Effect
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.procedure_parts import (
    Group,
    Item,
    Link,
    cite_all,
    link_emitters,
    link_to,
    list_rows,
)
from evenhand.public.procedure_steps import say_facts
from evenhand.public.procedure_words import ASKED, GIVEN, SIGNERS, WAYS, join_words, say_length


def list_rights(procedure: Procedure, language: str) -> tuple[Group, ...]:
    """Everything that people are owed; what this procedure has none of is left out."""
    groups = (make(procedure, language) for make in MAKERS)
    return tuple(group for group in groups if group.items)


def _tell_rights(procedure: Procedure, language: str) -> Group:
    items = (
        Item(
            title=Link(right.title.in_language(language)),
            anchor=f"r-{right.code}",
            words=(right.says.in_language(language),),
            laws=cite_all(procedure, [right.article], language),
        )
        for right in procedure.rights
    )
    return Group(gettext("What you have a right to"), items=tuple(items))


def _tell_consents(procedure: Procedure, language: str) -> Group:
    intro = gettext(
        "Nothing begins before each side has said yes to a text that it could read first. You can say no. "
        "A no has no consequence and needs no reason."
    )
    items = tuple(_say_consent(procedure, consent, language) for consent in procedure.consents)
    return Group(gettext("Saying yes, saying no"), intro, items)


def _say_consent(procedure: Procedure, consent: Consent, language: str) -> Item:
    title = f"{consent.title.in_language(language)}, {gettext('version %(version)s')}"
    step = procedure.step_for(consent.act)
    given = [link_to(procedure, "steps", f"s-{step.code}", step.title.in_language(language))] if step else []
    return Item(
        title=Link(title % {"version": consent.version}),
        rows=list_rows(
            (gettext("Who is asked"), [ASKED[consent.whose]]),
            (gettext("How"), [join_words([WAYS[form] for form in consent.forms])]),
            (gettext("By this step"), given),
            (
                gettext("Can be taken back until this is so"),
                say_facts(procedure, [consent.withdrawable_until], language),
            ),
        ),
        laws=cite_all(procedure, (consent.article, *consent.also), language),
    )


def _tell_effects(procedure: Procedure, language: str) -> Group:
    items = tuple(_say_effect(procedure, effect, language) for effect in procedure.effects)
    return Group(gettext("What an agreement is"), items=items)


def _say_effect(procedure: Procedure, effect: Effect, language: str) -> Item:
    return Item(
        title=Link(effect.title.in_language(language)),
        words=(effect.binding.in_language(language),),
        rows=list_rows(
            (gettext("Who has to sign"), [join_words([SIGNERS[who] for who in effect.signers])]),
            (gettext("How"), [join_words([WAYS[form] for form in effect.forms])]),
        ),
        laws=cite_all(procedure, (effect.article, *effect.also), language),
    )


def _tell_outcomes(procedure: Procedure, language: str) -> Group:
    items = (
        Item(
            title=Link(outcome.title.in_language(language)),
            words=(outcome.routes.in_language(language),) if outcome.routes else (),
            laws=cite_all(procedure, (outcome.article, *outcome.also), language),
        )
        for outcome in procedure.outcomes
    )
    return Group(gettext("How a case can end, and what else you can do"), items=tuple(items))


def _tell_disclosures(procedure: Procedure, language: str) -> Group:
    intro = gettext("Only for these reasons, and never more than stands here.")
    items = tuple(_say_disclosure(procedure, basis, language) for basis in procedure.disclosures)
    return Group(gettext("When we must tell somebody outside"), intro, items, "outside")


def _say_disclosure(procedure: Procedure, basis: Disclosure, language: str) -> Item:
    first = list(say_facts(procedure, (*basis.needs.all, *basis.needs.any), language))
    if basis.copy_first:
        first.append(gettext("The sides have a copy of what will be told."))
    return Item(
        title=Link(basis.title.in_language(language)),
        rows=list_rows(
            (gettext("To whom"), [basis.to.in_language(language)]),
            (gettext("The most that is told"), [join_words([GIVEN[code] for code in basis.fields])]),
            (gettext("What must be so first"), first),
            (gettext("Not when"), say_facts(procedure, basis.needs.none, language)),
            (gettext("Who decides"), [gettext("two of us: one asks, another says yes")]),
            (gettext("Are you told"), [_say_told(basis)]),
        ),
        laws=cite_all(procedure, (basis.article, *basis.also), language),
    )


def _say_told(basis: Disclosure) -> str:
    if basis.tell_parties:
        return gettext("yes, each side")
    return gettext("not by us")


def _tell_bands(procedure: Procedure, language: str) -> Group:
    intro = gettext("How bad it could be, times how likely it is.")
    items = (
        Item(
            title=Link(band.title.in_language(language)),
            words=(gettext("From %(least)s to %(most)s.") % {"least": band.least, "most": band.most},),
            rows=list_rows(
                (gettext("Given by this step"), link_emitters(procedure, [band.tag], language)),
            ),
            laws=cite_all(procedure, [band.article], language),
        )
        for band in procedure.bands
    )
    return Group(gettext("How a danger is weighed"), intro, tuple(items))


def _tell_retention(procedure: Procedure, language: str) -> Group:
    kept = procedure.retention
    words = gettext(
        "When a case has been closed for %(kept)s, its key is destroyed and the words are gone. "
        "The mediator's own notes go after %(notes_kept)s. You can ask us to do it sooner."
    )
    lengths = {
        "kept": say_length(kept.length, kept.unit),
        "notes_kept": say_length(kept.notes_length, kept.notes_unit),
    }
    item = Item(
        title=Link(lengths["kept"]),
        words=(words % lengths,),
        rows=list_rows(
            (gettext("Counted from"), link_emitters(procedure, [kept.after], language)),
        ),
        laws=cite_all(procedure, (kept.article, *kept.also), language),
    )
    return Group(gettext("How long we keep it"), items=(item,))


MAKERS: tuple[Callable[[Procedure, str], Group], ...] = (
    _tell_rights,
    _tell_consents,
    _tell_effects,
    _tell_outcomes,
    _tell_disclosures,
    _tell_bands,
    _tell_retention,
)
