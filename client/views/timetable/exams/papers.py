"""The list of finals on paper."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError
from client.core.i18n import _, language
from client.data.timetable import documents
from client.data.timetable.lessons import DatedExamination
from client.views.timetable.papers import PdfPaper, present
from client.widgets.workplace import Workplace
from reports.timetable.lists import examinations

CONTROLS = "h_exam_type"


def print_finals(
    workplace: Workplace,
    owner: QWidget,
    found: Sequence[DatedExamination],
    of: tuple[int | None, int | None],
    refuse: Callable[[HemisError], object],
) -> None:
    """Show these finals on paper; `of` are the faculty and the term that the head names."""

    def work() -> PdfPaper:
        workplace.catalogue.ensure((CONTROLS,))
        kinds = {each.kind: workplace.catalogue.label(CONTROLS, each.kind) for each in found}
        head = documents.head(workplace.gateway, language(), *of)
        drawn = examinations(head, documents.finals(workplace.gateway, language(), found, kinds))
        return PdfPaper(drawn, _("Timetable of controls"), head.facts())

    workplace.tasks.run(owner, work, partial(present, workplace), refuse)
