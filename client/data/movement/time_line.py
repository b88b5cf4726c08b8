"""The time line of a student: every state of study from which day to which, with the order behind it."""

from client.core.i18n import _, names
from client.data.movement.orders import COURSES, PAYMENTS, SEMESTERS, STATUSES
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.movement import ACTS
from shared.models.students_time import ORIGINS

LISTS = (STATUSES, COURSES, SEMESTERS, PAYMENTS)
_TIME_LINE = """
select t.starts_on, t.ends_on, t.origin, t.status, t.course, t.semester, t.group_name, t.faculty, t.payment_form,
       t.decree_id, t.act, t.number, t.signed_on, t.former_name, t.new_name, t.line_from, t.source
  from movement.time_line(:student) t
"""


def time_line(gateway: Gateway, catalogue: Catalogue, student_id: int) -> tuple[Table, list[int]]:
    """Return the periods, the latest first, and the order behind each, 0 where there is none."""
    catalogue.ensure(LISTS)
    rows, orders = [], []
    for row in reversed(gateway.rows(_TIME_LINE, student=student_id)):
        (
            starts,
            ends,
            origin,
            status,
            course,
            semester,
            group,
            faculty,
            payment,
            decree,
            act,
            number,
            signed,
            former,
            named,
            since,
            source,
        ) = row
        behind = f"{_(ORIGINS[origin])}: {source}" if source else _(ORIGINS[origin])
        if act:
            behind = _(ACTS[act]) + (f" № {number}, {signed:%d.%m.%Y}" if number else "")
        if former:  # given within a period: its own day stands there
            starts, behind = since, f"{_(ACTS[act])} № {number}: {names(former)} → {names(named)}"
        rows.append(
            (
                f"{starts:%d.%m.%Y}", f"{ends:%d.%m.%Y}" if ends else _("today"), catalogue.label(STATUSES, status),
                catalogue.label(COURSES, course), catalogue.label(SEMESTERS, semester), group or "", names(*faculty),
                catalogue.label(PAYMENTS, payment), behind,
            )
        )  # fmt: skip
        orders.append(decree or 0)
    columns = (
        Column(_("From")), Column(_("Until")), Column(_("Status")), Column(_("Year of study")), Column(_("Semester")),
        Column(_("Group")), Column(_("Faculty")), Column(_("Payment form")), Column(_("Document")),
    )  # fmt: skip
    return Table(_("Time line"), (), columns, rows, footer=""), orders
