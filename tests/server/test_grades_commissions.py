"""The commission of a third attempt is whole; who falls ill is replaced with a reason, in every seat."""

import psycopg
import pytest

from tests.server.acting import column, refused, scalar
from tests.server.test_grades import cell, commission, employee, save, unwritten_sheet

TOO_SMALL = (
    "The commission of the grade sheet {number} has {named} people; at least {needed} hold a third attempt."
    " The head of the department names the others."
)
LEFT_OUT = (
    "{subject}: the commission of its third attempt has {named} people, at least {needed} are needed."
    " Name them in the timetable of controls, then open its sheet."
)
REPLACE = "select grades.appoint_grader(%s, %s, %s, 'Kasallik varaqasi 12')"


@pytest.fixture
def head(as_person):
    return as_person("head_mineralogy")


class ThirdAttempt:
    """A subject of the mineralogists whose second attempt a student has failed, and those who may judge the third."""

    def __init__(self, admin, dean):
        self.admin, self.dean = admin, dean
        self.second, self.course, self.term, self.faculty = admin.execute(
            "select s.id, s.course_id, s.term_id, s.faculty_id from grades.sheet s"
            " join structure.unit u on u.id = s.department_id and u.code = '403-101-01'"
            " where s.state = 'closed' and s.attempt = 1 and (select count(*) from grades.component k"
            " where k.sheet_id = s.id) = 3 order by s.term_id desc, s.id limit 1"
        ).fetchone()
        admin.execute("update grades.sheet set attempt = 2 where id = %s", [self.second])
        self.line, self.student = admin.execute(
            "update grades.line set outcome = 'failed', hindrance = '[]' where id = (select l.id from grades.line l"
            " join students.student t on t.id = l.student_id and t.status = '11' where l.sheet_id = %s"
            " order by l.position limit 1) returning id, student_id",
            [self.second],
        ).fetchone()
        admin.execute(
            "update grades.line set outcome = 'passed' where sheet_id = %s and outcome = 'failed' and id <> %s",
            [self.second, self.line],
        )
        self.chair, (*self.others, self.spare) = commission(admin, self.second)
        self.open()  # what else waits in the term

    def open(self):
        try:
            opened = self.dean.execute(
                "select course_id, students, named, needed from grades.open_retakes(%s, %s)",
                [self.term, self.faculty],
            ).fetchall()
        except psycopg.Error:
            self.dean.rollback()
            raise
        self.dean.commit()
        return opened

    def plan(self, *people, examiner=None):
        """Put the third attempt of the student into the schedule of controls, before these people."""
        made = scalar(
            self.dean,
            "insert into timetable.examination (faculty_id, term_id, course_id, kind, attempt, employee_id)"
            " values (%s, %s, %s, '13', 3, %s) returning id",
            self.faculty, self.term, self.course, examiner,
        )  # fmt: skip
        self.dean.execute(
            "insert into timetable.examinee (faculty_id, examination_id, student_id) values (%s, %s, %s)",
            [self.faculty, made, self.student],
        )
        self.join(made, *people)
        return made

    def join(self, planned, *people):
        for each in people:
            self.dean.execute(
                "insert into timetable.examiner (faculty_id, examination_id, employee_id, chair)"
                " values (%s, %s, %s, %s)",
                [self.faculty, planned, each, each == self.others[0]],
            )
        self.dean.commit()

    def sheet(self):
        return scalar(
            self.admin,
            "select s.id from grades.sheet s where s.course_id = %s and s.attempt = 3 order by s.id desc limit 1",
            self.course,
        )


@pytest.fixture
def third(admin, dean):
    return ThirdAttempt(admin, dean)


def test_a_third_attempt_is_opened_admitted_to_and_signed_by_a_whole_commission_only(
    third, dean, head, as_person, admin
):
    with refused("This faculty is not yours.", "HM002"):
        as_person("dean_mining").execute(
            "select * from grades.open_retakes(%s, %s)", [third.term, third.faculty]
        )
    with refused(LEFT_OUT, "HM004"):
        third.open()
    # One person twice, as examiner and as member, is still one.
    planned = third.plan(third.others[0], third.chair, examiner=third.chair)
    with refused(LEFT_OUT, "HM004"):
        third.open()
    # Where others are opened beside it, it is told of the one that is left out.
    admin.execute(
        "update grades.line set outcome = 'failed' where id = (select max(l.id) from grades.line l"
        " join grades.sheet s on s.id = l.sheet_id and s.term_id = %s and s.faculty_id = %s and s.attempt = 1"
        " where s.state = 'closed' and l.outcome = 'passed' and s.course_id <> %s)",
        [third.term, third.faculty, third.course],
    )
    told = {course: more for course, *more in third.open()}
    assert told.pop(third.course) == [1, 2, 3]
    assert [named for _students, named, _needed in told.values()] == [None]
    third.join(planned, third.others[1])
    assert third.open() == [(third.course, 1, None, 3)]
    sheet = third.sheet()
    final = scalar(admin, "select id from grades.component where sheet_id = %s and final", sheet)
    who = "select employee_id from grades.grader where component_id = %s"
    assert set(column(admin, who, final)) == {third.chair, *third.others[:2]}
    leads = "select employee_id from grades.grader where component_id = %s and chair"
    assert column(admin, leads, final) == [third.others[0]]

    # Somebody left the commission by another way: the final is neither admitted to nor signed.
    admin.execute(
        "delete from grades.grader where component_id = %s and employee_id = %s", [final, third.others[1]]
    )
    admin.execute("update grades.component set signed_at = now() where sheet_id = %s and not final", [sheet])
    with refused(TOO_SMALL, "HM004"):
        dean.execute("select grades.admit(%s)", [sheet])
    dean.rollback()
    judge = as_person("teacher_mining")
    with refused(TOO_SMALL, "HM004"):
        judge.execute("select grades.sign(%s, %s)", [sheet, final])
    judge.rollback()
    with pytest.raises(psycopg.errors.UniqueViolation, match="grader_employee_key"):
        head.execute(REPLACE, [final, third.others[0], None])  # the same person once more
    head.rollback()
    head.execute(REPLACE, [final, third.others[2], None])
    head.commit()
    assert scalar(dean, "select grades.admit(%s)", sheet) == 0
    dean.rollback()
    head.execute(REPLACE, [final, third.spare, third.others[0]])
    head.commit()
    assert column(admin, leads, final) == [third.spare]  # who comes in the place of the chair is the chair


@pytest.mark.parametrize("owner", ["practice", "lecture", "examiner", "commission"])
def test_who_is_ill_is_replaced_in_every_component_and_acts_no_more(owner, database, as_person):
    with psycopg.connect(database, autocommit=True) as admin:
        sheet = unwritten_sheet(admin)
        component = scalar(
            admin, "select id from grades.component where sheet_id = %s order by position limit 1", sheet
        )
        admin.execute("update grades.component set owner = %s where id = %s", [owner, component])
        line = scalar(admin, "select min(id) from grades.line where sheet_id = %s", sheet)
        ill, comes = employee(admin, "teacher_mineralogy"), employee(admin, "teacher_mining")
    head, former, new = (
        as_person("head_mineralogy"),
        as_person("teacher_mineralogy"),
        as_person("teacher_mining"),
    )
    for login in ("dean_geology", "academic_office", "teacher_mineralogy"):
        with refused(""):
            as_person(login).execute(REPLACE, [component, comes, ill])
    with refused("This grade sheet is not yours.", "HM002"):
        as_person("deputy_geology", "hemis_department_head").execute(REPLACE, [component, comes, ill])
    with refused("Give a reason."):
        head.execute("select grades.appoint_grader(%s, %s, %s, ' ')", [component, comes, ill])
    head.rollback()
    save(former, sheet, cell(line, component, 10))
    former.commit()
    head.execute(REPLACE, [component, comes, ill])
    head.commit()
    with refused("{student}: this component is graded by somebody else.", "HM002"):
        save(former, sheet, cell(line, component, 12, old_kind="points", old_points=10))
    former.rollback()
    with refused("This component is graded by somebody else.", "HM002"):
        former.execute("select grades.sign(%s, %s)", [sheet, component])
    save(new, sheet, cell(line, component, 12, old_kind="points", old_points=10))
    told = head.execute(
        "select act, reason, employee_id, instead_of_id from grades.stamp where sheet_id = %s order by id desc limit 1",
        [sheet],
    ).fetchone()
    assert told == ("replaced", "Kasallik varaqasi 12", comes, ill)


def test_who_has_signed_is_not_replaced_until_the_sheet_is_returned(database, as_person):
    with psycopg.connect(database, autocommit=True) as admin:
        sheet = unwritten_sheet(admin)
        component = scalar(
            admin, "select id from grades.component where sheet_id = %s order by position limit 1", sheet
        )
        ill, comes = employee(admin, "teacher_mineralogy"), employee(admin, "teacher_mining")
        admin.execute(
            "insert into grades.grader (faculty_id, sheet_id, component_id, employee_id)"
            " select faculty_id, sheet_id, id, %s from grades.component where id = %s",
            [employee(admin, "head_mineralogy"), component],
        )
        admin.execute(
            "update grades.grader set signed_at = now() where component_id = %s and employee_id = %s",
            [component, ill],
        )
    head = as_person("head_mineralogy")
    with refused("{teacher} has signed this component already. Return the grade sheet first.", "HM003"):
        head.execute(REPLACE, [component, comes, ill])
    head.rollback()
    head.execute("select grades.return_sheet(%s, 'Xato')", [sheet])
    head.execute(REPLACE, [component, comes, ill])


def test_a_member_and_the_chair_of_an_appeal_are_replaced_until_it_is_decided(admin, dean, as_person):
    sheet, line = admin.execute(
        "select a.sheet_id, a.line_id from grades.appeal a join structure.unit u on u.id = a.faculty_id"
        " and u.code = '403-101' where a.state = 'filed' order by a.id limit 1"
    ).fetchone()
    chair, free = commission(admin, sheet, 6)
    members, spare = free[:4], free[4:]
    appeal = scalar(admin, "select id from grades.appeal where line_id = %s", line)
    replace = "select grades.replace_judge(%s, %s, %s, %s)"
    with refused("The appeal {number} has no commission yet. Appoint it.", "HM003"):
        dean.execute(replace, [appeal, members[0], spare[0], "X"])
    dean.rollback()
    dean.execute("select grades.appoint_commission(%s, %s, %s)", [appeal, members[0], [chair, *members[1:]]])
    dean.commit()
    with refused(
        "The commission is appointed already. Replace its members one by one, with a reason.", "HM003"
    ):
        dean.execute("select grades.appoint_commission(%s, %s, %s)", [appeal, chair, members])
    dean.rollback()
    for login, code in (("dean_mining", "HM002"), ("head_mineralogy", "42501"), ("academic_office", "42501")):
        with pytest.raises(psycopg.Error) as caught:
            as_person(login).execute(replace, [appeal, members[1], spare[0], "X"])
        assert caught.value.sqlstate == code
    graded = scalar(admin, "select min(employee_id) from grades.grader where sheet_id = %s", sheet)
    for who, instead, reason, sentence in (
        (spare[0], members[1], " ", "Give a reason."),
        (graded, members[1], "X", "{teacher} has graded this sheet and does not judge an appeal against it."),
        (members[2], members[1], "X", "{teacher} is in this commission already. Choose another person."),
    ):
        with refused(sentence):
            dean.execute(replace, [appeal, instead, who, reason])
        dean.rollback()
    with refused("That person is not in the commission any more. Look at it again.", "HM003"):
        dean.execute(replace, [appeal, spare[1], spare[0], "X"])
    dean.rollback()

    judge, seen = as_person("teacher_mining"), "select count(*) from grades.appeal where id = %s"
    assert scalar(judge, seen, appeal) == 1
    dean.execute(replace, [appeal, chair, spare[0], "Kasallik varaqasi 7"])
    dean.commit()
    assert scalar(judge, seen, appeal) == 0  # whose place was taken reads nothing of it any more
    dean.execute(replace, [appeal, members[0], chair, "Taʼtil"])  # and comes back as its chair
    dean.commit()
    assert scalar(judge, seen, appeal) == 1
    judge.execute("select grades.decide_appeal(%s, 'kept', null, 'Ball toʻgʻri')", [appeal])
    judge.commit()
    with refused("This appeal is decided already.", "HM003"):
        dean.execute(replace, [appeal, members[1], spare[0], "X"])
