"""Choosing on while a reading runs: what is shown is of the last choice, in whatever order the answers come."""

import pytest
from PySide6.QtCore import QObject

from client.core.errors import UserError
from client.core.latest import Latest
from tests.client.held_tasks import HeldTasks


class Place:
    """Where answers are shown."""

    def __init__(self):
        self.shown = []
        self.refused = []

    def show(self, found):
        self.shown.append(found)

    def offer(self, found):
        self.shown.append(found)


@pytest.fixture
def tasks(qapp):
    return HeldTasks()


def refuse():
    raise UserError("The server is busy.")


def test_an_answer_that_comes_after_a_later_one_is_dropped(tasks):
    owner, place = QObject(), Place()
    latest = Latest(tasks, owner, place.refused.append)
    for group in ("GT-21", "GT-22"):
        latest.read(lambda group=group: group, place.show)
    for work in reversed(tasks.works):
        work()
    assert place.shown == ["GT-22"]


def test_a_refusal_of_an_earlier_question_is_not_said(tasks):
    owner, place = QObject(), Place()
    latest = Latest(tasks, owner, place.refused.append)
    latest.read(refuse, place.show)
    latest.read(lambda: "GT-22", place.show)
    for work in tasks.works:
        work()
    assert (place.shown, place.refused) == (["GT-22"], [])


def test_two_places_wait_for_their_own_answers(tasks):
    owner, place = QObject(), Place()
    latest = Latest(tasks, owner, place.refused.append)
    latest.read(lambda: "groups", place.offer)
    latest.read(lambda: "ranking", place.show)
    for work in tasks.works:
        work()
    assert place.shown == ["groups", "ranking"]
