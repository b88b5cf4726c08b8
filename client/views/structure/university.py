"""The record of the university itself: there is one, so there is no list."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.structure import units
from client.views.structure.forms import UNIVERSITY
from client.widgets.message_line import MessageLine
from client.widgets.record_form import RecordForm
from client.widgets.workplace import Workplace


class UniversityForm(QWidget):
    """The form of the only record, or an empty one while there is none."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("About the university")
        self.form: RecordForm | None = None
        self.message = MessageLine()
        self._workplace = workplace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.message)
        work = partial(units.university, workplace.gateway)
        workplace.tasks.run(self, work, self._show, self.message.refuse)

    def may_close(self) -> bool:
        return self.form is None or self.form.may_close()

    def _show(self, record_id: int | None) -> None:
        self.form = RecordForm(self._workplace, UNIVERSITY, record_id)
        self._column.addWidget(self.form, 1)
        self.setFocusProxy(self.form)
