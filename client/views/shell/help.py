"""F1: the keys of the window in front and the short guide of the role."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from client.core.i18n import _, language
from client.core.roles import PREFIX
from client.widgets.measures import letters_wide
from shared.scripts import to_cyrillic

GUIDES = Path(__file__).parents[3] / "docs" / "guides"
Keys = Iterable[tuple[str, str]]


def guide(role: str) -> str:
    """Return the guide of a role and what everybody should know, as Markdown in the language of the interface."""
    code = "uz" if language() == "oz" else language()
    pages = (GUIDES / f"{name}.{code}.md" for name in (role.removeprefix(PREFIX), "common"))
    text = "\n\n".join(page.read_text(encoding="utf-8") for page in pages)
    return to_cyrillic(text) if language() == "oz" else text


class HelpWindow(QDialog):
    """Stays beside the work: it is not modal."""

    def __init__(self, parent: QWidget, role: str, title: str, window_keys: Keys, frame_keys: Keys) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help and keys"))
        self.resize(letters_wide(self, 88), 520)
        self.keys = QTextBrowser()
        self.keys.setHtml(_table(title, window_keys) + _table(_("Everywhere"), frame_keys))
        self.guide = QTextBrowser()
        self.guide.setMarkdown(guide(role).replace("# ", "### "))  # a page in a window, not on a wall
        tabs = QTabWidget()
        tabs.addTab(self.keys, _("Keys"))
        tabs.addTab(self.guide, _("Guide"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)


def _table(title: str, keys: Keys) -> str:
    rows = "".join(
        f"<tr><td style='padding: 2px 24px 2px 0'><b>{escape(key)}</b></td><td>{escape(does)}</td></tr>"
        for key, does in keys
    )
    return f"<h3>{escape(title)}</h3><table>{rows}</table>" if rows else ""
