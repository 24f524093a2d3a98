"""Every address, method, role and relation, held against a table that people have read (`expected.txt`).

After a deliberate change write the table anew and read the difference:
`EVENHAND_TEST_WRITE=1 pytest tests/access`.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from evenhand.access.screens import SCREENS
from tests.access.knocking import METHODS, ROLES, Callers
from tests.access.places import MISSING, RELATIONS, build_world, list_parameters, list_places

pytestmark = pytest.mark.django_db  # for the tables to be there; the work is done once, in `answers`
TABLE = Path(__file__).with_name("expected.txt")
HEAD = f"# {'address':<32} {'':<4} {'relation':<28} " + " ".join(f"{role:<11}" for role in ROLES)
Answers = dict[tuple[str, str, str], list[tuple[str, bytes]]]


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Answers:
    """(name, method, relation) -> the answer to each role. Everything it does is taken back."""
    from django.db import transaction

    with django_db_blocker.unblock(), own_keys(tmp_path_factory.mktemp("home")), transaction.atomic():
        world = build_world()
        callers = Callers(world)
        found = {
            (place.name, method, place.relation): [callers.knock(role, method, place) for role in ROLES]
            for place in list_places(world)
            for method in METHODS
            # Where a method is not taken at all, it is tried once.
            if method in SCREENS[place.name] or place.relation in {"-", "own"}
        }
        transaction.set_rollback(True)
    return found


def own_keys(folder: Path):
    """The settings of a home of its own, for a whole module."""
    from django.test import override_settings

    from evenhand.vault.keys import prepare_keys

    class Home(override_settings):
        def enable(self) -> None:
            super().enable()
            prepare_keys()

    return Home(
        EVENHAND_HOME=folder,
        EVENHAND_KEYSTORE=folder / "keys.sqlite3",
        EVENHAND_HOST_KEY=folder / "host.key",
        EVENHAND_FILES=folder / "files",
    )


def write_rows(answers: Answers) -> list[str]:
    """One line for each address and method; relations that answer alike share a line."""
    grouped: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for (name, method, relation), given in answers.items():
        grouped[name, method][tuple(status for status, _ in given)].append(relation)
    lines = []
    for (name, method), alike in sorted(grouped.items()):
        for statuses, relations in alike.items():
            said = "all" if len(relations) == len(RELATIONS) else ",".join(relations)
            columns = " ".join(f"{status:<11}" for status in statuses)
            lines.append(f"{name:<34} {method:<4} {said:<28} {columns}".rstrip())
    return lines


@pytest.mark.slow
def test_every_answer_is_the_one_people_have_read(answers: Answers) -> None:
    found = write_rows(answers)
    if os.environ.get("EVENHAND_TEST_WRITE"):
        TABLE.write_text("\n".join([HEAD, *found]) + "\n")
    expected = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    assert found == expected
    print(f"{sum(len(given) for given in answers.values())} answers compared")


def test_no_address_is_left_out(answers: Answers) -> None:
    assert {name for name, _, _ in answers} == set(list_parameters())


def test_nothing_breaks(answers: Answers) -> None:
    assert not [key for key, given in answers.items() if any(status[0] == "5" for status, _ in given)]


def test_foreign_erased_and_nonexistent_answer_with_the_same_bytes(answers: Answers) -> None:
    """Also to whoever works in the centre, and to a mediator who is out of the case."""
    compared = 0
    for (name, method, relation), given in answers.items():
        if relation not in MISSING or name == "desk:end_account":
            continue
        for role, answer, missing in zip(ROLES, given, answers[name, method, "nonexistent"], strict=True):
            if name.startswith("portal:") and role == "party" and relation == "other":
                continue  # without a number in the address a party is always at home
            assert answer == missing, (name, method, relation, role)
            compared += 1
    assert compared > 900


def test_whatever_is_not_shown_looks_like_nothing(answers: Answers) -> None:
    """A 404 is a 404: the conflicted, the colleague and the stranger get the bytes of a case that never was."""
    for (name, method, relation), given in answers.items():
        if relation == "-":
            continue
        last = answers.get((name, method, "nonexistent"), given)
        for answer, missing in zip(given, last, strict=True):
            assert answer[0] != "404" or missing[0] != "404" or answer == missing, (name, method, relation)


def test_no_answer_that_denies_holds_a_form_token(answers: Answers) -> None:
    for key, given in answers.items():
        assert not any(status == "404" and b"csrfmiddlewaretoken" in content for status, content in given), (
            key
        )
