"""A small sheet for the tests of the sheet editor: the equipment of a room, saved all or none."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from sqlalchemy import select

from client.core.errors import Unavailable
from client.core.i18n import _
from client.data.records import grid_rows, saving
from client.data.records.rights import rights
from client.data.records.sheet_saving import together
from client.data.server.gateway import OutcomeUnknown
from client.widgets.cell_grid import CellGrid, Choices, Column, Numbers, Texts, fitting
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.infrastructure import RoomEquipment

COLUMNS = ("device", "quantity", "note")
DEVICES = Choices((("11", "Projector"), ("12", "Computer"), ("13", "Board")))


@dataclass(frozen=True)
class EquipmentSource:
    workplace: Workplace
    room: int
    relations = ("infrastructure.room_equipment",)

    @property
    def draft_key(self):
        return f"test/{self.room}"

    def read(self, _typed):
        gateway = self.workplace.gateway
        rows = grid_rows.read(gateway, RoomEquipment, COLUMNS, {"room_id": self.room})
        return rights(gateway, RoomEquipment), {row.id: row for row in rows}

    def may_save(self, reading):
        return reading[0].may_change

    def make(self, reading, former):
        locked = not reading[0].may_change
        columns = [
            Column("device", "Device", DEVICES, read_only=locked, required=True),
            Column("quantity", "Quantity", Numbers(1, 100), read_only=locked),
            Column("note", "Note", Texts(20), read_only=locked),
        ]
        grid = fitting(former, columns, CellGrid)
        grid.stored = reading[1]
        grid.load([(key, row.values) for key, row in reading[1].items()])
        return grid

    def saving(self, sheet):
        changes = sheet.model.unsaved_rows()
        stored = dict(sheet.stored)

        def store(transaction, change):
            row, values = change
            if row not in stored:
                return saving.insert(transaction, RoomEquipment, {"room_id": self.room, **values})[0]
            saving.update(transaction, RoomEquipment, stored[row].id, stored[row].version, values)
            return None

        pairs = {row: (row, values) for row, values in changes.items()}
        return partial(together, self.workplace.gateway, pairs, store) if changes else None

    def saved_words(self, stored):
        return _("Saved: {count} rows.", count=len(stored.rows()))


class EquipmentWindow(QWidget):
    """As thin as a window around a sheet may be."""

    def __init__(self, workplace, room):
        super().__init__()
        self.title = "Equipment"
        self.editor = SheetEditor(workplace, self)
        bar = ToolBar()
        bar.addActions([self.editor.saving, self.editor.reloading])
        layout = QVBoxLayout(self)
        for widget in (bar, self.editor.message, self.editor):
            layout.addWidget(widget)
        self.editor.open(EquipmentSource(workplace, room))

    @property
    def model(self):
        return self.editor.sheet.model

    @property
    def said(self):
        return self.editor.message.text()

    def put(self, row, column, text):
        self.model.setData(self.model.index(row, COLUMNS.index(column)), text)

    def add(self, device, quantity):
        self.editor.sheet.add_new()
        self.put(self.model.rowCount() - 1, "device", device)
        self.put(self.model.rowCount() - 1, "quantity", quantity)

    def text(self, row, column):
        return self.model.index(row, COLUMNS.index(column)).data()

    def says(self, words):
        """Tell whether a line around the sheet has these words."""
        return any(words in label.text() for label in self.editor.sheet.findChildren(QLabel))

    def mark(self, row, column):
        return self.model.mark_of(row, COLUMNS.index(column))


def stored(workplace, room):
    wanted = [getattr(RoomEquipment, name) for name in COLUMNS]
    return workplace.gateway.rows(select(*wanted).where(RoomEquipment.room_id == room).order_by(wanted[0]))


def other_desk_sets(workplace, room, **values):
    """Somebody else changes the first device of the room."""
    number, version = workplace.gateway.one(
        select(RoomEquipment.id, RoomEquipment.row_version)
        .where(RoomEquipment.room_id == room)
        .order_by(RoomEquipment.device)
        .limit(1)
    )
    saving.update(workplace.gateway, RoomEquipment, number, version, values)


class BrokenServer:
    """Lets transactions fail as servers do that go away."""

    def __init__(self, monkeypatch, gateway):
        self._patch, self._kind = monkeypatch, type(gateway)
        self._real = self._kind.transaction

    def is_gone(self):
        """Nothing is answered any more."""

        def gone(_gateway, **_options):
            raise Unavailable("The connection to the server is lost.")

        self._patch.setattr(self._kind, "transaction", gone)

    def loses_the_answer(self):
        """The next commit happens, and nobody hears of it."""
        real = self._real

        class Lost:
            def __init__(self, gateway, options):
                self._within = real(gateway, **options)

            def __enter__(self):
                self._transaction = self._within.__enter__()
                return self._transaction

            def __exit__(self, *error):
                if error[0] is not None:
                    return self._within.__exit__(*error)
                receipt = self._transaction.call("security.leave_receipt")
                self._within.__exit__(*error)
                raise OutcomeUnknown(receipt, self._transaction.made)

        self._patch.setattr(self._kind, "transaction", lambda gateway, **options: Lost(gateway, options))

    def is_back(self):
        self._patch.setattr(self._kind, "transaction", self._real)
