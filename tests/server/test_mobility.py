"""Student exchanges and learning agreements: whose they are, and which results they may name."""

import pytest

from tests.server.acting import refused, scalar

EXCHANGE = (
    "insert into mobility.exchange (student_id, faculty_id, direction, partner, country, programme, starts_on, ends_on,"
    " document) select s.id, s.faculty_id, 'outgoing', 'TU Freiberg', 'DE', 'Erasmus+', %s, %s, '№ 1'"
    " from students.student s where s.id = %s returning id"
)
AGREED = (
    "insert into mobility.agreed_subject (exchange_id, student_id, faculty_id, name, credits, subject_id, state,"
    " result_id) select e.id, e.student_id, e.faculty_id, 'Geology II', 5.0, %s, 'agreed', %s"
    " from mobility.exchange e where e.id = %s"
)
DAYS, LATER = ("2027-02-01", "2027-06-30"), ("2027-09-01", "2027-12-30")


@pytest.fixture
def result(admin):
    """Student, subject and id of a result of a geologist that was recognised or entered from before."""
    return admin.execute(
        "select r.student_id, r.subject_id, r.id from grades.result r join structure.unit u on u.id = r.faculty_id"
        " where u.code = '403-101' order by r.id limit 1"
    ).fetchone()


def test_an_agreement_names_a_result_of_its_student_and_subject(admin, dean, result):
    student, subject, found = result
    exchange = scalar(dean, EXCHANGE, *DAYS, student)
    dean.commit()
    other = scalar(admin, "select min(id) from grades.result where student_id <> %s", student)
    sentence = "This result is not one of the student in the subject that is recognised."
    for wrong in ((subject, other), (subject + 1, found), (None, found)):
        with refused(sentence):
            dean.execute(AGREED, [*wrong, exchange])
        dean.rollback()
    dean.execute(AGREED, [subject, found, exchange])
    dean.commit()
    with refused("", "23505"):
        dean.execute(AGREED, [subject, found, exchange])


def test_an_exchange_is_of_the_own_faculty_ends_after_it_begins_and_stays(dean, as_person, result):
    student = result[0]
    mining = as_person("dean_mining")
    assert mining.execute(EXCHANGE, [*LATER, student]).fetchone() is None  # nobody whom one does not read
    mining.commit()
    with refused("", "23514"):
        dean.execute(EXCHANGE, [*LATER[::-1], student])
    dean.rollback()
    exchange = scalar(dean, EXCHANGE, *LATER, student)
    dean.commit()
    with refused(""):
        dean.execute("delete from mobility.exchange where id = %s", [exchange])
    dean.rollback()
    assert scalar(mining, "select count(*) from mobility.exchange where id = %s", exchange) == 0
    with refused(""):
        mining.execute(
            "insert into mobility.exchange (student_id, faculty_id, direction, partner, country, programme, starts_on,"
            " ends_on, document) values (%s, (select id from structure.unit where code = '403-101'), 'outgoing', 'X',"
            " 'DE', 'X', '2027-02-01', '2027-03-01', 'X')",
            [student],
        )
