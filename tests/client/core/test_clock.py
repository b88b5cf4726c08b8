"""The day is the server's, in Tashkent; the clock of the desk may be wrong and may be moved."""

from datetime import UTC, datetime, timedelta

import pytest

from client.core import clock

SERVER = datetime(
    2031, 12, 31, 19, 30, tzinfo=UTC
)  # half past midnight in Tashkent, in a year that no desk shows


@pytest.fixture(autouse=True)
def before_signing_in(monkeypatch):
    monkeypatch.setattr(clock, "_started", None)


def test_before_signing_in_it_is_the_clock_of_the_desk_in_tashkent():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.now().utcoffset() == timedelta(hours=5)


def test_after_signing_in_it_is_the_day_of_the_server():
    clock.go_by(SERVER)
    assert f"{clock.today():%d.%m.%Y}" == "01.01.2032"
    assert timedelta() <= clock.now() - SERVER < timedelta(seconds=5)


def test_only_the_time_that_has_passed_is_counted(monkeypatch):
    monkeypatch.setattr(clock, "_passed", lambda: timedelta(days=3))
    clock.go_by(SERVER)
    monkeypatch.setattr(clock, "_passed", lambda: timedelta(days=4, hours=1))
    assert clock.now() - SERVER == timedelta(days=1, hours=1)


def test_nobody_can_set_what_is_counted(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 0.0)
    clock.go_by(SERVER)
    assert timedelta() <= clock.now() - SERVER < timedelta(seconds=5)
