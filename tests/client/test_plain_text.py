"""A name that looks like HTML is drawn as it is written, in whatever widget it stands, and loads no file."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QTableView,
    QToolTip,
    QWidget,
)

import client
from client.core.theme import apply_theme

HOSTILE = '<b>x</b><img src="file:///etc/hostname">'
ROOT = Path(client.__file__).parent
#: The program's own words, in bold or as a table: nothing of the data without `escape`.
OWN_WORDS = {
    "views/imports/wizard.py",
    "views/shell/bottom_bar.py",
    "views/shell/help.py",
    "widgets/record_form/field.py",
    "widgets/week_board/panels/quality_bar.py",
}
MARKUP = re.compile(r"<(span|b|i|u|p|br|div|ul|li|table|tr|td|h[1-6]|a|img|font|code)\b[^>]*>|&nbsp;")


@pytest.fixture(autouse=True)
def look(qapp):
    apply_theme(qapp, "light", 10)


def labels(widget):
    found = [*widget.findChildren(QLabel), *([widget] if isinstance(widget, QLabel) else [])]
    return {each.objectName() or type(each).__name__: each.textFormat() for each in found}


def asking():
    dialog = QInputDialog()
    dialog.setLabelText(HOSTILE)
    return dialog


@pytest.mark.parametrize(
    "made",
    [
        lambda: QLabel(HOSTILE),
        lambda: QMessageBox(QMessageBox.Icon.Question, HOSTILE, HOSTILE),
        lambda: QProgressDialog(HOSTILE, "x", 0, 9),
        asking,
    ],
    ids=["label", "question", "progress", "input"],
)
def test_labels_and_questions_are_plain(qtbot, made):
    widget = made()
    qtbot.addWidget(widget)
    if isinstance(widget, QMessageBox):
        widget.setInformativeText(HOSTILE)
    widget.show()
    assert set(labels(widget).values()) == {Qt.TextFormat.PlainText}


def shown_tip():
    return next(each for each in QApplication.topLevelWidgets() if each.objectName() == "qtooltip_label")


def test_a_tooltip_is_plain(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(QPoint(5, 5), HOSTILE, widget)
    assert (shown_tip().textFormat(), shown_tip().text()) == (Qt.TextFormat.PlainText, HOSTILE)
    QToolTip.hideText()


def test_the_program_s_own_words_may_be_rich(qtbot):
    label = QLabel("<b>7</b>")
    label.setProperty("rich", True)
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() == Qt.TextFormat.RichText


def test_cells_are_drawn_as_they_are_written(qtbot):
    """An item view lays its texts out without markup; the picture of both is the same but for the words."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem(HOSTILE))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    option_text = view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    width = view.sizeHintForColumn(0)
    assert option_text == HOSTILE
    assert width >= view.fontMetrics().horizontalAdvance(HOSTILE), "the markup takes its place as text"


def uses():
    """Where the client asks for rich text, by file."""
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            name = node.attr if isinstance(node, ast.Attribute) else ""
            rich = isinstance(node, ast.Constant) and node.value == "rich"
            if rich or name in {
                "RichText",
                "AutoText",
                "MarkdownText",
                "setHtml",
                "insertHtml",
                "appendHtml",
                "setMarkdown",
            }:
                yield path.relative_to(ROOT).as_posix()


def test_only_the_program_s_own_words_are_rich():
    assert set(uses()) == OWN_WORDS


def test_nobody_writes_markup_into_a_plain_label():
    """It would be drawn with its signs."""
    marked = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if MARKUP.search(path.read_text(encoding="utf-8"))
    }
    assert marked <= OWN_WORDS
