"""Whatever names another row is held by a key: else any number could stand there, or one of a row that has gone."""

import pytest

from shared.models.everything import metadata

OUTLIVES = "the history outlives what it is about"
ANY_TABLE = "a row of whichever table the column beside it names"
DERIVED = "written by triggers alone, from rows that a key holds, and taken away with them"
#: Columns that name rows without a key, and why.
WITHOUT = {
    "audit.change.record_id": OUTLIVES,
    "audit.change.unit_id": OUTLIVES,
    "audit.batch.first_id": OUTLIVES,
    "audit.batch.last_id": OUTLIVES,
    "security.reading.record_ids": OUTLIVES,
    "movement.balance_number.student_ids": OUTLIVES,
    "documents.paper.record_id": ANY_TABLE,
    "imports.effect.record_id": ANY_TABLE,
    "merging.moved.record_id": ANY_TABLE,
    "system.note.record_id": ANY_TABLE,
    "system.attachment.record_id": ANY_TABLE,
    "students.search_word.student_id": DERIVED,
    "students.search_word.faculty_id": DERIVED,
    "students.search_word.group_id": DERIVED,
    "timetable.occupation.faculty_id": DERIVED,
    "timetable.occupation.resource_id": DERIVED,
    "timetable.lesson_part.group_id": DERIVED,
    "timetable.lesson_part.faculty_id": DERIVED,
    "grades.cell.faculty_id": DERIVED,
    "signing.key.key_id": "the beginning of the fingerprint of the key itself",
}


def test_every_reference_is_held_by_a_key():
    loose = {
        f"{table.fullname}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if (column.info.get("refers") or column.name.endswith(("_id", "_ids")))
        and not column.computed
        and not column.foreign_keys
    }
    assert loose == WITHOUT.keys()


@pytest.mark.parametrize("column", [name for name, why in WITHOUT.items() if why is DERIVED])
def test_what_triggers_derive_is_written_by_no_person(column, admin):
    table, name = column.rsplit(".", 1)
    writers = admin.execute(
        "select r.rolname from pg_roles r where r.rolcanlogin is false and r.rolname like 'hemis%%' "
        "and r.rolname <> all (%s) "
        "and (has_column_privilege(r.oid, %s, %s, 'insert') or has_column_privilege(r.oid, %s, %s, 'update'))",
        [["hemis_owner", "hemis_definer"], table, name, table, name],
    ).fetchall()
    assert writers == []
