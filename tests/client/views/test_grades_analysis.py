"""Late sheets with their reminders, and results added up, as the people concerned meet them."""

from functools import partial

import pytest

from client.data.grades import late
from client.data.grades.analysis_ways import BY_GROUP, BY_SUBJECT, BY_TEACHER
from client.data.records.counters import count
from client.views.grades import MODULE
from client.views.grades.analysis import ResultsWindow
from client.views.grades.late import LateSheets
from client.views.grades.lists import FINAL_SHEETS, REMINDERS
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


def counts_of(desk):
    role = desk.gateway.role
    return {each.title: n for each, n in count(desk.gateway, MODULE.counters) if each.is_for(role)}


def test_a_teacher_is_shown_and_counts_the_own_components_alone(workplace_of, qtbot, admin):
    desk = workplace_of("teacher_mineralogy")
    own = "select count(*) {} from grades.grader g join security.account a on a.employee_id = g.employee_id"
    own += " join grades.sheet s on s.id = g.sheet_id join grades.component k on k.id = g.component_id"
    own += " where a.login = 'teacher_mineralogy'"
    counted = counts_of(desk)
    (open_ones,) = admin.execute(
        own.format("filter (where g.signed_at is null and s.state in ('opened', 'filled'))")
    ).fetchone()
    assert counted["Components to be graded"] == open_ones > 0
    (finals,) = admin.execute(own.format("filter (where k.final)")).fetchone()
    listed_ones = listed(FINAL_SHEETS)(desk)
    qtbot.addWidget(listed_ones)
    listed_ones.show()
    assert listed_ones.rows.rowCount() == finals > 0


def test_an_appeal_that_waits_for_two_days_is_counted(workplace_of, admin):
    def late_appeals():
        return counts_of(workplace_of("dean_geology"))["Appeals not decided within two days"]

    before = late_appeals()
    admin.execute(
        "update grades.appeal set filed_at = now() - interval '49 hours' where id = (select min(a.id)"
        " from grades.appeal a join structure.unit u on u.id = a.faculty_id and u.code = '403-101'"
        " where a.state = 'filed')"
    )
    assert late_appeals() == before + 1


WAYS = pytest.mark.parametrize("way", [BY_TEACHER, BY_GROUP, BY_SUBJECT], ids=lambda way: way.words.who)


@WAYS
def test_a_figure_opens_its_rows(opened, way):
    window = opened(partial(ResultsWindow, way=way), "dean_geology")
    table, heads = window.table, window.table.lines.heads
    marks = [place for place, head in enumerate(heads) if head in ("5, %", "4, %", "3, %", "2, %")]
    row = next(row for row in range(table.rowCount()) if table.text(row, heads.index("Did not come")))

    def behind(head):
        """How many rows are behind a figure of the row."""
        table.setCurrentIndex(table.lines.index(row, heads.index(head)))
        return window.lines.rowCount()

    for head in ("Students", "Came", "Passed", "Did not pass", "Did not come"):
        assert behind(head) == int(table.text(row, heads.index(head)) or 0), head
    students = behind("Students")
    assert behind("Passed") + behind("Did not pass") == students
    for head in [*(heads[place] for place in marks), "Quality, %", "Passed, %"]:
        per_cent = float(table.text(row, heads.index(head)).replace(",", "."))
        assert abs(behind(head) * 100 / students - per_cent) < 0.06, head
    assert behind("5, %") + behind("4, %") == behind("Quality, %")
    assert behind("Mean, %") == behind("Came")
    assert {"did not come"} == (behind("Did not come") and set(cells(window.lines, 4)))


@WAYS
def test_a_number_of_a_picture_opens_its_rows(opened, way):
    window = opened(partial(ResultsWindow, way=way), "dean_geology")
    marks = window.marks.panel.chart
    for category, series in list(marks.places())[:6]:
        window.marks.panel.opened.emit(category, series)
        assert window.lines.rowCount() == marks.value(category, series)
        assert marks.categories[category] in window.behind.text()
    points = window.points.panel.chart
    assert points.title.endswith(window.behind.text().split(",")[0])  # that of the row which was opened
    for category, series in points.places():
        window.points.panel.opened.emit(category, series)
        assert window.lines.rowCount() == points.value(category, series)
    window.lines.opened.emit(0)
    assert window._workplace.navigator.opened[-1][0] == "grade-sheet"  # noqa: SLF001


@pytest.mark.parametrize("way", [BY_GROUP, BY_SUBJECT], ids=lambda way: way.words.who)
def test_a_year_and_a_faculty_are_added_up_within_the_own_rights(opened, way, admin):
    (year,) = admin.execute(
        "select max(y.year) from grades.sheet s join curriculum.term t on t.id = s.term_id "
        "join curriculum.academic_year y on y.id = t.academic_year_id"
    ).fetchone()

    def shown(login):
        window = opened(partial(ResultsWindow, way=way), login)
        window.term.setCurrentIndex(window.term.findData(-year))
        return window, sum(map(int, cells(window.table, 2)))

    whole = """
        select count(*) from grades.line l join grades.sheet s on s.id = l.sheet_id
          join curriculum.term t on t.id = s.term_id join curriculum.academic_year y on y.id = t.academic_year_id
         where y.year = %s and s.attempt = 1 and s.round = 1 and l.outcome in ('passed', 'failed')
           and s.state in ('signed', 'confirmed', 'closed')"""
    dean, of_dean = shown("dean_geology")
    office, of_office = shown("academic_office")
    assert of_office == admin.execute(whole, [year]).fetchone()[0]
    assert dean.choice.count() == 0  # one faculty leaves no choice
    assert of_dean < of_office
    assert len(set(cells(office.table, 0))) == office.table.rowCount()  # two faculties have a group 23-01
    office.choice.setCurrentIndex(office.choice.findText(faculty_of(admin, "403-101")))
    assert sum(map(int, cells(office.table, 2))) == of_dean
    of_head, of_tutor = shown("head_mineralogy")[1], shown("tutor_geology")[1]
    assert 0 < of_head < of_dean
    assert of_tutor < of_dean  # closed sheets of own groups
    assert shown("management")[1] < of_office  # only what is closed


def faculty_of(admin, code):
    return admin.execute("select name_en from structure.unit where code = %s", [code]).fetchone()[0]
