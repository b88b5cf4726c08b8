"""The history of imports, and undoing one."""

from functools import partial

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import action
from client.core.clock import ZONE
from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.imports.history import CHANGES, PastImport, past_imports, undo
from client.widgets.measures import measure
from client.widgets.message_line import MessageLine
from client.widgets.message_place import Act
from client.widgets.workplace import Workplace

_HEADERS = (
    N_("When"), N_("File"), N_("What"), N_("Who"),
    N_("New"), N_("Changed"), N_("Unchanged"), N_("Refused"), N_("Undone"),
)  # fmt: skip
_KINDS = {
    "students": N_("Students"),
    "employees": N_("Employees"),
    "results": N_("Earlier and recognised results"),
    CHANGES: N_("Several students changed"),
}
#: The key of the window that shows an order.
ORDER = "order"
#: In letters; the name of the file takes what is left.
_WIDTHS = (18, 24, 12, 16, 9, 9, 12, 9, 18)


class ImportHistory(QWidget):
    """Lists what was imported, the latest first; an import that nothing depends on can be taken back."""

    def __init__(self, workplace: Workplace, kind: str) -> None:
        super().__init__()
        self.title = _("Import history")
        self._kind = kind
        self._workplace = workplace
        self._imports: list[PastImport] = []
        self.message = MessageLine()
        self.table = QTableWidget(0, len(_HEADERS))
        self.take_back = QPushButton(icon("undo"), _("Undo this import"))
        self.told = QLabel()
        self.question: QMessageBox | None = None
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the history again."""
        read = partial(past_imports, self._workplace.gateway, self._kind)
        self._workplace.tasks.run(self, read, self._show, self.message.refuse)

    def ask(self) -> None:
        """Ask whether the chosen import is really to be undone."""
        if (chosen := self._chosen()) is None:
            return
        self.question = QMessageBox(self)
        self.question.setText(_question(chosen))
        self.question.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        self.question.button(QMessageBox.StandardButton.Yes).setText(_("Undo"))
        self.question.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
        self.question.accepted.connect(partial(self.undo, chosen))
        self.question.open()

    def undo(self, chosen: PastImport) -> None:
        """Take an import back."""
        work = partial(undo, self._workplace.gateway, chosen.id)
        title = _("Undoing the import of {file}", file=chosen.file_name)
        self._workplace.tasks.job(self, title, lambda _job: work(), self._undone, self._refused)

    def _refused(self, error: HemisError) -> None:
        """Say why not; an order that stands in the way is a press away."""
        order = error.values.get("order_id")
        opening = partial(self._workplace.navigator.open, ORDER, record_id=order)
        self.message.refuse(error, *((Act(_("Open the order"), opening),) if order else ()))

    def _undone(self, count: int) -> None:
        self.message.say(_("The import has been undone: {count} records are as they were.", count=count))
        self.reload()

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels([_(text) for text in _HEADERS])
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        measure(self.table, _WIDTHS, grows=(1,))
        self.table.itemSelectionChanged.connect(self._enable)
        self.take_back.clicked.connect(self.ask)
        foot = QHBoxLayout()
        foot.addWidget(self.told)
        foot.addStretch(1)
        foot.addWidget(self.take_back)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.addAction(action(self, actions.RELOAD, self.reload))
        self.setFocusProxy(self.table)
        self._enable()

    def _show(self, found: list[PastImport]) -> None:
        self._imports = found
        self.told.setText("" if found else _("Nothing has been imported yet."))
        self.table.setRowCount(len(found))
        for row, past in enumerate(found):
            undone = f"{past.undone_at.astimezone(ZONE):%d.%m.%Y %H:%M}" if past.undone_at else ""
            texts = (
                f"{past.at.astimezone(ZONE):%d.%m.%Y %H:%M}", past.file_name, _(_KINDS[past.kind]), past.who,
                past.added, past.changed, past.unchanged, past.refused, undone,
            )  # fmt: skip
            for place, text in enumerate(texts):
                self.table.setItem(row, place, QTableWidgetItem(str(text)))
        self._enable()

    def _chosen(self) -> PastImport | None:
        row = self.table.currentRow()
        return self._imports[row] if 0 <= row < len(self._imports) else None

    def _enable(self) -> None:
        chosen = self._chosen()
        self.take_back.setEnabled(chosen is not None and chosen.undone_at is None)
        self.take_back.setToolTip(
            _("Choose an import.") if chosen is None
            else _("It is undone already.") if chosen.undone_at else ""
        )  # fmt: skip


def _question(chosen: PastImport) -> str:
    """Return what is asked before something is taken back."""
    if chosen.kind == CHANGES:
        return _(
            "Undo the change of “{fields}”? {changed} students get their former values.",
            fields=chosen.file_name,
            changed=chosen.changed,
        )
    return _(
        "Undo the import of {file}? {added} new records will be removed and {changed} get their former values.",
        file=chosen.file_name,
        added=chosen.added,
        changed=chosen.changed,
    )
