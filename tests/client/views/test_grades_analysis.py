"""Late sheets with their reminders and the results by teacher, as the people concerned meet them."""

import pytest

from client.data.grades import late
from client.data.records.counters import count
from client.views.grades import MODULE
from client.views.grades.by_teacher import ResultsByTeacher
from client.views.grades.late import LateSheets
from client.views.grades.lists import REMINDERS
from client.widgets.list_window import listed
from tests.client.reach import field


@pytest.fixture(autouse=True)
def nothing_left(admin):
    yield
    admin.execute("delete from grades.reminder where day = security.today()")


@pytest.fixture
def opened(qtbot, workplace_of):
    """opened(LateSheets, "dean_geology"): a window as that person sees it."""

    def make(kind, login):
        shown = kind(workplace_of(login))
        qtbot.addWidget(shown)
        shown.resize(1366, 700)
        shown.show()
        return shown

    return make


def cells(table, column):
    return [table.text(row, column) for row in range(table.rowCount())]


def test_late_sheets_are_narrowed_and_reminded_of(opened, workplace_of, admin):
    window = opened(LateSheets, "dean_geology")
    everything = cells(window.table, 0)
    assert everything
    days = [int(text) for text in cells(window.table, 5)]
    assert days == sorted(days, reverse=True)
    box = field(window, "State")
    box.setCurrentIndex(box.findData("opened"))
    assert 0 < window.table.rowCount() < len(everything)
    teacher = cells(window.table, 6)[0].split(",")[0]
    window.search.setText(teacher.split()[0])
    assert all(teacher.split()[0] in text for text in cells(window.table, 6))
    window.table.selectAll()
    assert window.remind_.isEnabled()
    window.remind_.trigger()
    assert "reminders were sent" in window.message.text()
    assert not window.remind_.isEnabled()  # nobody twice a day
    assert all(text for text in cells(window.table, 7))
    window.activated(window.current())
    assert window._workplace.navigator.opened[-1][0] == "grade-sheet"  # noqa: SLF001


def test_who_is_reminded_sees_it_on_the_start_page(workplace_of, qtbot, admin):
    desk = workplace_of("teacher_mineralogy")
    admin.execute(
        "insert into grades.reminder (faculty_id, sheet_id, employee_id, role, day, login) "
        "select s.faculty_id, s.id, a.employee_id, 'hemis_teacher', security.today(), 'dean_geology' "
        "from grades.sheet s, security.account a where a.login = 'teacher_mineralogy' and s.state = 'opened' "
        "and exists (select from grades.grader g where g.sheet_id = s.id and g.employee_id = a.employee_id) "
        "order by s.id limit 1"
    )
    (number,) = [
        n for counter, n in count(desk.gateway, MODULE.counters)
        if counter.is_for("hemis_teacher") and counter.window == "late-sheet-reminders"
    ]  # fmt: skip
    digest = late.reminders(desk.gateway, desk.catalogue)
    assert digest.waits
    assert 0 < len(digest.lines) <= number
    assert "Gʻulomov" in digest.lines[0].detail  # who reminded, and when
    assert digest.lines[0].opens.window == "grade-sheet"
    shown = listed(REMINDERS)(desk)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.table.model().rowCount() >= number


def test_the_offices_count_what_is_late(workplace_of):
    for login in ("dean_geology", "head_mineralogy"):
        desk = workplace_of(login)
        counted = {
            counter.window: n
            for counter, n in count(desk.gateway, MODULE.counters)
            if counter.is_for(desk.gateway.role)
        }
        assert counted["late-sheets"] == len(late.late_sheets(desk.gateway))
    assert not LateSheets(workplace_of("academic_office")).remind_.isVisible()


def test_a_figure_of_a_teacher_opens_its_rows(opened):
    window = opened(ResultsByTeacher, "dean_geology")
    assert window.table.rowCount()
    place = window.table.lines.heads.index("Did not come")
    row = next(row for row in range(window.table.rowCount()) if window.table.text(row, place))
    window.table.setCurrentIndex(window.table.lines.index(row, place))
    assert window.lines.rowCount() == int(window.table.text(row, place))
    assert set(cells(window.lines, 4)) == {"did not come"}
    window.table.setCurrentIndex(window.table.lines.index(row, 2))
    assert window.lines.rowCount() == int(window.table.text(row, 2))
    chart = window.panel.chart
    category, series = next(iter(chart.places()))
    window.panel.opened.emit(category, series)
    assert window.lines.rowCount() == chart.value(category, series)
    assert chart.categories[category] in window.behind.text()
    window.lines.opened.emit(0)
    assert window._workplace.navigator.opened[-1][0] == "grade-sheet"  # noqa: SLF001
