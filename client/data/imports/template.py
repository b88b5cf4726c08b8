"""A workbook to fill in: the headings, an example row that is never imported, the lists, an explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from client.core.i18n import N_, _
from client.data.imports.fields import FULL_NAME, REGION, Field, ImportKind
from client.data.imports.lookups import Lookups
from client.data.imports.meanings import choices
from client.data.imports.outside import EXAMPLE_MARK
from client.data.imports.presenting import value_text
from reports.common import workbook
from shared.codes import Gender

ROWS = 2_000
_NUMBER_TITLE = "№"
_NEEDED = PatternFill("solid", fgColor="B8CCE8")
_EXAMPLE = Font(italic=True, color="808080")
_WIDTHS = {"surname": 20, "given_name": 20, "patronymic": 22, "address": 36}
_TEXTS = {
    "surname": "Karimov", "given_name": "Anvar", "patronymic": "Botir oʻgʻli", "birth_date": "24.11.2006",
    "pinfl": "52411065150015", "passport": "AB1234567", "phone": "+998 90 123 45 67",
    "parent_phone": "+998 90 123 45 68", "email": "anvar.karimov@example.uz", "rate": "1,00",
    "student_id": "403241100001", "year": "2024/2025", "semester": "1", "hours": "120", "credits": "4", "points": "86",
    "source_document": "Akademik maʼlumotnoma № 12, 05.09.2024",
}  # fmt: skip
#: Without these nobody is entered, though the one can be concluded from the other.
_ALWAYS = ("pinfl", "group_id", "unit_id")
_LIST = N_("A word of the list: press the arrow in the cell.")
_WHAT = {
    "day": N_("A day: 24.11.2006."),
    "number": N_("A whole number."),
    "decimal": N_("A number, with a comma."),
}
_OWN = {
    "number": N_("Leave it empty: the program gives the next number."),
    "pinfl": N_("14 digits; day of birth and gender are taken from it."),
    "group_id": N_("The name of a group. Specialty, form, language and year of entry are taken from it."),
    "student_id": N_("The number of the student; a name, where only one student has it."),
    "year": N_("The year of study: 2024/2025, or 2024."),
    "points": N_("Points of 100, with a comma; or leave it empty and write the mark."),
    "five": N_("The mark of five points, where there are no points."),
    "line": N_("Empty: a subject. A word of the list: press the arrow in the cell."),
    "source": N_("Empty: before the program. A word of the list: press the arrow in the cell."),
    "source_document": N_("The paper it stands in, with number and day."),
}


_PERSON_A_ROW = N_("Fill in the first sheet, one person a row, and import this file.")
_RESULT_A_ROW = N_("Fill in the first sheet, one result a row, and import this file.")


@dataclass(frozen=True)
class _Column:
    field: Field
    needed: bool
    known: tuple[str, ...]
    #: What the example says where the field has a list.
    usual: str

    @property
    def title(self) -> str:
        return _(self.field.label)

    @property
    def what(self) -> str:
        own = _OWN.get(self.field.key) or (_LIST if self.known else _WHAT.get(self.field.kind, ""))
        return _(own) if own else ""

    @property
    def example(self) -> str:
        return _TEXTS.get(self.field.key, self.usual)


def template_workbook(kind: ImportKind, title: str, lookups: Lookups) -> bytes:
    """Return the workbook in the language of the interface."""
    columns = _columns(kind, lookups)
    book, page = workbook.new_book(title)
    _fill(page, columns)
    _offer(book, page, columns)
    _explain(book, columns, _RESULT_A_ROW if kind.identity else _PERSON_A_ROW)
    return workbook.to_bytes(book)


def _columns(kind: ImportKind, lookups: Lookups) -> list[_Column]:
    """Return the columns, those first without which nobody is entered, the number last."""
    needed = {one.key for part in kind.parts[:2] for one in kind.required(part)} | set(_ALWAYS)
    from_others = {key for key, sources in kind.concluded.items() if sources != (FULL_NAME,)}
    usual = {"gender": Gender.MALE, **kind.defaults}
    columns = []
    for one in kind.fields:
        if one.key not in (FULL_NAME, REGION) and not one.follows:
            known, must = _known(one, lookups), one.key in needed - from_others
            default = value_text(one, usual[one.key], lookups) if one.key in usual else ""
            columns.append(_Column(one, must, known, default or next(iter(known if must else ()), "")))
    return sorted(columns, key=lambda each: (each.field.key == "number", not _leads(each)))


def _leads(column: _Column) -> bool:
    """The patronymic is not needed and still stands beside the name."""
    return column.needed or column.field.key == "patronymic"


def _known(one: Field, lookups: Lookups) -> tuple[str, ...]:
    """Return what a cell may say: names of the own groups, codes of specialties, words of the list."""
    if one.key == "group_id":
        own = [group for group in lookups.groups if group.faculty_id in lookups.own_units]
        return tuple(dict.fromkeys(group.name for group in own))
    if one.key == "specialty_id":
        own_ones = [each for each in lookups.specialties if each.faculty_id in lookups.own_units]
        return tuple(dict.fromkeys(each.code for each in own_ones))
    if one.key == "student_id":
        return ()
    known = choices(one, lookups)
    if one.key == "faculty_id":
        known = [each for each in known if int(each.value) in lookups.own_units]
    return tuple(each.title for each in known)


def _fill(page: Worksheet, columns: Sequence[_Column]) -> None:
    heads = [_NUMBER_TITLE, *(each.title for each in columns)]
    workbook.append(page, heads)
    workbook.append(page, [_(EXAMPLE_MARK), *(each.example for each in columns)])
    for place, one in enumerate((None, *columns), 1):
        letter = get_column_letter(place)
        workbook.style_head(page.cell(1, place))
        page.cell(2, place).font = _EXAMPLE
        dimension: Any = page.column_dimensions[letter]
        dimension.width = 10 if one is None else _WIDTHS.get(one.field.key, max(16, len(one.title) + 2))
        dimension.number_format = "@"
        if one is not None and one.needed:
            page.cell(1, place).fill = _NEEDED
    page.row_dimensions[1].height = 32
    page.freeze_panes = "D2"


def _offer(book: Workbook, page: Worksheet, columns: Sequence[_Column]) -> None:
    """Offer the words of the lists; another word is warned of, not forbidden: the import asks what it means."""
    lists = book.create_sheet(workbook.sheet_name(_("Lists")))
    listed = [(place, each) for place, each in enumerate(columns, 2) if each.known]
    for column, (place, each) in enumerate(listed, 1):
        letter = get_column_letter(column)
        workbook.put(lists.cell(1, column), each.title)
        workbook.style_head(lists.cell(1, column))
        lists.column_dimensions[letter].width = workbook.width_of(each.title, each.known)
        for row, text in enumerate(each.known, 2):
            workbook.put(lists.cell(row, column), text)
        source = f"='{lists.title}'!${letter}$2:${letter}${len(each.known) + 1}"
        rule = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning")
        page.add_data_validation(rule)
        rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{ROWS}")
    lists.freeze_panes = "A2"


def _explain(book: Workbook, columns: Sequence[_Column], what: str) -> None:
    page = book.create_sheet(workbook.sheet_name(_("Explanation")))
    for text in (
        _(what),
        _(
            "The row marked “{mark}” only shows how cells are written; it is not imported.",
            mark=_(EXAMPLE_MARK),
        ),
        _("Columns with a darker head are needed; what is empty elsewhere is left as it is."),
    ):
        workbook.append(page, [text])
    workbook.append(page, [_("Column"), _("Needed"), _("What may stand there"), _(EXAMPLE_MARK)])
    head = page.max_row
    for place in range(1, 5):
        workbook.style_head(page.cell(head, place))
    for each in columns:
        workbook.append(page, [each.title, _("yes") if each.needed else "", each.what, each.example])
        page.cell(page.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")
    workbook.set_widths(page, (32, 12, 60, 32))
