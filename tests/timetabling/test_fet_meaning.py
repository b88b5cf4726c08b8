"""What the constraints of a FET file mean, on small files that once went wrong."""

import json
import re
from pathlib import Path

import pytest

from benchmarks.fet_examples import judge_examples, refused
from benchmarks.fet_judge import accepted, fet_program, judged, with_placements
from commands.__main__ import main
from shared.timetabling.files.fet import parse_fet, read_fet
from shared.timetabling.solver.solve import solve

CASES = Path(__file__).parents[1] / "cases"
NO_FET = "fet-cl is not installed (Debian package “fet”)"


@pytest.fixture
def solved(tmp_path, capsys):
    """Solve a case at the command line: what it prints, and the hours and rooms by activity."""

    def solve_case(name):
        out = tmp_path / "out.fet"
        file = CASES / f"{name}.fet"
        main(["timetable", "solve", str(file), "--moves", "20000", "--json", "--out", str(out)])
        figures = json.loads(capsys.readouterr().out)
        text = out.read_text(encoding="utf-8")
        return (
            figures,
            _placed(text, "StartingTime", "Preferred_Day", "Preferred_Hour"),
            _placed(text, "Room", "Room"),
        )

    return solve_case


def _placed(text, what, *tags):
    found = {}
    for one in re.findall(rf"<ConstraintActivityPreferred{what}>(.*?)</Constraint", text, re.DOTALL):
        number = int(re.search(r"<Activity_Id>(\d+)<", one)[1])
        found[number] = tuple(re.search(rf"<{tag}>([^<]*)<", one)[1] for tag in tags)
    return found


def test_a_rule_for_a_year_is_about_every_lesson_of_its_groups(solved):
    figures, hours, _rooms = solved("fet-year-meant")
    assert figures["not_taken_over"] == []
    assert set(hours) == {1, 2}
    assert set(hours.values()) <= {("D2", "H1"), ("D2", "H2")}


def test_a_home_room_is_for_lessons_of_that_set_alone(solved):
    figures, _hours, rooms = solved("fet-home-room")
    assert figures["feasible"]
    assert 1 not in rooms
    assert (rooms[2], rooms[3]) == (("R1",), ("R2",))


def test_of_two_limits_the_tighter_one_holds(solved):
    _figures, hours, _rooms = solved("fet-tighter-limit")
    days = [day for number, (day, _hour) in hours.items() if number <= 4]
    assert sorted(days) == ["D1", "D1", "D2", "D2"]


@pytest.mark.parametrize("order", [(2, 4), (4, 2)])
def test_the_order_of_the_rules_does_not_matter(order):
    text = (CASES / "fet-tighter-limit.fet").read_text(encoding="utf-8")
    limits = iter(order)
    text = re.sub(
        r"<Maximum_Hours_Daily>\d<", lambda _found: f"<Maximum_Hours_Daily>{next(limits, 9)}<", text
    )
    problem = parse_fet(text.encode()).problem
    assert min(person.rules.ceiling for person in problem.people if person.rules.over_ceiling) == 2


def test_days_are_wanted_of_lessons_that_are_held(solved):
    figures, hours, _rooms = solved("fet-days-inactive")
    assert figures["cost"] == 0
    assert len({day for day, _hour in hours.values()}) == len(hours) == 2


def test_a_name_of_blanks_is_a_name(solved):
    figures, _hours, rooms = solved("fet-blank-subject")
    assert figures["feasible"]
    assert rooms == {1: ("R1",), 2: ("R2",)}


def test_a_blank_at_the_end_tells_two_names_apart():
    text = (CASES / "fet-home-room.fet").read_text(encoding="utf-8")
    rooms = parse_fet(text.replace("<Room><Name>R2<", "<Room><Name>R1 <").encode()).problem.rooms
    assert [room.name for room in rooms][:2] == ["R1", "R1 "]


def test_what_is_softened_is_listed(solved):
    figures, _hours, _rooms = solved("fet-hard-days")
    assert "ConstraintMinDaysBetweenActivities (taken as a wish): 1" in figures["not_taken_over"]


def test_a_rule_over_unknown_names_is_listed():
    text = (CASES / "fet-home-room.fet").read_text(encoding="utf-8")
    file = parse_fet(text.replace("<Room>R1</Room>", "<Room>R9</Room>", 1).encode())
    assert "ConstraintStudentsSetHomeRoom over names that the file does not list: 1" in file.left_out


MODE = 'version="6.8.5">\n<Mode>Official</Mode>'


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ('version="6.8.5">\n<Mode>Mornings_Afternoons</Mode>', "Mornings_Afternoons"),
        ('version="5.27.3-ma7">', "Mornings_Afternoons"),
        ('version="5.40.3-morocco-1">', "Mornings_Afternoons"),
        ('version="5.44.4-bp">', "Block_Planning"),
    ],
)
def test_rules_of_a_mode_are_listed(said, mode):
    """A teacher of mornings and afternoons works in one of them by default, though no constraint says so."""
    text = (CASES / "fet-hard-days.fet").read_text(encoding="utf-8")
    assert MODE in text
    assert f"the mode {mode}: 1" in parse_fet(text.replace(MODE, said).encode()).left_out


@pytest.fixture(scope="module")
def fet():
    """FET itself, the judge of what its files mean."""
    return fet_program() or pytest.skip(NO_FET)


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("fet-*.fet")))
def test_fet_accepts_our_plan_of_a_case(fet, name):
    verdict = judged(CASES / f"{name}.fet", fet, seconds=20, moves=20_000)
    assert verdict.planned
    assert verdict.kept


def test_the_judge_refuses_a_plan_that_breaks_a_rule(fet):
    path = CASES / "fet-year-meant.fet"
    file = read_fet(path)
    plan = solve(file.problem, moves=20_000, workers=1).plan
    elsewhere = tuple(
        place._replace(time=file.problem.grid.time(4, 3 - index)) for index, place in enumerate(plan)
    )
    assert accepted(fet, with_placements(path, file, plan, loose=False), 20)
    assert not accepted(fet, with_placements(path, file, elsewhere, loose=False), 5)


@pytest.mark.soak
def test_fet_accepts_our_plans_of_its_own_examples(fet, tmp_path):
    """Every example that we plan: no constraint of 100 % that we say we keep is broken."""
    assert refused(list(judge_examples(tmp_path / "judged.jsonl", fet))) == []
