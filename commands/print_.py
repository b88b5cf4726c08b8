"""The verb `print`: every document of the program into files; official ones are registered and logged."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from client.core.i18n import _, set_language
from client.core.settings import workstation
from client.data.document_list import DOCUMENTS
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers
from client.data.documents.printable import Printable
from client.data.documents.registered import RegisteredPapers
from client.data.local.output_files import safe_name, write_file, write_files
from client.data.server.session import Session
from commands.signing_in import add_sign_in, signed_in
from commands.trouble import CommandError

NAME = "print"
HELP = "write papers into files; official ones are registered and logged"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help="list the papers there are and end")
    kinds = parser.add_subparsers(dest="paper", metavar="PAPER", title="papers")
    for document in DOCUMENTS:
        _add_options(kinds.add_parser(document.code, help=_titled(document)), document)


def run(arguments: argparse.Namespace) -> int:
    """Write the papers; the exit code is 1 if some could not be made."""
    if arguments.list or arguments.paper is None:
        for document in DOCUMENTS:
            print(f"{document.code}\t{_titled(document)}\t{_usage(document.options)}")
        return 0
    if not arguments.out.is_dir():
        raise CommandError(f"There is no folder {arguments.out}.")
    document = next(each for each in DOCUMENTS if each.code == arguments.paper)
    set_language(arguments.language)
    session = signed_in(arguments)
    try:
        session.act_as(arguments.role or _only_role(session, document))
        prepared = document.prepare(_request(session, document, arguments))
        for reason in prepared.refused:
            sys.stderr.write(f"{reason.text()}\n")
        _write(prepared, arguments)
    finally:
        session.close()
    return int(bool(prepared.refused))


def _add_options(parser: argparse.ArgumentParser, document: Document) -> None:
    add_sign_in(parser)
    roles = document.roles or None
    parser.add_argument("--role", choices=roles, help="the role to act in, if there are several")
    parser.add_argument("--language", choices=document.languages, default="uz")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder for the files")
    parser.add_argument("--one-file", action="store_true", help="one PDF for all instead of one for each")
    for option in document.options:
        parser.add_argument(
            f"--{option.name}",
            dest=f"option_{option.name}",
            required=option.required,
            nargs="+" if option.many else None,
            choices=option.choices or None,
            default=option.default,
            help=option.help,
        )


def _request(session: Session, document: Document, arguments: argparse.Namespace) -> PaperRequest:
    given = {option.name: getattr(arguments, f"option_{option.name}") for option in document.options}
    values = {name: [value] if isinstance(value, str) else list(value) for name, value in given.items()}
    return PaperRequest(session.gateway, arguments.language, session.person.name, workstation(), values)


def _write(prepared: PreparedPapers, arguments: argparse.Namespace) -> None:
    papers = prepared.papers
    if papers is None:
        return
    papers.issue("save", 1)
    if arguments.one_file:
        write_file(
            arguments.out / f"{safe_name(_file_title(papers, arguments.paper))}.pdf", papers.one_file(_silent)
        )
    else:
        write_files(arguments.out, papers.separate_files(_silent))
    for line in _told(papers):
        print(line)


def _file_title(papers: Printable, code: str) -> str:
    if isinstance(papers, RegisteredPapers):
        return f"{code} {papers.registered[0].stamp.register_number}"
    return papers.title


def _told(papers: Printable) -> Iterable[str]:
    """Say what was registered, a line for each paper, or what was written."""
    if not isinstance(papers, RegisteredPapers):
        return (papers.title,)
    return (
        f"{each.stamp.register_number}\t{each.facts.get('number', '')}\t{each.content['name']}"
        for each in papers.registered
    )


def _titled(document: Document) -> str:
    return _(document.title)


def _usage(options: Iterable[Option]) -> str:
    return " ".join(
        text if option.required else f"[{text}]"
        for option in options
        for text in (
            f"--{option.name} {'|'.join(option.choices) or option.name.upper()}{' …' if option.many else ''}",
        )
    )


def _only_role(session: Session, document: Document) -> str:
    held = sorted({membership.role for membership in session.roles})
    fit = [role for role in held if not document.roles or role in document.roles]
    if len(fit) != 1:
        wanted = " or ".join(document.roles or held)
        raise CommandError(f"Say with --role which role prints: {wanted}. You hold: {', '.join(held)}.")
    return fit[0]


def _silent(_done: int, _total: int) -> None:
    """Nobody watches the progress."""
