"""A week on its way out: to paper, to Excel, to a calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError, UserError
from client.core.i18n import _, names
from client.data.server.gateway import Gateway
from client.data.timetable import documents, lessons, paper_contents
from client.data.timetable.calendar import calendar
from client.data.timetable.lessons import Whose
from client.views.timetable.papers import ChooseFile, save_file
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.timetable import workbook
from reports.timetable.week import PrintedWeek

#: A calendar file holds what is held within so many days from the week on.
CALENDAR_DAYS = 180


@dataclass(frozen=True)
class Asked:
    """Whose week, and in which language; without a number all that the role reads."""

    language: str
    monday: date
    whose: Whose
    number: int | None
    name: str


class Outgoing:
    """Reads the week anew, so that what leaves is what is true now."""

    def __init__(
        self,
        workplace: Workplace,
        owner: QWidget,
        asked: Callable[[], Asked],
        refuse: Callable[[HemisError], object],
        choose: ChooseFile,
    ) -> None:
        self._workplace, self._owner = workplace, owner
        self._asked, self._refuse, self._choose = asked, refuse, choose

    def print_week(self) -> None:
        """Show the week on paper."""

        def drawn(week: PrintedWeek) -> None:
            present(self._workplace, documents.week_papers((week,), week.title()))

        self._about(
            lambda asked: self._workplace.tasks.run(
                self._owner, partial(_week, self._workplace.gateway, asked), drawn, self._refuse
            )
        )

    def save_excel(self) -> None:
        """Save the week as Excel."""
        self._about(
            lambda asked: self._save(
                f"{_('Timetable')} {asked.name} {asked.monday:%Y-%m-%d}.xlsx",
                "Excel (*.xlsx)",
                lambda gateway: workbook.workbook((_week(gateway, asked),)),
            )
        )

    def save_calendar(self) -> None:
        """Save the lessons from this week on as a calendar file."""

        def make(asked: Asked, gateway: Gateway) -> bytes:
            last = asked.monday + timedelta(days=CALENDAR_DAYS)
            whose = None if asked.number is None else asked.whose
            held = lessons.lessons(gateway, asked.monday, last, whose, asked.number)
            return calendar(names(asked.name), held, lessons.pairs(gateway))

        self._about(
            lambda asked: self._save(
                f"{_('Timetable')} {asked.name}.ics", "iCalendar (*.ics)", partial(make, asked)
            )
        )

    def _about(self, act: Callable[[Asked], object]) -> None:
        try:
            act(self._asked())
        except UserError as error:
            self._refuse(error)

    def _save(self, proposed: str, kinds: str, make: Callable[[Gateway], bytes]) -> None:
        if name := self._choose(self._owner, proposed, kinds):
            save_file(self._workplace, self._owner, name, partial(make, self._workplace.gateway))


def _week(gateway: Gateway, asked: Asked) -> PrintedWeek:
    return paper_contents.dated_week(
        gateway, asked.language, asked.monday, asked.whose, (asked.number, asked.name)
    )
