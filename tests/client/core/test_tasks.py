"""Work leaves the thread of the windows and its answer comes back while somebody waits for it."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject

from client.core.errors import Cancelled, Unavailable, UserError
from client.core.tasks import InlineTasks, Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_work_runs_elsewhere_and_is_done_here(tasks, qtbot):
    owner, done = QObject(), []
    tasks.run(owner, threading.get_ident, lambda where: done.append((where, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(done))
    where, here = done[0]
    assert where != here == threading.get_ident()


def test_a_sentence_comes_to_who_asked_for_it(tasks, qtbot):
    owner, heard = QObject(), []

    def work():
        raise UserError("No.")

    tasks.run(owner, work, heard.append, lambda error: heard.append(error.text()))
    qtbot.waitUntil(lambda: heard == ["No."])


def test_a_sentence_that_nobody_takes_is_said_by_the_frame(tasks, qtbot):
    owner = QObject()

    def work():
        raise UserError("No.")

    with qtbot.waitSignal(tasks.unheard) as heard:
        tasks.run(owner, work, print)
    assert heard.args[0].text() == "No."


def test_everybody_hears_that_the_server_is_gone(tasks, qtbot):
    owner, told = QObject(), []

    def work():
        raise Unavailable("Gone.")

    with qtbot.waitSignal(tasks.unavailable):
        tasks.run(owner, work, print, told.append)
    assert len(told) == 1


def test_an_answer_to_a_closed_window_is_dropped(tasks, qtbot):
    closed, other, done = QObject(), QObject(), []
    may_answer = threading.Event()
    tasks.run(closed, may_answer.wait, lambda _answer: done.append("closed"))
    closed.deleteLater()
    qtbot.waitSignal(closed.destroyed)
    qtbot.wait(1)
    may_answer.set()
    tasks.run(other, lambda: 1, lambda _answer: done.append("other"))
    qtbot.waitUntil(lambda: "other" in done)
    qtbot.wait(50)
    assert done == ["other"]


def test_a_bug_goes_to_the_crash_reports(tasks, qtbot, monkeypatch):
    owner, caught = QObject(), []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: caught.append(kind))
    tasks.run(owner, lambda: 1 / 0, print)
    qtbot.waitUntil(lambda: caught == [ZeroDivisionError])


def test_a_job_shows_how_far_it_is_until_it_ends(tasks, qtbot):
    owner, seen, done = QObject(), [], []
    go_on = threading.Event()

    def work(job):
        job.progress(1, 3)
        go_on.wait(5)
        return "ready"

    job = tasks.job(owner, "Import", work, done.append)
    job.changed.connect(lambda: seen.append((job.done, job.total)))
    qtbot.waitUntil(lambda: (job.done, job.total) == (1, 3))
    assert tasks.jobs == [job]
    go_on.set()
    qtbot.waitUntil(lambda: done == ["ready"])
    assert tasks.jobs == []


def test_cancel_stops_the_work_and_what_the_server_does_for_it(tasks, qtbot):
    owner, failed, interrupted = QObject(), [], threading.Event()
    tasks.interrupt = interrupted.set

    def work(job):
        interrupted.wait(5)
        job.check()

    job = tasks.job(owner, "Import", work, print, failed.append)
    job.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)


def test_closing_waits_for_work_that_has_begun(qapp):
    tasks, ended = Tasks(), threading.Event()
    started = threading.Event()

    def work():
        started.set()
        ended.wait(0.2)
        ended.set()

    tasks.run(QObject(), work, print)
    started.wait(5)
    tasks.close()
    assert ended.is_set()


def test_inline_tasks_answer_at_once(qapp):
    done = []
    InlineTasks().run(QObject(), lambda: 2, done.append)
    assert done == [2]


def test_nothing_begins_after_the_end(qtbot):
    tasks, done = Tasks(), []
    tasks.close()
    tasks.run(QObject(), lambda: done.append("begun"), done.append)
    assert done == []
