"""Looking at the timetable: the week of a group, a teacher or a room as it is really held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from client.core import actions, clock
from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import LANGUAGES, N_, _, language
from client.core.latest import Latest
from client.data.records.records import title
from client.data.records.rights import rights
from client.data.timetable import lessons
from client.data.timetable.lessons import DatedLesson, Whose, monday_of, week_at_hand
from client.views.timetable.lesson_words import week_words
from client.views.timetable.papers import ChooseFile
from client.views.timetable.week.lesson_details import CONTROLS, TRAININGS, LessonDetails
from client.views.timetable.week.opening import OpenLesson
from client.views.timetable.week.outgoing import Asked, Outgoing
from client.views.timetable.week.table import WeekTable
from client.widgets.choosers.resource_chooser import MODELS, WhoseChooser
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.file_dialogs import FileDialogs
from client.widgets.formatting import shown
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.timetable.pair_time import PairTime
from reports.timetable.week import DAYS
from shared.models.timetable import LessonPart

BEFORE = Command(N_("Week before"), ("Alt+Left",), "previous")
AFTER = Command(N_("Week after"), ("Alt+Right",), "next")
TODAY = Command(N_("This week"), ("Alt+Home",), "home")
EXCEL = Command(N_("Excel"), ("Ctrl+E",), "export")
CALENDAR = Command(N_("Calendar file"), (), "calendar")
OPEN = Command(N_("Open a lesson …"), ("Ctrl+N",), "add")
REMEMBERED = "timetable.week"
OWN = "hemis_teacher"
#: Who works for one unit begins with it; who works for the university chooses.
OF_A_UNIT = {"hemis_faculty", "hemis_department_head", "hemis_tutor"}
#: Of the lessons of a week these roles read a part only, and an empty hour need not be free.
NARROWED = {
    "hemis_faculty": N_("Lessons of other faculties are not shown to your role."),
    "hemis_department_head": N_("Lessons of other departments are not shown to your role."),
    "hemis_tutor": N_("Lessons of groups that are not yours are not shown to your role."),
}
RELATIONS = ("timetable.lesson", "timetable.examination")


@dataclass(frozen=True)
class ShownWeek:
    """A week as it was read."""

    monday: date
    whose: Whose
    lessons: tuple[DatedLesson, ...]
    pairs: tuple[PairTime, ...]
    #: Whose it is; a name that was remembered may be in another script.
    chosen: tuple[int, str] | None = None

    @property
    def of(self) -> tuple[date, Whose, int | None]:
        """Which week it is, and whose."""
        return self.monday, self.whose, self.chosen[0] if self.chosen else None

    def drawn_pairs(self) -> tuple[PairTime, ...]:
        """Return the pairs up to the last one with a lesson, six at least."""
        last = max((lesson.pair for lesson in self.lessons), default=0)
        return tuple(pair for pair in self.pairs if pair.number <= max(6, last))


class WeekView(QWidget):
    """The week with its chooser; a teacher sees the own week, others choose whose."""

    def __init__(
        self,
        workplace: Workplace,
        today: Callable[[], date] = clock.today,
        choose: ChooseFile | None = None,
        *,
        whose: Whose | None = None,
        chosen: Sequence[Any] = (),
        day: str = "",
        pair: int = 0,
    ) -> None:
        super().__init__()
        self.title = _("View of the timetable")
        self._wanted = {"whose": whose, "chosen": list(chosen)} if whose and chosen else None
        self._workplace, self._today = workplace, today
        self._own = workplace.session.role == OWN
        self._shown: ShownWeek | None = None
        self.message = MessageLine()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.whose = WhoseChooser(workplace)
        self.day = DayEdit(today())
        self.told = QLabel()
        self.papers_language = Combo()
        self.table = WeekTable()
        self.details = LessonDetails(workplace.catalogue)
        choose = choose or FileDialogs(workplace.settings).to_save
        self.outgoing = Outgoing(workplace, self, self.asked, self.message.refuse, choose)
        self._build()
        subscription = workplace.changes.subscribe(RELATIONS, lambda _relation: self.reload())
        self.destroyed.connect(subscription.end)
        if day:
            self.table.week.begin_at(date.fromisoformat(day), pair)
        self._begin(date.fromisoformat(day) if day else week_at_hand(today()))

    def monday(self) -> date:
        """Return the first day of the week that is looked at."""
        return monday_of(self.day.day())

    def go(self, weeks: int) -> None:
        """Show the week so many weeks later, or earlier."""
        self.go_to(self.monday() + timedelta(weeks=weeks))

    def go_to(self, day: date) -> None:
        """Show the week of a day."""
        self.day.show_day(day)

    def turns_to(
        self, *, whose: Whose | None = None, chosen: Sequence[Any] = (), day: str = "", pair: int = 0
    ) -> bool:
        """Come to another lesson of whom one looks at; it needs no window of its own."""
        now = self.whose.value()
        same = self._own or (now is not None and list(chosen)[:1] == [now[0]] and whose == self.whose.whose())
        if not day or not same:
            return False
        self.table.week.begin_at(date.fromisoformat(day), pair)
        self.go_to(date.fromisoformat(day))
        self.reload()
        return True

    def reload(self) -> None:
        """Read the week again."""
        chosen = self.whose.value()
        if chosen is None and not self._own:
            self._shown = None
            self.table.week.show(self.monday(), self.whose.whose(), (), ())
            self.told.setText(_("Choose a group, a teacher or a room to see the week."))
            return
        whose: Whose = "teacher" if self._own else self.whose.whose()
        work = partial(self._read, self.monday(), whose, chosen[0] if chosen and not self._own else None)
        self._latest.read(work, self._show)

    def open_lesson(self) -> None:
        """Ask for a lesson of an own class that has no timetable."""
        dialog = OpenLesson(self._workplace, self._today, self)
        dialog.opened.connect(self._opened)
        dialog.open()

    def state(self) -> dict[str, Any]:
        """Return what a torn off or restored window shows."""
        chosen = self.whose.value()
        return {"whose": self.whose.whose(), "chosen": list(chosen) if chosen else None}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what `state` returned."""
        if state.get("chosen") and not self._own:
            self.whose.choose(state["whose"], *state["chosen"])
        self.reload()

    def _begin(self, day: date) -> None:
        """Come to the week of a day; to whom one asked for, looked at last, or to somebody of the own unit."""
        self.go_to(day)
        kept = self._wanted or self._workplace.settings.get(REMEMBERED)
        if self._own:
            self.reload()
        elif isinstance(kept, dict) and kept.get("chosen"):
            self.restore(kept)
        else:
            self._workplace.tasks.run(self, self._find_first, self._take_first, self.message.refuse)

    def _find_first(self) -> tuple[Whose, tuple[int, str] | None]:
        """Return whose week the role begins with: a group of the own unit, a teacher of the own department."""
        gateway, monday = self._workplace.gateway, week_at_hand(self._today())
        days = monday, monday + timedelta(days=DAYS - 1)
        if self._workplace.session.role not in OF_A_UNIT:
            return "group", None
        if rights(gateway, LessonPart).readable:  # a head reads groups, but lessons only by their teachers
            return "group", lessons.group_to_begin_with(gateway, *days)
        return "teacher", lessons.teacher_to_begin_with(gateway, *days, self._workplace.session.person.name)

    def _take_first(self, answer: tuple[Whose, tuple[int, str] | None]) -> None:
        whose, found = answer
        if whose != "group":
            self.whose.leave_out("group")
        if found is not None and self.whose.value() is None:
            self.whose.choose(whose, *found)
        self.reload()

    def _read(self, monday: date, whose: Whose, number: int | None) -> ShownWeek:
        gateway = self._workplace.gateway
        self._workplace.catalogue.ensure((TRAININGS, CONTROLS))
        last = monday + timedelta(days=DAYS - 1)
        held = lessons.lessons(gateway, monday, last, None if number is None else whose, number)
        chosen = None if number is None else (number, title(gateway, MODELS[whose][1], number))
        return ShownWeek(monday, whose, held, lessons.pairs(gateway), chosen)

    def _show(self, shown_week: ShownWeek) -> None:
        if self._shown is not None and self._shown.of == shown_week.of:
            self.table.week.stay_at(self.table.currentIndex())
        self._shown = shown_week
        self.message.hide()
        chosen, now = shown_week.chosen, self.whose.value()
        if chosen and now and chosen[0] == now[0] and chosen[1] != now[1]:
            self.whose.choose(shown_week.whose, *chosen)
        self.table.week.show(
            shown_week.monday, shown_week.whose, shown_week.drawn_pairs(), shown_week.lessons
        )
        narrowed = NARROWED.get(self._workplace.session.role or "")
        told = (_told(shown_week), _(narrowed) if narrowed and shown_week.whose != "group" else "")
        self.told.setText(" · ".join(filter(None, told)))
        if not self._own:
            self._workplace.settings.put(REMEMBERED, self.state())

    def _opened(self, day: date) -> None:
        self._workplace.changes.announce(*RELATIONS[:1])
        self.go_to(day)
        self.reload()

    def _point(self, lessons: tuple[DatedLesson, ...]) -> None:
        self.details.show_lessons(lessons, self._shown.pairs if self._shown else ())

    def asked(self) -> Asked:
        """Return whose week is asked for; a teacher reads nothing but the own one anyway."""
        chosen = self.whose.value()
        code = self.papers_language.currentData()
        if self._own:
            return Asked(code, self.monday(), "teacher", None, self._workplace.session.person.name)
        if chosen is None:
            raise UserError(N_("Choose a group, a teacher or a room first."))
        return Asked(code, self.monday(), self.whose.whose(), *chosen)

    def _build(self) -> None:
        self.day.setAccessibleName(_("Week of the day"))
        self.day.dateChanged.connect(lambda _day: self.reload())
        self.whose.chosen.connect(self.reload)
        self.told.setProperty("quiet", True)
        self.told.setContentsMargins(12, 2, 12, 4)
        self.table.pointed.connect(self._point)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(self.table)
        beside.addWidget(self.details)
        beside.setStretchFactor(0, 1)
        beside.setSizes([860, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tools())
        layout.addWidget(self.message)
        layout.addWidget(self.told)
        layout.addWidget(beside, 1)
        self.setFocusProxy(self.table)

    def _tools(self) -> ToolBar:
        tools = ToolBar()
        whose = tools.addWidget(self.whose)
        whose.setVisible(not self._own)
        tools.addSeparator()
        tools.addAction(actions.action(self, BEFORE, partial(self.go, -1)))
        tools.addWidget(self.day)
        tools.addAction(actions.action(self, AFTER, partial(self.go, 1)))
        tools.addAction(actions.action(self, TODAY, lambda: self.go_to(week_at_hand(self._today()))))
        if self._own:
            tools.addAction(actions.action(self, OPEN, self.open_lesson))
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        tools.addWidget(gap)
        for code, name in LANGUAGES.items():
            self.papers_language.addItem(name, code)
        self.papers_language.setCurrentIndex(list(LANGUAGES).index(language()))
        self.papers_language.setAccessibleName(_("Language of papers"))
        self.papers_language.setToolTip(_("Language of papers"))
        tools.addWidget(self.papers_language)
        for command, act in (
            (actions.PRINT, self.outgoing.print_week),
            (EXCEL, self.outgoing.save_excel),
            (CALENDAR, self.outgoing.save_calendar),
            (actions.RELOAD, self.reload),
        ):
            tools.addAction(actions.action(self, command, act))
        return tools


def _told(week: ShownWeek) -> str:
    """Say which week it is, how many lessons there are and how many of them are changed."""
    numbers = sorted({lesson.week for lesson in week.lessons if lesson.week is not None})
    last = week.monday + timedelta(days=DAYS - 1)
    parts = [f"{shown(week.monday)} – {shown(last)}", *map(week_words, numbers[:2])]
    if not week.lessons:
        return " · ".join((*parts, _("No lessons are held in this week.")))
    parts.append(_("lessons: {count}", count=len(week.lessons)))
    changed = sum(lesson.changed or lesson.cancelled for lesson in week.lessons)
    if changed:
        parts.append(_("changed: {count}", count=changed))
    return " · ".join(parts)
