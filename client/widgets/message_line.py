"""What a window has to say: what was saved, what was refused; good news go by themselves, bad news when closed.

In the frame and in a torn off window it is said in the place at the bottom; a dialog keeps a line free for it where the
message line stands in its layout. Either way nothing moves when something is said.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.core.errors import HemisError, Unavailable
from client.widgets.message_place import Act, MessagePlace, Sentence, SentenceView

SECONDS = 8


class MessageLine(QWidget):
    """Says one sentence at a time; details for the administrator are in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence: Sentence | None = None
        self._last = ""
        self._error: HemisError | None = None
        self._place: MessagePlace | None = None
        self._view: SentenceView | None = None
        self._anchor: _Anchor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.fade)
        self._keep_room(kept=True)
        super().hide()
        if parent is not None:
            self._stand_in(parent)

    def text(self) -> str:
        """Return what was said last."""
        return self._last

    def speaks(self) -> bool:
        """Tell whether something is said just now."""
        return self.sentence is not None

    def say(self, sentence: str, *acts: Act) -> None:
        """Show good or neutral news for some seconds; what can be done about it stays until something else is said."""
        self._tell(Sentence(sentence, acts=acts), None)
        if acts:
            self._timer.stop()
        else:
            self._timer.start(SECONDS * 1000)

    def refuse(self, error: HemisError, *acts: Act) -> None:
        """Show what went wrong, and what can be done about it, until it is closed or something else is said."""
        self._timer.stop()
        self._tell(Sentence(error.text(), bad=True, details=error.details, acts=acts), error)

    def server_is_back(self) -> None:
        """That the server did not answer is not true any more."""
        if type(self._error) is Unavailable:
            self.hide()

    def hide(self) -> None:
        """Say nothing any more."""
        self._tell(None, None)

    def fade(self) -> None:
        """Good news go by themselves, but not unseen: who is in another program finds them on coming back."""
        if QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive:
            self.hide()
        else:
            self._timer.start(SECONDS * 1000)

    def forget_step(self, _step: int) -> None:
        """What was said spoke of the step before; an undo stack may outlive the line and tells it nothing then."""
        self.hide()

    def is_heard(self) -> bool:
        """Tell whether the window that speaks is on the screen."""
        return self._anchor is not None and self._anchor.on_screen

    def _tell(self, sentence: Sentence | None, error: HemisError | None) -> None:
        self.sentence, self._error = sentence, error
        self._last = sentence.text if sentence else self._last
        if self._place is None:
            self._tell_here()
        elif sentence is None:
            self._place.forget(self)
        else:
            self._place.hear(self)

    def _tell_here(self) -> None:
        if self._view is None and self.sentence is not None:
            self._view = SentenceView()
            self._view.closed.connect(self.hide)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._view)
        if self._view is not None:
            self._view.show_sentence(self.sentence)
        if self.parentWidget() is not None:  # without one it would be a window and take the focus
            self.setVisible(self.sentence is not None)

    def _settle(self) -> None:
        """The window came to the screen, perhaps in another frame than before."""
        place = getattr(self.window(), "message_place", None)
        if place is not self._place:
            if self._place is not None:
                self._place.forget(self)
            self._place = place
            self._keep_room(kept=place is None)
            self.setVisible(False)
            if self.sentence is not None:
                self._tell(self.sentence, self._error)
        elif place is not None:
            place.refresh()
        else:
            self._tell_here()

    def _unsettle(self) -> None:
        if self._place is not None:
            self._place.refresh()

    def _keep_room(self, *, kept: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        self.setSizePolicy(policy)
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2 if kept else 0)

    def _stand_in(self, window: QWidget) -> None:
        if self._anchor is not None:
            self._anchor.deleteLater()
        self._anchor = _Anchor(window, self._settle, self._unsettle)

    def event(self, event: QEvent) -> bool:
        window = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and window is not None:
            self._stand_in(window)
        return super().event(event)


class _Anchor(QWidget):
    """Hears that the window around it comes to the screen and goes from it; takes no room itself."""

    def __init__(self, window: QWidget, came: Callable[[], object], gone: Callable[[], object]) -> None:
        super().__init__(window)
        self.on_screen = False
        self._came, self._gone = came, gone
        self.setGeometry(0, 0, 0, 0)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.on_screen = True
        self._came()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.on_screen = False
        self._gone()
