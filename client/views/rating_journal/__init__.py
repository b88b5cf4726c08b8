"""The rating journal: points of lessons, the rule of a subject, current control and its working."""

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window

OFFICES = ("faculty", "department_head", "academic_office", "management", "tutor")


def rating_journal() -> Make:
    from client.views.rating_journal.journal.window import RatingJournal

    return RatingJournal


MODULE = Module(
    windows=(
        Window("rating-journal", N_("Rating journal"), "lessons", ("teacher",), rating_journal, "marking"),
        Window(
            "rating-journal-offices", N_("Rating journal"), "performance", OFFICES, rating_journal, "marking"
        ),
    ),
)
