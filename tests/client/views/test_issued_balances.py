"""Issued balances at the desk: issued from the balance, kept as they were, what was entered later told beside them."""

import os

from pypdfium2 import PdfDocument

from client.core import clock
from client.views.movement.issue_dialog import IssueDialog
from tests.client.reach import act
from tests.client.reach import window as opened
from tests.client.views.conftest import WINDOWS
from tests.server.acting import scalar
from tests.server.orders import EXPELLED, applied

STUDENTS = (
    "select array_agg(s.id) from (select s.id from students.student s join structure.unit u on u.id = s.faculty_id"
    " and u.code = '403-101' where s.status = '11' and s.group_id is not null order by s.id limit 2) s"
)


def picture(widget, name):
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        widget.grab().save(f"{folder}/{name}.png")


def test_a_balance_is_issued_and_what_comes_later_stands_beside_it(window, admin, as_person, qtbot):
    shown = window("movement-balance")

    def beside(key, **arguments):
        """Another window of the same program."""
        made = WINDOWS[key].make(shown.workplace, **arguments)
        qtbot.addWidget(made)
        made.resize(1366, 640)
        made.show()
        return made

    shown.last.show_day(clock.today())
    act(shown, "Issue the balance").trigger()
    dialog = opened(IssueDialog)
    assert "The whole university" not in [dialog.of.itemText(n) for n in range(dialog.of.count())]
    picture(dialog, "issue-dialog")
    dialog.do()
    [preview] = shown.workplace.navigator.shown
    qtbot.addWidget(preview)
    assert preview.title.startswith("Balance of movement HB-")
    listed = beside("issued-balance")
    assert listed.table.text(0, 0).startswith("HB-")
    listed.table.opened.emit(0)
    key, arguments = shown.workplace.navigator.opened[-1]
    numbers = beside(key, **arguments)
    assert "Nothing was entered later" in numbers.sum.text()
    numbers.table.opened.emit(0)
    assert "what it was" in numbers.message.text()

    made = applied(
        as_person("dean_geology"),
        as_person("academic_office"),
        "expel",
        scalar(admin, STUDENTS),
        EXPELLED,
        day=clock.today(),
    )
    numbers.reload()
    last = numbers.table.rowCount() - 1
    assert numbers.table.text(last, 4) == "-2"  # who left today is not at the end any more
    assert int(numbers.table.text(last, 2)) == int(numbers.table.text(last, 3)) + 2
    picture(numbers, "issued-numbers")
    numbers.table.opened.emit(last)
    key, arguments = shown.workplace.navigator.opened[-1]
    later = beside(key, **arguments)
    assert later.table.rowCount() == 2
    picture(later, "issued-changes")
    later.table.opened.emit(0)
    assert shown.workplace.navigator.opened[-1] == ("order", {"record_id": made})
    picture(listed, "issued-list")

    act(numbers, "Print").trigger()
    [_issued, paper] = shown.workplace.navigator.shown
    qtbot.addWidget(paper)
    drawn = preview.preview._papers.one_file(lambda *_: None)  # noqa: SLF001 - what the preview would save
    again = paper.preview._papers.one_file(lambda *_: None)  # noqa: SLF001
    assert drawn == again  # the registered paper, whatever has changed
    text = PdfDocument(again)[0].get_textpage().get_text_range()
    assert "HB-" in text
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        for number, page in enumerate(PdfDocument(again)):
            page.render(scale=1.4).to_pil().save(f"{folder}/balance-{number}.png")


def test_management_reads_what_was_issued_and_issues_nothing(window):
    shown = window("movement-balance", "management")
    titles = [each.text() for each in shown.bar.actions()]
    assert "Issued balances" in titles
    assert not any("Issue the balance" in each for each in titles)
