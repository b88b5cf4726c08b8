"""The editor of a version of a layout: the sheet, the numbers beside it, and what keeps unsaved work."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.plain import PlainPapers
from client.data.layouts import files, samples, versions
from client.data.layouts.versions import StoredVersion
from client.views.layouts import list_acts
from client.views.layouts.editor.draft import LayoutDraft
from client.views.layouts.editor.model import Editing, Step
from client.views.layouts.editor.panel import FieldPanel
from client.views.layouts.editor.sheet import STEP, Sheet, SheetView
from client.views.layouts.editor.tools import add_button, grid_box, sample_box
from client.widgets.file_dialogs import FileDialogs
from client.widgets.message_line import MessageLine
from client.widgets.name_label import NameLabel
from client.widgets.preview.printout import present
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.layouts import overprint
from reports.layouts.glyphs import EmbeddedGlyphs
from shared.layouts.layout import Layout

WRITER = "hemis_registrar"
DOUBLE = Command(N_("Double the fields"), ("Ctrl+D",), "copy")
REMOVE = Command(N_("Delete the fields"), ("Del",), "delete")
ALL = Command(N_("Choose all fields"), ("Ctrl+A",))
ZOOM_IN = Command(N_("Larger"), ("Ctrl++", "Ctrl+="), "zoom-in")
ZOOM_OUT = Command(N_("Smaller"), ("Ctrl+-",), "zoom-out")
FIT = Command(N_("The whole page"), ("Ctrl+0",), "fit-page")
SNAP = Command(N_("Snap to edges"), (), "compare")
SCAN = Command(N_("Scanned blank …"), (), "photo")
USE = Command(N_("Put into use"), ("Ctrl+Return",), "check")
EXPORT = Command(N_("Export the layout …"), ("Ctrl+E",), "export")
UNSAVED = N_("Save what is changed first (Ctrl+S).")
NEW_VERSION = N_("Version {before} was printed with and stays what it was: this is version {number} now.")
UNFIT = N_("{count} texts of this graduate do not fit. {first}")


class LayoutEditor(QWidget):
    """The registrar writes, others look."""

    def __init__(self, workplace: Workplace, *, record_id: int, neighbour: object = None) -> None:
        super().__init__()
        self.title = _("Layout of a blank")
        self.message = MessageLine()
        self.sheet, self.panel, self.state_line = Sheet(), FieldPanel(), NameLabel()
        self.view = SheetView(self.sheet)
        self.sample, self.grid = sample_box(), grid_box()
        self.editing: Editing | None = None
        self._workplace, self._id = workplace, record_id
        self._stored: StoredVersion | None = None
        self._writes = workplace.session.role == WRITER
        self.draft = LayoutDraft(workplace, self._layout_now, self)
        self.acts = self._make_acts()
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the version again; what is not saved stays, kept on this computer."""
        self.draft.flush()
        self._workplace.tasks.run(self, self._read, self._show, self.message.refuse)

    def save(self) -> None:
        """Store what is edited; a version that was printed with stays, and a new one is made."""
        editing, stored = self.editing, self._stored
        if editing is None or stored is None or not editing.dirty:
            return
        self.sheet.pointing.release()
        work = partial(
            versions.save,
            self._workplace.gateway,
            stored.id,
            stored.row_version,
            editing.layout,
            editing.background,
        )
        sent = Step(editing.layout, editing.background)
        self.acts[actions.SAVE].setEnabled(False)
        self._workplace.tasks.run(self, work, partial(self._saved, sent), self._not_saved)

    def use(self) -> None:
        """Print with this version from now on."""
        if self._is_stored():
            work = partial(versions.use, self._workplace.gateway, self._id)
            self._workplace.tasks.run(self, work, self._used, self.message.refuse)

    def print_it(self) -> None:
        """Show what would be printed for the graduate on the sheet; nothing that does not fit."""
        if self.editing is None:
            return
        if wrong := self.editing.problems():
            self.message.refuse(UserError(UNFIT, count=len(wrong), first=versions.told(wrong[0])))
            return
        texts = samples.sample(self.sample.currentData())
        papers = PlainPapers.one(
            self.title,
            (self.editing.layout, texts),
            lambda says: overprint.render(*says),
            _("This is the variable text alone: lay the print over a blank and look through."),
        )
        present(self._workplace, papers)

    def export(self) -> None:
        """Write what is edited into a file."""
        if self.editing is not None and self._stored is not None:
            stored = self._stored.as_file()
            given = type(stored)(
                stored.name, stored.form, self.editing.layout, stored.education_type, stored.category,
                self.editing.background,
            )  # fmt: skip
            list_acts.save_file(self._workplace, self, given, self._stored.number)

    def ask_scan(self) -> None:
        """Ask for the picture of the blank."""
        kinds = f"{_('Pictures')} (*.png *.jpg *.jpeg)"
        if name := FileDialogs(self._workplace.settings).to_open(self, _("Scanned blank"), kinds):
            self.lay_scan(Path(name))

    def lay_scan(self, path: Path) -> None:
        """Lay the picture of a file under the fields."""
        if self.editing is not None:
            work = partial(files.read_scan, path)
            self._workplace.tasks.run(self, work, self.editing.lay_scan, self.message.refuse)

    def add(self, text: str, words: str = "") -> None:
        """Put a field for a text onto the page."""
        if self.editing is not None and self._writes:
            self.editing.add(text, words)
            self.sheet.setFocus()

    def may_close(self) -> bool:
        return self.draft.may_close()

    def _make_acts(self) -> dict[Command, QAction]:
        verbs = (
            (actions.SAVE, self.save),
            (actions.UNDO, partial(self._edit, "undo")),
            (actions.REDO, partial(self._edit, "redo")),
            (DOUBLE, partial(self._edit, "double")),
            (SCAN, self.ask_scan),
            (SNAP, self._snap),
            (ZOOM_IN, lambda: self.view.zoom(STEP)),
            (ZOOM_OUT, lambda: self.view.zoom(1 / STEP)),
            (FIT, self.view.fit),
            (actions.PRINT, self.print_it),
            (USE, self.use),
            (EXPORT, self.export),
            (actions.RELOAD, self.reload),
        )
        made = {command: actions.action(self, command, act) for command, act in verbs}
        # Those of the keyboard belong to the sheet: a number that is typed needs its own Del and Ctrl+A.
        made[REMOVE] = actions.action(self.sheet, REMOVE, partial(self._edit, "remove"))
        made[ALL] = actions.action(self.sheet, ALL, self._choose_all)
        made[SNAP].setCheckable(True)
        made[SNAP].setChecked(True)
        for command in (actions.SAVE, actions.UNDO, actions.REDO, DOUBLE, REMOVE, SCAN, USE):
            made[command].setVisible(self._writes)
            made[command].setEnabled(False)
        return made

    def _build(self) -> None:
        bar, second = ToolBar(), ToolBar()
        for each in (bar, second):
            each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions([self.acts[each] for each in (actions.SAVE, actions.UNDO, actions.REDO)])
        self._adding = add_button(self.add, self)
        bar.addWidget(self._adding).setVisible(self._writes)
        bar.addActions([self.acts[each] for each in (DOUBLE, REMOVE, SCAN, actions.PRINT, EXPORT, USE)])
        bar.keep(self.acts[actions.SAVE], self.acts[actions.PRINT])
        for label, box in ((_("Shown:"), self.sample), ("", self.grid)):
            if label:
                second.addWidget(QLabel(label))
            second.addWidget(box)
        second.addActions([self.acts[each] for each in (SNAP, ZOOM_OUT, ZOOM_IN, FIT, actions.RELOAD)])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addWidget(self.state_line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        for widget in (bar, second, self.message, self.draft.line):
            layout.addWidget(widget)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.sheet)
        self.sample.currentIndexChanged.connect(lambda _row: self._show_sample())
        self.grid.currentIndexChanged.connect(lambda _row: self._show_grid())
        self.sheet.wanted.connect(self.panel.first)
        self.draft.thrown_away.connect(self._throw_away)

    def _read(self) -> tuple[StoredVersion, EmbeddedGlyphs]:
        return versions.read_version(self._workplace.gateway, self._id), EmbeddedGlyphs()

    def _show(self, found: tuple[StoredVersion, EmbeddedGlyphs]) -> None:
        self._stored, glyphs = found
        stored = Step(self._stored.layout, self._stored.background)
        words = N_("{name}, version {number}")
        self.title = _(words, name=self._stored.name, number=self._stored.number)
        if self.editing is None:
            self.editing = Editing(glyphs, stored, samples.sample(self.sample.currentData()), self)
            self.editing.changed.connect(self._changed)
            self.editing.selected.connect(self._tell)
            self.sheet.show_editing(self.editing, editable=self._writes)
            self.panel.show_editing(self.editing, editable=self._writes)
            self.view.fit()
        else:
            self.editing.begin(stored)
        if self._writes:
            back = self.draft.begin(self._stored)
            if back is not None:
                self.editing.lay_over(back)
        self._changed()

    def _changed(self) -> None:
        editing = self.editing
        if editing is None:
            return
        self.draft.touched()
        self.acts[actions.SAVE].setEnabled(editing.dirty)
        self.acts[actions.UNDO].setEnabled(editing.can_undo)
        self.acts[actions.REDO].setEnabled(editing.can_redo)
        self.acts[SCAN].setEnabled(True)
        self.acts[USE].setEnabled(self._stored is not None and not self._stored.in_use)
        self._tell()

    def _tell(self) -> None:
        """Say what state the version has, and what of the texts does not fit."""
        editing, stored = self.editing, self._stored
        if editing is None or stored is None:
            return
        for command in (DOUBLE, REMOVE):
            self.acts[command].setEnabled(bool(editing.selection))
        parts = [_("In use") if stored.in_use else _("Not in use")]
        if stored.printed:
            parts.append(_("printed with: saving makes a new version"))
        if editing.dirty:
            parts.append(_("not saved"))
        wrong = editing.problems()
        if wrong:
            parts.append(_("{count} texts do not fit", count=len(wrong)))
        elif editing.layout.fields:
            parts.append(_("all texts fit"))
        self.state_line.setText(" · ".join(parts))

    def _saved(self, sent: Step, made: int) -> None:
        editing, before = self.editing, self._stored
        if editing is None or before is None:
            return
        editing.stored = sent
        self.draft.drop()
        self._id = made
        self._workplace.changes.announce(*versions.RELATIONS)
        self._workplace.tasks.run(self, self._read, partial(self._show_saved, before), self.message.refuse)

    def _show_saved(self, before: StoredVersion, found: tuple[StoredVersion, EmbeddedGlyphs]) -> None:
        """What was changed while the server worked stays unsaved."""
        self._stored = found[0]
        words = N_("{name}, version {number}")
        self.title = _(words, name=self._stored.name, number=self._stored.number)
        self.draft.begin(self._stored, forget=True)
        if before.id != self._stored.id:
            self.message.say(_(NEW_VERSION, before=before.number, number=self._stored.number))
        else:
            self.message.say(_("Saved."))
        self._changed()

    def _not_saved(self, error: Any) -> None:
        self.message.refuse(error)
        self._changed()

    def _used(self, _nothing: None) -> None:
        self._workplace.changes.announce(*versions.RELATIONS)
        self.message.say(_("This version is in use now: the next blanks are printed with it."))
        self.reload()

    def _is_stored(self) -> bool:
        if self.editing is not None and self.editing.dirty:
            self.message.say(_(UNSAVED))
            return False
        return self.editing is not None

    def _show_sample(self) -> None:
        if self.editing is not None:
            self.editing.show_texts(samples.sample(self.sample.currentData()))

    def _show_grid(self) -> None:
        self.sheet.pointing.grid = self.grid.currentData()
        self.sheet.update()

    def _snap(self) -> None:
        self.sheet.pointing.snaps = self.acts[SNAP].isChecked()

    def _edit(self, verb: str) -> None:
        """Do to the layout what a button or key says."""
        if self.editing is not None and self._writes:
            getattr(self.editing, verb)()

    def _choose_all(self) -> None:
        if self.editing is not None:
            self.editing.select(range(len(self.editing.layout.fields)))

    def _throw_away(self) -> None:
        if self.editing is not None:
            self.editing.begin(self.editing.stored)

    def _layout_now(self) -> tuple[Layout, bytes | None] | None:
        """What is not saved, for the draft."""
        if self.editing is None or not self.editing.dirty or not self._writes:
            return None
        return self.editing.layout, self.editing.background
