"""The verb `import`: students, their results or employees from an Excel file, by the code of the window."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from client.core.i18n import LANGUAGES, _, set_language
from client.data.imports.applying import Import, ImportOutcome
from client.data.imports.doubts import Answers
from client.data.imports.kinds import KINDS, Importable
from client.data.imports.loading import load
from client.data.imports.mapping import ColumnChoice, MappedSheet, find_header, suggest
from client.data.imports.opening import Book, open_book
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.presenting import STATUS_LABELS, details_text, number_text, person_text
from client.data.imports.reading import read_sheet, sheet_names
from client.data.imports.refused import refused_workbook
from client.data.local.output_files import write_file
from client.data.server.session import Session
from commands.signing_in import add_sign_in, signed_in
from commands.trouble import CommandError

NAME = "import"
HELP = (
    "take students, their earlier results or employees from an Excel file; without --apply it is only tried"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=list(KINDS), help="what stands in the file")
    parser.add_argument("file", type=Path, metavar="FILE", help="an Excel workbook")
    add_sign_in(parser)
    parser.add_argument("--sheet", default="", help="the name of the sheet (default: the first)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="a value for rows without it"
    )
    parser.add_argument(
        "--meant", action="append", default=[], metavar="FIELD=TEXT",
        help="a doubtful cell that does mean what the reason of its refusal asks",
    )  # fmt: skip
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument(
        "--apply", choices=["all", "good"], help="import all rows or none, or only the good ones"
    )
    doing.add_argument("--dry-run", action="store_true", help="try it and change nothing (the default)")
    parser.add_argument(
        "--refused", type=Path, metavar="OUT.xlsx", help="write the refused rows with reasons"
    )
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en", help="of the sentences")


def run(arguments: argparse.Namespace) -> int:
    """Try the file, apply it if that was asked for, and tell; the exit code is 1 if rows are refused."""
    set_language(arguments.language)
    importable = KINDS[arguments.kind]
    book = open_book(arguments.file)
    sheet, choice = _read(book, importable, arguments)
    session = signed_in(arguments)
    try:
        session.act_as(importable.role)
        outcome = _import(session, importable, book, sheet, choice, arguments.apply)
    finally:
        session.close()
    if arguments.refused and outcome.plan.count(RowStatus.REFUSED):
        write_file(arguments.refused, refused_workbook(outcome.plan, book.name))
    print(_as_json(outcome) if arguments.json else _as_text(outcome))
    return int(outcome.plan.count(RowStatus.REFUSED) > 0)


def _read(
    book: Book, importable: Importable, arguments: argparse.Namespace
) -> tuple[MappedSheet, ColumnChoice]:
    if arguments.sheet and arguments.sheet not in (names := sheet_names(book)):
        raise CommandError(f"{book.name} has no sheet {arguments.sheet}. Its sheets: {', '.join(names)}.")
    sheet = find_header(read_sheet(book, arguments.sheet), importable.kind)
    choice = suggest(sheet.titles, importable.kind)
    if not choice.columns:
        raise CommandError(f"No column of {book.name} has a header that the program knows.")
    for given in arguments.set:
        key, value = _field_and_text(given, importable)
        choice.constants[key] = value
    meant = frozenset(_field_and_text(given, importable) for given in arguments.meant)
    return sheet, replace(choice, answers=Answers(meant=meant))


def _field_and_text(given: str, importable: Importable) -> tuple[str, str]:
    key, _equals, text = given.partition("=")
    if key not in importable.kind.by_key:
        raise CommandError(f"There is no field {key}. Fields: {', '.join(importable.kind.by_key)}.")
    return key, text


def _import(
    session: Session,
    importable: Importable,
    book: Book,
    sheet: MappedSheet,
    choice: ColumnChoice,
    apply: str | None,
) -> ImportOutcome:
    lookups = load(session.gateway, importable.kind)
    work = Import(session.gateway, book, importable.check(sheet, choice, lookups), lookups)
    tried = work.try_it()
    refused = tried.plan.count(RowStatus.REFUSED)
    if apply is None or (apply == "all" and refused):
        if apply:
            sys.stderr.write("Nothing was imported: some rows are refused.\n")
        return tried
    return work.apply(tried.plan, only_good=apply == "good")


def _as_text(outcome: ImportOutcome) -> str:
    plan = outcome.plan
    told = [status for status in (RowStatus.CHANGED, RowStatus.REFUSED) if plan.count(status)]
    rows = (
        "\t".join(
            (
                str(plan.checked.sheet.numbers[row]),
                _(STATUS_LABELS[status]),
                person_text(plan, row),
                details_text(plan, row),
            )
        )
        for row, status in enumerate(plan.statuses)
        if status in told or row in plan.remarks
    )
    counts = ", ".join(f"{_(STATUS_LABELS[status])}: {plan.count(status)}" for status in RowStatus)
    done = "Tried only, nothing was changed." if outcome.dry else f"Imported as run {outcome.run_id}."
    return "\n".join((*rows, counts, done))


def _as_json(outcome: ImportOutcome) -> str:
    plan = outcome.plan
    facts: dict[str, Any] = {"applied": not outcome.dry, "run": outcome.run_id}
    facts |= {status.value: plan.count(status) for status in RowStatus}
    facts["rows"] = [_row(plan, row) for row in range(plan.checked.count)]
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _row(plan: ImportPlan, row: int) -> dict[str, Any]:
    return {
        "row": plan.checked.sheet.numbers[row],
        "status": plan.statuses[row].value,
        "number": number_text(plan, row),
        "changed": [change.field.key for change in plan.changes.get(row, ())],
        "reasons": plan.reasons(row),
        "doubts": [f"{key}={text}" for key, text in sorted(plan.doubts(row))],
    }
