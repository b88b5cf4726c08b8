"""The teaching load: classes of streams, groups and subgroups, who teaches them, and the norms."""

from client.core.i18n import N_
from client.views.teaching.class_formation import ClassMaking
from client.views.teaching.lists import ASSIGNMENTS, CLASSES, NORMS
from client.views.teaching.load import LoadWindow
from client.widgets.list_window import listed
from client.widgets.windows import Window

MAKERS = ("faculty",)
ASSIGNERS = ("faculty", "department_head", "academic_office")
READERS = (*ASSIGNERS, "teacher")

WINDOWS = (
    Window("class-making", N_("Streams and subgroups"), MAKERS, ClassMaking, "group"),
    Window("class", N_("Classes"), READERS, listed(CLASSES), "class"),
    Window("load", N_("Load"), ASSIGNERS, LoadWindow, "load"),
    Window("assignment", N_("Assigned load"), READERS, listed(ASSIGNMENTS), "load"),
    Window("load-norm", N_("Norms of the load"), ASSIGNERS, listed(NORMS), "load"),
)
