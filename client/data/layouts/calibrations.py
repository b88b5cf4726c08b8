"""Calibrations of printers: what is measured, the newest of a printer, and the test sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from client.core import i18n
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.documents.plain import PlainPapers
from client.data.layouts.versions import version_in_use
from client.data.server.gateway import Gateway
from reports.layouts import test_sheet
from reports.layouts.test_sheet import TestSheet
from shared.layouts.calibration import BadFiguresError, Calibration, Point, Solution, solve
from shared.models.layouts import Calibration as StoredCalibration

RELATION = "layouts.calibration"
A4 = Decimal("297.0"), Decimal("210.0")
_NEWEST = """
select c.offset_x, c.offset_y, c.scale_x, c.scale_y, c.rotation
  from layouts.calibration c
 where c.workstation_id = :workstation and c.printer = :printer and c.form = :form
 order by c.id desc
 limit 1
"""
_STATIONS = (
    "select w.id, w.name from blanks.workstation w where w.active order by w.unit_id nulls first, w.name"
)
_PRINTERS = (
    "select distinct c.printer from layouts.calibration c where c.workstation_id = :workstation order by 1"
)


@dataclass(frozen=True)
class Measured:
    """Which printer was measured, on which paper."""

    workstation_id: int
    printer: str
    form: str
    page: tuple[Decimal, Decimal]
    day: date


def stations(gateway: Gateway) -> list[tuple[int, str]]:
    """Return the workstations, those of the registrar first."""
    return [(number, name) for number, name in gateway.rows(_STATIONS)]


def printers(gateway: Gateway, workstation_id: int) -> list[str]:
    """Return the printers of a workstation that were calibrated before."""
    return [name for (name,) in gateway.rows(_PRINTERS, workstation=workstation_id)]


def page_of(gateway: Gateway, form: str) -> tuple[Decimal, Decimal]:
    """Return the page of the layout of a form of blanks that is in use."""
    found = version_in_use(gateway, form)
    return A4 if found is None else (found.layout.width, found.layout.height)


def newest(gateway: Gateway, workstation_id: int, printer: str, form: str) -> Calibration | None:
    """Return the calibration that counts, None where the printer was never measured."""
    row = gateway.one(_NEWEST, workstation=workstation_id, printer=printer, form=form)
    return None if row is None else Calibration(*row)


def solved(figures: Sequence[Point], page: tuple[Decimal, Decimal]) -> Solution:
    """Return the correction that eight figures say, or the sentence of what is wrong with them."""
    try:
        return solve(figures, float(page[0]), float(page[1]))
    except BadFiguresError as wrong:
        values = {name: _(value) if isinstance(value, str) else value for name, value in wrong.values.items()}
        raise UserError(wrong.message, **values) from wrong


def save(gateway: Gateway, what: Measured, figures: Sequence[tuple[Decimal, Decimal]]) -> Solution:
    """Store the calibration of a printer; return it."""
    found = solved([(float(x), float(y)) for x, y in figures], what.page)
    made = found.calibration
    with gateway.transaction() as transaction:
        transaction.execute(
            StoredCalibration.__table__.insert().values(
                workstation_id=what.workstation_id,
                printer=what.printer,
                form=what.form,
                width=what.page[0],
                height=what.page[1],
                offset_x=made.offset_x,
                offset_y=made.offset_y,
                scale_x=made.scale_x,
                scale_y=made.scale_y,
                rotation=made.rotation,
                residual=found.residual,
                measured=[[str(x), str(y)] for x, y in figures],
                day=what.day,
            )
        )
    return found


def sheet(what: Measured, workstation: str) -> PlainPapers[TestSheet]:
    """Return the test sheet as it will be printed."""
    language = i18n.language()
    paper = TestSheet(*what.page, workstation, what.printer, language)
    note = _(N_("Print it at its own size (100 %) on plain paper of the size of the blank."))
    return PlainPapers.one(_(N_("Test sheet of a printer")), paper, test_sheet.render, note)
