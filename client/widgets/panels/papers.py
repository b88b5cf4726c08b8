"""The official papers about a record: which were registered, and how often they were printed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from client.core.i18n import LANGUAGES, N_, _
from client.core.words import classifier_of
from client.data.documents import papers
from client.data.documents.papers import Listed
from client.data.records.rights import rights
from client.widgets.formatting import shown
from client.widgets.panels.panel import Panel
from client.widgets.panels.texts import hint
from shared.models.documents import Paper, Printing

#: The list that says what kinds are called.
KINDS = classifier_of(Paper.__table__.columns["kind"])
PAPER = Qt.ItemDataRole.UserRole
HEADS = (
    N_("Register number"),
    N_("Kind"),
    N_("Registered"),
    N_("Language"),
    N_("Registered by"),
    N_("Times printed"),
    N_("Cancelled"),
)
NOTHING = N_("No papers were registered about this record. The button Print makes them.")
NOT_READ = N_("Your role does not read the register of papers.")
#: The key of the window that shows a paper of the register.
WINDOW = "paper"
#: Pixels of a column whose text is long.
WIDEST = 400


class PapersPanel(Panel):
    """Lists the papers about a record; Enter shows one as it was registered."""

    TITLE = N_("Papers")
    ICON = "documents"
    RELATIONS = ("documents.paper", "documents.printing")

    def build(self, page: QVBoxLayout) -> None:
        self._list = QTreeWidget()
        self._list.setRootIsDecorated(False)
        self._list.setAlternatingRowColors(True)
        self._list.setHeaderLabels([_(head) for head in HEADS])
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setMaximumSectionSize(WIDEST)
        self._list.setAccessibleName(_(self.TITLE))
        self._list.itemActivated.connect(lambda item, _column: self._open(item))
        self._empty = hint(_(NOTHING))
        page.addWidget(self._empty)
        page.addWidget(self._list, 1)

    def read(self, relation: str, record_id: int) -> list[Listed] | None:
        """Return the papers; None if the role does not read the register."""
        gateway = self.workplace.gateway
        # How often a paper was printed stands beside it.
        if any("id" not in rights(gateway, each).readable for each in (Paper, Printing)):
            return None
        return papers.of_record(gateway, relation, record_id)

    def show_answer(self, answer: Any) -> None:
        self._list.clear()
        for paper in answer or ():
            cancelled = f"{shown(paper.cancelled_at)} {paper.cancel_reason or ''}".strip()
            kind = self.workplace.catalogue.label(KINDS, paper.kind)
            texts = (paper.register_number, kind, shown(paper.registered_at), LANGUAGES[paper.language])
            item = QTreeWidgetItem([*texts, paper.registered_by, str(paper.printings), cancelled])
            item.setData(0, PAPER, paper.id)
            self._list.addTopLevelItem(item)
        self._empty.setText(_(NOTHING if answer is not None else NOT_READ))
        self._empty.setVisible(not answer)
        self._list.setVisible(bool(answer))

    def clear(self) -> None:
        self._list.clear()
        self._list.hide()
        self._empty.hide()

    def _open(self, item: QTreeWidgetItem) -> None:
        self.workplace.navigator.open(WINDOW, record_id=item.data(0, PAPER))
