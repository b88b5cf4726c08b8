"""Finding people and groups by words in either alphabet, as far as the acting role sees them."""

from dataclasses import dataclass
from typing import Any

from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery, Sort
from client.data.records.rights import rights
from client.data.server.gateway import Gateway
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.students import Group, Student

MOST = 6


@dataclass(frozen=True)
class Kind:
    """A table to look into: what names a row, what tells it from namesakes, and the window that opens it."""

    model: type[Record]
    columns: tuple[str, ...]
    searched: tuple[str, ...]
    detail: str
    icon: str
    window: str
    #: The column of the window's list that is filtered by what was found; empty: the window shows the record itself.
    filtered: str = ""
    only: tuple[Filter, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A record that was found."""

    kind: Kind
    record_id: int
    title: str
    detail: str

    @property
    def arguments(self) -> dict[str, Any]:
        """What the window is opened with."""
        if not self.kind.filtered:
            return {"record_id": self.record_id}
        return {"filters": [Filter(self.kind.filtered, "equals", (self.record_id,), (self.title,)).to_json()]}


IN_USE = Filter("active", "equals", (True,))
KINDS = (
    Kind(
        Student, ("full_name", "number"), ("full_name", "number"), N_("student"), "students", "student-card"
    ),
    Kind(
        Employee,
        ("full_name", "number"),
        ("full_name", "number"),
        N_("employee"),
        "employees",
        "employee-card",
    ),
    Kind(
        Group,
        ("name", "specialty"),
        ("name",),
        N_("group"),
        "group",
        "student-contingent",
        "group",
        (IN_USE,),
    ),
)


def find_records(gateway: Gateway, text: str) -> list[Hit]:
    """Return the first rows of each kind that the role may read."""
    return [
        Hit(kind, row[0], row[2], row[3] or "")
        for kind in KINDS
        if kind.searched[0] in rights(gateway, kind.model).readable
        for row in _query(kind, text).page(gateway, size=MOST).rows
    ]


def _query(kind: Kind, text: str) -> ListQuery:
    order = (Sort(kind.columns[0]),)
    return ListQuery(kind.model, kind.columns, kind.only, search=text, searched=kind.searched, sort=order)
