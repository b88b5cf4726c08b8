"""The recycle bin: what was deleted comes back as it was, for whoever may enter it, and never over what came since."""

import psycopg
import pytest

from tests.server.acting import column, refused, scalar

BIN = "select id, at from audit.recycle_bin(security.today(), security.today()) where relation = %s and record_id = %s"
RESTORE = "select audit.restore(%s, %s)"
BUILDING = "insert into infrastructure.building (name, address) values (%s, %s) returning id"
ROOM = (
    "insert into infrastructure.room (building_id, name, kind, capacity) select %s, %s, min(kind), 30"
    " from infrastructure.room returning id"
)
RESULT = (
    "insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits,"
    " points, source_document) select s.faculty_id, s.id, (select min(id) from subjects.subject), 'subject', 'earlier',"
    " 2020, 11, 60, 2, 71, '№ 4' from students.student s"
    " join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
    " where s.status = '11' order by s.id desc limit 1 returning id"
)
NOT_YOURS = "You may not restore this: whoever may enter such records may."


def row(admin, table, number):
    return scalar(admin, f"select to_jsonb(t) - 'row_version' from {table} t where id = %s", number)


def deleted(admin, table, number):
    """The deletion as the history has it, whoever sees it in the bin."""
    return admin.execute(
        "select id, at from audit.change where relation = %s and record_id = %s and action = 'delete'"
        " order by at desc, id desc limit 1",
        [table, number],
    ).fetchone()


@pytest.fixture
def building(office):
    """A building with a room, both deleted in one act, and a second room deleted before."""
    made = scalar(office, BUILDING, "Sinov binosi", "Koʻcha, 1")
    room, earlier = (scalar(office, ROOM, made, name) for name in ("S-1", "S-2"))
    office.commit()
    office.execute("delete from infrastructure.room where id = %s", [earlier])
    office.commit()
    office.execute("delete from infrastructure.room where id = %s", [room])
    office.execute("delete from infrastructure.building where id = %s", [made])
    office.commit()
    yield made, room, earlier
    office.rollback()
    office.execute("delete from infrastructure.room where building_id = %s", [made])
    office.execute("delete from infrastructure.building where name = 'Sinov binosi'")
    office.commit()


def test_what_was_deleted_in_one_act_comes_back_in_one(admin, office, building):
    made, room, earlier = building
    [change] = office.execute(BIN, ["infrastructure.building", made]).fetchall()
    alone = office.execute(BIN, ["infrastructure.room", earlier]).fetchone()
    with refused("{parent}, to which {record} belonged, is gone. Restore that first."):
        office.execute(RESTORE, alone)
    office.rollback()
    assert scalar(office, RESTORE, *change) == 2
    office.commit()
    assert column(admin, "select id from infrastructure.room where building_id = %s", made) == [room]
    assert row(admin, "infrastructure.building", made)["address"] == "Koʻcha, 1"
    assert office.execute(BIN, ["infrastructure.building", made]).fetchall() == []
    with refused("{record} was restored meanwhile, or deleted again. Look at the bin again.", "HM003"):
        office.execute(RESTORE, change)
    office.rollback()
    scalar(office, RESTORE, *alone)
    office.commit()
    assert column(admin, "select name from infrastructure.room where building_id = %s order by id", made) == [
        "S-1",
        "S-2",
    ]
    history = "select action from audit.change where relation = 'infrastructure.room' and record_id = %s order by id"
    assert column(admin, history, earlier) == ["insert", "delete", "insert"]


def test_a_taken_place_is_named_and_nothing_comes_back_by_halves(admin, office, building):
    made, _room, _earlier = building
    scalar(office, BUILDING, "Sinov binosi", "Boshqa joyda")
    change = office.execute(BIN, ["infrastructure.building", made]).fetchone()
    office.commit()
    with pytest.raises(Exception, match="is taken meanwhile by") as caught:
        office.execute(RESTORE, change)
    office.rollback()
    assert '"other": "Sinov binosi"' in caught.value.diag.message_detail
    assert column(admin, "select id from infrastructure.room where building_id = %s", made) == []


def test_a_record_of_another_faculty_or_office_is_not_restored(admin, dean, office, as_person, building):
    made, _room, _earlier = building
    place = deleted(admin, "infrastructure.building", made)
    for login in ("dean_geology", "registrar", "admin", "teacher_mineralogy"):
        person = as_person(login)
        with refused(NOT_YOURS, "HM002"):
            person.execute(RESTORE, place)
        person.rollback()
    result = scalar(dean, RESULT)
    dean.commit()
    before = row(admin, "grades.result", result)
    dean.execute("delete from grades.result where id = %s", [result])
    dean.commit()
    place = deleted(admin, "grades.result", result)
    mining = as_person("dean_mining")
    assert mining.execute(BIN, ["grades.result", result]).fetchall() == []
    for person in (mining, office):
        with refused(NOT_YOURS, "HM002"):
            person.execute(RESTORE, place)
        person.rollback()
    # The office reads all study records and sees it lying there.
    assert office.execute(BIN, ["grades.result", result]).fetchall() == [place]
    # What gave the right is asked when it is restored, not when the bin was read.
    until = (
        "update security.membership set ends_on = %s where role = 'hemis_faculty'"
        " and account_id = (select id from security.account where login = 'dean_geology')"
    )
    admin.execute(until, [scalar(admin, "select security.today() - 1")])
    with refused(NOT_YOURS, "HM002"):
        dean.execute(RESTORE, place)
    dean.rollback()
    admin.execute(until, [None])
    dean.execute(RESTORE, place)
    dean.commit()
    assert row(admin, "grades.result", result) == before


def test_what_functions_write_and_the_history_never_lie_there(admin, office, dean):
    kinds = set(scalar(admin, "select audit.bin_kinds()"))
    assert not kinds & {"documents.paper", "movement.decree", "movement.line", "grades.sheet", "grades.record",
                        "students.student", "students.period", "audit.change", "students.private"}  # fmt: skip
    draft = scalar(dean, "select movement.draft('expel', security.today(), 'uz', (select id from structure.unit"
                         " where code = '403-101'), null, '{}', '{}')")  # fmt: skip
    dean.commit()
    dean.execute("select movement.discard(%s)", [draft])
    dean.commit()
    with refused("This does not lie in the recycle bin.", "HM002"):
        office.execute(RESTORE, deleted(admin, "movement.decree", draft))
    office.rollback()
    for statement in ("insert into infrastructure.building (id, name) overriding system value values (1000000, 'X')",
                      "select audit.put_back(c, true) from audit.change c limit 1",
                      "select audit.require_right(c, 'hemis_hr') from audit.change c limit 1"):  # fmt: skip
        with refused(""):
            office.execute(statement)
        office.rollback()


def test_a_note_comes_back_to_its_author_alone(admin, dean, office):
    subject = "select min(s.id) from students.student s where s.faculty_id = any(security.my_units())"
    written = "insert into system.note (relation, record_id, body) select 'students.student', ({}), 'Salom'"
    note = scalar(dean, f"{written.format(subject)} returning id")
    dean.commit()
    dean.execute("delete from system.note where id = %s", [note])
    dean.commit()
    place = deleted(admin, "system.note", note)
    assert office.execute(BIN, ["system.note", note]).fetchall() == []
    with refused(NOT_YOURS, "HM002"):
        office.execute(RESTORE, place)
    office.rollback()
    dean.execute(RESTORE, place)
    dean.commit()
    assert row(admin, "system.note", note)["body"] == "Salom"
    added = (
        "insert into system.attachment (relation, record_id, name, media_type, content)"
        " select 'students.student', ({}), 'a.pdf', 'application/pdf', '%%PDF-1'::bytea returning id"
    )
    pdf = scalar(dean, added.format(subject))
    dean.commit()
    dean.execute("delete from system.attachment where id = %s", [pdf])
    dean.commit()
    with refused("Of the file {record} only its fingerprint was kept. Add the file anew."):
        dean.execute(RESTORE, deleted(admin, "system.attachment", pdf))


def test_private_values_do_not_come_back_empty_without_a_word(admin):
    """The history tells that they were there and never what they were."""
    with pytest.raises(psycopg.Error, match="Private values that were deleted"):
        admin.execute(
            "select audit.require_whole(jsonb_populate_record(null::audit.change,"
            """ '{"relation": "employees.private", "before": {"employee_id": 1, "phone": null}}'))"""
        )
    admin.rollback()
