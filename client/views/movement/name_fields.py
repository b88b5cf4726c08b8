"""The name of a student as an order shall write it: the present one stands there to be corrected."""

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.movement.naming import NAME, StudentName
from client.widgets.editors.lines import TextEditor
from client.widgets.kept_input import KeptField
from shared.models.movement import Line
from shared.person_names import is_cyrillic

IN_LATIN = N_("Write the name in Latin letters, as the passport has it.")


class PassportName(TextEditor):
    """A passport has its name in Latin: what is typed in Cyrillic is refused, for its Latin could only be guessed."""

    def problem(self) -> str:
        return _(IN_LATIN) if is_cyrillic(self.line.text()) else super().problem()


class NameFields:
    """Rows of a form that an act shows which changes names, for one student at a time."""

    def __init__(self, form: QFormLayout) -> None:
        self._form = form
        self._came_back = self._shown = False
        columns = Line.__table__.columns
        self.editors = {
            name: (TextEditor if name == "cyrillic_name" else PassportName)(columns[f"new_{name}"].info, name)
            for name in NAME
        }
        for name, editor in self.editors.items():
            form.addRow(_(columns[f"new_{name}"].info["label"]), editor)
        self.show(None)

    def show(self, present: StudentName | None) -> None:
        """Show the rows with the name that holds, unless a draft came back; without one they are hidden."""
        self._shown = present is not None
        for name, editor in self.editors.items():
            self._form.setRowVisible(editor, self._shown)
            if present is not None and not self._came_back:
                editor.set_value(getattr(present, name))

    def given(self) -> dict[str, str | None]:
        """Return the whole name, nothing where names are not asked for; what is no name is refused."""
        if not self._shown:
            return {}
        for editor in self.editors.values():
            if problem := editor.problem():
                raise UserError(problem)
        return {f"new_{name}": editor.value() for name, editor in self.editors.items()}

    def kept(self) -> dict[str, QWidget | KeptField]:
        """Return what a draft of the dialog keeps."""
        return {
            name: KeptField(editor.value, self._write(editor), editor.changed.connect)
            for name, editor in self.editors.items()
        }

    def _write(self, editor: TextEditor) -> Callable[[str | None], None]:
        def write(kept: str | None) -> None:
            self._came_back = True
            editor.set_value(kept)

        return write
