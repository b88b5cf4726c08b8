"""The balance of movement between two days: at the start, who came, who left, at the end, faculty by faculty."""

from datetime import date

from client.core.i18n import _, names
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.movement import ACTS
from shared.models.students_time import ORIGINS

START, CAME, LEFT, END = "start", "came", "left", "end"
SIGNS = {CAME: "+", LEFT: "−"}
_BALANCE = """
select b.faculty_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, b.side, b.act, b.students
  from movement.balance(:first, :last) b
  join structure.unit u on u.id = b.faculty_id
 order by u.code
"""


def balance(gateway: Gateway, first: date, last: date) -> Table:
    """Return the balance; what came and left is told by the act behind it."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for _faculty, *name, side, act, students in gateway.rows(_BALANCE, first=first, last=last):
        found.setdefault(names(*name), {})[side, act] = students
    kinds = [
        (side, act)
        for side in (CAME, LEFT)
        for act in (*ACTS, *ORIGINS)
        if any((side, act) in each for each in found.values())
    ]
    columns = (
        Column(_("Faculty")),
        Column(_("At the start"), numeric=True),
        *(
            Column(f"{'+' if side == CAME else '−'} {_(ACTS.get(act) or ORIGINS[act])}", numeric=True)
            for side, act in kinds
        ),
        Column(_("At the end"), numeric=True),
    )
    keys = [(START, ""), *kinds, (END, "")]
    rows = [(name, *(str(each.get(key, 0)) for key in keys)) for name, each in found.items()]
    if len(rows) > 1:
        sums = (str(sum(each.get(key, 0) for each in found.values())) for key in keys)
        rows.append((_("Total"), *sums))
    title = _("Movement of students, {first} – {last}", first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")
    return Table(title, (), columns, rows, footer="")
