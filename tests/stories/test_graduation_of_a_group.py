"""A group graduates, from the topics of its theses to diplomas in the hand, while the network is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from pypdfium2 import PdfDocument

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
            'insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language,'
            "   active)"
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
        for into in (
            "update students.student set group_id = %s where id = any (%s)",
            "update students.search_word set group_id = %s where student_id = any (%s)",
            "update students.period set group_id = %s where student_id = any (%s) and ends_on is null",
        ):
            admin.execute(into, [group, four])
        for gone in (
            "attestation.vote v using attestation.candidate c where c.id = v.candidate_id and c.student_id",
            "attestation.candidate c where c.student_id",
            "attestation.ordered_topic o using attestation.thesis t where t.id = o.thesis_id and t.student_id",
            "attestation.thesis t where t.student_id",
            "movement.line l using movement.decree d where d.id = l.decree_id and d.act = 'topics' and l.student_id",
        ):
            admin.execute(f"delete from {gone} = any (%s)", [four])
        admin.execute(
            "update attestation.sitting s"
            " set students = (select count(*) from attestation.candidate c where c.sitting_id = s.id)"
        )
        admin.execute(
            "update movement.decree d set lines = (select count(*) from movement.line l where l.decree_id = d.id)"
            " where d.act = 'topics'"
        )


def test_a_group_graduates_from_topic_to_diploma(display: str, database: str, tmp_path: Path) -> None:
    with psycopg.connect(database, autocommit=True) as admin:
        group_of_four(admin)
        blanks = dict(admin.execute("select number, state from blanks.blank").fetchall())
        said, pictures = tell("graduation_of_a_group", display, tmp_path, address(database), patience=600)
        assert "the group has graduated" in said
        four = list(STUDENTS)

        def of_each(columns: str, of: str) -> list[tuple[Any, ...]]:
            place = f"array_position(%s::bigint[], {of.split()[1]}.student_id)"
            return admin.execute(
                f"select {columns} from {of} where {place} is not null order by {place}", [four, four]
            ).fetchall()

        assert (
            of_each("t.state, t.title_en is not null, t.supervisor_id is not null", "attestation.thesis t")
            == [("approved", True, True)] * 4
        )
        sheets = admin.execute(
            "select l.outcome, s.state, y.code, r.passed from attestation.candidate c"
            " join grades.line l on l.id = c.line_id"
            " join grades.sheet s on s.id = l.sheet_id join curriculum.sheet_type y on y.id = s.sheet_type_id"
            " left join grades.record r on r.line_id = l.id"
            " where c.student_id = any (%s) order by array_position(%s::bigint[], c.student_id)", [four, four]
        ).fetchall()  # fmt: skip
        assert [each[0] for each in sheets] == ["passed", "passed", "failed", "failed"]
        assert {each[1:3] for each in sheets} == {("closed", "15")}
        assert [each[3] for each in sheets] == [True, True, False, False]
        statuses = admin.execute(
            "select status from students.student where id = any (%s) order by array_position(%s::bigint[], id)",
            [four, four],
        ).fetchall()  # fmt: skip
        assert [each for (each,) in statuses] == ["14", "14", "11", "11"]
        assert of_each("s.open_points", "clearance.sheet s") == [(0,), (0,)]
        issued = of_each(
            "d.state, d.category, left(d.number, 2), d.issued_to is not null", "diplomas.diploma d"
        )
        assert issued == [("issued", "12", "BI", True), ("issued", "11", "B0", True)]
        prints = admin.execute(
            "select p.outcome, count(*), count(distinct p.number) from diplomas.printing p"
            " join diplomas.diploma d on d.id = p.diploma_id where d.group_name = %s group by p.outcome", [GROUP]
        ).fetchall()  # fmt: skip
        assert sorted(prints) == [("good", 4, 4), ("spoiled", 1, 1)]  # everything arrived, and once
        after = dict(admin.execute("select number, state from blanks.blank").fetchall())
        changed = sorted(state for number, state in after.items() if blanks.get(number) != state)
        assert changed == [*["issued"] * 4, *["reserved"] * 5, "spoiled"]
        for nothing in ("select count(*) from offline.dispute", "select count(*) from blanks.broken()"):
            assert admin.execute(nothing).fetchone() == (0,)
        pages = {path.stem: len(PdfDocument(path)) for path in pictures.glob("paper-*.pdf")}
        assert pages == {
            "paper-diploma-spoiled": 1, "paper-diploma-first": 1, "paper-diploma-second": 1,
            "paper-supplement-first": 4, "paper-supplement-second": 4,
        }  # fmt: skip
