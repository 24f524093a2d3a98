"""A party comes in with what only they were told; a link works once; five wrong PINs end it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from evenhand.access.acts import make_pass
from evenhand.cases.entrance import Entered, NotEntered, WayIn, enter_by_code, enter_by_link, give_way_in
from tests.cast import Town


@pytest.fixture
def way(town: Town) -> WayIn:
    town.open()
    return give_way_in(number=town.number, seat="p1", at=town.at)


def make_link(town: Town, seat: str = "p1") -> str:
    return make_pass(case_id=town.case.id, seat=seat, kind="link", at=town.at)


def test_everybody_in_a_case_has_a_pin_of_their_own(town: Town, way: WayIn) -> None:
    other = give_way_in(number=town.number, seat="p2", at=town.at)
    assert len(way.pin) == 6 and way.pin.isdigit() and len(other.pin) == 6
    assert way.code != other.code


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"]
)
def test_the_code_is_taken_as_people_type_it(town: Town, way: WayIn, typed: object) -> None:
    entered = enter_by_code(code=typed(way.code), pin=f" {way.pin} ", at=town.at)  # type: ignore[operator]
    assert entered == Entered(town.case.centre_id, town.case.id, "p1", "en")


def test_digits_of_other_keyboards_are_digits(town: Town, way: WayIn) -> None:
    arabic = "".join(chr(0x0660 + int(digit)) for digit in way.pin)
    assert isinstance(enter_by_code(code=way.code, pin=arabic, at=town.at), Entered)


def test_the_code_alone_opens_nothing(town: Town, way: WayIn) -> None:
    wrong = f"{(int(way.pin) + 1) % 1_000_000:06d}"
    for pin in ("", wrong, "²³", "x"):
        assert enter_by_code(code=way.code, pin=pin, at=town.at) == NotEntered()
    assert enter_by_code(code="0000-0000-0000", pin=way.pin, at=town.at) == NotEntered()
    assert enter_by_code(code="", pin="", at=town.at) == NotEntered()


def test_a_link_works_once(town: Town, way: WayIn) -> None:
    secret = make_link(town)
    assert isinstance(enter_by_link(secret=secret, pin=way.pin, at=town.at), Entered)
    assert enter_by_link(secret=secret, pin=way.pin, at=town.at) == NotEntered()


def test_five_wrong_pins_end_a_link(town: Town, way: WayIn) -> None:
    secret = make_link(town)
    left = [enter_by_link(secret=secret, pin="", at=town.at) for _ in range(6)]
    assert [one.left for one in left if isinstance(one, NotEntered)] == [4, 3, 2, 1, 0, 0]
    assert enter_by_link(secret=secret, pin=way.pin, at=town.at) == NotEntered()


def test_a_link_lives_for_half_an_hour(town: Town, way: WayIn) -> None:
    secret = make_link(town)
    late = town.at + timedelta(minutes=31)
    assert enter_by_link(secret=secret, pin=way.pin, at=late) == NotEntered()


def test_a_link_is_no_code_and_a_code_no_link(town: Town, way: WayIn) -> None:
    assert enter_by_link(secret=way.code, pin=way.pin, at=town.at) == NotEntered()
    assert enter_by_code(code=make_link(town), pin=way.pin, at=town.at) == NotEntered()
