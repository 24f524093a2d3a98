"""What a step says it enters and brings about is what its act enters and brings about: nothing more, ever.

Clocks and notices wait for the entries, the diagram and the proof of the procedure go by the facts: a pack that is
silent about one would be proved and drawn wrongly.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from evenhand.cases.acts import Done
from evenhand.cases.queries import read_facts
from evenhand.cases.refresh import OFFICE
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.naming import join_names
from evenhand.cases.rules.types import Actor
from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules.procedure import Step
from tests.acts.telling import CAME, TERMS, accept, answer_all, hold_session, list_tags, offer_times
from tests.acts.test_every_act import tell_the_other_ways
from tests.cast import SAFE, TEXT, Town, build_town, tell_to_consent, tell_to_the_end

PACK = find_procedure("community_mediation")
GIVEN = {fact.code for fact in PACK.facts if fact.given}
KNOWN = {fact.code for fact in PACK.facts} - GIVEN


class Witness(Town):
    """A town where somebody compares what every act did with what the pack says that it may do."""

    def name(self, subject: str) -> frozenset[str]:
        """The facts of the pack that are so, as the office sees them."""
        case = self.case
        namers = [*REGISTRY.namers, REGISTRY.kinds[case.kind].name_facts]
        viewer: Actor = OFFICE
        return join_names(namers, read_facts(case), viewer, subject, self.at) & KNOWN

    def must(self, name: str, act: str, /, **data: Any) -> Done:
        subject = str(data.get("party") or ("" if name in self.people else name))
        before = self.name(subject)
        done = super().must(name, act, **data)
        compare(act, done, before, self.name(subject))
        return done

    def open(self, name: str = "intake", once: str = "", **answers: Any) -> Any:
        done = super().open(name, once, **answers)
        compare("open_case", done, frozenset(), self.name(""))
        return done


def compare(act: str, done: Any, before: frozenset[str], after: frozenset[str]) -> None:
    """Entries and changes of facts lie within what the step declares."""
    step = PACK.step_for(act)
    assert isinstance(step, Step)
    assert set(list_tags(done)) <= set(step.emits), (act, list_tags(done))
    assert after - before <= set(step.makes), (act, "makes", sorted(after - before - set(step.makes)))
    assert before - after <= {*step.unmakes, *step.clears}, (
        act,
        "unmakes",
        sorted(before - after - {*step.unmakes, *step.clears}),
    )


@pytest.fixture
def town(db: None) -> Witness:
    plain = build_town()
    return Witness(plain.centre, plain.people)


def test_a_kept_agreement_does_what_the_pack_declares(town: Witness) -> None:
    tell_to_the_end(town)
    town.must("coordinator", "reopen_case", why="A promise slips.")


def test_every_other_way_does_what_the_pack_declares(town: Witness) -> None:
    tell_the_other_ways(town)


def test_a_second_person_on_a_side_undoes_what_all_had_done(town: Witness) -> None:
    tell_to_consent(town)
    town.must("intake", "add_party", part="responding", name="Ada", language="en", under_18=True)
    town.must("intake", "screen_party", party="p3", **{**SAFE, "outcome": "not_suitable"})
    town.must("intake", "refer_on", party="p3", where="The shelter.", told=True)
    town.must("intake", "tell_routes", how="spoken")
    town.must("coordinator", "close_case", outcome="inappropriate")
    town.must("coordinator", "reopen_case", why="They called back.")


def test_a_stop_and_a_new_beginning(town: Witness) -> None:
    tell_to_consent(town)
    town.must("p2", "withdraw_consent", party="p2", form="portal")
    town.must("intake", "tell_routes", how="spoken")
    town.must("coordinator", "close_case", outcome="withdrawn")
    town.must("coordinator", "reopen_case", why="They called back.")
    town.must("intake", "screen_party", party="p1", **{**SAFE, "outcome": "not_suitable"})


def test_another_mediator_and_another_day(town: Witness) -> None:
    tell_to_consent(town)
    accept(town)
    offer_times(town, 7)
    offer_times(town, 8)
    answer_all(town, "s1")
    town.must("intake", "add_party", part="initiating", name="Ada", language="en")
    town.must("intake", "screen_party", party="p3", **SAFE)
    town.must("intake", "give_consent", party="p3", text_version=TEXT, form="spoken")
    town.must("intake", "answer_times", party="p3", suits=["s1"])
    town.must("mediator", "confirm_time", slot="s1")
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator2"))
    town.must("mediator2", "answer_conflict_check", answer="no_conflict")
    town.must("p1", "object_to_mediator", party="p1")
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    town.must("mediator", "answer_conflict_check", answer="cannot")


def test_agreed_and_then_not(town: Witness) -> None:
    tell_to_consent(town)
    accept(town)
    hold_session(town, "agreed")
    town.must("mediator", "draft_terms", terms=TERMS)
    town.must("mediator", "advise_independently", how="in_session")
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("mediator", "draft_terms", terms=TERMS)
    held = (town.at - timedelta(hours=2)).isoformat()
    town.must("mediator", "correct_session", held_on=held, attendance=CAME, result="no_show", why="A slip.")
    hold_session(town, "agreed")
    town.wait(hours=2)
    hold_session(town, "not_agreed")


def test_every_step_says_what_it_enters() -> None:
    assert not [step.act for step in PACK.steps if not step.emits]
