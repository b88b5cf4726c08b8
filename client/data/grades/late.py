"""Late sheets: which, since when, whose turn it is; reminding, and who was reminded."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from client.core.clock import ZONE
from client.core.i18n import N_, _, names
from client.data.records.catalogue import Catalogue
from client.data.records.start_blocks import Digest, Line, Opening
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.grades import CONFIRMED, SHEET_STATES, SIGNED

_MOST_LINES = 6
NO_GRADER = N_("nobody grades it: the head names somebody")
_NOBODY = {SIGNED: N_("the head of the department; nobody has that role"), CONFIRMED: N_("dean's office")}


class LateSheet(NamedTuple):
    """A sheet whose day has passed and that is not closed."""

    sheet_id: int
    number: str
    subject: str
    students: str
    faculty: str
    department: str
    state: str
    due_on: date
    days: int
    #: Whose turn it is; nobody by name when it waits for the dean's office.
    people: tuple[str, ...]
    reminded_on: date | None
    reminded_by: str
    may_remind: bool


_LATE = """
select l.sheet_id, s.number, b.name_uz, b.name_oz, b.name_ru, b.name_en, s.name, f.name_uz, f.name_oz, f.name_ru,
       f.name_en, d.name_uz, d.name_oz, d.name_ru, d.name_en, s.state, s.due_on, l.days, l.people, l.reminded_on,
       l.reminded_by, l.may_remind
  from grades.late_sheets() l
  join grades.sheet s on s.id = l.sheet_id
  join subjects.subject b on b.id = s.subject_id
  join structure.unit f on f.id = s.faculty_id
  left join structure.unit d on d.id = s.department_id
 order by l.days desc, b.name_uz, s.name
"""
_OWN = """
select r.sheet_id, b.name_uz, b.name_oz, b.name_ru, b.name_en, s.name, s.due_on, r.at, security.name_of(r.login)
  from grades.reminder r
  join grades.sheet s on s.id = r.sheet_id
  join subjects.subject b on b.id = s.subject_id
 where r.done_at is null and r.role = security.my_role()
 order by r.at desc
"""
_SHEETS = "select distinct r.sheet_id from grades.reminder r where r.id = any (:ids)"


def late_sheets(gateway: Gateway) -> list[LateSheet]:
    """Return the late sheets of the acting person, the latest first."""
    return [
        LateSheet(
            row[0], row[1], names(*row[2:6]), names(row[6]), names(*row[7:11]), names(*row[11:15]) if row[11] else "",
            row[15], row[16], row[17], tuple(map(names, row[18])), row[19], names(row[20] or ""), row[21],
        )
        for row in gateway.rows(_LATE)
    ]  # fmt: skip


def remind(gateway: Gateway, sheet_ids: Sequence[int]) -> int:
    """Remind whose turn it is in these sheets; return how many reminders were written."""
    return int(gateway.call("grades.remind", list(sheet_ids)))


def sheets_of(gateway: Gateway, reminder_ids: Sequence[int]) -> list[int]:
    """Return the sheets of which these reminders are."""
    return [row[0] for row in gateway.rows(_SHEETS, ids=list(reminder_ids))]


def turn(sheet: LateSheet) -> str:
    """Return whose turn it is; where nobody is known by name, which office has to do something."""
    return ", ".join(sheet.people) or _(_NOBODY.get(sheet.state, NO_GRADER))


def as_table(found: Sequence[LateSheet]) -> Table:
    """Return the list on paper."""
    columns = (
        Column(_("Number")), Column(_("Subject")), Column(_("Students")), Column(_("Department")), Column(_("State")),
        Column(_("Days late"), numeric=True), Column(_("Whose turn")), Column(_("Last reminded")),
    )  # fmt: skip
    rows = [
        (each.number, each.subject, each.students, each.department, _(SHEET_STATES[each.state]), str(each.days),
         turn(each), _reminded(each))
        for each in found
    ]  # fmt: skip
    footer = _("{count} late grade sheets", count=len(found))
    return Table(_("Late grade sheets"), (), columns, rows, footer=footer)


def _reminded(sheet: LateSheet) -> str:
    return f"{sheet.reminded_on:%d.%m.%Y}, {sheet.reminded_by}" if sheet.reminded_on else ""


def reminders(gateway: Gateway, _catalogue: Catalogue) -> Digest | None:
    """Return of which sheets the person was reminded, for the start page; a sheet once, with the last who did."""
    lines: dict[int, Line] = {}
    for sheet, *rest in gateway.rows(_OWN):
        if sheet not in lines:
            lines[sheet] = _line(sheet, names(*rest[:4]), *rest[4:])
    shown = tuple(lines.values())[:_MOST_LINES]
    return Digest(_("You were reminded of late grade sheets"), shown, work=True) if shown else None


def _line(sheet: int, subject: str, group: str, due: date, at: datetime, who: str) -> Line:
    return Line(
        f"{subject} · {names(group)}",
        Opening("grade-sheet", {"record_id": sheet}),
        _("due {day}", day=f"{due:%d.%m.%Y}"),
        _("{who}, {moment}", who=names(who), moment=f"{at.astimezone(ZONE):%d.%m.%Y %H:%M}"),
        "warning",
    )
