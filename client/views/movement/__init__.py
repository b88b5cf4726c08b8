"""Student movement: orders, the lists of those whom they concern, and what the academic office keeps for them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import N_, _
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.widgets.card_tab import CardTab
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.record_paper import RecordPaper
from client.widgets.windows import Make, Window
from shared.models.movement import (
    ASKED,
    BACK_TO_STUDY,
    CONTINUE,
    DISCIPLINE,
    ENROL,
    EXPEL,
    EXTEND,
    FINISH,
    FORM,
    GRADUATE,
    LEAVE,
    NEXT_SEMESTER,
    PAYMENT,
    PROMOTE,
    REINSTATE,
    RENAME,
    RETAIN,
    RETURN,
    SCHEDULE,
    SENT,
    SIGNED,
    STIPEND,
    TOPICS,
    TRANSFER,
    TRANSFER_IN,
    TRANSFER_OUT,
    Agreement,
    Decree,
)

HEADING = "movement"
KEEPERS = ("academic_office", "faculty")
MAKERS = ("faculty", "registrar")
SETTERS = (*KEEPERS, "registrar", "admin")
#: Whose agreement an order may need, and who sees whether it is there.
ASKED_OFFICES = ("accounting", "hr", "faculty")
ASKERS = (*ASKED_OFFICES, "academic_office")
READERS = (*KEEPERS, "hr", "registrar", "management", "accounting", "tutor")
STATUS_READERS = (*KEEPERS, "tutor", "registrar", "management")
COUNTERS = (*KEEPERS, "management")
STUDENT_READERS = (
    "academic_office",
    "faculty",
    "registrar",
    "accounting",
    "marketing",
    "management",
    "tutor",
)


def orders() -> Make:
    from client.views.movement.lists import ORDERS

    return listed(ORDERS)


def order() -> Make:
    from client.views.movement.card import order_card

    return order_card


def agreements() -> Make:
    from client.views.movement.lists import AGREEMENTS

    return listed(AGREEMENTS)


def templates() -> Make:
    from client.views.movement.lists import TEMPLATES

    return listed(TEMPLATES)


def series() -> Make:
    from client.views.movement.lists import SERIES

    return listed(SERIES)


def transitions() -> Make:
    from client.views.movement.lists import TRANSITIONS

    return listed(TRANSITIONS)


def word_forms() -> Make:
    from client.views.movement.lists import WORD_FORMS

    return listed(WORD_FORMS)


def status() -> Make:
    from client.views.movement.status import StatusWindow

    return StatusWindow


def balance() -> Make:
    from client.views.movement.balance import BalanceWindow

    return BalanceWindow


def take_over() -> Make:
    from client.views.movement.take_over import TakeOverWindow

    return TakeOverWindow


def balance_students() -> Make:
    from client.views.movement.balance import BalanceStudents

    return BalanceStudents


def issued_balances() -> Make:
    from client.views.movement.issued_balances import IssuedBalances

    return IssuedBalances


def issued_numbers() -> Make:
    from client.views.movement.issued_balances import IssuedNumbers

    return IssuedNumbers


def issued_changes() -> Make:
    from client.views.movement.issued_balances import IssuedChanges

    return IssuedChanges


def time_line() -> Callable[..., QWidget]:
    from client.views.movement.time_line import time_line_of

    return time_line_of


def extracts() -> Callable[..., object]:
    from client.views.movement.papers import extracts

    return extracts


def extract_of_student() -> Callable[..., object]:
    from client.views.movement.papers import extract_of_student

    return extract_of_student


def certificate_of_student() -> Callable[..., object]:
    from client.views.movement.papers import certificate_of_student

    return certificate_of_student


def letter_about_student() -> Callable[..., object]:
    from client.views.movement.papers import letter_about_student

    return letter_about_student


def _concerned(key: str, title: str, icon: str, *acts: str) -> Window:
    """Return the window of those whom these acts concern."""

    def make() -> Make:
        from client.views.movement.concerned import ConcernedWindow

        return lambda workplace, **arguments: ConcernedWindow(workplace, _(title), acts, **arguments)

    return Window(key, title, HEADING, KEEPERS, make, icon)


MODULE = Module(
    windows=(
        Window("index", N_("Orders"), HEADING, READERS, orders, "movement"),
        _concerned("student-transfer", N_("Transfer (semester)"), "calendar", NEXT_SEMESTER),
        _concerned(
            "student-group", N_("Transfer of students"), "group", TRANSFER, TRANSFER_OUT, TRANSFER_IN, FORM, PAYMENT
        ),
        _concerned("student-course-transfer", N_("Transfer to a year of study"), "up", PROMOTE),
        _concerned("student-course-expel", N_("Retention in a year of study"), "down", RETAIN, CONTINUE),
        _concerned("student-expel", N_("Expulsion of students"), "end", EXPEL, DISCIPLINE),
        _concerned("academic-leave", N_("Academic leaves"), "holiday", RETURN, EXTEND, LEAVE),
        _concerned("restore", N_("Reinstatement of students"), "undo", REINSTATE),
        _concerned("return", N_("Return to study"), "back", BACK_TO_STUDY),
        _concerned("graduate", N_("Graduation of students"), "award", GRADUATE),
        _concerned("graduate-simple", N_("End of studies"), "check", FINISH),
        _concerned("enrolment", N_("Enrolment by order"), "add", ENROL),
        _concerned("student-rename", N_("Change of surname or name"), "edit", RENAME),
        _concerned("stipend-order", N_("Stipend orders"), "finance", STIPEND),
        _concerned("schedule-order", N_("Orders on personal schedules"), "calendar", SCHEDULE),
        _concerned("thesis-order", N_("Orders on thesis topics"), "documents", TOPICS),
        Window("status", N_("Student status"), HEADING, STATUS_READERS, status, "students"),
        Window("movement-balance", N_("Balance of movement"), HEADING, COUNTERS, balance, "statistics"),
        Window(
            "movement-balance-students", N_("Students of the balance"), HEADING, COUNTERS, balance_students, "students",
            listed=False,
        ),
        Window("issued-balance", N_("Issued balances of movement"), HEADING, COUNTERS, issued_balances, "documents"),
        Window(
            "issued-balance-numbers", N_("Issued balance of movement"), HEADING, COUNTERS, issued_numbers, "statistics",
            listed=False,
        ),
        Window(
            "issued-balance-changes", N_("What was entered later"), HEADING, COUNTERS, issued_changes, "students",
            listed=False,
        ),
        Window("order-agreement", N_("Agreements to orders"), HEADING, ASKERS, agreements, "check"),
        Window("order-template", N_("Templates of orders"), HEADING, SETTERS, templates, "documents"),
        Window("word-form", N_("Own Word forms of orders"), HEADING, ("academic_office",), word_forms, "documents"),
        Window("order-series", N_("Series of order numbers"), HEADING, SETTERS, series, "classifiers"),
        Window("order-transition", N_("Transitions"), HEADING, SETTERS, transitions, "check"),
        Window("take-over", N_("End of the take-over"), HEADING, ("academic_office",), take_over, "lock"),
        Window("order", N_("Order"), HEADING, READERS, order, "movement", listed=False),
    ),
    papers=(
        RecordPaper("movement.decree", N_("Extracts for all its students"), extracts, MAKERS),
        RecordPaper("students.student", N_("Extract of the last order"), extract_of_student, MAKERS),
        RecordPaper("students.student", N_("Academic certificate"), certificate_of_student, MAKERS),
        RecordPaper("students.student", N_("Call-up or confirmation letter"), letter_about_student, MAKERS),
    ),
    tabs=(CardTab("student-card", "study", N_("Time line"), time_line, roles=STUDENT_READERS),),
    counters=(
        Counter(N_("Orders to be signed"), "movement", Decree, (Filter("state", "equals", (SENT,)),), "index",
                ("academic_office", "management")),
        Counter(N_("Orders that wait for an agreement"), "check", Agreement,
                (Filter("answer", "equals", (ASKED,)), Filter("decree.state", "equals", (SENT,))), "order-agreement",
                ASKED_OFFICES),
        Counter(N_("Signed orders to be applied"), "movement", Decree, (Filter("state", "equals", (SIGNED,)),), "index",
                KEEPERS),
    ),
)  # fmt: skip
