"""Generating at the desk: what is asked, what comes back, and stopping."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QProgressBar

from client.core.tasks import InlineTasks, Tasks
from client.views.timetable.builder.generation import TRAY, GenerationPanel, Present
from shared.timetabling.judge import judge
from shared.timetabling.solver.sample_problems import faculty
from tests.client.reach import button, part, said


@pytest.fixture
def problem():
    return faculty(3, groups=6)


@pytest.fixture
def panel_of(qtbot):
    def make(problem, plan, tasks=None):
        panel = GenerationPanel(tasks or InlineTasks(), lambda: Present(problem, plan))
        qtbot.addWidget(panel)
        panel.seconds.setMinimum(1)
        panel.seconds.setValue(1)
        panel.show()
        return panel

    return make


def empty(problem):
    return tuple(None for _ in problem.events)


def test_a_search_hands_over_what_it_has_found(panel_of, problem):
    panel = panel_of(problem, empty(problem))
    plan = found_of(panel)
    assert not panel.running
    assert judge(problem, plan).feasible


def found_of(panel):
    """The plan that a search finds."""
    found = []
    panel.found.connect(lambda solution, _present: found.append(solution.plan))
    panel.start()
    return found[0]


def test_the_tray_alone_is_filled(panel_of, problem):
    first = panel_of(problem, empty(problem))
    plan = tuple(None if index in {1, 6} else place for index, place in enumerate(found_of(first)))
    panel = panel_of(problem, plan)
    panel.scope.setCurrentIndex(panel.scope.findData(TRAY))
    found = found_of(panel)
    assert all(found[index] == place for index, place in enumerate(plan) if place)


def test_a_search_says_that_it_prepares_and_hands_over_its_best_when_stopped(panel_of, problem, qtbot):
    tasks = Tasks()
    panel = panel_of(problem, empty(problem), tasks)
    panel.seconds.setValue(600)
    found = []
    panel.found.connect(lambda solution, _present: found.append(solution.plan))
    panel.start()
    assert "once on this computer, about 20 seconds" in said(panel)
    bar = part(panel, QProgressBar)
    assert bar.maximum() == 0, "no share is shown before there is one"
    qtbot.waitUntil(lambda: bar.maximum() == 100, timeout=60_000)
    assert "600 s left" in said(panel) or "59" in said(panel)
    panel.start()
    assert len(tasks.jobs) == 1, "one search at a time"
    button(panel, "Stop").click()
    qtbot.waitUntil(lambda: not panel.running, timeout=60_000)
    assert len(found[0]) == len(problem.events)
    tasks.close()


def test_what_no_plan_can_satisfy_is_said_by_name(panel_of, problem):
    large = problem.events[0]._replace(size=5000)
    panel = panel_of(replace(problem, events=(large, *problem.events[1:])), empty(problem))
    panel.start()
    said = [panel.demands.item(row).text() for row in range(panel.demands.count())]
    assert any(large.name in sentence and "5000 students" in sentence for sentence in said)
