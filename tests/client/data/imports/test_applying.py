"""Importing as the dean's office of geology: everything or nothing, each row accounted for, and taken back."""

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.core.errors import Cancelled, Conflict, HemisError, Refused, Unavailable, UserError
from client.data.imports import applying
from client.data.imports.applying import Import
from client.data.imports.history import past_imports, same_file, undo
from client.data.imports.loading import load
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import details_text, person_text
from client.data.imports.reading import read_sheet
from client.data.imports.refused import refused_workbook
from client.data.imports.students import STUDENTS, check_students
from shared import pinfl
from shared.scripts import name_in

HEADER = (
    "Familiya", "Ism", "Otasining ismi", "Tugʻilgan sana", "Jinsi", "Guruh", "Toʻlov shakli", "Kurs", "Semestr",
    "JSHSHIR", "Telefon", "Millati",
)  # fmt: skip
SNAPSHOT = {
    "students.student": "select to_jsonb(t) - 'row_version' from students.student t order by id",
    "students.private": "select to_jsonb(t) - 'row_version' from students.private t order by student_id",
    "students.search_word": "select to_jsonb(t) from students.search_word t order by student_id, word",
}


@pytest.fixture
def dean(session_of):
    return session_of("dean_geology").gateway


@pytest.fixture
def snapshot(admin):
    return lambda: {name: [row for (row,) in admin.execute(sql)] for name, sql in SNAPSHOT.items()}


@pytest.fixture
def group(admin):
    """A group of the first course of the faculty."""
    sql = (
        "select g.name from students.group g join structure.unit u on u.id = g.faculty_id "
        "where u.code = '403-101' order by g.entry_year desc, g.name limit 1"
    )
    return admin.execute(sql).fetchone()[0]


@pytest.fixture
def people(group):
    """people(3, first=1): rows of new students, each with a PINFL of its own."""

    def make(count, first=1):
        rows = []
        for number in range(first, first + count):
            birth = date(2007, 1 + number % 12, 1 + number % 28)
            own = pinfl.make(birth, "11", 990, number)
            rows.append(
                ["Sinovov", f"Anvar{'abcdefghijklmnopqrstuvwxyz'[number % 26]}", "Botir oʻgʻli", birth, "Erkak", group,
                 "Grant", 1, 1, own, f"90 123 {number:04}", "Oʻzbek"]
            )  # fmt: skip
        return rows

    return make


@pytest.fixture
def importing(book):
    """importing(gateway, rows, header): the import of a file with these rows."""

    def make(gateway, rows, header=HEADER, name="students.xlsx", **more):
        opened = open_book(book([header, *rows], name))
        sheet = find_header(read_sheet(opened), STUDENTS)
        lookups = more.pop("lookups", None) or load(gateway, STUDENTS)
        checked = check_students(sheet, suggest(sheet.titles, STUDENTS), lookups)
        return Import(gateway, opened, checked, lookups, **more)

    return make


def counts(plan):
    return {status.value: plan.count(status) for status in RowStatus if plan.count(status)}


def reasons(plan):
    return [" ".join(plan.reasons(row)) for row in range(plan.checked.count)]


def stored(admin, count=10):
    return admin.execute(
        "select s.number, s.surname, s.given_name, p.pinfl, p.phone, s.course, s.status from students.student s "
        "join students.private p on p.student_id = s.id where s.surname = 'Sinovov' order by s.id limit %s", [count]
    ).fetchall()  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_left(dean, snapshot):
    """Each test takes back what it imported, and undoing restores exactly."""
    before = snapshot()
    yield
    for past in past_imports(dean):
        if past.undone_at is None:
            undo(dean, past.id)
    assert snapshot() == before


def test_a_dry_run_tells_everything_and_leaves_nothing(dean, importing, people, snapshot):
    before = snapshot()
    outcome = importing(dean, people(3)).try_it()
    assert counts(outcome.plan) == {"new": 3}, reasons(outcome.plan)
    assert snapshot() == before
    assert past_imports(dean) == []


def test_new_students_get_numbers_and_private_data(dean, importing, people, admin):
    work = importing(dean, people(3))
    outcome = work.apply(work.try_it().plan, only_good=False)
    found = stored(admin)
    assert [row[1:] for row in found] == [
        (
            "Sinovov",
            row[1],
            row[9],
            f"+998 {row[10][:6]} {row[10][7:9]} {row[10][9:]}".replace("  ", " "),
            "11",
            "11",
        )
        for row in people(3)
    ]
    numbers = [row[0] for row in found]
    assert len(set(numbers)) == 3
    assert set(outcome.plan.allotted.values()) == set(numbers)
    assert all(number.startswith("403") and number[5:7] == "11" for number in numbers)


def test_the_same_file_again_changes_nothing(dean, importing, people):
    work = importing(dean, people(3))
    work.apply(work.try_it().plan, only_good=False)
    again = importing(dean, people(3))
    assert counts(again.try_it().plan) == {"unchanged": 3}
    assert same_file(dean, "students", work.book.digest).added == 3


def test_a_changed_value_is_told_old_and_new_and_then_stored(dean, importing, people, admin):
    first = importing(dean, people(2))
    first.apply(first.try_it().plan, only_good=False)
    rows = people(2)
    rows[1][10] = "93 000 00 01"
    rows[1][2] = "Sobir oʻgʻli"
    work = importing(dean, rows)
    plan = work.try_it().plan
    assert counts(plan) == {"changed": 1, "unchanged": 1}
    assert details_text(plan, 1) == (
        "Patronymic: Botir oʻgʻli → Sobir oʻgʻli; Phone: +998 90 123 00 02 → +998 93 000 00 01"
    )
    work.apply(plan, only_good=False)
    assert stored(admin)[1][4] == "+998 93 000 00 01"


#: Names of all letters that Russian does not have, and one whose Cyrillic spelling no rule gives back.
NAMES = (
    ("Qodirova", "Oʻgʻiloy", "Hakim qizi", None),
    ("Gʻulomov", "Qoʻchqor", "Shuhrat oʻgʻli", None),
    ("Soy", "Halima", "Vyacheslavovna", "Цой Ҳалима Вячеславовна"),
)
WITH_NUMBERS = ("Talaba ID", "F.I.Sh.", "Millati")


@pytest.fixture
def named(dean, importing, people):
    """The numbers of three students of these names, who have just been imported."""
    rows = [[*names[:3], *row[3:], names[3]] for names, row in zip(NAMES, people(3), strict=True)]
    work = importing(dean, rows, (*HEADER, "Kirillcha ismi"))
    plan = work.apply(work.try_it().plan, only_good=False).plan
    return [plan.allotted[row] for row in range(3)]


def shown_in(language):
    """The names as lists and exports show them."""
    return [name_in(language, " ".join(names), whole) for *names, whole in NAMES]


def names_of(admin, numbers):
    sql = "select surname, given_name, patronymic, cyrillic_name from students.student where number = any(%s)"
    return tuple(admin.execute(f"{sql} order by number", [numbers]).fetchall())


@pytest.mark.parametrize("language", ["uz", "oz", "ru"])
def test_names_come_back_unchanged_from_every_script(language, dean, importing, named, admin):
    assert names_of(admin, named) == NAMES
    work = importing(dean, [*zip(named, shown_in(language), strict=True)], WITH_NUMBERS[:2])
    plan = work.try_it().plan
    assert (counts(plan), plan.changes) == ({"unchanged": 3}, {})


@pytest.mark.parametrize("language", ["uz", "oz", "ru"])
def test_what_else_changes_leaves_the_names_as_they_are(language, dean, importing, named, admin):
    texts = shown_in(language)
    surname = name_in(language, "Karimova")
    texts[0] = f"{surname} {texts[0].split(maxsplit=1)[1]}"
    work = importing(dean, [*zip(named, texts, (None, "Tojik", "Tojik"), strict=True)], WITH_NUMBERS)
    plan = work.try_it().plan
    assert counts(plan) == {"changed": 3}
    assert [details_text(plan, row) for row in range(3)] == [
        "Surname: Qodirova → Karimova",
        *["Nationality: Oʻzbeklar → Tojiklar"] * 2,
    ]
    assert person_text(plan, 1) == "Gʻulomov Qoʻchqor Shuhrat oʻgʻli"
    work.apply(plan, only_good=False)
    assert names_of(admin, named) == (("Karimova", *NAMES[0][1:]), *NAMES[1:])


@pytest.mark.parametrize("name", ["Karimova Halima Vyacheslavovna", "Каримова Ҳалима Вячеславовна"])
def test_a_cyrillic_spelling_that_stays_behind_is_told(name, dean, importing, named, admin):
    work = importing(dean, [(named[0], "Karimova Oʻgʻiloy Hakim qizi"), (named[2], name)], WITH_NUMBERS[:2])
    plan = work.try_it().plan
    assert counts(plan) == {"changed": 2}
    assert plan.reasons(0) == []
    assert plan.reasons(1) == [
        "The kept Cyrillic spelling is still that of the former name: Цой Ҳалима Вячеславовна. Correct it in the card."
    ]


def test_another_letter_in_cyrillic_is_another_name(dean, importing, named):
    texts = ["Кодирова Угилой Хаким кизи", "Гуламов Кучкор Шухрат угли", "Цой Халима Вячеславовна"]
    plan = importing(dean, [*zip(named, texts, strict=True)], WITH_NUMBERS[:2]).try_it().plan
    assert counts(plan) == {"unchanged": 2, "changed": 1}
    assert details_text(plan, 1) == "Surname: Gʻulomov → Gulamov"


def test_the_state_of_a_student_is_not_changed_by_an_import(dean, importing, people, admin):
    first = importing(dean, people(1))
    first.apply(first.try_it().plan, only_good=False)
    rows = people(1)
    rows[0][6:9] = ["Kontrakt", 2, 3]
    work = importing(dean, rows)
    plan = work.try_it().plan
    assert counts(plan) == {"unchanged": 1}
    assert "Year of study: The file has another value; it changes only by an order." in plan.reasons(0)
    work.apply(plan, only_good=False)
    assert stored(admin)[0][5] == "11"


def test_an_empty_cell_erases_nothing(dean, importing, people, admin):
    first = importing(dean, people(1))
    first.apply(first.try_it().plan, only_good=False)
    rows = people(1)
    rows[0][10] = None
    assert counts(importing(dean, rows).try_it().plan) == {"unchanged": 1}


def test_all_or_only_the_good_ones(dean, importing, people, admin):
    rows = people(3)
    rows[1][9] = "123"
    work = importing(dean, rows)
    seen = work.try_it().plan
    with pytest.raises(UserError, match="1 rows are refused"):
        work.apply(seen, only_good=False)
    assert stored(admin) == []
    assert counts(work.apply(seen, only_good=True).plan) == {"new": 2, "refused": 1}
    assert len(stored(admin)) == 2


def test_refused_rows_come_back_as_a_workbook_that_can_be_corrected(dean, importing, people, tmp_path):
    rows = people(3)
    rows[1][9], rows[1][0] = "123", "=cmd()"
    (tmp_path / "refused.xlsx").write_bytes(
        refused_workbook(importing(dean, rows).try_it().plan, "students.xlsx")
    )
    grid = read_sheet(open_book(tmp_path / "refused.xlsx"))
    assert grid.rows[0][:12] == HEADER
    assert grid.rows[1][9] == "123"
    assert "A PINFL has 14 digits; 123 has 3." in grid.rows[1][12]
    assert len(grid.rows) == 2


@pytest.fixture
def stranger(admin):
    """The PINFL, birth date and gender of a student of the other faculty."""
    return admin.execute(
        "select p.pinfl, s.birth_date, s.gender, s.entry_year from students.private p "
        "join students.student s on s.id = p.student_id join structure.unit u on u.id = s.faculty_id "
        "where u.code = '403-102' order by s.id limit 1"
    ).fetchone()


def test_a_pinfl_of_another_faculty_is_refused_without_telling_whose(
    dean, importing, people, stranger, admin
):
    number, birth, gender, year = stranger
    group_of_year = admin.execute(
        "select g.name from students.group g join structure.unit u on u.id = g.faculty_id "
        "where u.code = '403-101' and g.entry_year = %s limit 1", [year]
    ).fetchone()[0]  # fmt: skip
    rows = people(1)
    rows[0][3], rows[0][4], rows[0][5], rows[0][9] = (
        birth,
        "Erkak" if gender == "11" else "Ayol",
        group_of_year,
        number,
    )
    plan = importing(dean, rows).try_it().plan
    assert "A student with this PINFL has already entered in this year." in reasons(plan)[0]
    found = (
        "select count(*) from imports.search s, unnest(numbers) n where n = %s and s.login = 'dean_geology'"
    )
    assert admin.execute(found, [number]).fetchone()[0] > 0, "what was looked for stands in the log"


def test_the_database_itself_keeps_a_dean_out_of_another_faculty(dean, importing, people, admin):
    """The client's own check is only a courtesy: here it is led to believe that all faculties are the dean's."""
    lookups = load(dean, STUDENTS)
    everywhere = frozenset(unit.id for unit in lookups.units)
    other = next(unit for unit in lookups.units if unit.code == "403-102")
    lookups = type(lookups)(lookups.labels, lookups.units, lookups.specialties, lookups.groups, everywhere)
    work = importing(dean, people(3), lookups=lookups)
    work.checked.values["faculty_id"][1] = other.id
    plan = work.try_it().plan
    assert counts(plan) == {"new": 2, "refused": 1}
    assert "outside what your role may change" in reasons(plan)[1]


def test_a_namesake_is_refused_until_somebody_says_it_is_another_person(dean, importing, people):
    first = importing(dean, people(1))
    first.apply(first.try_it().plan, only_good=False)
    rows = people(1)
    rows[0][9] = pinfl.make(rows[0][3], "11", 991, 7)
    work = importing(dean, rows)
    plan = work.try_it().plan
    assert "has the same name and birth date" in reasons(plan)[0]
    assert plan.matches.doubtful == {0}
    confirmed = importing(dean, rows, confirmed=frozenset({2}))
    assert counts(confirmed.try_it().plan) == {"new": 1}


@pytest.mark.parametrize("language", ["uz", "oz", "ru"])
def test_an_export_without_numbers_finds_the_namesakes_in_every_script(
    language, dean, importing, named, people
):
    rows = []
    for number, (name, row) in enumerate(zip(shown_in(language), people(3), strict=True)):
        other = pinfl.make(row[3], "11", 991, number)
        rows.append([None, name, *row[3:9], other, *row[10:]])
    work = importing(dean, rows, ("Talaba ID", "F.I.Sh.", *HEADER[3:]))
    plan = work.try_it().plan
    assert plan.matches.doubtful == {0, 1, 2}, reasons(plan)
    assert all(f"({number})" in reason for number, reason in zip(named, reasons(plan), strict=True))
    confirmed = importing(dean, rows, ("Talaba ID", "F.I.Sh.", *HEADER[3:]), confirmed=frozenset({2, 3, 4}))
    assert counts(confirmed.try_it().plan) == {"new": 3}


def test_a_new_citizen_without_a_pinfl_is_refused(dean, importing, people):
    rows = people(1)
    rows[0][9] = None
    assert "PINFL: It is compulsory for this citizenship." in reasons(importing(dean, rows).try_it().plan)[0]


def test_a_number_in_the_file_finds_the_student(dean, importing, admin):
    number, name = admin.execute(
        "select s.number, s.surname from students.student s join structure.unit u on u.id = s.faculty_id "
        "where u.code = '403-101' order by s.id limit 1"
    ).fetchone()
    work = importing(dean, [[float(number), name]], header=("Talaba ID", "Familiya"))
    assert counts(work.try_it().plan) == {"unchanged": 1}


def test_what_changed_since_the_preview_is_not_overwritten(dean, importing, people, admin):
    first = importing(dean, people(1))
    first.apply(first.try_it().plan, only_good=False)
    rows = people(1)
    rows[0][2] = "Sobir oʻgʻli"
    work = importing(dean, rows)
    seen = work.try_it().plan
    admin.execute("update students.student set patronymic = 'Olim oʻgʻli' where surname = 'Sinovov'")
    with pytest.raises(Conflict, match="nothing was written"):
        work.apply(seen, only_good=False)
    assert admin.execute("select patronymic from students.student where surname = 'Sinovov'").fetchone() == (
        "Olim oʻgʻli",
    )
    admin.execute(
        "update students.student set patronymic = 'Botir oʻgʻli' where surname = 'Sinovov'; "
        "update imports.effect e set left_version = s.row_version from students.student s "
        "where e.relation = 'students.student' and e.record_id = s.id"
    )


def test_an_import_is_not_undone_when_something_happened_since(dean, importing, people, admin):
    work = importing(dean, people(1))
    run = work.apply(work.try_it().plan, only_good=False).run_id
    admin.execute("update students.student set given_name = 'Boshqa' where surname = 'Sinovov'")
    with pytest.raises(UserError, match="was changed since"):
        undo(dean, run)
    admin.execute(
        "update imports.effect e set left_version = s.row_version from students.student s "
        "where e.relation = 'students.student' and e.record_id = s.id"
    )


def test_an_import_belongs_to_the_office_that_ran_it(dean, session_of, importing, people):
    work = importing(dean, people(1))
    run = work.apply(work.try_it().plan, only_good=False).run_id
    other = session_of("dean_mining").gateway
    assert past_imports(other) == []
    with pytest.raises(Refused):
        undo(other, run)


def test_cancel_in_the_middle_leaves_nothing(dean, importing, people, snapshot, monkeypatch):
    monkeypatch.setattr(applying, "_ROUND", 2)
    work, before = importing(dean, people(6)), snapshot()
    seen = work.try_it().plan

    def cancel(done, _total):
        if done >= 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        work.apply(seen, only_good=False, progress=cancel)
    assert snapshot() == before


def test_a_connection_killed_in_the_middle_leaves_nothing(
    dean, importing, people, snapshot, admin, monkeypatch
):
    monkeypatch.setattr(applying, "_ROUND", 2)
    work, before = importing(dean, people(6)), snapshot()
    seen = work.try_it().plan

    def kill(done, _total):
        if done == 4:
            admin.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where usename = 'dean_geology' and xact_start is not null"
            )

    with pytest.raises(Unavailable):
        work.apply(seen, only_good=False, progress=kill)
    assert snapshot() == before
    work.apply(work.try_it().plan, only_good=False)


def test_two_desks_importing_the_same_file_enter_everybody_once(session_of, importing, people, admin):
    works = [importing(session_of("dean_geology").gateway, people(20), name=f"{desk}.xlsx") for desk in "ab"]
    seen = [work.try_it().plan for work in works]
    outcomes = []
    both = threading.Barrier(2)

    def apply(work, plan):
        both.wait()
        try:
            outcomes.append(work.apply(plan, only_good=False).plan.count(RowStatus.NEW))
        except HemisError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=apply, args=pair) for pair in zip(works, seen, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(type, outcomes), key=str) == sorted((int, Conflict), key=str)
    assert len(stored(admin, 100)) == 20


def test_undo_restores_changed_private_values(dean, importing, people, admin):
    first = importing(dean, people(2))
    first.apply(first.try_it().plan, only_good=False)
    before = stored(admin)
    rows = people(2)
    rows[0][10] = "93 000 00 01"
    work = importing(dean, rows)
    run = work.apply(work.try_it().plan, only_good=False).run_id
    assert stored(admin) != before
    undo(dean, run)
    assert stored(admin) == before


PHONES = st.integers(0, 9_999_999).map(
    lambda number: f"+998 97 {number // 10_000:03} {number // 100 % 100:02} {number % 100:02}"
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    phones=st.dictionaries(st.integers(0, 11), PHONES, max_size=6),
    bad=st.sets(st.integers(0, 11), max_size=4),
)
def test_what_is_stored_is_what_the_preview_said_and_undo_takes_it_back(
    phones, bad, dean, importing, people, admin
):
    first = importing(dean, people(12))
    base = first.apply(first.try_it().plan, only_good=False).run_id
    rows = people(12)
    for place, phone in phones.items():
        rows[place][10] = phone
    for place in bad:
        rows[place][3] = date(1899, 12, 31).strftime("%d.%m.%Y")
    work = importing(dean, rows)
    seen = work.try_it().plan
    assert {row for row, status in enumerate(seen.statuses) if status is RowStatus.REFUSED} == bad
    run = work.apply(seen, only_good=True).run_id
    expected = [row[10] if place not in bad else None for place, row in enumerate(rows)]
    for place, (found, wanted) in enumerate(zip(stored(admin, 12), expected, strict=True)):
        if wanted is not None:
            assert found[4].replace(" ", "")[-9:] == wanted.replace(" ", "")[-9:], place
    undo(dean, run)
    undo(dean, base)
    assert stored(admin) == []
