"""How results become marks, who is admitted, which attempt counts and what a GPA is: exact, without Qt and database.

The database decides by the same rules (server_db/sql/180_grades); a test compares the two on random sheets.
"""

from shared.grading.attempts import Attempt, Chosen, choose
from shared.grading.current import Beside, CurrentRule, Entry, Kind, current
from shared.grading.gpa import Failed, Gpa, GpaRules, Subject, gpa
from shared.grading.points import PointsRefusedError, read_points
from shared.grading.scale import Scale, Step, five_of_hundred, hundred_of_five
from shared.grading.totals import Cell, Component, Rules, Total, admission, total

__all__ = [
    "Attempt",
    "Beside",
    "Cell",
    "Chosen",
    "Component",
    "CurrentRule",
    "Entry",
    "Failed",
    "Gpa",
    "GpaRules",
    "Kind",
    "PointsRefusedError",
    "Rules",
    "Scale",
    "Step",
    "Subject",
    "Total",
    "admission",
    "choose",
    "current",
    "five_of_hundred",
    "gpa",
    "hundred_of_five",
    "read_points",
    "total",
]
