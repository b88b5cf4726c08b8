"""Curricula: who writes them, what acceptance locks, what it asks before, and how a plan is copied."""

import threading

import psycopg
import pytest

from tests.server.acting import column, refused, scalar

LOCKED = "The curriculum {name} is accepted and locked. Ask the academic office to open it."
DRAFT = """select c.id from curriculum.curriculum c join structure.unit u on u.id = c.faculty_id
    where u.code = %s and c.accepted_at is null and c.education_type = '11' order by c.id limit 1"""
ACCEPTED = """select c.id from curriculum.curriculum c join structure.unit u on u.id = c.faculty_id
    where u.code = %s and c.accepted_at is not null and c.education_type = '11' and c.education_form = '11'
    order by c.entry_year desc, c.id limit 1"""
GEOLOGY, MINING = "403-101", "403-102"


@pytest.fixture
def draft(admin):
    return scalar(admin, DRAFT, GEOLOGY)


@pytest.fixture
def accepted(admin):
    return scalar(admin, ACCEPTED, GEOLOGY)


def breaches(connection, plan):
    rows = connection.execute("select sentence, serious from curriculum.breaches(%s)", [plan]).fetchall()
    return {sentence for sentence, serious in rows if serious}


COURSES = "(select id from curriculum.course where curriculum_id = :plan)"
#: What a dean's office might try on a locked plan; `:plan` is its number.
CHANGES = [
    "update curriculum.curriculum set name = 'Boshqa' where id = :plan",
    "update curriculum.curriculum set weekly_ceiling = 60",
    "update curriculum.semester set ends_on = ends_on + 7 where curriculum_id = :plan",
    "update curriculum.week set kind = '16'",
    "update curriculum.block set credits = 1",
    "update curriculum.course set credits = 1",
    "update curriculum.course_hours set hours = hours + 1",
    "update curriculum.control set maximum = 1",
    "delete from curriculum.control where course_id in :courses",
    "delete from curriculum.course_hours where course_id in :courses",
    "delete from curriculum.week where curriculum_id = :plan",
    "delete from curriculum.block where curriculum_id = :plan",
    """insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, credits)
       select s.faculty_id, s.curriculum_id, s.id, b.id, 5 from curriculum.semester s, subjects.subject b
        where s.curriculum_id = :plan and b.id not in (select subject_id from curriculum.course c
              where c.semester_id = s.id) limit 1""",
    """insert into curriculum.course_hours (faculty_id, course_id, training, hours)
       select faculty_id, id, '15', 2 from curriculum.course where curriculum_id = :plan limit 1""",
    """insert into curriculum.control (faculty_id, course_id, kind, maximum)
       select faculty_id, id, '17', 10 from curriculum.course where curriculum_id = :plan limit 1""",
    """insert into curriculum.block (faculty_id, curriculum_id, kind)
       select faculty_id, id, '11.05' from curriculum.curriculum where id = :plan and not exists (
           select from curriculum.block b where b.curriculum_id = :plan and b.kind = '11.05')
       union all select faculty_id, id, '12' from curriculum.curriculum where id = :plan""",
    """insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, starts_on)
       select faculty_id, curriculum_id, id, 40, starts_on + 7 * 39 from curriculum.semester
        where curriculum_id = :plan limit 1""",
    "select curriculum.remove_courses(array :courses)",
]  # fmt: skip


@pytest.mark.parametrize("login", ["dean_geology", "academic_office"])
@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_an_accepted_plan(as_person, accepted, login, change):
    with refused(LOCKED):
        as_person(login).execute(change.replace(":courses", COURSES).replace(":plan", str(accepted)))


def test_not_even_the_administrator_moves_a_subject_into_a_locked_plan(admin, accepted, draft):
    with admin.transaction(force_rollback=True), refused(LOCKED):
        admin.execute(
            """update curriculum.course c
                  set (curriculum_id, semester_id) = (s.curriculum_id, s.id)
                 from curriculum.semester s
                where s.curriculum_id = %s and s.number = 2
                  and c.id = (select id from curriculum.course where curriculum_id = %s and subject_id not in (
                      select subject_id from curriculum.course where semester_id = s.id) limit 1)""",
            [accepted, draft],
        )


def test_dean_cannot_move_a_subject_to_another_plan(dean):
    with refused(""):
        dean.execute("update curriculum.course set curriculum_id = curriculum_id")


def test_nobody_writes_an_acceptance_by_hand(dean, office):
    for person in (dean, office):
        with refused(""):
            person.execute("update curriculum.curriculum set accepted_at = null")
        person.rollback()


def test_only_the_academic_office_accepts_and_opens(dean, as_person, draft, accepted):
    for person in (dean, as_person("head_mineralogy"), as_person("registrar"), as_person("admin")):
        for act in ("accept(%(draft)s)", "reopen(%(accepted)s, 'sabab')"):
            with refused(""):
                person.execute(f"select curriculum.{act}", {"draft": draft, "accepted": accepted})
            person.rollback()


def test_every_accepted_plan_of_the_demonstration_keeps_the_rules(admin):
    assert column(
        admin,
        "select c.name from curriculum.curriculum c, curriculum.breaches(c.id) b where b.serious",
    ) == []  # fmt: skip


def test_a_draft_is_accepted_and_then_locked(office, dean, draft):
    assert scalar(office, "select curriculum.accept(%s)", draft) == []
    assert office.execute(
        "select accepted_by, accepted_at is not null from curriculum.curriculum where id = %s", [draft]
    ).fetchone() == ("academic_office", True)
    with refused(LOCKED):
        office.execute("update curriculum.course set credits = 4 where curriculum_id = %s", [draft])


def test_a_plan_is_accepted_once(office, accepted):
    with refused("The curriculum {name} is already accepted.", "HM003"):
        office.execute("select curriculum.accept(%s)", [accepted])


ONE_COURSE = "(select min(id) from curriculum.course where curriculum_id = :plan)"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            f"update curriculum.course set credits = 4 where id = {ONE_COURSE}",
            "Semester {semester} has {found} credits instead of {wanted}.",
        ),
        (
            f"update curriculum.course_hours set hours = hours + 1 where training = '17' and course_id = {ONE_COURSE}",
            "{subject}, semester {semester}: {found} hours instead of {wanted} for its credits.",
        ),
        (
            f"update curriculum.control set maximum = 31 where kind = '11' and course_id = {ONE_COURSE}",
            "{subject}, semester {semester}: the controls bring {found} points instead of {wanted}.",
        ),
        (
            f"delete from curriculum.control where course_id = {ONE_COURSE}",
            "{subject}, semester {semester}: the controls bring {found} points instead of {wanted}.",
        ),
        (
            "update curriculum.curriculum set weekly_ceiling = 20 where id = :plan",
            "Semester {semester} has {found} contact hours a week; at most {wanted} are planned.",
        ),
        (
            """update curriculum.course_hours h set hours = case when training = '17' then 130 else 20 end
                where training in ('17', '13') and course_id in (
                      select id from curriculum.course where curriculum_id = :plan)""",
            "Contact hours are {found} % of the load; this type of education has {least} to {most} %.",
        ),
        (
            "delete from curriculum.week where kind = '11' and curriculum_id = :plan",
            "Semester {semester} has no weeks of theoretical study.",
        ),
        (
            "update curriculum.curriculum set semesters = 9 where id = :plan",
            "The plan has {found} of its {wanted} semesters.",
        ),
        (
            """update curriculum.course set credits = 6 where id = (
                   select min(id) from curriculum.course where curriculum_id = :plan and choice = 1)""",
            "The alternatives of choice {choice} in semester {semester} differ in credits.",
        ),
    ],
)
def test_what_breaks_a_rule_is_named_and_refused(dean, office, draft, spoil, sentence):
    dean.execute(spoil.replace(":plan", str(draft)))
    assert sentence in breaches(dean, draft)
    dean.rollback()
    office.execute(spoil.replace(":plan", str(draft)))
    with pytest.raises(psycopg.Error) as caught:
        office.execute("select curriculum.accept(%s)", [draft])
    assert caught.value.sqlstate == "HM001"


def test_what_is_only_recommended_is_returned(office, draft):
    office.execute(
        "update curriculum.course set sheet_type_id = null, department_id = null where id = "
        "(select min(id) from curriculum.course where curriculum_id = %s)", [draft]
    )  # fmt: skip
    advice = scalar(office, "select curriculum.accept(%s)", draft)
    assert {each["sentence"] for each in advice} == {
        "{subject}, semester {semester}: no department is named, so nobody would teach it.",
        "{subject}, semester {semester}: no type of grade sheet is named.",
    }


def test_a_plan_with_classes_is_not_opened(office, admin):
    taught = scalar(
        admin,
        "select c.curriculum_id from curriculum.course c join teaching.part p on p.course_id = c.id limit 1",
    )
    with refused("Classes were made from the curriculum {name}; it stays as it is."):
        office.execute("select curriculum.reopen(%s, 'Xato topildi')", [taught])


def test_opening_a_plan_asks_why_and_keeps_the_reason(office, draft):
    with refused("The curriculum {name} is not accepted.", "HM003"):
        office.execute("select curriculum.reopen(%s, 'Xato')", [draft])
    office.rollback()
    office.execute("select curriculum.accept(%s)", [draft])
    with office.transaction(), refused("Say why the curriculum is opened again."), office.transaction():
        office.execute("select curriculum.reopen(%s, ' ')", [draft])
    office.execute("select curriculum.reopen(%s, 'Soatlar xato')", [draft])
    assert office.execute(
        "select author, body from system.note where relation = 'curriculum.curriculum' and record_id = %s",
        [draft],
    ).fetchall() == [("academic_office", "Soatlar xato")]
    office.execute("update curriculum.curriculum set name = 'Yangi nom' where id = %s", [draft])


def test_a_writer_holds_off_the_acceptance(as_person, dean, draft, admin):
    """Hours written but not committed are seen by the acceptance, which waits for them."""
    dean.execute(
        "update curriculum.course_hours set hours = hours + 2 where training = '17' and course_id = "
        "(select min(id) from curriculum.course where curriculum_id = %s)", [draft]
    )  # fmt: skip
    office, outcome = as_person("academic_office"), []

    def accept():
        try:
            office.execute("select curriculum.accept(%s)", [draft])
            outcome.append("accepted")
        except psycopg.Error as error:
            outcome.append(error.sqlstate)

    thread = threading.Thread(target=accept)
    thread.start()
    while not scalar(admin, "select exists (select from pg_locks where not granted)"):
        assert thread.is_alive()
    dean.commit()
    thread.join()
    office.rollback()
    dean.execute(
        "update curriculum.course_hours set hours = hours - 2 where training = '17' and course_id = "
        "(select min(id) from curriculum.course where curriculum_id = %s)", [draft]
    )  # fmt: skip
    dean.commit()
    assert outcome == ["HM001"]


def test_a_copy_has_everything_and_its_days_are_mondays(dean, accepted):
    specialty, year = dean.execute(
        "select specialty_id, entry_year from curriculum.curriculum where id = %s", [accepted]
    ).fetchone()
    copy = scalar(dean, "select curriculum.copy(%s, %s, '11', %s, 'Nusxa')", accepted, specialty, year + 3)
    for table in ("semester", "week", "block", "course"):
        counts = column(
            dean,
            f"select count(*) from curriculum.{table} where curriculum_id = any (%s) group by curriculum_id",
            [accepted, copy],
        )
        assert len(counts) == 2, table
        assert counts[0] == counts[1], table
    assert breaches(dean, copy) == set()
    shifts = dean.execute(
        """select distinct n.starts_on - s.starts_on from curriculum.semester s
             join curriculum.semester n on n.number = s.number and n.curriculum_id = %s where s.curriculum_id = %s""",
        [copy, accepted],
    ).fetchall()
    assert all(abs(shift - 3 * 365.25) < 5 and shift % 7 == 0 for (shift,) in shifts)
    assert scalar(dean, "select accepted_at from curriculum.curriculum where id = %s", copy) is None


def test_a_copy_beside_the_plan_is_its_next_variant(dean, accepted):
    specialty, form, year = dean.execute(
        "select specialty_id, education_form, entry_year from curriculum.curriculum where id = %s", [accepted]
    ).fetchone()
    copy = scalar(dean, "select curriculum.copy(%s, %s, %s, %s, 'Nusxa')", accepted, specialty, form, year)
    assert scalar(dean, "select variant from curriculum.curriculum where id = %s", copy) == 2


def test_dean_copies_neither_from_nor_into_another_faculty(dean, admin, accepted):
    foreign = scalar(admin, ACCEPTED, MINING)
    specialty = scalar(admin, "select specialty_id from curriculum.curriculum where id = %s", foreign)
    own = scalar(admin, "select specialty_id from curriculum.curriculum where id = %s", accepted)
    with refused("There is no such curriculum."):
        dean.execute("select curriculum.copy(%s, %s, '11', 2028, 'Nusxa')", [foreign, own])
    dean.rollback()
    with refused("There is no such specialty."):
        dean.execute("select curriculum.copy(%s, %s, '11', 2028, 'Nusxa')", [accepted, specialty])


def test_missing_semesters_are_made_with_their_weeks(dean, draft):
    new = scalar(
        dean,
        """insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form,
               entry_year, marking_system_id, semesters)
           select faculty_id, specialty_id, 'Boʻsh reja', '11', '11', 2031, marking_system_id, 8
             from curriculum.curriculum where id = %s returning id""",
        draft,
    )
    assert scalar(dean, "select curriculum.make_semesters(%s)", new) == 8
    assert scalar(dean, "select curriculum.make_semesters(%s)", new) == 0
    assert column(dean, "select to_char(starts_on, 'YYYY-MM-DD Dy') from curriculum.semester where curriculum_id = %s"
                        " order by number limit 2", new) == ["2031-09-01 Mon", "2032-02-02 Mon"]  # fmt: skip
    weeks = dean.execute(
        "select kind, count(*) from curriculum.week where curriculum_id = %s group by 1 order by 1", [new]
    ).fetchall()
    assert weeks == [("11", 120), ("12", 24)]


def test_semesters_take_the_days_of_their_terms(dean, draft):
    assert column(
        dean,
        """select distinct (s.starts_on, s.ends_on) = (t.starts_on, t.ends_on)
             from curriculum.semester s join curriculum.term t on t.id = s.term_id where s.curriculum_id = %s""",
        draft,
    ) == [True]  # fmt: skip


def test_subjects_are_removed_with_hours_and_controls(dean, draft):
    courses = column(dean, "select id from curriculum.course where curriculum_id = %s limit 3", draft)
    assert scalar(dean, "select curriculum.remove_courses(%s)", courses) == 3
    assert column(
        dean, "select count(*) from curriculum.course_hours where course_id = any (%s)", courses
    ) == [0]


def test_a_group_follows_only_a_plan_made_for_it(dean, draft, admin):
    group = scalar(admin, "select group_id from curriculum.group_curriculum where curriculum_id = %s limit 1",
                   scalar(admin, ACCEPTED, GEOLOGY))  # fmt: skip
    graduates = scalar(
        admin,
        """select g.id from students."group" g join structure.unit u on u.id = g.faculty_id
            where u.code = %s and not g.active limit 1""",
        GEOLOGY,
    )
    admin.execute("delete from curriculum.group_curriculum where group_id = %s", [graduates])
    admin.commit()
    with refused("The curriculum {plan} is not for the group {group}: specialty, entry year or form differ."):
        dean.execute(
            "insert into curriculum.group_curriculum (faculty_id, curriculum_id, group_id) select faculty_id, id, %s"
            " from curriculum.curriculum where id = %s", [graduates, draft]
        )  # fmt: skip
    dean.rollback()
    with refused("The group {group} has classes by this curriculum; remove them first."):
        dean.execute("delete from curriculum.group_curriculum where group_id = %s", [group])


def test_a_subject_is_taught_by_a_department(dean, draft):
    with refused("{unit} is not a department: subjects are taught by departments."):
        dean.execute(
            "update curriculum.course set department_id = faculty_id where curriculum_id = %s", [draft]
        )


def test_a_plan_is_of_the_type_of_its_specialty(dean, draft):
    with refused("The curriculum {name} is not of the education type of its specialty."):
        dean.execute("update curriculum.curriculum set education_type = '12' where id = %s", [draft])


def test_head_and_teacher_read_only_what_they_teach(as_person):
    head, teacher = as_person("head_mineralogy"), as_person("teacher_mineralogy")
    units = column(
        head,
        "select distinct u.code from curriculum.course c join structure.unit u on u.id = c.department_id",
    )
    assert units == ["403-101-01"]
    assert set(column(teacher, "select id from curriculum.course")) == set(
        column(teacher, "select course_id from teaching.part")
    )
    assert scalar(teacher, "select count(*) from teaching.assignment") > 0
    assert len(column(teacher, "select distinct employee_id from teaching.assignment")) == 1


def test_what_is_named_is_counted_without_empty_decimals(dean, draft):
    dean.execute("update curriculum.course set credits = 4.5 where id = (select min(id) from curriculum.course"
                 " where curriculum_id = %s)", [draft])  # fmt: skip
    details = {sentence: details for sentence, _, details in dean.execute(
        "select * from curriculum.breaches(%s)", [draft])}  # fmt: skip
    assert str(details["Semester {semester} has {found} credits instead of {wanted}."]["found"]) == "29.5"
    hours = details["{subject}, semester {semester}: {found} hours instead of {wanted} for its credits."]
    assert (str(hours["found"]), str(hours["wanted"])) == ("150", "135")


def test_a_group_that_follows_a_plan_keeps_what_the_plan_is_for(dean):
    with refused("The curriculum {plan} is not for the group {group}: specialty, entry year or form differ."):
        dean.execute(
            """update students."group" set education_form = '14'
                where id = (select min(group_id) from curriculum.group_curriculum)"""
        )
    dean.rollback()
    assert dean.execute("""update students."group" set name = name || 'x' where active""").rowcount > 1
