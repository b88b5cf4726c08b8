"""A sheet of signatures from the journal to paper and back: what is taken, what is asked, what is refused."""

import random
from datetime import timedelta
from io import BytesIO

import psycopg
import pytest
from PIL import Image

from client.core.i18n import set_language
from client.data.attendance.sign_in import sheet_of
from client.views.attendance.journal.scan_decision import ScanDecision
from client.views.attendance.journal.window import AttendanceJournal
from client.widgets.preview.printout import Printout
from tests.client.reach import button
from tests.server.test_attendance import Journal
from tests.shared.scanned_sheets import fill, pages, scanned

DOTS = 200


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Journal(admin)


@pytest.fixture
def journal(scene):
    scene.begin()
    return scene


@pytest.fixture
def window(qtbot, workplace_of, journal):
    made = AttendanceJournal(workplace_of("teacher_mineralogy"), class_id=journal.klass)
    made.term.wish(journal.term.term)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def paper(window, journal, tmp_path):
    """paper("signature", "line", …): the scanned sheet of a lesson of the journal, filled in like this."""

    def make(*kinds, lesson=None):
        reading = window.grid.model.journal
        found = next(each for each in reading.lessons if each.id == (lesson or journal.lesson))
        picture = pages(sheet_of(reading, found, "Maʼruza"), DOTS)[0]
        fill(picture, kinds, DOTS, random.Random(7))  # noqa: S311 - a seed
        path = tmp_path / "varaq.jpg"
        path.write_bytes(scanned(picture, random.Random(11)))  # noqa: S311 - a seed
        return path

    return make


def marks(window, journal):
    place = window.grid.model.index_of((journal.students[0], str(journal.lesson))).column()
    return [window.grid.model.value(row, place) for row in range(window.grid.model.rowCount())]


def test_signatures_are_looked_at_and_saved_as_marks(window, journal, paper):
    window.lay_file(paper("signature", "line", "tick", "empty", "cross", "scribble", "line", "signature"))
    window.files.preview.all.click()
    assert marks(window, journal) == ["p", "a", "p", "a", "p", "p", "a", "p"]
    assert journal.marks(journal.lesson).strip("-") == ""  # nothing is saved before one has looked
    window.save()
    found = sorted(journal.marks(journal.lesson))
    assert found == sorted("papapp" + "ap")
    window.lay_file(paper("signature", "line", "tick", "empty", "cross", "scribble", "line", "signature"))
    assert not any(each.status.value in {"new", "changed"} for each in window.files.preview.planned)


def test_what_can_be_read_both_ways_is_asked_with_its_picture(window, journal, paper, qtbot):
    window.lay_file(paper("signature", "cancelled", *["signature"] * 6))
    asked = window.findChild(ScanDecision)
    go_on = button(asked, "Go on")
    assert not go_on.isEnabled()
    asked.choices[0].button(1).click()
    go_on.click()
    window.files.preview.all.click()
    assert marks(window, journal)[:3] == ["p", "a", "p"]


def test_a_sheet_of_an_older_list_is_refused(window, journal, paper, admin):
    path = paper(*["signature"] * 8)
    admin.execute(
        "update teaching.member set ends_on = %s where class_id = %s and student_id = %s",
        [journal.day - timedelta(days=1), journal.klass, journal.students[0]],
    )
    window.reload()
    window.lay_file(path)
    assert "its list has changed" in window.message.text()
    assert window.files.preview is None


def test_a_sheet_printed_in_one_script_is_read_in_another(window, journal, paper, admin):
    """The list is sorted by another alphabet on the screen than on the paper; each mark goes to its student."""
    for student, surname in zip(journal.students[:2], ("Qodirov", "Rahimov"), strict=True):
        admin.execute("update students.student set surname = %s where id = %s", [surname, student])
    window.reload()
    path = paper("line", *["signature"] * 7)
    printed = [each.id for each in window.grid.model.journal.students]
    set_language("oz")
    window.reload()
    assert [each.id for each in window.grid.model.journal.students] != printed  # Қ is behind Р, Q is before R
    window.lay_file(path)
    window.files.preview.all.click()
    place = window.grid.model.index_of((printed[0], str(journal.lesson)))
    assert window.grid.model.value(place.row(), place.column()) == "a"
    assert sorted(marks(window, journal)) == list("appppppp")


def test_a_page_scanned_twice_is_asked_about_where_its_scans_differ(window, journal, paper, tmp_path):
    first, second = (paper(kind, *["signature"] * 7).read_bytes() for kind in ("line", "signature"))
    both = tmp_path / "varaqlar.tiff"
    before, after = (Image.open(BytesIO(each)) for each in (first, second))
    before.save(both, save_all=True, append_images=[after])
    window.lay_file(both)
    assert len(window.findChild(ScanDecision).choices) == 1


def test_a_lesson_to_come_is_printed_but_not_read(window, journal, paper):
    window.lay_file(paper(*["signature"] * 8, lesson=journal.next))
    assert window.files.preview is None
    assert "still to come" in window.message.text()
    place = window.grid.model.index_of((journal.students[0], str(journal.next))).column()
    window.grid.view.setCurrentIndex(window.grid.model.index(0, place))
    window.print_sheet()
    [shown] = window._workplace.navigator.shown  # noqa: SLF001 - what came to the screen
    assert isinstance(shown, Printout)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("blank", "shows no sheet"), ("torn", "no PDF and no picture"), ("unsigned", "Nobody has signed")],
)
def test_what_is_no_signed_sheet_is_refused_with_a_sentence(window, paper, tmp_path, kind, sentence):
    path = tmp_path / "x.png"
    blank = BytesIO()
    Image.new("L", (900, 1200), 255).save(blank, "PNG")
    if kind == "unsigned":
        path = paper(*["empty"] * 8)
    else:
        path.write_bytes(blank.getvalue() if kind == "blank" else b"not a picture")
    window.lay_file(path)
    assert sentence in window.message.text()
    assert window.files.preview is None
