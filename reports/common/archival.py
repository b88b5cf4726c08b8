"""PDF/A-2b: what a PDF needs to be readable when nobody has our program any more.

The level b asks for fonts within the file, colours that mean something by themselves, a description in XMP that says
what it is, and an identifier; it forbids encryption, scripts and references to anything outside. Nothing that we draw
is transparent.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from struct import pack
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

CREATOR, PRODUCER = "HEMIS Desktop", "HEMIS Desktop (ReportLab)"
CONDITION = "sRGB IEC61966-2.1"
VERSION = (1, 7)
_STEPS = 1024
#: Red, green, blue and white of sRGB, as a profile has them: adapted to D50.
_COLOURS = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.7141),
    "wtpt": (0.9642, 1.0, 0.82491),
}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{day}</xmp:CreateDate>
   <xmp:ModifyDate>{day}</xmp:ModifyDate>
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class ArchivalCanvas(Canvas):
    """A canvas whose file is PDF/A-2b; its texts are drawn with our fonts alone, which are embedded."""

    _doc: Any

    def __init__(self, *arguments: Any, **options: Any) -> None:
        fonts.register()
        # Without a font of ours to begin with every page would name one of the reader's.
        super().__init__(*arguments, **(options | {"initialFontName": fonts.SERIF, "pdfVersion": VERSION}))
        self._doc.__class__ = _Document

    def save(self) -> None:
        """Write the file with its description and the meaning of its colours."""
        document = self._doc
        document.info.producer, document.info.author, document.info.subject = PRODUCER, CREATOR, ""
        described = xmp(document.info.title, document.info.creator, _moment(document._timeStamp))  # noqa: SLF001
        catalog = document.Catalog
        catalog.Metadata = _Description(described)
        profile = _Stream(pdfdoc.PDFDictionary({"N": 3}), srgb(), [pdfdoc.PDFZCompress])
        intent = {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(CONDITION),
            "Info": pdfdoc.PDFString(CONDITION),
            "DestOutputProfile": document.Reference(profile),
        }
        catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        super().save()


class _Document(pdfdoc.PDFDocument):
    """A document whose streams end as the standard asks."""

    def Reference(self, thing: Any, name: str | None = None) -> Any:  # noqa: N802 - the name of reportlab
        if type(thing) is pdfdoc.PDFStream:
            thing.__class__ = _Stream
        return super().Reference(thing, name)  # type: ignore[no-untyped-call]


class _Stream(pdfdoc.PDFStream):
    """A stream with the end of a line before its end, which does not belong to it."""

    def format(self, document: Any) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


class _Description(pdfdoc.PDFObject):
    """The description of a file, which has to be readable as it stands."""

    __RefOnly__ = 1

    def __init__(self, text: bytes) -> None:
        self._text = text

    def format(self, _document: Any) -> bytes:
        head = f"<<\n/Type /Metadata /Subtype /XML /Length {len(self._text)}\n>>\nstream\n"
        return head.encode() + self._text + b"\nendstream\n"


def xmp(title: str, creator: str, day: str) -> bytes:
    """Return the description of a file; what it says stands in the information of the file too."""
    told = _XMP.format(title=escape(title), creator=escape(creator), producer=escape(PRODUCER), day=day)
    return told.encode()


@cache
def srgb() -> bytes:
    """Return a profile of sRGB: what three numbers of a colour mean on any screen or printer."""
    curve = b"curv" + pack(">II", 0, _STEPS) + b"".join(pack(">H", _linear(each)) for each in range(_STEPS))
    tags = {
        "desc": b"desc" + pack(">II", 0, len(CONDITION) + 1) + CONDITION.encode() + b"\0" + bytes(78),
        "cprt": b"text" + pack(">I", 0) + b"No copyright\0",
        **{name: b"XYZ " + pack(">I", 0) + _fixed(*values) for name, values in _COLOURS.items()},
        "rTRC": curve, "gTRC": curve, "bTRC": curve,
    }  # fmt: skip
    start, places, body = 132 + 12 * len(tags), dict[bytes, int](), b""
    table = pack(">I", len(tags))
    for name, tag in tags.items():
        if tag not in places:  # the three curves are one
            places[tag] = start + len(body)
            body += tag + bytes(-len(tag) % 4)
        table += name.encode() + pack(">II", places[tag], len(tag))
    whole = _profile_head(start + len(body)) + table + body
    assert len(whole) == start + len(body)  # noqa: S101 - the head says how long it is
    return whole


def _profile_head(length: int) -> bytes:
    made = pack(">6H", 2000, 1, 1, 0, 0, 0)
    kind = b"\0\0\0\0" + pack(">I", 0x02100000) + b"mntrRGB XYZ " + made + b"acsp"
    return pack(">I", length) + kind + bytes(28) + _fixed(*_COLOURS["wtpt"]) + bytes(48)


def _fixed(*values: float) -> bytes:
    return b"".join(pack(">i", round(each * 65536)) for each in values)


def _linear(step: int) -> int:
    """Return the light of a step of sRGB."""
    value = step / (_STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB
    return round(light * 65535)


def _moment(stamp: TimeStamp) -> str:
    year, month, day, hour, minute, second = stamp.YMDhms
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"


def is_archival(reader: "PdfReader") -> bool:
    """Tell whether a PDF says that it is for an archive."""
    return "/OutputIntents" in reader.root_object


def carry_over(first: "PdfReader", writer: "PdfWriter", pieces: Sequence[bytes]) -> None:
    """Make what was joined from archival pieces archival: pages alone carry neither description nor colours."""
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject  # noqa: PLC0415 - as in batch

    info = dict(first.metadata or {})
    writer.metadata = info
    root = writer.root_object
    for name in ("/Metadata", "/OutputIntents", "/Lang"):
        root[NameObject(name)] = first.root_object.raw_get(name).clone(writer)
    digest = hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in pieces)).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(digest)] * 2)  # noqa: SLF001 - there is no other way to say it
    writer.pdf_header = f"%PDF-{VERSION[0]}.{VERSION[1]}"
