"""Topics of subjects, calendar plans and what stands under topics, as the people concerned reach them."""

import pytest
from PySide6.QtGui import QGuiApplication

from client.core.errors import UserError
from client.data.topics import calendar_plans, documents, resources, tickets, topic_lists
from client.views.topics.calendar_plan.dragging import TOPIC, carried
from client.views.topics.subject_topics import SubjectTopics
from shared.tickets import TicketOrder
from tests.client.reach import act


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


# Calendar plan


@pytest.fixture
def drafts(admin):
    """No plan is approved."""
    admin.execute("update topics.calendar_plan set state = 'draft', reason = null")


def free_rows(grid):
    """The rows whose lessons are still to come."""
    held = max((each.place for each in grid.lessons if each.held), default=0)
    return list(range(held, len(grid.lessons)))


@pytest.mark.usefixtures("drafts")
def test_topics_are_laid_moved_and_stored(window):
    shown = window("calendar-plan", "teacher_mineralogy")
    shown.lay()
    rows = free_rows(shown.grid)
    assert len(rows) > 1
    before = shown.grid.topics()
    shown.grid.move_topic(rows[0], rows[1])
    after = shown.grid.topics()
    assert (after[rows[0]], after[rows[1]]) == (before[rows[1]], before[rows[0]])
    shown.save()
    stored = calendar_plans.read(shown.workplace.gateway, shown.term.currentData(), shown.classes.current())
    assert [stored.laid.get(place) for place in range(1, len(after) + 1)] == after


@pytest.mark.usefixtures("drafts")
def test_a_topic_of_the_list_is_dropped_on_a_lesson(window):
    shown = window("calendar-plan", "teacher_mineralogy")
    topic, row = shown.plan.topics[0].id, free_rows(shown.grid)[-1]
    assert shown.grid.dragging.drop(carried(TOPIC, topic), row)
    assert shown.grid.topics()[row] == topic
    shown.grid.model.undo_stack.undo()


@pytest.mark.usefixtures("drafts")
def test_plan_is_handed_in_and_approved(window):
    teacher = window("calendar-plan", "teacher_mineralogy")
    teacher.lay()
    teacher.save()
    class_id = teacher.classes.current()
    act(teacher, "Hand in").trigger()
    assert teacher.plan.head.state == "submitted"
    head = window("calendar-plan", "head_mineralogy")
    head.restore({"class": class_id, "term": head.term.currentData()})
    assert head.plan.head.class_id == class_id
    act(head, "Approve").trigger()
    assert head.plan.head.locked
    teacher.reload()
    assert not teacher.editor.saving.isVisible()
    assert not act(teacher, "Lay the topics").isVisible()


def test_calendar_plan_is_a_paper(window):
    shown = window("calendar-plan", "dean_geology")
    assert not shown.editor.saving.isVisible()
    papers = documents.plan_papers(shown.workplace.gateway, "uz", shown.plan.head.class_id)
    assert papers.count >= 1


# Resources


def test_a_file_is_added_and_fetched_again(window, tmp_path):
    shown = window("subject-resources", "teacher_mineralogy")
    path = tmp_path / "Maʼruza.pdf"
    path.write_bytes(b"%PDF-" + bytes(range(256)) * 5000)
    topic = shown.tree.topic()
    shown.add_files(topic, [str(path)])
    found = [each for each in shown.tree._resources.values() if each.file_name == path.name]  # noqa: SLF001 - what is shown
    assert [(each.ready, each.media_type) for each in found] == [(True, "application/pdf")]
    fetched = resources.fetch_file(
        shown.workplace.gateway, found[0], tmp_path / "olindi.pdf", lambda _done, _total: None
    )
    assert fetched.read_bytes() == path.read_bytes()
    resources.remove(shown.workplace.gateway, found[0])


def test_what_is_no_document_is_refused_with_a_sentence(window, tmp_path):
    shown = window("subject-resources", "teacher_mineralogy")
    path = tmp_path / "oyin.pdf"
    path.write_bytes(b"MZ\x90\x00")
    shown.add_files(shown.tree.topic(), [str(path)])
    assert "oyin.pdf" in shown.message.text()


def test_a_file_that_cannot_be_read_or_written_is_told_and_leaves_nothing(window, tmp_path):
    shown = window("subject-resources", "teacher_mineralogy")
    gateway, topic = shown.workplace.gateway, shown.tree.topic()
    shown.add_files(topic, [str(tmp_path / "moved.pdf")])
    assert "moved.pdf" in shown.message.text()
    folder = tmp_path / "fetched"
    folder.mkdir()
    kept = folder / "kept.pdf"
    kept.write_bytes(b"%PDF-1.7")
    number = resources.add_file(gateway, topic, kept, lambda _done, _total: None)
    (resource,) = (each for each in resources.resources(gateway, shown.chooser.taught()) if each.id == number)
    taken = folder / "taken.pdf"
    taken.mkdir()  # as on Windows a file that another program has open
    with pytest.raises(UserError, match=r"taken\.pdf"):
        resources.fetch_file(gateway, resource, taken, lambda _done, _total: None)
    assert sorted(each.name for each in folder.iterdir()) == ["kept.pdf", "taken.pdf"]
    resources.remove(gateway, resource)


# Question bank


def test_tickets_are_made_from_the_bank_and_wait_for_the_head(window):
    shown = window("question-bank", "teacher_mineralogy")
    order = TicketOrder(4, 3, 7)
    number, made = tickets.make(shown.workplace.gateway, shown.chooser.taught(), "Sinov", "choice", order)
    assert made.is_balanced
    shown.tickets.reload()
    row = [each.id for each in shown.tickets._sets].index(number)  # noqa: SLF001 - what is shown
    shown.tickets.table.setCurrentCell(row, 0)
    assert not act(shown.tickets, "Print").isEnabled()
    act(shown.tickets, "Hand in").trigger()
    head = window("question-bank", "head_mineralogy")
    head.chooser.restore({"subject": shown.chooser.taught().subject_id})
    row = [each.id for each in head.tickets._sets].index(number)  # noqa: SLF001 - what is shown
    head.tickets.table.setCurrentCell(row, 0)
    act(head.tickets, "Approve").trigger()
    shown.tickets.reload()
    assert number in shown.answers._tests  # noqa: SLF001 - what is offered
