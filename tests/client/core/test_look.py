"""The two palettes, the icons, the keys, and Qt's own words."""

import dataclasses

import pytest
from PySide6.QtGui import QColor, QFontInfo, QIcon, QKeySequence
from PySide6.QtWidgets import QApplication, QDateEdit, QDialogButtonBox, QLineEdit, QWidget

from client.core import actions, icons
from client.core.actions import Command, action, keys_of
from client.core.i18n import set_language
from client.core.qt_texts import QtTexts
from client.core.theme import DARK, LIGHT, apply_theme, colours


@pytest.fixture(autouse=True)
def as_before(qapp):
    yield
    set_language("uz")
    apply_theme(qapp, "light", 10)


def luminance(colour):
    parts = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in QColor(colour).getRgbF()[:3]
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["window", "base", "alternate", "button"])
@pytest.mark.parametrize("text", ["text", "quiet", "accent", "good", "warning", "bad"])
def test_every_text_can_be_read_on_every_ground(palette, ground, text):
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_chosen_rows_and_the_main_button_can_be_read(palette):
    assert contrast(palette.text, palette.selected) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


def test_both_palettes_are_complete():
    for palette in (LIGHT, DARK):
        assert all(QColor(value).isValid() for value in dataclasses.asdict(palette).values())


def test_the_look_can_be_changed_while_running(qapp):
    apply_theme(qapp, "dark", 12)
    assert colours() is DARK
    assert QApplication.font().pointSize() == 12
    assert QFontInfo(QApplication.font()).family() == "Roboto"
    assert qapp.palette().window().color().name() == DARK.window


def test_figures_have_one_width(qapp):
    apply_theme(qapp, "light", 10)
    metrics = QWidget().fontMetrics()
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("meaning", icons.MEANINGS)
def test_every_icon_can_be_drawn(qapp, meaning):
    drawn = icons.icon(meaning).pixmap(16, 16).toImage()
    assert any(drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_a_disabled_icon_is_paler(qapp):
    normal, disabled = (
        icons.icon("save").pixmap(16, 16, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    assert normal != disabled


def test_the_same_icon_is_drawn_once(qapp):
    assert icons.icon("save").cacheKey() == icons.icon("save").cacheKey()


def test_a_command_becomes_an_action_with_its_keys(qtbot):
    window, pressed = QWidget(), []
    qtbot.addWidget(window)
    action(window, actions.SAVE, lambda: pressed.append("saved"))
    with qtbot.waitActive(window):
        window.show()
    window.setFocus()
    qtbot.keyClick(window, "s", modifier=QKeySequence("Ctrl+S")[0].keyboardModifiers())
    assert pressed == ["saved"]


def test_the_keys_of_a_window_are_listed_once(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    inside = QLineEdit(window)
    action(window, actions.SAVE, print)
    action(inside, actions.RELOAD, print)
    action(inside, actions.RELOAD, print)
    action(inside, Command("Without keys"), print)
    set_language("en")
    assert [keys for keys, _does in keys_of(window)] == ["Ctrl+S", "F5"]


def test_all_standard_keys_are_keys():
    commands = [each for each in vars(actions).values() if isinstance(each, Command)]
    assert len(commands) > 20
    for command in commands:
        assert all(QKeySequence(keys).toString() for keys in command.keys), command


@pytest.mark.parametrize(("code", "word"), [("uz", "Bekor qilish"), ("ru", "Отмена"), ("en", "Cancel")])
def test_buttons_of_qt_speak_the_language(qtbot, qapp, code, word):
    texts = QtTexts()
    qapp.installTranslator(texts)
    set_language(code)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    said = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    qapp.removeTranslator(texts)
    assert said == word


def test_a_field_for_a_day_has_the_frame_of_every_field(qapp):
    apply_theme(qapp, "light", 14)
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.resize(140, 36)
    shown = field.grab().toImage()
    right = [shown.pixelColor(x, 10).name() for x in range(136, 140)]
    below = [shown.pixelColor(130, y).name() for y in range(32, 36)]
    assert right == below == [*[colours().base] * 3, colours().line]
