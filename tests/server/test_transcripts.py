"""What the register knows of transcripts and study cards, who may have them, and whom certificates concern."""

import pytest
from psycopg.types.json import Jsonb

from tests.security.attacks.transcripts import KNOWN
from tests.server.acting import column, refused, scalar

STUDENT = """
select s.id
  from students.student s
  join structure.unit u on u.id = s.faculty_id and u.code = %s
 where s.status = %s and exists (select from grades.record r where r.student_id = s.id and r.counts) = %s
 order by s.id limit 1
"""
REGISTER = "select register_number from documents.register(%s, 'uz', array[%s::bigint], array[%s::jsonb])"
UNIT = "select id from structure.unit where code = %s"
#: A result of elsewhere for a student, accepted.
TAKEN = """
insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits, ending,
                           points, mark, grade, passed, source, source_document, counts, why)
select s.faculty_id, s.faculty_id, s.id, (select max(b.id) from subjects.subject b), 'subject', 2025, 12, 90, 4.5, '11',
       91, '5', 5, true, 'recognised', E'Transkript | 12\nTATU', true, 'recognised'
  from students.student s where s.id = %s
"""


@pytest.fixture
def student(admin):
    """student("11", "403-101", results=True): somebody of a faculty and a status, with results or without."""
    return lambda status="11", faculty="403-101", results=True: scalar(
        admin, STUDENT, faculty, status, results
    )


def test_a_dean_registers_for_the_own_students_alone(as_person, student):
    dean, own, other = as_person("dean_geology"), student(), student(faculty="403-102")
    registrar = as_person("registrar")
    assert scalar(dean, REGISTER, "transcript", own, Jsonb(scalar(dean, KNOWN, own))).startswith("TR-")
    with refused("Not all of these are yours, or some get no such paper.", "HM002"):
        scalar(dean, REGISTER, "transcript", other, Jsonb(scalar(registrar, KNOWN, other)))
    assert scalar(registrar, REGISTER, "transcript", other, Jsonb(scalar(registrar, KNOWN, other)))


def test_a_teacher_gets_none_and_reads_none(as_person, student):
    teacher = as_person("teacher_mineralogy")
    for statement in (
        f"select documents.register('transcript', 'uz', array[{student()}::bigint], array['{{}}'::jsonb])",
        f"select grades.transcript_lines({student()})",
        f"select grades.study_card({student()})",
        "select grades.paper_holders('transcript', 1)",
    ):
        with refused(""):
            teacher.execute(statement)
        teacher.rollback()


def test_who_has_no_results_gets_no_transcript(as_person, student):
    registrar, nobody = as_person("registrar"), student("12", results=False)
    with refused("Not all of these are yours, or some get no such paper.", "HM002"):
        scalar(registrar, REGISTER, "transcript", nobody, Jsonb(scalar(registrar, KNOWN, nobody)))


def test_a_study_card_is_the_own_students_alone(as_person, student):
    dean = as_person("dean_geology")
    card = scalar(dean, "select grades.study_card(%s)", student())
    assert card["lines"]
    assert "|21|" in card["orders"]  # the enrolment
    assert scalar(dean, "select grades.study_card(%s)", student(faculty="403-102")) is None


def test_a_recognised_result_names_its_document_in_one_field(admin, student):
    who = student()
    with admin.transaction(force_rollback=True):
        admin.execute(TAKEN, [who])
        lines = column(admin, "select line from grades.transcript_lines(%s)", who)
        [taken] = [each for each in lines if "Transkript" in each]
    assert taken.count("|") == lines[0].count("|") == 11
    assert "Transkript / 12 TATU" in taken


def test_the_gpa_of_papers_is_the_one_of_the_program(admin, student):
    for who in (student(), student("14")):
        whole = scalar(admin, "select gpa from grades.gpa(array[%s::bigint]) where year is null", who)
        assert scalar(admin, "select gpa from grades.standing(array[%s::bigint])", who) == whole
        assert scalar(admin, "select grades.transcript_sums(%s)", who).split("\n")[-1] == f"|{whole}"


def test_a_window_shows_who_has_a_paper_and_when_the_record_went_on(as_person, admin, student):
    dean, who = as_person("dean_geology"), student(faculty="403-101")
    faculty = scalar(admin, UNIT, "403-101")
    standing = "select standing from grades.paper_holders('transcript', %s) where student_id = %s"
    scalar(dean, REGISTER, "transcript", who, _known(dean, who))
    assert scalar(dean, standing, faculty, who) == "issued"
    number = scalar(
        dean, "select max(id) from documents.paper where kind = 'transcript' and record_id = %s", who
    )
    dean.execute("select documents.cancel(%s, 'Xato')", [number])
    assert scalar(dean, standing, faculty, who) in ("none", "changed")
    counted = "select count(*) from grades.paper_holders('transcript', %s)"
    assert scalar(dean, counted, scalar(admin, UNIT, "403-102")) == 0


def _known(person, student):
    return Jsonb(scalar(person, KNOWN, student))


def test_certificates_concern_those_who_left_and_those_about_to(as_person, admin):
    dean, faculty = as_person("dean_geology"), scalar(admin, UNIT, "403-101")
    found = dict(
        dean.execute(
            "select s.status, min(h.concern || ' ' || h.standing) from grades.certificate_holders(%s) h"
            " join students.student s on s.id = h.student_id group by 1", [faculty]
        ).fetchall()
    )  # fmt: skip
    assert found == {"12": "expelled none", "13": "leave waits"}  # graduates by order have a diploma
