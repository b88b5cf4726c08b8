"""A photo is dropped, pasted or chosen, cropped, and always small; a bad file is a sentence."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from client.core.tasks import InlineTasks, Tasks
from client.widgets.photo import PhotoEditor
from client.widgets.photo.crop_frame import CropFrame
from client.widgets.photo.portrait import HEIGHT, WIDTH
from tests.client.reach import part


def jpeg(path, size=(1200, 900), colour="red", **more):
    Image.new("RGB", size, colour).save(path, "JPEG", **more)
    return path


def opened(image):
    return Image.open(BytesIO(image))


@pytest.fixture
def editor(qtbot, files):
    made = PhotoEditor(InlineTasks(), files)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def heard(editor):
    told = []
    editor.changed.connect(lambda: told.append(editor.image()))
    return told


def trouble(editor):
    return next(
        (
            label.text()
            for label in editor.findChildren(QLabel)
            if label.isVisible() and label.property("bad")
        ),
        "",
    )


def test_a_chosen_file_is_cropped_and_made_small(editor, heard, tmp_path):
    editor.open_file(jpeg(tmp_path / "a.jpg", (4000, 6000)))
    assert heard == []
    editor.accept()
    [image] = heard
    assert opened(image).size == (WIDTH, HEIGHT)
    assert opened(image).format == "JPEG"
    assert len(image) < 300_000


def test_the_frame_moves_by_keys_and_decides_what_is_kept(editor, heard, tmp_path, qtbot):
    picture = Image.new("RGB", (1200, 800), "blue")
    picture.paste("red", (0, 0, 400, 800))
    picture.save(tmp_path / "a.png")
    editor.open_file(tmp_path / "a.png")
    for _ in range(60):
        qtbot.keyClick(part(editor, CropFrame), Qt.Key.Key_Left)
    for _ in range(8):
        qtbot.keyClick(part(editor, CropFrame), Qt.Key.Key_Minus)
    for _ in range(60):
        qtbot.keyClick(part(editor, CropFrame), Qt.Key.Key_Left)
    qtbot.keyClick(part(editor, CropFrame), Qt.Key.Key_Return)
    red, _green, blue = opened(heard[0]).resize((1, 1)).getpixel((0, 0))
    assert red > 200
    assert blue < 60


def test_escape_leaves_the_photo_as_it_was(editor, heard, tmp_path, qtbot):
    editor.set_image(b"torn")
    editor.open_file(jpeg(tmp_path / "a.jpg"))
    qtbot.keyClick(part(editor, CropFrame), Qt.Key.Key_Escape)
    assert heard == []
    assert editor.image() == b"torn"


def test_a_phone_photo_stands_upright(editor, heard, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    editor.open_file(jpeg(tmp_path / "a.jpg", (800, 600), exif=exif))
    editor.accept()
    assert opened(heard[0]).size == (600, 800)


def test_a_transparent_picture_gets_a_white_ground(editor, heard, tmp_path):
    Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(tmp_path / "a.png")
    editor.open_file(tmp_path / "a.png")
    editor.accept()
    assert min(opened(heard[0]).getpixel((100, 100))) > 250


def test_a_photo_of_forty_megabytes_is_refused_with_its_size(editor, heard, tmp_path):
    path = tmp_path / "large.jpg"
    with path.open("wb") as file:
        file.truncate(40_000_000)
    editor.open_file(path)
    assert "large.jpg" in trouble(editor)
    assert "40" in trouble(editor)
    assert heard == []


@pytest.mark.parametrize("content", [b"PK\x03\x04 a renamed document", b"", b"\xff\xd8\xff\xe0torn"])
def test_a_file_that_is_no_picture_is_refused(editor, heard, tmp_path, content):
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    editor.open_file(path)
    assert "photo.jpg" in trouble(editor)
    assert heard == []
    editor.open_file(jpeg(tmp_path / "good.jpg"))
    assert trouble(editor) == ""


def test_a_missing_file_is_a_sentence(editor, tmp_path):
    editor.open_file(tmp_path / "gone.jpg")
    assert "gone.jpg" in trouble(editor)


def test_a_picture_of_too_many_pixels_is_refused(editor, tmp_path):
    Image.new("1", (20_000, 12_000)).save(tmp_path / "bomb.png")
    editor.open_file(tmp_path / "bomb.png")
    assert "bomb.png" in trouble(editor)


def test_a_copied_picture_is_pasted(editor, heard):
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.green)
    QGuiApplication.clipboard().setImage(picture)
    editor.paste()
    editor.accept()
    assert opened(heard[0]).size == (300, 400)
    QGuiApplication.clipboard().setText("no picture")
    editor.paste()
    assert trouble(editor)


def test_a_dropped_file_is_taken(editor, heard, tmp_path):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(jpeg(tmp_path / "a.jpg")))])
    actions, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    editor.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), actions, content, button, key))
    editor.accept()
    assert len(heard) == 1


def test_read_only_takes_nothing_and_remove_empties(editor, heard, tmp_path):
    editor.open_file(jpeg(tmp_path / "a.jpg"))
    editor.accept()
    editor.remove()
    assert heard[-1] is None
    editor.set_read_only(True)
    editor.open_file(jpeg(tmp_path / "a.jpg"))
    assert not part(editor, CropFrame).isVisible()
    assert not editor.acceptDrops()


def test_it_works_in_the_background_too(qtbot, tmp_path, files):
    tasks = Tasks()
    editor = PhotoEditor(tasks, files)
    qtbot.addWidget(editor)
    editor.show()
    editor.open_file(jpeg(tmp_path / "a.jpg"))
    qtbot.waitUntil(part(editor, CropFrame).isVisible, timeout=5000)
    with qtbot.waitSignal(editor.changed, timeout=5000):
        editor.accept()
    tasks.close()
