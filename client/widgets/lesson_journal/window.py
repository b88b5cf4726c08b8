"""The window around a journal: term, group and class above, the sheet below; what is typed is sent by itself."""

from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.attendance import class_journal
from client.data.attendance.class_journal import ClassJournal, JournalChoice, JournalLesson, TopicChoice
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.widgets.choosers.term_box import TermBox
from client.widgets.combo import Combo
from client.widgets.lesson_journal.grid import LessonGrid
from client.widgets.name_label import NameLabel
from client.widgets.sheet_editor import Sending, SheetEditor, Source
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

TRAINING = "h_training_type"
TOPIC = Command(N_("Topic of the lesson"), ("Ctrl+T",), "edit")
NOW = Command(N_("Lesson of now"), ("Ctrl+J",), "calendar")
WEEK = Command(N_("This week only"), ("Ctrl+Shift+W",), "calendar")
#: Milliseconds in which several changes of others are read at once.
TOGETHER = 1200

R = TypeVar("R", bound=ClassJournal)
G = TypeVar("G", bound=LessonGrid)


class ClassJournalWindow(QWidget, Generic[R, G]):
    """A journal says what its sheet is, which further acts it has, and which keys write."""

    TITLE: ClassVar[str]
    #: What others write into it.
    RELATIONS: ClassVar[tuple[str, ...]]

    def __init__(
        self, workplace: Workplace, *, class_id: int | None = None, lesson_id: int | None = None
    ) -> None:
        super().__init__()
        self.title = _(self.TITLE)
        self.editor: SheetEditor[R, G] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.sending = Sending(self.editor)
        self.term, self.group, self.chosen = TermBox(), Combo(), Combo()
        self.head, self.about, self.keys = NameLabel(), NameLabel(), NameLabel()
        self._workplace = workplace
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self._choices: tuple[JournalChoice, ...] = ()
        self._wished, self._lesson = class_id, lesson_id
        self._topic = actions.action(self, TOPIC, self.choose_topic)
        self._week = actions.action(self, WEEK, self._narrow)
        self._week.setCheckable(True)
        self._writing = (*self.writing_acts(), self._topic)
        self._stamp: tuple[int, ...] = ()
        self._heard = QTimer(self)
        self._build()
        self._listen()
        workplace.tasks.run(self, partial(self._ask_terms), self._offer_terms, self.message.refuse)

    @property
    def grid(self) -> G | None:
        return self.editor.sheet

    def source(self, class_id: int) -> Source[R, G]:
        """Return where the sheet of a class comes from."""
        raise NotImplementedError

    def writing_acts(self) -> tuple[QAction, ...]:
        """Return the acts of who writes; others do not see them."""
        raise NotImplementedError

    def reading_acts(self) -> tuple[QAction, ...]:
        """Return the acts of everybody, behind those of who writes."""
        return ()

    def stamp(self, class_id: int) -> tuple[int, ...]:
        """Return what changes with everything that is written into a journal; runs in the background."""
        raise NotImplementedError

    def key_words(self) -> str:
        """Return which keys write what."""
        raise NotImplementedError

    def print_journal(self) -> None:
        """Show the journal on paper, as it is stored."""
        raise NotImplementedError

    def lesson_at_cursor(self) -> JournalLesson | None:
        """Return the lesson of the cursor if it takes entries; say why where it takes none."""
        grid = self.grid
        lesson = grid.model.lesson(grid.view.currentIndex().column()) if grid is not None else None
        if lesson is None or lesson.closed:
            self.message.say(_(lesson.closed) if lesson else _("Go to the lesson first."))
            return None
        return lesson

    def choose_topic(self) -> None:
        """Ask what was taught in the lesson of the cursor; choosing holds the lesson."""
        if (lesson := self.lesson_at_cursor()) is not None:
            work = partial(class_journal.topics, self._workplace.gateway, lesson.id)
            self._workplace.tasks.run(self, work, partial(self._offer_topics, lesson), self.message.refuse)

    def _offer_topics(self, lesson: JournalLesson, found: tuple[TopicChoice, ...]) -> None:
        if not found:
            self.message.say(
                _("This subject has no topics yet. They are entered under “Topics of subjects”.")
            )
            return
        menu = QMenu(self)
        for each in found:
            made = menu.addAction(f"{each.text} ◂" if each.planned else each.text)
            made.triggered.connect(partial(self._store_topic, lesson, each))
        menu.popup(self.mapToGlobal(self.about.geometry().bottomLeft()))

    def _store_topic(self, lesson: JournalLesson, topic: TopicChoice, *_on: object) -> None:
        work = partial(class_journal.choose_topic, self._workplace.gateway, lesson.id, topic.id)
        self._workplace.tasks.run(self, work, lambda _nothing: self._topic_stored(), self.message.refuse)

    def _topic_stored(self) -> None:
        self._workplace.changes.announce("attendance.lesson_topic", "timetable.lesson")
        self.message.say(_("The lesson is held."))
        self.reload()

    def come_to_now(self) -> None:
        """Show the lesson of now."""
        if self.grid is not None:
            self.grid.come_to_now()

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"term": self.term.currentData(), "class": self.chosen.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the class, unless another one was asked for."""
        if self._wished is None:
            self._wished = state.get("class")
            self.term.wish(state.get("term"))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for combo, name, width in (
            (self.term, N_("Term"), 16),
            (self.group, N_("Group"), 10),
            (self.chosen, N_("Class"), 30),
        ):
            combo.setMinimumContentsLength(width)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setAccessibleName(_(name))
            bar.addWidget(combo)
        bar.addActions([self.editor.saving, *self._writing])
        bar.addActions([*self.reading_acts(), actions.action(self, NOW, self.come_to_now), self._week])
        bar.addAction(actions.action(self, actions.PRINT, self.print_journal))
        bar.addAction(self.editor.reloading)
        bar.keep(self.editor.saving, *self._writing[:1])
        for label in (self.about, self.keys):
            label.setProperty("quiet", True)
        for label in (self.head, self.about, self.keys):
            label.setContentsMargins(8, 2, 8, 2)
        line = QHBoxLayout()
        line.addWidget(self.head, 1)
        line.addWidget(self.keys)
        # The head stands in the choices too; which keys write is said nowhere else.
        self.keys.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.message)
        layout.addLayout(line)
        layout.addWidget(self.about)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)

    def _listen(self) -> None:
        self.editor.was_read.connect(self._show)
        self.term.currentIndexChanged.connect(lambda _place: self._ask_classes())
        self.group.currentIndexChanged.connect(lambda _place: self._offer_classes())
        self.chosen.currentIndexChanged.connect(lambda _place: self._turn())
        self._heard.setSingleShot(True)
        self._heard.timeout.connect(self._read_what_others_did)
        subscription = self._workplace.changes.subscribe(
            self.RELATIONS, lambda _relation: self._heard.start(TOGETHER)
        )
        self.destroyed.connect(subscription.end)

    def _read_what_others_did(self) -> None:
        """Show what others did, if it was in this journal of all; what is typed stays over it."""
        if self.isVisible() and self.grid is not None and (number := self.chosen.currentData()) is not None:
            work = partial(self.stamp, number)
            self._workplace.tasks.run(self, work, self._compare, lambda _away: None)

    def _compare(self, stamp: tuple[int, ...]) -> None:
        if stamp == self._stamp:
            if self.grid is not None:
                self.grid.tell_stale(stale=False)
        elif not self.editor.busy:
            self._stamp = stamp
            self.editor.reload()

    def _ask_terms(self) -> tuple[TermRow, ...]:
        self._workplace.catalogue.ensure((TRAINING,))
        return lessons.terms(self._workplace.gateway)

    def _offer_terms(self, found: tuple[TermRow, ...]) -> None:
        self.term.offer(found)
        self._ask_classes()

    def _ask_classes(self) -> None:
        if (term := self.term.currentData()) is None:
            self.head.setText(
                _("There are no terms yet. The academic office makes them with the academic year.")
            )
            return
        self._latest.read(partial(class_journal.choices, self._workplace.gateway, term), self._take_choices)

    def _take_choices(self, found: tuple[JournalChoice, ...]) -> None:
        self._choices = found
        groups = sorted({group for each in found for group in each.groups})
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem(_("All groups"), None)
        for group in groups:
            self.group.addItem(group, group)
        self.group.blockSignals(False)
        if not found:
            self.head.setText(_("There are no lessons in this term that you may see."))
        self._offer_classes()

    def _offer_classes(self) -> None:
        group = self.group.currentData()
        kept = self._wished or self.chosen.currentData()
        self.chosen.blockSignals(True)
        self.chosen.clear()
        for each in self._choices:
            if group is None or group in each.groups:
                kind = self._workplace.catalogue.label(TRAINING, each.training)
                self.chosen.addItem(f"{each.subject} · {kind} · {each.students}", each.class_id)
        self.chosen.setCurrentIndex(max(0, self.chosen.findData(kept)))
        self.chosen.blockSignals(False)
        self._turn()

    def _turn(self) -> None:
        if (number := self.chosen.currentData()) is not None:
            self._wished = None
            self.editor.open(self.source(number))

    def _show(self, reading: R) -> None:
        kind = self._workplace.catalogue.label(TRAINING, reading.training)
        self.head.setText(f"{reading.subject} · {kind} · {reading.name} · {reading.term}")
        for made in self._writing:
            made.setVisible(self.editor.may_save)
        grid = self.grid
        if grid is None:
            return
        self._narrow()
        grid.view.selected.connect(self._tell, Qt.ConnectionType.UniqueConnection)
        grid.model.edited.connect(self._tell, Qt.ConnectionType.UniqueConnection)
        if self._lesson is not None:
            place = grid.model.place_of(self._lesson)
            self._lesson = None
            if place is not None:
                grid.come_to_column(place)
        self._tell()

    def _tell(self) -> None:
        """Say what the lesson of the cursor is, and which keys write."""
        grid = self.grid
        if grid is None:
            return
        self.about.setText(grid.model.lesson_words(grid.view.currentIndex().column()))
        self.keys.setText(self.key_words() if self.editor.may_save else "")

    def _narrow(self) -> None:
        """Show the lessons of this week alone, or of the whole term."""
        grid = self.grid
        if grid is None or grid.model.journal is None:
            return
        week = grid.model.journal.today.isocalendar()[:2]
        for place in range(len(grid.model.columns)):
            lesson = grid.model.lesson(place)
            if lesson is not None:
                grid.view.setColumnHidden(place, self._week.isChecked() and not _in_week(lesson, week))


def _in_week(lesson: JournalLesson, week: tuple[int, int]) -> bool:
    return tuple(lesson.day.isocalendar()[:2]) == week
