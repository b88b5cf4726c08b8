"""The rights of each role on each table, as an expectation that the tests hold the database against.

A right is `read/insert/update/delete`, each with its reach: `all` rows, the rows of the person's `units`, `groups`
or `own` ones, or `-` for none. A role that is not named under a table has nothing there.
"""

from dataclasses import dataclass

EVERYONE = [
    "hr",
    "academic_office",
    "faculty",
    "department_head",
    "teacher",
    "registrar",
    "marketing",
    "research_office",
    "doctoral_office",
    "accounting",
    "finance_control",
    "tutor",
    "management",
    "admin",
]


@dataclass(frozen=True)
class Right:
    """How far each command of a role reaches on a table."""

    read: str = "-"
    insert: str = "-"
    update: str = "-"
    delete: str = "-"


def _right(text: str) -> Right:
    return Right(*text.split())


_READ_ALL = "all - - -"
_FULL = "all all all all"
_UNITS = "units - - -"
_STUDY_READERS = {
    "academic_office": _READ_ALL,
    "registrar": _READ_ALL,
    "marketing": _READ_ALL,
    "accounting": _READ_ALL,
    "management": _READ_ALL,
    "tutor": "groups - - -",
}
_CARD_READERS = {
    "hr": _FULL,
    "academic_office": _READ_ALL,
    "faculty": _UNITS,
    "department_head": _UNITS,
    "teacher": "own - - -",
    "management": _READ_ALL,
}


def _table(everyone: str = "", **roles: str) -> dict[str, Right]:
    base = dict.fromkeys(EVERYONE, everyone) if everyone else {}
    return {role: _right(text) for role, text in {**base, **roles}.items()}


RIGHTS: dict[str, dict[str, Right]] = {
    "classifiers.classifier": _table(_READ_ALL, academic_office=_FULL, admin=_FULL),
    "classifiers.item": _table(_READ_ALL, academic_office=_FULL, admin=_FULL),
    "structure.university": _table(_READ_ALL, hr=_FULL),
    "structure.unit": _table(_READ_ALL, hr=_FULL),
    "infrastructure.building": _table(_READ_ALL, academic_office=_FULL),
    "infrastructure.room": _table(_READ_ALL, academic_office=_FULL),
    "infrastructure.room_equipment": _table(_READ_ALL, academic_office=_FULL),
    # Names only, see docs/decisions/0004-names-and-card.md.
    "employees.employee": _table(
        hr=_FULL,
        **dict.fromkeys(
            [
                "academic_office",
                "faculty",
                "department_head",
                "teacher",
                "registrar",
                "accounting",
                "management",
                "admin",
            ],
            _READ_ALL,
        ),
    ),
    "employees.card": _table(**_CARD_READERS),
    "employees.position": _table(**_CARD_READERS | {"accounting": _READ_ALL}),
    "employees.qualification": _table(**_CARD_READERS),
    "employees.photo": _table(**_CARD_READERS),
    "employees.private": {},
    "students.specialty": _table(_READ_ALL, faculty="units units units -"),
    "students.qualification": _table(_READ_ALL, faculty="units units units -"),
    "students.group": _table(**_STUDY_READERS | {"hr": _READ_ALL, "faculty": "units units units -"}),
    "students.student": _table(**_STUDY_READERS | {"hr": _READ_ALL, "faculty": "units units units -"}),
    "students.photo": _table(**_STUDY_READERS | {"faculty": "units units units -"}),
    "students.award": _table(**_STUDY_READERS | {"faculty": "units units units -"}),
    "students.private": {},
}
