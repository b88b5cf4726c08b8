"""The menu Print of a record: the papers that modules offer about it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from client.core import actions
from client.core.i18n import _
from client.core.icons import icon
from client.widgets.record_form.card import Card
from client.widgets.record_paper import RecordPaper
from client.widgets.tool_bar import ToolBar


class PrintMenu(QToolButton):
    """Shows the one paper there is, or lets one choose; a record that is not stored yet has none."""

    def __init__(self, card: Card, papers: tuple[RecordPaper, ...]) -> None:
        super().__init__()
        self._card, self._papers = card, papers
        menu = QMenu(self)
        for paper in papers:
            menu.addAction(_(paper.title), partial(self._show, paper))
        self.setText(_("Print"))
        self.setIcon(icon("print"))
        self.setToolTip(_("What can be printed about this record (Ctrl+P)"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(menu)
        actions.action(card, actions.PRINT, self.print)
        card.windowTitleChanged.connect(lambda _title: self._offer())
        self._offer()

    def print(self) -> None:
        """Show the only paper at once, else the menu."""
        if self._card.record_id is None:
            self._card.message.say(_("Save the card first."))
        elif len(self._papers) == 1:
            self._show(self._papers[0])
        elif (menu := self.menu()) is not None:
            menu.setActiveAction(menu.actions()[0])
            menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _show(self, paper: RecordPaper) -> None:
        if self._card.record_id is None:
            return
        if self._card.is_changed():
            self._card.message.say(_("The paper says what is stored: save first what you changed here."))
        paper.show(self._card.workplace, self._card, self._card.record_id)

    def _offer(self) -> None:
        self.setEnabled(self._card.record_id is not None)


def offer_papers(card: Card, bar: ToolBar) -> QWidget | None:
    """Put the menu onto a bar, if the acting role has papers about records like this."""
    workplace, relation = card.workplace, card.spec.main.relation
    role = workplace.session.role or ""
    papers = tuple(each for each in workplace.papers if each.relation == relation and each.is_for(role))
    if not papers:
        return None
    made = PrintMenu(card, papers)
    bar.addWidget(made)
    return made
