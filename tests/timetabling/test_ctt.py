"""The competition's files: what is read, what is refused, what is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.timetabling.files.ctt import parse_ctt, read_ctt, write_sol
from shared.timetabling.judge import judge
from shared.timetabling.model import Unusable
from shared.timetabling.solver.sample_problems import curricula
from tests.timetabling.solutions import plan_of

SMALL = """Name: small
Courses: 2
Rooms: 2
Days: 2
Periods_per_day: 3
Curricula: 1
Constraints: 1

COURSES:
math anna 2 2 30
art  boris 1 1 10

ROOMS:
A 20
B 40

CURRICULA:
first 2 math art

UNAVAILABILITY_CONSTRAINTS:
art 0 0

END.
"""


def test_a_plan_is_judged_as_the_competition_does():
    problem = parse_ctt(SMALL)
    together = plan_of(problem, "math A 0 0\nmath B 0 2\nart B 1 0\n")
    verdict = judge(problem, together)
    assert verdict.feasible
    # ten without a seat; both lectures on one day; all three lectures isolated; a second room
    assert verdict.components == {"seats": 10, "wishes": 0, "days": 6, "spread": 5, "rooms": 1, "travel": 0}


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ("math A 0 0\nmath B 0 0\nart B 1 0", "math 1 and math 2 are held at once and both need anna."),
        ("math A 0 1\nmath B 1 0\nart B 0 1", "math 1 and art 1 are held at once and both need first."),
        ("math A 0 1\nmath B 1 0\nart B 0 0", "art 1 may not be held at that time."),
    ],
)
def test_what_may_not_be_is_told(plan, sentence):
    problem = parse_ctt(SMALL)
    assert judge(problem, plan_of(problem, plan)).breaches == (sentence,)


def test_a_plan_written_and_read_is_the_same():
    problem = parse_ctt(SMALL)
    text = "math A 0 0\nmath B 1 2\nart B 1 0\n"
    assert write_sol(problem, plan_of(problem, text)) == text


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "Courses: 2",
            "Courses: two",
            "Line 2: “Courses” should be a whole number from 1 to 100000, not “two”.",
        ),
        ("Rooms: 2", "Halls: 2", "Line 3: “Rooms:” should stand here, not “Halls:”."),
        ("Days: 2", "Days: 2000", "A week of 2000 days with 3 slots cannot be planned"),
        (
            "math anna 2 2 30",
            "math anna 2",
            "Line 10: a course (name, teacher, lectures, days, students) should",
        ),
        ("art  boris 1", "math boris 1", "Line 11: the course “math” stands here a second time."),
        ("art  boris 1", "art boris 99999", "Line 11: more than 20000 lectures a week cannot be planned."),
        ("B 40", "B -1", "Line 15: the capacity should be a whole number from 0 to 100000, not “-1”."),
        (
            "first 2 math art",
            "first 3 math art",
            "Line 18: the curriculum “first” should name 3 courses and names 2.",
        ),
        ("first 2 math art", "first 2 math x", "Line 18: the course “x” is not in the list of courses."),
        ("art 0 0", "art 7 0", "Line 21: the day should be a whole number from 0 to 1, not “7”."),
    ],
)
def test_a_broken_file_is_refused_with_its_line(old, new, sentence):
    with pytest.raises(Unusable) as refusal:
        parse_ctt(SMALL.replace(old, new))
    assert str(refusal.value).startswith(sentence)


def test_a_file_that_ends_early_is_refused():
    with pytest.raises(Unusable, match="The file ends after line 13, where a room"):
        parse_ctt(SMALL.partition("A 20")[0])


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "picture.ctt").write_bytes(b"\x89PNG\r\n\xff\xfe")
    with pytest.raises(Unusable, match=r"picture\.ctt is not a text file"):
        read_ctt(tmp_path / "picture.ctt")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.text(max_size=6))
def test_whatever_is_broken_ends_in_a_sentence_or_a_problem(at, scrap):
    text = curricula(3, courses=6)
    try:
        problem = parse_ctt(text[:at] + scrap + text[at + len(scrap) :])
    except Unusable as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - either ending is right
    else:
        assert problem.events is not None
