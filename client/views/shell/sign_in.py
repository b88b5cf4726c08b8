"""The first window: who one is, a new password if the old one was given on paper, the role to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from client.core import kept_password
from client.core.errors import HemisError
from client.core.i18n import LANGUAGES, _, language
from client.core.icons import icon
from client.core.printing_folder import prints_here
from client.core.settings import LAST_ROLES, LOGIN, SERVERS, LocalSettings
from client.core.tasks import Tasks
from client.views.shell.choices import Choice, choices
from client.views.shell.credentials import Credentials, DemoPerson
from client.views.shell.new_password import NewPasswordForm
from client.widgets.combo import Combo
from shared.scram import verifier

if TYPE_CHECKING:  # the driver is loaded while the password is typed
    from client.data.server.session import Session

REMEMBERED_SERVERS = 8
Connect = Callable[[str, str, str], "Session"]


class SignIn(QWidget):
    """Ends with `entered(session, choice)`; nothing in it waits on the thread of the window."""

    entered = Signal(object, object)
    language_chosen = Signal(str)
    #: The workstation of this computer is worked with, and no server.
    alone_wanted = Signal()
    closed = Signal()
    #: A person sees it.
    drawn = Signal()

    def __init__(
        self,
        tasks: Tasks,
        settings: LocalSettings,
        connect: Connect,
        server: str = "",
        people: Iterable[DemoPerson] = (),
    ) -> None:
        super().__init__()
        self._tasks, self._settings, self._connect = tasks, settings, connect
        self._attempt = 0
        self._typed = ("", "", "")
        self._session: Session | None = None
        self._people = tuple(people)
        self.credentials = Credentials(settings, server, self._people)
        self.steps = QStackedWidget()
        self.alone = QPushButton(_("Work without the server"))
        self._build()
        self._offer_keeping()

    def forget_attempt(self) -> None:
        """Stop waiting; a session that still comes is closed unseen."""
        self._attempt += 1
        self.credentials.wait(False)

    def abandon(self) -> None:
        """Forget the attempt and a session that nobody has begun to work with."""
        self.forget_attempt()
        session, self._session = self._session, None
        if session is not None:
            self._tasks.run(self, session.close, lambda _none: None)

    def _build(self) -> None:
        self.setWindowTitle("HEMIS Desktop")
        self.setWindowIcon(icon("students"))
        self.resize(*((760, 640) if self._people else (460, 360)))
        title = QLabel("HEMIS Desktop")
        title.setProperty("title", True)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._languages())
        self.steps.addWidget(self.credentials)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self._checking())
        layout.addWidget(self.alone)
        self.alone.setVisible(prints_here())
        self.alone.setAutoDefault(False)
        self.alone.clicked.connect(self.alone_wanted)
        self.credentials.wanted.connect(self._ask)
        self.credentials.cancelled.connect(self.forget_attempt)
        self.credentials.filled.connect(self._find_kept)
        self.credentials.first_empty().setFocus()

    def _languages(self) -> QComboBox:
        box = Combo()
        box.setAccessibleName(_("Language"))
        for code, name in LANGUAGES.items():
            box.addItem(name, code)
        box.setCurrentIndex(list(LANGUAGES).index(language()))
        box.activated.connect(lambda index: self.language_chosen.emit(box.itemData(index)))
        return box

    def _checking(self) -> QPushButton:
        """Return the way to a check of papers that needs neither a server nor a password."""
        way = QPushButton(icon("qr"), _("Check a paper without signing in"))
        way.setFlat(True)
        way.setAutoDefault(False)
        way.clicked.connect(self.check_paper)
        return way

    def check_paper(self) -> None:
        """Check signed codes by the keys that this computer has of the server above."""
        from client.views.shell.paper_check import PaperCheck  # noqa: PLC0415 - not before the window is shown

        PaperCheck(self._tasks, self.credentials.server.currentText().strip(), self).open()

    def _ask(self, server: str, login: str, password: str) -> None:
        self._attempt += 1
        self._typed = (server, login, password)
        self.credentials.wait(True)
        attempt = self._attempt
        self._tasks.run(
            self,
            partial(self._connect, server, login, password),
            partial(self._answered, attempt),
            partial(self._refused, attempt),
        )

    def _answered(self, attempt: int, session: Session) -> None:
        if attempt != self._attempt:
            session.close()
            return
        self.credentials.wait(False)
        self._session = session
        self._remember()
        if session.person.must_change_password:
            self._show(self._password_step(session))
        else:
            self._choose_role(session)

    def _refused(self, attempt: int, error: HemisError) -> None:
        if attempt != self._attempt:
            return
        self.credentials.wait(False)
        self.credentials.tell(error.text(), error.details)
        self.credentials.password.setFocus()
        self.credentials.password.selectAll()

    def _password_step(self, session: Session) -> QWidget:
        form = NewPasswordForm(session.person.login)
        told = QLabel(
            _("This password was given to you. Choose your own before you begin; nobody else will know it.")
        )
        told.setWordWrap(True)
        save = QPushButton(_("Change the password"))
        save.setDefault(True)
        save.setEnabled(False)
        problem = QLabel()
        problem.setProperty("bad", True)
        problem.setWordWrap(True)
        form.changed.connect(lambda: save.setEnabled(bool(form.password())))

        def failed(error: HemisError) -> None:
            save.setEnabled(True)
            problem.setText(error.text())

        def change() -> None:
            save.setEnabled(False)
            chosen = form.password()
            self._tasks.run(
                self,
                partial(change_password, session, chosen),
                lambda _none: self._changed(session, chosen),
                failed,
            )

        form.submitted.connect(change)
        save.clicked.connect(change)
        return _step(told, form, problem, save)

    def _changed(self, session: Session, password: str) -> None:
        self._typed = (*self._typed[:2], password)
        self._remember()
        self._choose_role(session)

    def _choose_role(self, session: Session) -> None:
        held = choices(session)
        if not held:
            self.abandon()
            self.steps.setCurrentWidget(self.credentials)
            self.credentials.tell(_("You hold no role today. Ask the personnel office or the administrator."))
        elif len(held) == 1:
            self._enter(session, held[0])
        else:
            self._show(self._role_step(session, held))

    def _role_step(self, session: Session, held: list[Choice]) -> QWidget:
        told = QLabel(_("You hold several roles. As what do you begin? You can switch at any time."))
        told.setWordWrap(True)
        roles = QListWidget()
        roles.setAccessibleName(_("Role"))
        for choice in held:
            roles.addItem(choice.title)
        last = self._settings.get(LAST_ROLES).get(session.person.login)
        roles.setCurrentRow(next((row for row, each in enumerate(held) if each.role == last), 0))
        begin = QPushButton(_("Begin"))
        begin.setDefault(True)

        def take() -> None:
            self._enter(session, held[max(0, roles.currentRow())])

        roles.itemActivated.connect(lambda _item: take())
        begin.clicked.connect(take)
        return _step(told, roles, begin)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.drawn.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.abandon()
        super().closeEvent(event)
        self.closed.emit()

    def _enter(self, session: Session, choice: Choice) -> None:
        self._session = None  # whoever hears this owns it now
        roles: Mapping[str, str] = self._settings.get(LAST_ROLES)
        self._settings.put(LAST_ROLES, {**roles, session.person.login: choice.role})
        self.entered.emit(session, choice)

    def _show(self, step: QWidget) -> None:
        self.steps.addWidget(step)
        self.steps.setCurrentWidget(step)
        step.setFocus()

    def _remember(self) -> None:
        server, login, password = self._typed
        if self._people:
            return
        known = [server, *(other for other in self._settings.get(SERVERS) if other != server)]
        self._settings.put(SERVERS, known[:REMEMBERED_SERVERS])
        self._settings.put(LOGIN, login)
        keep = self.credentials.keep.isChecked()
        act = (
            partial(kept_password.keep, server, login, password)
            if keep
            else partial(kept_password.forget, server, login)
        )
        self._tasks.run(self, act, lambda _none: None)

    def _offer_keeping(self) -> None:
        if not self._people:
            self._tasks.run(self, kept_password.can_keep, self.credentials.keep.setVisible)

    def _find_kept(self, server: str, login: str) -> None:
        if self._people or not login or self.credentials.password.text():
            return
        self._tasks.run(self, partial(kept_password.find, server, login), self._fill_kept)

    def _fill_kept(self, password: str) -> None:
        if password and not self.credentials.password.text():
            self.credentials.password.setText(password)
            self.credentials.keep.setChecked(True)


def change_password(session: Session, password: str) -> None:
    """Give the server the verifier of the new password; the password itself stays here."""
    session.gateway.call("security.change_own_password", verifier(password))
    session.password_changed(password)


def _step(*widgets: QWidget) -> QWidget:
    step = QWidget()
    layout = QVBoxLayout(step)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    step.setFocusProxy(widgets[1])
    return step
