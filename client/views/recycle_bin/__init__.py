"""The recycle bin: what was deleted, by whom and when, and restoring it."""

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window

#: Who deletes anything by hand; the others have their own notes alone.
KEEPERS = ("academic_office", "faculty", "department_head", "teacher", "hr", "registrar", "admin")


def bin_window() -> Make:
    from client.views.recycle_bin.bin import BinWindow

    return BinWindow


MODULE = Module(windows=(Window("recycle-bin", N_("Recycle bin"), "system", KEEPERS, bin_window, "delete"),))
