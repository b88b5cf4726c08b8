"""The photo of the person on a card, kept in a row of its own."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from client.data.records import records, saving
from client.data.records.records import StoredRecord
from client.data.records.rights import Rights, rights
from client.data.server.gateway import Transaction
from client.widgets.file_dialogs import FileDialogs
from client.widgets.photo import PhotoEditor
from client.widgets.record_form.fields import Fields
from client.widgets.record_form.parts import Part, Store, version
from client.widgets.record_form.spec import PhotoSide, Values
from client.widgets.workplace import Workplace


@dataclass(frozen=True)
class KnownPhoto:
    """The stored row of the photo, and what the role may do with it."""

    rights: Rights
    stored: StoredRecord | None = None

    @property
    def image(self) -> bytes | None:
        return None if self.stored is None else self.stored.values["image"]


class PhotoPart(Part):
    """Shows the photo and stores another one together with the card."""

    def __init__(self, workplace: Workplace, side: PhotoSide, siblings: list[Fields]) -> None:
        super().__init__()
        self.side = side
        self.editor = PhotoEditor(workplace.tasks, FileDialogs(workplace.settings))
        self._workplace = workplace
        self._siblings = siblings
        self._known = KnownPhoto(Rights())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)
        self.editor.changed.connect(self.changed)

    def learn(self, record_id: int | None) -> KnownPhoto:
        gateway, model = self._workplace.gateway, self.side.model
        found = rights(gateway, model)
        if record_id is None or "image" not in found.readable:
            return KnownPhoto(found)
        return KnownPhoto(found, records.read(gateway, model, record_id, ("image",), self.side.link))

    def learn_newer(self, record_id: int) -> KnownPhoto | None:
        if "image" not in self._known.rights.readable:
            return None
        stored, found = (
            self._known.stored,
            version(self._workplace, self.side.model, record_id, self.side.link),
        )
        return None if found == (stored and stored.version) else self.learn(record_id)

    def show_known(self, known: KnownPhoto) -> None:
        self._known = known
        self.editor.set_image(known.image)
        self.editor.set_read_only(not (known.rights.may_add or known.rights.may_change))
        self.setVisible("image" in known.rights.readable or known.rights.may_add)

    def is_changed(self) -> bool:
        return bool(self.editor.image() != self._known.image)

    def store(self) -> Store | None:
        if not self.is_changed():
            return None
        repeated = {name: self._value(name) for name in self.side.repeats}
        return partial(self._put, self._known.stored, self.editor.image(), repeated)

    def draft(self) -> Values:
        return {"image": self.editor.image()} if self.is_changed() else {}

    def bring_back(self, draft: Values) -> None:
        if "image" in draft:
            self.editor.set_image(draft["image"])
            self.changed.emit()

    def _put(
        self,
        stored: StoredRecord | None,
        image: bytes | None,
        repeated: Values,
        transaction: Transaction,
        main: int | None,
    ) -> int | None:
        model = self.side.model
        if stored is None and image is not None:
            saving.insert(transaction, model, {self.side.link: main, "image": image, **repeated})
        elif stored is not None and image is not None:
            saving.update(transaction, model, stored.id, stored.version, {"image": image})
        elif stored is not None:
            saving.delete(transaction, model, stored.id, stored.version)
        return main

    def _value(self, name: str) -> Any:
        fields = next(each.fields for each in self._siblings if name in each.fields)
        return fields[name].value()
