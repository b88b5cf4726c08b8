"""Opens every window that a teacher and a dean have in the menu, and papers of lessons and grades."""

from __future__ import annotations

from dataclasses import dataclass

from client.core.i18n import N_
from client.core.roles import PREFIX
from client.views.modules import HEADINGS, MODULES
from client.widgets.windows import Window, menu_of
from installer.windows.desk import Log, await_desk, end_program, open_program, open_window, sign_in
from installer.windows.screen import await_still, keep, press
from installer.windows.workshop import StepError, Workshop
from server_db.demo.people import BY_LOGIN

#: Opened by signing in.
START = "start"
CLOSE = "ctrl+w"


@dataclass(frozen=True)
class Visit:
    """Somebody who looks at everything: login, role, and the keys that lead from a window to a paper."""

    login: str
    role: str
    window: str
    #: With the names of the pictures on the way.
    steps: tuple[tuple[str, str], ...]


VISITS = (
    Visit("teacher_mineralogy", "teacher", N_("Attendance journal"), (("ctrl+p", "windows-journal-paper"),)),
    Visit(
        "dean_geology",
        "faculty",
        N_("Grade sheets"),
        (("Return", "windows-grade-sheet"), ("ctrl+p", "windows-grade-sheet-paper")),
    ),
)


def open_every_window(workshop: Workshop, address: str) -> None:
    """Open each window of each visitor once: none logs a mistake of the program."""
    faults = [fault for visit in VISITS for fault in look_around(workshop, address, visit)]
    if faults:
        raise StepError("\n".join(faults))


def look_around(workshop: Workshop, address: str, visit: Visit) -> list[str]:
    """Sign in, open everything, show the papers; what the program wrote into its log meanwhile, by window."""
    program, _seen = open_program(workshop, address)
    sign_in(workshop, visit.login, BY_LOGIN[visit.login].password)
    await_desk(workshop)
    log, faults = Log(workshop), []
    for window in windows_of(visit.role):
        where = f"{visit.role}: {window.title}"
        try:
            keep(workshop, open_window(workshop, window.title), f"{visit.role}-{window.key}")
        except StepError as error:
            faults.append(f"{where}: {error}")
            press(workshop, "Escape")  # the report of a mistake
        faults += log.news(where)
        press(workshop, CLOSE)
    show_papers(workshop, visit)
    faults += log.news(f"{visit.role}: papers")
    end_program(workshop, program)
    return faults


def show_papers(workshop: Workshop, visit: Visit) -> None:
    """Take the keys that lead to a paper; a picture of each step."""
    seen = open_window(workshop, visit.window)
    for keys, picture in visit.steps:
        press(workshop, keys)
        seen = await_still(workshop, other_than=seen)
        keep(workshop, seen, picture)


def windows_of(role: str) -> list[Window]:
    """What stands in the menu of a role, without the page that is open from the beginning."""
    windows = [window for module in MODULES for window in module.windows if window.listed]
    menu = menu_of(PREFIX + role, HEADINGS, windows)
    return [window for heading in menu for window in heading.windows if window.key != START]
