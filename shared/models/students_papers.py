"""The kinds of registered papers about students: references, certificates, letters, transcripts, study cards."""

from shared.paper_kind import PaperKind
from shared.text import N_

REFERENCE = PaperKind(
    "reference",
    N_("Student reference"),
    prefix="MN",
    facts="students.reference_facts",
    issuers=("hemis_faculty", "hemis_registrar"),
    readers=("hemis_academic_office",),
)
#: What a student takes along who leaves: the subjects studied here, with the order.
CERTIFICATE = PaperKind(
    "certificate",
    N_("Academic certificate"),
    prefix="AM",
    facts="movement.certificate_facts",
    issuers=("hemis_faculty", "hemis_registrar"),
    readers=("hemis_academic_office",),
    languages=("uz", "oz", "ru"),
)
#: A call to the session, or a confirmation of the order in which a student stands.
LETTER = PaperKind(
    "letter",
    N_("Call-up or confirmation letter"),
    prefix="XT",
    facts="movement.letter_facts",
    issuers=("hemis_faculty", "hemis_registrar"),
    readers=("hemis_academic_office",),
    languages=("uz", "oz", "ru"),
)
#: The results that count, for whoever asks for them at home or abroad.
TRANSCRIPT = PaperKind(
    "transcript",
    N_("Transcript"),
    prefix="TR",
    facts="grades.transcript_facts",
    issuers=("hemis_faculty", "hemis_registrar"),
    readers=("hemis_academic_office",),
)
#: Everything of the studies of a student: semesters, controls, attempts, orders.
STUDY_CARD = PaperKind(
    "study-card",
    N_("Study card"),
    prefix="OV",
    facts="grades.study_card_facts",
    issuers=("hemis_faculty", "hemis_registrar"),
    readers=("hemis_academic_office",),
)
