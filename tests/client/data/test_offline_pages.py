"""What a workstation prints of the diplomas it took along: onto the blank by its layout, and only what is signed."""

import json
import os
import secrets
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from client.core.errors import UserError
from client.data.offline import pages
from shared.offline.package import DIPLOMA, SUPPLEMENT, from_document

PRINTER = "HP LaserJet Pro 4003"


@pytest.fixture
def package(as_person):
    """What the registrar's workstation of the demonstration takes along."""
    registrar = as_person("registrar")
    station = registrar.execute("select id from blanks.workstation where name = 'Registrator 1'").fetchone()[
        0
    ]
    taken = registrar.execute(
        "select offline.take(%s, %s, %s)", [station, secrets.token_hex(32), "0" * 32]
    ).fetchone()[0]
    yield from_document(taken if isinstance(taken, dict) else json.loads(taken))
    registrar.rollback()


def waiting(package, form):
    return next(
        each for each in package.diplomas for paper in each.papers if (paper.form, paper.number) == (form, "")
    )


def pages_of(pdf):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def keep(name, pdf):
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        Path(folder, f"{name}.pdf").write_bytes(pdf)


def test_a_diploma_is_printed_onto_its_blank(package):
    diploma = waiting(package, DIPLOMA)
    pdf = pages.page(package, diploma, DIPLOMA, "B0002201", PRINTER)
    keep("offline-diploma", pdf)
    [text] = pages_of(pdf)
    assert diploma.register_number in text
    for word in diploma.name.split():
        assert word in text
    size = pypdfium2.PdfDocument(pdf)[0].get_size()
    width = float(package.layouts[0]["document"]["width"])
    assert abs(size[0] / 72 * 25.4 - width) < 0.1


def test_the_calibration_of_the_chosen_printer_moves_what_is_printed(package):
    diploma = waiting(package, DIPLOMA)
    measured = package.calibrations[0]["printer"]
    page = pages.page(package, diploma, DIPLOMA, "B0002201", measured)
    assert page != pages.page(package, diploma, DIPLOMA, "B0002201", "another printer")


def test_a_supplement_has_its_sections_and_rows(package):
    diploma = waiting(package, SUPPLEMENT)
    pdf = pages.page(package, diploma, SUPPLEMENT, "DI0004151", PRINTER)
    keep("offline-supplement", pdf)
    text = "\n".join(pages_of(pdf))
    for line in json.loads(diploma.content)["lines"]:
        assert line["title"]["en"].split()[0] in text
    assert diploma.register_number in text


def test_what_no_key_of_the_university_signed_is_told_apart(package):
    diploma = waiting(package, DIPLOMA)
    assert pages.is_signed(package, diploma)
    assert not pages.is_signed(package, replace(diploma, digest="0" * 64))
    assert not pages.is_signed(package, replace(diploma, key_id="0" * 16))
    assert not pages.is_signed(replace(package, keys=()), diploma)


def test_without_a_layout_nothing_is_printed(package):
    diploma = waiting(package, DIPLOMA)
    with pytest.raises(UserError) as refused:
        pages.page(replace(package, layouts=()), diploma, DIPLOMA, "B0002201", PRINTER)
    assert diploma.name in refused.value.text()


def test_a_name_that_does_not_fit_is_told_before_paper_moves(package):
    diploma = waiting(package, DIPLOMA)
    long = json.loads(diploma.content)
    long["texts"]["uz"]["surname"] = long["texts"]["en"]["surname"] = "Abdurahmonqulimuhammadov" * 12
    with pytest.raises(UserError) as refused:
        pages.page(package, replace(diploma, content=json.dumps(long)), DIPLOMA, "B0002201", PRINTER)
    assert "Abdurahmonqulimuhammadov" in refused.value.text()
