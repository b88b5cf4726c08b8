"""A Word document that somebody brings: looked into before it is used, for a file can hold more than text."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree as ET

from shared.text import N_

LARGEST = 2_000_000
#: Unpacked: the whole, and one part that is read as XML.
MOST_UNPACKED, LARGEST_PART = 20_000_000, 600_000
MOST_PARTS = 300
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES, RELATIONS = "[Content_Types].xml", ".rels"
_ENDS = (".xml", RELATIONS, ".png", ".jpg", ".jpeg", ".gif")
#: Elements and relations that bring in something else than text and pictures.
_ELEMENTS = frozenset(
    {"altChunk", "object", "control", "OLEObject", "subDoc", "mailMerge", "attachedTemplate", "frameset"}
)
_KINDS = re.compile(
    r"(?i)oleObject|/package$|control|activeX|attachedTemplate|/frame$|subDocument|aFChunk|vba|externalLink|mailMerge"
)
_MEDIA = re.compile(
    r"(?i)macroEnabled|vba|oleObject|activeX|ms-office|msdownload|spreadsheetml|presentationml"
)
#: What a field of Word may do: number pages and write the day.
_FIELDS = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "MERGEFORMAT", "ARABIC", "ROMAN", "YYYY", "MMMM",
        "MM", "DD",
    }
)  # fmt: skip

NOT_WORD = N_("The file is no Word document (.docx). Save it in Word as such.")
TOO_LARGE = N_("The file is too large. A form has at most 2 MB; make its pictures smaller.")
BOMB = N_("The file unpacks to more than a form needs. Write it anew in Word.")
ENTITIES = N_("The part {part} of the file defines entities. Write the form anew in Word.")
STRANGE = N_("The file holds {part}, which a form may not: only text and pictures. Remove it in Word.")
LINKED = N_("The file links to something outside of it ({target}). Remove the link in Word.")
FIELD = N_(
    "The file has the Word field “{field}”. A form may number pages and write the day; remove other fields."
)
BROKEN = N_("The file is damaged. Open it in Word and save it again.")


class FormFault(Exception):
    """Why a form cannot be used: a sentence with its values."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def inspect(content: bytes) -> None:
    """Refuse what is no plain Word document."""
    if len(content) > LARGEST:
        raise FormFault(TOO_LARGE)
    if not content.startswith(b"PK\x03\x04"):
        raise FormFault(NOT_WORD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _inspect(package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError) as error:
        raise FormFault(BROKEN) from error


def _inspect(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FormFault(BOMB)
    if len({name.lower() for name in names}) < len(names) or not {TYPES, "word/document.xml"} <= set(names):
        raise FormFault(NOT_WORD)
    for part in parts:
        outside = part.filename.startswith("/") or ".." in part.filename or "\\" in part.filename
        if outside or not part.filename.lower().endswith((*_ENDS, "/")):
            raise FormFault(STRANGE, part=part.filename)
    left = MOST_UNPACKED
    for part in parts:
        is_text = part.filename.lower().endswith((".xml", RELATIONS))
        found = _unpacked(package, part, min(left, LARGEST_PART) if is_text else left)
        left -= len(found)
        if is_text:
            _inspect_xml(part.filename, found)


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """Return the content of a part; what its head says of its size is nobody's word."""
    with package.open(part) as opened:
        found = opened.read(most + 1)
    if len(found) > most:
        raise FormFault(BOMB)
    return found


def _inspect_xml(name: str, content: bytes) -> None:
    """Refuse entities before anything is parsed, then everything that is more than text."""
    if b"\0" in content or re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise FormFault(ENTITIES, part=name)
    try:
        root = ET.fromstring(content)  # noqa: S314 - no entity is left to be expanded
    except ET.ParseError as error:
        raise FormFault(BROKEN) from error
    elements = [(each.tag.rpartition("}")[2], each) for each in root.iter()]
    if name == TYPES:
        _inspect_types(each for _tag, each in elements)
    elif name.endswith(RELATIONS):
        _inspect_relations(each for tag, each in elements if tag == "Relationship")
    for tag, _each in elements:
        if tag in _ELEMENTS:
            raise FormFault(STRANGE, part=tag)
    _inspect_fields(elements)


def _inspect_types(elements: Iterable[ET.Element]) -> None:
    types = [each.get("ContentType", "") for each in elements]
    for each in types:
        if found := _MEDIA.search(each):
            raise FormFault(STRANGE, part=found[0])
    if MAIN not in types:
        raise FormFault(NOT_WORD)


def _inspect_relations(relations: Iterable[ET.Element]) -> None:
    for each in relations:
        target = each.get("Target", "")
        if each.get("TargetMode", "Internal") != "Internal" or re.match(r"\s*(\w+:|//|\\\\)", target):
            raise FormFault(LINKED, target=target[:100])
        if found := _KINDS.search(each.get("Type", "")):
            raise FormFault(STRANGE, part=found[0].strip("/"))


def _inspect_fields(elements: Iterable[tuple[str, ET.Element]]) -> None:
    """The instructions of Word's fields may be cut into runs, so they are read as one."""
    told = ""
    for tag, each in elements:
        if tag in {"instrText", "delInstrText"}:
            told += each.text or ""
        told += "".join(f" {value} " for key, value in each.items() if key.rpartition("}")[2] == "instr")
    for word in re.findall(r"[^\W\d_]{2,}", told):
        if word.upper() not in _FIELDS:
            raise FormFault(FIELD, field=word)
