"""Changing a name at the desk: typed as in the passport, old beside new on card and paper, found under both."""

import os

from pypdfium2 import PdfDocument

from client.data.movement import naming
from client.data.movement.documents import paper_of
from client.data.movement.status import matching, students_on
from client.views.movement.lines_dialog import ChangeLines
from client.views.movement.new_order import NewOrderDialog
from client.views.movement.sign_dialog import SignDialog
from client.views.movement.students_tab import StudentsTab
from client.views.movement.time_line import TimeLine
from client.widgets.kept_input import InputDraft
from shared.models.movement import RENAME
from tests.client.reach import act
from tests.client.reach import window as opened


def rename(window, admin, place=0):
    """A draft that renames the student of a row; its id, the student and the name before."""
    shown = window("student-rename")
    shown.table.selectRow(place)
    student, name = shown.current(), shown.table.text(place, 0)
    act(shown, "Make an order").trigger()
    dialog = opened(NewOrderDialog)
    editors = dialog.fields.names.editors
    assert editors["surname"].value() == name.split()[0]  # the present name stands there to be corrected
    dialog.fields.reason.setCurrentIndex(dialog.fields.reason.findData("11"))
    editors["surname"].line.setText("Зебунисова")
    dialog.do()
    assert "in Latin letters" in dialog.message.text()
    editors["surname"].line.setText("ZEBUNISOVA")
    dialog.do()
    assert not dialog.isVisible(), dialog.message.text()
    return shown.workplace.navigator.opened[-1][1], student, name


def test_a_name_is_changed_from_the_list_to_the_paper_and_found_under_both(window, admin):
    arguments, student, name = rename(window, admin)
    tab = window("order", **arguments).findChild(StudentsTab)
    new = name.replace(name.split()[0], "Zebunisova", 1)
    assert (tab.table.text(0, 2), tab.table.text(0, 3)) == (name, new)
    act(tab, "Send to be signed").trigger()
    office = window("order", "academic_office", **arguments).findChild(StudentsTab)
    act(office, "Record the signature").trigger()
    signing = opened(SignDialog)
    signing.signatory.set_value(
        *admin.execute("select id, full_name from employees.employee limit 1").fetchone()
    )
    signing.do()
    act(office, "Apply").trigger()
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        office.window().grab().save(f"{folder}/rename_order.png")

    workplace = window("index", "academic_office").workplace
    text = PdfDocument(paper_of(workplace.gateway, workplace.catalogue, arguments["record_id"]).pdf(0)[0])[0]
    said = text.get_textpage().get_text_range().replace("\r\n", " ")
    assert "Zebunisova" in said
    assert name.split()[0] in said
    life = TimeLine(workplace, student)
    assert f"{name} → {new}" in " ".join(life.table.text(row, 4) for row in range(life.table.rowCount()))
    # The list of students, and the lists that search what they have read, know both.
    for sought in (name, new):
        listed = window("student")
        listed.search.field.setText(f"{sought.split()[0]} {sought.split()[1]}")
        listed.search.changed.emit()
        assert student in [listed.rows.record_id(place) for place in range(listed.rows.rowCount())]
    day, faculty = admin.execute(
        "select security.today(), faculty_id from students.student where id = %s", [student]
    ).fetchone()
    for sought in (name, new):
        assert student in [
            each.student_id for each in matching(students_on(workplace.gateway, day, faculty), "", sought)
        ]


def test_a_name_typed_for_one_student_never_comes_back_for_another(window, admin):
    shown = window("student-rename")
    workplace, students = shown.workplace, []
    for place in range(2):
        shown.table.selectRow(place)
        students.append(shown.current())
    dialog = NewOrderDialog(workplace, (RENAME,), students[:1], shown)
    dialog.fields.names.editors["surname"].line.setText("Zebunisova")
    dialog.fields.names.editors["surname"].changed.emit()
    dialog.findChild(InputDraft).flush()  # as when the program ends
    other = NewOrderDialog(workplace, (RENAME,), students[1:], shown)
    present = naming.of_student(students[1])(workplace.gateway)
    assert other.fields.names.editors["surname"].value() == present.surname
    again = NewOrderDialog(workplace, (RENAME,), students[:1], shown)
    assert again.fields.names.editors["surname"].value() == "Zebunisova"
    # Several are never renamed alike: each line is written by itself.
    together = NewOrderDialog(workplace, (RENAME,), students, shown)
    assert together.fields.names.given() == {}


def test_a_line_is_corrected_with_what_it_says(window, admin):
    arguments, _student, _name = rename(window, admin, 1)
    tab = window("order", **arguments).findChild(StudentsTab)
    tab.table.selectRow(0)
    act(tab, "Change the chosen").trigger()
    dialog = opened(ChangeLines)
    assert dialog.fields.names.editors["surname"].value() == "Zebunisova"
    dialog.fields.names.editors["patronymic"].line.setText("Olim-qizi")
    dialog.do()
    assert tab.table.text(0, 3).endswith("Olim qizi")
