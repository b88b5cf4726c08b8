"""Whose current control is signed in a grade sheet: nothing of a file is taken for them any more."""

from client.data.rating_journal import journal as data
from client.views.rating_journal.journal.file_points import PointsOfFile


def test_points_of_a_student_whose_current_control_is_signed_are_refused(admin, workplace_of):
    klass, signer, student = admin.execute(
        "select c.id, a.login, l.student_id from rating_journal.frozen f "
        "join grades.sheet s on s.id = f.sheet_id join grades.line l on l.id = f.line_id "
        "join grades.component k on k.id = f.component_id and k.signed_at is not null "
        "join grades.grader g on g.component_id = k.id join security.account a on a.employee_id = g.employee_id "
        "join teaching.class c on c.course_id = s.course_id and c.term_id = s.term_id "
        "join teaching.member m on m.class_id = c.id and m.student_id = l.student_id "
        "where exists (select from timetable.lesson t where t.class_id = c.id and t.employee_id = g.employee_id) "
        "order by c.id, l.student_id limit 1"
    ).fetchone()
    gateway = workplace_of(signer, "hemis_teacher").gateway
    reading = PointsOfFile(data.read(gateway, klass), gateway, lambda _cell: None)
    assert not reading.why_kept((student, "1"))
    reading.prepare()
    assert "is signed in a grade sheet" in reading.why_kept((student, "1"))
    assert not reading.why_kept((0, "1"))
