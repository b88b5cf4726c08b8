"""The attestation of graduates: theses and their topics, commissions, sessions and what is held before them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.attestation import OPEN, RUNNING, Commission, Sitting, Thesis

HEADING, CONTROLS = "records", "controls"
KEEPERS = ("department_head", "faculty")
OFFICES = ("academic_office", "registrar", "management")
READERS = (*KEEPERS, *OFFICES)
TEACHER = "teacher"


def theses() -> Make:
    from client.views.attestation.theses.window import ThesisWindow

    return ThesisWindow


def thesis_list() -> Make:
    from client.views.attestation.lists import THESES

    return listed(THESES)


def offers() -> Make:
    from client.views.attestation.lists import OFFERS

    return listed(OFFERS)


def commissions() -> Make:
    from client.views.attestation.lists import COMMISSIONS

    return listed(COMMISSIONS)


def commission() -> Make:
    from client.views.attestation.lists import commission_card

    return commission_card


def sittings() -> Make:
    from client.views.attestation.lists import ALL_SITTINGS

    return listed(ALL_SITTINGS)


def session() -> Make:
    from client.views.attestation.defence.window import SessionWindow

    return SessionWindow


def candidates() -> Make:
    from client.views.attestation.lists import CANDIDATES

    return listed(CANDIDATES)


def results() -> Make:
    from client.views.attestation.results import AttestationResults

    return AttestationResults


def thesis_of_student() -> Callable[..., QWidget]:
    from client.views.attestation.lists import thesis_of

    return thesis_of


MODULE = Module(
    windows=(
        Window(
            "graduate-work", N_("Topics of theses and dissertations"), HEADING, READERS, theses, "documents"
        ),
        Window("thesis", N_("List of theses"), HEADING, (*READERS, TEACHER), thesis_list, "list"),
        Window("thesis-offer", N_("Free topics of theses"), HEADING, (*READERS, TEACHER), offers, "add"),
        Window(
            "certificate-committee",
            N_("Attestation commissions"),
            HEADING,
            (*READERS, TEACHER),
            commissions,
            "group",
        ),
        Window("attestation-sitting", N_("Attestation sessions"), HEADING, READERS, sittings, "calendar"),
        Window(
            "commission",
            N_("Attestation commission"),
            HEADING,
            (*READERS, TEACHER),
            commission,
            "group",
            listed=False,
        ),
        Window(
            "attestation-session",
            N_("Attestation session"),
            HEADING,
            READERS,
            session,
            "calendar",
            listed=False,
        ),
        Window(
            "certificate-committee-result",
            N_("Results of the attestation"),
            CONTROLS,
            READERS,
            results,
            "statistics",
        ),
        Window(
            "attested",
            N_("Students before commissions"),
            CONTROLS,
            (*READERS, TEACHER),
            candidates,
            "students",
        ),
    ),
    tabs=(CardTab("student-card", "study", N_("Thesis"), thesis_of_student, roles=READERS),),
    counters=(
        Counter(
            N_("Theses without a topic"),
            "documents",
            Thesis,
            (Filter("state", "equals", (OPEN,)), Filter("title_uz", "empty")),
            "thesis",
            KEEPERS,
        ),
        Counter(
            N_("Attestation sessions that run"),
            "calendar",
            Sitting,
            (Filter("state", "equals", (RUNNING,)),),
            "attestation-sitting",
            READERS,
        ),
        Counter(
            N_("Commissions to be approved"),
            "group",
            Commission,
            (Filter("approved_at", "empty"),),
            "certificate-committee",
            ("academic_office",),
        ),
    ),
)
