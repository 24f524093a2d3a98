"""A made-up centre lives through acts: what comes out holds in the record, and is the same for the same seed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from evenhand.access.acts import make_centre
from evenhand.record.queries import verify_record
from evenhand.site.simulation.beats import Place
from evenhand.site.simulation.library import LANGUAGES, read_shelf
from evenhand.site.simulation.living import Life, live, plan_life
from evenhand.site.simulation.paths import PATHS
from evenhand.site.simulation.people import add_colleagues
from evenhand.site.simulation.planning import NameBox, Plan, list_stories, make_plan, share_out
from evenhand.site.simulation.tally import count_life

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
LONDON = Place("Europe/London", "GB-ENG")


def plan(cases: int = 60, seed: int = 1, now: datetime = NOW) -> Plan:
    """A plan without a database."""
    return make_plan(cases=cases, seed=seed, months=6, now=now, place=LONDON, text_version="any@1")


def live_through(cases: int, seed: int = 1) -> Life:
    """A centre that has lived."""
    made = NOW - timedelta(days=220)
    centre = make_centre(
        name="Kettle Lane", language="en", time_zone="Europe/London", calendar="GB-ENG", at=made
    )
    people = add_colleagues(centre, made)
    lived = plan_life(centre=centre, cases=cases, seed=seed, months=6, now=NOW)
    return live(centre=centre, people=people, plan=lived, now=NOW)


def test_the_same_seed_is_the_same_life() -> None:
    assert plan(seed=4).moves == plan(seed=4).moves
    assert plan(seed=4).moves != plan(seed=5).moves


@pytest.mark.parametrize("seed", range(6))
def test_time_runs_forward_and_ends_today(seed: int) -> None:
    for hour in (0, 9, 23):
        now = NOW.replace(hour=hour)
        moves = plan(seed=seed, now=now).moves
        assert [move.at for move in moves] == sorted(move.at for move in moves)
        assert moves[-1].at < now
        assert moves[0].at > now - timedelta(days=240)


def test_every_path_is_gone_by_sixty() -> None:
    assert {path.name for path in plan().paths} == {path.name for path in PATHS}
    assert sum(path.weight for path in PATHS) == 60


@pytest.mark.parametrize("count", [1, 10, 37, 38, 60, 61, 500])
def test_cases_are_shared_out_without_loss(count: int) -> None:
    assert sum(share_out([path.weight for path in PATHS], count)) == count


def test_sixty_stories_are_told_once_and_in_four_languages() -> None:
    stories = list_stories(60, Random(1))
    assert len({story.story for story in stories}) == 60
    assert Counter(story.language for story in stories) == Counter(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_bind_the_sides_and_names_are_enough(language: str) -> None:
    shelf = read_shelf(language)
    assert all({who for who, _ in story.terms} <= {"p1", "p2"} and story.terms for story in shelf.stories)
    names = [name for kind in shelf.names.values() for name in kind]
    assert len(set(names)) == len(names) >= 2 * len(shelf.stories) - 4


def test_names_go_with_the_words() -> None:
    """A story that says "he" is not told of a Marguerite."""
    english = read_shelf("en")
    he = {name for kind in ("he", "anyone") for name in english.names[kind]}
    box = NameBox(Random(3))
    assert all(box.draw(story).other in he for story in english.stories if story.them == "he")


def test_everybody_keeps_decent_hours() -> None:
    """Staff act on working days, nobody acts in the small hours."""
    moves = [move for move in plan().moves if move.who.startswith(("intake", "coordinator"))]
    assert all(LONDON.open_at(move.at) for move in moves)
    assert all(6 <= move.at.hour <= 22 for move in plan().moves)


@pytest.mark.django_db
def test_ten_cases_live_and_their_record_holds() -> None:
    life = live_through(10)
    verdict = verify_record()
    assert verdict.first_bad is None and verdict.entries > 100
    figures = count_life(life)
    assert figures.cases == 10 and figures.acts == life.done.total()


@pytest.mark.slow
@pytest.mark.django_db
def test_sixty_cases_stand_everywhere_and_keep_to_published_figures() -> None:
    figures = count_life(live_through(60))
    wanted = {"intake", "consent", "matching", "session", "agreement", "followup", "ending", "closed"}
    assert set(figures.stages) == wanted
    ends = {"settled", "settled_before", "in_part", "not_settled", "no_response", "refused"}
    assert set(figures.outcomes) == ends | {"inappropriate", "withdrawn", "other"}
    assert 0.55 <= figures.reached_a_session <= 0.85
    assert 0.70 <= figures.agreed_of_held <= 0.83
    assert 10 <= figures.days_to_session["p10"] <= figures.days_to_session["p90"] <= 25
    assert figures.languages == dict(LANGUAGES)
