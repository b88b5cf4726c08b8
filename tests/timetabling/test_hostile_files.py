"""Timetable files that were cut, torn and tampered with: a sentence or a problem that holds together, nothing else."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shared.timetabling.diagnosis.infeasibility import impossible
from shared.timetabling.files.ctt import parse_ctt, read_ctt, write_sol
from shared.timetabling.files.fet import parse_fet, write_fet
from shared.timetabling.judge import judge
from shared.timetabling.model import Place, Unusable
from shared.timetabling.solver.sample_problems import curricula, faculty
from shared.timetabling.week.week import Week
from tests.timetabling.test_ctt import SMALL
from tests.timetabling.test_fet import WEEK, constraint

CAREFUL = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SENTENCE = re.compile(r"[^\n]+\.")
HOURS = "<Preferred_Day>Tue</Preferred_Day><Preferred_Hour>9</Preferred_Hour>"
FULL_FET = WEEK % (
    constraint("ActivityPreferredStartingTime", Activity_Id=2, Preferred_Day="Tue", Preferred_Hour="9")
    + constraint("BreakTimes", Break_Time="<Day>Tue</Day><Hour>10</Hour>")
    + constraint(
        "TeacherNotAvailableTimes", Teacher="Anna", Not_Available_Time="<Day>Mon</Day><Hour>8</Hour>"
    )
    + constraint("MinDaysBetweenActivities", 95, Activity_Id=2, MinDays=1)
    + constraint("ActivitiesNotOverlapping", Activity_Id=3)
    + constraint("ActivitiesPreferredTimeSlots", 50, Subject="Lab", Preferred_Time_Slot=HOURS)
    + constraint("StudentsMinHoursDaily", Minimum_Hours_Daily=2)
    + constraint("TeachersMaxHoursContinuously", Maximum_Hours_Continuously=2)
    + constraint("SomethingNew", Activity_Id=1),
    constraint("ActivityPreferredRoom", Activity_Id=2, Room="R1")
    + constraint("StudentsSetHomeRoom", Students="1A", Room="R1")
    + constraint("SubjectPreferredRooms", 40, Subject="Art", Preferred_Room="R1")
    + constraint("RoomNotAvailableTimes", Room="R1", Not_Available_Time="<Day>Mon</Day><Hour>8</Hour>"),
)
WORDS = (
    "--5",
    "-1",
    "²",
    "٣",
    "9" * 5000,
    "999999999",
    "0",
    "",
    " ",
    "nan",
    "é",
    "\x00",
    "END.",
    "&x;",
    "<",
    "Mon",
)


@st.composite
def torn(draw, content):
    """The content with a few pieces cut out, doubled, moved, or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        first, second = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        piece, other = content[first:second], draw(st.integers(0, len(content)))
        content = draw(st.sampled_from((
            content[:first] + content[second:],
            content[:first],
            content[:second] + piece[:500] + content[second:],
            content[:other] + piece[:500] + content[other:],
            content[:first] + draw(st.sampled_from(WORDS)) + content[first + 1 :],
        )))  # fmt: skip
    return content


@st.composite
def respelled(draw, content):
    """The content with some of its words in the place of others: well formed, but senseless."""
    words = re.findall(r"[^\s<>/]+", content)
    for _ in range(draw(st.integers(1, 4))):
        found = draw(st.sampled_from(list(re.finditer(r"(?<=[>\s])[^\s<>/]+(?=[<\s])", content))))
        word = draw(
            st.sampled_from((*words, *(each for each in WORDS if "<" not in each and "\x00" not in each)))
        )
        content = content[: found.start()] + word + content[found.end() :]
    return content


def read(parse, content):
    """The problem, or the sentence that it was refused with."""
    try:
        return parse(content)
    except Unusable as refusal:
        said = str(refusal)
    assert SENTENCE.fullmatch(said), said
    assert len(said) < 400
    return None


def holds_together(problem, plan):
    judge(problem, plan)
    impossible(problem)
    week = Week(problem, plan)
    for event in range(len(problem.events)):
        week.judged(event)


@CAREFUL
@given(torn(FULL_FET) | respelled(FULL_FET))
@example(FULL_FET)
@example(FULL_FET.replace("<Minimum_Hours_Daily>2", "<Minimum_Hours_Daily>999999999"))
@example(FULL_FET.replace("<Maximum_Hours_Continuously>2", "<Maximum_Hours_Continuously>-3"))
@example(FULL_FET.replace("<Preferred_Hour>9", "<Preferred_Hour>" + "9" * 5000))
def test_a_torn_fet_file_is_read_or_refused_with_a_sentence(content):
    file = read(parse_fet, content.encode("utf-8", "surrogatepass"))
    if file is not None:
        holds_together(file.problem, file.problem.present)
        parse_fet(write_fet(file.problem).encode())


@CAREFUL
@given(torn(SMALL) | respelled(SMALL))
def test_a_torn_competition_file_is_read_or_refused_with_a_sentence(content):
    problem = read(parse_ctt, content)
    if problem is not None and len(problem.events) < 100:
        holds_together(problem, (None,) * len(problem.events))


@pytest.mark.parametrize("content", [b"\xff\xfe<\x00f\x00e", b"<?xml version='1.0' encoding='klingon'?><fet/>",
                                     b"<fet>\x00</fet>", b"\x00" * 100, "<fet>é</fet>".encode("latin-1")])  # fmt: skip
def test_a_file_in_no_known_letters_is_refused(content):
    with pytest.raises(Unusable) as refusal:
        parse_fet(content)
    assert SENTENCE.fullmatch(str(refusal.value))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("<Day><Name>Tue<", "<Day><Name>Mon<", "The file has two elements <Day> of the name “Mon”."),
        ("<Days_List>", "<Days_List><Number_of_Days>3</Number_of_Days>",
         "<Number_of_Days> says 3, but the file lists 2."),
        ("</Room><", "</Room><Room><Name>R1</Name></Room><", "The file has two elements <Room> of the name “R1”."),
        ("<Id>2<", "<Id>1<", "The file has two activities of the number 1."),
        ("<Id>2<", "<Id>--2<", "<Id> should be a whole number, not “--2”."),
        ("<Id>2<", "<Id>²<", "<Id> should be a whole number, not “²”."),
        ("<Teacher>Anna<", "<Teacher>Olga<", "Activity 1 names “Olga”, whom the file does not list."),
        ("<Students>1A-x<", "<Students>1B<", "Activity 2 names “1B”, whom the file does not list."),
        ("<Capacity>30<", "<Capacity>-30<", "<Capacity> should be a whole number, not “-30”."),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused_by_name(old, new, sentence):
    content = WEEK % ("", "")
    assert old in content
    with pytest.raises(Unusable) as refusal:
        parse_fet(content.replace(old, new).encode())
    assert str(refusal.value) == sentence


def test_a_constraint_about_nothing_is_passed_over():
    places = constraint(
        "ActivityPreferredStartingTime", Activity_Id=77, Preferred_Day="Tue", Preferred_Hour="9"
    )
    file = parse_fet((WEEK % (places + constraint("ActivitiesNotOverlapping", Activity_Id="²"), "")).encode())
    assert file.left_out == ("ConstraintActivityPreferredStartingTime of no activity of the file: 1",)


def test_a_file_made_to_keep_us_busy_is_refused(monkeypatch):
    monkeypatch.setattr("shared.timetabling.files.fet_draft.MOST_STEPS", 100)
    slots = constraint("ActivitiesPreferredTimeSlots", Preferred_Time_Slot=HOURS)
    with pytest.raises(Unusable, match="more constraints over more activities than can be worked through"):
        parse_fet((WEEK % (slots * 50, "")).encode())


def test_a_file_of_a_million_elements_is_refused():
    with pytest.raises(Unusable, match="has more than 1000000 elements: no timetable has"):
        parse_fet(b"<fet>" + b"<a/>" * 1_000_000 + b"</fet>")


def test_a_file_that_is_too_large_is_refused(tmp_path):
    with pytest.raises(Unusable, match="is larger than 64 MB"):
        parse_fet(b" " * (64 * 1024 * 1024 + 1))
    path = tmp_path / "large.ctt"
    with path.open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    with pytest.raises(Unusable, match=r"large\.ctt is larger than 16 MB: no timetable is\."):
        read_ctt(path)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("A 20\nB 40", "A 20\nA 40", "Line 15: the room “A” stands here a second time."),
        ("art 0 0\n", "art 0 0\nart 0 1\n", "Line 22: “END.” should stand here, not “art 0 1”."),
        ("Rooms: 2", "Rooms: 99999", "Line 3: “Rooms” should be a whole number from 1 to 5000, not “99999”."),
    ],
)
def test_a_competition_file_with_wrong_counts_is_refused_by_line(old, new, sentence):
    with pytest.raises(Unusable) as refusal:
        parse_ctt(SMALL.replace(old, new))
    assert str(refusal.value) == sentence


def test_names_with_control_characters_do_not_break_the_written_file():
    problem = faculty(1, groups=1)
    broken = type(problem)(
        "a\x01b\ufffe",
        *(getattr(problem, field) for field in ("grid", "rooms", "people", "courses", "events")),
    )
    assert parse_fet(write_fet(broken).encode()).problem.name == "ab"


def test_a_generated_file_is_still_read():
    problem = parse_ctt(curricula(3))
    assert write_sol(problem, (Place(0, 0),) * len(problem.events))
