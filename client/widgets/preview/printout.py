"""The preview in a tab of its own: papers that a window has made and that are looked at beside it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.data.documents.printable import Printable
from client.widgets.file_dialogs import FileDialogs
from client.widgets.preview.preview import Preview
from client.widgets.workplace import Workplace


class Printout(QWidget):
    """A tab with papers."""

    def __init__(self, workplace: Workplace, papers: Printable) -> None:
        super().__init__()
        self.title = papers.title
        self.preview = Preview(workplace.tasks, FileDialogs(workplace.settings))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.preview)
        self.setFocusProxy(self.preview)
        self.preview.show_papers(papers)


def present(workplace: Workplace, papers: Printable) -> None:
    """Show papers in a tab of their own."""
    workplace.navigator.present(Printout(workplace, papers))
