"""How a people's mediation is told by acts, each held to what its step declares that it may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from evenhand.cases.acts import Done, Result
from evenhand.cases.queries import read_facts
from evenhand.cases.refresh import OFFICE
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.naming import join_names
from evenhand.procedures.packs import find_procedure
from tests.acts.telling import CAME, answer_all, list_tags, offer_times
from tests.cast import Town, build_town, open_under, tell_to_invited

PACK = "cn_peoples_mediation"
TEXT = "agreement_to_mediate@2026.11"
TERMS = [
    {"who": "p2", "what": "Mend the pipe above the kitchen.", "by": "2026-10-20"},
    {"who": "p1", "what": "Let the plumber in."},
]
MATTER = "Water came through the ceiling; both sides say so."


class Committee(Town):
    """A town whose every act enters and changes nothing but what the pack says that it may."""

    def name(self, subject: str) -> frozenset[str]:
        """The facts of the pack's own making that are so, as the office sees them."""
        known = {fact.code for fact in find_procedure(PACK).facts if not fact.given}
        namers = [*REGISTRY.namers, REGISTRY.kinds[self.case.kind].name_facts]
        return join_names(namers, read_facts(self.case), OFFICE, subject, self.at) & known

    def do(self, name: str, act: str, /, once: str = "", **data: Any) -> Result:
        subject = str(data.get("party") or ("" if name in self.people else name))
        before = self.name(subject)
        result = super().do(name, act, once=once, **data)
        step = find_procedure(PACK).step_for(act)
        if isinstance(result, Done) and step is not None:
            after = self.name(subject)
            assert set(list_tags(result)) <= set(step.emits), (act, list_tags(result))
            assert after - before <= set(step.makes), (act, sorted(after - before))
            assert before - after <= {*step.unmakes, *step.clears}, (act, sorted(before - after))
        return result


def build_committee() -> Committee:
    """The same people, at a committee in Shanghai, with one case that has just come in."""
    plain = build_town()
    town = Committee(plain.centre, plain.people, at=datetime(2026, 9, 1, 2, 0, tzinfo=UTC))
    open_under(town, PACK, "Asia/Shanghai", "CN")
    return town


def tell_to_consent(town: Town) -> None:
    """Both said yes; one asked for closed doors, the other left it open."""
    tell_to_invited(town)
    town.must("p1", "give_consent", party="p1", text_version=TEXT, form="portal", doors="closed")
    town.must("intake", "give_consent", party="p2", text_version=TEXT, form="spoken")


def assign(town: Town, name: str = "mediator") -> Result:
    """The sides chose this mediator."""
    return town.do("coordinator", "assign_mediator", mediator=town.code(name), chosen="by_sides")


def tell_to_mediator(town: Town) -> None:
    """A mediator whom the sides chose has taken the case."""
    tell_to_consent(town)
    assign(town)
    town.must("mediator", "answer_conflict_check", answer="no_conflict")


def hold(town: Town, result: str = "agreed") -> Result:
    """A session that was an hour ago is written down."""
    held = (town.at - timedelta(hours=1)).isoformat()
    return town.must("mediator", "record_session", held_on=held, attendance=CAME, result=result)


def tell_to_session(town: Town) -> None:
    """They met, and agreed."""
    tell_to_mediator(town)
    offer_times(town, 2)
    answer_all(town, "s1")
    town.must("intake", "confirm_time", slot="s1")
    town.wait(days=2, hours=3)
    hold(town)


def tell_to_signed(town: Town) -> None:
    """Written, read in peace, and signed by everybody; not sealed."""
    tell_to_session(town)
    town.must("mediator", "draft_terms", terms=TERMS, matter=MATTER)
    town.must("mediator", "advise_independently", how="in_session")
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("intake", "sign_agreement", party="p2", form="paper")
    town.must("mediator", "sign_agreement", form="paper")


def tell_to_in_force(town: Town) -> None:
    """Sealed on 10 September 2026, so that the thirtieth day falls into the autumn holidays."""
    tell_to_signed(town)
    town.at = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
    town.must("coordinator", "seal_agreement")


def agree(town: Town, **answers: Any) -> Result:
    """All sides agree in words, just now."""
    data = {"agreed_on": town.at.isoformat(), "no_paper_wanted": True, "terms": TERMS, **answers}
    return town.do("mediator", "agree_orally", **data)


def file(town: Town, day: str, name: str = "intake", joint: bool = True) -> Result:
    """It is noted that the court was asked on that day."""
    return town.do(name, "file_confirmation", filed_on=day, joint=joint, court="Basic court of the district")


def read_clock(town: Town, code: str) -> tuple[str, str]:
    """State and last day of a clock of the case."""
    row = town.case.clocks.get(code=code)
    assert row.last_day is not None
    return row.state, row.last_day.isoformat()
