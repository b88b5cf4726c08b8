"""Diplomas and the marks of their supplements."""

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window

HEADING = "records"
KEEPERS = ("faculty", "academic_office", "registrar")


def marks() -> Make:
    from client.views.diplomas.marks.window import MarksWindow

    return MarksWindow


MODULE = Module(
    windows=(Window("batch-rate", N_("Diploma marks"), HEADING, KEEPERS, marks, "marking"),),
)
