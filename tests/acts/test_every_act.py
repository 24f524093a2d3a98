"""Every act of the pack is done at least once, sent twice, and with an answer the form does not know."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from evenhand.cases.acts import Done, Mixed
from evenhand.procedures.packs import find_procedure
from tests.acts.telling import answer_all, count_entries, expect_faults, offer_times
from tests.cast import SAFE, Town, build_town, tell_to_consent, tell_to_the_end

PACK = find_procedure("community_mediation")
ACTS = {step.act for step in PACK.steps}


@dataclass
class Stutterer(Town):
    """A town where every request arrives twice, once more changed, and first with a stray answer."""

    done: set[str] = field(default_factory=set)

    def must(self, name: str, act: str, /, **data: Any) -> Done:
        expect_faults(self.do(name, act, **data, horoscope="x"), ("horoscope", "unknown_question"))
        key = f"{act}/{len(self.done)}/{count_entries()}"
        first = self.do(name, act, once=key, **data)
        assert isinstance(first, Done) and not first.again, (act, first)
        before = count_entries()
        again = self.do(name, act, once=key, **data)
        if act != "approve_erasure":  # afterwards the case answers like one that never was
            assert isinstance(again, Done) and again.again and again.entries == first.entries, (act, again)
            assert self.do(name, act, once=key, **data, horoscope="x") == Mixed()
        assert count_entries() == before
        self.done.add(act)
        return first


@pytest.fixture
def town(db: None) -> Stutterer:
    plain = build_town()
    return Stutterer(plain.centre, plain.people)


def tell_the_other_ways(town: Stutterer) -> None:
    """Two more cases, for what a kept agreement does not need."""
    town.open()
    town.must("intake", "screen_party", party="p1", **{**SAFE, "outcome": "not_suitable"})
    town.must("intake", "refer_on", party="p1", where="The shelter.", told=True)
    town.must("intake", "tell_routes", how="spoken")
    town.must("coordinator", "close_case", outcome="inappropriate")
    town.must("coordinator", "reopen_case", why="They called back.")
    town.must("p2", "refuse_consent", party="p2", form="portal")
    town.must("coordinator", "request_erasure", why="They asked.")
    town.must("director", "decline_erasure", words="Not yet.")
    town.must("coordinator", "request_erasure", why="They asked again.")
    town.must("director", "approve_erasure")
    tell_to_consent(town)
    pdf = base64.b64encode(b"%PDF-1.7\n%%EOF\n").decode()
    file = {"name": "a.pdf", "content_type": "application/pdf", "base64": pdf}
    town.must("p1", "attach_file", file=file, title="The lease", shared="case")
    town.must("intake", "write_note", words="x")
    town.must("p1", "send_message", party="p1", words="x")
    town.must("intake", "correct_party", party="p1", phone="+44 20 7946 0999")
    town.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    town.must("mediator", "answer_conflict_check", answer="no_conflict")
    town.must("mediator", "disclose_relation", words="One choir.")
    town.must("mediator", "write_caucus_note", words="x")
    offer_times(town, 7)
    answer_all(town, "s1")
    town.must("mediator", "confirm_time", slot="s1")
    starts = (town.at + timedelta(days=9)).isoformat()
    town.must("mediator", "move_session", starts=starts, place="phone", minutes=60)
    town.must("p1", "cancel_session", party="p1")
    town.must("p1", "object_to_mediator", party="p1")
    town.must("p1", "withdraw_consent", party="p1", form="portal")
    town.must("coordinator", "hand_over", worker=town.code("intake2"))
    told = {"basis": "threat_to_life", "to": "The police.", "what": ["where"], "why": "A threat."}
    town.must("coordinator", "request_disclosure", **told)
    town.must("director", "decline_disclosure", words="No danger now.")
    town.must("director", "request_disclosure", **told)
    town.must("coordinator", "approve_disclosure", words="Agreed.")


def test_every_act_of_the_pack_is_done_and_a_second_time_has_no_effect(town: Stutterer) -> None:
    tell_to_the_end(town)
    held = (town.at - timedelta(days=100)).isoformat()
    came = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
    town.must("coordinator", "correct_session", held_on=held, attendance=came, result="agreed", why="A slip.")
    tell_the_other_ways(town)
    assert town.done | {"open_case"} == ACTS


def test_an_act_the_pack_does_not_have_is_nobodys(town: Stutterer) -> None:
    town.open()
    for act in ("inspect_hazard", "", "open_case", "__init__"):
        assert not isinstance(town.do("coordinator", act), Done)
