"""What a module declares of a document: how it is asked for, and if it is registered, how it is drawn and checked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from client.core.errors import HemisError, UserError
from client.core.i18n import N_, language
from client.data.documents.printable import Printable
from client.data.server.gateway import Gateway
from reports.common.page import Paper
from shared.paper_kind import PaperKind

LANGUAGES = ("uz", "oz", "ru", "en")


class Snapshot(Protocol):
    """What a registered paper says; the register keeps its content, which names the subject under `name`."""

    @property
    def language(self) -> str: ...
    @property
    def name(self) -> str: ...
    def content(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class RegisteredForm:
    """How papers of a registered kind are read from the register, drawn, named and checked."""

    kind: PaperKind
    read: Callable[[Mapping[str, Any]], Any]
    render: Callable[[Sequence[Paper[Any]]], bytes]
    #: Message ids: several drafts, registered ones with their {numbers}, and what to do when there are none.
    drafts: str
    registered: str
    nothing: str
    #: The facts of the subject that whoever checks a paper compares: name, label, classifier.
    facts: tuple[tuple[str, str, str], ...]

    @property
    def written(self) -> str:
        """The language of the interface, if such papers are made in it, else the first one they are made in."""
        made = self.kind.languages
        return language() if language() in made else made[0]


@dataclass(frozen=True)
class Option:
    """Something to be said of the wanted papers: `--name VALUE`."""

    name: str
    help: str
    required: bool = False
    #: Whether several values may be given.
    many: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True)
class PaperRequest:
    """Which papers somebody wants, and where they come from."""

    gateway: Gateway
    language: str
    executor: str
    workstation: str
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def texts(self, option: str) -> Sequence[str]:
        """Return all values of an option."""
        return self.values.get(option, ())

    def text(self, option: str) -> str:
        """Return the value of an option; empty if it is not given."""
        return next(iter(self.texts(option)), "")

    def number(self, option: str) -> int | None:
        """Return the whole number given for an option, None if it is not given."""
        text = self.text(option)
        if text and not (text.isascii() and text.isdigit()):
            raise UserError(N_("Give a whole number for {option}, not “{value}”."), option=option, value=text)
        return int(text) if text else None

    def day(self, option: str) -> date:
        """Return the day given for an option."""
        text = self.text(option)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise UserError(
                N_("Give a day as 2026-11-23 for {option}, not “{value}”."), option=option, value=text
            ) from None


@dataclass(frozen=True)
class PreparedPapers:
    """The papers, if there are any, and why others could not be made."""

    papers: Printable | None
    refused: tuple[HemisError, ...] = ()


@dataclass(frozen=True)
class Document:
    """A kind of paper as people ask for it; every one stands in `client.data.document_list`."""

    code: str
    title: str
    prepare: Callable[[PaperRequest], PreparedPapers]
    options: tuple[Option, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    form: RegisteredForm | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that register such papers; empty: whoever reads what they say."""
        return self.form.kind.issuers if self.form else ()
