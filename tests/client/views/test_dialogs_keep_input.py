"""A dialog is a window too: what was typed into it is there when it is opened again, unless it was answered."""

import importlib
import inspect
import pkgutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

import client
from client.data.curriculum import plan
from client.data.system import accounts
from client.views.curriculum.editor.copying import CopyDialog
from client.views.movement.issue_dialog import IssueDialog
from client.views.movement.lines_dialog import ChangeLines
from client.views.movement.new_order import NewOrderDialog
from client.views.movement.sign_dialog import SignDialog
from client.views.movement.word_forms import UploadDialog
from client.views.students.admitted_numbers import Admitting
from client.views.system.grant import Grant
from client.views.system.new_account import NewAccount
from client.views.timetable.versions.new_version import NewVersion
from client.widgets.keeper import keep_typed
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from tests.client.held_tasks import HeldTasks
from tests.client.reach import button
from tests.client.views import typing
from tests.client.views.curricula import Curricula

ROOT = Path(client.__file__).parent
ELSEWHERE = "has its own test beside its window"
LOOK = "chooses how something is shown or written, and is chosen anew in a moment"
NOTHING = "takes no input"
BY_DRAFT = "keeps its input by keep_dialog, in itself or in the dialog it is made of"
#: Dialogs whose input may go, and why.
MAY_GO = {
    "FormDialog": "holds a form: test_nothing_typed_is_lost",
    "NewLayoutDialog": "a name and a form of blank; nothing is stored yet",
    "Asked": "the form of the printing dialogs, which work without a server and its drafts",
    "HandOutDialog": "one line to whom; the journal of the workstation keeps what was handed out",
    "SpoilDialog": "one line of what happened; the journal of the workstation keeps it",
    "PasswordDialog": "a secret is kept nowhere",
    "MoveLesson": ELSEWHERE,
    "PlaceFinal": ELSEWHERE,
    "SwapLesson": "one click on one of a few lessons",
    "CopyWishes": "one click on somebody of a list",
    "OffersDialog": "one click on a topic of a list",
    "StudentsDialog": "chosen in one go from a list; whoever searches anew chooses anew",
    "ConflictDialog": "decides between two values; both stay, one stored and one in the draft of the form",
    "ColumnsDialog": LOOK,
    "FilterDialog": LOOK,
    "VersionPapers": LOOK,
    "CompareVersions": LOOK,
    "Preferences": LOOK,
    "PlanSheetDialog": "shows what a file would change; the file is still there",
    "ExcelPreview": "shows what a file would change; the file is still there",
    "FilePreview": "shows what a file would change; the file is still there",
    "ScanDecision": "says what is seen in a scan; the file is still there",
    "RuleDialog": BY_DRAFT,
    "WorkingDialog": NOTHING,
    "Asking": BY_DRAFT,
    "AskAppeal": BY_DRAFT,
    "AskCommission": BY_DRAFT,
    "AskDecision": BY_DRAFT,
    "AskGrader": BY_DRAFT,
    "AskMove": BY_DRAFT,
    "AddStudents": BY_DRAFT,
    "OpenSheets": BY_DRAFT,
    "ActDialog": BY_DRAFT,
    "ReceiveDialog": BY_DRAFT,
    "DestroyDialog": BY_DRAFT,
    "BeginDialog": BY_DRAFT,
    "MakeDialog": BY_DRAFT,
    "CertificateDialog": BY_DRAFT,
    "EndDialog": BY_DRAFT,
    "SignFileDialog": BY_DRAFT,
    "SignerDialog": BY_DRAFT,
    "UntilDialog": BY_DRAFT,
    "LetterDialog": BY_DRAFT,
    "AskJudge": BY_DRAFT,
    "AskOrder": BY_DRAFT,
    "AskRectification": BY_DRAFT,
    "AskTerm": LOOK,
    "MemberQuestion": BY_DRAFT,
    "CorrectDays": BY_DRAFT,
    "ChangeSeveral": BY_DRAFT,
    "PresentDialog": BY_DRAFT,
    "JoinClass": BY_DRAFT,
    "SeatStudents": BY_DRAFT,
    "LeaveClass": BY_DRAFT,
    "MoveMembers": BY_DRAFT,
    "ExcuseDialog": BY_DRAFT,
    "LinkDialog": BY_DRAFT,
    "MakeTickets": BY_DRAFT,
    "OpenLesson": BY_DRAFT,
    "RetakeDialog": BY_DRAFT,
    "Lock": "a secret is never kept",
    "Palette": "what is looked for",
    "PaperCheck": "what is looked for",
    "FingerprintDialog": NOTHING,
    "Publication": NOTHING,
    "PasswordSlip": NOTHING,
    "HelpWindow": NOTHING,
    "AboutDialog": NOTHING,
    "CrashDialog": NOTHING,
}


def new_account(workplace, _admin):
    return NewAccount(workplace, None)


def grant(workplace, admin):
    [number] = admin.execute("select id from security.account where login = 'teacher_mineralogy'").fetchone()
    return Grant(workplace, accounts.account(workplace.gateway, number), None)


def copy_plan(workplace, admin):
    found = admin.execute("select id from curriculum.curriculum where name = 'Nusxa'").fetchone()
    number = found[0] if found else Curricula(admin).whole(name="Nusxa")
    return CopyDialog(workplace, plan.read(workplace.gateway, number), None)


def new_version(workplace, _admin):
    return NewVersion(workplace, None)


def admitting(workplace, _admin):
    return Admitting(workplace, None)


def reason(workplace, _admin):
    return ReasonDialog(workplace, ReasonedAct("cancel-paper/1", "Bekor qilish", "Nega?", str, dict), None)


def new_order(workplace, admin):
    [student] = admin.execute("select min(id) from students.student").fetchone()
    return NewOrderDialog(workplace, ("leave",), (student,), None)


def change_lines(workplace, admin):
    return ChangeLines(workplace, "transfer", (1,), None)


def sign_order(workplace, admin):
    return SignDialog(workplace, 1, None)


def issue_balance(workplace, _admin):
    return IssueDialog(workplace, (date(2026, 9, 1), date(2026, 11, 23)), "course", None)


def upload_form(workplace, _admin):
    return UploadDialog(workplace, None)


KEPT = {
    IssueDialog: ("academic_office", issue_balance),
    UploadDialog: ("academic_office", upload_form),
    NewOrderDialog: ("dean_geology", new_order),
    ChangeLines: ("dean_geology", change_lines),
    SignDialog: ("academic_office", sign_order),
    ReasonDialog: ("registrar", reason),
    NewAccount: ("hr", new_account),
    Grant: ("hr", grant),
    CopyDialog: ("dean_geology", copy_plan),
    NewVersion: ("dean_geology", new_version),
    Admitting: ("academic_office", admitting),
}


def test_nothing_that_is_stored_is_asked_for_in_passing():
    """The toolkit's own question forgets what was typed as soon as it is answered, also when that is refused."""
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "QInputDialog" in path.read_text(encoding="utf-8")
    }
    assert asking == {"widgets/record_list/filter_button.py"}, LOOK


def dialogs(kind=QDialog):
    for each in kind.__subclasses__():
        yield each
        yield from dialogs(each)


@pytest.fixture
def ours():
    """Every dialog of the program by its name."""
    for found in pkgutil.walk_packages(client.__path__, "client."):
        importlib.import_module(found.name)
    return {each.__name__: each for each in dialogs() if each.__module__.startswith("client.")}


def test_every_dialog_keeps_its_input_or_has_a_reason_not_to(ours):
    assert ours.keys() == MAY_GO.keys() | {each.__name__ for each in KEPT}


def test_who_says_that_a_draft_keeps_its_input_has_a_draft(ours):
    said = [ours[name] for name, why in MAY_GO.items() if why == BY_DRAFT]
    without = [
        dialog.__name__
        for dialog in said
        if not any(
            "keep_dialog(" in inspect.getsource(each) for each in dialog.__mro__ if each in ours.values()
        )
    ]
    assert without == []


@pytest.mark.parametrize(("login", "make"), KEPT.values())
def test_what_is_typed_into_a_dialog_is_there_when_it_is_opened_again(
    workplace_of, admin, qtbot, login, make
):
    workplace = workplace_of(login)
    first = make(workplace, admin)
    for widget in typing.inputs(first).values():
        typing.write(widget)
    typed = {place: typing.value(widget) for place, widget in typing.inputs(first).items()}
    keep_typed(first)
    again = make(workplace, admin)
    assert {place: typing.value(widget) for place, widget in typing.inputs(again).items()} == typed
    qtbot.wait(typing.SEARCHED)
    again.reject()
    assert workplace.drafts.keys("dialog/") == []
    for dialog in (first, again):
        dialog.deleteLater()


def clicked_twice(dialog, tasks, title):
    """The works that two clicks ask for."""
    for _click in range(2):
        button(dialog, title).click()
    works, tasks.works = tasks.works, []
    return works


def test_two_clicks_make_one_version(qtbot, workplace_of):
    workplace = workplace_of("dean_geology")
    dialog = NewVersion(workplace, None)
    qtbot.addWidget(dialog)
    dialog.name.setText("Yangi")
    object.__setattr__(workplace, "tasks", HeldTasks())
    assert len(clicked_twice(dialog, workplace.tasks, dialog.make_button.text())) == 1


def test_two_clicks_make_one_copy_of_a_plan(qtbot, workplace_of, admin):
    workplace = workplace_of("dean_geology")
    dialog = copy_plan(workplace, admin)
    qtbot.addWidget(dialog)
    dialog.name.setText("Yangi")
    object.__setattr__(workplace, "tasks", HeldTasks())
    [look] = clicked_twice(dialog, workplace.tasks, "Copy")
    look()
    [_copy, *more] = workplace.tasks.works
    workplace.tasks.works = []
    assert more == clicked_twice(dialog, workplace.tasks, "Copy") == []
