"""A diploma as the European Learning Model writes it: a claim about a person, what it is made of and who awarded it.

The words follow ELM 3; that a document conforms to its published schema is not claimed (docs/signing.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shared.diplomas.content import LANGUAGES, Content, Line

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "http://data.europa.eu/snb/model/context/edc-ap")
TYPES = ("VerifiableCredential", "EuropeanDigitalCredential")
COUNTRY = "http://publications.europa.eu/resource/authority/country/UZB"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
CODES = {"uz": "UZB", "en": "ENG"}
#: The hour at which a day begins in Tashkent: the model knows moments alone.
MIDNIGHT = "T00:00:00+05:00"
#: National credits, said as what they are: that they equal those of ECTS is for whoever reads them to decide.
CREDITS = {"uz": ["Milliy kredit-modul tizimi"], "en": ["National credit-module system of Uzbekistan"]}
#: Parts of the supplement that are notes of the qualification, by their fields.
NOTES = (
    "form", "period", "language", "prior_education", "admission", "grading_system", "accreditation", "thesis",
    "decision",
)  # fmt: skip

Said = dict[str, list[str]]
Node = dict[str, Any]


@dataclass(frozen=True)
class Issuer:
    """The university: its identifier among credentials, and its names."""

    did: str
    names: Said


def learning_model(content: Content, issuer: Issuer, day: date) -> Node:
    """Return the diploma as an unsigned credential, valid from the day on which it was signed."""
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{content.uuid}",
        "type": list(TYPES),
        "issuer": {"id": issuer.did, **_organisation(issuer)},
        "validFrom": f"{day.isoformat()}{MIDNIGHT}",
        "credentialSubject": _person(content, issuer),
        "displayParameter": _display(content),
    }


def issuer_of(content: Content, did: str) -> Issuer:
    """Return the university as the diploma names it."""
    return Issuer(did, _said(content, "university"))


def _person(content: Content, issuer: Issuer) -> Node:
    return _node(
        "Person",
        givenName=_named(content, "given_name"),
        familyName=_named(content, "surname"),
        patronymicName=_said(content, "patronymic"),
        dateOfBirth=_moment(content.text("birth_date", "uz")),
        hasClaim=[_achievement(content, issuer), *_entitlement(content, issuer)],
    )


def _achievement(content: Content, issuer: Issuer) -> Node:
    return _node(
        "LearningAchievement",
        id=f"urn:uuid:{content.uuid}#diploma",
        title=_said(content, "degree"),
        identifier=_identifier(content),
        awardedBy=_awarded(content, issuer),
        creditReceived=[_credits(str(content.credits))],
        specifiedBy=_qualification(content),
        provenBy=_results(content, issuer),
        hasPart=[_part(content, line, place, issuer) for place, line in enumerate(content.lines, start=1)],
    )


def _qualification(content: Content) -> Node:
    notes = [_node("Note", noteLiteral=said) for field in NOTES if (said := _said(content, field))]
    return _node(
        "Qualification",
        title=_said(content, "specialty"),
        altLabel=_said(content, "qualification"),
        volumeOfLearning=f"PT{content.hours}H",
        creditPoint=[_credits(str(content.credits))],
        additionalNote=notes,
    )


def _results(content: Content, issuer: Issuer) -> list[Node]:
    """The average of the whole study."""
    if content.gpa is None:
        return []
    average = {"uz": ["Oʻrtacha ball (GPA)"], "en": ["Grade point average"]}
    return [_assessment(content, issuer, average, str(content.gpa), "gpa")]


def _part(content: Content, line: Line, place: int, issuer: Issuer) -> Node:
    title = {language: [text] for language, text in line.title.items() if text and language in LANGUAGES}
    grade = " ".join(
        filter(None, (line.mark, line.letter, "" if line.points is None else f"({line.points})"))
    )
    return _node(
        "LearningAchievement",
        id=f"urn:uuid:{content.uuid}#part-{place}",
        title=title,
        awardedBy=_awarded(content, issuer),
        creditReceived=[_credits(str(line.credits))],
        specifiedBy=_node(
            "LearningAchievementSpecification", title=title, volumeOfLearning=f"PT{line.hours}H"
        ),
        provenBy=[_assessment(content, issuer, title, grade, f"result-{place}")] if grade else [],
    )


def _assessment(content: Content, issuer: Issuer, title: Said, grade: str, name: str) -> Node:
    return _node(
        "LearningAssessment",
        id=f"urn:uuid:{content.uuid}#{name}",
        title=title,
        grade=_node("Note", noteLiteral={"en": [grade]}),
        awardedBy=_awarded(content, issuer),
    )


def _entitlement(content: Content, issuer: Issuer) -> list[Node]:
    title = _said(content, "further_study")
    if not title:
        return []
    return [
        _node(
            "LearningEntitlement",
            id=f"urn:uuid:{content.uuid}#further-study",
            title=title,
            description=_said(content, "professional_status"),
            awardedBy=_awarded(content, issuer),
        )
    ]


def _awarded(content: Content, issuer: Issuer) -> Node:
    return _node(
        "AwardingProcess",
        awardingBody=[{"id": issuer.did, **_organisation(issuer)}],
        awardingDate=_moment(content.register_day),
    )


def _organisation(issuer: Issuer) -> Node:
    address = _node("Address", countryCode=_node("Concept", id=COUNTRY))
    return _node("Organisation", legalName=issuer.names, location=[_node("Location", address=[address])])


def _identifier(content: Content) -> Node:
    number = content.register_number
    return _node("Identifier", notation=number, schemeName="Register number") if number else {}


def _credits(point: str) -> Node:
    return _node("CreditPoint", framework=_node("Concept", prefLabel=CREDITS), point=point)


def _display(content: Content) -> Node:
    languages = [_node("Concept", id=f"{LANGUAGE}{CODES[each]}") for each in LANGUAGES]
    return _node(
        "DisplayParameter",
        title=_said(content, "degree"),
        language=languages,
        primaryLanguage=languages[0],
    )


def _said(content: Content, field: str) -> Said:
    """Return what a field says in the languages in which it says anything."""
    return {language: [text] for language in LANGUAGES if (text := content.text(field, language))}


def _named(content: Content, field: str) -> Said:
    """Return a name in the one language in which a person has it."""
    return {LANGUAGES[0]: [text]} if (text := content.text(field, LANGUAGES[0])) else {}


def _moment(day: str) -> str:
    """Return a day as it is written on paper, 05.07.2026, as a moment; nothing for what is no day."""
    try:
        return f"{datetime.strptime(day, '%d.%m.%Y').date().isoformat()}{MIDNIGHT}"  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return ""


def _node(kind: str, **values: Any) -> Node:
    """Return a node with what it says; what is empty is left out."""
    return {"type": kind, **dict(_filled(values.items()))}


def _filled(values: Iterable[tuple[str, Any]]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in values if value not in ("", [], {}))
