"""What is longer than its place is refused, never cut without a word."""

import pytest
from psycopg.errors import CheckViolation

from tests.reference_content import reference_content
from tests.server.acting import column, scalar
from tests.server.test_curriculum import DRAFT


def paper(dean):
    student = column(dean, "select min(id) from students.student where status = '11'")
    register = "select id from documents.register('reference', 'uz', %s, %s)"
    return scalar(dean, register, student, [reference_content(dean, student[0])])


def accepted_plan(office):
    plan = scalar(office, DRAFT, "403-101")
    office.execute("select curriculum.accept(%s)", [plan])
    return plan


def own_student(dean):
    return column(dean, "select min(id) from students.student where status = '11'")


@pytest.mark.parametrize(
    ("login", "act", "subject", "length", "rule"),
    [
        ("dean_geology", "select documents.cancel(%s, %s)", paper, 256, "paper_cancel_reason_length_check"),
        ("dean_geology", "select security.ask_reading('students.private', %s, %s)", own_student, 256,
         "reading_reason_length_check"),
        ("academic_office", "select system.admit_numbers('students.student', %s, %s)",
         lambda _office: ["402311100017"], 256, "admitted_number_reason_length_check"),
        ("academic_office", "select curriculum.reopen(%s, %s)", accepted_plan, 4000, "note_body_length_check"),
        ("dean_geology", "select imports.begin('students', digest => %s, file_name => %s)", lambda _dean: "00", 255,
         "run_file_name_length_check"),
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_is_refused(as_person, login, act, subject, length, rule):
    person = as_person(login)
    about = subject(person)
    with pytest.raises(CheckViolation) as refusal, person.transaction():
        person.execute(act, [about, "a" * (length + 1)])
    assert refusal.value.diag.constraint_name == rule
    person.execute(act, [about, "a" * length])
