"""The blocks of a start page as widgets: a frame around lines or a chart."""

from collections.abc import Callable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

from client.data.records.start_blocks import Digest, Opening, Picture, Shown
from client.views.shell.start.digest import DigestLines
from client.widgets.workplace import Workplace

#: Opens a window of the role.
Open = Callable[[Opening], object]


class Block(QFrame):
    """One block; it shows newer content of its kind in place."""

    def __init__(self, workplace: Workplace, shown: Shown, open_: Open) -> None:
        super().__init__()
        self.shown = shown
        self.setProperty("block", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        self._renew = (
            self._make_lines(shown, open_, layout)
            if isinstance(shown, Digest)
            else self._make_chart(workplace, open_, layout)
        )

    def show_again(self, shown: Shown) -> None:
        """Show newer content."""
        self.shown = shown
        self._renew(shown)

    def fits(self, shown: Shown) -> bool:
        """Whether it can show this in place."""
        return type(shown) is type(self.shown)

    def _make_lines(self, digest: Digest, open_: Open, layout: QVBoxLayout) -> Callable[[Shown], None]:
        title, lines = _title(digest.title), DigestLines(digest)
        lines.opened.connect(open_)
        self.setFocusProxy(lines)
        layout.addWidget(title)
        layout.addWidget(lines)

        def renew(shown: Shown) -> None:
            if isinstance(shown, Digest):
                title.setText(shown.title)
                lines.show_lines(shown)

        return renew

    def _make_chart(self, workplace: Workplace, open_: Open, layout: QVBoxLayout) -> Callable[[Shown], None]:
        from client.widgets.charts import ChartPanel  # noqa: PLC0415 - when the first picture is drawn

        assert isinstance(self.shown, Picture)  # noqa: S101 - there are two kinds
        panel = ChartPanel(workplace, self.shown.chart)
        layout.addWidget(panel)
        self.setFocusProxy(panel)

        def opened(category: int, series: int) -> None:
            if isinstance(self.shown, Picture):
                open_(self.shown.opens[category, series])

        def renew(shown: Shown) -> None:
            if isinstance(shown, Picture):
                panel.show_chart(shown.chart)

        panel.opened.connect(opened)
        return renew


def _title(text: str) -> QLabel:
    title = QLabel(text)
    strong = QFont(title.font())
    strong.setWeight(QFont.Weight.Medium)
    title.setFont(strong)
    title.setWordWrap(True)
    return title
