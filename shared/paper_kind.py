"""A kind of registered paper: declared by the model the paper is about, installed as a row of `documents.kind`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperKind:
    """Who issues and reads such papers, how they are numbered, and which function knows their subjects."""

    code: str
    label: str
    #: How a register number begins: MN-2026-00001.
    prefix: str
    #: The function of the module that answers for a subject: unit, names, facts, and what a paper must say.
    facts: str
    #: Group roles that register, print and cancel such papers within their units, and others that read them.
    issuers: tuple[str, ...]
    readers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("uz", "oz", "ru", "en")
    #: Kinds of one series count their numbers together; a kind without one counts alone.
    series: str = ""
