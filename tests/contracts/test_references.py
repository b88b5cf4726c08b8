"""A reference that a composite key is said to hold is held by one: else any number could stand there."""

from shared.models.everything import metadata

#: Copied by functions from the class or the examination, which hold it; nobody else writes it.
COPIED = {"timetable.lesson.department_id"}


def test_every_reference_is_held_by_a_key():
    loose = {
        f"{table.fullname}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.info.get("refers") and not column.computed and not column.foreign_keys
    }
    assert loose == COPIED
