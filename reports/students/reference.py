"""The student reference (maʼlumotnoma): that a person is indeed a student, in four languages."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from reports.common import fonts, page
from reports.common.page import LEFT, RIGHT, TEXT_WIDTH, WIDTH, Letterhead, Paper, markup
from reports.students.reference_words import WORDS, ReferenceWords, written_day

LABEL_WIDTH = 52 * mm
QR_SIDE = 26 * mm
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
#: The lowest place of the signatures: above the QR and the executor.
SIGNED_ABOVE = 62 * mm
SIGNATURE_GAP = 10 * mm


@dataclass(frozen=True)
class Reference:
    """What a reference says, in the words of its language; this is the snapshot that the register keeps."""

    language: str
    university: str
    contacts: str
    city: str
    name: str
    birth_date: date
    female: bool
    course: int
    faculty: str
    specialty: str
    master: bool
    education_type: str
    education_form: str
    payment_form: str
    study_language: str
    group: str
    entry_year: int
    student_number: str
    on_leave: bool
    place: str
    signatories: tuple[tuple[str, str], ...]
    executor: str

    def content(self) -> dict[str, Any]:
        """Return the snapshot as JSON."""
        return asdict(self) | {
            "birth_date": self.birth_date.isoformat(),
            "signatories": [list(signatory) for signatory in self.signatories],
        }


def from_content(content: Mapping[str, Any]) -> Reference:
    """Return the reference that a snapshot of the register holds; the register's own additions are left out."""
    known = {field.name: content[field.name] for field in fields(Reference)}
    signatories = tuple((post, name) for post, name in known["signatories"])
    day = date.fromisoformat(known["birth_date"])
    return Reference(**known | {"birth_date": day, "signatories": signatories})


def render(papers: Iterable[Paper[Reference]]) -> bytes:
    """Return one PDF with a page for each paper."""
    target = BytesIO()
    every = tuple(papers)
    canvas = page.canvas_for(target, _title(every))
    for paper in every:
        _draw(canvas, paper)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _title(papers: tuple[Paper[Reference], ...]) -> str:
    first = papers[0]
    words = WORDS[first.says.language].title
    if len(papers) > 1:
        return words
    return f"{words} {first.stamp.register_number if first.stamp else ''} {first.says.name}".strip()


def _draw(canvas: Canvas, paper: Paper[Reference]) -> None:
    reference, stamp = paper.says, paper.stamp
    words = WORDS[reference.language]
    if stamp is None:
        page.draw_draft_mark(canvas, words.draft)
    head = Letterhead(words.above, reference.university, reference.contacts)
    top = page.draw_letterhead(canvas, page.letterhead_parts(head), page.HEIGHT - page.TOP)
    top = _draw_number(canvas, words, paper, top - 16)
    top = _draw_body(canvas, words, reference, top)
    _draw_signatures(canvas, words, reference, max(top - SIGNATURE_GAP, SIGNED_ABOVE))
    _draw_foot(canvas, words, paper)


def _draw_number(canvas: Canvas, words: ReferenceWords, paper: Paper[Reference], y: float) -> float:
    day = written_day(words, paper.stamp.registered_on) if paper.stamp else "____________"
    number = paper.stamp.register_number if paper.stamp else "______"
    canvas.setFillGray(0)
    half = TEXT_WIDTH / 2 - 2 * mm
    line = words.number.format(day=day, number=number)
    page.draw_fitted(canvas, line, fonts.SERIF, 12, (LEFT, y, half))
    city = words.city.format(city=paper.says.city)
    page.draw_fitted(canvas, city, fonts.SERIF, 12, (WIDTH - RIGHT - half, y, half), "right")
    return y - 14 * mm


def _draw_body(canvas: Canvas, words: ReferenceWords, reference: Reference, y: float) -> float:
    """Draw title, sentence, facts and purpose in the largest size that leaves room for the signatures."""
    rows: list[_Row] = []
    for size in SIZES:
        rows = _body(words, reference, size)
        if y - sum(row.height + row.gap for row in rows) >= SIGNED_ABOVE + SIGNATURE_GAP:
            break
    for row in rows:
        row.draw(canvas, y)
        y -= row.height + row.gap
    return y


class _Row:
    """A paragraph of the body, or a fact: a label and its value side by side; `gap` is the room below."""

    def __init__(
        self, text: str, size: float, *, align: page.Align = "left", label: str = "", gap: float
    ) -> None:
        self.gap = gap * size
        self.width = TEXT_WIDTH - LABEL_WIDTH if label else TEXT_WIDTH
        self.value = Paragraph(text, page.style(size, align))
        self.label = Paragraph(label, page.style(size)) if label else None
        self.height = self.value.wrap(self.width, page.HEIGHT)[1]
        if self.label is not None:
            self.height = max(self.height, self.label.wrap(LABEL_WIDTH - 3 * mm, page.HEIGHT)[1])

    def draw(self, canvas: Canvas, y: float) -> None:
        self.value.drawOn(canvas, WIDTH - RIGHT - self.width, y - self.value.height)
        if self.label is not None:
            self.label.drawOn(canvas, LEFT, y - self.label.height)


def _body(words: ReferenceWords, reference: Reference, size: float) -> list[_Row]:
    facts = [(label, value) for label, value in _facts(words, reference) if value]
    after = [words.purpose.format(place=markup(reference.place))]
    if reference.on_leave:
        after.insert(0, words.on_leave)
    return [
        _Row(f"<b>{words.title}</b>", size + 3, align="center", gap=1),
        _Row(_sentence(words, reference), size, align="justify", gap=1),
        *(_Row(markup(value), size, label=f"{label}:", gap=0.3) for label, value in facts),
        _Row("", size, gap=0.7),
        *(_Row(text, size, align="justify", gap=1) for text in after),
    ]


def _sentence(words: ReferenceWords, reference: Reference) -> str:
    return words.certifies.format(
        name=markup(reference.name),
        birthday=written_day(words, reference.birth_date, birth=True),
        university=markup(_in_sentence(reference.language, reference.university)),
        course=reference.course,
        student="студенткой" if reference.female else "студентом",
    )


def _in_sentence(language: str, university: str) -> str:
    """Return the university's name as it stands inside the sentence of that language."""
    if language == "ru" and "«" not in university:
        return f"«{university}»"
    return f"the {university}" if language == "en" and university.startswith("University") else university


def _facts(words: ReferenceWords, reference: Reference) -> tuple[tuple[str, str], ...]:
    specialty = words.master_specialty if reference.master else words.specialty
    return (
        (words.faculty, reference.faculty),
        (specialty, reference.specialty),
        (words.education_type, reference.education_type),
        (words.education_form, reference.education_form),
        (words.group, reference.group),
        (words.language, reference.study_language),
        (words.payment_form, reference.payment_form),
        (words.entry_year, str(reference.entry_year)),
        (words.student_number, reference.student_number),
    )


def _draw_signatures(canvas: Canvas, words: ReferenceWords, reference: Reference, y: float) -> None:
    for post, name in reference.signatories:
        page.draw_fitted(canvas, post, fonts.SERIF_BOLD, 12, (LEFT, y, 60 * mm))
        canvas.setLineWidth(0.5)
        canvas.line(LEFT + 64 * mm, y - 2, LEFT + 106 * mm, y - 2)
        page.draw_fitted(canvas, name, fonts.SERIF_BOLD, 12, (LEFT + 110 * mm, y, TEXT_WIDTH - 110 * mm))
        y -= 11 * mm
    page.draw_fitted(canvas, words.seal, fonts.SERIF, 10, (LEFT + 20 * mm, y + 2 * mm, 30 * mm))


def _draw_foot(canvas: Canvas, words: ReferenceWords, paper: Paper[Reference]) -> None:
    y = 17 * mm
    executor = words.executor.format(name=paper.says.executor)
    page.draw_fitted(canvas, executor, fonts.SERIF, 9, (LEFT, y, TEXT_WIDTH - QR_SIDE - 4 * mm))
    if paper.stamp is None:
        page.draw_footer(canvas, words.draft, "1/1")
        return
    stamp = paper.stamp
    page.draw_qr(canvas, stamp.qr_text(), WIDTH - RIGHT - QR_SIDE, y, QR_SIDE)
    page.draw_fitted(canvas, words.check, fonts.SERIF, 8, (LEFT, y + 5 * mm, TEXT_WIDTH - QR_SIDE - 4 * mm))
    page.draw_footer(canvas, f"{words.title} № {stamp.register_number} · UUID {stamp.uuid}", "1/1")
