"""The verb `timetable` as somebody types it."""

import json

import pytest

from commands.__main__ import main
from shared.timetabling.files.ctt import parse_ctt
from shared.timetabling.files.fet import parse_fet, write_fet
from shared.timetabling.judge import judge
from shared.timetabling.solver.sample_problems import curricula, faculty
from shared.timetabling.solver.solve import solve
from tests.timetabling.solutions import plan_of

FULL = """Name: full
Courses: 1
Rooms: 1
Days: 1
Periods_per_day: 1
Curricula: 0
Constraints: 0
COURSES:
art anna 2 1 10
ROOMS:
A 20
CURRICULA:
UNAVAILABILITY_CONSTRAINTS:
END.
"""


def test_a_problem_is_solved_into_a_file(tmp_path, capsys):
    (tmp_path / "small.ctt").write_text(curricula(1, courses=12))
    out = tmp_path / "small.sol"
    arguments = [
        "timetable",
        "solve",
        str(tmp_path / "small.ctt"),
        "--moves",
        "100000",
        "--seed",
        "3",
        "--json",
    ]
    assert main([*arguments, "--workers", "1", "--out", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    problem = parse_ctt(curricula(1, courses=12))
    verdict = judge(problem, plan_of(problem, out.read_text()))
    assert told["feasible"]
    assert (told["cost"], told["components"]) == (verdict.cost, verdict.components)
    assert told["moves"] == 100_000
    assert told["seconds"] > 0


def test_a_fet_file_comes_back_with_its_placements(tmp_path, capsys):
    given = tmp_path / "faculty.fet"
    given.write_text(write_fet(faculty(1, groups=2)), encoding="utf-8")
    out = tmp_path / "placed.fet"
    main(["timetable", "solve", str(given), "--moves", "50000", "--workers", "1", "--out", str(out)])
    assert "not_taken_over" not in capsys.readouterr().out
    back = parse_fet(out.read_bytes()).problem
    assert all(back.present)


def test_the_impossible_is_told_and_the_exit_code_says_so(tmp_path, capsys):
    crowded = curricula(1, courses=12).replace("Constraints: ", "Constraints: 0\n#", 1)
    (tmp_path / "small.ctt").write_text(crowded)
    assert main(["timetable", "solve", str(tmp_path / "small.ctt"), "--moves", "10"]) == 2
    assert capsys.readouterr().err.startswith("Line 8: “COURSES:” should stand here")


@pytest.mark.parametrize("name", ["plan.txt", "missing.ctt", "missing.fet"])
def test_a_file_that_is_no_problem_is_a_sentence(tmp_path, capsys, name):
    assert main(["timetable", "solve", str(tmp_path / name), "--moves", "10"]) == 2
    assert capsys.readouterr().err.startswith(name)


def test_a_lesson_too_many_goes_to_the_tray_by_name(tmp_path, capsys):
    (tmp_path / "full.ctt").write_text(FULL)
    assert (
        main(["timetable", "solve", str(tmp_path / "full.ctt"), "--moves", "10", "--workers", "1", "--json"])
        == 1
    )
    told, warned = capsys.readouterr()
    assert len(json.loads(told)["unplaced"]) == 1
    assert "anna: 2 hours of lessons (art 1, art 2) have only 1 hours open to them." in warned
    assert solve(parse_ctt(FULL), moves=10, workers=1).feasible is False
