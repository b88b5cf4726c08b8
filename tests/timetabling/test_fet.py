"""FET files: what is taken over, what is listed, what is refused."""

from dataclasses import replace

import pytest

from shared.timetabling.domains import choices
from shared.timetabling.files.fet import parse_fet, read_fet, write_fet
from shared.timetabling.judge import judge
from shared.timetabling.model import Lock, Place, Unusable
from shared.timetabling.solver.sample_problems import faculty
from shared.timetabling.solver.solve import solve

WEEK = """<fet version="6.8.5"><Institution_Name>Test</Institution_Name>
<Days_List><Day><Name>Mon</Name></Day><Day><Name>Tue</Name></Day></Days_List>
<Hours_List><Hour><Name>8</Name></Hour><Hour><Name>9</Name></Hour><Hour><Name>10</Name></Hour></Hours_List>
<Teachers_List><Teacher><Name>Anna</Name></Teacher></Teachers_List>
<Students_List><Year><Name>1</Name><Number_of_Students>20</Number_of_Students>
 <Group><Name>1A</Name><Number_of_Students>20</Number_of_Students>
  <Subgroup><Name>1A-x</Name><Number_of_Students>10</Number_of_Students></Subgroup>
  <Subgroup><Name>1A-y</Name><Number_of_Students>10</Number_of_Students></Subgroup></Group></Year></Students_List>
<Activities_List>
 <Activity><Teacher>Anna</Teacher><Subject>Art</Subject><Students>1A</Students><Duration>2</Duration><Id>1</Id>
  <Activity_Group_Id>0</Activity_Group_Id><Active>true</Active></Activity>
 <Activity><Subject>Lab</Subject><Students>1A-x</Students><Duration>1</Duration><Id>2</Id><Active>true</Active></Activity>
 <Activity><Subject>Lab</Subject><Students>1A-y</Students><Duration>1</Duration><Id>3</Id><Active>true</Active></Activity>
 <Activity><Subject>Off</Subject><Students>1</Students><Duration>1</Duration><Id>4</Id><Active>false</Active></Activity>
</Activities_List>
<Rooms_List><Room><Name>R1</Name><Capacity>30</Capacity></Room></Rooms_List>
<Time_Constraints_List>%s</Time_Constraints_List><Space_Constraints_List>%s</Space_Constraints_List></fet>"""


def fet(time="", space=""):
    return parse_fet((WEEK % (time, space)).encode())


def constraint(name, weight=100, **values):
    inside = "".join(f"<{tag}>{value}</{tag}>" for tag, value in values.items())
    return f"<Constraint{name}><Weight_Percentage>{weight}</Weight_Percentage>{inside}</Constraint{name}>"


def test_activities_meet_the_smallest_student_parts():
    problem = fet().problem
    names = [{problem.people[person].name for person in event.people} for event in problem.events]
    assert names == [{"Anna", "1A-x", "1A-y"}, {"1A-x"}, {"1A-y"}]
    assert [event.needs_room for event in problem.events] == [False, False, False]


def test_times_and_rooms_are_narrowed():
    away = constraint(
        "TeacherNotAvailableTimes", Teacher="Anna", Not_Available_Time="<Day>Mon</Day><Hour>8</Hour>"
    )
    pause = constraint("BreakTimes", Break_Time="<Day>Tue</Day><Hour>10</Hour>")
    room = constraint("SubjectPreferredRoom", Subject="Lab", Room="R1")
    file = fet(away + pause, room)
    assert set(choices(file.problem, 0).times) == {file.problem.grid.time(0, 1), file.problem.grid.time(1, 0)}
    assert set(choices(file.problem, 1).rooms) == {0}
    assert file.left_out == ()
    assert solve(file.problem, moves=2000, workers=1).feasible


def test_a_placement_is_a_lock():
    start = constraint(
        "ActivityPreferredStartingTime", Activity_Id=2, Preferred_Day="Tue", Preferred_Hour="9"
    )
    room = constraint("ActivityPreferredRoom", Activity_Id=2, Room="R1")
    problem = fet(start, room).problem
    assert problem.present[1] == Place(problem.grid.time(1, 1), 0)
    assert problem.locks == {1: Lock(time=True, room=True)}


def test_a_room_below_a_hundred_percent_is_a_wish():
    closed = constraint(
        "RoomNotAvailableTimes", 90, Room="R1", Not_Available_Time="<Day>Mon</Day><Hour>8</Hour>"
    )
    file = fet(space=constraint("TeacherHomeRoom", 85, Teacher="Anna", Room="R1") + closed)
    assert file.left_out == ("ConstraintRoomNotAvailableTimes below 100 %: 1",)
    assert file.problem.rooms[0].closed == frozenset()
    assert choices(file.problem, 0).rooms == {0: 0}


def test_what_is_not_taken_over_is_listed():
    file = fet(
        constraint("ActivitiesSameStartingTime", Activity_Id=2) * 2
        + constraint("TeachersMaxHoursDaily", Maximum_Hours_Daily=2)
    )
    assert file.left_out == (
        "ConstraintActivitiesSameStartingTime: 2",
        "ConstraintTeachersMaxHoursDaily (taken as a wish): 1",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><fet>&c;</fet>', "declares entities of its own"),
        (
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><fet>&b;</fet>',
            "declares entities of its own",
        ),
        ("<fet><Days_List></fet>", "is not a whole XML file: line 1"),
        ("", "is not a whole XML file"),
        ("<html></html>", "is not a FET file: it begins with <html>"),
        ("<fet></fet>", "has no days or no hours"),
        ("<a>" * 50 + "</a>" * 50, "nests its elements deeper"),
        (
            WEEK.replace("<Duration>2<", "<Duration>two<") % ("", ""),
            "<Duration> should be a whole number, not “two”.",
        ),
        (
            WEEK.replace("<Duration>2<", "<Duration>9<") % ("", ""),
            "Activity 1 lasts 9 hours and a day has 3.",
        ),
        (
            WEEK % (constraint("BreakTimes", Break_Time="<Day>Sun</Day><Hour>8</Hour>"), ""),
            "names the hour “Sun 8”",
        ),
        (WEEK % (constraint("BreakTimes", "much"), ""), "has a weight that is not a number"),
    ],
)
def test_a_hostile_or_broken_file_ends_in_a_sentence(content, sentence):
    with pytest.raises(Unusable) as refusal:
        parse_fet(content.encode())
    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(Unusable, match=r"none\.fet cannot be read: No such file"):
        read_fet(tmp_path / "none.fet")


def test_a_plan_goes_out_and_comes_back():
    problem = faculty(3, groups=2)
    weekly = replace(problem, events=tuple(event for event in problem.events if event.phases == (0,)))
    plan = solve(weekly, moves=100_000, workers=1).plan
    back = parse_fet(write_fet(weekly, plan).encode()).problem
    assert [(*weekly.grid.place(place.time)[:2], place.room) for place in plan] == [
        (*back.grid.place(place.time)[:2], place.room) for place in back.present
    ]
    assert judge(back, back.present).breaches == ()


def test_only_placements_that_are_locked_for_good_are_locked():
    problem = faculty(2, groups=4)
    plan = tuple(Place(problem.grid.time(index % 5, 0), None) for index in range(len(problem.events)))
    kept = replace(problem, locks={3: Lock()})
    read = parse_fet(write_fet(kept, plan).encode()).problem
    assert set(read.locks) == {3}
    assert len(read.events[3].times) == 1
    assert len(read.events[4].times) > 1
    assert read.present[4] is not None
