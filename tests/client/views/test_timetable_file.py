"""A timetable from a file at the desk: opened, moved, saved and opened again; a broken one is told in a sentence."""

import pytest

from client.core.tasks import InlineTasks
from client.data.local.drafts import Drafts
from client.views.timetable.builder.file_window import FileBuilder
from client.widgets.keeper import keep_typed
from client.widgets.week_board import Stand
from shared.timetabling.files.fet import plan_of_file, read_fet, write_fet
from shared.timetabling.solver.generation import GenerationOrder, generate
from shared.timetabling.solver.sample_problems import curricula, faculty
from tests.client.conftest import RememberedWay
from tests.client.widgets.conftest import MemorySettings
from tests.memory_safe import MemorySafe


class Desk:
    """The only parts of a workplace that a file needs."""

    def __init__(self, folder):
        self.tasks = InlineTasks()
        self.drafts = Drafts(folder, "dean", MemorySafe())
        self.navigator = RememberedWay()
        self.settings = MemorySettings()


@pytest.fixture
def begin(qtbot, tmp_path):
    """begin(): the window as the program shows it after its start."""
    desk = Desk(tmp_path / "drafts")

    def make():
        made = FileBuilder(desk)
        made.desk = desk
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        return made

    yield make
    desk.drafts.close()


@pytest.fixture
def window(begin):
    return begin()


@pytest.fixture(scope="module")
def planned():
    problem = faculty(5, groups=4)
    plan = generate(
        problem, tuple(None for _ in problem.events), GenerationOrder(moves=100_000, workers=1)
    ).plan
    return problem, (None, *plan[1:])


@pytest.fixture
def file(planned, tmp_path):
    path = tmp_path / "faculty.fet"
    path.write_text(write_fet(*planned), encoding="utf-8")
    return path


def test_a_fet_file_stands_in_the_grids_and_its_tray(window, file, planned):
    window.open(file)
    board = window.workbench.board
    assert len(board.cards.stands()) == len(planned[0].events)
    assert window.workbench.tray.model.count() == 1
    assert window.message.text()


def test_what_moved_is_saved_and_found_in_the_file_again(window, file, tmp_path):
    window.open(file)
    board = window.workbench.board
    place = board.stand(1).place
    board.carry({1: Stand(None)}, "moving")
    assert window.may_close()
    assert "Kept on this computer" in window.desk.navigator.said[0]
    window.save(tmp_path / "again.fet")
    assert window.desk.drafts.keys() == []
    kept = plan_of_file(read_fet(tmp_path / "again.fet"))
    assert kept.count(None) == 2
    board.undo_stack.undo()
    assert board.stand(1).place == place


def test_what_moved_stands_there_again_after_a_kill_also_when_the_file_is_gone(begin, file):
    killed = begin()
    killed.open(file)
    killed.workbench.board.carry({1: Stand(None, locked=True)}, "moving")
    keep_typed(killed)
    file.unlink()
    again = begin()
    assert again.workbench.board.stand(1) == Stand(None, locked=True)
    assert "came back" in again.kept.text()
    again.kept.thrown_away.emit()
    assert again.workbench.board.stand(1).place is not None
    assert again.desk.drafts.keys() == []
    assert begin().workbench is None


def test_another_file_takes_nothing_away_from_the_first(window, file, tmp_path):
    window.open(file)
    window.workbench.board.carry({1: Stand(None)}, "moving")
    other = tmp_path / "small.ctt"
    other.write_text(curricula(3, courses=10), encoding="utf-8")
    window.open(other)
    assert window.kept.isHidden()
    window.open(file)
    assert window.workbench.board.stand(1) == Stand(None)


def test_a_competition_file_is_opened_too(window, tmp_path):
    path = tmp_path / "small.ctt"
    path.write_text(curricula(3, courses=10), encoding="utf-8")
    window.open(path)
    assert window.workbench.tray.model.count() == len(window.workbench.board.cards.stands()) > 10


@pytest.mark.parametrize("content", [b"", b"<fet>", b"not xml at all", b"\xff\xd8\xff\xe0 a photo"])
@pytest.mark.parametrize("ending", ["fet", "ctt"])
def test_a_broken_file_is_told_in_a_sentence_and_changes_nothing(window, file, tmp_path, content, ending):
    window.open(file)
    before = window.workbench
    broken = tmp_path / f"broken.{ending}"
    broken.write_bytes(content)
    window.open(broken)
    assert window.workbench is before
    assert f"broken.{ending} cannot be used" in window.message.text()


def test_a_file_that_is_gone_is_told_in_a_sentence(window, tmp_path):
    window.open(tmp_path / "nowhere.fet")
    assert "nowhere.fet cannot be used" in window.message.text()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(window, file, tmp_path):
    window.open(file)
    window.save(tmp_path / "no such folder" / "x.fet")
    assert "The folder of x.fet is not there any more" in window.message.text()


def test_the_plan_of_a_search_is_one_step_of_undo(window, file):
    window.open(file)
    board, bench = window.workbench.board, window.workbench
    before = board.cards.stands()
    bench.generation.seconds.setMinimum(1)
    bench.generation.seconds.setValue(1)
    bench.generate()
    assert board.cards.stands() != before
    board.undo_stack.undo()
    assert board.cards.stands() == before
