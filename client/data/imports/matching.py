"""Which record of the database a row of the file means: by number, by PINFL, or perhaps by name and birth date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Date, Executable, Text, any_, bindparam, cast, func, null, select

from client.core.i18n import N_
from client.core.i18n import names as names_in_script
from client.data.imports.checking import CheckedFile
from client.data.imports.full_names import NAME_KEYS
from client.data.server.gateway import Gateway, Verbs
from shared.models.employees import Card, Employee
from shared.models.students import Student
from shared.names import sort_key
from shared.person_names import in_one_spelling

#: A name in one spelling and the birth date; and of those who have both: year of entry, number, full name.
Named = tuple[str, date]
Namesakes = Mapping[Named, Sequence[tuple[int | None, str, str]]]
#: A PINFL is asked for with the year of entry: a person may study a second time.
Person = tuple[str, int | None]


def _any(name: str, kind: type[Text] | type[Date]) -> Any:
    return any_(cast(bindparam(name), ARRAY(kind)))


_STUDENTS_BY_NUMBER = select(Student.number, Student.id).where(Student.number == _any("numbers", Text))
_CALLED = select(Student.id, Student.full_name, Student.number).where(
    Student.id == any_(cast(bindparam("ids"), ARRAY(BigInteger)))
)
_EMPLOYEES_BY_NUMBER = select(Employee.number, Employee.id).where(Employee.number == _any("numbers", Text))
_STUDENT = (Student.birth_date, Student.entry_year, Student.number, Student.full_name)
_EMPLOYEE = (Card.birth_date, null(), Employee.number, Employee.full_name)
#: A row that was merged is nobody's namesake: its person has another one.
_UNMERGED = Student.merged_into_id.is_(None)
_STUDENTS_BY_NAME = select(Student.sort_key, *_STUDENT).where(
    Student.sort_key == _any("names", Text), _UNMERGED
)
_EMPLOYEES_BY_NAME = (
    select(Employee.sort_key, *_EMPLOYEE)
    .join(Card, Card.employee_id == Employee.id)
    .where(Employee.sort_key == _any("names", Text))
)
#: Names as they stand in a file in Cyrillic, and the key that all spellings of one in Russian letters have.
_WRITTEN = func.unnest(cast(bindparam("names"), ARRAY(Text))).column_valued("written")
_RUSSIAN = func.naming.sort_key_ru(_WRITTEN, type_=Text)
_STUDENTS_SHOWN = select(_WRITTEN, *_STUDENT).join(Student, Student.sort_key_ru == _RUSSIAN).where(_UNMERGED)
_EMPLOYEES_SHOWN = (
    select(_WRITTEN, *_EMPLOYEE)
    .join(Employee, Employee.sort_key_ru == _RUSSIAN)
    .join(Card, Card.employee_id == Employee.id)
)


HERE = N_(
    "{name} ({number}) is in the database already. Take the row out of the list of those who were admitted."
)
EARLIER = N_(
    "This person entered here in {year} already. If these are new studies, confirm it; else correct the row."
)


@dataclass
class Matches:
    """The id of the record that each row means, None for a new one; and why some can be neither."""

    ids: list[int | None]
    refusals: list[tuple[int, str, str, dict[str, Any]]] = field(default_factory=list)
    #: Rows that are refused only until a person says that they are somebody else.
    doubtful: set[int] = field(default_factory=set)

    def refuse(self, row: int, key: str, message: str, **values: Any) -> None:
        self.refusals.append((row, key, message, values))


def match(
    verbs: Verbs, checked: CheckedFile, ticket: int | None, confirmed: frozenset[int] = frozenset()
) -> Matches:
    """Find the records; `ticket` opens the search by PINFL, `confirmed` are numbers of rows of new people."""
    if checked.kind.identity:
        return Matches(_by_identity(verbs, checked))
    matches = Matches(_by_number(verbs, checked))
    if ticket is not None:
        _by_pinfl(verbs, checked, ticket, matches, confirmed)
    _by_name(verbs, checked, matches, confirmed)
    _refuse_two_rows_of_one(checked, matches)
    if checked.kind.only_new:
        _refuse_known(verbs, matches)
    return matches


def _by_identity(verbs: Verbs, checked: CheckedFile) -> list[int | None]:
    """Find the records that have the same values in the columns that make a record what it is."""
    kind = checked.kind
    table = kind.main.model.__table__
    columns = [table.columns[key] for key in kind.identity]
    wanted = [
        tuple(
            kind.defaults.get(key) if value is None else value
            for key, value in zip(kind.identity, row, strict=True)
        )
        for row in zip(*map(checked.column, kind.identity), strict=True)
    ]
    owners = sorted({row[0] for row in wanted if row[0] is not None})
    statement = select(table.c.id, *columns).where(
        columns[0] == any_(cast(bindparam("owners"), ARRAY(BigInteger)))
    )
    known = (
        {tuple(values): number for number, *values in verbs.rows(statement, owners=owners)} if owners else {}
    )
    return [known.get(row) for row in wanted]


def _by_number(verbs: Verbs, checked: CheckedFile) -> list[int | None]:
    numbers = checked.column("number")
    given = [number for number in numbers if number]
    if not given:
        return [None] * checked.count
    statement = _STUDENTS_BY_NUMBER if checked.kind.server_kind == "students" else _EMPLOYEES_BY_NUMBER
    known: dict[str, int] = dict(_pairs(verbs.rows(statement, numbers=given)))
    return [known.get(number) for number in numbers]


def _pairs(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, Any]]:
    return ((row[0], row[1]) for row in rows)


def ask_finding(gateway: Gateway, checked: CheckedFile) -> int | None:
    """Announce the search by PINFL in a transaction of its own, so that it stands in the log whatever follows."""
    sought = [number for number in checked.column("pinfl") if number]
    return int(gateway.call("imports.ask_finding", checked.kind.server_kind, sought)) if sought else None


def _by_pinfl(
    verbs: Verbs, checked: CheckedFile, ticket: int, matches: Matches, confirmed: frozenset[int]
) -> None:
    """Find who has the PINFL; the server answers without the number itself ever being readable."""
    pinfls = checked.column("pinfl")
    given = [number for number in pinfls if number]
    owners: dict[str, list[tuple[int, int | None]]] = {}
    for number, owner, entry_year in verbs.table(f"{checked.kind.server_kind}.find_by_pinfl", ticket, given):
        owners.setdefault(number, []).append((owner, entry_year))
    for row, (number, year) in enumerate(zip(pinfls, checked.column("entry_year"), strict=True)):
        if number in owners:
            same_year = _of_year(owners[number], year)
            _take_owner(matches, row, same_year)
            if checked.kind.only_new and not same_year and checked.sheet.numbers[row] not in confirmed:
                matches.doubtful.add(row)
                matches.refuse(
                    row, "pinfl", EARLIER, year=max(known or 0 for _owner, known in owners[number])
                )


def _refuse_known(verbs: Verbs, matches: Matches) -> None:
    """Refuse rows of who is here already: nothing of a student changes by a list of those who were admitted."""
    known = [number for number in matches.ids if number is not None]
    called = {row[0]: row[1:] for row in verbs.rows(_CALLED, ids=known)} if known else {}
    for row, number in enumerate(matches.ids):
        if number in called:
            name, own = called[number]
            matches.refuse(row, "", HERE, name=names_in_script(name), number=own)
            matches.ids[row] = None


def _of_year(owners: Sequence[tuple[int, int | None]], year: int | None) -> Sequence[tuple[int, int | None]]:
    return [owner for owner in owners if year is None or owner[1] in (None, year)]


def _take_owner(matches: Matches, row: int, owners: Sequence[tuple[int, int | None]]) -> None:
    ids = {owner for owner, _year in owners}
    if not ids:
        return
    if len(ids) > 1:
        matches.refuse(
            row, "pinfl", N_("This person entered several times. Add the entry year or the number.")
        )
    elif matches.ids[row] is None:
        matches.ids[row] = ids.pop()
    elif matches.ids[row] not in ids:
        matches.refuse(
            row, "pinfl", N_("This PINFL belongs to another person than the number in the same row.")
        )


def _by_name(verbs: Verbs, checked: CheckedFile, matches: Matches, confirmed: frozenset[int]) -> None:
    names = _names_of_new(checked, matches)
    if not names:
        return
    known = _same_names(verbs, checked.kind.server_kind, sorted({name for name, _birth in names.values()}))
    in_cyrillic = _cyrillic_names(checked, names)
    shown = _shown_so(
        verbs, checked.kind.server_kind, sorted({name for name, _birth in in_cyrillic.values()})
    )
    years = checked.column("entry_year")
    for row, person in names.items():
        shown_so = shown.get(in_cyrillic[row], ()) if row in in_cyrillic else ()
        for year, number, full_name in (*known.get(person, ()), *shown_so):
            same = checked.kind.only_new or year in (None, years[row])
            if same and checked.sheet.numbers[row] not in confirmed:
                matches.doubtful.add(row)
                matches.refuse(
                    row,
                    "",
                    N_(
                        "{name} ({number}) has the same name and birth date. Write this number into the file, "
                        "or confirm that it is somebody else."
                    ),
                    name=names_in_script(full_name),
                    number=number,
                )
                break


def _names_of_new(checked: CheckedFile, matches: Matches) -> dict[int, Named]:
    keys = (*NAME_KEYS, "birth_date")
    return {
        row: (sort_key(" ".join(filter(None, names))), birth)
        for row, (*names, birth) in enumerate(zip(*map(checked.column, keys), strict=True))
        if matches.ids[row] is None and names[0] and birth and row not in checked.problems
    }


def _cyrillic_names(checked: CheckedFile, names: Mapping[int, Named]) -> dict[int, Named]:
    """Return the names that stand in Cyrillic as they stand there: Гуломов is Gʻulomov as Russian writes him."""
    written: dict[int, Named] = {}
    for row, (_latin, birth) in names.items():
        parts = [checked.cyrillic.get((row, key)) or checked.column(key)[row] for key in NAME_KEYS]
        if any((row, key) in checked.cyrillic for key in NAME_KEYS):
            written[row] = in_one_spelling(" ".join(filter(None, parts))), birth
    return written


def _same_names(verbs: Verbs, kind: str, names: list[str]) -> Namesakes:
    return _namesakes(verbs, _STUDENTS_BY_NAME if kind == "students" else _EMPLOYEES_BY_NAME, names)


def _shown_so(verbs: Verbs, kind: str, names: list[str]) -> Namesakes:
    """Find whom a Russian export would show by these names."""
    return _namesakes(verbs, _STUDENTS_SHOWN if kind == "students" else _EMPLOYEES_SHOWN, names)


def _namesakes(verbs: Verbs, statement: Executable, names: list[str]) -> Namesakes:
    known: dict[Named, list[tuple[int | None, str, str]]] = {}
    for key, birth, year, number, full_name in verbs.rows(statement, names=names) if names else ():
        known.setdefault((key, birth), []).append((year, number, full_name))
    return known


def _refuse_two_rows_of_one(checked: CheckedFile, matches: Matches) -> None:
    first: dict[int, int] = {}
    for row, number in enumerate(matches.ids):
        if number is not None and (before := first.setdefault(number, row)) != row:
            matches.refuse(
                row, "", N_("Row {other} means the same person."), other=checked.sheet.numbers[before]
            )
