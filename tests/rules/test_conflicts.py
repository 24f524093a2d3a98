"""The conflict check's pure part: who may be one person, in any writing, and how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.conflicts.rules import (
    NONE_FOUND,
    STRONG,
    WEAK,
    Person,
    compare_people,
    differ_by_one,
    find_strongest,
    fold_name,
)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Person("Ignatius Bellweather"), Person("BELLWEATHER, ignatius"), STRONG),
        (Person("Ignatius Bellweather"), Person("Ignatius Belweather"), STRONG),
        (Person("José García"), Person("Jose Garcia"), STRONG),
        (Person("李 明华"), Person("Li Ming Hua"), STRONG),
        (Person("Catherine Doyle"), Person("Kathryn Doyle"), NONE_FOUND),
        (Person("Rosa Quill"), Person("Rosie Quell"), WEAK),
        (Person("赵某"), Person("曹某"), NONE_FOUND),
        (Person("Li"), Person("李"), WEAK),
        (Person("A", phone="+44 20 7946 0018"), Person("B", phone="020 7946 0018"), STRONG),
        (Person("A", phone="123"), Person("B", phone="123"), NONE_FOUND),
        (Person("A", email="Rosa@Example.org"), Person("B", email="rosa@example.org"), STRONG),
        (Person(""), Person("Rosa Quill"), NONE_FOUND),
    ],
)
def test_two_descriptions(one: Person, other: Person, answer: str) -> None:
    assert compare_people(one, other) == answer
    assert compare_people(other, one) == answer


def test_the_strongest_of_all_pairs_is_the_answer() -> None:
    people = [Person("Rosa Quill"), Person("Omar Haddad")]
    assert find_strongest(people, [Person("Nobody Else"), Person("Rosie Quell")]) == WEAK
    assert find_strongest(people, [Person("Rosie Quell"), Person("Haddad Omar")]) == STRONG
    assert find_strongest(people, []) == NONE_FOUND


@given(st.text(max_size=30), st.integers(0, 29))
def test_one_letter_less_is_near_and_folding_is_stable(name: str, place: int) -> None:
    folded = fold_name(name)
    assert fold_name(folded) == folded
    assert differ_by_one(folded, folded[:place] + folded[place + 1 :])
