"""What the papers of a plan say: the whole plan, or the working plan of a year of study."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import select

from client.data.curriculum import plan as plans
from client.data.curriculum.plan import (
    CONTROLS,
    CurriculumPlan,
    Names,
    PlanSemester,
    PlanSubject,
)
from client.data.curriculum.sums import SubjectLine, all_trainings, stored_lines
from client.data.employees.chiefs import deans
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.curriculum.plan import PlanPaper, PlanRow, Weeks, number, texts
from reports.curriculum.words import WORDS
from shared.codes import SubjectType, TrainingType
from shared.models.structure import University
from shared.names import signed, sort_key
from shared.scripts import name_in, named_in

#: Columns that stand on the paper even when they are empty.
ALWAYS_SHOWN = (TrainingType.LECTURE, TrainingType.PRACTICE, TrainingType.INDEPENDENT)
#: What controls are called on paper.
CONTROL_WORDS = {
    "uz": dict(zip(CONTROLS, ("JN", "ON", "YaN"), strict=True)),
    "oz": dict(zip(CONTROLS, ("ЖН", "ОН", "ЯН"), strict=True)),
    "ru": dict(zip(CONTROLS, ("ТК", "ПК", "ИК"), strict=True)),
}


def read(gateway: Gateway, curriculum_id: int, language: str, year_of_study: int | None = None) -> PlanPaper:
    """Read what the paper of a plan, or the working plan of a year of study, says under the reader's rights."""
    return _Writer(gateway, plans.read(gateway, curriculum_id), language).paper(year_of_study)


def said(names: Names, language: str) -> str:
    """Return a name in the language of a paper."""
    return named_in(language, *names[:3])  # the paper has no English


class _Writer:
    """Says a plan in the language of a paper."""

    def __init__(self, gateway: Gateway, plan: CurriculumPlan, language: str) -> None:
        self._plan, self._language = plan, language
        self._gateway = gateway
        catalogue = Catalogue(gateway)
        catalogue.ensure(plans.LABELS)
        self._items = {
            name: {item.code: said(item.names, language) for item in catalogue.items(name)}
            for name in plans.LABELS
        }
        self._trainings = [code for code in all_trainings(plan) if self._has(code)]

    def paper(self, year_of_study: int | None) -> PlanPaper:
        """Return the whole plan, or the working plan of a year of study."""
        head = self._plan.head
        semesters = [each for each in self._plan.semesters if year_of_study in (None, -(-each.number // 2))]
        rows = tuple(self._rows(semesters, working=year_of_study is not None))
        university, rector = self._university()
        year = _academic_year(head.entry_year, year_of_study) if year_of_study else ""
        total = self._sum(
            self._words().total, self._courses(semesters), semesters, working=year_of_study is not None
        )
        return PlanPaper(
            language=self._language,
            university=university,
            rector=rector,
            dean=self._person(deans(self._gateway, (head.faculty_id,)).get(head.faculty_id, "")),
            name=name_in(self._language, head.name),
            faculty=said(head.faculty_names, self._language),
            specialty=f"{head.specialty_code} – {said(head.specialty_names, self._language)}",
            education_type=self._label("h_education_type", head.education_type),
            education_form=self._label("h_education_form", head.education_form),
            entry_year=head.entry_year,
            semesters=tuple(each.number for each in semesters),
            marking=said(head.marking_names, self._language),
            trainings=tuple(self._label("h_training_type", code) for code in self._trainings),
            rows=rows,
            total=total,
            weeks=tuple(self._weeks(semesters)),
            accepted_on=head.accepted_at.date() if head.accepted_at else None,
            year_of_study=year_of_study,
            year=year,
            electives=any(each.values["kind"] == SubjectType.ELECTIVE for each in self._courses(semesters)),
        )

    def _rows(self, semesters: list[PlanSemester], *, working: bool) -> Iterator[PlanRow]:
        courses = self._courses(semesters)
        blocks = sorted({course.values["block"] or "" for course in courses}, key=lambda code: code or "~")
        for place, block in enumerate(blocks, start=1):
            own = [course for course in courses if (course.values["block"] or "") == block]
            heading = self._label("h_subject_block", block) or "—"
            yield self._sum(heading, own, semesters, number=str(place), working=working)
            for line, among in enumerate(self._by_subject(own, working=working), start=1):
                yield self._row(f"{place}.{line:02}", among, semesters, working=working)

    def _by_subject(self, courses: list[PlanSubject], *, working: bool) -> list[list[PlanSubject]]:
        """A subject over several semesters is one row of the plan; in a working plan each semester has its own."""
        order = {each.id: each.number for each in self._plan.semesters}
        ordered = sorted(
            courses, key=lambda course: (order[course.values["semester_id"]], sort_key(self._subject(course)))
        )
        if working:
            return [[course] for course in ordered]
        found: dict[tuple[Any, ...], list[PlanSubject]] = {}
        for course in ordered:
            key = course.values["subject_id"], course.values["kind"], course.values["choice"]
            found.setdefault(key, []).append(course)
        return list(found.values())

    def _row(
        self, number: str, among: list[PlanSubject], semesters: list[PlanSemester], *, working: bool
    ) -> PlanRow:
        words, first = self._words(), among[0]
        subject = self._subject(first)
        if first.values["kind"] == SubjectType.ELECTIVE:
            choice = first.values["choice"] or ""
            subject += f" ({words.elective.format(choice=choice).strip()})"
        endings = dict.fromkeys(self._label("h_exam_finish", each.values["ending"]) for each in among)
        department = self._plan.departments.get(first.values["department_id"] or 0)
        return PlanRow(
            number=number,
            subject=subject,
            ending=", ".join(endings),
            controls=self._controls(first) if working else "",
            department=said(department.names, self._language) if department else "",
            **self._numbers(among, semesters, working=working),
        )

    def _sum(
        self,
        name: str,
        courses: list[PlanSubject],
        semesters: list[PlanSemester],
        *,
        number: str = "",
        working: bool,
    ) -> PlanRow:
        once: dict[tuple[Any, ...], PlanSubject] = {}
        lines = {line.key: line for line in stored_lines(self._plan)}
        for course in courses:
            once.setdefault(lines[course.id].counted_once, course)
        numbers = self._numbers(list(once.values()), semesters, working=working)
        return PlanRow(number=number, subject=name, heading=True, **numbers)

    def _numbers(
        self, among: list[PlanSubject], semesters: list[PlanSemester], *, working: bool
    ) -> dict[str, Any]:
        lines = {line.key: line for line in stored_lines(self._plan)}
        own = [lines[course.id] for course in among]
        value = partial(_weekly, among=own) if working else partial(_credits, among=own)
        return {
            "credits": texts([sum((line.credits for line in own), Decimal(0))])[0],
            "hours": texts([sum(line.total for line in own)])[0],
            "contact": texts([sum(line.contact for line in own)])[0],
            "by_training": texts([sum(line.hours.get(code, 0) for line in own) for code in self._trainings]),
            "by_semester": texts([value(semester) for semester in semesters]),
        }

    def _weeks(self, semesters: Iterable[PlanSemester]) -> Iterator[Weeks]:
        every = list(semesters)
        kinds = {week.kind for semester in every for week in semester.weeks}
        for kind in [code for code in self._items["h_education_week_type"] if code in kinds]:
            counts = [sum(week.kind == kind for week in semester.weeks) for semester in every]
            yield Weeks(self._label("h_education_week_type", kind), texts(counts))

    def _courses(self, semesters: Iterable[PlanSemester]) -> list[PlanSubject]:
        wanted = {each.id for each in semesters}
        return [course for course in self._plan.courses if course.values["semester_id"] in wanted]

    def _controls(self, course: PlanSubject) -> str:
        words = CONTROL_WORDS[self._language]
        parts = (
            (words.get(kind, self._label("h_exam_type", kind)), stored.value)
            for kind, stored in sorted(course.controls.items())
        )
        return ", ".join(f"{name} {number(value)}" for name, value in parts)

    def _has(self, training: str) -> bool:
        used = {code for course in self._plan.courses for code in course.hours}
        return training in used or training in ALWAYS_SHOWN

    def _subject(self, course: PlanSubject) -> str:
        return said(self._plan.subjects[course.values["subject_id"]].names, self._language)

    def _label(self, classifier: str, code: str) -> str:
        return self._items[classifier].get(code, code)

    def _words(self) -> Any:
        return WORDS[self._language]

    def _university(self) -> tuple[str, str]:
        names = [getattr(University, f"name_{code}") for code in ("uz", "oz", "ru", "en")]
        row = self._gateway.one(select(*names, University.rector))
        if row is None:
            return "", ""
        return said((row[0], row[1], row[2], row[3]), self._language), self._person(signed(row[4] or ""))

    def _person(self, name: str) -> str:
        return name_in(self._language, name)


def _credits(semester: PlanSemester, *, among: list[SubjectLine]) -> Decimal:
    return sum((line.credits for line in among if line.semester_id == semester.id), Decimal(0))


def _weekly(semester: PlanSemester, *, among: list[SubjectLine]) -> Decimal:
    """Return the contact hours a week, to one place."""
    contact = sum(line.contact for line in among if line.semester_id == semester.id)
    return round(Decimal(contact) / (semester.teaching_weeks or 15), 1)


def _academic_year(entry_year: int, year_of_study: int) -> str:
    first = entry_year + year_of_study - 1
    return f"{first}/{first + 1}"
