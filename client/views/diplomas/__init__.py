"""Diplomas: from the draft of a dean's office to the handing out, the list of those who have one, and their wording."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.diplomas import ACCEPTED, ASKED, DRAFT, PREPARED, PRINTED, Diploma

HEADING = "records"
KEEPERS = ("faculty", "academic_office", "registrar")
LOOKERS = ("registrar", "academic_office", "hr", "management")
READERS = (*KEEPERS, "hr", "management")


def diplomas() -> Make:
    from client.views.diplomas.window import DiplomaWindow

    return DiplomaWindow


def diploma_list() -> Make:
    from client.views.diplomas.lists import DIPLOMAS

    return listed(DIPLOMAS)


def texts() -> Make:
    from client.views.diplomas.texts_window import TextsWindow

    return TextsWindow


def marks() -> Make:
    from client.views.diplomas.marks.window import MarksWindow

    return MarksWindow


def wording() -> Make:
    from client.views.diplomas.lists import WORDINGS

    return listed(WORDINGS)


def card() -> Make:
    from client.views.diplomas.card import diploma_card

    return diploma_card


def diplomas_of_student() -> Callable[..., QWidget]:
    from client.views.diplomas.lists import diplomas_of

    return diplomas_of


def standing() -> Read:
    from client.data.diplomas.statistics import BY_STATE

    return BY_STATE


def _waiting(title: str, icon: str, state: str, roles: tuple[str, ...], *more: Filter) -> Counter:
    return Counter(title, icon, Diploma, (Filter("state", "equals", (state,)), *more), "diploma", roles)


MODULE = Module(
    windows=(
        Window("diploma", N_("Issue of diplomas"), HEADING, KEEPERS, diplomas, "award"),
        Window("diploma-texts", N_("Texts of diplomas"), HEADING, KEEPERS, texts, "edit"),
        Window("batch-rate", N_("Diploma marks"), HEADING, KEEPERS, marks, "marking"),
        Window("diploma-list", N_("List of diplomas"), HEADING, LOOKERS, diploma_list, "list"),
        Window("diploma-wording", N_("Wording of diplomas"), HEADING, ("registrar",), wording, "documents"),
        Window("diploma-card", N_("Diploma"), HEADING, READERS, card, "award", listed=False),
    ),
    tabs=(CardTab("student-card", "study", N_("Diploma"), diplomas_of_student, roles=READERS),),
    counters=(
        _waiting(N_("Drafts of diplomas"), "edit", DRAFT, ("faculty",)),
        _waiting(N_("Diplomas to be taken back?"), "undo", ASKED, ("faculty", "academic_office")),
        _waiting(
            N_("Diplomas to prepare"),
            "check",
            ACCEPTED,
            ("registrar",),
            Filter("acceptance.decree", "filled"),
        ),
        _waiting(N_("Diplomas to sign"), "lock", PREPARED, ("registrar",), Filter("signature", "empty")),
        Counter(
            N_("Diplomas to print"),
            "print",
            Diploma,
            (Filter("state", "equals", (PREPARED,)), Filter("signature", "filled")),
            "diploma-printing",
            ("registrar", "faculty"),
            narrows=False,
        ),
        _waiting(N_("Diplomas to hand out"), "award", PRINTED, ("registrar",)),
    ),
    blocks=(StartBlock(("diplomas.diploma",), "diploma", KEEPERS, standing),),
)
