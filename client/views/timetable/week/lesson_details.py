"""Everything about the lessons of a cell, beside the week."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.records.catalogue import Catalogue
from client.data.timetable.lessons import DatedLesson
from client.views.timetable.lesson_words import facts
from reports.timetable.pair_time import PairTime

TRAININGS, CONTROLS = "h_training_type", "h_exam_type"


class LessonDetails(QScrollArea):
    """Shows the lessons that one points at."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Details of the lesson"))
        self.show_lessons((), ())

    def show_lessons(self, lessons: Iterable[DatedLesson], pairs: Iterable[PairTime]) -> None:
        """Show these lessons, one below the other; the catalogue knows their types by now."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        held, known = tuple(lessons), tuple(pairs)
        for lesson in held:
            layout.addWidget(_label(lesson.subject, "title"))
            form = QFormLayout()
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            for what, value in facts(lesson, known, self._kind(lesson)):
                form.addRow(_label(what, "quiet"), _label(value))
            layout.addLayout(form)
        if not held:
            layout.addWidget(_label(_("Nothing is held at this time."), "quiet"))
        layout.addStretch(1)
        self.setWidget(inside)

    def _kind(self, lesson: DatedLesson) -> str:
        if lesson.examination_id:
            return self._catalogue.label(CONTROLS, lesson.control or "")
        return self._catalogue.label(TRAININGS, lesson.training or "")


def _label(text: str, look: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if look:
        made.setProperty(look, True)
    return made
