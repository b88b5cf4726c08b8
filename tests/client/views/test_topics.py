"""Topics of subjects, calendar plans and what stands under topics, as the people concerned reach them."""

import pytest
from PySide6.QtGui import QGuiApplication

from client.data.topics import topic_lists
from client.views.modules import MODULES
from client.views.topics.subject_topics import SubjectTopics
from tests.client.reach import act

WINDOWS = {window.key: window for module in MODULES for window in module.windows}


@pytest.fixture
def window(qtbot, workplace_of):
    def make(key, login):
        workplace = workplace_of(login)
        made = WINDOWS[key].make(workplace)
        made.workplace = workplace
        qtbot.addWidget(made)
        made.resize(1366, 640)
        made.show()
        return made

    return make


@pytest.fixture
def opened(admin):
    """Nothing is approved, and each test finds the topics of the demonstration."""
    admin.execute("delete from topics.approval")


@pytest.mark.usefixtures("opened")
def test_many_topics_are_pasted_from_a_spreadsheet(window):
    shown = window("subject-topics", "teacher_mineralogy")
    assert isinstance(shown, SubjectTopics)
    before = shown.grid.model.rowCount()
    shown.add()
    QGuiApplication.clipboard().setText("Silikatlar sinfi\t4\nKarbonatlar\t2\nSulfatlar\t2\n")
    shown.grid.paste()
    assert shown.grid.model.rowCount() == before + 3
    hours = shown.grid.hours()
    shown.save()
    stored = topic_lists.read(shown.workplace.gateway, shown.taught())
    assert [(each.name, each.hours) for each in stored.topics[-3:]] == [
        ("Silikatlar sinfi", 4), ("Karbonatlar", 2), ("Sulfatlar", 2),
    ]  # fmt: skip
    assert [each.number for each in stored.topics[-3:]] == [before + 1, before + 2, before + 3]
    assert sum(each.hours for each in stored.topics) == hours


@pytest.mark.usefixtures("opened")
def test_hours_are_held_against_the_curriculum_while_one_types(window):
    shown = window("subject-topics", "head_mineralogy")
    hours = shown.grid.hours()
    assert f"hours: {hours} of" in shown.told.text()
    shown.grid.model.edit({(0, 2): 9}, "typing")
    assert f"hours: {hours + 7} of" in shown.told.text()


@pytest.mark.usefixtures("opened")
def test_numbers_change_places_in_one_saving(window):
    shown = window("subject-topics", "head_mineralogy")
    first, second = (
        each.name for each in topic_lists.read(shown.workplace.gateway, shown.taught()).topics[:2]
    )
    shown.grid.model.edit({(0, 0): 2, (1, 0): 1}, "typing")
    shown.save()
    topics = topic_lists.read(shown.workplace.gateway, shown.taught()).topics
    assert [each.name for each in topics[:2]] == [second, first]


@pytest.mark.usefixtures("opened")
def test_approved_topics_are_read_only_for_the_teacher(window):
    head = window("subject-topics", "head_mineralogy")
    teacher = window("subject-topics", "teacher_mineralogy")
    wanted = teacher.taught()
    head.restore({"subject": wanted.subject_id, "training": wanted.training})
    act(head, "Approve the topics").trigger()
    teacher.reload()
    assert not teacher.editor.saving.isVisible()
    assert not act(teacher, "Add a topic").isVisible()
    act(head, "Open the topics again").trigger()
    teacher.reload()
    assert teacher.editor.saving.isVisible()
