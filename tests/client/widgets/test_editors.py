"""Editors: what people type, and what becomes of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCompleter, QFormLayout, QLineEdit, QWidget

from client.core.i18n import set_language
from client.data.records.list_filters import Filter
from client.widgets.editors import Lookup, editor_for
from client.widgets.editors.parsing import read_day
from client.widgets.formatting import shown
from shared import numbers
from shared.identifiers import InvalidValue
from shared.models.curriculum import Control
from shared.models.employees import Private as EmployeePrivate
from shared.models.structure import Unit
from shared.models.students import Award, Group, Private, Student
from tests.client.held_tasks import HeldTasks
from tests.client.reach import offered, take


@pytest.fixture
def editor(qtbot, workplace):
    def make(model, column):
        made = editor_for(workplace, model, column)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def type_in(qtbot, line, text):
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, text)
    line.editingFinished.emit()


@pytest.mark.parametrize(
    "text", ["24.11.2026", "24/11/2026", "24-11-26", "24112026", "2026-11-24", "24 11 2026"]
)
def test_a_day_is_read_in_every_usual_spelling(text):
    assert read_day(text) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["31.02.2026", "24.13.2026", "tomorrow", "24.11", "1.1.1"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InvalidValue):
        read_day(text)


def test_two_figures_of_a_year_mean_the_nearest_believable_one():
    assert read_day("01.09.98").year == 1998
    assert read_day("01.09.05").year == 2005


@given(some.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_that_is_shown_is_read_again(day):
    assert read_day(shown(day)) == day


@given(some.decimals(-(10**9), 10**9, places=2))
def test_a_decimal_is_read_with_comma_and_point(number):
    assert numbers.decimal(shown(number), 2) == number
    assert numbers.decimal(str(number), 2) == number


@pytest.mark.parametrize(("text", "number"), [("1 250,50", "1250.50"), ("1250.5", "1250.50"), ("0", "0.00")])
def test_decimals_as_people_write_them(text, number):
    assert numbers.decimal(text, 2) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1,234", "5.000", "1 2", "1_0", "１٢", "NaN", "Infinity", "1e5000", "--1", "x"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(InvalidValue):
        numbers.decimal(text, 2)


def test_a_whole_number_may_have_gaps():
    assert numbers.whole("50 000") == 50_000
    assert numbers.whole("1\u00a0250\u202f000") == 1_250_000


@pytest.mark.parametrize("text", ["1_000", "1 2", "12 34", "1-2", "3,5", "08:30", "٣", "1.", "", "5 000 0"])
def test_a_whole_number_is_understood_whole_or_refused(text):
    with pytest.raises(InvalidValue):
        numbers.whole(text)


def test_apostrophes_become_the_right_letters_while_typing(qtbot, editor):
    surname = editor(Student, "surname")
    qtbot.keyClicks(surname.line, "G'ulomov Ma'mur")
    assert surname.value() == "Gʻulomov Maʼmur"


@pytest.mark.parametrize(
    ("model", "column", "typed", "stored"),
    [
        (Private, "phone", "90 123-45-67", "+998 90 123 45 67"),
        (Private, "passport", "aa 1234567", "AA1234567"),
        (Private, "address", "  Toshkent   shahri ", "Toshkent shahri"),
        (Student, "birth_date", "1.2.2005", date(2005, 2, 1)),
        (EmployeePrivate, "salary", "4 500 000,5", Decimal("4500000.50")),
        (Group, "entry_year", "2024", 2024),
    ],
)
def test_what_is_typed_is_stored_in_its_one_form(qtbot, editor, model, column, typed, stored):
    made = editor(model, column)
    type_in(qtbot, made.line, typed)
    assert made.value() == stored
    assert made.problem() == ""


@pytest.mark.parametrize(
    ("model", "column", "typed", "sentence"),
    [
        (Private, "pinfl", "501020512345678", "has 15"),
        (Private, "phone", "12345", "phone number"),
        (Student, "birth_date", "01.01.1899", "Look at the year"),
        (Student, "birth_date", "30.02.2005", "no day"),
        (Group, "entry_year", "1950", "From 1990 to 2100"),
        (EmployeePrivate, "salary", "-5", "At least 0"),
    ],
)
def test_what_cannot_be_stored_stays_with_its_sentence(qtbot, editor, model, column, typed, sentence):
    made = editor(model, column)
    type_in(qtbot, made.line, typed)
    assert sentence in made.problem()
    assert made.line.text().strip() == typed


def test_up_and_down_go_a_day_further(qtbot, editor):
    born = editor(Student, "birth_date")
    born.set_value(date(2005, 2, 28))
    qtbot.keyClick(born.line, Qt.Key.Key_Up)
    assert born.value() == date(2005, 3, 1)


@pytest.mark.parametrize("typed", ["Ozb", "Oʻzb", "Ўзб", "ozbek"])
def test_a_code_is_found_in_either_alphabet(editor, typed):
    nationality = editor(Student, "nationality")
    nationality.combo.lineEdit().textEdited.emit(typed)
    assert any("zbek" in label for label in offered(nationality))


def test_a_code_is_stored_and_its_label_is_shown(editor):
    set_language("uz")
    gender = editor(Student, "gender")
    gender.set_value("11")
    assert gender.combo.currentText() == "Erkak"
    assert gender.value() == "11"


def test_a_code_that_is_not_in_the_list_is_said(qtbot, editor):
    gender = editor(Student, "gender")
    qtbot.keyClicks(gender.combo.lineEdit(), "nothing like it")
    assert "is not in the list" in gender.problem()


def test_a_wheel_over_a_form_changes_no_code(qtbot, editor):
    gender = editor(Student, "gender")
    gender.set_value("11")

    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(gender.combo, event)
    assert gender.value() == "11"


@pytest.mark.parametrize("typed", ["Gʻulom", "Ғулом", "gulom"])
def test_a_record_is_looked_up_in_either_alphabet_and_chosen(editor, typed):
    student = editor(Award, "student_id")
    student.line.setText(typed)
    student.search()
    take(student)
    assert isinstance(student.value(), int)
    assert "Gʻulom" in student.text()
    assert student.problem() == ""


def test_a_record_whose_name_may_not_be_read_stays_chosen(editor):
    student = editor(Award, "student_id")
    student.set_value(5, "")
    assert student.value() == 5


def test_an_emptied_lookup_is_empty(editor):
    student = editor(Award, "student_id")
    student.set_value(5, "Somebody")
    student.line.setText("")
    assert student.value() is None


def test_a_name_that_was_not_chosen_is_said(qtbot, editor):
    student = editor(Award, "student_id")
    qtbot.keyClicks(student.line, "Somebody")
    assert "is not chosen yet" in student.problem()


def test_a_name_left_unchosen_is_offered_to_whoever_comes_back(qtbot, workplace):
    held = HeldTasks()
    student, other = Lookup(replace(workplace, tasks=held), Student), QLineEdit()
    both = QWidget()
    form = QFormLayout(both)
    form.addRow(student)
    form.addRow(other)
    qtbot.addWidget(both)
    both.show()
    qtbot.waitActive(both)
    student.line.setFocus()
    qtbot.keyClicks(student.line, "gulom")
    qtbot.waitUntil(lambda: len(held.works) == 1)
    other.setFocus()
    held.works[0]()
    popup = student.findChild(QCompleter).popup()
    assert not popup.isVisible(), "a list that opens over another field takes what is typed there"
    student.line.setFocus()
    qtbot.waitUntil(lambda: len(held.works) == 2)
    held.works[1]()
    assert popup.isVisible()


def test_a_lookup_offers_only_what_fits(qtbot, workplace):
    faculties = Lookup(workplace, Unit, lambda: (Filter("kind", "equals", ("11",)),))
    qtbot.addWidget(faculties)
    faculties.search()
    assert len(offered(faculties)) == 2


def test_an_answer_to_older_typing_is_dropped(qtbot, workplace):
    held = HeldTasks()
    student = Lookup(replace(workplace, tasks=held), Student)
    qtbot.addWidget(student)
    for typed in ("zzzz", "gulom"):
        student.line.setText(typed)
        student.search()
    older, latest = held.works
    latest()
    found = offered(student)
    assert len(found) > 1
    older()
    assert offered(student) == found


@pytest.mark.parametrize(
    ("column", "typed", "stored"),
    [
        ("surname", "ӯктамов", "Oʻktamov"), ("given_name", "O'Tkir", "Oʻtkir"), ("surname", "Кarimov", "Karimov"),
        ("patronymic", "Алишер угли", "Alisher oʻgʻli"), ("given_name", "A.", None), ("surname", "Әлимов", None),
    ],
)  # fmt: skip
def test_a_name_typed_into_a_form_is_stored_in_latin_or_refused(editor, column, typed, stored):
    name = editor(Student, column)
    name.line.setText(typed)
    assert (name.problem() == "") == (stored is not None), name.problem()
    if stored:
        assert name.value() == stored


def test_a_name_that_nobody_touched_stays_as_it_was(editor):
    name = editor(Student, "surname")
    name.set_value("al-Xorazmiy")
    assert name.value() == "al-Xorazmiy"


def test_a_text_longer_than_its_place_is_kept_whole_and_refused(editor, qtbot):
    made = editor(Award, "document_number")
    most = Award.__table__.columns["document_number"].info["length"]
    QApplication.clipboard().setText("a" * (most + 44))
    made.line.setFocus()
    made.line.paste()
    assert made.value() == "a" * (most + 44)
    assert made.problem() == "Too long by 44 characters."
    made.line.setText("a" * most)
    assert made.problem() == ""


def test_a_value_with_words_of_its_own_is_chosen_by_them(editor):
    owner = editor(Control, "owner")
    owner.set_value("examiner")
    assert owner.combo.currentText() == "Examiner"
    assert owner.value() == "examiner"
    assert owner.combo.count() > 2
