"""The head of the frame: menu, palette, who acts as what, language, the person's own menu."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.i18n import LANGUAGES, _, language
from client.core.icons import icon
from client.core.theme import ROLE_COLOURS, colours
from client.widgets.measures import letters_wide

if TYPE_CHECKING:
    Button = QAbstractButton
else:  # Qt lets a class have one kind of button behind it: what two kinds share stands beside them
    Button = object

#: The most letters of the palette's button.
WIDEST_PALETTE = 70
SHORT = {"uz": "UZ", "oz": "ЎЗ", "ru": "RU", "en": "EN"}


def role_colour(role: str) -> str:
    """Return the colour of the line under the head."""
    return ROLE_COLOURS.get(role, colours().quiet)


class FewerWords(Button):
    """A button that says as many words as there is room for; its tip has all of them."""

    #: What stands beside the words: edges, and the arrow of a menu.
    SIDES: int
    words: tuple[str, ...]

    def say(self, *words: str) -> None:
        """Say the first of these, or one of the shorter ones behind it."""
        self.words = words
        self.setText(words[0])
        self.setToolTip(words[0])
        self.setAccessibleName(words[0])

    def sizeHint(self) -> QSize:
        return QSize(self._needs(self.words[0]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needs(self.words[-1]), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = (words for words in self.words if self._needs(words) <= self.width())
        self.setText(next(fitting, self.words[-1]))

    def _needs(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + self.iconSize().width() + self.SIDES


class PaletteButton(FewerWords, QPushButton):
    """Says what it finds."""

    SIDES = 36

    def __init__(self) -> None:
        super().__init__()
        self.say(_("Ctrl+K   find a window, person, group…"), _("Ctrl+K   find…"), "Ctrl+K")
        self.setIcon(icon("search"))
        self.setStyleSheet(f"text-align: left; color: {colours().quiet};")
        self.setMaximumWidth(letters_wide(self, WIDEST_PALETTE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class NameButton(FewerWords, QToolButton):
    """Says a name."""

    SIDES = 44

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.say(*words)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Head(QWidget):
    """Says as whom one works; the line below has the colour of the role."""

    menu_toggled = Signal()
    palette_wanted = Signal()
    role_chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, role: str, colour: str, person: str, roles: Iterable[tuple[str, object]] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self._menu_button())
        self.palette_button = self._palette_button()
        self._row.addWidget(self.palette_button, 1)
        self._row.addStretch()
        acting = _("Acting as: {role}", role=role)
        self.role_button = self._drop_down("role", acting, role, role.partition(" (")[0])
        self.role_button.setMenu(self._role_menu(roles))
        self.language_button = self._drop_down("language", SHORT[language()])
        self.language_button.setAccessibleName(_("Language"))
        self.language_button.setMenu(self._language_menu())
        self.person_button = self._drop_down(
            "account", person, " ".join(person.split()[:2]), person.partition(" ")[0]
        )
        self.person_button.setMenu(QMenu(self.person_button))
        line = QFrame()
        line.setFixedHeight(3)
        line.setStyleSheet(f"background: {colour}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._row)
        layout.addWidget(line)

    def add_own(self, title: str, meaning: str, act: Callable[[], object]) -> None:
        """Add an entry to the person's own menu."""
        self.person_button.menu().addAction(icon(meaning), title, act)

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("menu"))
        button.setToolTip(f"{_(actions.MENU.title)} (Ctrl+B)")
        button.setAccessibleName(_(actions.MENU.title))
        button.clicked.connect(self.menu_toggled)
        return button

    def _palette_button(self) -> QPushButton:
        button = PaletteButton()
        button.clicked.connect(self.palette_wanted)
        return button

    def _drop_down(self, meaning: str, *words: str) -> QToolButton:
        button = NameButton(*words)
        button.setIcon(icon(meaning))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._row.addWidget(button)
        return button

    def _role_menu(self, roles: Iterable[tuple[str, object]]) -> QMenu:
        menu = QMenu(self.role_button)
        for title, role in roles:
            menu.addAction(title).triggered.connect(partial(self._choose_role, role))
        return menu

    def _language_menu(self) -> QMenu:
        menu = QMenu(self.language_button)
        group = QActionGroup(menu)
        for code, name in LANGUAGES.items():
            entry = menu.addAction(name)
            entry.triggered.connect(partial(self._choose_language, code))
            entry.setCheckable(True)
            entry.setChecked(code == language())
            group.addAction(entry)
        return menu

    def _choose_role(self, role: object, _checked: bool = False) -> None:  # noqa: FBT002 - Qt passes it
        self.role_chosen.emit(role)

    def _choose_language(self, code: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt passes it
        self.language_chosen.emit(code)
