"""What the people of a small university do before it is kept: a little of everything that an upgrade must not lose."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from openpyxl import Workbook
from sqlalchemy import select

from client.data.documents import papers
from client.data.documents.registered import RegisteredPapers
from client.data.imports.applying import Import
from client.data.imports.kinds import KINDS
from client.data.imports.loading import load
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.reading import read_sheet
from client.data.records import attachments, notes, private, saving
from client.data.students import references
from client.data.students.documents import FORM
from client.data.timetable.card_saving import StepChanges, store
from client.data.timetable.rows import read
from client.data.timetable.versions import create, publish
from client.data.timetable.week import week_of
from server_db.maintenance import tend
from shared import pinfl
from shared.models.curriculum import Curriculum, CurriculumSubject
from shared.models.students import Private, Student
from shared.timetabling.solver.generation import GenerationOrder, generate
from tests.stories.people import gateways

if TYPE_CHECKING:
    from client.data.server.gateway import Gateway

STUDYING = "11"
TERM = "select id from curriculum.term where current_date between starts_on and ends_on"
HEADER = ("F.I.Sh.", "JSHSHIR", "Guruh", "Toʻlov shakli", "Kurs", "Semestr")
FACULTY = "select id from structure.unit where code = '403-101'"
PAGE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n"


def live(dsn: str, folder: Path) -> None:
    """Let everybody do their part; `folder` takes the files that are attached and imported."""
    with gateways(dsn) as gateway_of, psycopg.connect(dsn, autocommit=True) as admin:
        dean, registrar = gateway_of("dean_geology"), gateway_of("registrar")
        studying = _studying(dean)
        _change_students(dean, admin, studying)
        _change_plan(dean)
        _write_notes(dean, registrar, studying)
        _attach(dean, studying[0], folder)
        _issue_papers(dean, registrar, studying)
        _import_students(dean, folder)
        private.read(dean, Private, studying[:2], "Ariza")
        _publish_week(dean)
        tend(admin)  # closes the history so far into a batch
        _change_students(dean, admin, studying[6:9])


def _studying(dean: Gateway) -> list[int]:
    wanted = select(Student.id).where(Student.status == STUDYING).order_by(Student.id).limit(12)
    return [number for (number,) in dean.rows(wanted)]


def _change_students(dean: Gateway, admin: psycopg.Connection[Any], students: list[int]) -> None:
    """Correct names as the dean's office does, and move a year up as an order will."""
    for number, name in zip(students[:3], ("Anvar", "Botir", "Jahongir"), strict=True):
        row = saving.read(dean, Student, number, ())
        assert row is not None
        saving.update(dean, Student, number, row["row_version"], {"given_name": name})
    admin.execute(
        "update students.student set course = '13', semester = '15' where id = any (%s)", [students[:2]]
    )


def _change_plan(dean: Gateway) -> None:
    """Change, add and remove a subject in a plan that is not accepted yet."""
    plan = dean.scalar(select(Curriculum.id).where(Curriculum.accepted_at.is_(None)).order_by(Curriculum.id))
    wanted = (
        select(CurriculumSubject.id, CurriculumSubject.row_version)
        .where(CurriculumSubject.curriculum_id == plan)
        .order_by(CurriculumSubject.id)
    )
    (first, version), (second, _), (third, last) = dean.rows(wanted.limit(3))
    saving.update(dean, CurriculumSubject, first, version, {"credits": 7})
    columns = ("faculty_id", "curriculum_id", "semester_id", "department_id", "block", "kind", "ending")
    values = saving.read(dean, CurriculumSubject, second, columns)
    assert values is not None
    values.pop("row_version")
    taken = select(CurriculumSubject.subject_id).where(CurriculumSubject.curriculum_id == plan)
    subject = dean.scalar(
        "select min(id) from subjects.subject where id <> all (:taken)",
        taken=[n for (n,) in dean.rows(taken)],
    )
    saving.insert(dean, CurriculumSubject, {**values, "subject_id": subject, "credits": 3})
    for table in ("control", "course_hours"):
        dean.execute(f"delete from curriculum.{table} where course_id = :course", course=third)
    saving.delete(dean, CurriculumSubject, third, last)


def _write_notes(dean: Gateway, registrar: Gateway, students: list[int]) -> None:
    for number, body in zip(
        students, ("Otasi bilan gaplashildi.", "Маълумотнома сўради", "Oʻqishga qaytdi"), strict=False
    ):
        notes.add(dean, "students.student", number, body)
    notes.add(registrar, "students.student", students[0], "Arxivdan shaxsiy ish olindi (12-jild).")
    later = notes.of_record(dean, "students.student", students[1])[0]
    notes.change(dean, later, "Маълумотнома сўради: берилди")
    plan = dean.scalar(select(Curriculum.id).order_by(Curriculum.id))
    notes.add(dean, "curriculum.curriculum", plan, "Kengash bayoni № 3")
    notes.add(
        dean,
        "curriculum.course",
        dean.scalar(select(CurriculumSubject.id).order_by(CurriculumSubject.id)),
        "Soatlar kafedra bilan kelishildi",
    )
    notes.remove(dean, notes.of_record(dean, "students.student", students[2])[0])


def _attach(dean: Gateway, student: int, folder: Path) -> None:
    file = folder / "ariza.pdf"
    file.write_bytes(PAGE)
    attachments.add(dean, "students.student", student, file)


def _issue_papers(dean: Gateway, registrar: Gateway, students: list[int]) -> None:
    """References in two languages by two offices, one printed again, one declared void."""
    for gateway, language, some in ((dean, "uz", students[:4]), (registrar, "ru", students[4:6])):
        prepared = references.prepare(gateway, some, language, "", "Gʻulomov Anvar")
        batch = RegisteredPapers(gateway, FORM, prepared.references, "desk-1")
        batch.issue("print", 2)
        batch.issue("save", 1)
    papers.cancel(dean, [papers.of_student(dean, students[3])[0].id], "Ism xato yozilgan")


def _import_students(dean: Gateway, folder: Path) -> None:
    """Two new students."""
    group = dean.scalar(
        'select g.name from students.student s join students."group" g on g.id = s.group_id '
        "order by s.id limit 1"
    )
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADER)
    for name, number in (("Yoʻldoshev Sardor", 1), ("Nazarova Nilufar", 2)):
        own = pinfl.make(date(2007, 3, number), "11" if number == 1 else "12", 960, number)
        book.active.append([name, own, group, "Grant", 1, 1])
    book.save(folder / "qabul.xlsx")
    kind, opened = KINDS["students"], open_book(folder / "qabul.xlsx")
    sheet, lookups = find_header(read_sheet(opened), kind.kind), load(dean, kind.kind)
    work = Import(dean, opened, kind.check(sheet, suggest(sheet.titles, kind.kind), lookups), lookups)
    work.apply(work.try_it().plan, only_good=True)


def _publish_week(dean: Gateway) -> None:
    """A generated and published timetable, and a second one that begins where it stands."""
    term, faculty = dean.scalar(TERM), dean.scalar(FACULTY)
    version = create(dean, term, faculty, "Kuzgi jadval", None, None)
    week = week_of(read(dean, version))
    plan = generate(week.problem, week.plan, GenerationOrder(moves=300_000, workers=1)).plan
    placed = {
        event: ((week.cards[event].id, week.versions[event]), week.columns(place))
        for event, place in enumerate(plan)
    }
    store(dean, StepChanges(placed=placed))
    publish(dean, version, 120)
    create(dean, term, faculty, "Qishgacha", None, version)
