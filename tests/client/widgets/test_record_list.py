"""The list of records as somebody at the keyboard meets it."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTreeWidget,
)

from client.core.actions import Command
from client.core.errors import Unavailable
from client.core.tasks import Tasks
from client.data.records import list_values, saving
from client.data.records.list_filters import Filter
from client.data.records.listing import PAGE, Sort
from client.widgets.editors import DayEditor
from client.widgets.record_form import FormDialog, form_of
from client.widgets.record_list import ListAction, RecordList, list_of
from client.widgets.record_list.columns_dialog import ColumnsDialog
from client.widgets.record_list.filter_dialog import FilterDialog
from shared.models.infrastructure import Building
from shared.models.students import Award, Student
from tests.client.reach import act, button, field, part, said
from tests.client.reach import press as press_key

STUDENTS = list_of(
    Student,
    "full_name",
    "number",
    "group",
    "course",
    "birth_date",
    more=("status", "gender"),
    search=("full_name",),
    filters=("full_name", "group", "course", "birth_date", "status"),
    sort=(Sort("full_name"),),
    icon="students",
    card="student-card",
)
BUILDINGS = list_of(
    Building,
    "name",
    "floors",
    "active",
    sort=(Sort("name"),),
    form=form_of(Building, ("", ("name", "floors"))),
)


@pytest.fixture
def opened(qtbot, workplace_of):
    """opened(screen, login): the list in a window, rows and all."""

    def open_list(screen=STUDENTS, login="dean_geology", **options):
        made = RecordList(workplace_of(login), screen, **options)
        qtbot.addWidget(made)
        made.resize(1200, 600)
        made.show()
        return made

    return open_list


@pytest.fixture
def students(opened):
    return opened()


@pytest.fixture
def geologists(admin):
    """How many students the dean of the geologists sees."""
    return admin.execute(
        "select count(*) from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
    ).fetchone()[0]


def names(shown):
    return [shown.rows.text(row, 0) for row in range(shown.rows.rowCount())]


def press(qtbot, shown, keys):
    for key in keys:
        qtbot.keyClicks(shown.table, key)


def test_it_says_how_many_rows_there_are(students, geologists):
    assert students.rows.rowCount() == geologists
    assert students.count.text() == str(geologists)


def test_the_columns_carry_the_words_of_the_model(students):
    header = [students.rows.headerData(place, Qt.Orientation.Horizontal) for place in range(5)]
    assert header == ["Full name ▲", "Student number", "Group", "Year of study", "Birth date"]


def test_codes_dates_and_references_are_shown_as_people_read_them(students):
    row = students.rows.row(0)
    assert students.rows.text(0, 3) != row[5]
    assert students.rows.text(0, 4) == row[6].strftime("%d.%m.%Y")


def test_rows_far_down_come_when_they_are_looked_at(students, geologists):
    students.table.go_to(geologists - 1)
    assert students.rows.text(geologists - 1, 0) not in {"", "…"}
    assert students.table.current_id() == students.rows.record_id(geologists - 1)


def test_typing_jumps_to_the_surname(qtbot, students):
    press(qtbot, students, "tosh")
    assert students.rows.text(students.table.currentIndex().row(), 0).startswith("Tosh")


def test_typing_in_the_other_alphabet_jumps_as_well(qtbot, students):
    students.table.typed.emit("Тош")
    assert students.rows.text(students.table.currentIndex().row(), 0).startswith("Tosh")


def test_typing_under_another_order_sorts_by_name_first(qtbot, students):
    students.table.sort_wanted.emit("birth_date", False)
    students.table.typed.emit("Tosh")
    assert students.question.layout.sort == [Sort("full_name")]
    assert students.rows.text(students.table.currentIndex().row(), 0).startswith("Tosh")


def test_a_click_on_the_header_sorts_and_another_turns_it_round(students):
    students.table.sort_wanted.emit("birth_date", False)
    first = students.rows.row(0)[6]
    students.table.sort_wanted.emit("birth_date", False)
    assert students.rows.row(0)[6] > first
    assert students.rows.headerData(4, Qt.Orientation.Horizontal) == "Birth date ▼"


def test_several_columns_sort_together(students):
    students.table.sort_wanted.emit("course", False)
    students.table.sort_wanted.emit("birth_date", True)
    rows = [students.rows.row(place) for place in range(PAGE)]
    keys = [(row[5], row[6]) for row in rows]
    assert keys == sorted(keys)
    assert students.rows.headerData(4, Qt.Orientation.Horizontal) == "Birth date ▲2"


def test_searching_narrows_and_says_of_how_many(students, geologists):
    students.search.field.setText("gulom")
    students.search.field.returnPressed.emit()
    count = students.rows.rowCount()
    assert 0 < count < geologists
    assert students.count.text() == f"{count} of {geologists}"
    assert all("Gʻulom" in name for name in names(students))


def test_nothing_found_says_so_and_offers_the_way_back(students, geologists):
    students.search.field.setText("zzzz")
    students.search.field.returnPressed.emit()
    assert students.empty_state.text() == "Nothing fits: search: zzzz."
    students.empty_state.findChildren(QPushButton)[0].click()
    assert students.rows.rowCount() == geologists
    assert students.empty_state.text() == ""


def test_an_empty_list_says_what_to_do(opened):
    fixed = (Filter("student_id", "equals", (-1,)),)
    awards = list_of(Award, "kind", "awarded_on", form=form_of(Award, ("", ("kind",))))
    assert "Press Insert to add" in opened(awards, fixed=fixed).empty_state.text()


def test_an_empty_list_of_a_unit_says_whose_rows_it_would_show(opened):
    awards = list_of(Award, "kind", "awarded_on")
    shown = opened(awards, fixed=(Filter("student_id", "equals", (-1,)),))
    assert "nothing yet of Faculty of Geology" in shown.empty_state.text()


def test_a_role_that_may_see_nothing_is_told_where_to_turn(opened):
    shown = opened(login="admin")
    assert "Choose such a role above" in shown.empty_state.text()
    assert not shown.message.isVisible()


def test_a_filter_is_a_chip_and_narrows(students, geologists):
    students.search.chips.set((Filter("course", "one_of", ("11",)),))
    assert 0 < students.rows.rowCount() < geologists
    assert {row[5] for row in (students.rows.row(0), students.rows.row(1))} == {"11"}
    assert students.search.describe()[0].startswith("Year of study = ")


@pytest.fixture
def asked(students):
    """asked("group"): the dialog that Alt+Down opens on a column of the list."""

    def ask(path):
        place = [column.path for column in students.rows.columns].index(path)
        students.table.setCurrentIndex(students.rows.index(0, place))
        act(students.table, "Filter by this column").trigger()
        return part(students, FilterDialog)

    return ask


def values(dialog):
    """The lines that are not hidden; days stand under their months and years."""
    shown = field(dialog, "Values", QTreeWidget)
    lines = [shown.topLevelItem(row) for row in range(shown.topLevelItemCount())]
    for line in lines:
        lines += [line.child(place) for place in range(line.childCount())]
    return {item.text(0): item for item in lines if not item.childCount() and not item.isHidden()}


def test_a_column_offers_its_values_with_their_counts(qtbot, students, asked):
    dialog = asked("group")
    with students.rows.query.all(students.workplace.gateway) as (_count, rows):
        groups = Counter(row[4] or "(empty)" for row in rows)
    assert {name: int(item.text(1)) for name, item in values(dialog).items()} == groups
    line = field(dialog, "Search among the values", QLineEdit)
    assert dialog.focusWidget() is line
    first, second, *_others = sorted(groups.keys() - {"(empty)"})
    press_key(line, Qt.Key.Key_Down)
    shown = field(dialog, "Values", QTreeWidget)
    press_key(shown, Qt.Key.Key_Space)
    shown.itemClicked.emit(values(dialog)[second], 0)
    press_key(shown, Qt.Key.Key_Return)
    assert students.rows.rowCount() == groups[first] + groups[second]
    assert students.search.describe() == [f"Group = {first}, {second}"]


def test_what_is_found_by_typing_is_meant_as_a_whole(students, asked):
    dialog = asked("course")
    line = field(dialog, "Search among the values", QLineEdit)
    line.setText("2-к")
    assert len(values(dialog)) == 1
    press_key(line, Qt.Key.Key_Return)
    [course] = {row[5] for row in map(students.rows.row, range(students.rows.rowCount()))}
    assert students.search.chips.filters == (Filter("course", "one_of", (course,)),)


def test_what_was_found_for_an_earlier_word_is_not_taken_for_a_later_one(qtbot, students, asked, monkeypatch):
    monkeypatch.setattr(list_values, "MOST", 1)
    first, second = sorted({students.rows.text(row, 2) for row in range(PAGE)})[:2]
    dialog = asked("group")
    line = field(dialog, "Search among the values", QLineEdit)
    line.setText(second)
    qtbot.waitUntil(lambda: list(values(dialog)) == [second])
    line.setText(first)
    press_key(line, Qt.Key.Key_Return)
    assert students.search.chips.filters == ()
    assert "Searching…" in said(dialog)
    qtbot.waitUntil(lambda: list(values(dialog)) == [first])
    press_key(line, Qt.Key.Key_Return)
    assert students.search.describe() == [f"Group = {first}"]


def test_values_that_the_list_never_has_are_not_offered(qtbot, opened):
    only = list_of(Student, "full_name", "course", only=(Filter("course", "one_of", ("11",)),))
    shown = opened(only)
    shown.search.chips.asked.emit(Filter("course", "", ()))
    assert list(values(part(shown, FilterDialog))) == [shown.rows.text(0, 1)]


def test_a_remembered_day_is_ticked_in_its_line(students, asked):
    born = students.rows.row(0)[6]
    remembered = Filter("birth_date", "one_of", (born,)).to_json()
    students.search.chips.set((Filter.from_json(remembered),))
    ticked = [
        name
        for name, item in values(asked("birth_date")).items()
        if item.checkState(0) == Qt.CheckState.Checked
    ]
    assert ticked == [f"{born:%d.%m.%Y}"]


def test_days_are_ticked_by_year_and_month_as_in_a_spreadsheet(students, asked):
    dialog = asked("birth_date")
    field(dialog, "How it is compared", QComboBox).setCurrentIndex(1)
    tree = field(dialog, "Values", QTreeWidget)
    years = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    with students.rows.query.all(students.workplace.gateway) as (_count, rows):
        born = Counter(row[6].year for row in rows)
    assert {int(year.text(0)): int(year.text(1)) for year in years} == born
    year = years[0]
    tree.itemClicked.emit(year, 0)
    assert year.checkState(0) == Qt.CheckState.Checked
    tree.itemClicked.emit(year.child(0).child(0), 0)
    assert year.checkState(0) == Qt.CheckState.PartiallyChecked
    tree.itemClicked.emit(year, 0)
    dialog.accept()
    assert {students.rows.row(row)[6].year for row in range(students.rows.rowCount())} == {int(year.text(0))}
    assert students.rows.rowCount() == int(year.text(1))


def test_a_mistake_is_told_until_it_is_mended(students, asked):
    dialog = asked("group")
    dialog.accept()
    assert "Tick at least one line." in said(dialog)
    button(dialog, "Tick all").click()
    assert "Tick at least one line." not in said(dialog)
    dialog.accept()
    assert students.search.chips.filters == ()


def test_a_value_that_is_ticked_stays_so_when_the_dialog_comes_again(students, asked):
    students.search.chips.set((Filter("course", "one_of", ("11",)),))
    ticked = [
        item for item in values(asked("course")).values() if item.checkState(0) == Qt.CheckState.Checked
    ]
    assert [item.data(0, Qt.ItemDataRole.UserRole) for item in ticked] == ["11"]


def test_the_menu_of_a_cell_narrows_to_its_value_and_to_all_others(students, geologists):
    def choose(row, text):
        students.table.setCurrentIndex(students.rows.index(row, 2))
        students.table.cell_menu_wanted.emit(QPoint(), students.table.currentIndex())
        act(students.table, text).trigger()

    group = students.rows.text(0, 2)
    choose(0, f"All but “{group}”")
    left = students.rows.rowCount()
    other = students.rows.text(0, 2)
    assert other != group
    choose(0, f"All but “{other}”")
    assert students.search.describe() == [f"Group ≠ {group}, {other}"]
    students.search.clear()
    row = next(row for row in range(geologists) if students.rows.text(row, 2) == group)
    choose(row, f"Only “{group}”")
    assert students.rows.rowCount() == geologists - left
    assert students.search.describe() == [f"Group = {group}"]


def test_the_arrow_of_the_head_asks_for_the_values_and_does_not_sort(qtbot, students):
    head = students.table.horizontalHeader()
    end = head.sectionViewportPosition(2) + head.sectionSize(2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(end - 10, head.height() // 2))
    assert part(students, FilterDialog).windowTitle() == "Filter: Group"
    assert students.question.layout.sort == [Sort("full_name")]


def test_a_search_finds_what_any_column_shows(students):
    group = students.rows.text(0, 2)
    students.search.field.setText(group)
    students.search.field.returnPressed.emit()
    assert students.rows.rowCount()
    assert {students.rows.text(row, 2) for row in range(students.rows.rowCount())} == {group}


def test_the_filter_dialog_reads_days_as_people_type_them(students, asked):
    dialog = asked("birth_date")
    low, high = dialog.findChildren(DayEditor)
    low.line.setText("32.01.2005")
    dialog.accept()
    assert "no day" in said(dialog)
    low.line.setText("1.1.2005")
    high.line.setText("31/12/2005")
    dialog.accept()
    assert students.search.describe() == ["Birth date: 01.01.2005 – 31.12.2005"]


def test_filters_are_saved_under_a_name_and_come_back(qtbot, opened, monkeypatch):
    shown = opened()
    wanted = (Filter("course", "one_of", ("11", "12")),)
    shown.search.chips.set(wanted)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Juniors", True))
    button(shown, "Filters").menu().aboutToShow.emit()
    act(button(shown, "Filters").menu(), "Save this filter").trigger()
    settings = shown.workplace.settings
    settings.load()
    again = RecordList(shown.workplace, STUDENTS)
    qtbot.addWidget(again)
    act(button(again, "Filters").menu(), "Juniors").trigger()
    assert again.search.chips.filters == wanted


def test_columns_widths_and_order_are_remembered_for_the_person(qtbot, students):
    students.header.show_columns(["full_name", "status"])
    students.table.setColumnWidth(1, 222)
    students.table.sort_wanted.emit("status", False)
    students.workplace.settings.load()
    again = RecordList(students.workplace, STUDENTS)
    qtbot.addWidget(again)
    again.show()
    assert [column.path for column in again.rows.columns] == ["full_name", "status"]
    assert again.table.columnWidth(1) == 222
    assert again.question.layout.sort == [Sort("status")]


def test_the_dialog_of_columns_shows_what_is_ticked(students):
    dialog = ColumnsDialog(STUDENTS, ["full_name"], frozenset(STUDENTS.all_columns()), students)
    chosen = []
    dialog.chosen.connect(chosen.append)
    [line] = part(dialog, QListWidget).findItems("Status", Qt.MatchFlag.MatchExactly)
    line.setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    assert chosen == [["full_name", "status"]]


def test_a_block_is_copied_for_a_spreadsheet(students):
    students.table.selectRow(0)
    students.acts["copy"].trigger()
    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells == [students.rows.text(0, place) for place in range(5)]
    students.acts["copy_headers"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("Full name\tStudent number")


def test_rows_that_were_never_seen_are_copied_too(students, geologists):
    students.table.selectAll()
    students.acts["copy"].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == geologists


def test_every_selected_record_is_handed_to_an_action(qtbot, opened, geologists):
    given = []
    take = ListAction(Command("Take"), lambda _workplace, _parent, ids: given.extend(ids))
    shown = opened(list_of(Student, "full_name", sort=(Sort("full_name"),), key="taking", actions=(take,)))
    shown.table.selectAll()
    shown.act(take)
    assert len(given) == geologists
    assert given == shown.question.query().ids(shown.workplace.gateway)


@pytest.mark.parametrize("seen", ["its ends were seen", "all were seen"])
def test_an_action_takes_the_records_that_were_chosen_or_none(opened, admin, seen):
    """Somebody else added a person above them meanwhile: the numbers of the rows mean their neighbours now."""
    given = []
    take = ListAction(Command("Take"), lambda _workplace, _parent, ids: given.extend(ids))
    shown = opened(list_of(Student, "full_name", sort=(Sort("full_name"),), key="taking", actions=(take,)))
    shown.table.selectAll()
    first = shown.rows.record_id(0)
    if seen == "all were seen":
        for row in range(shown.rows.rowCount()):
            shown.rows.look_at(row)
    chosen = shown.question.query().ids(shown.workplace.gateway)
    admin.execute("update students.student set surname = 'Zz' where id = %s", [first])
    try:
        shown.act(take)
        assert given == (chosen if seen == "all were seen" else [])
        if not given:
            assert "Somebody else changed this list" in shown.message.text()
    finally:
        admin.execute("update students.student set surname = %s where id = %s", ["Abdullayev", first])


def test_enter_opens_the_card_with_its_neighbours(qtbot, students):
    students.table.go_to(1)
    qtbot.keyClick(students.table, Qt.Key.Key_Return)
    window, arguments = students.workplace.navigator.opened[-1]
    assert (window, arguments["record_id"]) == ("student-card", students.rows.record_id(1))
    assert arguments["neighbour"](students.rows.record_id(1), 1) == students.rows.record_id(2)
    assert arguments["neighbour"](students.rows.record_id(0), -1) is None


def test_what_the_role_never_may_is_hidden(opened):
    dean = opened(BUILDINGS)
    office = opened(BUILDINGS, "academic_office")
    shown = ["add", "delete"]
    assert [dean.acts[name].isVisible() for name in shown] == [False, False]
    assert [office.acts[name].isVisible() for name in shown] == [True, True]


def test_insert_adds_and_the_new_record_is_current(qtbot, opened):
    office = opened(BUILDINGS, "academic_office")
    office.acts["add"].trigger()
    form = part(office, FormDialog).form
    form.parts[0].fields.fields["name"].editor.line.setText("Yangi bino")
    form.parts[0].fields.fields["name"].editor.line.textEdited.emit("Yangi bino")
    form.save()
    row = office.table.currentIndex().row()
    assert office.rows.text(row, 0) == "Yangi bino"


def test_delete_asks_first_and_a_record_in_use_stays(qtbot, opened):
    office = opened(BUILDINGS, "academic_office")
    before = office.rows.rowCount()
    office.table.go_to(0)
    office.acts["delete"].trigger()
    box = office.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Delete").click()
    assert "still used by “Rooms”" in office.message.text()
    assert office.rows.rowCount() == before


def test_a_list_that_is_not_seen_waits_with_reloading(opened):
    office = opened(BUILDINGS, "academic_office")
    before = office.rows.rowCount()
    office.hide()
    saving.insert(office.workplace.gateway, Building, {"name": "Unseen"})
    office.workplace.changes.announce("infrastructure.building")
    assert office.rows.rowCount() == before
    office.show()
    assert office.rows.rowCount() == before + 1


def test_reloading_comes_back_to_the_same_record(students):
    students.table.go_to(250)
    record = students.table.current_id()
    students.reload()
    assert students.table.current_id() == record


def test_a_list_comes_back_as_it_was_left(qtbot, students):
    students.search.field.setText("ali")
    students.search.chips.set((Filter("course", "one_of", ("12",)),))
    state = students.state()
    again = RecordList(students.workplace, STUDENTS)
    qtbot.addWidget(again)
    again.restore(state)
    again.show()
    assert again.rows.rowCount() == students.rows.rowCount()
    assert again.search.describe() == students.search.describe()


def test_a_lost_server_is_said_and_the_rows_stay(students, monkeypatch, geologists):
    def gone(*_arguments, **_parameters):
        raise Unavailable("The connection is lost.")

    monkeypatch.setattr(students.workplace.gateway, "rows", gone)
    students.reload()
    assert students.message.text() == "The connection is lost."
    assert students.rows.rowCount() == geologists


def test_try_again_asks_once_more_what_the_role_may(opened, monkeypatch, geologists):
    def gone(*_arguments):
        raise Unavailable("The connection is lost.")

    with monkeypatch.context() as lost:
        lost.setattr("client.widgets.record_list.question.rights", gone)
        shown = opened()
    assert shown.empty_state.text() == "The rows could not be read."
    shown.empty_state.again.emit()
    assert shown.rows.rowCount() == geologists


def test_a_list_opened_without_the_server_fills_when_it_is_back(qtbot, opened, monkeypatch, geologists):
    def gone(*_arguments):
        raise Unavailable("The connection is lost.")

    with monkeypatch.context() as lost:
        lost.setattr("client.widgets.record_list.question.rights", gone)
        shown = opened()
    shown.workplace.changes.announce("students.student")  # after a lost connection everything is announced
    qtbot.waitUntil(lambda: shown.rows.rowCount() == geologists)


def test_only_the_last_question_is_answered(qtbot, workplace_of, geologists):
    """With real threads, the answer to an older search must not overwrite a newer one."""
    workplace = workplace_of("dean_geology")
    object.__setattr__(workplace, "tasks", Tasks())
    shown = RecordList(workplace, STUDENTS)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.rows.rowCount() == geologists, timeout=10_000)
    for typed in ("a", "ab", "abd", "zzzz"):
        shown.search.field.setText(typed)
        qtbot.keyClick(shown.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.rows.query.search == "zzzz", timeout=10_000)
    assert shown.rows.rowCount() == 0
    workplace.tasks.close()
