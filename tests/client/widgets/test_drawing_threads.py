"""No paper of the program is drawn by a window: asked for, looked at, turned over and saved in the background."""

from dataclasses import replace
from functools import partial

import pytest

from client.core.tasks import Tasks
from client.data.document_list import DOCUMENTS
from client.data.documents.document import PaperRequest
from client.widgets.preview.printout import Printout
from tests.commands.test_print_command import PLAIN, make_version

STUDENT = """select s.number from students.student s join structure.unit u on u.id = s.faculty_id
              where s.status = '11' and u.code = '403-101' order by s.id limit 1"""
ASKED = {**dict(PLAIN), "reference": ("--students", STUDENT)}
ISSUE = """select movement.issue_balance(security.today() - 90, security.today(), 'form', u.id)
             from structure.unit u where u.code = '403-101'"""


@pytest.fixture
def tasks():
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def request_of(admin, workplace):
    """request_of(arguments): what somebody wants; a select stands for what it finds."""

    def answer(text):
        return str(admin.execute(text).fetchone()[0]) if text.startswith("select") else text

    def make(arguments):
        values = {
            name.removeprefix("--"): (answer(text),)
            for name, text in zip(arguments[::2], arguments[1::2], strict=True)
        }
        return PaperRequest(workplace.gateway, "uz", "Executor", "desk-1", values)

    return make


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.code)
def test_a_paper_is_drawn_in_the_background(
    document, request_of, admin, workplace, tasks, drawing, qtbot, tmp_path
):
    if document.code == "timetable":
        make_version(admin)
    if document.code == "balance":
        issued = workplace.gateway.scalar(ISSUE)
        asked = ("--balance", str(issued))
    else:
        asked = ASKED[document.code]
    shown, beside = [], replace(workplace, tasks=tasks)
    work = partial(document.prepare, request_of(asked))
    tasks.run(tasks, work, lambda prepared: shown.append(Printout(beside, prepared.papers)))
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    [tab] = shown
    qtbot.addWidget(tab)
    tab.resize(900, 700)
    tab.show()
    view = tab.preview.view
    qtbot.waitUntil(lambda: "opened" in drawing.background, timeout=20_000)
    view.go_to(1)
    view.step_zoom(1)
    tab.preview.save_as(str(tmp_path / "paper.pdf"))
    qtbot.waitUntil(lambda: (tmp_path / "paper.pdf").exists() and not tasks.jobs, timeout=20_000)
    assert {"drawn", "opened"} <= set(drawing.background)
    assert drawing.by_windows == []
