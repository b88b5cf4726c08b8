"""What a person has said of earlier files of a kind: which header means which field, which word means what."""

from client.data.imports.doubts import Doubt
from client.data.imports.fields import REMEMBERED, ImportKind
from client.data.imports.mapping import ColumnChoice, Remembered, to_remember
from client.data.imports.meanings import REMEMBERED_MEANINGS, remembered_meanings
from client.widgets.workplace import OwnSettings


class ImportMemory:
    """The personal settings of one kind of import."""

    def __init__(self, settings: OwnSettings, kind: ImportKind) -> None:
        self._settings = settings
        self._columns = REMEMBERED.format(kind=kind.key)
        self._meanings = REMEMBERED_MEANINGS.format(kind=kind.key)

    def columns(self) -> Remembered:
        """Return what headers mean."""
        found = self._settings.get(self._columns, {})
        return found if isinstance(found, dict) else {}

    def keep_columns(self, titles: tuple[str, ...], choice: ColumnChoice) -> None:
        self._settings.put(self._columns, to_remember(titles, choice, self.columns()))

    def meanings(self) -> dict[Doubt, str]:
        """Return what words mean that the lists do not know."""
        return remembered_meanings(self._settings.get(self._meanings, []))

    def keep_meaning(self, doubt: Doubt, value: str) -> None:
        """Remember what a word means; an empty value forgets it."""
        known = self.meanings()
        known.pop(doubt, None)
        known |= {doubt: value} if value else {}
        self._settings.put(self._meanings, [[*each, meant] for each, meant in known.items()])
