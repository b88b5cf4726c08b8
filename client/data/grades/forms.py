"""Which form a grade sheet is printed on, and what stands in it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from client.core.errors import UserError
from client.core.i18n import N_, _, language, names
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.plain import PlainPapers
from client.data.grades import marks
from client.data.grades import sheet as sheets
from client.data.grades.sheet import GradeSheet, SheetLine
from client.data.grades.words import hindrances, short
from client.data.server.gateway import Gateway
from reports.grades.form import FormColumn, SheetForm, render_all
from reports.grades.words import WORDS, FormWords
from shared.codes import SheetType
from shared.models.structure import University

#: What every sheet can be printed as, beside the form of its own kind.
WHOLE, SEMESTER, OWN, ADMISSION = "whole", "semester", "own", "admission"
#: The numbers of the forms; retakes have a letter behind it.
NUMBERS = {WHOLE: 1, SEMESTER: 8, OWN: 12}
RETAKES = {1: "", 2: "a"}
FORMS = {
    OWN: N_("Form of the sheet (12, 12a, 12b …)"),
    WHOLE: N_("Form 1: all controls"),
    SEMESTER: N_("Form 8: controls of the semester"),
    ADMISSION: N_("Admission list"),
}
#: The attempt that is held by a commission.
THIRD = 3
#: As many sign a third attempt where nobody is named yet.
FEWEST = 3
SIGNS = ("absent", "excused", "not_admitted", "annulled")
Why = Callable[[SheetLine], str]
Short = Callable[[str], str]
Fill = Callable[[GradeSheet, FormWords, Short], tuple[tuple[FormColumn, ...], tuple[tuple[str, ...], ...]]]


def form_of(
    sheet: GradeSheet, kind: str, university: str, short: Short, why: Why, digest: str = ""
) -> SheetForm:
    """Return the sheet on a form; `short` names components, `why` says what keeps a student from the final."""
    words = WORDS[language()]
    filled: dict[str, Fill] = {
        OWN: _own, WHOLE: partial(_points, every=True), SEMESTER: partial(_points, every=False),
        ADMISSION: partial(_admission, why=why),
    }  # fmt: skip
    columns, rows = filled[kind](sheet, words, short)
    return SheetForm(
        language=language(),
        form=_number(sheet, kind, words),
        title=_title(sheet, kind, words),
        university=university,
        faculty=sheet.faculty,
        facts=_facts(sheet, words),
        columns=columns,
        rows=rows,
        counts=_counts(sheet, words) if kind != ADMISSION else (),
        signatures=_signatures(sheet, kind, words),
        digest=digest if kind in (OWN, WHOLE) else "",
    )


def papers(gateway: Gateway, ids: Sequence[int], kind: str, short: Short, why: Why) -> PlainPapers[SheetForm]:
    """Return the forms of these sheets, one file."""
    row = gateway.one(select(University.name_uz, University.name_oz, University.name_ru, University.name_en))
    university = names(*row) if row else ""
    made = []
    for each in ids:
        digest = gateway.scalar(
            "select s.digest from grades.stamp s where s.sheet_id = :sheet and s.digest is not null "
            "order by s.at desc, s.id desc limit 1", sheet=each)  # fmt: skip
        made.append(form_of(sheets.read(gateway, each), kind, university, short, why, digest or ""))
    if not made:
        raise UserError(N_("No grade sheet is chosen."))
    if len(made) == 1:
        title = f"{made[0].form} {made[0].facts[0][1]}"
        return PlainPapers.one(title, made[0], lambda form: render_all((form,)))
    return PlainPapers(
        _("Grade sheets"), made, render_all, [f"{each.form} {each.facts[0][1]}" for each in made]
    )


def _number(sheet: GradeSheet, kind: str, words: FormWords) -> str:
    if kind == ADMISSION:
        return ""
    letter = RETAKES.get(sheet.attempt, "b") if kind == OWN else ""
    return words.form.format(number=f"{NUMBERS[kind]}{letter}")


def _title(sheet: GradeSheet, kind: str, words: FormWords) -> str:
    if kind == ADMISSION:
        return words.admission
    if sheet.type_code == SheetType.COURSE_WORK:
        return words.course_work
    if sheet.type_code == SheetType.PRACTICE:
        return words.practice
    if kind == OWN and sheet.attempt > 1:
        return words.retake_a if sheet.attempt == 2 else words.retake_b  # noqa: PLR2004 - the second attempt is 12a
    return words.sheet


def _facts(sheet: GradeSheet, words: FormWords) -> tuple[tuple[str, str], ...]:
    finals = [name for each in sheet.components if each.final for name in each.graders]
    # A whole commission has no room here; its members sign below.
    held_by = (words.chair, _chairs(sheet)) if sheet.attempt >= THIRD else (words.examiner, finals)
    return (
        (words.number_of_sheet, sheet.number),
        (words.subject, sheet.subject),
        (words.group, sheet.students),
        (words.department, sheet.department),
        (words.year, sheet.year),
        (words.semester, str(sheet.semester)),
        (words.credits, f"{_plain(sheet.credits)} / {sheet.hours} {words.hours.lower()}"),
        (held_by[0], ", ".join(held_by[1])),
    )


def _heads(words: FormWords) -> tuple[FormColumn, ...]:
    return (
        FormColumn(words.number, 9),
        FormColumn(words.student, None, centred=False),
        FormColumn(words.student_number, 26),
    )


def _own(
    sheet: GradeSheet, words: FormWords, short: Short
) -> tuple[tuple[FormColumn, ...], tuple[tuple[str, ...], ...]]:
    """What came before the final as one sum, the final, the total, mark and letter, and a place for the signature."""
    before = [each for each in sheet.components if not each.final]
    last = [each for each in sheet.components if each.final]
    columns = list(_heads(words))
    if before:
        name = " + ".join(short(each.kind) for each in before)
        columns.append(
            FormColumn(f"{name} ({_plain(sum((each.maximum for each in before), Decimal(0)))})", 20)
        )
    columns += [FormColumn(f"{short(each.kind)} ({_plain(each.maximum)})", 18) for each in last]
    lettered = _lettered(sheet)
    columns += [FormColumn(words.total, 16), FormColumn(words.mark, 13)]
    columns += [FormColumn(words.letter, 12)] if lettered else []
    columns.append(FormColumn(words.signature.capitalize(), 20))
    rows = []
    for line in sheet.lines:
        cells = [str(line.position), line.name, line.number]
        if before:
            cells.append(_sum(line, [each.id for each in before]))
        cells += [_cell(line, each.id) for each in last]
        cells += [_plain(line.total), line.mark or ""]
        cells += [line.letter or ""] if lettered else []
        rows.append((*cells, ""))
    return tuple(columns), tuple(rows)


def _points(
    sheet: GradeSheet, words: FormWords, short: Short, *, every: bool
) -> tuple[tuple[FormColumn, ...], tuple[tuple[str, ...], ...]]:
    shown = [each for each in sheet.components if every or not each.final]
    columns = [
        *_heads(words),
        *(FormColumn(f"{short(each.kind)} ({_plain(each.maximum)})", 18) for each in shown),
    ]
    columns.append(FormColumn(words.total, 16))
    lettered = every and _lettered(sheet)
    columns += [FormColumn(words.mark, 14)] if every else [FormColumn(words.signature.capitalize(), 24)]
    columns += [FormColumn(words.letter, 12)] if lettered else []
    rows = []
    for line in sheet.lines:
        total = _plain(line.total) if every else _sum(line, [each.id for each in shown])
        cells = [str(line.position), line.name, line.number, *(_cell(line, each.id) for each in shown), total]
        cells += [line.mark or "" if every else ""]
        cells += [line.letter or ""] if lettered else []
        rows.append(tuple(cells))
    return tuple(columns), tuple(rows)


def _admission(
    sheet: GradeSheet, words: FormWords, short: Short, *, why: Why
) -> tuple[tuple[FormColumn, ...], tuple[tuple[str, ...], ...]]:
    before = [each for each in sheet.components if not each.final]
    columns = (
        *_heads(words),
        FormColumn(" + ".join(short(each.kind) for each in before) or words.total, 22),
        FormColumn(words.admitted, 18),
        FormColumn(words.why, 54, centred=False),
    )
    rows = []
    for line in sheet.lines:
        decided = "" if line.hindrance is None else "−" if line.barred else "+"
        points = _sum(line, [each.id for each in before])
        rows.append((str(line.position), line.name, line.number, points, decided, why(line)))
    return columns, tuple(rows)


def _counts(sheet: GradeSheet, words: FormWords) -> tuple[str, ...]:
    values = [value for line in sheet.lines for value in line.cells.values()]
    named = {
        "absent": words.absent, "excused": words.excused, "not_admitted": words.not_admitted,
        "annulled": words.annulled,
    }  # fmt: skip
    passed = sum(line.outcome == "passed" for line in sheet.lines)
    grades: dict[str, int] = {}
    for line in sheet.lines:
        if line.mark:
            grades[line.mark] = grades.get(line.mark, 0) + 1
    found = [f"{words.passed}: {passed}"]
    found += [f"«{mark}»: {many}" for mark, many in sorted(grades.items(), reverse=True)]
    found += [f"{named[kind]}: {values.count(kind)}" for kind in SIGNS if values.count(kind)]
    return (*found, *([f"{words.recognised}: {sheet.recognised}"] if sheet.recognised else []))


def _signatures(sheet: GradeSheet, kind: str, words: FormWords) -> tuple[tuple[str, str], ...]:
    dean, head = (words.dean, sheet.dean), (words.head, sheet.head)
    if kind == ADMISSION:
        return (dean,)
    if sheet.attempt >= THIRD and kind == OWN:
        return (*_commission(sheet, words), dean)
    graders: dict[str, str] = {}
    for each in sheet.components:
        if kind == SEMESTER and each.final:
            continue
        post = words.examiner if each.final else words.teacher
        graders |= {name: post for name in each.graders or ("",) if name not in graders}
    return (*((post, name) for name, post in list(graders.items())[:4]), head, dean)


def _commission(sheet: GradeSheet, words: FormWords) -> tuple[tuple[str, str], ...]:
    """The chair and everybody else who judges the final; lines to be filled in where nobody is named."""
    chairs, members = (
        _chairs(sheet),
        [name for each in sheet.components if each.final for name in each.graders],
    )
    for name in chairs:
        members.remove(name)  # a namesake stays
    chairs, members = chairs or [""], members or [""] * (FEWEST - 1)
    return (*((words.chair, name) for name in chairs), *((words.members, name) for name in members))


def _chairs(sheet: GradeSheet) -> list[str]:
    return [name for each in sheet.components if each.final for name in each.chairs]


def _lettered(sheet: GradeSheet) -> bool:
    return any(step.letter for step in sheet.rules.scale.steps)


def _cell(line: SheetLine, component: int) -> str:
    value = line.cells.get(component)
    return "" if value is None else marks.show(value)


def _sum(line: SheetLine, components: list[int]) -> str:
    found = [cell for each in components if (cell := marks.cell(line.cells.get(each))) is not None]
    return _plain(sum((cell.points or Decimal(0) for cell in found), Decimal(0))) if found else ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def _document(request: PaperRequest) -> PreparedPapers:
    sheet = request.number("sheet")
    if sheet is None:
        raise UserError(N_("No grade sheet is chosen."))
    return PreparedPapers(
        papers(request.gateway, [sheet], OWN, short, lambda line: hindrances(line.hindrance))
    )


SHEET = Document(
    "grade-sheet",
    N_("Grade sheet"),
    _document,
    (Option("sheet", "the id of a grade sheet", required=True),),
)
