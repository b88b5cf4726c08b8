"""Every document of the program: an explicit list, so that the order is visible."""

from client.data.attestation import documents as attestation
from client.data.blanks import documents as blanks
from client.data.clearance import documents as clearance
from client.data.curriculum import documents as curriculum
from client.data.differences import documents as differences
from client.data.documents.document import Document
from client.data.grades import forms as grades
from client.data.movement import documents as movement
from client.data.movement import issued, registered
from client.data.students import documents as students
from client.data.teaching import documents as teaching
from client.data.timetable import documents as timetable
from client.data.topics import documents as topics
from client.data.transcripts import documents as transcripts

DOCUMENTS: tuple[Document, ...] = (
    students.REFERENCE,
    curriculum.PLAN,
    curriculum.WORKING_PLAN,
    teaching.LOAD_SHEET,
    timetable.TIMETABLE,
    timetable.WEEK,
    timetable.EXAMINATIONS,
    timetable.NOTICE,
    topics.CALENDAR_PLAN,
    grades.SHEET,
    registered.CERTIFICATE,
    registered.LETTER,
    transcripts.TRANSCRIPT,
    transcripts.STUDY_CARD,
    movement.ORDER,
    registered.EXTRACT,
    issued.DOCUMENT,
    differences.DIFFERENCE,
    clearance.SHEET,
    attestation.PROTOCOL,
    attestation.STUDENT_PROTOCOL,
    blanks.ACT,
    blanks.YEAR,
)
#: How registered papers are drawn and checked, by the kind that the register says.
FORMS = {document.form.kind.code: document.form for document in DOCUMENTS if document.form}
