"""Who counts as keeping others waiting, and how patience grows less with those who were ended before."""

from datetime import datetime
from zoneinfo import ZoneInfo

from server_db.blocking import MEMORY, Backend, Limits, Patience, culprits

NOW = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Tashkent"))
LIMITS = Limits(working=40, resting=8, together=120)


def backend(pid, login="", blockers=(), *, rests=False, commits=False):
    return Backend(pid, login, NOW, NOW, 60.0, rests, commits, False, 10, list(blockers))


def pids(*backends):
    return [each.pid for each in culprits(backends)]


def spent(patience, found, seconds, start=0):
    """Who is over after so many looks of a second."""
    over = []
    for second in range(start, start + seconds):
        over += [each.pid for each, _ in patience.spent([found], second, 1.0)]
    return over


def test_the_first_of_a_queue_is_the_culprit_not_those_between():
    assert pids(backend(1, "a"), backend(2, "b", [1]), backend(3, "c", [2, 1])) == [1]


def test_somebody_for_whom_nobody_waits_is_none():
    assert pids(backend(1, "a"), backend(2, "b")) == []


def test_the_administrator_is_none_and_who_queues_behind_with_others_is():
    assert pids(backend(1), backend(2, "b", [1]), backend(3, "c", [2])) == [2]
    assert pids(backend(1), backend(2, "b", [1])) == []


def test_a_commit_that_waits_for_the_standby_is_none():
    assert pids(backend(1, "a", commits=True), backend(2, "b", [1])) == []


def test_who_works_is_given_longer_than_who_rests():
    assert spent(Patience(LIMITS), backend(1, "a"), 39) == []
    assert spent(Patience(LIMITS), backend(1, "a"), 40) == [1]
    assert spent(Patience(LIMITS), backend(1, "a", rests=True), 8) == [1]


def test_waiting_adds_up_only_while_it_lasts():
    patience = Patience(LIMITS)
    assert spent(patience, backend(1, "a"), 30) == []
    list(patience.spent([], 31, 1.0))
    assert spent(patience, backend(1, "a"), 30, start=32) == []


def test_many_short_transactions_of_a_login_count_together():
    patience = Patience(LIMITS)
    over = []
    for start in range(0, 150, 30):
        over += spent(patience, backend(start, "a"), 29, start)
    assert over[0] == 120
    assert spent(patience, backend(7, "b"), 29, 150) == []


def test_every_ending_halves_the_patience_until_it_is_forgotten():
    patience = Patience(LIMITS)
    patience.note_end("a", 0)
    assert spent(patience, backend(1, "a"), 20) == [1]
    patience.note_end("a", 20)
    assert spent(patience, backend(2, "a"), 10, 1000) == [2]
    assert spent(patience, backend(3, "a"), 39, int(MEMORY) + 100) == []
