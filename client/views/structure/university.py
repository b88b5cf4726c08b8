"""The record of the university itself: there is one, so there is no list."""

from functools import partial
from typing import Any

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
        self._kept: dict[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.message)
        work = partial(units.university, workplace.gateway)
        workplace.tasks.run(self, work, self._show, self.message.refuse)

    def may_close(self) -> bool:
        return self.form is None or self.form.may_close()

    def state(self) -> dict[str, Any]:
        return self.form.state() if self.form is not None else self._kept

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the tab and to what was typed, as soon as the record is known."""
        self._kept = state
        if self.form is not None and state:
            self.form.restore(state)

    def _show(self, record_id: int | None) -> None:
        self.form = RecordForm(self._workplace, UNIVERSITY, record_id)
        self.restore(self._kept)
        self._column.addWidget(self.form, 1)
        self.setFocusProxy(self.form)
