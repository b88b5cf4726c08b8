"""Solution files of the competition, read back by the tests of what is written."""

from shared.timetabling.model import Place, Plan, Problem


def plan_of(problem: Problem, text: str) -> Plan:
    """The plan of a solution file; the lectures of a course take its lines in order."""
    rooms = [room.name for room in problem.rooms]
    courses = [course.name for course in problem.courses]
    plan: list[Place | None] = [None] * len(problem.events)
    for course, room, day, slot in (line.split() for line in text.splitlines()):
        waiting = (
            index
            for index, event in enumerate(problem.events)
            if courses[event.course] == course and plan[index] is None
        )
        plan[next(waiting)] = Place(problem.grid.time(int(day), int(slot)), rooms.index(room))
    return tuple(plan)
