"""What an import would do, row by row and value by value: new, changed old → new, unchanged, refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, RowProblem
from client.data.imports.doubts import Doubt
from client.data.imports.fields import Field, RecordPart
from client.data.imports.full_names import NAME_KEYS
from client.data.imports.lookups import Lookups
from client.data.imports.matching import Matches
from shared.codes import WITH_PINFL, StudentStatus
from shared.person_names import is_spelling, split_full_name

ENTERED = N_(
    "The take-over is closed: entered as applied and without a group; an order of enrolment does the rest."
)
NO_GROUP = N_("The group of the file is not taken: the order of enrolment gives it.")
NO_STATUS = N_("The status of the file is not taken: the order of enrolment gives it.")


class RowStatus(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class StoredRow:
    """A record as the database has it."""

    id: int
    version: int
    values: Mapping[str, Any]


#: By part and by the id of the main record.
Current = Mapping[str, Mapping[int, Sequence[StoredRow]]]


@dataclass(frozen=True)
class ValueChange:
    """One value, before and after."""

    field: Field
    old: Any
    new: Any


@dataclass
class ImportPlan:
    """What is to be done with every row of a file."""

    checked: CheckedFile
    matches: Matches
    lookups: Lookups
    statuses: list[RowStatus]
    problems: dict[int, list[RowProblem]]
    changes: dict[int, list[ValueChange]] = field(default_factory=dict)
    #: What a row asks for and the import does not do: a student's state is changed by orders.
    remarks: dict[int, list[RowProblem]] = field(default_factory=dict)
    blocked: dict[int, list[ValueChange]] = field(default_factory=dict)
    #: By part: the rows that make a record of it, and those that change the stored one.
    inserts: dict[str, list[int]] = field(default_factory=dict)
    updates: dict[str, list[tuple[int, StoredRow]]] = field(default_factory=dict)
    #: The numbers that new people get, once they have been written.
    allotted: dict[int, str] = field(default_factory=dict)
    #: The records that were made, once they have been written.
    made: list[int] = field(default_factory=list)
    #: By row and field: what is stored whatever the file says: a name whose spelling in Cyrillic stands in the file,
    #: the state of somebody who applies.
    kept: dict[tuple[int, str], str | None] = field(default_factory=dict)

    def count(self, status: RowStatus) -> int:
        return self.statuses.count(status)

    def value(self, row: int, key: str) -> Any:
        """Return what a field has after the import, None where the file says nothing of it."""
        place = row, key
        return self.kept[place] if place in self.kept else self.checked.column(key)[row]

    def told(self, row: int) -> list[RowProblem]:
        """Return why a row is refused or what is not done in it, the first cause first."""
        return [*self.problems.get(row, ()), *self.remarks.get(row, ())]

    def reasons(self, row: int) -> list[str]:
        """Return the same in the language of the interface."""
        return list(dict.fromkeys(problem.text() for problem in self.told(row)))

    def wrong_columns(self, row: int) -> set[int]:
        """Return the columns of the file, counted from 0, in which something is to be mended."""
        columns = self.checked.choice.columns
        return {columns[each.key] for each in self.problems.get(row, ()) if each.key in columns}

    def mended(self) -> int:
        """Return how many cells of the rows were mended."""
        numbers = set(self.checked.sheet.numbers)
        return sum(number in numbers for number, _column in self.checked.choice.answers.mended)

    def hidden(self) -> list[int]:
        """Return the rows that Excel does not show."""
        sheet = self.checked.sheet
        return [row for row, number in enumerate(sheet.numbers) if number in sheet.hidden]

    def hidden_columns(self) -> tuple[list[str], list[str]]:
        """Return the columns that Excel does not show: those that are taken, and those that are left out."""
        sheet, chosen = self.checked.sheet, set(self.checked.choice.columns.values())
        hidden = sorted(sheet.hidden_columns)
        return (
            [sheet.named(column) for column in hidden if column in chosen],
            [sheet.named(column) for column in hidden if column not in chosen],
        )

    def doubts(self, row: int | None = None, *, listed: bool = True) -> set[Doubt]:
        """Return what a person may confirm instead of correcting the file, in a row or in all.

        Without `listed` the words that lists do not know are left out: what they mean is said elsewhere.
        """
        problems = self.problems.get(row, ()) if row is not None else chain(*self.problems.values())
        return {each.doubt for each in problems if each.doubt and (listed or not each.unlisted)}

    def refuse(self, row: int, key: str, message: str, **values: Any) -> None:
        """Refuse a row because of a field, unless the person hears about the cause already."""
        known = self.problems.setdefault(row, [])
        if not key or not self.checked.kind.causes(key) & {other.key for other in known}:
            known.append(self.checked.problem(row, key, message, **values))
        self.statuses[row] = RowStatus.REFUSED


def make_plan(checked: CheckedFile, matches: Matches, current: Current, lookups: Lookups) -> ImportPlan:
    """Compare the file with the database."""
    problems = {row: list(found) for row, found in checked.problems.items()}
    plan = ImportPlan(checked, matches, lookups, [RowStatus.UNCHANGED] * checked.count, problems)
    for row, key, message, values in matches.refusals:
        plan.refuse(row, key, message, **values)
    _require_pinfl(plan)
    _enter_as_applied(plan)
    _note_hidden(plan)
    _note_mended(plan)
    for part in checked.kind.parts:
        _plan_part(plan, part, current.get(part.name, {}))
    for row, number in enumerate(matches.ids):
        if row in problems:
            plan.statuses[row] = RowStatus.REFUSED
        elif number is None:
            plan.statuses[row] = RowStatus.NEW
        elif row in plan.changes:
            plan.statuses[row] = RowStatus.CHANGED
    _leave_refused(plan)
    return plan


def _require_pinfl(plan: ImportPlan) -> None:
    """Hold new students to the rule that citizens have a PINFL."""
    checked = plan.checked
    if checked.kind.server_kind != "students":
        return
    default = checked.kind.defaults["citizenship"]
    pairs = zip(plan.matches.ids, checked.column("citizenship"), checked.column("pinfl"), strict=True)
    for row, (known, citizenship, number) in enumerate(pairs):
        if known is None and number is None and (citizenship or default) in WITH_PINFL:
            plan.refuse(row, "pinfl", N_("It is compulsory for this citizenship."))


def _enter_as_applied(plan: ImportPlan) -> None:
    """Say of new students, once the take-over is closed, that the order of enrolment gives group and state."""
    checked = plan.checked
    if checked.kind.key != "students" or not plan.lookups.only_applied:
        return
    groups, statuses = checked.column("group_id"), checked.column("status")
    for row, known in enumerate(plan.matches.ids):
        if known is not None:
            continue
        plan.kept[row, "group_id"], plan.kept[row, "status"] = None, StudentStatus.APPLIED
        remarks = plan.remarks.setdefault(row, [])
        remarks.append(RowProblem(ENTERED))
        if groups[row] is not None and "group_id" in checked.said:
            remarks.append(checked.problem(row, "group_id", NO_GROUP))
        if statuses[row] not in (None, StudentStatus.APPLIED):
            remarks.append(checked.problem(row, "status", NO_STATUS))


def _note_hidden(plan: ImportPlan) -> None:
    """Say of rows that a filter hides that they are taken: whoever looks at the file in Excel does not see them."""
    for row in plan.hidden():
        plan.remarks.setdefault(row, []).append(
            RowProblem(
                N_("Excel does not show this row: it is hidden or filtered out. It is taken like the others.")
            )
        )


def _note_mended(plan: ImportPlan) -> None:
    """Say of mended cells that the file has something else."""
    checked = plan.checked
    rows = {number: row for row, number in enumerate(checked.sheet.numbers)}
    keys = {column: key for key, column in checked.choice.columns.items()}
    for number, column in sorted(checked.choice.answers.mended):
        if number in rows and column in keys:
            problem = checked.problem(
                rows[number], keys[column], N_("Mended in the preview; the opened file has another value.")
            )
            plan.remarks.setdefault(rows[number], []).append(problem)


def _plan_part(plan: ImportPlan, part: RecordPart, current: Mapping[int, Sequence[StoredRow]]) -> None:
    checked = plan.checked
    fields = [one for one in checked.kind.of(part) if one.key in checked.values]
    said = [(one, checked.column(one.key)) for one in fields if one.key in checked.said]
    filled = [column for _one, column in said]
    required = [(one.key, checked.column(one.key)) for one in checked.kind.required(part)]
    inserts = plan.inserts.setdefault(part.name, [])
    updates = plan.updates.setdefault(part.name, [])
    main = part is checked.kind.main
    for row, person in enumerate(plan.matches.ids):
        stored = None if person is None else _stored(checked, part, row, current.get(person, ()))
        if stored is not None:
            if _compare(plan, part, row, stored, said):
                updates.append((row, stored))
        elif (main and person is None) or any(column[row] is not None for column in filled):
            _require(plan, row, required)
            inserts.append(row)
            if person is not None:
                _note_made(plan, row, said)


def _stored(
    checked: CheckedFile, part: RecordPart, row: int, records: Sequence[StoredRow]
) -> StoredRow | None:
    for record in records:
        if all(record.values.get(key) == checked.column(key)[row] for key in part.identity):
            return record
    return None


def _compare(
    plan: ImportPlan, part: RecordPart, row: int, stored: StoredRow, said: Sequence[tuple[Field, list[Any]]]
) -> bool:
    """Note what changes; an empty cell says nothing. Return whether the record is to be written."""
    writes = False
    settled = bool(part.settled and stored.values.get(part.settled))
    spelled = _spelled_in_file(plan.checked, row, stored)
    for one, column in said:
        new, old = column[row], stored.values.get(one.key)
        if new is None or new == old:
            continue
        if one.key in spelled:
            plan.kept[row, one.key] = old
        elif one.state:
            plan.blocked.setdefault(row, []).append(ValueChange(one, old, new))
            plan.remarks.setdefault(row, []).append(
                RowProblem(N_("The file has another value; it changes only by an order."), {}, one.label)
            )
        elif settled:
            plan.refuse(row, one.key, N_("It was accepted with another value and stays as it is."))
        else:
            plan.changes.setdefault(row, []).append(ValueChange(one, old, new))
            writes = True
    if writes:
        _empty_the_other(plan, row, stored)
        _note_left_spelling(plan, row, stored)
    return writes


def _empty_the_other(plan: ImportPlan, row: int, stored: StoredRow) -> None:
    """Where a record has one of two values alone, the one that comes takes the place of the other."""
    changed = {change.field.key for change in plan.changes[row]}
    for pair in plan.checked.kind.either:
        for given, other in (pair, pair[::-1]):
            if given in changed and other not in changed and stored.values.get(other) is not None:
                field_ = plan.checked.kind.by_key[other]
                plan.changes[row].append(ValueChange(field_, stored.values[other], None))


def _note_left_spelling(plan: ImportPlan, row: int, stored: StoredRow) -> None:
    """Say of a Cyrillic spelling that it is still that of the name before, where the file gives none."""
    whole = stored.values.get("cyrillic_name")
    changed = {change.field.key for change in plan.changes[row]}
    if whole and changed.intersection(NAME_KEYS) and plan.checked.column("cyrillic_name")[row] is None:
        message = N_(
            "The kept Cyrillic spelling is still that of the former name: {name}. Correct it in the card."
        )
        plan.remarks.setdefault(row, []).append(RowProblem(message, {"name": whole}))


def _spelled_in_file(checked: CheckedFile, row: int, stored: StoredRow) -> set[str]:
    """Return the names that the file has as the program shows them in Cyrillic: exported, they come back unchanged."""
    written = {key: checked.cyrillic[row, key] for key in NAME_KEYS if (row, key) in checked.cyrillic}
    whole = stored.values.get("cyrillic_name")
    by_hand = dict(zip(NAME_KEYS, split_full_name(whole), strict=True)) if whole else {}
    same = {
        key
        for key, text in written.items()
        if (latin := stored.values.get(key)) and is_spelling(text, latin, by_hand.get(key))
    }
    if same and same == set(written) and not checked.choice.fills("cyrillic_name"):
        same.add("cyrillic_name")
    return same


def _require(plan: ImportPlan, row: int, required: Sequence[tuple[str, list[Any]]]) -> None:
    for key, column in required:
        if column[row] is None:
            plan.refuse(row, key, N_("It is needed and not given."))


def _note_made(plan: ImportPlan, row: int, said: Sequence[tuple[Field, list[Any]]]) -> None:
    """A known person gets a record of this part, such as a first position: that is a change of the person."""
    for one, column in said:
        if column[row] is not None:
            plan.changes.setdefault(row, []).append(ValueChange(one, None, column[row]))


def _leave_refused(plan: ImportPlan) -> None:
    """What is refused is not written, in whatever part."""
    refused = plan.problems
    for name, rows in plan.inserts.items():
        plan.inserts[name] = [row for row in rows if row not in refused]
    for name, pairs in plan.updates.items():
        plan.updates[name] = [(row, stored) for row, stored in pairs if row not in refused]
