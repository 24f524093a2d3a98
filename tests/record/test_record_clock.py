"""The clock: the real time, moved only in a demo and only forward."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from evenhand.calendars import clock


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.EVENHAND_HOME = tmp_path
    return tmp_path


def measure_drift():
    """Days between this clock and the machine's."""
    real = datetime.now(UTC)  # noqa: TID251 - the clock under test is held against it
    return round((clock.read_now() - real) / timedelta(days=1), 3)


def test_it_is_the_real_time_in_utc(settings, tmp_path):
    settings.DEMO, settings.EVENHAND_HOME = False, tmp_path
    (tmp_path / "clock.json").write_text(json.dumps({"offset_seconds": 86_400}))
    assert clock.read_now().tzinfo is UTC
    assert measure_drift() == 0
    with pytest.raises(clock.ClockFixed):
        clock.move_clock(days=1)


def test_a_demo_moves_forward_day_by_day(demo):
    assert measure_drift() == 0
    clock.move_clock(days=3)
    assert measure_drift() == 3
    told = clock.move_clock(days=4)
    assert measure_drift() == 7
    assert abs(told - clock.read_now()) < timedelta(seconds=5)


def test_another_process_moves_it_too(demo):
    clock.move_clock(days=1)
    assert measure_drift() == 1
    (demo / "new").write_text(json.dumps({"offset_seconds": 2 * 86_400}))
    (demo / "new").replace(demo / "clock.json")
    assert measure_drift() == 2


def test_it_never_moves_back(demo):
    with pytest.raises(clock.ClockFixed):
        clock.move_clock(days=-1)
    assert [path.name for path in demo.iterdir()] == []


def test_moving_leaves_only_its_file(demo):
    clock.move_clock(days=1)
    assert [path.name for path in demo.iterdir()] == ["clock.json"]
