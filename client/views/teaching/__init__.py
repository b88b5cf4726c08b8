"""The teaching load: classes of streams, groups and subgroups, who teaches them, and the norms."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window

HEADING = "curriculum"
MAKERS = ("faculty",)
ASSIGNERS = ("faculty", "department_head", "academic_office")
READERS = (*ASSIGNERS, "teacher")
GIVEN = ("teaching.class", "teaching.assignment")


def class_making() -> Make:
    from client.views.teaching.class_formation import ClassMaking

    return ClassMaking


def classes() -> Make:
    from client.views.teaching.lists import CLASSES

    return listed(CLASSES)


def class_members() -> Make:
    from client.views.teaching.members.lists import MEMBERS

    return listed(MEMBERS)


def unseated() -> Make:
    from client.views.teaching.members.unseated import UnseatedWindow

    return UnseatedWindow


def load_of_departments() -> Make:
    from client.views.teaching.load import LoadWindow

    return LoadWindow


def assignment() -> Make:
    from client.views.teaching.lists import ASSIGNMENTS

    return listed(ASSIGNMENTS)


def load_norm() -> Make:
    from client.views.teaching.lists import NORMS

    return listed(NORMS)


def open_classes() -> Read:
    from client.data.teaching.statistics import open_classes

    return open_classes


def open_by_department() -> Read:
    from client.data.teaching.statistics import open_by_department

    return open_by_department


def waiting_for_a_class() -> Read:
    from client.data.teaching.unseated import waiting

    return waiting


def memberships_of_student() -> Callable[..., QWidget]:
    from client.views.teaching.members.lists import memberships_of

    return memberships_of


MODULE = Module(
    windows=(
        Window("class-making", N_("Streams and subgroups"), HEADING, MAKERS, class_making, "group"),
        Window("class", N_("Classes"), HEADING, READERS, classes, "class"),
        Window(
            "class-member", N_("Members of classes"), HEADING, (*READERS, "tutor"), class_members, "group"
        ),
        Window(
            "unseated",
            N_("Registered, in no class"),
            HEADING,
            ("faculty", "academic_office"),
            unseated,
            "warning",
        ),
        Window("load", N_("Load"), HEADING, ASSIGNERS, load_of_departments, "load"),
        Window("assignment", N_("Assigned load"), HEADING, READERS, assignment, "load"),
        Window("load-norm", N_("Norms of the load"), HEADING, ASSIGNERS, load_norm, "load"),
    ),
    tabs=(
        CardTab(
            "student-card",
            "study",
            N_("Classes"),
            memberships_of_student,
            roles=("faculty", "academic_office", "tutor"),
        ),
    ),
    blocks=(
        StartBlock(
            ("teaching.member", "curriculum.registration"), "unseated", ("faculty",), waiting_for_a_class
        ),
        StartBlock(GIVEN, "load", ("department_head",), open_classes),
        StartBlock(GIVEN, "load", ("faculty", "academic_office"), open_by_department),
    ),
)
