"""The place of messages: a line kept free at the bottom of a window, so that nothing moves when something is said."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QToolTip, QWidget
from shiboken6 import isValid

from client.core.i18n import _
from client.core.icons import icon
from client.core.theme import colours

LINES = 2


class Act(NamedTuple):
    """What can be done about a sentence at once, such as to open the file that was written."""

    title: str
    act: Callable[[], object]


class Sentence(NamedTuple):
    """What is said, whether it is bad news, and what can be done about it."""

    text: str
    bad: bool = False
    details: str = ""
    acts: tuple[Act, ...] = ()


class Speaker(Protocol):
    """A window with something to say; its sentence is shown while the window is on the screen."""

    @property
    def sentence(self) -> Sentence | None: ...

    def is_heard(self) -> bool: ...

    def hide(self) -> None: ...


class SentenceView(QWidget):
    """A button that closes, at a fixed place; a sign; a sentence of two lines, the whole of it at a click."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence: Sentence | None = None
        self.close_button = _close_button()
        self._sign, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setAccessibleName(_("Message"))
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(4)
        for widget in (self.close_button, self._sign):
            layout.addWidget(widget)
        layout.addWidget(self._text, 1)
        self._acts: list[QToolButton] = []
        self._sign.setFixedWidth(16)
        self.close_button.clicked.connect(self.closed)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(LINES * self.fontMetrics().lineSpacing() + 2)
        self.show_sentence(None)

    def text(self) -> str:
        """Return what is shown, also where it is too long for the place."""
        return self._sentence.text if self._sentence else ""

    def show_sentence(self, sentence: Sentence | None) -> None:
        """Show a sentence, or nothing."""
        self._sentence = sentence
        self.close_button.setVisible(sentence is not None)
        self._sign.clear()
        self.setStyleSheet("")
        self._offer(sentence.acts if sentence else ())
        if sentence is not None:
            colour = colours().bad if sentence.bad else colours().accent
            self._sign.setPixmap(icon("warning" if sentence.bad else "info", QColor(colour)).pixmap(16, 16))
            self.setStyleSheet(
                f"SentenceView {{ border-left: 3px solid {colour}; background: {colours().base}; }}"
            )
        self._fit()

    def _offer(self, acts: tuple[Act, ...]) -> None:
        for button in self._acts:
            button.hide()
            button.deleteLater()
        self._acts = [_act_button(each) for each in acts]
        for button in self._acts:
            self._row.addWidget(button)
        self._row.activate()  # the sentence has less room beside them

    def _fit(self) -> None:
        whole = self.text()
        self._text.setText(whole and self._shortened(whole))
        details = self._sentence.details if self._sentence else ""
        self.setToolTip("\n\n".join(filter(None, (whole, details))))
        self.setAccessibleName(whole)

    def _shortened(self, whole: str) -> str:
        return shortened(whole, self._text.fontMetrics(), self._text.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.toolTip():
            QToolTip.showText(event.globalPosition().toPoint(), self.toolTip(), self)


class MessagePlace(SentenceView):
    """Shows the latest sentence of those windows that are on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speakers: list[Speaker] = []
        self.closed.connect(self._close)

    def hear(self, speaker: Speaker) -> None:
        """Show what it has to say before everything that was said earlier."""
        self._speakers = [*(each for each in self._speakers if each is not speaker), speaker]
        self.refresh()

    def forget(self, speaker: Speaker) -> None:
        """It has nothing to say any more, or goes to another window."""
        self._speakers = [each for each in self._speakers if each is not speaker]
        self.refresh()

    def refresh(self) -> None:
        """Look again who is on the screen."""
        if isValid(self):
            self._speakers = [each for each in self._speakers if isValid(each)]
            heard = self._heard()
            self.show_sentence(heard.sentence if heard else None)

    def _heard(self) -> Speaker | None:
        return next((each for each in reversed(self._speakers) if each.is_heard()), None)

    def _close(self) -> None:
        if (heard := self._heard()) is not None:
            heard.hide()


def shortened(whole: str, metrics: QFontMetrics, width: int) -> str:
    """Return as many words as two lines hold, with … if there are more."""
    words, room = whole.split(" "), (LINES + 1) * metrics.lineSpacing() - 1
    for count in range(len(words), 1, -1):
        shown = " ".join(words[:count]) + ("" if count == len(words) else " …")
        if (
            metrics.boundingRect(0, 0, max(width, 1), 10_000, Qt.TextFlag.TextWordWrap, shown).height()
            <= room
        ):
            return shown
    return words[0]


def _act_button(act: Act) -> QToolButton:
    button = QToolButton()
    button.setText(act.title)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda: act.act())  # noqa: PLW0108 - without the "checked" that Qt passes
    return button


def _close_button() -> QToolButton:
    """Its room is kept while there is nothing to close."""
    button = QToolButton()
    button.setIcon(icon("close"))
    button.setToolTip(_("Close"))
    button.setAccessibleName(_("Close the message"))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    return button
