"""Generating at the desk: what is asked, what comes back, stopping, and taking the best so far."""

from dataclasses import replace

import pytest

from client.core.tasks import InlineTasks, Tasks
from client.views.timetable.builder.generation import TRAY, GenerationPanel, Present
from shared.timetabling.judge import judge
from shared.timetabling.solver.sample_problems import faculty


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


def test_a_generated_plan_is_offered_and_taken_only_when_asked(panel_of, problem, qtbot):
    panel = panel_of(problem, empty(problem))
    taken = []
    panel.taken.connect(taken.append)
    panel.start()
    assert not panel.running
    assert taken == []
    panel.take_button.click()
    assert judge(problem, taken[0]).feasible


def taken_of(panel):
    """The plan that a search finds and the person takes."""
    taken = []
    panel.taken.connect(taken.append)
    panel.start()
    panel.take_button.click()
    return taken[0]


def test_the_tray_alone_is_filled(panel_of, problem):
    first = panel_of(problem, empty(problem))
    plan = tuple(None if index in {1, 6} else place for index, place in enumerate(taken_of(first)))
    panel = panel_of(problem, plan)
    panel.scope.setCurrentIndex(panel.scope.findData(TRAY))
    found = taken_of(panel)
    assert all(found[index] == place for index, place in enumerate(plan) if place)


def test_a_search_can_be_stopped_and_its_best_taken(panel_of, problem, qtbot):
    tasks = Tasks()
    panel = panel_of(problem, empty(problem), tasks)
    panel.seconds.setValue(600)
    taken = []
    panel.taken.connect(taken.append)
    panel.start()
    qtbot.waitUntil(panel.take_button.isEnabled, timeout=60_000)
    assert panel.running
    panel.take_button.click()
    qtbot.waitUntil(lambda: len(taken) == 1, timeout=30_000)
    panel.stop_button.click()
    qtbot.waitUntil(lambda: not panel.running, timeout=60_000)
    assert panel.take_button.isEnabled()
    tasks.close()


def test_what_no_plan_can_satisfy_is_said_by_name(panel_of, problem):
    large = problem.events[0]._replace(size=5000)
    panel = panel_of(replace(problem, events=(large, *problem.events[1:])), empty(problem))
    panel.start()
    said = [panel.demands.item(row).text() for row in range(panel.demands.count())]
    assert any(large.name in sentence and "5000 students" in sentence for sentence in said)
    assert "1 lessons found no place" in panel.message.text()
