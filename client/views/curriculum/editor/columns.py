"""The columns of the editor: what a course may say in each, in the language of the interface."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from client.core.i18n import N_, _
from client.data.curriculum.plan import CellChoice, CurriculumPlan
from client.data.curriculum.plan_saving import CONTROL, HOURS
from client.data.curriculum.sums import all_controls, all_trainings, plain
from client.data.records.catalogue import Catalogue
from client.widgets.cell_grid import Choices, Column, Numbers, Records
from client.widgets.cell_grid.cells import CellKind
from shared.codes import EducationType, ExamType, SubjectBlock, TrainingType

TOTAL, CONTACT = "total", "contact"
#: Widths of columns in letters.
NARROW, SHORT, MIDDLE, WIDE = 6, 7, 12, 20
#: Short heads of usual columns, whose whole label stands in the tip.
TRAINING_HEADS = {
    TrainingType.LECTURE: N_("Lect."),
    TrainingType.LABORATORY: N_("Lab."),
    TrainingType.PRACTICE: N_("Pract."),
    TrainingType.SEMINAR: N_("Semin."),
    TrainingType.WORKSHOP: N_("Train."),
    TrainingType.COURSE_WORK: N_("C. work"),
    TrainingType.INDEPENDENT: N_("Indep."),
}
CONTROL_HEADS = {ExamType.CURRENT: N_("JN"), ExamType.MIDTERM: N_("ON"), ExamType.FINAL: N_("YaN")}


def columns_of(plan: CurriculumPlan, catalogue: Catalogue, *, locked: bool) -> list[Column]:
    """Return the columns for a plan; one that is accepted or not the person's to change is locked."""
    lists = _Lists(plan, catalogue)
    made = [
        _column("subject_id", N_("Subject"), lists.subjects, 34),
        _column("semester_id", N_("Semester"), lists.semesters, 8),
        _column("credits", N_("Credits"), Points(0, 60, 1), 8),
        *(_hours(training, catalogue) for training in all_trainings(plan)),
        Column(TOTAL, _("Total"), Numbers(), NARROW, read_only=True, words=_("All hours of the course")),
        Column(CONTACT, _("Contact"), Numbers(), SHORT, read_only=True, words=_("Contact hours")),
        *(_control(kind, catalogue) for kind in all_controls(plan)),
        _column("kind", N_("Kind"), lists.codes("h_subject_type"), 11),
        _column("choice", N_("Choice"), Numbers(1, 99), SHORT, N_("Electives of the same choice replace one another")),
        _column("seats", N_("Seats"), Numbers(1, 9999), SHORT),
        _column("ending", N_("Ends with"), lists.codes("h_exam_finish"), MIDDLE, N_("Exam or pass")),
        _column("sheet_type_id", N_("Sheet"), lists.sheets, MIDDLE, N_("Type of grade sheet")),
        _column("block", N_("Block"), lists.blocks(), WIDE),
        _column("department_id", N_("Department"), lists.departments, 30),
    ]  # fmt: skip
    return [_locked(column) for column in made] if locked else made


def block_codes(plan: CurriculumPlan, catalogue: Catalogue) -> list[str]:
    """Return the blocks that a plan of its type may have, in their order."""
    masters = plan.head.education_type == EducationType.MASTER
    head = SubjectBlock.MASTER if masters else SubjectBlock.BACHELOR
    return [item.code for item in catalogue.items("h_subject_block") if item.code.startswith(f"{head}.")]


@dataclass(frozen=True)
class Points(Numbers):
    """A number that is shown as it was typed: 6, not 6,0."""

    def parse(self, text: str) -> Decimal | int:
        return plain(Decimal(super().parse(text)))


class _Lists:
    """What the cells that choose may name."""

    def __init__(self, plan: CurriculumPlan, catalogue: Catalogue) -> None:
        self._plan, self._catalogue = plan, catalogue
        self.subjects = _records(plan.subjects)
        self.departments = _records(plan.departments)
        self.sheets = _records(plan.sheets)
        self.semesters = Records((each.id, str(each.number), "") for each in plan.semesters)

    def codes(self, classifier: str) -> Choices:
        """Return the choices of a classifier."""
        return Choices(tuple((item.code, item.label) for item in self._catalogue.items(classifier)))

    def blocks(self) -> Choices:
        """Return the blocks of this type of plan, and whatever else its courses already have."""
        codes = block_codes(self._plan, self._catalogue)
        more = {course.values["block"] for course in self._plan.courses} - {None, *codes}
        label = self._catalogue.label
        return Choices(tuple((code, label("h_subject_block", code)) for code in (*codes, *sorted(more))))


def _records(choices: Mapping[int, CellChoice]) -> Records:
    return Records((each.id, each.name, each.code) for each in choices.values())


def _column(key: str, title: str, kind: CellKind, width: int, words: str = "") -> Column:
    return Column(key, _(title), kind, width, words=_(words) if words else "")


def _hours(training: str, catalogue: Catalogue) -> Column:
    label = catalogue.label("h_training_type", training)
    head = _(TRAINING_HEADS[training]) if training in TRAINING_HEADS else label
    return Column(f"{HOURS}{training}", head, Numbers(0, 2000), SHORT, words=label)


def _control(kind: str, catalogue: Catalogue) -> Column:
    label = catalogue.label("h_exam_type", kind)
    head = _(CONTROL_HEADS[kind]) if kind in CONTROL_HEADS else label
    return Column(f"{CONTROL}{kind}", head, Points(0, 100, 2), NARROW, words=label)


def _locked(column: Column) -> Column:
    return Column(column.key, column.title, column.kind, column.width, read_only=True, words=column.words)


def keys(columns: Iterable[Column]) -> list[str]:
    """Return the keys of columns in order."""
    return [column.key for column in columns]
