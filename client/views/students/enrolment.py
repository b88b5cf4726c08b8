"""Registering students in a group: choose the group, see who is in it, enter the next one with its study filled in."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.records import records
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.records.records import StoredRecord
from client.data.students import take_over
from client.views.students.programmes import BESIDE
from client.views.students.several import CHANGE_SEVERAL
from client.widgets.editors import Lookup
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.codes import Course, Semester, StudentStatus
from shared.models.students import Group, Student

FROM_GROUP = ("specialty_id", "faculty_id", "education_form", "language", "entry_year")
#: A student who is entered begins here, unless the card says otherwise.
FIRST_COURSE = {"course": Course.FIRST, "semester": Semester.FIRST}
APPLIED = N_(
    "The take-over is closed: whoever is entered is applied; an order of enrolment brings them into the group."
)

IN_GROUP = list_of(
    Student,
    "full_name",
    "number",
    "birth_date",
    "payment_form",
    "course",
    "status",
    search=("full_name",),
    filters=("payment_form", "status"),
    sort=(Sort("full_name"),),
    icon="students",
    title=N_("Registration of students"),
    key="students.enrolment",
    card="student-card",
    actions=(CHANGE_SEVERAL,),
    panels=BESIDE,
)


class Enrolment(QWidget):
    """Asks for the group first; the list below is of its students."""

    def __init__(self, workplace: Workplace, group_id: int | None = None) -> None:
        super().__init__()
        self.title = _("Registration of students")
        self.group = Lookup(workplace, Group)
        self.students: RecordList | None = None
        self._workplace = workplace
        self._group_id = group_id
        self._hint = QLabel(_("Choose the group. Insert then enters the next student into it."))
        self._hint.setProperty("quiet", True)
        line = QHBoxLayout()
        line.setContentsMargins(8, 8, 8, 0)
        line.addWidget(QLabel(_("Group")))
        line.addWidget(self.group)
        line.addWidget(self._hint, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(line)
        self._column.addStretch()
        self.setFocusProxy(self.group)
        self.group.chosen.connect(self.choose)
        if group_id is not None:
            self.choose(group_id)

    def choose(self, group_id: int) -> None:
        """Show the students of a group."""
        self._group_id = group_id
        gateway = self._workplace.gateway

        def work() -> tuple[StoredRecord | None, bool]:
            return records.read(gateway, Group, group_id, ("name", *FROM_GROUP)), take_over.is_closed(gateway)

        self._workplace.tasks.run(self, work, lambda answer: self._show(*answer))

    def state(self) -> dict[str, Any]:
        return {"group": self._group_id}

    def restore(self, state: dict[str, Any]) -> None:
        if state.get("group") is not None:
            self.choose(int(state["group"]))

    def _show(self, group: StoredRecord | None, closed: bool) -> None:
        if group is None:
            return
        self.group.set_value(group.id, group.values["name"])
        if self.students is not None:
            self._column.removeWidget(self.students)
            self.students.deleteLater()
        else:
            self._column.takeAt(1)
        study = {name: group.values[name] for name in FROM_GROUP}
        fixed = (Filter("group_id", "equals", (group.id,)),)
        begins = {"status": StudentStatus.APPLIED} if closed else {"group_id": group.id}
        new = {**study, **FIRST_COURSE, **begins}
        if closed:
            self._hint.setText(_(APPLIED))
        self.students = RecordList(self._workplace, IN_GROUP, fixed, **new)
        self._column.addWidget(self.students, 1)
