"""`hemis print`: the papers of the windows from the command line, with the password never on it."""

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from client.data.document_list import DOCUMENTS
from commands.__main__ import main
from server_db.demo.people import BY_LOGIN

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def numbers(admin):
    rows = admin.execute(
        "select s.number from students.student s join structure.unit u on u.id = s.faculty_id"
        " where s.status = '11' and u.code = '403-101' order by s.id limit 2"
    )
    return [row[0] for row in rows]


def test_a_file_for_each_student(hemis_print, numbers, tmp_path):
    code, said = hemis_print("--students", *numbers, "--language", "oz")
    assert code == 0
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) == 2
    lines = [line.split("\t") for line in said.out.splitlines()]
    assert [number for _register, number, _name in lines] == numbers
    assert files[0].name.startswith(lines[0][0])
    assert "МАЪЛУМОТНОМА" in pypdfium2.PdfDocument(files[0])[0].get_textpage().get_text_range()


def test_one_file_for_all(hemis_print, numbers, tmp_path):
    code, _said = hemis_print("--students", *numbers, "--one-file", "--place", "bankka")
    assert code == 0
    [file] = tmp_path.glob("*.pdf")
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 2
    assert "bankka taqdim etish uchun" in document[1].get_textpage().get_text_range()


def test_who_gets_none_is_named_and_the_others_get_theirs(hemis_print, numbers, admin, tmp_path):
    [expelled] = admin.execute(
        "select s.number from students.student s join structure.unit u on u.id = s.faculty_id"
        " where s.status = '12' and u.code = '403-101' limit 1"
    ).fetchone()
    code, said = hemis_print("--students", expelled, numbers[0])
    assert code == 1
    assert said.err
    assert len(list(tmp_path.glob("*.pdf"))) == 1


@pytest.mark.parametrize(
    ("arguments", "changes", "part"),
    [
        (("--students", "000000000000"), {}, "000000000000"),
        (("--students", "1"), {"password": "wrong"}, ""),
        (("--students", "1"), {"login": "teacher_mineralogy"}, "--role"),
        (("--students", "1", "--role", "hemis_registrar"), {}, ""),
    ],
)
def test_trouble_is_a_sentence_and_no_file(hemis_print, tmp_path, arguments, changes, part):
    code, said = hemis_print(*arguments, **changes)
    assert code == 2
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert part in said.err
    assert list(tmp_path.iterdir()) == []


def test_it_starts_as_a_program_and_reads_the_password_from_a_pipe(server_address, numbers, tmp_path):
    command = [sys.executable, "-m", "commands", "print", "reference", "--server", server_address]
    command += ["--login", "dean_geology", "--students", numbers[0], "--out", str(tmp_path)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        input=BY_LOGIN["dean_geology"].password,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.pdf"))) == 1


TEACHER = """select min(p.employee_id) from employees.position p join structure.unit u on u.id = p.unit_id
              where u.code like '403-101-%'"""
VERSION = (
    "select min(v.id) from timetable.version v join structure.unit u on u.id = v.faculty_id"
    " where u.code = '403-101'"
)
OF_GEOLOGY = "join structure.unit u on u.id = p.faculty_id where u.code = '403-101'"
APPLIED = f"select min(p.id) from movement.decree p {OF_GEOLOGY} and p.state = 'applied'"
OF_A_STUDENT = "select s.number from students.student s join structure.unit u on u.id = s.faculty_id"
LEFT = f"{OF_A_STUDENT} where s.status = '12' and u.code = '403-101' order by s.id limit 1"
STUDIES = f"{OF_A_STUDENT} where s.status = '11' and u.code = '403-101' order by s.id limit 1"
COMPARED = f"select min(p.id) from differences.difference p {OF_GEOLOGY} and p.state = 'decided'"
SPOILED = """select min(p.id) from blanks.act p join structure.unit u on u.id = p.unit_id
              where u.code = '403-101' and p.deed = 'spoil'"""
HEARD = """select min(p.id) from attestation.sitting p join structure.unit u on u.id = p.department_id
            where u.code like '403-101-%' and p.state = 'closed'"""
#: Every paper but the reference, which has tests of its own.
PLAIN = [
    ("curriculum", ("--plan", "select min(id) from curriculum.curriculum")),
    ("working-plan", ("--plan", "select min(id) from curriculum.curriculum", "--year", "1")),
    ("load-sheet", ("--term", "select max(term_id) from teaching.class")),
    ("load-sheet", ("--term", "select max(term_id) from teaching.class", "--teacher", TEACHER)),
    ("timetable", ("--version", VERSION, "--of", "faculty")),
    ("week", ("--monday", "2026-11-23", "--group", "select min(id) from students.group")),
    ("examinations", ("--term", "select max(id) from curriculum.term")),
    ("notice", ("--from", "2026-11-23", "--to", "2026-11-28")),
    ("calendar-plan", ("--class", f"select min(p.class_id) from topics.calendar_plan p {OF_GEOLOGY}")),
    ("grade-sheet", ("--sheet", f"select min(p.id) from grades.sheet p {OF_GEOLOGY}")),
    ("order", ("--order", APPLIED)),
    ("clearance-sheet", ("--sheet", f"select min(p.id) from clearance.sheet p {OF_GEOLOGY}")),
    ("extract", ("--order", APPLIED)),
    ("certificate", ("--students", LEFT)),
    ("transcript", ("--students", STUDIES)),
    ("study-card", ("--students", STUDIES)),
    ("letter", ("--students", STUDIES, "--kind", "call", "--from", "2026-11-23", "--until", "2026-12-05")),
    ("difference", ("--difference", COMPARED)),
    ("attestation-protocol", ("--session", HEARD)),
    ("attestation-student", ("--session", HEARD)),
    ("blank-act", ("--act", SPOILED)),
    ("blank-report", ("--year", "select extract(year from security.today())::integer")),
]


@pytest.mark.parametrize(("paper", "options"), PLAIN)
def test_every_paper_is_written(hemis_print, admin, tmp_path, paper, options):
    if paper == "timetable":
        make_version(admin)
    said = [str(admin.execute(each).fetchone()[0]) if each.startswith("select") else each for each in options]
    code, told = hemis_print(*said, "--one-file", "--language", "ru", paper=paper)
    assert code == 0, told.err
    [file] = tmp_path.glob("*.pdf")
    assert len(pypdfium2.PdfDocument(file)) >= 1
    assert told.out.strip()


def make_version(admin):
    admin.execute(
        "insert into timetable.version (faculty_id, term_id, name, state, valid_from, author)"
        " select u.id, t.id, 'Birinchi', 'published', t.starts_on, 'dean_geology'"
        " from structure.unit u, curriculum.term t where u.code = '403-101'"
        " and not exists (select from timetable.version) order by t.id desc limit 1"
    )


def test_the_list_names_every_document(capsys):
    assert main(["print", "--list"]) == 0
    said = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert said == [document.code for document in DOCUMENTS]


def test_every_document_is_printed_by_a_test():
    tests = "".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_print_*.py")
    )
    assert [each.code for each in DOCUMENTS if f'"{each.code}"' not in tests] == []


@pytest.mark.parametrize(
    ("paper", "options"),
    [
        ("curriculum", ("--plan", "first")),
        ("week", ("--monday", "tomorrow")),
        ("week", ("--monday", "2026-11-23", "--group", "999999")),
        ("load-sheet", ("--term", "999999")),
        ("timetable", ("--version", "999999")),
    ],
)
def test_what_there_is_not_is_a_sentence(hemis_print, tmp_path, paper, options):
    code, said = hemis_print(*options, paper=paper)
    assert code == 2
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


def test_letters_that_cannot_be_printed_are_named_before(hemis_print, numbers, tmp_path, admin):
    code, said = hemis_print("--students", *numbers, "--place", "臺北")
    assert code == 1
    assert "臺 北" in said.err
    assert list(tmp_path.glob("*.pdf")) == []
