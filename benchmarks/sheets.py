"""Five hundred grade sheets to PDF: pages a second, against reportlab drawing a blank page as often."""

import argparse
import time
from io import BytesIO

from benchmarks.row import Row, against
from reports.common import batch, page
from reports.grades.form import FormColumn, SheetForm, render_all

NAME = "sheets"
HELP = "500 grade sheets of 25 students to PDF, with one process and with several"
COUNT, STUDENTS = 500, 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many sheets (default {COUNT})")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Draw them; each figure is one run, because a batch is drawn once."""
    forms = [_form(number) for number in range(arguments.count)]
    blank = _seconds(lambda: _blank_pages(len(forms)))
    alone = _seconds(lambda: render_all(forms))
    together = _seconds(lambda: batch.one_file(forms, render_all))
    return [
        against(f"{len(forms)} grade sheets, one process", alone, "s", blank),
        against(f"{len(forms)} grade sheets, {batch.PROCESSES} processes", together, "s", blank),
        Row("pages a second, one process", len(forms) / alone, "1/s"),
        Row(f"pages a second, {batch.PROCESSES} processes", len(forms) / together, "1/s"),
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


def _form(number: int) -> SheetForm:
    heads = (
        "№",
        "Talabaning familiyasi, ismi",
        "Talaba ID",
        "JN + ON (50)",
        "YaN (50)",
        "Jami ball",
        "Baho",
        "Imzo",
    )
    widths = (9, None, 26, 20, 18, 16, 13, 20)
    columns = tuple(
        FormColumn(head, wide, centred=wide is not None) for head, wide in zip(heads, widths, strict=True)
    )
    rows = tuple(
        (str(row), f"Gʻulomov Alisher Baxtiyor oʻgʻli {row}", f"403251100{row:03}", "41", "44", "85", "4", "")
        for row in range(1, STUDENTS + 1)
    )
    facts = (
        ("Qaydnoma №", f"Q26-{number:06}"), ("Fan", "Umumiy geologiya"), ("Guruh", "25-01"),
        ("Kafedra", "Mineralogiya va petrografiya kafedrasi"), ("Oʻquv yili", "2026/2027"), ("Semestr", "3"),
    )  # fmt: skip
    signatures = (
        ("Fan oʻqituvchisi", "Choriyeva Sh. Oʻ."),
        ("Kafedra mudiri", "Hasanova F. I."),
        ("Dekan", "Gʻulomov A. K."),
    )
    return SheetForm(
        "uz", "12-shakl", "BAHOLASH QAYDNOMASI", "Geologiya fanlari universiteti", "Geologiya fakulteti", facts,
        columns, rows, ("oʻzlashtirdi: 25",), signatures, f"{number:064x}",
    )  # fmt: skip
