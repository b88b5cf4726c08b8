"""Small random problems of every kind for the property tests."""

from hypothesis import strategies as st

from shared.timetabling.model import (
    EVEN,
    EVERY,
    ODD,
    Course,
    DayRules,
    Event,
    Grid,
    Lock,
    Person,
    Place,
    Problem,
    Room,
    Rules,
    Travel,
)

COSTS = st.integers(0, 4)
KINDS = st.sampled_from(("", "lab"))


def hours(grid):
    return st.frozensets(st.tuples(st.integers(0, grid.days - 1), st.integers(0, grid.slots - 1)), max_size=3)


@st.composite
def rules_of_days(draw):
    return DayRules(
        gap=draw(COSTS), isolated=draw(COSTS), lonely=draw(COSTS), ceiling=draw(st.integers(0, 3)),
        over_ceiling=draw(COSTS), floor=draw(st.integers(0, 2)), under_floor=draw(COSTS),
        run=draw(st.integers(0, 3)), over_run=draw(COSTS), late_start=draw(COSTS), days=draw(st.integers(0, 3)),
        over_days=draw(COSTS))  # fmt: skip


@st.composite
def events(draw, grid, courses, people, rooms):
    phases = ((EVERY,), (ODD,), (EVEN,), (ODD, EVEN)) if grid.weeks > 1 else ((EVERY,),)
    times = st.none() | st.frozensets(st.integers(0, grid.times - 1), min_size=1)
    return Event(
        "lesson", draw(st.integers(0, courses - 1)),
        tuple(draw(st.sets(st.integers(0, people - 1), max_size=3))), draw(st.integers(0, 40)),
        draw(st.integers(1, 2)), draw(st.sampled_from(phases)), needs_room=draw(st.booleans()), room_kind=draw(KINDS),
        rooms=draw(st.none() | st.frozensets(st.integers(0, rooms - 1), min_size=1)), times=draw(times),
        time_costs=tuple(draw(st.dictionaries(st.integers(0, grid.times - 1), COSTS, max_size=3)).items()),
        room_costs=tuple(draw(st.dictionaries(st.integers(0, rooms - 1), COSTS, max_size=2)).items()))  # fmt: skip


@st.composite
def problems(draw):
    grid = Grid(draw(st.integers(1, 3)), draw(st.integers(2, 5)), draw(st.integers(1, 2)))
    rooms = tuple(Room(f"room {n}", draw(st.integers(10, 40)), draw(KINDS), building=n % 2, closed=draw(hours(grid)))
                  for n in range(draw(st.integers(1, 3))))  # fmt: skip
    people = tuple(
        Person(f"person {n}", draw(rules_of_days()), draw(hours(grid)))
        for n in range(draw(st.integers(1, 5)))
    )
    courses = tuple(
        Course(f"course {n}", draw(st.integers(0, 3)), draw(COSTS), draw(COSTS)) for n in range(3)
    )
    found = tuple(draw(st.lists(events(grid, 3, len(people), len(rooms)), min_size=1, max_size=9)))
    present = tuple(draw(st.none() | st.builds(Place, st.integers(0, grid.times - 1), st.integers(0, len(rooms) - 1)))
                    for _ in found) if draw(st.booleans()) else ()  # fmt: skip
    locks = {index: Lock(draw(st.booleans()), draw(st.booleans())) for index, place in enumerate(present)
             if place and draw(st.booleans())}  # fmt: skip
    travel = Travel(((0, 20), (20, 0)), (10, 30), draw(COSTS)) if draw(st.booleans()) else None
    rules = Rules(draw(st.integers(0, 1)), draw(COSTS), draw(COSTS), travel)
    return Problem("random", grid, rooms, people, courses, found, rules, present, locks)


@st.composite
def plans_of(draw, problem):
    """Any plan, also one that clashes or puts lessons where they may not be, as long as they fit into the day."""
    rooms = st.none() | st.integers(0, len(problem.rooms) - 1)
    plan = []
    for event in problem.events:
        times = [time for time in range(problem.grid.times) if problem.grid.fits(time, event.duration)]
        plan.append(draw(st.none() | st.builds(Place, st.sampled_from(times), rooms)))
    return tuple(plan)
