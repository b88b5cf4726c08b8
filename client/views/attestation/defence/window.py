"""The window of a session: entered while it runs, sent by itself, kept here while the server is away.

One key calls the next student; the line above the grid says who is before the commission and since when.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QToolButton, QVBoxLayout, QWidget

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.attestation import acts, sitting
from client.data.attestation.sitting import BEGAN, CandidateRow, Listable, MemberRow, Session
from client.views.attestation.defence.dialogs import PresentDialog, StudentsDialog
from client.views.attestation.defence.grid import SessionGrid
from client.views.attestation.defence.source import HEAD, SessionSource
from client.widgets.formatting import shown
from client.widgets.name_label import NameLabel
from client.widgets.record_form.record_form import Neighbour
from client.widgets.sheet_editor import Sending, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.attestation import CLOSED, MEMBER_ROLES, SITTING_STATES, WAITING

OPEN = Command(N_("Open the session …"), ("Ctrl+Shift+O",), "unlock")
NEXT = Command(N_("Next student"), ("Ctrl+Return", "Ctrl+Enter"), "down")
ABSENT = Command(N_("Did not come"), ("Ctrl+Shift+A",), "cancel")
ADD = Command(N_("Students …"), ("Ins",), "add")
REMOVE = Command(N_("Out of the list"), ("Ctrl+Del",), "delete")
EARLIER = Command(N_("Earlier in the list"), ("Alt+Up",), "up")
LATER = Command(N_("Later in the list"), ("Alt+Down",), "down")
CLOSE = Command(N_("Close the session …"), ("Ctrl+Shift+E",), "lock")
PROTOCOL = Command(N_("Protocol of the session"), ("Ctrl+P",), "print")
PROTOCOLS = Command(N_("Protocols of all students"), ("Ctrl+Shift+P",), "print")
KEEPERS = (HEAD, "hemis_faculty")
#: Milliseconds between two looks at the clock.
TICK = 10_000


class SessionWindow(QWidget):
    """Planned by the department and its dean's office, entered by the head, looked at by the offices."""

    def __init__(self, workplace: Workplace, *, record_id: int, neighbour: Neighbour | None = None) -> None:
        super().__init__()
        self.title = _("Attestation session")
        self.editor: SheetEditor[Session, SessionGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.sending = Sending(self.editor)
        self.workplace, self.sitting_id = workplace, record_id
        self.session: Session | None = None
        self.head, self.turn, self.told = NameLabel(), NameLabel(), NameLabel()
        self._members_menu = QMenu(self)
        self.acts: dict[Command, QAction] = {
            command: actions.action(self, command, act)
            for command, act in (
                (NEXT, self.call_next),
                (ABSENT, self.mark_absent),
                (OPEN, self.ask_open),
                (ADD, self.ask_students),
                (REMOVE, self.remove),
                (EARLIER, partial(self.shift, -1)),
                (LATER, partial(self.shift, 1)),
                (CLOSE, self.ask_close),
                (PROTOCOL, self.print_protocol),
                (PROTOCOLS, self.print_students),
            )
        }
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tell)
        self._build()
        self.editor.open(SessionSource(workplace, record_id))

    @property
    def grid(self) -> SessionGrid | None:
        return self.editor.sheet

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {}

    def call_next(self) -> None:
        """End the turn of whoever is before the commission and begin the next; after the last one nobody is."""
        if self.grid is None or not self.editor.may_save:
            return
        self.grid.commit()
        now = self.grid.turn()
        begun = now is not None and self.grid.values(now)[BEGAN] is not None
        row = self.grid.following(now) if begun and now is not None else now
        if row is None:
            self.grid.end()
            self.message.say(_("Nobody waits any more. Look everything over, then close the session."))
        else:
            self.grid.call(row)
        self._tell()

    def mark_absent(self) -> None:
        """Say that the student of the cursor did not come; said again, it is taken back."""
        if self.grid is not None and self.editor.may_save:
            self.grid.mark_absent()

    def ask_open(self) -> None:
        """Ask who of the commission is there."""
        if self.session is not None and self.session.planned:
            dialog = PresentDialog(self.workplace, self.session, self)
            dialog.opened.connect(self.open_session)
            dialog.open()

    def open_session(self, members: list[int]) -> None:
        """Open the session with the members who are there."""
        work = partial(acts.open_sitting, self.workplace.gateway, self.sitting_id, members)
        self._run(work, lambda _nothing: _("The session is open. Ctrl+Enter calls the first student."))

    def ask_students(self) -> None:
        """Show who comes before a commission of the department."""
        if self.session is not None and self.session.planned:
            work = partial(sitting.listable, self.workplace.gateway, self.sitting_id)
            self.workplace.tasks.run(self, work, self._offer_students, self.message.refuse)

    def add_students(self, students: list[int]) -> None:
        """Put students into the list."""
        work = partial(acts.list_students, self.workplace.gateway, self.sitting_id, students)
        self._run(work, lambda count: _("In the list: {count} students more.", count=count))

    def remove(self) -> None:
        """Take the student of the cursor out of a list that is planned."""
        if (student := self._planned_at_cursor()) is not None:
            work = partial(acts.unlist_students, self.workplace.gateway, self.sitting_id, [student.id])
            self._run(work, lambda _count: _("{student} is not in the list any more.", student=student.name))

    def shift(self, by: int) -> None:
        """Move the student of the cursor up or down in the sequence."""
        student = self.grid.student_at_cursor() if self.grid is not None else None
        if self.session is None or student is None or self.session.state == CLOSED:
            return
        sequence = sitting.order_of(self.session.candidates, student.id, by)
        work = partial(acts.arrange_students, self.workplace.gateway, self.sitting_id, sequence)
        self._run(work, lambda _nothing: "")

    def set_present(self, member: MemberRow, present: bool) -> None:
        """Say that a member has come, or has left."""
        work = partial(acts.set_present, self.workplace.gateway, self.sitting_id, member.id, present=present)
        words = _("{member} is at the session.") if present else _("{member} has left the session.")
        self._run(work, lambda _nothing: words.format(member=member.name))

    def ask_close(self) -> None:
        """Ask before the session is closed for good."""
        if self.grid is None or not self.editor.may_save:
            return
        self.grid.commit()
        if self.editor.typed():
            self.message.say(_("Save what is typed first (Ctrl+S)."))
            return
        question = _(
            "The protocols get their numbers and the results go to the academic record. Close the session?"
        )
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            self.close_session()

    def close_session(self) -> None:
        """Close the session: grade sheets are written and closed."""
        work = partial(acts.close_sitting, self.workplace.gateway, self.sitting_id)
        self._run(
            work,
            lambda count: _("Closed: {count} results stand in the academic record.", count=count),
            acts.RECORDED,
        )

    def print_protocol(self) -> None:
        """Show the common protocol."""
        from client.views.attestation.paper import common_protocol  # noqa: PLC0415 - the libraries of papers stay out

        common_protocol(self.workplace, self, self.sitting_id)

    def print_students(self) -> None:
        """Show the protocols of all students at once."""
        from client.views.attestation.paper import student_protocols  # noqa: PLC0415 - as above

        student_protocols(self.workplace, self, self.sitting_id)

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions(
            [self.acts[NEXT], self.acts[ABSENT], self.editor.saving, self.acts[OPEN], self.acts[ADD]]
        )
        self._members_place = bar.addWidget(self._members_button())
        bar.addActions([self.acts[each] for each in (REMOVE, EARLIER, LATER, CLOSE, PROTOCOL, PROTOCOLS)])
        bar.addAction(self.editor.reloading)
        bar.keep(self.acts[NEXT], self.acts[OPEN], self.acts[CLOSE])
        font = self.turn.font()
        font.setBold(True)
        self.turn.setFont(font)
        self.told.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        for widget in (bar, self.message, self.head, self.turn, self.told):
            widget.setContentsMargins(8, 2, 8, 2)
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._tell)

    def _members_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(_("Members"))
        button.setIcon(icon("group"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMenu(self._members_menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _show(self, session: Session) -> None:
        self.session = session
        parts = [
            session.commission,
            _("session {number}", number=session.number),
            f"{shown(session.day)} {session.starts}",
            session.room or _("no room yet"),
            _(SITTING_STATES[session.state]).lower(),
        ]
        self.head.setText(" · ".join(parts))
        enters, keeps = self.editor.may_save, self.workplace.gateway.role in KEEPERS
        head = self.workplace.gateway.role == HEAD
        for command, visible in (
            (NEXT, enters),
            (ABSENT, enters),
            (CLOSE, enters),
            (OPEN, head and session.planned),
            (ADD, keeps and session.planned),
            (REMOVE, keeps and session.planned),
            (EARLIER, keeps and session.state != CLOSED),
            (LATER, keeps and session.state != CLOSED),
            (PROTOCOL, keeps and session.state == CLOSED),
            (PROTOCOLS, keeps and session.state == CLOSED),
        ):
            self.acts[command].setVisible(visible)
            self.acts[command].setEnabled(visible)
        self._members_place.setVisible(session.running and head)
        self._members_menu.clear()
        for each in session.members:
            act = self._members_menu.addAction(f"{each.name} — {_(MEMBER_ROLES[each.role]).lower()}")
            act.setCheckable(True)
            act.setChecked(each.present is True)
            act.toggled.connect(partial(self.set_present, each))
        if session.running:
            self._clock.start(TICK)
        else:
            self._clock.stop()
        self._tell()

    def _tell(self) -> None:
        """Say who is before the commission, who is next, and how far the session is."""
        session, grid = self.session, self.grid
        if session is None or grid is None:
            return
        states = [grid.state_of(row) for row in range(grid.model.rowCount())]
        parts = [
            _(
                "heard and absent: {count} of {all}",
                count=sum(each != WAITING for each in states),
                all=len(states),
            )
        ]
        if session.planned:
            parts = [
                _("students: {count}", count=len(states)),
                _("members: {count}, quorum {quorum}", count=len(session.members), quorum=session.quorum),
                "" if session.approved else _("the academic office has not approved the commission yet"),
            ]
        elif session.started_at is not None:
            parts.append(_("open since {time}", time=f"{session.started_at.astimezone(clock.ZONE):%H:%M}"))
            parts.append(
                _(
                    "members: {count} of {all}, quorum {quorum}",
                    count=session.present,
                    all=len(session.members),
                    quorum=session.quorum,
                )
            )
        if session.running:
            parts.insert(0, f"{clock.now():%H:%M}")
        self.told.setText("   ".join(filter(None, parts)))
        self.turn.setText(self._turn_words(session, grid) if session.running else "")

    def _turn_words(self, session: Session, grid: SessionGrid) -> str:
        row = grid.turn()
        if row is None:
            return _("Everybody was heard. The session can be closed.")
        began = grid.values(row)[BEGAN]
        if began is None:
            return _("Next: {student}. Ctrl+Enter calls.", student=grid.row(row).name)
        now = clock.now()
        minutes = max(0, now.hour * 60 + now.minute - int(began[:2]) * 60 - int(began[3:]))
        told = _(
            "Before the commission: {student}, since {time} ({minutes} min)",
            student=grid.row(row).name,
            time=began,
            minutes=minutes,
        )
        following = grid.following(row)
        return told if following is None else f"{told} → {grid.row(following).name}"

    def _planned_at_cursor(self) -> CandidateRow | None:
        planned = self.session is not None and self.session.planned
        return self.grid.student_at_cursor() if planned and self.grid is not None else None

    def _offer_students(self, found: list[Listable]) -> None:
        if not found:
            self.message.say(_("No student of the department comes before a commission of this kind."))
            return
        dialog = StudentsDialog(found, self)
        dialog.chosen.connect(self.add_students)
        dialog.open()

    def _run(self, work: Any, words: Any, further: tuple[str, ...] = ()) -> None:
        def done(answer: Any) -> None:
            self.workplace.changes.announce(*further)
            self.editor.changed()
            if sentence := words(answer):
                self.message.say(sentence)

        self.workplace.tasks.run(self, work, done, self._refused)

    def _refused(self, error: Any) -> None:
        self.message.refuse(error)
        self.reload()  # what was clicked and refused is shown as it is
