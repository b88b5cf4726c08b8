"""A version goes out as Excel, is changed by hand and comes back: row by row, all or nothing, whatever the file is."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import psycopg
import pytest
from sqlalchemy import select, update

from client.core.errors import HemisError
from client.data.timetable import plan_sheet, plan_words, rows, versions
from client.data.timetable.plan_lines import LineStatus
from client.views.timetable.versions.plan_sheet import PlanSheetDialog, save_fet
from shared.models.timetable import Card
from shared.timetabling.files.fet import read_fet
from tests.timetable_scene import NEXT, Scene

CASES = Path(__file__).parents[2] / "cases" / "imports"
WEEKS, DAY, PAIR, ROOM, LOCKED = 7, 8, 9, 10, 11


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Scene(admin)


@pytest.fixture
def dean(workplace_of, scene):
    return workplace_of("dean_geology")


@pytest.fixture
def draft(dean, scene):
    return versions.create(dean.gateway, scene.term, scene.faculty, "Asosiy", NEXT, None)


@pytest.fixture
def book(dean, draft):
    return openpyxl.load_workbook(io.BytesIO(plan_sheet.export(rows.read(dean.gateway, draft))))


@pytest.fixture
def look(dean, draft, tmp_path):
    """look(book): what the changed book would do."""

    def read(book):
        path = tmp_path / "reja.xlsx"
        book.save(path)
        return plan_sheet.read_file(path, rows.read(dean.gateway, draft))

    return read


def own(*lines):
    """A workbook of somebody's own."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    return book


def places(dean, draft):
    statement = select(Card.day, Card.pair, Card.room_id, Card.locked).where(Card.version_id == draft)
    return {row for row in dean.gateway.rows(statement) if row[0]}


def room_name(dean, draft, number):
    source = rows.read(dean.gateway, draft)
    return next(f"{row.name} ({row.building})" for row in source.rooms if row.id == number)


def test_the_sheet_hides_the_numbers_and_guards_what_names_a_lesson(book):
    page = book.worksheets[0]
    assert page.column_dimensions["A"].hidden
    assert page.protection.sheet
    assert page["B2"].protection.locked
    assert not page.cell(2, DAY).protection.locked
    assert isinstance(page["A2"].value, int)
    assert page["B2"].value == "Mineralogiya"


def test_a_version_read_back_untouched_changes_nothing(book, look):
    found = look(book)
    assert found.count(LineStatus.UNCHANGED) == len(found.lines) > 1
    assert found.moves() == []


def test_cards_changed_by_hand_are_placed_at_once(dean, scene, draft, book, look):
    page = book.worksheets[0]
    for column, value in (
        (DAY, "Seshanba"),
        (PAIR, 3),
        (ROOM, room_name(dean, draft, scene.rooms[0])),
        (LOCKED, "ha"),
    ):
        page.cell(2, column).value = value
    page.cell(3, DAY).value = "среда"
    page.cell(3, PAIR).value = 1.0
    found = look(book)
    assert found.count(LineStatus.NEW) == 2
    assert plan_sheet.apply(dean.gateway, found) == 2
    assert places(dean, draft) == {(2, 3, scene.rooms[0], True), (3, 1, None, False)}


def test_a_sheet_of_ones_own_is_known_by_its_words(dean, scene, draft, look):
    found = look(
        own(
            ("Dars jadvali",),
            ("Фан", "Guruh", "Kun", "Juftlik", "Xona"),
            ("МИНЕРАЛОГИЯ", scene.group_name, "ju", "2-juftlik", None),
            ("Mineralogiya", "yoʻq guruh", "Juma", 4, None),
            ("Mineralogiya", scene.group_name, "Сб", 4, None),
            (None, None, "Juma", 4, None),
        )
    )
    assert [line.status for line in found.lines] == [
        LineStatus.NEW,
        LineStatus.REFUSED,
        LineStatus.REFUSED,
        LineStatus.REFUSED,
    ]
    assert (found.lines[0].after.day, found.lines[0].after.pair) == (5, 2)
    assert "No lesson of this version is called “Mineralogiya · yoʻq guruh”" in found.lines[1].why
    assert "all 1 are above" in found.lines[2].why
    assert "names no lesson" in found.lines[3].why


def test_clashes_are_refused_beforehand_and_say_with_what(dean, scene, draft, book, look):
    page = book.worksheets[0]
    for row in (2, 3):
        page.cell(row, DAY).value, page.cell(row, PAIR).value = "Monday", 1
    found = look(book)
    assert {line.status for line in found.lines[:2]} == {LineStatus.REFUSED}
    assert "is taken on Monday, pair 1: Mineralogiya" in found.lines[0].why
    assert found.moves() == []


def test_cards_may_change_places(dean, draft, book, look):
    first, second = (book.worksheets[0].cell(row, 1).value for row in (2, 3))
    for card, day in ((first, 1), (second, 2)):
        dean.gateway.execute(update(Card).where(Card.id == card).values(day=day, pair=1))
    page = book.worksheets[0]
    page.cell(2, DAY).value, page.cell(2, PAIR).value = "Tuesday", 1
    page.cell(3, DAY).value, page.cell(3, PAIR).value = "Monday", 1
    found = look(book)
    assert found.count(LineStatus.CHANGED) == 2
    plan_sheet.apply(dean.gateway, found)
    assert {row[:2] for row in places(dean, draft)} == {(1, 1), (2, 1)}


def test_nothing_moves_when_somebody_moved_a_card_meanwhile(dean, draft, book, look):
    page = book.worksheets[0]
    for row in (2, 3):
        page.cell(row, DAY).value, page.cell(row, PAIR).value = "Monday", row
    found = look(book)
    card = page.cell(3, 1).value
    dean.gateway.execute(update(Card).where(Card.id == card).values(day=6, pair=6))
    with pytest.raises(HemisError, match="Somebody else has just changed"):
        plan_sheet.apply(dean.gateway, found)
    assert {row[:2] for row in places(dean, draft)} == {(6, 6)}


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (DAY, "yakshanba", "no day of the week"),
        (PAIR, 99, "no pair of the day"),
        (PAIR, None, "go together"),
        (ROOM, "osmon", "no room “osmon”"),
        (WEEKS, "har oy", "not which weeks"),
        (WEEKS, "toq", "held in every week"),
        (PAIR, "=1+1", "never calculated"),
    ],
)
def test_what_cannot_be_says_why(book, look, column, value, why):
    page = book.worksheets[0]
    places_of = {row: page.cell(row, WEEKS).value for row in range(2, page.max_row + 1)}
    row = next(row for row, weeks in places_of.items() if weeks == "every week")
    page.cell(row, DAY).value, page.cell(row, PAIR).value = "Monday", 1
    page.cell(row, column).value = value
    found = look(book)
    line = next(line for line in found.lines if line.number == row)
    assert line.status is LineStatus.REFUSED
    assert why in line.why


def test_refused_rows_are_saved_with_their_reasons_and_read_again(book, look):
    book.worksheets[0].cell(2, DAY).value = "yakshanba"
    again = openpyxl.load_workbook(io.BytesIO(plan_sheet.refused_file(look(book))))
    page = again.worksheets[0]
    assert page.max_row == 2
    assert "no day of the week" in page.cell(2, page.max_column).value
    page.cell(2, DAY).value, page.cell(2, PAIR).value = "Friday", 2
    assert look(again).count(LineStatus.NEW) == 1


def test_other_files_end_in_a_sentence(dean, draft, look, tmp_path):
    source = rows.read(dean.gateway, draft)
    for name, content, why in (
        ("rasm.xlsx", b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        ("matn.xlsx", b"kun;juftlik", "is a text file"),
        ("bosh.xlsx", b"", "is empty"),
        ("singan.xlsx", b"PK\x03\x04\0 broken", "not an Excel workbook"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(HemisError, match=why):
            plan_sheet.read_file(tmp_path / name, source)
    with pytest.raises(HemisError, match="no row of headers"):
        look(own(("Ism", "Familiya"), ("Ali", "Valiyev")))


def test_a_hundred_thousand_empty_rows_and_merged_headers_are_read(scene, look):
    book = own(("Fan", "Guruh", "Dars vaqti", None), (None, None, "Kun", "Juftlik"))
    page = book.active
    page.merge_cells("C1:D1")
    page.append(("Mineralogiya", scene.group_name, "Payshanba", 5))
    for row in range(4, 100_004):
        page.row_dimensions[row].height = 15
    found = look(book)
    assert [line.status for line in found.lines] == [LineStatus.NEW]


def test_the_dialog_shows_applies_and_saves_what_was_refused(qtbot, dean, draft, book, tmp_path):
    dialog = PlanSheetDialog(dean, draft, None, lambda _parent, name, _kinds: str(tmp_path / name))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save()
    page = (changed := openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))).worksheets[0]
    page.cell(2, DAY).value, page.cell(2, PAIR).value = "Monday", 2
    page.cell(3, DAY).value = "yakshanba"
    changed.save(tmp_path / "ozgargan.xlsx")
    dialog.read(tmp_path / "ozgargan.xlsx")
    assert [dialog.table.item(row, 1).text() for row in range(2)] == ["✕ refused", "+ gets a place"]
    assert "no day of the week" in dialog.table.item(0, 4).text()
    assert "Monday, pair 2" in dialog.table.item(1, 4).text()
    dialog.save_refused()
    assert [path.name[:12] for path in tmp_path.glob("Refused*.xlsx")] == ["Refused rows"]
    dialog.apply()
    assert "Cards moved: 1" in dialog.message.text()
    assert {row[:2] for row in places(dean, draft)} == {(1, 2)}
    assert not dialog.apply_button.isEnabled()


def test_another_faculty_neither_exports_nor_moves(workplace_of, draft, book, look):
    page = book.worksheets[0]
    page.cell(2, DAY).value, page.cell(2, PAIR).value = "Monday", 1
    found = look(book)
    mining = workplace_of("dean_mining").gateway
    with pytest.raises(HemisError, match="not there any more"):
        plan_sheet.source_of(mining, draft)
    with pytest.raises(HemisError):
        plan_sheet.apply(mining, found)


def test_a_version_is_saved_for_fet_and_can_be_read_again(dean, draft, tmp_path):
    save_fet(dean, None, draft, lambda _parent, name, _kinds: str(tmp_path / name))
    problem = read_fet(next(tmp_path.glob("*.fet"))).problem
    assert len(problem.events) == len(rows.read(dean.gateway, draft).cards)


@pytest.fixture
def of_cards(dean, draft):
    """of_cards(("Fizika", "KT-26"), …): the version as if it had these lessons of one pair, by the usual bells."""

    def make(*lessons):
        source = rows.read(dean.gateway, draft)
        card = source.cards[0]
        cards = [
            card._replace(id=number, class_id=-number, number=1, subject=subject, students=students, employee_id=None,
                          teacher=None, pairs=1, day=None, pair=None, room_id=None)
            for number, (subject, students) in enumerate(lessons, 1)
        ]  # fmt: skip
        return replace(source, cards=cards)

    return make


def test_the_lessons_of_two_groups_are_not_exchanged(of_cards):
    found = plan_sheet.read_file(
        CASES / "plan-two-groups.xlsx", of_cards(("Fizika", "KT-26"), ("Fizika", "QT-26"))
    )
    assert [(line.card.students, line.after.day, line.after.pair) for line in found.lines] == [
        ("QT-26", 1, 1),
        ("KT-26", 2, 2),
    ]


def test_a_lesson_of_a_group_of_another_letter_is_only_proposed(of_cards):
    found = plan_sheet.read_file(CASES / "plan-two-groups.xlsx", of_cards(("Fizika", "KT-26")))
    assert [line.status for line in found.lines] == [LineStatus.REFUSED, LineStatus.NEW]
    assert "If Fizika · KT-26 is meant, write that." in found.lines[0].why


def test_the_hour_of_a_bell_is_its_pair_and_half_a_cell_is_refused(of_cards):
    found = plan_sheet.read_file(CASES / "plan-clock.xlsx", of_cards(*[("Kimyo", "26-01")] * 4))
    assert [line.status for line in found.lines] == [LineStatus.NEW] * 2 + [LineStatus.REFUSED] * 2
    assert [(line.after.day, line.after.pair) for line in found.lines[:2]] == [(1, 1), (2, 1)]
    assert "“1-2” is no pair of the day" in found.lines[2].why
    assert "“3.5” is no pair of the day" in found.lines[3].why


@pytest.mark.parametrize(
    ("text", "pairs", "found"),
    [
        ("3", 1, 3), ("3-juftlik", 1, 3), ("3 пара", 1, 3), ("3.", 1, 3), ("8:30", 1, 1), ("08:30:00", 1, 1),
        ("08:30–09:50", 1, 1), ("08:30 - 09:50", 1, 1), ("1-2", 2, 1), ("", 1, None), ("08:31", 1, "no"),
        ("8", 1, 8), ("9", 1, "no"), ("1-2", 1, "no"), ("1-3", 2, "no"), ("3,5", 1, "no"), ("3x", 1, "no"),
        ("3 xona", 1, "no"), ("08:30-10:00", 1, "no"), ("25:00", 1, "no"), ("1/2", 1, "no"), ("№3", 1, "no"),
    ],
)  # fmt: skip
def test_a_pair_is_read_whole_or_refused(dean, draft, text, pairs, found):
    known = plan_words.Pairs(rows.read(dean.gateway, draft).pairs)
    if found == "no":
        with pytest.raises(HemisError):
            known.pair_of(text, pairs)
    else:
        assert known.pair_of(text, pairs) == found


@pytest.mark.parametrize(
    ("text", "locked"), [("ha", True), ("+", True), ("", False), ("yoʻq", False), ("no", False)]
)
def test_locked_is_yes_or_no(text, locked):
    assert plan_words.locked_of(text) is locked


@pytest.mark.parametrize("text", ["balki", "2", "ha?"])
def test_what_is_neither_is_refused(text):
    with pytest.raises(HemisError):
        plan_words.locked_of(text)


@pytest.mark.parametrize(
    ("written", "is_it"),
    [("Karimov", True), ("Karimov A.", True), ("Karimov A.B.", True), ("Karimov B.", False), ("Karimova", False),
     ("Karim", False), ("", True), ("Qarimov", False)],
)  # fmt: skip
def test_a_teacher_is_told_by_surname_and_initials(written, is_it):
    assert plan_sheet.is_teacher(written, "Karimov Anvar Botirovich") is is_it
