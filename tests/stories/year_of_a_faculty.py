"""A year of a faculty at the desks of those concerned: every act by its window, agreed, signed, applied, looked at.

Started by the test as a program of its own: `year_of_a_faculty.py SERVER ORDERS FOLDER`; ORDERS is a JSON list of
orders, each with window, act, number of the student and what is filled in; pictures of the screen go to the folder.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate

from client.core.actions import Command
from client.core.i18n import _
from client.views.graduation.accreditation import ACCEPT
from client.views.movement.concerned import MAKE
from client.views.movement.new_order import NewOrderDialog
from client.views.movement.sign_dialog import SignDialog
from client.views.movement.students_tab import AGREE, APPLY, SEND, SIGN, StudentsTab
from shared.models.movement import APPLIED, ASKED, GRADUATE, SENT, SIGNED
from tests.stories.at_work import AtWork, application

SIGNATORY = "Usmonov Baxtiyor"


def called(command: Command) -> str:
    """What stands on the button of a command."""
    return _(command.title).removesuffix(" …")


class Desk(AtWork):
    """Somebody concerned with orders."""

    def opens_order(self, order: int) -> StudentsTab:
        """Open the card of an order from the list of orders."""
        records = self.opens("index")

        def there() -> int | None:
            rows = range(records.rows.rowCount())
            return next((row for row in rows if records.rows.record_id(row) == order), None)

        self.screen.wait(f"order {order} in the list", lambda: there() is not None)
        row = there()
        assert row is not None
        records.table.scrollTo(records.table.model().index(row, 0))
        self.screen.open_row(records.table, row)
        return self.order()

    def order(self) -> StudentsTab:
        """Wait until the card in front has read its order."""
        found: list[StudentsTab] = []

        def read() -> bool:
            page = self.frame.pages.current()
            found[:] = page.content.findChildren(StudentsTab) if page and page.content else []
            return bool(found) and found[0].order is not None

        self.screen.wait("the order", read)
        return found[0]

    def brings(self, tab: StudentsTab, button: str, state: str) -> None:
        """Press what brings an order on, and wait until it is there."""
        self.screen.press(tab, button)
        self.screen.wait(state, lambda: tab.order is not None and tab.order.head.state == state)


class Dean(Desk):
    LOGIN = "dean_geology"

    def drafts(self, wanted: dict[str, Any]) -> int:
        """Make an order of a student in the window of the act, and send it; return its id."""
        if wanted["act"] == GRADUATE:
            self.accepts(wanted["number"])
        shown = self.opens(wanted["window"])
        self.screen.wait("the faculty", shown.faculty.count)
        shown.act.setCurrentIndex(shown.act.findData(wanted["act"]))
        self.screen.type(shown.words, wanted["number"])
        self.screen.wait(f"{wanted['number']} for {wanted['act']}", lambda: self._is_alone(shown, wanted))
        shown.table.selectRow(0)
        self.screen.picture(f"concerned-{wanted['act']}")
        self.screen.press(shown, called(MAKE))
        self.answers(NewOrderDialog, partial(self._fills, wanted))
        tab = self.order()
        self.brings(tab, called(SEND), SENT)
        assert tab.order is not None
        return tab.order.head.id

    def accepts(self, number: str) -> None:
        """Accept the academic record of who will graduate."""
        shown = self.opens("accreditation")
        self.screen.wait("the candidates", shown.table.rowCount)
        self.screen.type(shown.words, number)
        self.screen.wait("one candidate", lambda: shown.table.rowCount() == 1)
        shown.table.selectRow(0)
        self.screen.picture("ready")
        self.screen.press(shown, called(ACCEPT))
        self.screen.wait("the acceptance", lambda: shown.message.text() == _("Accepted: {count}", count=1))
        self.screen.picture("accepted")

    def applies(self, order: int) -> None:
        self.brings(self.opens_order(order), called(APPLY), APPLIED)
        self.screen.picture(f"applied-{order}")

    def looks_at_the_year(self, number: str) -> None:
        """The time line of who was renamed, and the balance of movement."""
        students = self.finds("student", number)
        self.screen.open_row(students.table, 0)
        self.screen.wait("the card", lambda: hasattr(self.window, "tabs"))
        tabs = self.window.tabs
        titles = [tabs.tabText(place) for place in range(tabs.count())]
        tabs.setCurrentIndex(titles.index(_("Time line")))
        self.screen.rest(800)
        self.screen.picture("time-line")
        balance = self.opens("movement-balance")
        self.screen.wait("the balance", balance.table.rowCount)
        self.screen.picture("balance")

    @staticmethod
    def _is_alone(shown: Any, wanted: dict[str, Any]) -> bool:
        return shown.table.rowCount() == 1 and shown.act.currentData() == wanted["act"]

    def _fills(self, wanted: dict[str, Any], dialog: Any) -> None:
        fields = dialog.fields
        self.screen.wait("what the act asks for", lambda: fields.reason.count() or not wanted.get("reason"))
        self.screen.type(dialog.basis, "Ariza va bildirgi")
        if reason := wanted.get("reason"):
            fields.reason.setCurrentIndex(fields.reason.findData(reason))
        if group := wanted.get("group"):
            self.screen.wait("the group", fields.group.isVisible)
            self.chooses(fields.group, group)
        for name, day in wanted.get("days", {}).items():
            getattr(fields, name).set_value(QDate.fromString(day, "yyyy-MM-dd").toPython())
        for name, text in wanted.get("names", {}).items():
            editor = fields.names.editors[name]
            self.screen.wait("the name", lambda editor=editor: editor.isVisible() and editor.value())
            self.screen.type(editor.line, text)
        self.screen.picture(f"draft-{wanted['act']}")
        self.screen.press(dialog, _("Draft the order"))


class Accountant(Desk):
    LOGIN, SCRIPT = "accounting", "oz"

    def agrees(self, order: int) -> None:
        tab = self.opens_order(order)
        self.screen.press(tab, called(AGREE))
        self.screen.wait(
            "the agreement",
            lambda: tab.order is not None and all(each.answer != ASKED for each in tab.order.agreements),
        )


class Office(Desk):
    LOGIN = "academic_office"

    def signs(self, order: int) -> None:
        tab = self.opens_order(order)
        self.screen.press(tab, called(SIGN))
        self.answers(SignDialog, self._records)
        self.screen.wait(SIGNED, lambda: tab.order is not None and tab.order.head.state == SIGNED)

    def _records(self, dialog: Any) -> None:
        self.chooses(dialog.signatory, SIGNATORY)
        self.screen.press(dialog, _("Record the signature"))


def main(server: str, orders: str, folder: str) -> None:
    started = application(540)
    place, wanted = Path(folder), json.loads(orders)
    made: list[int] = []

    def at(kind: type[Any], *acts: Any) -> None:
        desk = kind(server, place)
        desk.signs_in()
        for act in acts:
            act(desk)
        desk.goes_home()

    at(Dean, lambda desk: made.extend(desk.drafts(each) for each in wanted))
    asked = [order for order, each in zip(made, wanted, strict=True) if each.get("asks")]
    at(Accountant, lambda desk: [desk.agrees(order) for order in asked])
    at(Office, lambda desk: [desk.signs(order) for order in made])
    at(Dean, lambda desk: [desk.applies(order) for order in made],
       lambda desk: desk.looks_at_the_year(wanted[-1]["number"]))  # fmt: skip
    del started
    sys.stdout.write("the year is over\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
