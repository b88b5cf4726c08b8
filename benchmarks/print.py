"""A thousand student references to PDF, against reportlab drawing a blank page as often."""

import argparse
import time
from datetime import date
from io import BytesIO

from benchmarks.row import Row, against
from reports.common import batch, page
from reports.common.page import Paper, Stamp
from reports.students.reference import Reference, render

NAME = "print"
HELP = "student references to PDF, in one file and one for each, with one process and with several"
COUNT = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many references (default {COUNT})")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Draw them every way; each figure is one run, because a batch is drawn once."""
    papers = [_paper(number) for number in range(arguments.count)]
    blank = _seconds(lambda: _blank_pages(len(papers)))
    alone = _seconds(lambda: batch.one_file(papers, render, processes=1))
    together = _seconds(lambda: batch.one_file(papers, render))
    each = _seconds(lambda: list(batch.separate_files(papers, render)))
    processes = f"{batch.PROCESSES} processes"
    return [
        against(f"{len(papers)} references, one file, one process", alone, "s", blank),
        against(f"{len(papers)} references, one file, {processes}", together, "s", blank),
        against(f"{len(papers)} references, a file for each, {processes}", each, "s", blank),
        Row("a reference, one file, one process", alone / len(papers) * 1000, "ms"),
        Row("references a second, one file", len(papers) / together, "1/s"),
    ]


def _seconds(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def _blank_pages(count: int) -> bytes:
    target = BytesIO()
    canvas = page.canvas_for(target, "blank")
    for _number in range(count):
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _paper(number: int) -> Paper[Reference]:
    reference = Reference(
        language=("uz", "oz", "ru", "en")[number % 4],
        university="Geologiya fanlari universiteti",
        contacts="100164, Toshkent shahri, Olimlar koʻchasi, 64-uy · +998 71 262 43 70 · info@example.uz",
        city="Toshkent",
        name=f"Gʻulomov Alisher Baxtiyor oʻgʻli {number}",
        birth_date=date(2004, 3, 15),
        female=False,
        course=1 + number % 4,
        faculty="Geologiya va geoaxborot tizimlari fakulteti",
        specialty="60721500 – Foydali qazilma konlari geologiyasi, qidiruvi va razvedkasi",
        master=False,
        education_type="Bakalavriat",
        education_form="Kunduzgi taʼlim",
        payment_form="Davlat granti",
        study_language="Oʻzbek tili",
        group="21-03",
        entry_year=2025,
        student_number=f"4032511{number:05}",
        on_leave=False,
        place="talab qilingan joyga",
        signatories=(("Rektor", "Nurxoʻjayev B.A."), ("Dekan", "Toʻxtayev M.S.")),
        executor="Xolmatova N.",
    )
    uuid = f"8b9c1c8e-5f40-4f0e-9a2e-{number:012}"
    return Paper(reference, Stamp(f"MN-2026-{number:05}", date(2026, 11, 24), uuid, f"{number:064x}"))
