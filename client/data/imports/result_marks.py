"""Points and mark of a row: one of the two is stored, and where both are written they have to agree by the scale."""

from decimal import Decimal

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, confirmed
from client.data.imports.doubts import Doubtful
from client.data.imports.lookups import KnownStudent, Lookups
from client.data.imports.result_cells import FIVE, OtherScale, written
from shared.grading import five_of_hundred

Points = Decimal | OtherScale | None


def check_marks(checked: CheckedFile, lookups: Lookups) -> None:
    """Leave points or mark in each row; what disagrees is refused until somebody says that the points hold."""
    pairs = zip(checked.column("points"), checked.column("five"), strict=True)
    found = [_one_result(checked, lookups, row, points, five) for row, (points, five) in enumerate(pairs)]
    checked.values["points"] = [points for points, _five in found]
    checked.values["five"] = [five for _points, five in found]
    if checked.said & {"points", "five"}:
        checked.said |= {"points", "five"}


def _one_result(
    checked: CheckedFile, lookups: Lookups, row: int, points: Points, five: Points
) -> tuple[Decimal | None, Decimal | None]:
    if any(problem.key in ("points", "five") for problem in checked.problems.get(row, ())):
        return None, None
    hundred, mark = _sorted(points, five)
    if len(hundred) > 1 or len(mark) > 1:
        checked.refuse(
            row, "points", N_("There are two different values of one scale. Leave the one that is right.")
        )
        return None, None
    if not hundred and not mark:
        checked.refuse(
            row, "points", N_("Write the points of 100 or the mark of five points, one of the two.")
        )
        return None, None
    if not hundred:
        return None, mark.pop()
    total = hundred.pop()
    if not mark:
        return total, None
    return (total, None) if _agree(checked, lookups, row, total, mark.pop()) else (None, None)


def _sorted(points: Points, five: Points) -> tuple[set[Decimal], set[Decimal]]:
    """Return what was written of each scale, in whichever column it stood."""
    hundred, mark = set[Decimal](), set[Decimal]()
    for value, own, other in ((points, hundred, mark), (five, mark, hundred)):
        if isinstance(value, OtherScale):
            other.add(value.value)
        elif value is not None:
            own.add(value)
    return hundred, mark


def _agree(checked: CheckedFile, lookups: Lookups, row: int, points: Decimal, five: Decimal) -> bool:
    student = lookups.student.get(checked.column("student_id")[row])
    grade = _grade(student, points)
    if five in (grade, five_of_hundred(points)):
        return True
    doubt = Doubtful(
        N_(
            "{points} points are {grade} by the scale, and the row says {five}. Are the points right? If the mark is, "
            "empty the cell of the points."
        ),
        points,
        points=written(points),
        grade=written(grade if grade is not None else five_of_hundred(points)),
        five=written(five),
    )
    return confirmed(checked, row, "points", f"{written(points)} / {written(five)}", doubt)


def _grade(student: KnownStudent | None, points: Decimal) -> Decimal | None:
    """Return the mark that the scale of the student's plan has for points of 100."""
    if student is None or student.marking is None:
        return None
    marking = student.marking
    total = five_of_hundred(points) if marking.maximum <= FIVE else points
    step = marking.scale.mark(total, passed=points >= marking.pass_percent)
    return step.grade if step else None
