"""The builder over the real database: what moves is stored, refused with a reason, heard from others, recovered."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from client.core.errors import Unavailable
from client.data.timetable.rows import read
from client.data.timetable.week import week_of
from client.views.timetable.builder.window import Builder
from client.widgets.week_board import Stand
from client.widgets.week_board.model import acts
from shared.timetabling.model import EVEN, ODD, Place
from shared.timetabling.solver.generation import GenerationOrder, generate
from shared.timetabling.week.week import CLASH
from tests.client.held_tasks import HeldTasks
from tests.client.reach import act, button, said

TERM = "select id from curriculum.term where current_date between starts_on and ends_on"


@pytest.fixture
def version(workplace_of, admin):
    """A private draft of the faculty of geology with all its cards in the tray."""
    gateway = workplace_of("dean_geology").gateway
    [(term,)] = admin.execute(TERM).fetchall()
    [(faculty,)] = admin.execute("select id from structure.unit where code = '403-101'").fetchall()
    made = gateway.call("timetable.create_version", term, faculty, "Qoralama", None, None)
    gateway.call("timetable.make_cards", made)
    return made


@pytest.fixture
def builder(qtbot, workplace_of, version):
    def make(login="dean_geology", version_id=version):
        workplace = workplace_of(login)
        window = Builder(workplace, version_id)
        window.workplace = workplace
        qtbot.addWidget(window)
        window.resize(1366, 700)
        window.show()
        QApplication.processEvents()  # it reads when it is first seen
        QApplication.processEvents()  # and shows what it has read
        assert window.workbench is not None, said(window)
        return window

    return make


def stored(admin, card):
    return admin.execute(
        "select day, pair, phase, room_id, locked from timetable.card where id = %s", [card]
    ).fetchone()


def hear(window):
    """Another desk has moved a card."""
    window.workplace.changes.announce("timetable.card")
    QApplication.processEvents()


def free_place(board, event):
    judged = board.week.judged(event)
    time = next(n for n, status in enumerate(judged.status) if status != CLASH)
    return Place(time, int(judged.room[time]))


def test_every_class_has_its_cards_and_nothing_is_placed_yet(builder, admin, version):
    window = builder()
    [(count,)] = admin.execute(
        "select count(*) from timetable.card where version_id = %s", [version]
    ).fetchall()
    assert window.workbench.tray.model.count() == count > 100


def test_a_card_that_is_put_is_stored_at_once_and_taken_back_by_undo(builder, admin):
    window = builder()
    board, week = window.workbench.board, window.desk.week
    place = free_place(board, 0)
    board.carry({0: Stand(place)}, "putting")
    day, slot, phase = week.problem.grid.place(place.time)
    assert stored(admin, week.cards[0].id) == (
        day + 1,
        week.pairs[slot][0],
        phase,
        week.rooms[place.room],
        False,
    )
    assert window.desk.unstored.steps == 0
    board.undo_stack.undo()
    assert stored(admin, week.cards[0].id)[:2] == (None, None)


def test_a_lock_is_stored(builder, admin):
    window = builder()
    board = window.workbench.board
    board.carry({0: Stand(free_place(board, 0))}, "putting")
    acts.toggle_lock(board, [0])
    assert stored(admin, window.desk.week.cards[0].id)[4] is True


def test_what_the_database_refuses_goes_back_with_the_reason(builder, admin):
    window = builder()
    board, week = window.workbench.board, window.desk.week
    place = free_place(board, 0)
    board.carry({0: Stand(place)}, "putting")
    rival = next(
        event for event, card in enumerate(week.cards)
        if event and set(week.problem.events[event].people) & set(week.problem.events[0].people)
    )  # fmt: skip
    board.carry({rival: Stand(Place(place.time, place.room))}, "putting on top")
    assert board.stand(rival).place is None
    assert "is taken on" in board.refusal(rival)
    assert week.cards[0].students in board.refusal(rival)
    assert stored(admin, week.cards[rival].id)[0] is None
    assert "is taken on" in window.message.text()
    act(window, "Undo").trigger()
    assert not window.message.speaks(), "it told of the step that is gone"


def test_another_desk_sees_the_move_and_its_own_later_move_is_not_lost(builder, admin):
    here, there = builder(), builder("academic_office")
    board = here.workbench.board
    place = free_place(board, 0)
    board.carry({0: Stand(place)}, "putting")
    hear(there)
    assert there.workbench.board.stand(0).place == place
    there.workbench.board.carry({0: Stand(None)}, "back")
    hear(here)
    assert board.stand(0).place is None


def test_two_desks_that_move_one_card_at_once_do_not_overwrite_each_other(builder):
    here, there = builder(), builder("academic_office")
    first = free_place(here.workbench.board, 0)
    here.workbench.board.carry({0: Stand(first)}, "putting")
    other = Place(first.time + here.desk.week.problem.grid.phases, first.room)
    there.workbench.board.carry({0: Stand(other)}, "putting elsewhere")
    assert there.workbench.board.refusal(0)
    assert there.workbench.board.stand(0).place == first


def test_a_lesson_is_split_into_odd_and_even_weeks_and_joined_again_by_undo(builder, admin, version):
    window = builder()
    board = window.workbench.board
    count = "select count(*) from timetable.card where version_id = %s"
    [(before,)] = admin.execute(count, [version]).fetchall()
    event = next(e for e, ev in enumerate(board.week.problem.events) if len(ev.phases) == 1)
    board.carry({event: Stand(free_place(board, event))}, "putting")
    acts.split(board, [event])
    made = sorted(board.cards.origins)
    assert [board.week.problem.grid.place(board.stand(each).place.time)[2] for each in made] == [ODD, EVEN]
    assert admin.execute(count, [version]).fetchall() == [(before + 1,)]
    board.undo_stack.undo()
    assert admin.execute(count, [version]).fetchall() == [(before,)]
    assert board.refusal(event) == ""


def search(window):
    """What a search that began now would hand over."""
    present = window.workbench.present()
    return generate(present.problem, present.plan, GenerationOrder(moves=100_000, workers=1)), present


def placed(admin, version):
    [(count,)] = admin.execute(
        "select count(*) from timetable.card where version_id = %s and day is not null and room_id is not null",
        [version],
    ).fetchall()
    return count


def test_a_generated_plan_stands_at_once_and_is_stored_whole_by_saving(builder, admin, version):
    window = builder()
    bench = window.workbench
    solution, present = search(window)
    bench.lay(solution, present)
    assert bench.board.cards.unplaced() == solution.unplaced
    assert placed(admin, version) == 0
    assert "Not saved yet" in said(window)
    act(window, "Check and publish").trigger()
    assert "The generated plan is not saved" in window.message.text()
    act(window, "Save").trigger()
    assert placed(admin, version) == len(solution.plan) - len(solution.unplaced)
    assert "Everything is stored" in said(window)
    assert not act(window, "Save").isEnabled()
    act(window, "Undo").trigger()
    assert placed(admin, version) > 0, "taking back a saved plan is a step to be saved"
    assert len(bench.board.cards.unplaced()) == len(solution.plan)
    act(window, "Save").trigger()
    assert placed(admin, version) == 0


def test_a_generated_plan_goes_by_undo_and_leaves_nothing_to_save(builder, admin, version):
    window = builder()
    board = window.workbench.board
    place = free_place(board, 0)
    board.carry({0: Stand(place)}, "putting")
    acts.toggle_lock(board, [0])
    window.workbench.lay(*search(window))
    assert board.stand(0) == Stand(place, locked=True)
    act(window, "Undo").trigger()
    assert len(board.cards.unplaced()) == len(board.cards.stands()) - 1
    assert not act(window, "Save").isEnabled()
    assert placed(admin, version) == 1


def test_what_others_placed_during_the_search_stays(builder, admin, version):
    here, there = builder(), builder("academic_office")
    solution, present = search(here)
    board = here.workbench.board
    event = next(e for e, place in enumerate(solution.plan) if place is not None)
    theirs = free_place(there.workbench.board, event)
    while solution.plan[event] == theirs:
        event += 1
        theirs = free_place(there.workbench.board, event)
    there.workbench.board.carry({event: Stand(theirs)}, "putting")
    hear(here)
    here.workbench.lay(solution, present)
    assert board.stand(event).place == theirs
    act(here, "Save").trigger()
    assert not act(here, "Save").isEnabled(), here.message.text()
    kept = week_of(read(here.workplace.gateway, version))
    assert kept.plan[event] == theirs
    act(here, "Undo").trigger()
    assert board.stand(event).place == theirs


def test_a_plan_that_cannot_be_stored_stays_on_the_board_whole_and_unsaved(builder, admin, version):
    window = builder()
    bench = window.workbench
    solution, present = search(window)
    bench.lay(solution, present)
    people = [set(event.people) for event in present.problem.events]
    first, rival = next(
        (a, b) for a in range(len(people)) for b in range(a)
        if people[a] & people[b] and solution.plan[a] and solution.plan[b]
    )  # fmt: skip
    good = solution.plan[rival]
    bench.board.carry({rival: Stand(solution.plan[first])}, "putting on top")
    act(window, "Save").trigger()
    assert placed(admin, version) == 0
    assert "is taken on" in window.message.text()
    assert len(bench.board.cards.unplaced()) == len(solution.unplaced)
    bench.board.carry({rival: Stand(good)}, "putting back")
    act(window, "Save").trigger()
    assert placed(admin, version) == len(solution.plan) - len(solution.unplaced)


def test_an_unsaved_plan_comes_back_unsaved(builder, admin, version):
    window = builder()
    solution, present = search(window)
    window.workbench.lay(solution, present)
    assert window.may_close()
    assert "not saved" in window.workplace.navigator.said[-1]
    window.hide()
    again = Builder(window.workplace, version)
    again.reload()
    assert len(again.workbench.board.cards.unplaced()) == len(solution.unplaced)
    assert placed(admin, version) == 0
    assert act(again, "Save").isEnabled()
    again.deleteLater()


def test_folded_panels_leave_the_week_and_stay_folded(builder, qtbot, version):
    window = builder()
    act(window, "Fold or unfold the panels").trigger()
    QApplication.processEvents()
    assert window.workbench.panes[0].width() >= 850 + 366
    button(window, "Unfold “Suggestions”").click()
    again = Builder(window.workplace, version)
    qtbot.addWidget(again)
    again.resize(1366, 700)
    again.show()
    for _turn in range(2):
        QApplication.processEvents()
    assert [panels.folded for panels in (again.workbench.stock, again.workbench.sides)] == [True, False]


def test_steps_wait_for_a_server_that_is_gone_and_are_there_after_a_crash(builder, admin, monkeypatch):
    window = builder()
    board, desk = window.workbench.board, window.desk
    place = free_place(board, 0)

    def gone(*_arguments, **_values):
        raise Unavailable("The server does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr("client.views.timetable.builder.desk.store", gone)
        board.carry({0: Stand(place)}, "putting")
        assert desk.unstored.waiting
        assert board.stand(0).place == place
        assert window.may_close()
    window.hide()
    again = Builder(window.workplace, desk.week.head.id)
    again.reload()
    assert again.workbench.board.stand(0).place == place
    assert stored(admin, desk.week.cards[0].id)[0] is not None
    for timer in desk.findChildren(QTimer):
        timer.stop()
    again.deleteLater()


def test_a_draft_written_late_does_not_come_back_after_its_step_is_stored(builder, version):
    window = builder()
    held = HeldTasks()
    object.__setattr__(window.workplace, "tasks", held)
    board = window.workbench.board
    board.carry({0: Stand(free_place(board, 0))}, "putting")
    keep, store = held.works
    held.works.clear()
    store()
    for work in (*held.works, keep):
        work()
    assert not window.desk.unstored.any
    assert window.workplace.drafts.find(f"timetable:{version}") is None


def test_a_published_version_is_only_looked_at(builder, admin, version):
    admin.execute("update timetable.version set state = 'superseded' where id = %s", [version])
    window = builder()
    assert not window.workbench.board.editable
    assert "new version" in said(window)


@pytest.mark.usefixtures("unplanned")
def test_without_a_version_the_window_says_what_to_do(qtbot, workplace_of, admin):
    window = Builder(workplace_of("dean_mining"))
    qtbot.addWidget(window)
    window.reload()
    assert window.workbench is None
    assert "New version" in said(window)


def test_the_window_comes_back_with_its_grids(builder, qtbot, version):
    window = builder()
    act(window, "One more grid").trigger()
    window.workbench.panes[1].kind.setCurrentIndex(2)
    kept = window.state()
    again = Builder(window.workplace)
    qtbot.addWidget(again)
    again.restore(kept)
    again.reload()
    assert [pane.state()["kind"] for pane in again.workbench.panes] == ["GROUP", "ROOM"]
