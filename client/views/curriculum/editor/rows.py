"""Between the plan and the grid: courses become rows under the headings of their blocks, rows become lines of sums."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from client.core.i18n import _
from client.data.curriculum.plan import CurriculumPlan, PlanSubject
from client.data.curriculum.plan_saving import CONTROL, HOURS
from client.data.curriculum.sums import SubjectLine
from client.data.curriculum.sums import plain as without_zeros
from client.data.records.catalogue import Catalogue
from client.views.curriculum.editor.columns import CONTACT, TOTAL, block_codes
from client.widgets.cell_grid import Wrong
from client.widgets.cell_grid.model import GridModel
from shared.codes import ExamFinish, ExamType, SubjectType
from shared.names import sort_key

HEAD = "head/"
#: A new course is marked so unless somebody decides otherwise.
USUAL = {
    "kind": SubjectType.COMPULSORY,
    "ending": ExamFinish.EXAM,
    f"{CONTROL}{ExamType.CURRENT}": 30,
    f"{CONTROL}{ExamType.MIDTERM}": 20,
    f"{CONTROL}{ExamType.FINAL}": 50,
}

Row = tuple[Hashable, list[Any]]


def rows_of(plan: CurriculumPlan, keys: list[str]) -> list[Row]:
    """Return the courses by block, semester and name, each block under a row that heads it."""
    order = {each.id: each.number for each in plan.semesters}
    courses = sorted(
        plan.courses,
        key=lambda course: (
            course.values["block"] or "~",
            order.get(course.values["semester_id"], 0),
            sort_key(plan.subjects[course.values["subject_id"]].name),
        ),
    )
    rows: list[Row] = []
    before: Any = ""
    for course in courses:
        block = course.values["block"]
        if block != before:
            rows.append((f"{HEAD}{block or ''}", [None] * len(keys)))
            before = block
        rows.append((course.id, [_value(course, key) for key in keys]))
    return rows


def plain(value: Any) -> Any:
    """Return a decimal without the zeros that a column of the database adds, anything else as it is."""
    return without_zeros(value) if isinstance(value, Decimal) else value


def _value(course: PlanSubject, key: str) -> Any:
    if key.startswith(HOURS):
        stored = course.hours.get(key.removeprefix(HOURS))
        return stored.value if stored else None
    if key.startswith(CONTROL):
        stored = course.controls.get(key.removeprefix(CONTROL))
        return plain(stored.value) if stored else None
    if key == TOTAL:
        return sum(stored.value for stored in course.hours.values())
    return plain(course.values[key]) if key != CONTACT else None


def is_course(key: Hashable) -> bool:
    """Tell a row of a course from one that heads a block."""
    return not str(key).startswith(HEAD)


def lines_of(model: GridModel, plan: CurriculumPlan) -> list[SubjectLine]:
    """Return the courses as they stand in the grid now."""
    return [line_of(row, plan, values) for row, values in rows_now(model)]


def rows_now(model: GridModel) -> Iterable[tuple[Hashable, Mapping[str, Any]]]:
    """Give the rows of courses with what stands in their cells; what cannot be counts as empty."""
    names = [column.key for column in model.columns]
    for place, key in enumerate(model.row_keys):
        if is_course(key):
            values = (model.value(place, column) for column in range(len(names)))
            now = (None if isinstance(value, Wrong) else value for value in values)
            yield key, dict(zip(names, now, strict=True))


def line_of(key: Hashable, plan: CurriculumPlan, values: Mapping[str, Any]) -> SubjectLine:
    """Return a row as a line of the sums."""
    subject = plan.subjects.get(values["subject_id"])
    return SubjectLine(
        key,
        subject.name if subject else "",
        values["semester_id"],
        values["kind"],
        values["choice"],
        values["block"],
        Decimal(values["credits"] or 0),
        {name.removeprefix(HOURS): value for name, value in values.items() if name.startswith(HOURS) and value},
        {
            name.removeprefix(CONTROL): Decimal(value)
            for name, value in values.items()
            if name.startswith(CONTROL) and value
        },
    )  # fmt: skip


def computed(lines: Iterable[SubjectLine]) -> dict[tuple[Hashable, str], Any]:
    """Return what the locked cells of the courses say: all hours, and those in contact."""
    found: dict[tuple[Hashable, str], Any] = {}
    for line in lines:
        found[line.key, TOTAL] = line.total
        found[line.key, CONTACT] = line.contact
    return found


def headings(
    plan: CurriculumPlan, catalogue: Catalogue, lines: list[SubjectLine], among: Iterable[Hashable]
) -> dict[Any, Any]:
    """Return the cells of the rows that head the blocks: the name with its credits, and the sums below it."""
    found: dict[Any, Any] = {}
    for key in among:
        block = str(key).removeprefix(HEAD)
        own = [line for line in lines if (line.block or "") == block]
        once = {line.counted_once: line for line in reversed(own)}.values()
        found[key, "subject_id"] = _title(plan, catalogue, block)
        found[key, "credits"] = plain(sum((line.credits for line in once), Decimal(0)))
        found[key, TOTAL] = sum(line.total for line in once)
        found[key, CONTACT] = sum(line.contact for line in once)
    return found


def _title(plan: CurriculumPlan, catalogue: Catalogue, block: str) -> str:
    if not block:
        return _("Without a block")
    label = catalogue.label("h_subject_block", block)
    planned = plan.blocks.get(block)
    if planned is None:
        return label
    return _("{block} – {credits} credits planned", block=label, credits=plain(planned))


def first_values(
    plan: CurriculumPlan, catalogue: Catalogue, semester_id: int | None, block: str | None
) -> dict[str, Any]:
    """Return what a new row begins with."""
    codes = block_codes(plan, catalogue)
    begun = dict(USUAL) | {"semester_id": semester_id, "block": block or (codes[0] if codes else None)}
    return {name: value for name, value in begun.items() if value is not None}
