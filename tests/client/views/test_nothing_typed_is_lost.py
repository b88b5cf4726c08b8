"""Whatever is typed into a window is there again in another language and after the program was killed."""

import pytest

from client.core.roles import ROLES
from client.data.local import drafts
from client.widgets.draft_writer import DRAFT_AFTER
from client.widgets.record_form import FormDialog
from client.widgets.record_form.drafting import Drafting
from client.widgets.record_list import RecordList
from tests.client.views import typing
from tests.client.views.test_every_window import SOMEBODY
from tests.client.views.typing import SEARCHED
from tests.memory_safe import MemorySafe

SOUGHT = "what is looked for: it changes nothing and is typed anew in a moment"
CHOSEN = "chooses which sheet, week or record is looked at; what is typed there has its own draft"
SECRET = "a secret is never kept"
#: What need not come back, by the class of a widget or by `Class.attribute`, and why.
MAY_GO = {
    "RecordList": SOUGHT,
    "UnitTree.search": SOUGHT,
    "Classifiers.search": SOUGHT,
    "ExamList.search": SOUGHT,
    "Check": SOUGHT,
    "Explain": SOUGHT,
    "Tray": SOUGHT,
    "AbsenceList": SOUGHT,
    "ConcernedWindow": SOUGHT,
    "StatusWindow": SOUGHT,
    "BalanceWindow": SOUGHT,
    "LessonList": SOUGHT,
    "MissedList": SOUGHT,
    "RunList": SOUGHT,
    "LateSheets": SOUGHT,
    "BinWindow": SOUGHT,
    "AttestationResults": SOUGHT,
    "AccreditationWindow": SOUGHT,
    "BlankList": SOUGHT,
    "LayoutList": SOUGHT,
    "DiplomaWindow": SOUGHT,
    "PapersWindow": SOUGHT,
    "DisputeWindow": SOUGHT,
    "MarksWindow": CHOSEN,
    "TextsWindow.fields": CHOSEN,
    "CalibrationWindow.form": CHOSEN,
    "CalibrationWindow.printer": CHOSEN,
    "StartPage.first": SECRET,
    "StartPage.second": SECRET,
    "StartPage.password": SECRET,
    "LayoutEditor": "the chosen field's numbers; the editor keeps its steps in a draft of its own",
    "BookWindow": SOUGHT,
    "ThesisWindow.lacking": SOUGHT,
    "ClassTable.search": SOUGHT,
    "Preview": "the page and the way a paper is looked at",
    "MyAccount": SECRET,
    "WeekView": CHOSEN,
    "ExamList.term": CHOSEN,
    "ExamSchedule": CHOSEN,
    "LoadWindow.term": CHOSEN,
    "LoadWindow.department": CHOSEN,
    "LoadWindow.only_open": CHOSEN,
    "Registration.term": CHOSEN,
    "WhoHoldsWhat.term": CHOSEN,
    "Wishes.term": CHOSEN,
    "Wishes.who": CHOSEN,
    "DayRules.term": CHOSEN,
    "DayRules.faculty": CHOSEN,
    "DayRules.whose": CHOSEN,
    "ClassMaking.term": CHOSEN,
    "ClassMaking.faculty": CHOSEN,
    "Enrolment.group": CHOSEN,
    "Ranking.group": CHOSEN,
    "OddSheets.term": CHOSEN,
    "TermBox": CHOSEN,
    "AttendanceJournal": CHOSEN,
    "RatingJournal": CHOSEN,
    "QuestionBank": CHOSEN,
    "OfferedBox": CHOSEN,
    "SummaryWindow": CHOSEN,
    "ResultsWindow.choice": CHOSEN,
    "Overall": CHOSEN,
    "SubjectTopics": CHOSEN,
    "SubjectResources": CHOSEN,
    "SubjectTasks.task": CHOSEN,
    "References.lookup": "a name is sought in it; the students of the list come back",
    "PriorEducationWindow.group": "a name is sought in it; the group that was chosen comes back",
    "WishPane.level": "how strongly the next stroke paints",
    "TravelWays.both": "whether the next cell is written both ways",
    "Builder": "a card that moves is stored at once; `Desk` keeps those that wait for the server",
}


@pytest.fixture
def safe(monkeypatch):
    """A keyring that outlives a killed program."""
    kept = MemorySafe()
    monkeypatch.setattr(drafts, "SystemSafe", lambda: kept)


@pytest.fixture(scope="module")
def tried():
    """The windows somebody has typed into already: a role opens those where none before it could."""
    return set()


@pytest.fixture(scope="module")
def known():
    """Forms are the same whoever opens them: each is typed into once."""
    return set()


@pytest.fixture(scope="module")
def settled():
    """The windows of which every form is known: no role needs to open them again."""
    return set()


def content(frame, key):
    frame.open(key)
    return frame.pages.current().content


def typed_into(frame, keys):
    """Type into everything in these windows; return what stands where afterwards."""
    for key in keys:
        frame.open(key)
    found = {}
    for key in keys:
        window = content(frame, key)
        for (names, place), widget in typing.inputs(window).items():
            before = typing.value(widget)
            if not MAY_GO.keys() & set(names):
                typing.write(widget)
            if typing.value(widget) != before:
                found[key, names, place] = typing.value(widget)
    return found


def lost(frame, typed):
    """Return what is not there any more: where it stood, what stood there and what stands there now."""
    gone = []
    for (key, *place), wanted in typed.items():
        offer(content(frame, key))
        stands = typing.inputs(content(frame, key)).get(tuple(place))
        now = typing.value(stands) if stands else None
        if now != wanted:
            gone.append((key, place, wanted, now))
    return gone


def offer(window):
    """A form asks whether what was typed shall come back."""
    for bar in window.findChildren(Drafting):
        if bar.isVisibleTo(window):
            bar.bring_back()


@pytest.mark.usefixtures("safe")
@pytest.mark.parametrize("role", ROLES)
def test_what_is_typed_is_there_in_another_language_and_after_a_kill(signed_in, qtbot, role, tried):
    started = signed_in(SOMEBODY[role], role)
    keys = list(started.frame.menu.keys())
    typed = typed_into(started.frame, [key for key in keys if key not in tried])
    if not typed:
        return
    tried |= {key for key, *_ in typed}
    started.frame.head.language_chosen.emit("ru")  # at once: the last keys are not on the disk yet
    assert lost(started.frame, typed) == []
    again = signed_in(SOMEBODY[role], role, "ru")  # nobody has closed the first one
    assert lost(again.frame, typed) == []
    qtbot.wait(SEARCHED)


@pytest.mark.usefixtures("safe")
def test_a_kill_a_moment_after_the_last_key_loses_nothing(signed_in, qtbot):
    typed = typed_into(signed_in("admin").frame, ["configuration"])
    assert typed
    qtbot.wait(DRAFT_AFTER + 100)
    assert lost(signed_in("admin").frame, typed) == []


def forms_of(frame, keys, known, settled):
    """Open each empty form that is not known yet; give the window and place of its list, its table and the form."""
    for key in keys:
        window = content(frame, key)
        lists = [
            (place, each)
            for place, each in enumerate([window, *window.findChildren(RecordList)])
            if isinstance(each, RecordList) and each.spec.relation not in known
        ]
        if all(each.acts["add"].isVisible() for _place, each in lists):
            settled.add(key)
        for place, each in lists:
            if not each.acts["add"].isVisible():
                continue
            each.opening.add()
            dialogs = each.findChildren(FormDialog)
            form = dialogs[-1].form if dialogs else frame.pages.current().content
            yield (key, place), each.spec.relation, form


@pytest.mark.usefixtures("safe")
@pytest.mark.parametrize("role", ROLES)
def test_what_is_typed_into_a_new_record_is_asked_about(signed_in, qtbot, role, known, settled):
    started = signed_in(SOMEBODY[role], role)
    typed, tables = {}, set()
    keys = [key for key in started.frame.menu.keys() if key not in settled]  # noqa: SIM118 - not a dictionary
    for key, table, form in forms_of(started.frame, keys, known, settled):
        tables.add(table)
        for place, widget in typing.inputs(form).items():
            if not MAY_GO.keys() & set(place[0]):
                typing.write(widget)
                typed[key, place] = widget
    typed = {place: typing.value(widget) for place, widget in typed.items()}
    if not typed:
        return
    started.frame.head.language_chosen.emit("ru")
    windows = list(dict.fromkeys(window for (window, _), _ in typed))
    for key, _table, form in forms_of(started.frame, windows, known, settled):
        offer(form)
        stands = typing.inputs(form)
        now = {place: typing.value(stands[place]) for place in stands if not MAY_GO.keys() & set(place[0])}
        assert now == {place: value for (of, place), value in typed.items() if of == key}
    known |= tables
    qtbot.wait(SEARCHED)
