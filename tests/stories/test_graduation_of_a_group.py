"""A group graduates, from the topics of its theses to diplomas in the hand, while the network is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg

from tests.stories.telling import address, tell

if TYPE_CHECKING:
    from pathlib import Path

#: Who stays in the group: the first two graduate, the third fails, the fourth does not come.
GROUP, STUDENTS = "22-09", (7, 4, 5, 2)


def group_of_four(admin: psycopg.Connection[tuple[Any, ...]]) -> None:
    """A group of their own for four whose studies are over but for the thesis, and no thesis yet."""
    four = list(STUDENTS)
    with admin.transaction():
        admin.execute("set local session_replication_role = replica")
        (group,) = admin.execute(
            'insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language, active)'
            " select g.faculty_id, g.specialty_id, %s, g.entry_year, g.education_form, g.language, true"
            ' from students."group" g join students.student s on s.group_id = g.id where s.id = %s returning id',
            [GROUP, four[0]],
        ).fetchone()  # type: ignore[misc]  # they have a group
        admin.execute(
            "insert into curriculum.group_curriculum (faculty_id, curriculum_id, group_id)"
            " select f.faculty_id, f.curriculum_id, %s from curriculum.group_curriculum f"
            " join students.student s on s.group_id = f.group_id where s.id = %s",
            [group, four[0]],
        )
        for table, key in (("student", "id"), ("search_word", "student_id")):
            admin.execute(f"update students.{table} set group_id = %s where {key} = any (%s)", [group, four])
        admin.execute(
            "update students.period set group_id = %s where student_id = any (%s) and ends_on is null", [group, four]
        )
        for statement in (
            "delete from attestation.vote v using attestation.candidate c where c.id = v.candidate_id and c.student_id = any (%s)",
            "delete from attestation.candidate where student_id = any (%s)",
            "delete from attestation.ordered_topic o using attestation.thesis t where t.id = o.thesis_id and t.student_id = any (%s)",
            "delete from attestation.thesis where student_id = any (%s)",
            "delete from movement.line l using movement.decree d where d.id = l.decree_id and d.act = 'topics' and l.student_id = any (%s)",
        ):
            admin.execute(statement, [four])
        admin.execute(
            "update attestation.sitting s set students = (select count(*) from attestation.candidate c where c.sitting_id = s.id)"
        )
        admin.execute(
            "update movement.decree d set lines = (select count(*) from movement.line l where l.decree_id = d.id) where d.act = 'topics'"
        )


def test_a_group_graduates_from_topic_to_diploma(display: str, database: str, tmp_path: Path) -> None:
    with psycopg.connect(database, autocommit=True) as admin:
        group_of_four(admin)
        said, pictures = tell(
            "graduation_of_a_group", display, tmp_path, address(database), patience=600
        )
        assert "the group has graduated" in said
