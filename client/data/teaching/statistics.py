"""The load that is not yet assigned, for start pages."""

from client.core.i18n import _, names
from client.data.records.catalogue import Catalogue
from client.data.records.start_blocks import Digest, Line, Opening, Picture
from client.data.server.gateway import Gateway, Rows
from shared.charts.chart import Chart, Series

LOAD, TRAINING = "load", "h_training_type"
MOST = 8
#: Classes that lack hours of a teacher, of the terms that are not over.
_OPEN = """
with given as (
    select a.class_id, sum(a.hours) as hours
      from teaching.assignment a
     group by a.class_id
)
select c.term_id, c.department_id, u.name_uz, u.name_oz, u.name_ru, u.name_en,
       b.name_uz, b.name_oz, b.name_ru, b.name_en, c.training, c.name, c.hours - coalesce(g.hours, 0)
  from teaching.class c
  join curriculum.term t on t.id = c.term_id and t.ends_on >= security.today()
  join curriculum.course o on o.id = c.course_id
  join subjects.subject b on b.id = o.subject_id
  left join structure.unit u on u.id = c.department_id
  left join given g on g.class_id = c.id
 where c.hours > coalesce(g.hours, 0)
 order by t.starts_on, t.id, c.hours - coalesce(g.hours, 0) desc, b.name_uz, c.name, c.id
"""


def _open(gateway: Gateway) -> Rows:
    """Return those of the first term that has some: the window shows one term."""
    rows = gateway.rows(_OPEN)
    return [row for row in rows if row[0] == rows[0][0]]


def open_classes(gateway: Gateway, catalogue: Catalogue) -> Digest | None:
    """The classes of the department that nobody teaches yet, those with most hours first."""
    rows = _open(gateway)
    if not rows:
        return None
    opens = Opening(LOAD, {"term": rows[0][0], "only_open": True})
    lines = [
        Line(
            f"{names(*row[6:10])} · {row[11]}",
            opens,
            detail=_("{training}, {hours} hours", training=catalogue.label(TRAINING, row[10]), hours=row[12]),
        )
        for row in rows[:MOST]
    ]
    if len(rows) > MOST:
        lines.append(Line(_("and {count} more", count=len(rows) - MOST), opens))
    title = _("Load not yet assigned: {count} classes", count=len(rows))
    return Digest(title, tuple(lines), work=True)


def open_by_department(gateway: Gateway, _catalogue: Catalogue) -> Picture | None:
    """How many classes of each department nobody teaches yet."""
    rows = _open(gateway)
    if not rows:
        return None
    found: dict[tuple[int | None, str], int] = {}
    for row in rows:
        department = (row[1], names(*row[2:6]) if row[1] else _("without a department"))
        found[department] = found.get(department, 0) + 1
    order = sorted(found, key=lambda each: -found[each])
    opens = {
        (place, 0): Opening(LOAD, {"term": rows[0][0], "department": each[0], "only_open": True})
        for place, each in enumerate(order)
    }
    numbers = Series("", tuple(found[each] for each in order))
    categories = tuple(name for _number, name in order)
    chart = Chart("bars", _("Load not yet assigned"), _("Department"), categories, (numbers,), _("classes"))
    return Picture(chart, opens)
