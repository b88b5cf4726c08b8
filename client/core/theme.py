"""The look: Fusion, one light and one dark palette, one accent, steps of 4 px, Roboto with tabular figures."""

from dataclasses import dataclass
from pathlib import Path

import font_roboto
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

STEP = 4
#: Fields have one frame, which the style does not draw; then it draws no arrows and marks in them either.
MARKS = Path(__file__).parent / "marks"
STYLES = ("Regular", "Medium", "Bold", "Italic")


@dataclass(frozen=True)
class Colours:
    """One of the two palettes; every text on its ground has a contrast of at least 4.5 : 1."""

    window: str
    base: str
    alternate: str
    button: str
    line: str
    text: str
    quiet: str
    disabled: str
    accent: str
    on_accent: str
    selected: str
    good: str
    warning: str
    bad: str


LIGHT = Colours(
    window="#f3f4f6",
    base="#ffffff",
    alternate="#f8f9fb",
    button="#fafbfc",
    line="#d5d9df",
    text="#1c2127",
    quiet="#5a6472",
    disabled="#8b94a1",
    accent="#1a5fb4",
    on_accent="#ffffff",
    selected="#d6e5f8",
    good="#1b7340",
    warning="#8a5300",
    bad="#b3261e",
)
DARK = Colours(
    window="#1f2329",
    base="#181b20",
    alternate="#1d2126",
    button="#2a2f37",
    line="#3b424d",
    text="#e4e7eb",
    quiet="#a2acb9",
    disabled="#6c7683",
    accent="#78aef0",
    on_accent="#10151c",
    selected="#2b456a",
    good="#6cc58f",
    warning="#e2b35a",
    bad="#f28b82",
)

#: The line under the head; the name of the role always stands above it.
ROLE_COLOURS = {
    "hemis_hr": "#8e44ad",
    "hemis_academic_office": "#1a5fb4",
    "hemis_faculty": "#1b7f5a",
    "hemis_department_head": "#0e7c86",
    "hemis_teacher": "#5b7f1b",
    "hemis_registrar": "#b5651d",
    "hemis_marketing": "#c2408b",
    "hemis_research_office": "#5c5fc4",
    "hemis_doctoral_office": "#7a5195",
    "hemis_accounting": "#9c7a00",
    "hemis_finance_control": "#8c6d31",
    "hemis_tutor": "#3f7fbf",
    "hemis_management": "#44546a",
    "hemis_service": "#6b7d2a",
    "hemis_admin": "#c0392b",
}

_colours = LIGHT


def colours() -> Colours:
    """Return the palette in use, for what a widget draws itself."""
    return _colours


def apply_theme(application: QApplication, theme: str, font_size: int) -> None:
    """Give the program the look that the person chose."""
    global _colours  # noqa: PLW0603 - there is one look, as there is one application
    _colours = DARK if theme == "dark" or (theme == "system" and _computer_is_dark()) else LIGHT
    shade = "dark" if _colours is DARK else "light"
    sheet = _STYLE.format(title=font_size + 4, marks=MARKS.as_posix(), shade=shade, **vars(_colours))
    if application.styleSheet() == sheet:
        return  # every widget would be polished anew
    if not application.styleSheet():
        application.setStyle("Fusion")
    application.setPalette(_palette(_colours))
    application.setStyleSheet(sheet)
    # After the sheet, which brings back the fonts that a desktop (Windows, KDE) has for menus, tables and others.
    application.setFont(interface_font(font_size))


def interface_font(size: int) -> QFont:
    """Return Roboto, with figures of one width."""
    _register_fonts()
    font = QFont("Roboto", size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _register_fonts() -> None:
    if "Roboto" in QFontDatabase.families():
        return
    folder = Path(font_roboto.font_directory)
    for style in STYLES:
        QFontDatabase.addApplicationFont(str(folder / f"Roboto-{style}.ttf"))


def _computer_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.base,
        role.AlternateBase: c.alternate,
        role.Text: c.text,
        role.PlaceholderText: c.quiet,
        role.Button: c.button,
        role.ButtonText: c.text,
        role.BrightText: c.bad,
        role.ToolTipBase: c.base,
        role.ToolTipText: c.text,
        role.Highlight: c.selected,
        role.HighlightedText: c.text,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Light: c.base,
        role.Midlight: c.button,
        role.Mid: c.line,
        role.Dark: c.quiet,
        role.Shadow: c.line,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.disabled))
    return palette


_STYLE = """
QLabel {{ qproperty-textFormat: PlainText; }}
QLabel[rich="true"] {{ qproperty-textFormat: RichText; }}
QToolTip {{ qproperty-textFormat: PlainText; }}
QToolTip {{ color: {text}; background: {base}; border: 1px solid {line}; padding: 4px; }}
QToolButton {{ padding: 4px; border: 1px solid transparent; border-radius: 4px; }}
QToolButton[popupMode="2"] {{ padding-right: 16px; }}
QToolButton[plain="true"] {{ padding-right: 4px; }}
QToolButton[plain="true"]::menu-indicator {{ image: none; }}
QToolButton::menu-indicator {{ subcontrol-position: right center; right: 4px; }}
QToolButton:hover, QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border-color: {accent}; }}
QPushButton {{ padding: 4px 12px; border: 1px solid {line}; border-radius: 4px; background: {button}; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {disabled}; }}
QPushButton:default {{ color: {on_accent}; background: {accent}; border-color: {accent}; }}
QPushButton:default:disabled {{ color: {disabled}; background: {button}; border-color: {line}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ border: 1px solid {line}; border-radius: 4px;
    padding: 3px 4px; background: {base}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border-color: {accent}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {disabled}; background: {window}; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: 0; padding: 0 2px; background: transparent; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{
    image: url({marks}/down-{shade}.png); width: 10px; height: 6px; }}
QAbstractSpinBox::up-arrow {{ image: url({marks}/up-{shade}.png); width: 10px; height: 6px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 18px; subcontrol-origin: border; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {quiet};
    background: {base}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked {{ image: url({marks}/check-{shade}.png); }}
QRadioButton::indicator:checked {{ image: url({marks}/dot-{shade}.png); }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line}; background: {window}; }}
QTreeView, QListView, QTableView {{ border: 1px solid {line}; }}
QTreeView::item, QListView::item {{ padding: 3px 0; }}
QTreeView[menu="true"]::item {{ padding: 1px 0; }}
QTreeView::item:selected, QListView::item:selected {{ background: {selected}; color: {text}; }}
QHeaderView::section {{ background: {window}; color: {quiet}; padding: 4px; border: 0;
    border-right: 1px solid {line}; border-bottom: 1px solid {line}; }}
QHeaderView[filters="true"]::section {{ padding: 2px 18px 2px 4px; }}
QTreeView::indicator:unchecked, QListView::indicator:unchecked {{ border: 1px solid {quiet}; border-radius: 2px;
    background: {base}; }}
QTabBar::tab {{ padding: 4px 12px; border: 1px solid transparent; border-bottom: 2px solid transparent; }}
QTabBar[narrow="true"]::tab {{ padding: 4px 8px; }}
QTabBar::tab:selected {{ background: {base}; border-bottom-color: {accent}; }}
QTabBar::tab:left, QTabBar::tab:right {{ padding: 6px 3px; border: 2px solid transparent; }}
QTabBar::tab:left:selected {{ border-right-color: {accent}; border-bottom-color: transparent; }}
QTabBar::tab:right:selected {{ border-left-color: {accent}; border-bottom-color: transparent; }}
QTabBar::tear {{ width: 0; image: none; }}
QTabBar::tab:hover:!selected {{ background: {alternate}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {line}; }}
QGroupBox {{ border: 1px solid {line}; border-radius: 4px; margin-top: 8px; padding-top: 12px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 8px; padding: 0 4px; color: {quiet}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QStatusBar::item {{ border: 0; }}
QProgressBar {{ border: 1px solid {line}; border-radius: 4px; text-align: center; background: {base}; }}
QProgressBar::chunk {{ background: {selected}; }}
QSplitter::handle {{ background: {line}; }}
QFrame[block="true"] {{ background: {base}; border: 1px solid {line}; border-radius: 4px; }}
QLabel[quiet="true"] {{ color: {quiet}; }}
QLabel[bad="true"] {{ color: {bad}; }}
QLabel[good="true"] {{ color: {good}; }}
QLabel[warning="true"] {{ color: {warning}; }}
QLabel[title="true"] {{ font-size: {title}pt; font-weight: 500; }}
"""
