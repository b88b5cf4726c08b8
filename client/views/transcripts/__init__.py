"""Papers of the academic archive: transcripts, study cards, academic certificates."""

from collections.abc import Callable

from client.core.i18n import N_
from client.widgets.contribution import Module
from client.widgets.record_paper import RecordPaper
from client.widgets.windows import Make, Window

HEADING = "records"
MAKERS = ("faculty", "registrar")


def transcripts() -> Make:
    from client.views.transcripts.window import transcripts

    return transcripts


def study_cards() -> Make:
    from client.views.transcripts.window import study_cards

    return study_cards


def certificates() -> Make:
    from client.views.transcripts.window import certificates

    return certificates


def transcript_of_student() -> Callable[..., object]:
    from client.views.transcripts.papers import transcript_of_student

    return transcript_of_student


def card_of_student() -> Callable[..., object]:
    from client.views.transcripts.papers import card_of_student

    return card_of_student


def transcripts_of_group() -> Callable[..., object]:
    from client.views.transcripts.papers import transcripts_of_group

    return transcripts_of_group


def cards_of_group() -> Callable[..., object]:
    from client.views.transcripts.papers import cards_of_group

    return cards_of_group


MODULE = Module(
    windows=(
        Window("transcript", N_("Transcript"), HEADING, MAKERS, transcripts, "documents"),
        Window("academic-information-data", N_("Acad. certificate"), HEADING, MAKERS, certificates, "end"),
        Window("academic-sheet", N_("Study card"), HEADING, MAKERS, study_cards, "students"),
    ),
    papers=(
        RecordPaper("students.student", N_("Transcript"), transcript_of_student, MAKERS),
        RecordPaper("students.student", N_("Study card"), card_of_student, MAKERS),
        RecordPaper("students.group", N_("Transcripts of the whole group"), transcripts_of_group, MAKERS),
        RecordPaper("students.group", N_("Study cards of the whole group"), cards_of_group, MAKERS),
    ),
)
