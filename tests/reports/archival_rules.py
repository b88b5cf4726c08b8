"""The rules of PDF/A-2b as far as pypdf can look at them.

A validator such as veraPDF cannot be had among the packages this project is built from, so nothing here is a proof of
conformity: each rule of ISO 19005-2 that our files could break by themselves is looked at in the finished file.
"""

import re
import xml.etree.ElementTree as ET
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

FORBIDDEN = {
    "/JavaScript",
    "/Launch",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/ImportData",
    "/Hide",
    "/SetOCGState",
}
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
TITLE = ".//{http://purl.org/dc/elements/1.1/}title//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
TRANSPARENT = {"/SMask", "/CA", "/ca", "/BM"}


def broken(pdf: bytes) -> list[str]:
    """Return the rules that a file breaks."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.root_object
    found = [*_file(pdf, reader), *_description(reader)]
    if [each.get("/S") for each in root.get("/OutputIntents", ())] != ["/GTS_PDFA1"]:
        found.append("one output intent of the archive")
    elif not _profile(root["/OutputIntents"][0]["/DestOutputProfile"]):
        found.append("a profile of colours of a screen")
    found += [f"no {name}" for name in ("/AA", "/OpenAction", "/AcroForm") if name in root]
    for each in _objects(reader):
        found += _object(each)
    return list(dict.fromkeys(found))


def _file(pdf: bytes, reader: PdfReader) -> list[str]:
    found = []
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        found.append("a header with four bytes that are no text")
    if "/Encrypt" in reader.trailer:
        found.append("no encryption")
    if len(reader.trailer.get("/ID", ())) != 2:
        found.append("an identifier of the file")
    if not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        found.append("nothing after the end")
    if re.search(rb"[^\r\n]endstream", pdf):
        found.append("the end of a line before the end of a stream")
    return found


def _description(reader: PdfReader) -> list[str]:
    metadata = reader.root_object.get("/Metadata")
    if metadata is None:
        return ["a description"]
    metadata = metadata.get_object()
    if "/Filter" in metadata:
        return ["a description that is readable as it stands"]
    tree = ET.fromstring(metadata.get_data().decode("utf-8"))  # noqa: S314 - our own
    level = [tree.findtext(f".//{PDFAID}{name}") for name in ("part", "conformance")]
    found = [] if level == ["2", "B"] else ["the level that it claims"]
    if tree.findtext(TITLE) != (reader.metadata.title or ""):
        found.append("one title in both descriptions")
    return found


def _profile(profile: StreamObject) -> bool:
    data = profile.get_object().get_data()
    return (
        data[12:20] == b"mntrRGB " and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data)
    )


def _objects(reader: PdfReader) -> list[DictionaryObject]:
    """Return every dictionary and stream that the file reaches."""
    found, waiting, seen = [], [reader.trailer["/Root"].get_object()], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            found.append(each)
            waiting += [each.raw_get(key) for key in each if key != "/Parent"]
        elif isinstance(each, ArrayObject):
            waiting += list(each)
    return found


def _object(each: DictionaryObject) -> list[str]:
    found = []
    if each.get("/S") in FORBIDDEN or "/EF" in each:
        found.append("no scripts, no actions, no files within")
    if "/LZWDecode" in str(each.get("/Filter", "")) or ("/F" in each and isinstance(each, StreamObject)):
        found.append("no LZW, nothing outside of the file")
    if (each.get("/Type") == "/ExtGState" and TRANSPARENT & each.keys()) or each.get("/S") == "/Transparency":
        found.append("no transparency")
    if each.get("/Type") == "/Font":
        descriptor = each.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys():
            found.append(f"the font {each.get('/BaseFont')} within the file")
        if int(descriptor.get("/Flags", 0)) & 4 and "/Encoding" in each:
            found.append("a font of its own letters without an encoding of others")
        if (
            len(each.get("/Widths", ()))
            != int(each.get("/LastChar", -1)) - int(each.get("/FirstChar", 0)) + 1
        ):
            found.append("a width for each letter")
    return found
