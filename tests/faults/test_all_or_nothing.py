"""A process that dies between any two statements of an act leaves either all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from evenhand.access.queries import permit_job
from evenhand.cases.acts import Done
from evenhand.cases.models import Case
from evenhand.cases.sweeping import list_stray_keys, sweep_keys
from evenhand.erasure.acts import finish_erasures
from evenhand.erasure.models import ErasureRequest
from evenhand.record.models import Entry
from evenhand.record.queries import verify_record
from evenhand.vault.keys import KeyGone, list_key_ids, open_key
from tests.cast import SAFE, Town, build_town, tell_to_agreement, tell_to_consent, tell_to_session
from tests.faults.killing import FINISHED, KILLED, kill_before

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault, pytest.mark.slow]
MOST = 200


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A centre with its people, in committed tables that a child process sees."""
    return build_town()


def count_rows() -> dict[str, int]:
    """How many rows every table of ours has."""
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_app_config("evenhand").get_models()
    }


def assert_sound() -> None:
    """The record verifies and no case is without its key."""
    verdict = verify_record()
    assert verdict.first_bad is None, verdict.why
    keys = set(list_key_ids())
    assert all(case.key_id in keys for case in Case.objects.exclude(state="erased"))


def kill_everywhere(work: Callable[[], Any], done: Callable[[], bool]) -> int:
    """Kill `work` before each of its statements and at its commit: nothing may have happened; then let it be done."""
    before = count_rows()
    fired = 0
    for statement in range(1, MOST):
        ended = kill_before(work, statement=statement)
        if ended == FINISHED:
            break
        assert ended == KILLED, f"the act failed by itself before statement {statement}"
        fired += 1
        assert count_rows() == before and not done(), (
            f"something of the act is left before statement {statement}"
        )
        assert_sound()
    assert done(), "with nothing to kill it the act is done whole"
    assert_sound()
    return fired


def test_opening_a_case_is_all_or_nothing(town: Town) -> None:
    """The key may be left over (and is swept), never a case without one."""
    fired = kill_everywhere(lambda: town.open(), lambda: Case.objects.exists())
    assert fired >= 8
    stray = list_stray_keys()
    assert len(stray) == fired, "the key is durable before the first statement"
    assert sweep_keys() == 0, "a young key may belong to a case that is being opened"
    assert sweep_keys() == len(stray) and not list_stray_keys()


def tell_to_result(town: Town) -> None:
    """To a session that ended well."""
    tell_to_session(town)
    came = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
    town.must("mediator", "record_session", held_on="2026-03-03T10:00:00Z", result="agreed", attendance=came)


TERMS = [{"who": "p1", "what": "Water the roses."}, {"who": "p2", "what": "Trim the hedge."}]
ACTS: dict[str, tuple[Callable[[Town], object], str, dict[str, Any]]] = {
    "screen_party": (Town.open, "intake", {"party": "p1", **SAFE}),
    "withdraw_consent": (tell_to_consent, "p1", {"party": "p1", "form": "portal"}),
    "draft_terms": (tell_to_result, "mediator", {"terms": TERMS}),
    "hand_over": (Town.open, "coordinator", {"worker": "intake2"}),
    "close_case": (tell_to_agreement, "coordinator", {"outcome": "settled"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_all_or_nothing(town: Town, act: str) -> None:
    """Record, tables, clocks, queue and outbox move together or not at all."""
    prepare, who, data = ACTS[act]
    prepare(town)
    if "worker" in data:
        data = {"worker": town.code(data["worker"])}
    before = verify_record().entries
    fired = kill_everywhere(lambda: town.do(who, act, **data), lambda: verify_record().entries > before)
    assert fired >= 10


def test_dying_at_the_commit_leaves_nothing(town: Town) -> None:
    """The last moment before all of it."""
    town.open()
    before = count_rows()
    ended = kill_before(lambda: town.do("intake", "screen_party", party="p1", **SAFE), at_commit=True)
    assert ended == KILLED and count_rows() == before
    assert_sound()


def test_an_erasure_cut_short_is_completed(town: Town) -> None:
    """Wherever the process dies: either nothing was approved, or the next sweep finishes what was."""
    completed = 0
    for statement in range(1, MOST):
        town.open()
        town.must("coordinator", "request_erasure", why="She asked for it.")
        case = town.case
        ended = kill_before(lambda: town.do("director", "approve_erasure"), statement=statement)
        was_pending = finish_erasures(at=town.at)
        if Case.objects.get(pk=case.pk).state == "open":
            assert ended == KILLED and not was_pending
            open_key(permit_job(case, "check_conflicts"))
            continue
        with pytest.raises(KeyGone):
            open_key(permit_job(case, "check_conflicts"))
        assert ErasureRequest.objects.get(case=case).finished_at is not None
        assert not Entry.objects.filter(scope=case.pk, payload__isnull=False).exists()
        completed += was_pending
        if ended == FINISHED:
            break
    assert completed > 3, "some deaths fell between the approval and the end"
    assert verify_record().first_bad is None
    assert not isinstance(town.do("coordinator", "write_note", words="x"), Done)
