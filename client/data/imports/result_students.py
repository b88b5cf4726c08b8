"""Whose result a row is: by the number, by the name where only one has it, and the two held against each other."""

import re
from collections.abc import Sequence
from functools import lru_cache

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, confirmed, convert_cells, raw
from client.data.imports.doubts import Doubtful
from client.data.imports.fields import FULL_NAME
from client.data.imports.lookups import Lookups
from client.data.imports.values import plain, unshortened
from shared.identifiers import InvalidValue
from shared.identity import Known, identity

_NUMBER = re.compile(r"(?:.*\()?([0-9 ]{6,16})\)?")
_SHOWN = 3


def find_students(checked: CheckedFile, lookups: Lookups) -> None:
    """Fill student and faculty of each row."""
    finder = _Finder(lookups)
    cells = raw(checked.sheet, checked.choice, "student_id")
    found = convert_cells(checked, "student_id", cells, lambda cell: finder.find(plain(cell)))
    if checked.choice.fills(FULL_NAME):
        named = checked.column(FULL_NAME)
        found = [
            _held(checked, finder, row, *pair) for row, pair in enumerate(zip(found, named, strict=True))
        ]
    checked.values["student_id"] = found
    checked.values["faculty_id"] = [None if one is None else lookups.student[one].faculty_id for one in found]


def _held(
    checked: CheckedFile, finder: "_Finder", row: int, student: int | None, name: str | None
) -> int | None:
    """Return the student of a row that has a name: of the name alone, or of the number if the two agree."""
    if name is None or checked.problems.get(row):
        return student
    if student is None:
        try:
            return finder.find(name)
        except InvalidValue as error:
            if isinstance(error, Doubtful) and confirmed(checked, row, FULL_NAME, name, error):
                return int(str(error.answer))
            if not isinstance(error, Doubtful):
                checked.refuse_cell(row, FULL_NAME, name, error)
            return None
    known = finder.students[student]
    if student in finder.called(name):
        return student
    doubt = Doubtful(
        N_("The number {number} is that of {known}, and the row says {name}. Is {known} meant?"),
        student,
        number=known.number,
        known=known.name,
        name=name,
    )
    return student if confirmed(checked, row, FULL_NAME, f"{known.number} {name}", doubt) else None


class _Finder:
    """The students of the own faculty by number and by name."""

    def __init__(self, lookups: Lookups) -> None:
        self.students = lookups.student
        self._numbers = {number: one.id for one in lookups.students for number in (*one.former, one.number)}
        self._names: Known[int] | None = None
        self.find = lru_cache(maxsize=None)(self._find)

    def called(self, name: str) -> set[int]:
        """Return everybody whom a name may mean, also one that is only alike."""
        return self._known().find(name) | self._begun(name) | self._known().near(name)

    def _find(self, text: str) -> int | None:
        if not text:
            return None
        number = _NUMBER.fullmatch(unshortened(text))
        if number is not None:
            found = self._numbers.get(number[1].replace(" ", ""))
            if found is None:
                raise InvalidValue(
                    N_(
                        "No student of your faculty has the number {number}. Look at it, or enter the student first."
                    ),
                    number=number[1],
                )
            return found
        return self._named(text)

    def _named(self, text: str) -> int:
        found = sorted(self._known().find(text) or self._begun(text))
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidValue(
                N_("Several students are called {name}: {known}. Write the number of the one that is meant."),
                name=text,
                known=self._shown(found),
            )
        near = sorted(self._known().near(text))
        if len(near) == 1:
            raise Doubtful(
                N_("There is no student {name}. Is {known} meant?"),
                near[0],
                name=text,
                known=self._shown(near),
            )
        raise InvalidValue(
            N_("There is no student {name} in your faculty. Write the number of the student."), name=text
        )

    def _begun(self, text: str) -> set[int]:
        """Return who has these names and a patronymic besides: whole words, not beginnings of words."""
        begins = f"{identity(text)} "
        return {
            one
            for one in self._known().begun(text)
            if any(identity(known).startswith(begins) for known in self.students[one].texts() if known)
        }

    def _shown(self, ids: Sequence[int]) -> str:
        shown = ", ".join(self.students[one].title for one in ids[:_SHOWN])
        return f"{shown} …" if len(ids) > _SHOWN else shown

    def _known(self) -> Known[int]:
        """Names are folded when the first one is looked for: most files have numbers."""
        if self._names is None:
            self._names = Known((text, one.id) for one in self.students.values() for text in one.texts())
        return self._names
