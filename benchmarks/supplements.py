"""Diploma supplements to PDF, pages a second, against WeasyPrint making the same pages from HTML in the same run."""

import importlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import partial
from html import escape
from multiprocessing import get_context
from pathlib import Path

import font_source_serif_pro
import segno

from benchmarks.row import Row
from reports.common import batch
from reports.diplomas import supplement_words as words
from reports.diplomas.supplement import Supplement, render_all
from shared.diplomas.content import ATTESTATION, COURSE_WORK, PRACTICE, SUBJECT, Content, Line

PROCESSES = 2
SUPPLEMENTS, AIM = 200, 10
#: WeasyPrint is so much slower that fewer tell its pace; each process gets some, and each PDF a few.
LESS, LEAST, MOST, TOGETHER = 20, 8, 20, 4
#: As long as a signed payload is: an identifier, a digest and a signature.
CODE = "HEMIS1:" + "A1B2C3D4E5F6G7H8" * 13
LINES = (*(SUBJECT,) * 40, *(COURSE_WORK,) * 3, *(PRACTICE,) * 2, ATTESTATION)
TITLES = (
    ("Oʻzbekistonning eng yangi tarixi", "Contemporary history of Uzbekistan"),
    (
        "Foydali qazilma konlarini qidirish va razvedka qilishning zamonaviy usullari hamda texnologiyalari",
        "Modern methods and technologies of prospecting and exploration of mineral deposits",
    ),
    ("Strukturaviy geologiya va geologik xaritalash", "Structural geology and geological mapping"),
)
_PAGE = """
@font-face {{ font-family: Serif; src: url({regular}) }}
@font-face {{ font-family: Serif; font-weight: bold; src: url({bold}) }}
@page {{ size: A4; margin: 19mm 12mm 17mm 18mm;
        @bottom-left {{ content: string(number); font: 7pt Serif }}
        @bottom-right {{ content: counter(page) "/" counter(pages); font: bold 7.5pt Serif }} }}
body {{ font: 8.5pt/1.2 Serif }} .one {{ break-before: page; string-set: number attr(data-number) }}
h2 {{ font-size: 8.5pt; background: #ebebeb; margin: 4pt 0; break-after: avoid }}
.pair {{ display: table; width: 100%; table-layout: fixed }} .pair > div {{ display: table-cell; padding-right: 5mm }}
small {{ font-size: 7pt }} svg {{ width: 26mm; height: 26mm }}
table {{ border-collapse: collapse; width: 100%; font-size: 8.5pt }}
td, th {{ border: 0.3pt solid #000; padding: 1pt 2pt }}
tr {{ break-inside: avoid }} td:not(:nth-child(2)) {{ text-align: center }}
"""


def rows(count: int) -> list[Row]:
    """Measure both; without WeasyPrint the line says why there is nothing to hold it against."""
    made = [Supplement(_content(number), f"{CODE}{number}") for number in range(count)]
    pace = _pace(lambda: [batch.one_file(made, render_all, processes=PROCESSES)])
    told = f"{count} diploma supplements, {PROCESSES} processes"
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as reason:  # its libraries in C are looked for when it is imported
        return [Row(f"{told} (nothing to hold it against: {reason})"[:160], pace, "pages/s")]
    fewer = [each.content for each in made[: min(MOST, max(LEAST, count // LESS))]]
    other = _pace(lambda: _by_weasyprint(fewer))
    faster = pace / other
    return [
        Row(told, pace, "pages/s", other, faster, f"≥ {AIM:g}", faster >= AIM),
        Row(f"… by WeasyPrint, {len(fewer)} of them", other, "pages/s"),
    ]


def _pace(work: Callable[[], Sequence[bytes]]) -> float:
    started = time.perf_counter()
    files = work()
    seconds = time.perf_counter() - started
    return sum(map(batch.page_count, files)) / seconds


def _by_weasyprint(contents: Sequence[Content]) -> list[bytes]:
    pieces = [contents[start : start + TOGETHER] for start in range(0, len(contents), TOGETHER)]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        return list(pool.map(_html_to_pdf, pieces))


def _html_to_pdf(contents: Sequence[Content]) -> bytes:
    weasyprint = importlib.import_module("weasyprint")
    files = font_source_serif_pro.font_files_ttf
    fonts = {
        name: Path(files[key]).as_uri()
        for name, key in (("regular", "SourceSerifPro"), ("bold", "SourceSerifProBold"))
    }
    page = f"<style>{_PAGE.format(**fonts)}</style>{''.join(map(_html, contents))}"
    written: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-2b")
    return written


def _html(content: Content) -> str:
    """Return what a supplement says, section by section, as HTML."""
    number = words.NUMBER.uz.format(number=content.register_number, day=content.register_day)
    parts = [f'<div class="one" data-number="{escape(number)}">', _pair(words.TITLE), _pair(words.ABOUT)]
    for section, told in enumerate(words.SECTIONS, start=1):
        parts.append(f"<h2>{section}. {escape(told.uz)} / {escape(told.en)}</h2>")
        for place, label, keys in words.ITEMS.get(section, ()):
            parts.append(_pair(words.Both(f"{place} {label.uz}", f"{place} {label.en}")))
            parts.append(_pair(words.Both(*(_text(content, keys, language) for language in ("uz", "en")))))
        if section == 4:  # noqa: PLR2004 - sections have their numbers
            parts.append(_list(content))
    code = segno.make(CODE, error="m", micro=False, mask=3).svg_inline()
    return "".join((*parts, code, _pair(words.SYSTEM), "</div>"))


def _pair(told: words.Both) -> str:
    return f'<div class="pair"><div>{escape(told.uz)}</div><div>{escape(told.en)}</div></div>'


def _text(content: Content, keys: Sequence[str], language: str) -> str:
    return " ".join(filter(None, map(partial(_field, content, language), keys)))


def _field(content: Content, language: str, key: str) -> str:
    return content.text(key, language)


def _list(content: Content) -> str:
    head = "".join(f"<th>{each.uz}<br><small>{each.en}</small></th>" for each in words.HEADS)
    lines = (
        f"<tr><td>{place}<td>{escape(each.title['uz'])}<br><small>{escape(each.title['en'])}</small><td>{each.semesters}"
        f"<td>{each.hours}<td>{each.credits}<td>{each.points}<td>{each.mark}</tr>"
        for place, each in enumerate(content.lines, start=1)
    )
    return f"<table><thead><tr>{head}</tr></thead>{''.join(lines)}</table>"


def _content(number: int) -> Content:
    """Return a graduate of forty-six subjects; no two have all their points alike."""
    uz = {
        "surname": f"Gʻulomov {number}", "given_name": "Alisher", "patronymic": "Baxtiyor oʻgʻli",
        "birth_date": "15.03.2004", "university": "Geologiya fanlari universiteti",
        "faculty": "Geologiya va geoaxborot tizimlari fakulteti", "degree": "Bakalavr", "form": "Kunduzgi",
        "specialty": "60721500 – Foydali qazilma konlari geologiyasi, qidiruvi va razvedkasi",
        "qualification": "Muhandis-geolog", "period": "2022-yil sentabr – 2026-yil iyun, 4 yil", "language": "Oʻzbek",
        "prior_education": "Umumiy oʻrta taʼlim toʻgʻrisidagi shahodatnoma UM № 1234567, 2022-yil",
        "admission": "Davlat test sinovlari natijalari", "further_study": "Magistraturaga kirish huquqi",
        "grading_system": "5 – aʼlo (90–100), 4 – yaxshi (70–89,9), 3 – qoniqarli (60–69,9), 2 – qoniqarsiz",
        "professional_status": "Geologiya sohasida mutaxassis sifatida ishlash huquqi", "rector": "B. Usmonov",
        "thesis": f"Muruntov konining geologik tuzilishi va maʼdan tanalari, {number}-uchastka", "city": "Toshkent",
        "decision": "Davlat attestatsiya komissiyasining 2026-yil 20-iyundagi 12-son qarori",
    }  # fmt: skip
    lines = [
        Line(
            section, dict(zip(("uz", "en"), TITLES[place % 3], strict=True)), 120, Decimal("5.0"),
            f"{1 + place // 6}", Decimal(f"{60 + (number * 7 + place * 3) % 40}.50"), "5", "A",
        )
        for place, section in enumerate(LINES)
    ]  # fmt: skip
    return Content(
        f"8b9c1c8e-5f40-4f0e-9a2e-{number:012}", "11", {"uz": uz, "en": uz}, lines, 7200, Decimal("240.0"),
        Decimal("4.33"), register_number=f"2026/{number:05}", register_day="05.07.2026",
        grading=(("5", Decimal("31.2")), ("4", Decimal("45.3")), ("3", Decimal("23.5"))),
    )  # fmt: skip
