"""A photo on a card: dropped, pasted or chosen, cropped three by four, made small in the background."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _
from client.core.icons import icon
from client.core.tasks import Tasks
from client.widgets.file_dialogs import FileDialogs
from client.widgets.photo.crop_frame import CropFrame
from client.widgets.photo.portrait import portrait, read_file, working_copy

SHOWN = QSize(150, 200)
CHOOSE = Command(N_("Choose a photo"), (), "photo")
PASTE = Command(N_("Paste a photo"), ("Ctrl+V",), "paste")
CROP = Command(N_("Crop the photo"), (), "crop")
REMOVE = Command(N_("Remove the photo"), (), "delete")


class PhotoEditor(QWidget):
    """Shows the photo; a new one is cropped here and stored by the card."""

    changed = Signal()

    def __init__(self, tasks: Tasks, files: FileDialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._files = tasks, files
        self._image: bytes | None = None
        self._working = b""
        self._read_only = False
        self._shown = QLabel()
        self._frame = CropFrame()
        self._stack = QStackedWidget()
        self._trouble = QLabel()
        self._buttons = QWidget()
        self._decision = QWidget()
        self._build()

    def image(self) -> bytes | None:
        """Return the photo as it would be stored now."""
        return self._image

    def set_image(self, image: bytes | None) -> None:
        """Show a stored photo."""
        self._image = image
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self._show()

    def choose(self) -> None:
        """Let the person choose a file."""
        pictures = _("Pictures")
        kinds = f"{pictures} (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif)"
        if name := self._files.to_open(self, _(CHOOSE.title), kinds):
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file and offer the frame."""
        self._start(lambda: read_file(path))

    def paste(self) -> None:
        """Take the picture, or the copied file, of the clipboard."""
        clipboard = QGuiApplication.clipboard()
        files = [url.toLocalFile() for url in clipboard.mimeData().urls() if url.isLocalFile()]
        picture = clipboard.image()
        if files:
            self.open_file(Path(files[0]))
        elif not picture.isNull():
            self._start(lambda: working_copy(_png(picture)))
        else:
            self._refuse(UserError(N_("There is no picture on the clipboard. Copy one first.")))

    def crop(self) -> None:
        """Offer the frame on the photo that is there."""
        if self._image is not None:
            self._offer(self._image)

    def remove(self) -> None:
        """Have no photo."""
        if self._image is not None:
            self._take(None)

    def accept(self) -> None:
        """Keep what is inside the frame."""
        working, box = self._working, self._frame.box()
        self._tasks.run(self, lambda: portrait(working, box), self._take, self._refuse)

    def cancel(self) -> None:
        """Leave the photo as it was."""
        self._show()

    def _start(self, work: Callable[[], bytes]) -> None:
        if not self._read_only:
            self._trouble.hide()
            self._tasks.run(self, work, self._offer, self._refuse)

    def _offer(self, working: bytes) -> None:
        self._working = working
        self._frame.show_picture(QImage.fromData(working))
        self._stack.setCurrentWidget(self._frame)
        self._buttons.hide()
        self._decision.show()
        self._frame.setFocus()

    def _take(self, image: bytes | None) -> None:
        self._image = image
        self._show()
        self.changed.emit()

    def _refuse(self, error: HemisError) -> None:
        self._show()
        self._trouble.setText(error.text())
        self._trouble.show()

    def _show(self) -> None:
        self._trouble.hide()
        self._decision.hide()
        self._buttons.setVisible(not self._read_only)
        self._stack.setCurrentWidget(self._shown)
        for act in (self._crop, self._remove):
            act.setEnabled(self._image is not None)
        if self._image is None:
            self._shown.setPixmap(QPixmap())
            self._shown.setText(_("No photo") if self._read_only else _("Drop, paste or choose a photo."))
            return
        stored = QImage.fromData(self._image)
        if stored.isNull():
            self._shown.setText(_("The stored photo cannot be shown."))
            return
        ratio = self.devicePixelRatioF()
        photo = QPixmap.fromImage(stored).scaled(
            SHOWN * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        photo.setDevicePixelRatio(ratio)
        self._shown.setPixmap(photo)

    def _build(self) -> None:
        self._shown.setFixedSize(SHOWN)
        self._shown.setWordWrap(True)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setFrameShape(QLabel.Shape.StyledPanel)
        self._shown.setAccessibleName(_("Photo"))
        self._frame.accepted.connect(self.accept)
        self._frame.rejected.connect(self.cancel)
        self._frame.setToolTip(_("Drag the frame; the wheel makes it larger or smaller."))
        self._stack.addWidget(self._shown)
        self._stack.addWidget(self._frame)
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("bad", True)
        self._make_buttons()
        self._make_decision()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._stack, self._buttons, self._decision, self._trouble):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setAcceptDrops(True)
        self._show()

    def _make_buttons(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        made = [
            actions.action(self, command, act)
            for command, act in (
                (CHOOSE, self.choose),
                (PASTE, self.paste),
                (CROP, self.crop),
                (REMOVE, self.remove),
            )
        ]
        self._crop, self._remove = made[2], made[3]
        for act in made:
            button = QToolButton()
            button.setDefaultAction(act)
            row.addWidget(button)
        row.addStretch(1)

    def _make_decision(self) -> None:
        row = QHBoxLayout(self._decision)
        row.setContentsMargins(0, 0, 0, 0)
        for title, meaning, act in (
            (N_("Use it"), "check", self.accept),
            (N_("Cancel"), "close", self.cancel),
        ):
            button = QPushButton(icon(meaning), _(title))
            button.clicked.connect(act)
            row.addWidget(button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_file(Path(files[0]))
        elif event.mimeData().hasImage():
            picture = QImage(event.mimeData().imageData())
            self._start(lambda: working_copy(_png(picture)))
        event.acceptProposedAction()


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the bindings know the name of a format as bytes only
    return bytes(buffer.data().data())
