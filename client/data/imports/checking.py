"""From the cells of a sheet to typed columns: what cannot be stored is refused with its row, cell and reason."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from openpyxl.utils.cell import get_column_letter

from client.core.i18n import N_, _
from client.data.imports import days
from client.data.imports.doubts import Doubt, Doubtful, Unlisted
from client.data.imports.fields import Field, ImportKind
from client.data.imports.lookups import Lookups
from client.data.imports.mapping import ColumnChoice, MappedSheet
from client.data.imports.meanings import known_value
from client.data.imports.outside import LeftOut, table_of
from client.data.imports.values import Convert, converter, number_converter, plain
from shared import pinfl
from shared.identifiers import InvalidValue

Cells = Sequence[Any]


@dataclass
class UnlistedWord:
    """A word that the list of its field does not know, or knows several times."""

    key: str
    text: str
    proposed: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True)
class RowProblem:
    """Why a row is refused: a sentence, and the cell it is about."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    #: The field it is about; empty: the row as a whole.
    key: str = ""
    #: Column and row of the cell as Excel names them.
    column: str = ""
    number: int = 0
    #: What a person may confirm instead of correcting the file.
    doubt: Doubt | None = None
    #: The doubt is about a word that its list does not know: it may mean another one too.
    unlisted: bool = False

    @property
    def cell(self) -> str:
        return f"{self.column}{self.number}" if self.column else ""

    def moved(self, numbers: Mapping[int, int], file: str) -> "RowProblem":
        """Return the problem in a workbook whose rows have other numbers; what stayed in `file` is named with it."""
        values = dict(self.values)
        if (other := values.get("other")) is not None:
            values["other"] = numbers.get(other) or f"{other} ({file})"
        return replace(self, values=values, number=numbers.get(self.number, self.number))

    def text(self) -> str:
        """Return the reason in the language of the interface."""
        sentence = _(self.message, **self.values)
        if self.cell:
            return _("{cell}, {field}: {reason}", cell=self.cell, field=_(self.label), reason=sentence)
        return _("{field}: {reason}", field=_(self.label), reason=sentence) if self.label else sentence


@dataclass
class CheckedFile:
    """The typed columns of a file, one value per row and field, and the problems by row."""

    sheet: MappedSheet
    kind: ImportKind
    choice: ColumnChoice
    values: dict[str, list[Any]]
    problems: defaultdict[int, list[RowProblem]]
    #: The fields the file speaks of; what is only concluded fills new records and changes none.
    said: set[str]
    lookups: Lookups
    #: Lines of the sheet that are no rows of the table.
    left_out: Sequence[LeftOut] = ()
    #: The words that the lists do not know: what is proposed for each, and in how many rows it stands.
    unlisted: dict[Doubt, UnlistedWord] = field(default_factory=dict)
    #: By row and field: the names that stand in Cyrillic in the file, as they stand there.
    cyrillic: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.sheet.rows)

    def column(self, key: str) -> list[Any]:
        """Return the values of a field, None for every row if nothing fills it."""
        return self.values.get(key) or [None] * self.count

    def problem(self, row: int, key: str, message: str, **values: Any) -> RowProblem:
        """Return the reason for refusing a row because of a field, or as a whole if `key` is empty."""
        label = self.kind.by_key[key].label if key else ""
        place = self.choice.columns.get(key)
        column = "" if place is None else get_column_letter(place + 1)
        return RowProblem(message, values, label, key, column, self.sheet.numbers[row])

    def refuse(self, row: int, key: str, message: str, **values: Any) -> None:
        self.problems[row].append(self.problem(row, key, message, **values))

    def refuse_cell(self, row: int, key: str, cell: object, error: InvalidValue) -> None:
        """Refuse a row because of what stands in a cell; a doubtful one is asked about."""
        problem = self.problem(row, key, error.msgid, **error.params)
        unlisted = isinstance(error, Unlisted)
        asked = unlisted or isinstance(error, Doubtful)
        doubt = doubt_of(key, cell, error) if asked else None
        self.problems[row].append(replace(problem, doubt=doubt, unlisted=unlisted))
        if isinstance(error, Unlisted):
            self.count_unlisted(key, error.text, error.proposed)

    def count_unlisted(self, key: str, text: str, proposed: Sequence[Any] = (), *, rows: int = 1) -> None:
        """Count the rows in which a word stands that the list of its field does not know."""
        known = self.unlisted.setdefault((key, text), UnlistedWord(key, text, tuple(map(str, proposed))))
        known.rows += rows


def raw(sheet: MappedSheet, choice: ColumnChoice, key: str) -> Cells:
    """Return the cells that fill a field; the value for all rows stands where a cell is empty."""
    constant: Any = choice.constants.get(key) or None
    place = choice.columns.get(key)
    if place is None:
        return [constant] * len(sheet.rows)
    cells = [row[place] if place < len(row) else None for row in sheet.rows]
    return cells if constant is None else [constant if cell is None else cell for cell in cells]


def check_cells(sheet: MappedSheet, kind: ImportKind, choice: ColumnChoice, lookups: Lookups) -> CheckedFile:
    """Turn every cell into the value it stands for, field by field; references are left to the kind."""
    sheet, left_out = table_of(sheet.mended(choice.answers.mended), choice)
    said = {one.key for one in kind.fields if choice.fills(one.key)}
    checked = CheckedFile(sheet, kind, choice, {}, defaultdict(list), said, lookups, left_out)
    for one in kind.fields:
        if choice.fills(one.key) and one.kind != "reference":
            cells = raw(sheet, choice, one.key)
            convert = _converter(one, kind, lookups, sheet.day_zero)
            if one.kind == "day" and days.month_first(cells):
                convert = _unambiguous(convert)
            checked.values[one.key] = convert_cells(checked, one.key, cells, convert)
    return checked


def _unambiguous(convert: Convert) -> Convert:
    def read(cell: Any) -> Any:
        days.refuse_ambiguous(cell)
        return convert(cell)

    return read


def _converter(one: Field, kind: ImportKind, lookups: Lookups, day_zero: date) -> Callable[[Any], Any]:
    if (own := kind.readers.get(one.key)) is not None:
        return own
    if one.key == "number":
        return number_converter(kind.server_kind)
    if one.listed:
        labels = lookups.labels[one.listed]
        return lambda cell: labels.find(text) if (text := plain(cell)) else None
    return converter(one, day_zero)


def convert_cells(checked: CheckedFile, key: str, cells: Cells, convert: Callable[[Any], Any]) -> list[Any]:
    """Convert a column; each different cell only once, for most of a file repeats itself."""
    known: dict[Any, Any] = {None: None}
    wrong: dict[Any, InvalidValue] = {}
    for cell in set(cells) - {None}:
        try:
            known[cell] = convert(cell)
        except InvalidValue as error:
            known[cell] = _answered(checked, key, cell, error)
            if known[cell] is None:
                wrong[cell] = error
            elif isinstance(error, Unlisted):
                checked.count_unlisted(key, error.text, error.proposed, rows=cells.count(cell))
    if wrong:
        for row, cell in enumerate(cells):
            if cell in wrong:
                checked.refuse_cell(row, key, cell, wrong[cell])
    return [known[cell] for cell in cells]


def doubt_of(key: str, cell: object, error: InvalidValue | None = None) -> Doubt:
    return key, error.text if isinstance(error, Unlisted) else str(cell)


def _answered(checked: CheckedFile, key: str, cell: object, error: InvalidValue) -> object:
    """Return what a cell was said to mean, else None."""
    if not isinstance(error, Doubtful | Unlisted):
        return None
    doubt, answers = doubt_of(key, cell, error), checked.choice.answers
    if isinstance(error, Unlisted) and (value := answers.meanings.get(doubt)) is not None:
        return known_value(checked.kind.by_key[key], value, checked.lookups)
    return error.answer if doubt in answers.meant else None


def confirmed(checked: CheckedFile, row: int, key: str, cell: str, error: Doubtful) -> bool:
    """Tell whether somebody has said that what is doubtful in a row holds; until then the row is refused."""
    if doubt_of(key, cell, error) in checked.choice.answers.meant:
        return True
    checked.refuse_cell(row, key, cell, error)
    return False


def check_person(checked: CheckedFile) -> None:
    """Hold the PINFL against birth date and gender, and take from it what the file leaves out."""
    numbers = checked.values.get("pinfl")
    if numbers is None:
        return
    births, genders = checked.column("birth_date"), checked.column("gender")
    filled = [
        _one_person(checked, row, *values)
        for row, values in enumerate(zip(numbers, births, genders, strict=True))
    ]
    checked.values["birth_date"] = [birth for birth, _gender in filled]
    checked.values["gender"] = [gender for _birth, gender in filled]


def _one_person(
    checked: CheckedFile, row: int, number: str | None, birth: date | None, gender: str | None
) -> tuple[date | None, str | None]:
    if number is None:
        return birth, gender
    try:
        person = pinfl.check(number, birth_date=birth, gender=gender)
    except InvalidValue as error:
        checked.refuse(row, "pinfl", error.msgid, **error.params)
        return birth, gender
    return birth or person.birth_date, gender or person.gender


def refuse_repeated(checked: CheckedFile, keys: Sequence[str], message: str) -> None:
    """Refuse a row whose values of `keys` stand in an earlier row already; rows without them are let be."""
    if keys[0] not in checked.values:
        return
    first: dict[tuple[Any, ...], int] = {}
    for row, values in enumerate(zip(*map(checked.column, keys), strict=True)):
        if values[0] is not None and (before := first.setdefault(values, row)) != row:
            checked.refuse(row, keys[0], message, other=checked.sheet.numbers[before])


SAME_NUMBER = N_("Row {other} has the same number.")
SAME_PINFL = N_("Row {other} has the same PINFL.")
SAME_PERSON = N_("Row {other} has the same name and birth date.")


def refuse_repeated_persons(checked: CheckedFile) -> None:
    """Refuse a second row of the same name and birth date where nothing tells the two apart."""
    keys = ("surname", "given_name", "patronymic", "birth_date")
    first: dict[tuple[Any, ...], tuple[int, str | None, str | None]] = {}
    told_apart = zip(checked.column("pinfl"), checked.column("number"), strict=True)
    persons = zip(*map(checked.column, keys), strict=True)
    for row, (person, (number, other)) in enumerate(zip(persons, told_apart, strict=True)):
        if person[0] is None or person[3] is None:
            continue
        before, its_pinfl, its_number = first.setdefault(person, (row, number, other))
        apart = (number and its_pinfl and number != its_pinfl) or (
            other and its_number and other != its_number
        )
        if before != row and not apart and row not in checked.problems:
            checked.refuse(row, "", SAME_PERSON, other=checked.sheet.numbers[before])
