"""The student reference says what it must, in four languages, and nothing leaves its page."""

import json
from io import BytesIO

import pypdf
import pytest
import segno
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.common.page import BOTTOM, HEIGHT, LEFT, QR_MASK, RIGHT, WIDTH, Paper
from reports.students.reference import QR_SIDE, from_content, render
from reports.students.reference_words import PLACES, WORDS

LETTERS = "Oʻ oʻ Gʻ gʻ ʼ Ўў Ққ Ғғ Ҳҳ Ёё Ъъ Ээ № «» “” –"
LONGEST = {
    "university": "Oʻrta Osiyo iqlim va suv muammolari ilmiy-tadqiqot universiteti " * 4,
    "faculty": "Gidrogeologiya, muhandislik geologiyasi va geofizika fakulteti " * 4,
    "specialty": "60721500 – " + "Foydali qazilma konlari geologiyasi, qidiruvi va razvedkasi " * 4,
    "name": "Abdurahmonovaxonzoda" * 3 + " " + "Muhammadamin" * 5 + " " + "Qudratullohxoʻja" * 4,
    "contacts": "100164, Toshkent shahri, Olimlar koʻchasi, 64-uy, " * 6,
    "place": "ota-onasining ish joyi boʻlgan vazirlikning markaziy apparatiga " * 3,
    "group": "G" * 32,
    "city": "Toshkent" * 12,
    "executor": "Xolmatova " * 20,
    "signatories": (("Birinchi prorektor " * 3, "B. Nurxoʻjayevamuhammad " * 3),) * 2,
    "on_leave": True,
}


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("uz", ("2026-yil 24-noyabr № 123/2026", "2-kurs talabasi ekani", "2004-yil 15-martda tugʻilgan")),
        ("oz", ("2026 йил 24 ноябрь № 123/2026", "2-курс талабаси экани", "МАЪЛУМОТНОМА")),
        ("ru", ("24 ноября 2026 г. № 123/2026", "является студенткой 2 курса", "СПРАВКА")),
        (
            "en",
            ("24 November 2026 No. 123/2026", "student in year 2 of study at the University", "REFERENCE"),
        ),
    ],
)
def test_says_who_studies_where(make_reference, stamp, read, language, sentences):
    reference = make_reference(language)
    text = read(render([Paper(reference, stamp)])).text().replace("\u00a0", " ")
    for part in (*sentences, reference.name, reference.faculty, stamp.uuid, "403251100123", "21-03"):
        assert part in text


def test_a_man_is_no_studentka(make_reference, read):
    assert "студентом" in read(render([Paper(make_reference("ru", female=False))])).text()


def test_a_student_on_leave_is_said_to_be(make_reference, read):
    assert WORDS["uz"].on_leave in read(render([Paper(make_reference(on_leave=True))])).text()


def test_an_unregistered_reference_is_marked_and_has_no_qr(make_reference, stamp, read):
    draft, real = (read(render([Paper(make_reference(), given)])) for given in (None, stamp))
    assert "NAMUNA" in draft.text()
    assert "NAMUNA" not in real.text()
    corner = tuple(map(int, (WIDTH - RIGHT - QR_SIDE, HEIGHT - 125, WIDTH - RIGHT, HEIGHT - 50)))
    assert draft.picture().crop(corner).getextrema()[0] > 200
    assert real.picture().crop(corner).getextrema()[0] == 0


def test_the_qr_holds_number_uuid_and_digest(make_reference, stamp, read):
    matrix = segno.make(stamp.qr_text(), error="m", micro=False, mask=QR_MASK).matrix
    assert all(
        part.upper() in stamp.qr_text() for part in (stamp.register_number, stamp.uuid, stamp.digest[:16])
    )
    picture = read(render([Paper(make_reference(), stamp)])).picture(scale=6)
    left, top, module = WIDTH - RIGHT - QR_SIDE, HEIGHT - 17 / 25.4 * 72 - QR_SIDE, QR_SIDE / len(matrix)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            at = (int((left + (column + 0.5) * module) * 6), int((top + (row + 0.5) * module) * 6))
            assert (picture.getpixel(at) < 128) == bool(dark)


def test_the_same_reference_is_the_same_bytes(make_reference, stamp):
    assert render([Paper(make_reference(), stamp)]) == render([Paper(make_reference(), stamp)])


def test_a_snapshot_is_json_and_comes_back(make_reference):
    reference = make_reference("oz")
    assert from_content(json.loads(json.dumps(reference.content()))) == reference


def test_every_letter_is_drawn_with_an_embedded_font(make_reference, stamp):
    pdf = render([Paper(make_reference(faculty=LETTERS), stamp)])
    used = []

    def see(text, _matrix, _place, font, _size):
        if text.strip():
            used.append(font)

    text = pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=see)
    assert LETTERS in " ".join(text.split())
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    assert {font["/BaseFont"].split("+")[1] for font in used} == {
        "SourceSerifPro-Regular",
        "SourceSerifPro-Bold",
    }


def test_tags_in_a_name_are_text(make_reference, read):
    assert "A <b> & Co" in read(render([Paper(make_reference(faculty="A <b> & Co"))])).text()


@pytest.mark.parametrize("language", WORDS)
def test_the_longest_texts_stay_on_their_page(make_reference, stamp, read, language):
    _stays_inside(read(render([Paper(make_reference(language, **LONGEST), stamp)])))


@given(
    data=st.fixed_dictionaries(
        {
            name: st.text(st.sampled_from("aOʻgʻʼШЎқ -W.iy<&"), max_size=size).map(lambda text: f"A{text}")
            for name, size in (
                ("university", 255),
                ("faculty", 255),
                ("specialty", 270),
                ("name", 199),
                ("place", 200),
            )
        }
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_stays_on_its_page(make_reference, stamp, read, data):
    _stays_inside(read(render([Paper(make_reference(**data), stamp)])))


def _stays_inside(pages):
    assert len(pages) == 1
    for letter, left, bottom, right, top in pages.letters():
        assert left >= LEFT - 1, letter
        assert right <= WIDTH - RIGHT + 1, letter
        assert top <= HEIGHT - BOTTOM + 2, letter
        assert bottom >= 8, letter


def test_the_longest_body_ends_above_the_signatures(make_reference, stamp, read):
    letters = list(read(render([Paper(make_reference(**LONGEST), stamp)])).letters())
    text = "".join(letter for letter, *_ in letters)
    end = text.index("taqdimetishuchunberildi.") + len("taqdimetishuchunberildi")
    signatory = text.index("Birinchiprorektor")
    assert letters[end][2] > letters[signatory][4] + 2


def test_the_places_offered_exist_in_every_language():
    assert {language: len(places) for language, places in PLACES.items()} == dict.fromkeys(WORDS, 6)
