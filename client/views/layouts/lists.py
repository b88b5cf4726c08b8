"""Layouts with their versions and calibrations as lists, and what a layout is called and for."""

from typing import Any

from client.core.actions import Command
from client.core.i18n import N_
from client.data.records.listing import Sort
from client.views.layouts.list_acts import copy, export, load, properties, use
from client.widgets.panels import HistoryPanel, NotesPanel
from client.widgets.record_form import CardSpec, RecordForm, Tab, form_of
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.layouts import Calibration, Layout, Version

REGISTRAR = ("registrar",)
EDITOR = "layout-editor"
VERSIONS = list_of(
    Version,
    "layout",
    "layout.form",
    "number",
    "in_use",
    "layout.education_type",
    "layout.category",
    "saved_at",
    "printed_at",
    more=("width", "height", "saved_by", "layout.active"),
    search=("layout",),
    filters=("layout", "layout.form", "in_use", "layout.education_type", "layout.category", "saved_at", "printed_at"),
    sort=(Sort("layout"), Sort("number", descending=True)),
    icon="crop",
    title=N_("Layouts of blanks"),
    card=EDITOR,
    actions=(
        ListAction(Command(N_("Put into use"), ("Ctrl+Return",), "check"), use, REGISTRAR),
        ListAction(Command(N_("New version"), ("Ctrl+Alt+V",), "copy"), copy, REGISTRAR),
        ListAction(Command(N_("Name and purpose …"), (), "edit"), properties),
        ListAction(Command(N_("Import …"), ("Ctrl+Alt+I",), "import"), load, REGISTRAR, needs_rows=False),
        ListAction(Command(N_("Export the layout …"), ("Ctrl+Alt+E",), "export"), export),
    ),
    panels=(HistoryPanel, NotesPanel),
)  # fmt: skip
CALIBRATIONS = list_of(
    Calibration,
    "workstation",
    "printer",
    "form",
    "day",
    "offset_x",
    "offset_y",
    "scale_x",
    "scale_y",
    "rotation",
    "residual",
    more=("width", "height", "measured_by"),
    search=("workstation", "printer"),
    filters=("workstation", "printer", "form", "day"),
    sort=(Sort("day", descending=True), Sort("workstation")),
    icon="print",
    key="layouts.calibration.history",
)
CARD = CardSpec(
    (
        Tab(
            N_("Layout of a blank"),
            (form_of(Layout, ("", ("name", "form", "education_type", "category", "active"))),),
        ),
    )
)


def layout_card(workplace: Workplace, **arguments: Any) -> RecordForm:
    """What a layout is called and for which blanks it is."""
    return RecordForm(workplace, CARD, **arguments)
