"""Layouts of blanks with their editor, and the calibration of printers."""

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window

HEADING = "records"
READERS = ("registrar", "academic_office", "faculty", "admin")


def layouts() -> Make:
    from client.views.layouts.layout_list import LayoutList

    return LayoutList


def editor() -> Make:
    from client.views.layouts.editor.window import LayoutEditor

    return LayoutEditor


def card() -> Make:
    from client.views.layouts.lists import layout_card

    return layout_card


def calibration() -> Make:
    from client.views.layouts.calibration import CalibrationWindow

    return CalibrationWindow


MODULE = Module(
    windows=(
        Window("blank-layout", N_("Layouts of blanks"), HEADING, READERS, layouts, "crop"),
        Window("printer-calibration", N_("Calibration of printers"), HEADING, READERS, calibration, "print"),
        Window("layout-editor", N_("Layout of a blank"), HEADING, READERS, editor, "crop", listed=False),
        Window("layout-card", N_("Layout of a blank"), HEADING, READERS, card, "crop", listed=False),
    ),
)
