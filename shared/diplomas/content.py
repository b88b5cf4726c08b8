"""The content of a diploma: a snapshot in Uzbek and English that is never recomputed once it is accepted.

Rules: paragraph 6 of the domain's rules; the supplement follows the Diploma Supplement model of the European
Commission, the Council of Europe and UNESCO/CEPES.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shared.text import N_

LANGUAGES = ("uz", "en")
SUBJECT, COURSE_WORK, PRACTICE, ATTESTATION = "subject", "course_work", "practice", "attestation"
#: The sections of the fourth part of a supplement, in their order on the paper.
SECTIONS = {
    SUBJECT: N_("Subjects"),
    COURSE_WORK: N_("Course works"),
    PRACTICE: N_("Practices"),
    ATTESTATION: N_("State attestation"),
}


@dataclass(frozen=True)
class Field:
    """A text that a diploma or its supplement says in both languages."""

    key: str
    label: str
    #: Characters that fit; longer texts are refused before they are accepted.
    longest: int
    required: bool = True
    #: Whether it is written onto the diploma itself; the others stand in the supplement alone.
    on_diploma: bool = False


FIELDS = (
    Field("surname", N_("Surname"), 64, on_diploma=True),
    Field("given_name", N_("Given name"), 64, on_diploma=True),
    Field("patronymic", N_("Patronymic"), 64, required=False, on_diploma=True),
    Field("birth_date", N_("Birth date"), 32),
    Field("university", N_("University"), 256, on_diploma=True),
    Field("faculty", N_("Faculty"), 256, required=False),
    Field("degree", N_("Degree"), 128, on_diploma=True),
    Field("form", N_("Education form"), 64),
    Field("specialty", N_("Code and name of the specialty"), 256, on_diploma=True),
    Field("qualification", N_("Qualification"), 256, on_diploma=True),
    Field("period", N_("Period of study"), 128),
    Field("language", N_("Language of study"), 64),
    Field("prior_education", N_("Previous education"), 512),
    Field("admission", N_("Admission"), 512),
    Field("grading_system", N_("Grading system"), 1024),
    Field("accreditation", N_("Accreditation of the university"), 512, required=False),
    Field("further_study", N_("Access to further study"), 512),
    Field("professional_status", N_("Professional status"), 512),
    Field("thesis", N_("Thesis"), 512, required=False),
    Field("decision", N_("Decision of the commission"), 256, on_diploma=True),
    Field("rector", N_("Rector"), 128, on_diploma=True),
    Field("city", N_("City"), 64, on_diploma=True),
)
BY_KEY = {field.key: field for field in FIELDS}


@dataclass(frozen=True)
class Line:
    """A row of the supplement: a subject with its semesters, a course work, a practice, a part of the attestation."""

    section: str
    title: Mapping[str, str]
    hours: int
    credits: Decimal
    #: The semesters it was taught in, as they are written: “1–3”.
    semesters: str = ""
    #: On the scale of the marking system; nothing for pass or fail.
    points: Decimal | None = None
    mark: str = ""
    letter: str = ""
    recognised: bool = False


@dataclass(frozen=True)
class Content:
    """What one diploma with its supplement says, in both languages."""

    uuid: str
    #: “11” ordinary, “12” with honours.
    category: str
    texts: Mapping[str, Mapping[str, str]]
    lines: Sequence[Line]
    #: Sums of the whole plan, and the average with two decimals.
    hours: int
    credits: Decimal
    gpa: Decimal | None
    #: A duplicate carries the word DUBLIKAT and names the diploma it stands for.
    duplicate_of: str = ""
    #: Both are given when the registrar prepares the diploma.
    register_number: str = ""
    #: As it is written: 05.07.2026.
    register_day: str = ""
    #: Passing grades of the field in two years: mark and share in percent; none where there are fewer than thirty.
    grading: Sequence[tuple[str, Decimal]] = ()

    def text(self, key: str, language: str) -> str:
        """Return what a field says, or nothing."""
        return self.texts.get(language, {}).get(key, "")

    @property
    def honours(self) -> bool:
        """Tell whether it is a diploma with honours."""
        return self.category == "12"


def from_document(document: Mapping[str, Any]) -> Content:
    """Return the content that was stored: numbers are texts there, so that no decimal is ever rounded.

    Raises `KeyError` or `ArithmeticError` for what is no content of a diploma.
    """
    return Content(
        uuid=document["uuid"],
        category=document["category"],
        texts={language: dict(document["texts"].get(language, {})) for language in LANGUAGES},
        lines=tuple(
            Line(
                line["section"],
                dict(line["title"]),
                int(line["hours"]),
                Decimal(line["credits"]),
                line.get("semesters") or "",
                None if line.get("points") is None else Decimal(line["points"]),
                line.get("mark") or "",
                line.get("letter") or "",
                bool(line.get("recognised")),
            )
            for line in document["lines"]
        ),
        hours=int(document["hours"]),
        credits=Decimal(document["credits"]),
        gpa=None if document.get("gpa") is None else Decimal(document["gpa"]),
        duplicate_of=document.get("duplicate_of") or "",
        register_number=document.get("register_number") or "",
        register_day=document.get("register_day") or "",
        grading=tuple((grade, Decimal(share)) for grade, share in document.get("grading") or ()),
    )
