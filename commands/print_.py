"""The verb `print`: official papers into files, registered and logged like those of the window."""

import argparse
import sys
from pathlib import Path

from client.core.settings import workstation
from client.data.local.output_files import write_file, write_files
from client.data.server.session import Session
from client.data.students import references
from client.data.students.reference_batch import ReferenceBatch
from commands.signing_in import add_sign_in, signed_in
from commands.trouble import CommandError
from reports.students.reference_words import WORDS

NAME = "print"
HELP = "register official papers and write them into files"
PRINTING_ROLES = ("hemis_faculty", "hemis_registrar")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paper", choices=["reference"], help="the kind of paper")
    add_sign_in(parser)
    parser.add_argument("--role", choices=PRINTING_ROLES, help="the role to act in, if there are several")
    parser.add_argument("--students", required=True, nargs="+", metavar="NUMBER", help="student numbers")
    parser.add_argument("--language", choices=tuple(WORDS), default="uz")
    parser.add_argument("--place", default="", help="for submission where, as the paper says it")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder for the files")
    parser.add_argument("--one-file", action="store_true", help="one PDF for all instead of one for each")


def run(arguments: argparse.Namespace) -> int:
    """Register and write the papers; the exit code is 1 if some student gets none."""
    if not arguments.out.is_dir():
        raise CommandError(f"There is no folder {arguments.out}.")
    session = signed_in(arguments)
    try:
        session.act_as(arguments.role or _only_role(session))
        students = references.by_number(session.gateway, arguments.students)
        prepared = references.prepare(
            session.gateway, students, arguments.language, arguments.place, session.person.name
        )
        for _student, reason in prepared.refused:
            sys.stderr.write(f"{reason.text()}\n")
        if prepared.references:
            _write(ReferenceBatch(session.gateway, prepared.references, workstation()), arguments)
    finally:
        session.close()
    return int(bool(prepared.refused))


def _write(batch: ReferenceBatch, arguments: argparse.Namespace) -> None:
    batch.issue("save", 1)
    if arguments.one_file:
        name = f"{arguments.paper} {batch.registered[0].stamp.register_number}.pdf"
        write_file(arguments.out / name, batch.one_file(_silent))
    else:
        write_files(arguments.out, batch.separate_files(_silent))
    for paper in batch.registered:
        print(f"{paper.stamp.register_number}\t{paper.content['student_number']}\t{paper.content['name']}")


def _only_role(session: Session) -> str:
    fit = sorted({membership.role for membership in session.roles} & set(PRINTING_ROLES))
    if len(fit) != 1:
        held = ", ".join(sorted({membership.role for membership in session.roles}))
        raise CommandError(
            f"Say with --role which role prints: {' or '.join(PRINTING_ROLES)}. You hold: {held}."
        )
    return fit[0]


def _silent(_done: int, _total: int) -> None:
    """Nobody watches the progress."""
