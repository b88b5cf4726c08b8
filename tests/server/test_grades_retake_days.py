"""When a retake is marked, and until when its sheet is filled."""

from datetime import timedelta

from tests.server.acting import refused, scalar
from tests.server.test_grades import cell, save
from tests.server.test_grades_commissions import ThirdAttempt

DAY = timedelta(days=1)


def test_a_retake_is_marked_from_its_day_on_and_due_some_days_after_it(admin, dean, as_person):
    third = ThirdAttempt(admin, dean)
    today = scalar(admin, "select security.today()")
    planned = third.plan(third.chair, *third.others[:2])
    admin.execute("update curriculum.term set ends_on = greatest(ends_on, %s) where id = %s",
                  [today + timedelta(days=9), third.term])  # fmt: skip
    admin.execute("update timetable.examination set day = %s, pair = 8 where id = %s", [today + DAY, planned])
    third.open()
    made = third.sheet()
    due, component, line = admin.execute(
        "select s.due_on, k.id, l.id from grades.sheet s join grades.component k on k.sheet_id = s.id and k.final"
        " join grades.line l on l.sheet_id = s.id where s.id = %s", [made]
    ).fetchone()  # fmt: skip
    assert due == today + DAY + timedelta(days=3)
    admin.execute("update grades.sheet set admitted_at = now() where id = %s", [made])
    admin.execute("update grades.line set hindrance = '[]' where sheet_id = %s", [made])
    judge = as_person("teacher_mining")
    early = "The final of the grade sheet {number} is held on {day}. It is marked from that day on."
    with refused(early):
        save(judge, made, cell(line, component, 30))
    judge.rollback()
    admin.execute("update timetable.examination set day = %s where id = %s", [today, planned])
    assert save(judge, made, cell(line, component, 30)) == 1
