"""What a workstation takes along: prepared diplomas, its blanks in their order, and by whose leave."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from shared.offline.event import Chain
from shared.text import N_

DIPLOMA, SUPPLEMENT, DUPLICATE = "diploma", "supplement", "duplicate"
#: What is printed; the words are those of the models, which a workstation without a server does not load.
FORMS = {
    DIPLOMA: N_("Diploma"),
    SUPPLEMENT: N_("Supplement to a diploma"),
    DUPLICATE: N_("Duplicate of a diploma"),
}


@dataclass(frozen=True)
class Paper:
    """What is printed for a graduate on a blank of its own: the diploma, its supplement, or a duplicate."""

    form: str
    #: The kinds of blanks it may be printed on.
    kinds: tuple[int, ...]
    #: The blank it was printed on before it was taken along; nothing while it waits.
    number: str = ""
    #: The version of the layout it is printed with; nothing where none is in use, and for supplements.
    layout: int = 0


@dataclass(frozen=True)
class Diploma:
    """A prepared diploma as it was signed; nothing of it is changed here."""

    id: int
    uuid: str
    #: The whole name, and as the English page has it.
    name: str
    name_en: str
    group: str
    register_number: str
    content: str
    digest: str
    signature: str
    key_id: str
    #: The digits of the QR code.
    code: str
    papers: tuple[Paper, ...]
    #: Open points of the clearance sheet that keep it from being handed out.
    open_points: int = 0

    @property
    def genuine(self) -> bool:
        """Whether the content is what was prepared."""
        return sha256(self.content.encode()).hexdigest() == self.digest


@dataclass(frozen=True)
class Blank:
    """A blank of the reserved range."""

    number: str
    kind_id: int
    kind: str
    form: str


@dataclass(frozen=True)
class Package:
    """Everything that was taken along, and the beginning of the chain."""

    workstation_id: int
    workstation: str
    epoch: int
    #: What the first event is chained to: only who took the package knows it.
    seed: str
    login: str
    person: str
    #: Moments of the server, in ISO: when it was taken, and until when printing without the server is granted.
    taken_at: str
    until: str
    diplomas: tuple[Diploma, ...]
    blanks: tuple[Blank, ...]
    #: Layouts of blanks, the newest calibration of each printer, and the university's public keys, as they are stored.
    layouts: tuple[Mapping[str, Any], ...] = ()
    calibrations: tuple[Mapping[str, Any], ...] = ()
    keys: tuple[Mapping[str, Any], ...] = ()

    @property
    def chain(self) -> Chain:
        return Chain(self.workstation_id, self.epoch)

    def document(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)

    def joined(self, fresh: "Package") -> "Package":
        """Return what is taken along now: diplomas and blanks that were printed on stay, new ones come to them."""
        diplomas = {each.uuid: each for each in (*self.diplomas, *fresh.diplomas)}
        blanks = {each.number: each for each in (*self.blanks, *fresh.blanks)}
        return replace(
            fresh,
            seed=self.seed,
            diplomas=tuple(diplomas.values()),
            blanks=tuple(sorted(blanks.values(), key=lambda each: number_key(each.number))),
        )


def from_document(document: Mapping[str, Any]) -> Package:
    """Return the package that was stored. Raises `KeyError` or `TypeError` for what is none."""
    return Package(
        **{
            **document,
            "diplomas": tuple(_diploma(each) for each in document["diplomas"]),
            "blanks": tuple(Blank(**each) for each in document["blanks"]),
            **{name: tuple(document.get(name) or ()) for name in ("layouts", "calibrations", "keys")},
        }
    )


def number_key(number: str) -> tuple[str, int]:
    """Return what numbers of blanks are sorted by: their series, then what they count."""
    series, digits = re.match(r"^([A-Z]*)([0-9]*)", number).groups()  # type: ignore[union-attr]  # it always matches
    return series, int(digits or 0)


def _diploma(document: Mapping[str, Any]) -> Diploma:
    papers: Sequence[Mapping[str, Any]] = document["papers"]
    read = tuple(
        Paper(each["form"], tuple(each["kinds"]), each.get("number") or "", each.get("layout") or 0)
        for each in papers
    )
    return Diploma(**{**document, "papers": read})
