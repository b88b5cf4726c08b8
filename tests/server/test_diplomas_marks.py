"""Diploma marks: what the rows of a supplement are made of, and what the dean's office does to those of a group."""

import json

import psycopg
import pytest

from tests.server.acting import column, scalar
from tests.server.acting import refused as without_right
from tests.server.orders import refused

DRAFTS = """
select d.id from diplomas.diploma d join structure.unit u on u.id = d.faculty_id
 where d.state = 'draft' and d.replaces_id is null and u.code = '403-101' order by d.group_name, d.id
"""
ROWS = """
select n.section, n.place, n.title_uz, n.title_en, n.semesters, n.hours, n.credits, n.mark, n.recognised, n.chosen_id
  from diplomas.line n where n.diploma_id = %s
 order by array_position(array['subject', 'course_work', 'practice', 'attestation'], n.section), n.place
"""
CHOOSING = "insert into system.setting (key, value) values ('diplomas.mark_by_credits', to_jsonb(%s))"


def rows(connection, diploma):
    return connection.execute(ROWS, [diploma]).fetchall()


def titles(connection, diploma, section="subject"):
    return [row[2] for row in rows(connection, diploma) if row[0] == section]


def keys(connection, diploma):
    """The keys of the rows of a diploma by their titles."""
    statement = """select n.title_uz || '/' || n.section, k.key from diplomas.row_keys(array[%s]::bigint[]) k
                     join diplomas.line n on n.id = k.line_id"""
    return dict(connection.execute(statement, [diploma]).fetchall())


def found(connection, diploma):
    statement = "select kind, details from diplomas.found(array[%s]::bigint[])"
    return connection.execute(statement, [diploma]).fetchall()


def add(connection, diploma, subject, semester, **said):
    """Put a line into the record of whoever the diploma is of; the record is frozen, tests do it as the owner."""
    values = {
        "line": "subject", "hours": 90, "credits": 3, "ending": "11", "points": 80, "mark": "4", "source": "earlier",
        "passed": True, "course_id": None,
    } | said  # fmt: skip
    connection.execute("set session_replication_role = replica")
    record = scalar(
        connection,
        """insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours,
               credits, ending, points, mark, grade, source, passed, counts, why, attempt, round, course_id)
           select d.faculty_id, d.faculty_id, d.student_id, %s, %s, 2024, %s, %s, %s, %s, %s, %s,
                  coalesce(%s::numeric, 0),
                  %s, %s, true, 'only', 1, 1, %s
             from diplomas.diploma d where d.id = %s returning id""",
        *(
            subject,
            values["line"],
            semester,
            values["hours"],
            values["credits"],
            values["ending"],
            values["points"],
        ),
        *(values["mark"], values["mark"], values["source"], values["passed"], values["course_id"], diploma),
    )
    connection.execute("set session_replication_role = origin")
    return record


def subject(connection, name, english=None):
    return scalar(
        connection,
        """insert into subjects.subject (code, subject_group_id, name_uz, name_en)
           select 'T' || count(*), min(b.subject_group_id), %s, %s from subjects.subject b returning id""",
        name,
        english or f"{name} in English",
    )


def written(connection, diploma, *, remembering=False):
    connection.execute("select diplomas.write_rows(array[%s]::bigint[], %s)", [diploma, remembering])


def row_of(connection, diploma, title, section="subject"):
    return next(row for row in rows(connection, diploma) if row[2] == title and row[0] == section)


def attested_in(connection, diploma, subject_id, semester, sheet_type):
    """Put the subject into the plan of a diploma, on a sheet of this type; return the course."""
    return scalar(
        connection,
        """insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, kind, credits,
               sheet_type_id, ending)
           select m.faculty_id, m.curriculum_id, m.id, %s, c.kind, 2, y.id, c.ending
             from diplomas.diploma d
             join curriculum.semester m on m.curriculum_id = d.curriculum_id and m.number = %s
             join curriculum.course c on c.semester_id = m.id
             left join curriculum.sheet_type y on y.code = %s
            where d.id = %s limit 1 returning id""",
        subject_id,
        semester,
        sheet_type,
        diploma,
    )


@pytest.fixture
def owner(database):
    """The administrator of the server in one transaction, which is taken back."""
    connection = psycopg.connect(database, options="-c lock_timeout=5s")
    yield connection
    connection.close()


@pytest.fixture
def draft(owner):
    """A draft of the own faculty; what is done to it is taken back."""
    return column(owner, DRAFTS)[0]


# What the record gives


def test_a_subject_of_several_semesters_is_one_row_with_halves_and_nothings_summed(owner, draft):
    made = subject(owner, "Oliy matematika")
    add(owner, draft, made, 1, hours=75, credits="2.5", points=90, mark="5")
    add(owner, draft, made, 2, hours=60, credits="1.5", points=70, mark="4")
    add(owner, draft, made, 4, hours=30, credits=0, points=61, mark="3")
    written(owner, draft)
    section, _place, _uz, english, semesters, hours, gained, mark, *_rest = row_of(
        owner, draft, "Oliy matematika"
    )
    assert (section, english, semesters, hours, gained) == (
        "subject",
        "Oliy matematika in English",
        "1–2, 4",
        165,
        4,
    )
    assert mark == "3"  # the last one, although it brought no credit
    assert not {"gap", "double", "used_twice"} & {kind for kind, _ in found(owner, draft)}


def test_by_credits_only_marks_are_weighed_and_pass_or_fail_is_not(owner, draft):
    made = subject(owner, "Oliy matematika")
    add(owner, draft, made, 1, credits=6, points=90, mark="5")
    add(owner, draft, made, 2, credits=2, points=70, mark="4")
    add(owner, draft, made, 3, credits=4, points=60, mark="3", ending="12")
    owner.execute(CHOOSING, [1])
    written(owner, draft)
    row = owner.execute(
        "select points, mark, chosen_id from diplomas.line where diploma_id = %s and title_uz = 'Oliy matematika'",
        [draft],
    ).fetchone()
    assert row == (85, "4", None)


def test_the_last_mark_counts_and_a_later_pass_does_not_take_its_place(owner, draft):
    made = subject(owner, "Jismoniy tarbiya")
    add(owner, draft, made, 1, points=90, mark="5")
    add(owner, draft, made, 2, points=60, mark="3", ending="12")
    passed = subject(owner, "Fuqarolik ishi")
    add(owner, draft, passed, 1, points=60, mark="3", ending="12")
    failed = subject(owner, "Xor")
    add(owner, draft, failed, 1, points=20, mark="2", ending="12", passed=False)
    written(owner, draft)
    assert row_of(owner, draft, "Jismoniy tarbiya")[7] == "5"
    assert row_of(owner, draft, "Fuqarolik ishi")[7] == "passed"
    assert row_of(owner, draft, "Xor")[7] is None
    assert ("mark", {"subject": "Xor"}) in found(owner, draft)


def test_a_subject_and_its_course_work_are_two_rows_in_two_sections(owner, draft):
    made = subject(owner, "Burgʻilash")
    add(owner, draft, made, 2, points=71)
    add(owner, draft, made, 2, line="course_work", hours=0, credits=0, points=95, mark="5")
    written(owner, draft)
    assert row_of(owner, draft, "Burgʻilash")[7] == "4"
    assert row_of(owner, draft, "Burgʻilash", "course_work")[5:8] == (0, 0, "5")
    assert "double" not in {kind for kind, _ in found(owner, draft)}


def test_two_subjects_of_one_name_are_refused_as_double_in_either_language(owner, draft):
    for number, (name, english) in enumerate(
        (("Falsafa", "Philosophy"), ("falsafa", "Philosophy of science"), ("Mantiq", "philosophy"))
    ):
        add(owner, draft, subject(owner, name, english), number + 1)
    written(owner, draft)
    doubles = [details["subject"] for kind, details in found(owner, draft) if kind == "double"]
    assert len(doubles) == 2  # in Uzbek the first two, in English the first and the last


@pytest.mark.parametrize("sheet", ["13", "15"])
def test_the_attestation_is_known_by_its_sheet_also_elsewhere_and_in_another_semester(owner, draft, sheet):
    """Types 13 and 15; recognised from elsewhere there is no course, and the semester may be another."""
    made = subject(owner, "Davlat imtihoni")
    if not scalar(owner, "select count(*) from curriculum.sheet_type where code = %s", sheet):
        owner.execute(
            "insert into curriculum.sheet_type (code, name_uz) values (%s, 'Davlat imtihoni qaydnomasi')",
            [sheet],
        )
    owner.execute("set session_replication_role = replica")  # an accepted plan is locked
    course = attested_in(owner, draft, made, 4, sheet)
    add(owner, draft, made, 3, source="recognised", ending="12", mark="5", points=95)
    written(owner, draft)
    row = row_of(owner, draft, "Davlat imtihoni", "attestation")
    assert (row[7], row[8]) == ("5", True)  # a mark, and marked as recognised
    # One who came with the course of another plan: the course says it.
    owner.execute("set session_replication_role = replica")
    owner.execute("update diplomas.diploma set curriculum_id = 1 where id = %s", [draft])
    owner.execute("update grades.record set course_id = %s where subject_id = %s", [course, made])
    written(owner, draft)
    assert row_of(owner, draft, "Davlat imtihoni", "attestation")


def test_a_retaken_subject_is_one_row_of_the_result_that_counts(owner, draft):
    made = subject(owner, "Geofizika")
    lost = add(owner, draft, made, 2, points=40, mark="2", passed=False)
    owner.execute("set session_replication_role = replica")
    owner.execute("update grades.record set counts = false where id = %s", [lost])
    add(owner, draft, made, 2, points=75, mark="4")
    written(owner, draft)
    assert row_of(owner, draft, "Geofizika")[4:8] == ("2", 90, 3, "4")


def test_what_the_plan_asks_has_a_least_and_a_most_where_one_chooses(owner, draft):
    plan = scalar(owner, "select curriculum_id from diplomas.diploma where id = %s", draft)
    before = owner.execute("select * from diplomas.planned(array[%s]::bigint[])", [plan]).fetchone()
    have = owner.execute(
        "select sum(hours), sum(credits) from diplomas.line where diploma_id = %s", [draft]
    ).fetchone()
    assert (before[1], before[3]) == have
    owner.execute("set session_replication_role = replica")
    for many in (4, 6):
        course = attested_in(owner, draft, subject(owner, f"Tanlov {many}"), 1, "11")
        owner.execute(
            "update curriculum.course set choice = 77, kind = '12', credits = %s where id = %s",
            [many, course],
        )
    after = owner.execute("select * from diplomas.planned(array[%s]::bigint[])", [plan]).fetchone()
    assert (after[3] - before[3], after[4] - before[4]) == (4, 6)


# What the dean's office does


@pytest.fixture
def group(admin, dean):
    """Two drafts of one group of the own faculty, with a subject of two semesters; as they were after the test."""
    ids = column(admin, DRAFTS)[-2:]
    assert len(set(column(admin, "select group_name from diplomas.diploma where id = any(%s)", ids))) == 1
    admin.execute(
        "create table if not exists public.kept as select * from diplomas.line where diploma_id = any(%s)",
        [ids],
    )
    twice = subject(admin, "Oliy matematika")
    other = subject(admin, "Ehtimollar nazariyasi")
    for each in ids:
        add(admin, each, twice, 1, points=90, mark="5")
        add(admin, each, twice, 2, points=65, mark="3")
        add(admin, each, other, 3, points=72, mark="4")
        written(admin, each)
    yield ids
    dean.rollback()
    admin.execute("set lock_timeout = '5s'")
    admin.execute("set session_replication_role = replica")
    admin.execute("delete from diplomas.line where diploma_id = any(%s)", [ids])
    admin.execute("delete from grades.record where subject_id in (%s, %s)", [twice, other])
    admin.execute("insert into diplomas.line overriding system value select * from public.kept")
    admin.execute("drop table public.kept")
    admin.execute("delete from subjects.subject where id in (%s, %s)", [twice, other])
    admin.execute("delete from system.setting where key = 'diplomas.mark_by_credits'")
    admin.execute("set session_replication_role = origin")


def seen(connection, ids):
    return json.dumps(scalar(connection, "select diplomas.seen(%s)", ids))


def choose(connection, ids, *choices):
    wanted = [dict(zip(("diploma", "key", "record"), each, strict=True)) for each in choices]
    return scalar(
        connection, "select diplomas.choose_marks(%s, %s)", seen(connection, ids), json.dumps(wanted)
    )


def test_only_the_deans_office_changes_marks_and_only_those_of_its_drafts(admin, as_person, dean, group):
    stamps = json.dumps(scalar(admin, "select diplomas.seen(%s)", group))
    for login in ("registrar", "academic_office", "teacher_mineralogy", "admin"):
        person = as_person(login)
        for act in ("retitle(%s, '[]')", "arrange(%s, '[]')", "choose_marks(%s, '[]')", "join_rows(%s, '{}')",
                    "as_recorded(%s)"):  # fmt: skip
            with without_right(""):
                person.execute(f"select diplomas.{act}", [stamps])
            person.rollback()
    assert (
        refused(as_person("dean_mining"), "select diplomas.as_recorded(%s)", stamps)
        == "This diploma is not yours."
    )
    issued = column(
        admin, "select id from diplomas.diploma where state = 'issued' and faculty_id = 1 limit 1"
    )
    accepted = json.dumps(scalar(admin, "select diplomas.seen(%s)", issued))
    assert refused(dean, "select diplomas.as_recorded(%s)", accepted).endswith("is issued.")
    copy = column(
        admin, "select id from diplomas.diploma where state = 'draft' and duplicate_of_id is not null"
    )
    if copy:
        stamps = json.dumps(scalar(admin, "select diplomas.seen(%s)", copy))
        assert refused(dean, "select diplomas.as_recorded(%s)", stamps).startswith("What takes the place")


def test_titles_are_corrected_once_for_everybody_and_told_when_others_were_quicker(admin, owner, dean, group):
    key = keys(admin, group[0])["Oliy matematika/subject"]
    before = seen(dean, group)
    said = json.dumps([{"key": key, "uz": "Matematika", "en": " Mathematics "}])
    after = scalar(dean, "select diplomas.retitle(%s, %s)", before, said)
    dean.commit()
    for each in group:
        assert row_of(admin, each, "Matematika")[3] == "Mathematics"
    assert "were changed meanwhile" in refused(dean, "select diplomas.retitle(%s, %s)", before, said)
    for wrong, words in (
        ({"uz": " ", "en": "x"}, "has a title"),
        ({"uz": "Математика", "en": "x"}, "Cyrillic"),
        ({"uz": "x", "en": "Мath"}, "Cyrillic"),
        ({"uz": "x" * 257, "en": "x"}, "longer than 256"),
    ):
        given = json.dumps([{"key": key, **wrong}])
        assert words in refused(dean, "select diplomas.retitle(%s, %s)", json.dumps(after), given)
    # What is drafted later of the same plan takes the title over.
    written(owner, group[1], remembering=True)
    assert row_of(owner, group[1], "Matematika")[3] == "Mathematics"
    owner.rollback()


def test_rows_move_between_sections_for_all_of_the_group(admin, dean, group):
    known = keys(admin, group[0])
    first, moved = known["Ehtimollar nazariyasi/subject"], known["Oliy matematika/subject"]
    order = [{"key": moved, "section": "practice"}, {"key": first, "section": "subject"}]
    scalar(dean, "select diplomas.arrange(%s, %s)", seen(dean, group), json.dumps(order))
    dean.commit()
    for each in group:
        assert titles(admin, each)[0] == "Ehtimollar nazariyasi"
        assert titles(admin, each, "practice") == ["Oliy matematika"]
        places = column(
            admin, "select place from diplomas.line where diploma_id = %s and section = 'subject'", each
        )
        assert sorted(places) == list(range(1, len(places) + 1))
    bad = json.dumps([{"key": first, "section": "elsewhere"}])
    assert "line_section_check" in refused(dean, "select diplomas.arrange(%s, %s)", seen(dean, group), bad)


def test_whose_mark_counts_is_chosen_where_the_university_lets_it(admin, dean, group):
    key = keys(admin, group[0])["Oliy matematika/subject"]
    one, _two = scalar(
        admin,
        "select sources from diplomas.line where diploma_id = %s and title_uz = 'Oliy matematika'",
        group[0],
    )
    with pytest.raises(psycopg.Error, match="nobody chooses"):
        choose(dean, group, (group[0], key, one))
    dean.rollback()
    admin.execute(CHOOSING, [2])
    assert choose(dean, group, (group[0], key, one)) == 1
    dean.commit()
    assert [row_of(admin, each, "Oliy matematika")[7] for each in group] == ["5", "3"]
    assert choose(dean, group, (group[0], key, 0), (group[1], key, 0)) == 2
    dean.commit()
    assert {row_of(admin, each, "Oliy matematika")[7] for each in group} == {"4"}  # 77.5 points
    with pytest.raises(psycopg.Error, match="one of its own results"):
        choose(dean, group, (group[1], key, one))  # a result of another student
    dean.rollback()


def test_subjects_are_joined_and_split_again_for_the_group(admin, owner, dean, group):
    known = keys(admin, group[0])
    first, second = known["Oliy matematika/subject"], known["Ehtimollar nazariyasi/subject"]
    before = [rows(admin, each) for each in group]
    assert scalar(dean, "select diplomas.join_rows(%s, %s)", seen(dean, group), [first, second]) == 2
    dean.commit()
    for each in group:
        assert row_of(admin, each, "Oliy matematika")[4:8] == ("1–3", 270, 9, "4")
        assert "Ehtimollar nazariyasi" not in titles(admin, each)
        assert not {"gap", "used_twice", "double"} & {kind for kind, _ in found(admin, each)}
    joined = keys(admin, group[0])["Oliy matematika/subject"]
    # What is drafted later is joined alike.
    written(owner, group[1], remembering=True)
    assert row_of(owner, group[1], "Oliy matematika")[4:7] == ("1–3", 270, 9)
    owner.rollback()
    assert "Choose two rows" in refused(
        dean, "select diplomas.join_rows(%s, %s)", seen(dean, group), [joined]
    )
    work = keys(admin, group[0])["Magistrlik dissertatsiyasi/attestation"]
    assert "different sections" in refused(
        dean, "select diplomas.join_rows(%s, %s)", seen(dean, group), [joined, work]
    )
    assert scalar(dean, "select diplomas.as_recorded(%s, %s)", seen(dean, group), [joined]) == 4
    dean.commit()
    assert [sorted((row[0], *row[2:]) for row in rows(admin, each)) for each in group] == [
        sorted((row[0], *row[2:]) for row in each) for each in before
    ]


def test_who_lacks_one_subject_of_a_joined_row_keeps_the_others_under_their_own_names(owner, dean, group):
    known = keys(owner, group[0])
    pair = [known["Oliy matematika/subject"], known["Ehtimollar nazariyasi/subject"]]
    scalar(dean, "select diplomas.join_rows(%s, %s)", seen(dean, group), pair)
    dean.commit()
    owner.rollback()
    owner.execute("set session_replication_role = replica")
    owner.execute(
        """update grades.record set counts = false
            where student_id = (select student_id from diplomas.diploma where id = %s) and semester = 3
              and subject_id = (select id from subjects.subject where name_uz = 'Ehtimollar nazariyasi')""",
        [group[1]],
    )
    written(owner, group[1], remembering=True)
    assert row_of(owner, group[1], "Oliy matematika")[4:6] == ("1–2", 180)
    owner.rollback()


def test_as_the_record_gives_it_forgets_what_was_written(admin, dean, group):
    before = rows(admin, group[0])
    key = keys(admin, group[0])["Oliy matematika/subject"]
    stamps = scalar(
        dean,
        "select diplomas.retitle(%s, %s)",
        seen(dean, group),
        json.dumps([{"key": key, "uz": "M", "en": "M"}]),
    )
    scalar(
        dean,
        "select diplomas.arrange(%s, %s)",
        json.dumps(stamps),
        json.dumps([{"key": key, "section": "practice"}]),
    )
    dean.commit()
    scalar(dean, "select diplomas.as_recorded(%s)", seen(dean, group))
    dean.commit()
    assert rows(admin, group[0]) == before
