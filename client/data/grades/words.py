"""Words of the grade sheets: components in short, and why somebody is not admitted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from client.core.i18n import N_, _
from shared.codes import ExamType

#: As offices write them on every sheet.
SHORT = {
    ExamType.CURRENT: N_("JN"),
    ExamType.FIRST_CURRENT: N_("1-JN"),
    ExamType.SECOND_CURRENT: N_("2-JN"),
    ExamType.MIDTERM: N_("ON"),
    ExamType.FIRST_MIDTERM: N_("1-ON"),
    ExamType.SECOND_MIDTERM: N_("2-ON"),
    ExamType.FINAL: N_("YaN"),
    ExamType.OVERALL: N_("Mark of the work"),
}
WHY = {
    "points": N_("{have} points of {needed} needed"),
    "gate": N_("minimum of {component} not reached"),
    "attendance": N_("{unexcused} of {hours} hours missed without excuse"),
    "registration": N_("not registered for the subject"),
    "status": N_("does not study at present"),
    "payment": N_("contract not paid"),
    "unpaid": N_("admitted; the contract is not paid"),
}


CAME = N_("came to the group on {day}")
LEFT = N_("in the group no more since {day}")


def short(kind: str) -> str:
    """Return the short name of a control."""
    return _(SHORT.get(kind, kind))


def hindrances(found: Sequence[Mapping[str, Any]] | None) -> str:
    """Say why a student is not admitted; nothing when nothing stands in the way."""
    return "; ".join(_hindrance(each) for each in found or ())


def _hindrance(each: Mapping[str, Any]) -> str:
    values = {
        name: short(str(value)) if name == "component" else str(value).replace(".", ",")
        for name, value in each.items()
        if name != "why"
    }
    return _(WHY[each["why"]], **values)


def coming(found: tuple[bool, date, str]) -> str:
    """Say since when a student of an open sheet has been in the group, or is there no more."""
    came, day, _status = found
    return _(CAME if came else LEFT, day=f"{day:%d.%m.%Y}")
