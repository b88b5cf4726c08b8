"""Layouts of pre-printed blanks: where on the paper each text is printed, and how far a printer is off."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.blanks import CATEGORIES, FORMS, Workstation
from shared.models.columns import (
    actor,
    coded,
    day,
    decimal,
    document,
    flag,
    image,
    moment,
    refers,
    text,
    whole,
)
from shared.models.record import Record
from shared.models.rules import index_key, key, rule
from shared.text import N_

_FORM = "form in ('diploma', 'supplement', 'duplicate', 'certificate')"
_FORM_SENTENCE = N_("A layout is for a diploma, a supplement, a duplicate or an academic certificate.")
_PAGE = "width >= 50 and width <= 500 and height >= 50 and height <= 500"
_PAGE_SENTENCE = N_("A page is between 50 and 500 mm wide and high.")


class Layout(Record):
    """A kind of printing onto a blank: what it is called, and for which blanks it is."""

    __tablename__ = "layout"
    __table_args__ = (
        key("name", sentence=N_("There is a layout of this name already. Change that one, or choose another name.")),
        rule("form", _FORM, _FORM_SENTENCE),
        rule("category", "category in ('11', '12')", N_("A diploma is ordinary or with honours.")),
        {"schema": "layouts"},
    )  # fmt: skip
    label, plural, title = N_("Layout of a blank"), N_("Layouts of blanks"), "name"

    name: Mapped[str] = text(128, N_("Name"))
    form: Mapped[str] = text(16, N_("What is printed on it"), words=FORMS)
    education_type: Mapped[str | None] = coded("h_education_type", N_("Education type"), optional=True)
    category: Mapped[str | None] = text(2, N_("Diploma category"), optional=True, words=CATEGORIES)
    active: Mapped[bool] = flag(N_("In use"))


class Version(Record):
    """A version of a layout: page, fields and the scan under them. One that was printed with is never changed."""

    __tablename__ = "version"
    __table_args__ = (
        key("layout_id", "number", name="version_number_key",
            sentence=N_("Two versions of this layout were made at once. Try again.")),
        index_key("version_in_use_key", "layout_id", sentence=N_("Another version of this layout is in use already."),
                  where="in_use"),
        rule("page", _PAGE, _PAGE_SENTENCE),
        {"schema": "layouts"},
    )  # fmt: skip
    label, plural, title = N_("Version of a layout"), N_("Versions of layouts"), "number"

    layout_id: Mapped[int] = refers(Layout, N_("Layout of a blank"), state=True)
    number: Mapped[int] = whole(N_("Version"), minimum=1, state=True)
    width: Mapped[Decimal] = decimal(N_("Width of the page, mm"), 5, 1)
    height: Mapped[Decimal] = decimal(N_("Height of the page, mm"), 5, 1)
    fields: Mapped[Any] = document(N_("Fields"))
    #: The scanned blank, for whoever drags the fields; it is never printed.
    background: Mapped[bytes | None] = image(N_("Scanned blank"), limit=4_000_000, optional=True)
    in_use: Mapped[bool] = flag(N_("Version in use"), default=False)
    printed_at: Mapped[datetime | None] = moment(N_("First printed with"), optional=True)
    saved_at: Mapped[datetime] = moment(N_("Saved"), now=True)
    saved_by: Mapped[str] = actor(N_("Saved by"), state=True)


class Calibration(Record):
    """What a test sheet of a printer showed: where four crosses came out, and what corrects that. The newest counts."""

    __tablename__ = "calibration"
    __table_args__ = (
        rule("form", _FORM, _FORM_SENTENCE),
        rule("page", _PAGE, _PAGE_SENTENCE),
        rule("believable", "abs(offset_x) <= 20 and abs(offset_y) <= 20 and scale_x between 0.95 and 1.05"
             " and scale_y between 0.95 and 1.05 and abs(rotation) <= 3 and residual between 0 and 1",
             N_("No printer is as far off as that. Measure the crosses of the test sheet again.")),
        Index("calibration_newest_idx", "workstation_id", "form", "printer", "id"),
        {"schema": "layouts"},
    )  # fmt: skip
    label, plural, title = N_("Calibration of a printer"), N_("Calibrations of printers"), "printer"

    workstation_id: Mapped[int] = refers(Workstation, N_("Printing workstation"))
    printer: Mapped[str] = text(128, N_("Printer"))
    form: Mapped[str] = text(16, N_("Form of the blank"), words=FORMS)
    width: Mapped[Decimal] = decimal(N_("Width of the page, mm"), 5, 1)
    height: Mapped[Decimal] = decimal(N_("Height of the page, mm"), 5, 1)
    offset_x: Mapped[Decimal] = decimal(N_("Moved to the right, mm"), 6, 3)
    offset_y: Mapped[Decimal] = decimal(N_("Moved down, mm"), 6, 3)
    scale_x: Mapped[Decimal] = decimal(N_("Scale across"), 7, 6)
    scale_y: Mapped[Decimal] = decimal(N_("Scale along"), 7, 6)
    rotation: Mapped[Decimal] = decimal(N_("Turned, degrees"), 6, 4)
    residual: Mapped[Decimal] = decimal(N_("Remaining error, mm"), 5, 3)
    #: The eight figures: of each cross how far from the left and from the upper edge.
    measured: Mapped[Any] = document(N_("Measured figures"), limit=2_000)
    day: Mapped[date] = day(N_("Day"))
    measured_by: Mapped[str] = actor(N_("Measured by"), state=True)
