"""The diploma supplement in Uzbek and English side by side, by the model of UNESCO/CEPES and its partners.

Each page says whose it is, which diploma it belongs to, and which page of how many. Nothing is cut: a long title takes
more lines, a long list more pages, each with the head of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from reports.common import page
from reports.common.ink import Ink
from reports.diplomas import supplement_words as words
from reports.diplomas.supplement_pages import Pages
from reports.diplomas.supplement_words import Both
from shared.diplomas.content import LANGUAGES, SECTIONS, Content, Line
from shared.numbers import exact

MARKED = "*"


@dataclass(frozen=True)
class Supplement:
    """A supplement with the text of its QR code, which whoever signs diplomas gives; without one it has no code."""

    content: Content
    code: str = ""


def render(contents: Sequence[Content], codes: Sequence[str] = ()) -> bytes:
    """Return one PDF of supplements; `codes` are the texts of their QR codes, in the same order."""
    texts = codes or [""] * len(contents)
    return render_all([Supplement(*pair) for pair in zip(contents, texts, strict=True)])


def render_all(supplements: Sequence[Supplement]) -> bytes:
    """Return one PDF of supplements; for a large batch `reports.common.batch` draws with several processes."""
    target = BytesIO()
    title = words.TITLE.en.title()
    if len(supplements) == 1:
        title = f"{title} {_holder(supplements[0].content)}"
    canvas = page.canvas_for(target, title, archival=True)
    ink = Ink(canvas)
    for each in supplements:
        _draw(ink, each)
    canvas.save()
    return target.getvalue()


def _draw(ink: Ink, supplement: Supplement) -> None:
    content = supplement.content
    pages = Pages(_number(content), _holder(content), duplicate=bool(content.duplicate_of))
    pages.title(_of(content, "university"))
    for number in range(1, len(words.SECTIONS) + 1):
        pages.heading(f"{number}.", words.SECTIONS[number - 1])
        for place, label, keys in words.ITEMS.get(number, ()):
            pages.item(place, label, _joined(content, keys))
        _more(pages, content, number, supplement.code)
    pages.draw(ink, content.uuid, draft=not content.register_number)


def _more(pages: Pages, content: Content, section: int, code: str) -> None:
    """Add what a section says beside its fields."""
    if section == 1:
        pages.item("1.4", Both("Diplom", "Diploma"), _number(content))
    elif section == 4:  # noqa: PLR2004 - sections have their numbers
        _results(pages, content)
    elif section == 6:  # noqa: PLR2004
        _additional(pages, content)
    elif section == 7:  # noqa: PLR2004
        pages.certification(content.register_day, _of(content, "rector"), _of(content, "city"), code)
    elif section == 8:  # noqa: PLR2004
        pages.paragraphs(words.SYSTEM)


def _results(pages: Pages, content: Content) -> None:
    sums = {"credits": _plain(content.credits), "hours": str(content.hours)}
    pages.item("4.2", words.REQUIREMENTS, Both(*(each.format(**sums) for each in words.REQUIRED)))
    pages.label("4.3", words.RESULTS)
    if content.lines:
        pages.rows(
            _rows(content),
            ("", f"{words.TOTAL.uz} / {words.TOTAL.en}", "", str(content.hours), sums["credits"], "", ""),
        )
    else:
        pages.paragraphs(words.NO_RESULTS)
    if any(each.recognised for each in content.lines):
        pages.paragraphs(words.RECOGNISED)
    pages.item("4.4", words.GRADING, _of(content, "grading_system"))
    if content.grading:
        pages.distribution([(grade, f"{_plain(share)} %") for grade, share in content.grading])
    else:
        pages.paragraphs(words.TOO_FEW)
    pages.item("4.5", words.OVERALL, _classified(content))


def _rows(content: Content) -> list[tuple[Both, tuple[str, ...] | None]]:
    """Return the rows of the list: the title of a part alone, or a subject with what stands in its columns."""
    rows: list[tuple[Both, tuple[str, ...] | None]] = []
    place = 0
    for section in SECTIONS:
        lines = [each for each in content.lines if each.section == section]
        if lines:
            rows.append((words.PARTS[section], None))
        for each in lines:
            place += 1
            rows.append((_title(each), (str(place), *_cells(each))))
    return rows


def _title(line: Line) -> Both:
    marked = f" {MARKED}" if line.recognised else ""
    uz, en = (line.title.get(language, "") for language in LANGUAGES)
    return Both(f"{uz}{marked}", en)


def _cells(line: Line) -> tuple[str, ...]:
    points = "" if line.points is None else _plain(line.points)
    mark = f"{line.mark} ({line.letter})" if line.letter and line.letter != line.mark else line.mark
    if not points and not mark:
        mark = f"{words.PASSED.uz} / {words.PASSED.en}"
    return line.semesters, str(line.hours), _plain(line.credits), points, mark


def _classified(content: Content) -> Both:
    told = []
    for place, language in enumerate(LANGUAGES):
        gpa = "" if content.gpa is None else words.GPA[place].format(gpa=exact(content.gpa))
        honours = words.HONOURS[place] if content.honours else ""
        decision = content.text("decision", language)
        told.append("\n".join(filter(None, (honours, gpa, decision))))
    return Both(*told)


def _additional(pages: Pages, content: Content) -> None:
    if content.duplicate_of:
        pages.item(
            "6.2",
            words.DUPLICATE,
            Both(*(each.format(number=content.duplicate_of) for each in words.STANDS_FOR)),
        )
    pages.item("6.3" if content.duplicate_of else "6.2", words.FURTHER, words.CHECK)


def _number(content: Content) -> Both:
    if not content.register_number:
        return words.UNNUMBERED
    return Both(
        *(each.format(number=content.register_number, day=content.register_day) for each in words.NUMBER)
    )


def _holder(content: Content) -> str:
    """Return the name of the holder in Latin letters, as it stands on every page."""
    keys = ("surname", "given_name", "patronymic")
    return " ".join(filter(None, (content.text(key, LANGUAGES[0]) for key in keys)))


def _of(content: Content, key: str) -> Both:
    return Both(*(content.text(key, language) for language in LANGUAGES))


def _joined(content: Content, keys: Sequence[str]) -> Both:
    parted = " " if "given_name" in keys else "\n"
    return Both(
        *(parted.join(filter(None, (content.text(key, language) for key in keys))) for language in LANGUAGES)
    )


def _plain(value: Decimal) -> str:
    """Write a number without zeros behind the comma."""
    text = exact(value)
    return text.rstrip("0").rstrip(",") if "," in text else text
