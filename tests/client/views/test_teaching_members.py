"""Members of classes at the desk, lessons opened by a teacher, and held lessons among the substitutions."""

import pytest

from client.data.records.list_filters import Filter
from client.views.teaching.lists import show_members
from client.views.teaching.members.joining import JoinClass
from client.views.teaching.members.leaving import CorrectDays, LeaveClass, MoveMembers
from client.views.teaching.members.lists import correct, join, leave, move
from client.views.teaching.members.unseated import SeatStudents
from client.views.timetable.week.opening import OpenLesson
from tests.client.reach import act
from tests.client.reach import window as opened


@pytest.fixture
def halves(admin):
    """Two classes of one subject in geology: (class, its members), (other class, its members)."""
    one, other = admin.execute(
        """select k.id, o.id
             from teaching.class k
             join structure.unit u on u.id = k.faculty_id and u.code = '403-101'
             join teaching.class o on o.course_id = k.course_id and o.training = k.training and o.id > k.id
            where k.training <> '11'
            order by k.id desc, o.id limit 1"""
    ).fetchone()
    members = (
        "select id from teaching.member where class_id = %s and ends_on is null and not by_hand order by id"
    )
    return [(each, [row[0] for row in admin.execute(members, [each])]) for each in (one, other)]


def row(admin, member):
    return admin.execute(
        "select class_id, ends_on is null, by_hand, note from teaching.member where id = %s", [member]
    ).fetchone()


def test_a_class_opens_its_members(window, halves):
    shown = window("class")
    show_members(shown.workplace, shown, [halves[0][0]])
    key, arguments = shown.workplace.navigator.opened[-1]
    assert (key, Filter.from_json(arguments["filters"][0]).values) == ("class-member", (halves[0][0],))
    listed = window("class-member", filters=arguments["filters"])
    assert listed.rows.rowCount() == len(halves[0][1])


@pytest.mark.parametrize(
    "login", ["academic_office", "head_mineralogy", "teacher_mineralogy", "tutor_geology"]
)
def test_who_only_reads_has_no_acts(window, login):
    shown = window("class-member", login)
    assert shown.rows.rowCount() > 0
    assert not [each for each in shown.actions() if each.text().startswith("Leave")]


def test_a_member_goes_over_and_another_leaves(window, halves, admin):
    (_one, (goes, leaves, *_others)), (other, _members) = halves
    shown = window("class-member")
    move(shown.workplace, shown, [goes])
    dialog = opened(MoveMembers)
    dialog.target.setCurrentIndex(dialog.target.findData(other))
    dialog.do()
    assert row(admin, goes)[1:3] == (False, True)
    leave(shown.workplace, shown, [leaves])
    dialog = opened(LeaveClass)
    dialog.do()
    assert "Say why" in dialog.message.text()
    dialog.note.setText("Ariza")
    dialog.do()
    assert row(admin, leaves)[1:] == (False, True, "Ariza")
    assert shown.workplace.drafts.keys("dialog/") == []


def test_a_guest_joins_and_days_are_corrected(window, halves, admin):
    class_id, (member, *_others) = halves[0]
    shown = window("class-member")
    join(shown.workplace, shown, [member])
    dialog = opened(JoinClass)
    dialog.do()
    assert dialog.message.text() == "Choose the students first."
    guest = admin.execute(
        """select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
            where s.status = '11' and not exists (
                select from teaching.member m where m.class_id = %s and m.student_id = s.id)
            order by s.id limit 1""",
        [class_id],
    ).fetchone()[0]
    dialog.students.lookup.set_value(guest, "Mehmon")
    dialog.students.lookup.chosen.emit(guest)
    assert dialog.students.kept() == [(guest, "Mehmon")]
    dialog.do()
    joined = admin.execute(
        "select id, reason, starts_on from teaching.member where class_id = %s and student_id = %s",
        [class_id, guest],
    ).fetchone()
    assert joined[1] == "guest"
    correct(shown.workplace, shown, [joined[0]])
    dialog = opened(CorrectDays)
    dialog.ends.setChecked(True)
    dialog.note.setText("Buyruq")
    dialog.do()
    assert row(admin, joined[0]) == (class_id, False, True, "Buyruq")


def test_who_is_registered_and_sits_nowhere_is_put_into_a_class(window, admin):
    shown = window("unseated")
    before = shown.table.rowCount()
    assert before > 1  # the repeaters of the demonstration
    assert not window("unseated", "academic_office").seat_.isVisible()
    shown.table.selectRow(0)
    student = shown.current()
    shown.seat_.trigger()
    dialog = opened(SeatStudents)
    assert dialog.reason.currentText() == "Repeats the subject"
    dialog.do()
    assert "Choose the class" in dialog.message.text()  # several classes: none by chance
    dialog.target.setCurrentIndex(0)
    class_id = dialog.target.currentData()
    dialog.do()
    joined = "select reason, by_hand from teaching.member where class_id = %s and student_id = %s"
    assert admin.execute(joined, [class_id, student]).fetchone() == ("repeat", True)
    assert shown.table.rowCount() == before - 1


def test_a_teacher_opens_a_lesson_where_no_timetable_stands(window, qtbot, admin, halves):
    class_id, today = halves[0][0], admin.execute("select security.today()").fetchone()[0]
    teacher = admin.execute(
        "select employee_id from security.account where login = 'teacher_mineralogy'"
    ).fetchone()[0]
    admin.execute("update timetable.lesson set card_id = null where class_id = %s", [class_id])
    admin.execute("update teaching.class set hours = hours + 20 where id = %s", [class_id])
    # Who examines a group does not become its teacher.
    admin.execute(
        "delete from timetable.examination x using teaching.part p where p.group_id = x.group_id and p.class_id = %s"
        " and x.employee_id = %s", [class_id, teacher]
    )  # fmt: skip
    admin.execute(
        "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) select faculty_id, id, %s, 2"
        " from teaching.class where id = %s on conflict do nothing", [teacher, class_id]
    )  # fmt: skip
    shown = window("schedule-info-view", "teacher_mineralogy")
    act(shown, "Open a lesson").trigger()
    dialog = opened(OpenLesson)
    assert [dialog.taught.itemData(n) for n in range(dialog.taught.count())] == [class_id]
    dialog.pair.setCurrentIndex(dialog.pair.count() - 1)
    dialog.day.setDate(dialog.day.date().addDays(1))
    dialog.store()
    assert "on its day or within" in dialog.message.text()
    dialog.day.setDate(dialog.day.date().addDays(-1))
    dialog.store()
    assert not dialog.isVisible(), dialog.message.text()
    found = admin.execute(
        "select day, opened_by, held_at from timetable.lesson where class_id = %s and opened_by is not null",
        [class_id],
    ).fetchall()
    assert found == [(today, "teacher_mineralogy", None)]
    listed = window("opened-lesson")
    assert listed.rows.rowCount() == 1
