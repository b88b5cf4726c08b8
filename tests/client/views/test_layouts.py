"""The editor of layouts under mouse and keys, its files and drafts, and the calibration of printers at the desk."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from client.data.layouts import files, versions
from client.views.layouts.editor.sheet import AROUND
from client.views.layouts.editor.window import LayoutEditor
from client.views.layouts.list_acts import load_file
from client.views.layouts.new_dialog import NewLayoutDialog
from shared.layouts.file import written
from tests.client.reach import act, field, press, said
from tests.client.reach import window as opened

D = Decimal
KEYS, HELD = Qt.Key, Qt.KeyboardModifier
DIPLOMA = """
select v.id from layouts.version v join layouts.layout l on l.id = v.layout_id
 where l.name = 'Bakalavr diplomi' and v.{} order by v.number desc
"""
STORED = "select fields -> %s ->> 'x' from layouts.version where id = %s"
SURNAME = 0


def number_of(admin, condition):
    return admin.execute(DIPLOMA.format(condition)).fetchone()[0]


@pytest.fixture
def editor(window, admin):
    made = window("layout-editor", "registrar", record_id=number_of(admin, "in_use"))
    made.sheet.setFocus()
    return made


def at(editor, x, y):
    return QPoint(round(x * editor.sheet.scale) + AROUND, round(y * editor.sheet.scale) + AROUND)


def drag(editor, start, end, modifier=HELD.NoModifier):
    sheet = editor.sheet
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, modifier, at(editor, *start))
    for part in (0.3, 0.7, 1):
        place = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        event_at = at(editor, *place)
        _move(sheet, event_at, modifier)
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, modifier, at(editor, *end))


def _move(sheet, place, modifier):
    QApplication.sendEvent(
        sheet,
        QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(sheet.mapToGlobal(place)),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, modifier,
        ),
    )  # fmt: skip


def surname(editor):
    return editor.editing.layout.fields[SURNAME]


def test_arrows_move_by_a_tenth_of_a_millimetre_and_are_taken_back(editor):
    before = surname(editor)
    press(editor.sheet, KEYS.Key_Tab)
    assert editor.editing.selection == (SURNAME,)
    for _time in range(3):
        press(editor.sheet, KEYS.Key_Right)
    press(editor.sheet, KEYS.Key_Down, HELD.ShiftModifier)
    assert (surname(editor).x, surname(editor).y) == (before.x + D("0.3"), before.y + 1)
    assert field(editor, "From the left, mm").value() == pytest.approx(float(before.x) + 0.3)
    press(editor.sheet, KEYS.Key_Left, HELD.ControlModifier)
    assert surname(editor).width == before.width - D("0.1")
    assert "not saved" in editor.state_line.text()
    press(editor.sheet, KEYS.Key_Z, HELD.ControlModifier)
    press(editor.sheet, KEYS.Key_Z, HELD.ControlModifier)
    assert surname(editor) == before
    press(editor.sheet, KEYS.Key_Y, HELD.ControlModifier)
    assert surname(editor).x == before.x + D("0.3")


def test_nothing_is_moved_beyond_the_page(editor):
    editor.editing.select([SURNAME])
    for _time in range(30):
        press(editor.sheet, KEYS.Key_Left, HELD.ShiftModifier)
    assert surname(editor).x == 0


def test_a_field_is_dragged_and_snaps_to_its_neighbour(editor):
    before = surname(editor)
    middle = float(before.x) + 50, float(before.y) + 4
    drag(editor, middle, (middle[0] + 10.3, middle[1] - 10), HELD.AltModifier)
    moved = surname(editor)
    assert float(moved.x - before.x) == pytest.approx(10.3, abs=0.5)
    press(editor.sheet, KEYS.Key_Z, HELD.ControlModifier)
    assert surname(editor) == before
    # Half a millimetre beside the left edge of the field below: it comes onto the edge.
    drag(editor, middle, (middle[0] + 0.5, middle[1] - 9.7))
    assert surname(editor).x == editor.editing.layout.fields[1].x


def test_a_handle_makes_a_field_wider(editor):
    editor.editing.select([SURNAME])
    before = surname(editor)
    edge = float(before.x + before.width), float(before.y + before.height / 2)
    drag(editor, edge, (edge[0] - 20, edge[1]), HELD.AltModifier)
    assert float(before.width - surname(editor).width) == pytest.approx(20, abs=0.5)
    assert (surname(editor).x, surname(editor).height) == (before.x, before.height)


def test_what_does_not_fit_is_said_in_words_and_not_printed(editor):
    editor.sample.setCurrentIndex(editor.sample.findData("long"))
    assert "all texts fit" in editor.state_line.text()
    editor.editing.select([SURNAME])
    field(editor, "Width, mm").setValue(30)
    assert "1 texts do not fit" in editor.state_line.text()
    assert editor.panel.fields.item(SURNAME).text() == "Surname (Uzbek) – does not fit"
    assert "Sayfuddinova” does not fit." in said(editor.panel)
    press(editor.sheet, KEYS.Key_P, HELD.ControlModifier)
    assert "1 texts of this graduate do not fit." in editor.message.text()
    assert editor.workplace.navigator.shown == []
    field(editor, "If the text is long").setCurrentText("As many lines as there is room for")
    editor.sample.setCurrentIndex(editor.sample.findData("short"))
    assert "all texts fit" in editor.state_line.text()


def test_the_preview_prints_the_variable_text_alone(editor):
    act(editor, "Print preview").trigger()
    (shown,) = editor.workplace.navigator.shown
    page = PdfDocument(shown.preview._papers.pdf(0)[0])[0]  # noqa: SLF001 - what would be printed
    text = page.get_textpage().get_text_range()
    assert "Karimova" in text
    assert "DIPLOMI" not in text, "what is on the blank already is not printed"
    shown.deleteLater()


def test_saving_stores_and_a_version_that_was_printed_with_becomes_a_new_one(editor, window, admin):
    editor.editing.select([SURNAME])
    press(editor.sheet, KEYS.Key_Right)
    press(editor.sheet, KEYS.Key_S, HELD.ControlModifier)
    assert editor.message.text() == "Saved."
    assert admin.execute(STORED, [SURNAME, editor._id]).fetchone() == ("20.1",)  # noqa: SLF001
    printed = number_of(admin, "printed_at is not null")
    old = window("layout-editor", "registrar", record_id=printed)
    old.editing.select([SURNAME])
    press(old.sheet, KEYS.Key_Right)
    act(old, "Save").trigger()
    assert "Version 1 was printed with and stays what it was: this is version 3 now." in old.message.text()
    assert admin.execute(STORED, [SURNAME, printed]).fetchone() == ("20.0",)
    assert "not saved" not in old.state_line.text()
    act(old, "Put into use").trigger()
    assert "next blanks" in old.message.text()
    assert number_of(admin, "in_use") == old._id  # noqa: SLF001


def test_what_is_not_saved_comes_back(window, admin, qtbot):
    version = number_of(admin, "in_use")
    first = window("layout-editor", "registrar", record_id=version)
    stored = surname(first)
    first.editing.select([SURNAME])
    press(first.sheet, KEYS.Key_Right, HELD.ShiftModifier)
    assert first.may_close()
    assert "Kept on this computer" in first.workplace.navigator.said[-1]
    first.close()
    again = LayoutEditor(first.workplace, record_id=version)
    qtbot.addWidget(again)
    again.show()
    assert surname(again).x == stored.x + 1
    assert "came back" in again.draft.line.text()
    act(again, "Undo").trigger()
    assert surname(again) == stored


def test_fields_are_added_doubled_and_deleted(editor):
    count = len(editor.editing.layout.fields)
    act(editor, "Fixed words").trigger()
    assert len(editor.editing.layout.fields) == count + 1
    field(editor, "Fixed words").setText("№ 1-son")
    field(editor, "Fixed words").editingFinished.emit()
    assert editor.editing.placed[-1].text == "№ 1-son"
    act(editor, "Double the fields").trigger()
    assert len(editor.editing.layout.fields) == count + 2
    editor.sheet.setFocus()
    press(editor.sheet, KEYS.Key_A, HELD.ControlModifier)
    press(editor.sheet, KEYS.Key_Delete)
    assert editor.editing.layout.fields == ()
    press(editor.sheet, KEYS.Key_Z, HELD.ControlModifier)
    assert len(editor.editing.layout.fields) == count + 2


def test_a_scan_is_laid_under_the_fields_and_no_other_file(editor, tmp_path):
    scan = tmp_path / "blank.png"
    Image.new("RGB", (5000, 3500), "white").save(scan)
    editor.lay_scan(scan)
    picture = Image.open(BytesIO(editor.editing.background))
    assert max(picture.size) == files.WORKING_SIDE
    before = editor.editing.background
    (tmp_path / "blank.jpg").write_bytes(b"GIF89a no picture")
    editor.lay_scan(tmp_path / "blank.jpg")
    assert "is no picture that can be read" in editor.message.text()
    assert editor.editing.background == before


def test_others_look_and_change_nothing(window, admin):
    for login in ("dean_geology", "academic_office", "admin"):
        shown = window("layout-editor", login, record_id=number_of(admin, "in_use"))
        before = shown.editing.layout
        shown.editing.select([SURNAME])
        press(shown.sheet, KEYS.Key_Right)
        press(shown.sheet, KEYS.Key_Delete)
        assert shown.editing.layout == before
        assert not act(shown, "Save").isVisible()
        assert not field(shown, "Width, mm").isEnabled()


def test_a_layout_is_exported_and_imported(window, admin, tmp_path):
    listed = window("blank-layout", "registrar")
    gateway = listed.workplace.gateway
    given = versions.read_version(gateway, number_of(admin, "in_use")).as_file()
    path = tmp_path / "diplom.json"
    path.write_bytes(written(given))
    load_file(listed.workplace, listed, path)
    assert "There is a layout of this name already" in listed.workplace.navigator.said[-1]
    document = json.loads(path.read_text(encoding="utf-8")) | {"name": "Bakalavr diplomi, boshqa"}
    path.write_text(json.dumps(document), encoding="utf-8")
    load_file(listed.workplace, listed, path)
    assert "was imported" in listed.workplace.navigator.said[-1]
    _window, arguments = listed.workplace.navigator.opened[-1]
    made = versions.read_version(gateway, arguments["record_id"])
    assert (made.layout, made.background, made.in_use) == (given.layout, given.background, False)
    document["layout"]["fields"][1]["x"] = "290.0"
    path.write_text(json.dumps(document), encoding="utf-8")
    load_file(listed.workplace, listed, path)
    assert (
        "Field 2 (Given name (Uzbek)) does not lie on the page: its width"
        in listed.workplace.navigator.said[-1]
    )
    path.write_bytes(b"PK\x03\x04")
    load_file(listed.workplace, listed, path)
    assert listed.workplace.navigator.said[-1].startswith("This file is no layout of a blank.")


def test_a_new_layout_begins_in_a_dialog(window):
    listed = window("blank-layout", "registrar")
    act(listed, "New").trigger()
    dialog = opened(NewLayoutDialog)
    dialog.do()
    assert dialog.message.text() == "Write what the layout is called."
    dialog.name.setText("Dublikat")
    dialog.form.setCurrentText("Duplicate of a diploma")
    dialog.height_mm.setValue(148)
    dialog.do()
    window_, arguments = listed.workplace.navigator.opened[-1]
    assert window_ == "layout-editor"
    made = versions.read_version(listed.workplace.gateway, arguments["record_id"])
    assert (made.form, made.layout.height, made.layout.fields) == ("duplicate", D("148.0"), ())


def test_eight_figures_make_a_calibration(window, admin):
    shown = window("printer-calibration", "registrar")
    assert shown.page_told.text() == "297,0 × 210,0 mm"
    assert not shown.acts[_store(shown)].isEnabled()
    for pair, figures in zip(
        shown.figures, ((21, 20.5), (278, 20.5), (21, 190.5), (278, 190.5)), strict=True
    ):
        for box, figure in zip(pair, figures, strict=True):
            box.setValue(figure)
    assert "moved by -1,00 mm to the right and -0,50 mm down" in shown.told.text()
    assert "It leaves 0,00 mm" in shown.told.text()
    field(shown, "Cross 2: from above").setValue(25.5)
    assert (
        shown.told.text()
        == "The figures of the cross upper right do not fit the others. Measure it once more."
    )
    assert not shown.acts[_store(shown)].isEnabled()
    field(shown, "Cross 2: from above").setValue(20.5)
    shown.printer.setEditText("Kyocera")
    shown.print_sheet()
    assert shown.workplace.navigator.shown
    shown.save()
    assert shown.message.text() == "Stored: from now on this printer is corrected, to 0,00 mm."
    row = admin.execute(
        "select offset_x, offset_y, measured_by from layouts.calibration where printer = 'Kyocera'"
    )
    assert row.fetchone() == (D("-1.000"), D("-0.500"), "registrar")
    shown.workplace.navigator.shown[-1].deleteLater()


def _store(shown):
    return next(each for each in shown.acts if each.keys == ("Ctrl+S",))


def test_a_dean_sees_calibrations_and_measures_none(window):
    shown = window("printer-calibration", "dean_geology")
    assert shown.history.rows.rowCount() >= 1
    assert not shown.figures[0][0].isVisible()
