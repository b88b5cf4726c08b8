"""What the load sheet of a teacher or a department says."""

from collections.abc import Callable, Sequence

from client.core.i18n import N_, _
from client.data.teaching.load import Load, TaughtClass, Teacher
from reports.teaching.load_sheet import LoadLine, LoadSheet

Label = Callable[[str], str]
HEADS = (N_("Teacher"), N_("Subject"), N_("Training type"), N_("Students"), N_("People"), N_("Hours"))


def of_teacher(load: Load, teacher: Teacher, term: str, training: Label) -> LoadSheet:
    """Return the sheet of a teacher with the norm."""
    rows = _rows(load.classes, [teacher], training)
    total = sum(row[-1] for row in rows)
    norm = _norm(teacher, total)
    last = ("", _("Total"), "", "", None, total)
    title = _("Teaching load: {name}", name=teacher.name)
    return LoadSheet(title, tuple(filter(None, (term, norm))), _heads(), (*rows, last))


def of_department(load: Load, department: int | None, name: str, term: str, training: Label) -> LoadSheet:
    """Return the sheet of a department: every teacher with a total, and what nobody has yet."""
    classes = [each for each in load.classes if department in (None, each.department_id)]
    rows: list[LoadLine] = []
    for teacher in load.teachers:
        own = _rows(classes, [teacher], training)
        if own:
            rows += [*own, (teacher.name, _("Total"), "", "", None, sum(row[-1] for row in own))]
    free = [
        (_("not assigned"), each.subject, training(each.training), each.students, each.size, each.missing)
        for each in classes
        if each.missing > 0
    ]
    planned = sum(each.hours for each in classes)
    missing = sum(each.missing for each in classes)
    notes = (term, _("Hours: {hours}, not assigned: {missing}", hours=planned, missing=missing))
    return LoadSheet(_("Teaching load: {name}", name=name), notes, _heads(), (*rows, *free))


def _rows(classes: Sequence[TaughtClass], teachers: Sequence[Teacher], training: Label) -> list[LoadLine]:
    return [
        (teacher.name, each.subject, training(each.training), each.students, each.size, given.hours)
        for teacher in teachers
        for each in classes
        for given in each.given
        if given.employee_id == teacher.id
    ]


def _heads() -> tuple[str, ...]:
    return tuple(_(head) for head in HEADS)


def _norm(teacher: Teacher, total: int) -> str:
    if teacher.least is None or teacher.most is None:
        return ""
    return _(
        "Hours of the year: {hours}; norm of all posts together: {least}–{most}",
        hours=total + teacher.other_terms,
        least=teacher.least,
        most=teacher.most,
    )
