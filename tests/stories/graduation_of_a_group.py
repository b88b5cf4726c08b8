"""A group graduates at the desks of those concerned, from the topics of its theses to order 17.

Started by the test as a program of its own: `graduation_of_a_group.py SERVER FOLDER`; pictures of the screen and the
papers go to the folder.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from client.core import clock
from client.core.i18n import _
from client.views.attestation.defence.dialogs import PresentDialog, StudentsDialog
from client.views.attestation.theses.offers import OffersDialog
from client.views.movement.concerned import MAKE
from client.views.movement.new_order import NewOrderDialog
from client.views.movement.students_tab import APPLY, SEND
from client.widgets.record_form import FormDialog
from shared.models.movement import APPLIED, SENT
from shared.models.students import DOCUMENTS
from tests.stories.at_graduation import ALT, CONTROL, GROUP, SHIFT, AtGraduation, lines
from tests.stories.at_work import AtWork, application
from tests.stories.diplomas_of_a_group import Registrar
from tests.stories.network_line import NetworkLine
from tests.stories.year_of_a_faculty import Office, called

#: The academic year that runs; their theses belong to the one before.
YEAR = clock.today().year - (clock.today().month < 9)
GRADUATE_NAME = "Зулфиқоров"
OFFERED = (
    "Uchquloch konining masofaviy geologik modeli",
    "A remote geological model of the Uchquloch deposit",
)
#: Topics in Uzbek and English, and the beginning of the supervisor's name; one is written in Cyrillic.
WRITTEN = (
    (
        "Запасларни ҳисоблаш усулларини такомиллаштириш",
        "Improving the methods of reserve estimation",
        "Choriyeva",
    ),
    (
        "Qalmoqqir konining mineral tarkibi",
        "Mineral composition of the Qalmoqqir deposit",
        "Qambarova Barchinoy",
    ),
    (
        "Angren maydonining gidrogeologik sharoitlari",
        "Hydrogeological conditions of the Angren area",
        "Jamolov Gʻayrat",
    ),
)

COMMISSION = "Masofaviy geologiya komissiyasi"
#: Role, name, workplace of those from outside, position.
MEMBERS = (
    ("chair", "Isoqov Mirzohid Ubaydullayevich", "Geologiya fanlari instituti", "professor"),
    ("deputy", "Turapov Mirali Karimovich", "“Oʻzbekgeologiya” DK", "bosh geolog"),
    ("member", "Choriyeva Shahnoza", "", "dotsent"),
    ("member", "Qambarova Barchinoy", "", "dotsent"),
    ("secretary", "Melnikova Mariya", "", "oʻqituvchi"),
)
#: By surname, the marks of the members who are there; nothing for who did not come.
POINTS = {
    "Razzoqova": (),
    "Saydullayeva": (40, 45, 50, 42),
    "Solovyov": (78, 80, 75, 76),
    "Zulfiqorov": (96, 95, 97, 92),
}
STUDENTS = tuple(POINTS)
MADE: dict[str, int] = {}


class Head(AtGraduation):
    LOGIN = "head_mineralogy"

    def offers_a_topic(self) -> None:
        offers = self.opens("thesis-offer")
        self.screen.wait("the list", offers.rows.rowCount)
        self.screen.key(Qt.Key.Key_Insert)
        self.answers(FormDialog, self._writes_offer)
        self.screen.picture("offers")

    def _writes_offer(self, dialog: Any) -> None:
        fields = self.fields(dialog)
        for name, text in zip(("title_uz", "title_en"), OFFERED, strict=True):
            self.screen.type(fields[name].editor.line, text)
        fields["education_type"].editor.set_value("11")
        self.screen.type(fields["year"].editor.line, f"{YEAR - 1}")
        self.chooses(fields["supervisor_id"].editor, "Choriyeva")
        self.screen.picture("offer")
        self.screen.key(Qt.Key.Key_S, CONTROL)

    def assigns_topics(self) -> None:
        shown = self.opens("graduate-work")
        self.screen.wait("the years", shown.year.count)
        shown.year.setCurrentIndex(shown.year.findData(YEAR - 1))
        self.screen.wait("the students", lambda: shown.grid is not None and shown.grid.model.rowCount() >= 10)
        shown.lacking.setCurrentIndex(1)
        grid = shown.grid
        rows = [row for row, key in enumerate(grid.model.row_keys) if grid.stored[key].group == GROUP]
        self.screen.picture("theses-before")
        grid.view.setCurrentIndex(grid.model.index(rows[0], 2))
        grid.view.setFocus()
        self.screen.key(Qt.Key.Key_T, CONTROL)
        self.answers(OffersDialog, self._takes_offer)
        self.screen.wait("the topic to be taken", lambda: not self._lacks(grid, rows[0]))
        for uzbek, english, supervisor in WRITTEN:
            self.screen.write(f"{uzbek}\t{english}\t{supervisor}\n")
            grid.view.setCurrentIndex(grid.model.index(grid.view.currentIndex().row(), 2))
        self.screen.picture("theses-typed")
        self.screen.key(Qt.Key.Key_S, CONTROL)
        self.screen.wait(
            "the topics to be stored",
            lambda: not grid.typed() and not any(self._lacks(grid, row) for row in rows),
        )
        shown.lacking.setCurrentIndex(0)
        self.screen.picture("theses-stored")

    def _lacks(self, grid: Any, row: int) -> bool:
        return any(value is None for value in grid.stored[grid.model.row_keys[row]].values[:3])

    def _takes_offer(self, dialog: Any) -> None:
        self.screen.wait("the offer", dialog.list.count)
        self.screen.picture("free-topics")
        self.screen.key(Qt.Key.Key_Return)

    def forms_a_commission(self) -> None:
        commissions = self.opens("certificate-committee")
        self.screen.wait("the list", commissions.rows.rowCount)
        commissions.table.setFocus()
        self.screen.key(Qt.Key.Key_Insert)
        self.screen.wait("the card", lambda: hasattr(self.window, "tabs"))
        card = self.window
        fields = self.fields(card)
        self.screen.type(fields["name"].editor.line, COMMISSION)
        fields["kind"].editor.set_value("defence")
        self.screen.type(fields["year"].editor.line, f"{YEAR}")
        self.screen.type(fields["order_number"].editor.line, "91-T")
        self.screen.type(fields["ordered_on"].editor.line, f"{clock.today():%d.%m.%Y}")
        self.screen.picture("commission-new")
        self.screen.key(Qt.Key.Key_S, CONTROL)
        self.screen.wait("the commission to be stored", lambda: card.record_id)
        for member in MEMBERS:
            self.adds(card, _("Members of the commission"), partial(self._writes_member, member))
        self.screen.picture("commission-members")
        self.adds(card, _("Sessions of the commission"), self._writes_session)
        self.screen.picture("commission-sessions")

    def opens_the_session(self) -> None:
        sittings = self.finds("attestation-sitting", COMMISSION)
        sittings.table.selectRow(0)
        sittings.table.setFocus()
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.screen.wait("the session", lambda: getattr(self.window, "session", None) is not None)
        session = self.window
        session.setFocus()
        self.screen.key(Qt.Key.Key_Insert)
        self.answers(StudentsDialog, self._lists_students)
        self.screen.wait("the list", lambda: len(session.session.candidates) == len(STUDENTS))
        session.setFocus()
        self.screen.picture("session-planned")
        self.screen.key(Qt.Key.Key_O, CONTROL | SHIFT)
        self.answers(PresentDialog, self._counts_members)
        self.screen.wait(
            "the session to run", lambda: session.session.running and session.grid.turn() is not None
        )
        self.screen.picture("session-open")

    def _lists_students(self, dialog: Any) -> None:
        self.screen.type(dialog.words, GROUP)
        self.screen.wait("the group", lambda: dialog.list.count() == len(STUDENTS))
        dialog.list.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.picture("session-students")
        self.screen.key(Qt.Key.Key_Return)

    def _counts_members(self, dialog: Any) -> None:
        dialog.list.setFocus()
        for _down in range(2):
            self.screen.key(Qt.Key.Key_Down)
        self.screen.key(Qt.Key.Key_Space)  # the third one has not come
        self.screen.picture("session-members")
        self.screen.key(Qt.Key.Key_Return)

    def enters_the_defences(self) -> None:
        session = self.window
        grid = session.grid
        session.setFocus()
        self.screen.wait("the grid to have the keyboard", grid.view.hasFocus)
        for _student in STUDENTS:
            self.screen.key(Qt.Key.Key_Return, CONTROL)
            row = grid.view.currentIndex().row()
            name = grid.row(row).name
            points = next(value for key, value in POINTS.items() if name.startswith(key))
            if not points:
                self.screen.key(Qt.Key.Key_A, CONTROL | SHIFT)
                continue
            self.screen.write("".join(f"{each}\t" for each in points))
            self.screen.picture(f"defence-{row}")
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.screen.wait("nobody to wait", lambda: grid.turn() is None)
        self.screen.wait("the entries to be sent", lambda: not grid.typed())
        self.screen.picture("session-heard")

    def closes_the_session(self) -> None:
        session = self.window
        self.consents(partial(self.screen.key, Qt.Key.Key_E, CONTROL | SHIFT))
        self.screen.wait("the session to be closed", lambda: session.session.closed_at)
        self.screen.picture("session-closed")
        self.prints("protocol", Qt.Key.Key_P, CONTROL)

    def _writes_member(self, member: tuple[str, str, str, str], dialog: Any) -> None:
        role, name, workplace, position = member
        fields = self.fields(dialog)
        fields["role"].editor.set_value(role)
        if workplace:
            self.screen.type(fields["full_name"].editor.line, name)
        else:
            self.chooses(fields["employee_id"].editor, name)
        self.screen.type(fields["workplace"].editor.line, workplace or "Mineralogiya kafedrasi")
        self.screen.type(fields["position"].editor.line, position)
        self.screen.key(Qt.Key.Key_S, CONTROL)

    def _writes_session(self, dialog: Any) -> None:
        fields = self.fields(dialog)
        self.screen.type(fields["day"].editor.line, f"{clock.today():%d.%m.%Y}")
        self.screen.type(fields["starts"].editor.line, "09:00")
        self.screen.picture("session-new")
        self.screen.key(Qt.Key.Key_S, CONTROL)


def confirms(desk: Any) -> None:
    """Say at the own office that nobody of the group owes anything."""
    points = desk.opens("clearance-point")
    desk.screen.wait("the points", points.rows.rowCount)
    desk.screen.type(points.search.field, GROUP)
    desk.screen.wait(
        "those of the group", lambda: points.rows.query.search == GROUP and points.rows.rowCount() == 2
    )
    points.table.setFocus()
    desk.screen.key(Qt.Key.Key_A, CONTROL)
    desk.screen.picture(f"points-{desk.LOGIN}")
    desk.screen.key(Qt.Key.Key_Return, CONTROL)
    desk.says(_("Confirmed: {count}", count=2))


class Accounting(AtWork):
    LOGIN = "accounting"


class Library(AtWork):
    LOGIN, SCRIPT = "library", "ru"


class Personnel(AtGraduation):
    LOGIN, SCRIPT = "hr", "oz"

    def finds_the_graduates(self) -> None:
        """In the list of graduates, and by name in the list of diplomas."""
        graduates = self.opens("acceptance")
        self.screen.wait("the graduates", lambda: graduates.rows.record_id(0))
        self.screen.type(graduates.search.field, GROUP)
        self.screen.wait(
            "the group", lambda: graduates.rows.query.search == GROUP and graduates.rows.rowCount() == 2
        )
        self.screen.picture("graduates")
        self.finds("diploma-list", GRADUATE_NAME)
        self.screen.picture("diploma-list")

    def checks(self, code: str) -> None:
        """Check a diploma by its code, as an employer would."""
        check = self.opens("paper-check")
        self.screen.type(check.text, code)
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait(
            "the verdict", lambda: check.verdict.text() == _("The university signed this paper.")
        )
        self.screen.wait("what the register says", check.advice.text)
        self.screen.picture("checked")


class Dean(AtGraduation):
    LOGIN, SCRIPT = "dean_geology", "oz"

    def orders(self, window: str) -> None:
        """Make an order of all students of the group who are concerned, and send it."""
        shown = self.opens(window)
        self.screen.wait("the faculty", shown.faculty.count)
        self.screen.type(shown.words, GROUP)
        self.screen.wait(
            "the group alone",
            lambda: (
                shown.table.rowCount()
                and all(
                    GROUP
                    in [
                        shown.table.model().index(row, column).data()
                        for column in range(shown.table.model().columnCount())
                    ]
                    for row in range(shown.table.rowCount())
                )
            ),
        )
        shown.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.picture(f"concerned-{window}")
        self.screen.press(shown, called(MAKE))
        self.answers(NewOrderDialog, self._drafts)
        tab = self.order()
        self.screen.picture(f"order-{window}")
        self.brings(tab, called(SEND), SENT)
        assert tab.order is not None
        MADE[window] = tab.order.head.id

    def _drafts(self, dialog: Any) -> None:
        self.screen.type(dialog.basis, "Кафедра билдиргиси")
        self.screen.press(dialog, _("Draft the order"))

    def comes_to(self, table: Any, text: str) -> None:
        """Click the line in which a text stands."""
        row = next(row for row, line in enumerate(lines(table)) if any(text in cell for cell in line))
        QTest.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=table.visualRect(table.model().index(row, 0)).center(),
        )

    def mends_what_keeps(self) -> None:
        shown = self.opens("accreditation")
        self.screen.wait("the candidates", shown.table.rowCount)
        self.narrows(shown, 4)
        for name in ("Сайдуллаева", "Раззоқова", "Соловёв", GRADUATE_NAME):
            self.comes_to(shown.table, name)
            self.screen.rest(300)
            self.screen.picture(f"accreditation-{name}")
        self.screen.wait("what was found", lambda: lines(shown.findings))
        shown.findings.setFocus()
        shown.findings.selectRow(0)
        self.screen.key(Qt.Key.Key_Return)
        self.screen.wait("the card", lambda: hasattr(self.window, "tabs"))
        self.screen.picture("cure")
        self.adds(self.window, _("Previous education"), self._writes_education)
        self.screen.picture("cured")

    def _writes_education(self, dialog: Any) -> None:
        fields = self.fields(dialog)
        self.screen.type(fields["institution"].editor.line, "Chirchiq shahri, 5-umumtaʼlim maktabi")
        fields["document_kind"].editor.set_value(next(iter(DOCUMENTS)))
        self.screen.type(fields["document_number"].editor.line, "UM 1234567")
        self.screen.type(fields["document_date"].editor.line, "20.06.2022")
        self.screen.picture("education")
        self.screen.key(Qt.Key.Key_S, CONTROL)

    def accepts_the_records(self) -> None:
        shown = self.opens("accreditation")
        self.screen.wait(
            "two to be ready", lambda: [line[3] for line in lines(shown.table)].count(_("ready")) == 2
        )
        shown.standing.setCurrentIndex(shown.standing.findData("ready"))
        self.screen.wait("those alone", lambda: shown.table.rowCount() == 2)
        shown.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.picture("ready")
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.screen.wait("the acceptance", lambda: shown.message.text() == _("Accepted: {count}", count=2))
        shown.standing.setCurrentIndex(0)
        self.screen.picture("accepted")

    def drafts_diplomas(self) -> None:
        shown = self.opens("diploma")
        self.screen.wait("the graduates", shown.table.rowCount)
        self.narrows(shown, 2)
        shown.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.picture("diplomas-none")
        self.screen.key(Qt.Key.Key_Insert)
        self.screen.wait("the drafts", lambda: shown.message.text() == _("Drafted: {count}", count=2))
        self.screen.picture("diplomas-drafts")

    def completes_the_diplomas(self) -> None:
        """Texts, marks, then both drafts are accepted."""
        diplomas = self.window
        diplomas.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.key(Qt.Key.Key_T, CONTROL)
        self.screen.wait(
            "the texts", lambda: getattr(self.window, "fields", None) and self.window.grid is not None
        )
        self.screen.picture("texts")
        self.screen.key(Qt.Key.Key_M, CONTROL | SHIFT)
        self.screen.wait("the marks of the group", self._shows_marks)
        marks = self.window
        marks.grid.view.setCurrentIndex(marks.grid.model.index(1, 1))
        marks.grid.view.setFocus()
        self.screen.write("Fundamentals of geology\n")
        self.screen.key(Qt.Key.Key_Down, ALT)
        self.screen.picture("marks-typed")
        self.screen.key(Qt.Key.Key_S, CONTROL)
        self.screen.wait("the marks to be stored", lambda: not marks.grid.typed())
        self.screen.picture("marks")
        shown = self.opens("diploma")
        self.screen.wait("the drafts", lambda: shown.table.rowCount() == 2)
        shown.table.setFocus()
        self.screen.key(Qt.Key.Key_A, CONTROL)
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.screen.wait("the acceptance", lambda: shown.message.text() == _("Accepted: {count}", count=2))
        self.screen.picture("diplomas-accepted")

    def _shows_marks(self) -> bool:
        places, grid = getattr(self.window, "places", None), getattr(self.window, "grid", None)
        return bool(places and grid and grid.marks) and places.group.currentData() == GROUP

    def looks_at_the_sheets(self) -> None:
        self.finds("clearance", GROUP)
        self.screen.picture("clearance")
        self.prints("clearance", Qt.Key.Key_P, CONTROL)

    def applies(self, window: str) -> None:
        self.brings(self.opens_order(MADE[window]), called(APPLY), APPLIED)
        self.screen.picture(f"applied-{window}")


class AcademicOffice(Office):
    SCRIPT = "ru"

    def approves_the_commission(self) -> None:
        commissions = self.finds("certificate-committee", COMMISSION)
        commissions.table.selectRow(0)
        commissions.table.setFocus()
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.says(_("Approved: its members stay as they are now."))
        self.screen.picture("commission-approved")


def main(server: str, folder: str) -> None:
    started = application(540)
    place = Path(folder)
    host, _colon, rest = server.partition(":")
    port, _slash, database = rest.partition("/")
    line = Registrar.LINE = NetworkLine(host, int(port))
    desk_sees = f"127.0.0.1:{line.port}/{database}"

    def at(kind: type[Any], *acts: Any) -> None:
        desk = kind(desk_sees, place)
        desk.signs_in()
        for act in acts:
            act(desk)
        desk.goes_home()

    at(Head, Head.offers_a_topic, Head.assigns_topics, Head.forms_a_commission)
    at(Dean, lambda dean: dean.orders("thesis-order"))
    at(
        AcademicOffice,
        lambda office: office.signs(MADE["thesis-order"]),
        AcademicOffice.approves_the_commission,
    )
    at(Dean, lambda dean: dean.applies("thesis-order"))
    at(Head, Head.opens_the_session, Head.enters_the_defences, Head.closes_the_session)
    at(Dean, Dean.mends_what_keeps, Dean.accepts_the_records, Dean.drafts_diplomas, Dean.completes_the_diplomas,
       lambda dean: dean.orders("graduate"))  # fmt: skip
    at(AcademicOffice, lambda office: office.signs(MADE["graduate"]))
    at(Dean, lambda dean: dean.applies("graduate"), Dean.looks_at_the_sheets, confirms)
    for office in (Accounting, Library, Personnel):
        at(office, confirms)
    at(Registrar, Registrar.receives_blanks, Registrar.prepares_and_signs, Registrar.takes_along,
       Registrar.prints_without_the_network)  # fmt: skip
    Registrar(desk_sees, place).works_without_the_server()
    line.mend()
    at(Registrar, Registrar.sends_what_was_done)
    at(Personnel, Personnel.finds_the_graduates, lambda personnel: personnel.checks(Registrar.CODE))
    del started
    sys.stdout.write("the group has graduated\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
