"""A small, safe reading of XML: no entities of its own, no more depth or size than a timetable needs."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from shared.timetabling.model import Unusable

LARGEST = 64 * 1024 * 1024
DEEPEST = 40
MOST_ELEMENTS = 1_000_000


def read_xml(path: Path) -> Element:
    """The root of the file; anything hostile or broken is refused with a sentence."""
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name)
        return parse_xml(path.read_bytes(), path.name)
    except OSError as error:
        raise Unusable(f"{path.name} cannot be read: {error.strerror}.") from error


def _too_large(name: str) -> Unusable:
    return Unusable(f"{name} is larger than {LARGEST // 1024 // 1024} MB: no timetable is.")


def parse_xml(content: bytes, name: str) -> Element:
    if len(content) > LARGEST:
        raise _too_large(name)
    builder, parser = TreeBuilder(), expat.ParserCreate()
    guard = _Guard(builder, name)
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = guard.entity
    parser.ExternalEntityRefHandler = guard.entity
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
        return builder.close()
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise Unusable(f"{name} is not a whole XML file: line {error.lineno}, {why}.") from error
    except (ParseError, LookupError, AssertionError, ValueError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(f"{name} is not an XML file that can be read.") from error


class _Guard:
    """Passes elements on to the builder and refuses what a timetable never has."""

    def __init__(self, builder: TreeBuilder, name: str) -> None:
        self._builder, self._name, self._depth, self._count = builder, name, 0, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Attributes are dropped but for those of the root: FET says nothing in others."""
        self._depth += 1
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Unusable(f"{self._name} has more than {MOST_ELEMENTS} elements: no timetable has.")
        if self._depth > DEEPEST:
            raise Unusable(f"{self._name} nests its elements deeper than any timetable: it is refused.")
        self._builder.start(tag, attributes if self._depth == 1 else {})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def entity(self, *_: object) -> int:
        raise Unusable(f"{self._name} declares entities of its own, which no timetable needs: it is refused.")
