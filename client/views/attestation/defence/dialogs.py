"""Who of the commission is there, and who is heard: two questions of a session."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.attestation.sitting import Listable, Session
from client.widgets.kept_input import KeptField, keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.workplace import Workplace
from shared.models.attestation import MEMBER_ROLES
from shared.names import begin_words, words

ROWS = 16
_ID = Qt.ItemDataRole.UserRole


class PresentDialog(QDialog):
    """Space takes a member out or in; Enter opens the session with those who are there."""

    opened = Signal(list)

    def __init__(self, workplace: Workplace, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open the session"))
        self._quorum = session.quorum
        self.list, self.told = QListWidget(), QLabel()
        self.list.setAccessibleName(_("Members at the session"))
        for each in session.members:
            item = QListWidgetItem(f"{each.name} — {_(MEMBER_ROLES[each.role]).lower()}")
            item.setData(_ID, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Open the session"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (
            QLabel(_("Who is there? Space takes a member out or in.")),
            self.list,
            self.told,
            self.buttons,
        ):
            layout.addWidget(widget)
        self.setMinimumWidth(letters_wide(self, 84))
        self.list.setMinimumHeight(self.list.fontMetrics().height() * (len(session.members) + 4))
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._count)
        kept = KeptField(self._absent, self._take_out, self.list.itemChanged.connect)
        keep_dialog(workplace, self, f"open-session/{session.id}", absent=kept).begin()
        self._count()

    def present(self) -> list[int]:
        """Return the members who are there."""
        return self._members(Qt.CheckState.Checked)

    def accept(self) -> None:
        super().accept()
        self.opened.emit(self.present())

    def _absent(self) -> list[int]:
        return self._members(Qt.CheckState.Unchecked)

    def _take_out(self, absent: Sequence[int]) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            out = item.data(_ID) in absent
            item.setCheckState(Qt.CheckState.Unchecked if out else Qt.CheckState.Checked)

    def _members(self, state: Qt.CheckState) -> list[int]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_ID) for item in items if item.checkState() == state]

    def _count(self, *_item: object) -> None:
        here = len(self.present())
        self.told.setText(
            _(
                "{count} of {all} are there; the quorum is {quorum}.",
                count=here,
                all=self.list.count(),
                quorum=self._quorum,
            )
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(here >= self._quorum)


class StudentsDialog(QDialog):
    """Students for the list; who may not come stands below with the reason and cannot be chosen."""

    chosen = Signal(list)

    def __init__(self, found: Sequence[Listable], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Students for the session"))
        self._found = sorted(found, key=lambda each: bool(each.why))
        self.words, self.list = QLineEdit(), QListWidget()
        self.words.setPlaceholderText(_("Name, number or group"))
        self.words.setAccessibleName(_("Search"))
        self.list.setAccessibleName(_("Students"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Put into the list"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        told = QLabel(_("Ctrl+A chooses all who may come, Enter puts the chosen ones into the list."))
        for widget in (told, self.words, self.list, self.buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(letters_wide(self, 100))
        self.list.setMinimumHeight(self.list.fontMetrics().height() * ROWS)
        self.words.textChanged.connect(self._fill)
        self.list.itemSelectionChanged.connect(self._allow)
        self._fill()
        self.list.setFocus()

    def accept(self) -> None:
        if students := [item.data(_ID) for item in self.list.selectedItems()]:
            super().accept()
            self.chosen.emit(students)

    def _fill(self) -> None:
        parts = words(self.words.text())
        self.list.clear()
        for each in self._found:
            if not begin_words(parts, words(f"{each.name} {each.number} {each.group}")):
                continue
            told = _(each.why, student=each.name) if each.why else each.topic
            item = QListWidgetItem(f"{each.group} · {each.name} — {told}")
            item.setData(_ID, each.student_id)
            if each.why:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._allow()

    def _allow(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.list.selectedItems()))
