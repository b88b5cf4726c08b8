"""The first step: a file is dropped or chosen."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.icons import icon
from client.core.theme import colours
from client.widgets.file_dialogs import FileDialogs

_WIDTH = 520


class FileStep(QFrame):
    """A place to drop a workbook, with a button for those who would rather choose it."""

    chosen = Signal(Path)
    #: An empty workbook is wanted, to be filled in.
    template_wanted = Signal()

    def __init__(self, files: FileDialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self.setAcceptDrops(True)
        self.setObjectName("drop")
        picture = QLabel()
        picture.setPixmap(icon("import").pixmap(48, 48))
        words = QLabel(_("Drop an Excel file here"))
        words.setProperty("title", True)
        self.button = QPushButton(_("Choose a file …"))
        self.button.setDefault(True)
        self.button.clicked.connect(self.ask)
        self.template = QPushButton(icon("save"), _("Take a template along …"))
        self.template.setToolTip(
            _("A workbook with the right headings, an example, the words of the lists and an explanation")
        )
        self.template.clicked.connect(self.template_wanted)
        hint = QLabel(
            _(
                "The first rows may hold titles; the header is found by its words in Uzbek, Russian or English. "
                "Nothing is written before you have seen what would change."
            )
        )
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setFixedSize(_WIDTH, hint.heightForWidth(_WIDTH))
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        for widget in (picture, words, self.button, hint, self.template):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setFocusProxy(self.button)
        self._mark(dropping=False)

    def ask(self) -> None:
        """Ask for a file."""
        kinds = ";;".join((_("Excel workbook (*.xlsx *.xlsm)"), _("All files (*)")))
        if name := self._files.to_open(self, _("Choose a file"), kinds):
            self.chosen.emit(Path(name))

    def _mark(self, *, dropping: bool) -> None:
        line = colours().accent if dropping else colours().line
        self.setStyleSheet(f"#drop {{ border: 2px dashed {line}; border-radius: 8px; }}")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self._mark(dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(dropping=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(dropping=False)
        event.acceptProposedAction()
        self.chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))
