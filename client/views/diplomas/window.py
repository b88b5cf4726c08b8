"""Diplomas as they stand: counters above, acts on the chosen ones, and what is wrong with a draft below."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.diplomas import acts, overview, signatures, texts
from client.data.diplomas.acts import HandingOut
from client.data.diplomas.overview import DONE, STANDINGS, TO_PREPARE, Row
from client.data.diplomas.signatures import Waiting
from client.data.diplomas.texts import READ_AGAIN, Finding, cell
from client.data.grades.reading import Named
from client.views.diplomas.act_dialog import ActDialog, Choice, Day, Question, Text
from client.views.diplomas.deeds import DEEDS, Deed
from client.views.diplomas.paper import show_receipt
from client.views.diplomas.sign_dialog import SignDialog
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.line_table import LineTable
from client.widgets.message_place import Act
from client.widgets.signer_dialog import with_signer
from client.widgets.staleness import Staleness
from client.widgets.standings_window import StandingsWindow
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.models.blanks import CATEGORIES, FORMS, LOSE, SPOIL
from shared.models.diplomas import ACCEPTED, CAUSES, DRAFT, MISTAKEN
from shared.names import words
from shared.signing.keys import Signer

EVERYWHERE = -1
LETTERS = (26, 13, 8, 14, 20, 15, 10, 12, 22)
FOUND = ((N_("What is wrong"), 50), (N_("Where"), 40))
HOLDER, ANOTHER = "holder", "another"
WHO = {HOLDER: N_("To the holders themselves"), ANOTHER: N_("To another person by power of attorney")}
DEEDS_ON_PRINTS = {SPOIL: N_("Spoiled"), LOSE: N_("Lost")}
PRINTED_FORMS = ("diploma", "supplement", "duplicate")
DUPLICATE_CAUSES = {cause: words for cause, words in CAUSES.items() if cause != MISTAKEN}

#: Finds who signs here, and hands on to what is signed; asks for a file or a token where no key is kept.
WithSigner = Callable[[Workplace, QWidget, Callable[[Signer], object]], None]


class DiplomaWindow(StandingsWindow[Row]):
    """Several diplomas are chosen and brought on together, all of them or none."""

    def __init__(
        self, workplace: Workplace, *, filters: Sequence[Any] = (), with_signer: WithSigner = with_signer
    ) -> None:
        super().__init__(
            workplace, _("Issue of diplomas"), STANDINGS, _("State"),
            _("Nobody's record is accepted for graduation yet."),
        )  # fmt: skip
        self._with_signer = with_signer
        self.acts: dict[str, QAction] = {}
        self._findings = list[Finding]()
        self._details = Latest(workplace.tasks, self, self.message.refuse)
        self.findings = LineTable(_("What is wrong"), FOUND, grows=(0, 1))
        self.group = self.narrow_by("group", _("All groups"), _("Group"))
        self.category = self.narrow_by("category", _("All categories"), _("Category"))
        self.year = self.narrow_by("year", _("All years"), _("Year of graduation"))
        self.offer_in("category", [(code, _(name)) for code, name in CATEGORIES.items()])
        self.standing.setItemText(0, _("In work"))
        self.standing.setCurrentIndex(max(0, self.standing.findData(_standing(filters))))
        self._acts()
        self._lay_out()
        self._staleness = Staleness(workplace.changes, READ_AGAIN, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.begin()

    def reload(self) -> None:
        if self.faculty.count():
            self._staleness.refreshed()
            faculty = self.faculty.currentData()
            work = partial(overview.read, self._workplace.gateway, None if faculty == EVERYWHERE else faculty)
            self.read(work, self._take)

    def activated(self, _key: int) -> None:
        """Open the diploma; a graduate without one has a card."""
        row = self.row()
        if row is not None and row.id is not None:
            self._workplace.navigator.open("diploma-card", record_id=row.id)
        elif row is not None:
            self._workplace.navigator.open("student-card", record_id=row.student_id)

    def row(self) -> Row | None:
        """Return the row of the cursor."""
        place = self.table.currentRow()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def draft(self) -> None:
        """Draft diplomas for the chosen graduates."""
        students = [each.student_id for each in self.chosen()]
        self._run(partial(acts.draft, self._workplace.gateway, students), N_("Drafted: {count}"))

    def write(self) -> None:
        """Open the texts of the chosen drafts."""
        self._open_texts(self._ids())

    def accept(self) -> None:
        """Accept the chosen drafts, all of them or none."""
        self._run(partial(acts.accept, self._workplace.gateway, self._ids()), N_("Accepted: {count}"))

    def refill(self) -> None:
        """Ask whether what was written by hand shall go."""
        words = N_(
            "{count} drafts are filled from the records again. What was written by hand in them is lost."
        )
        work = partial(acts.refill, self._workplace.gateway, self._ids())
        self._ask("refill", N_("Fill anew"), words, (), lambda _given: work(), N_("Filled anew: {count}"))

    def ask_back(self) -> None:
        """Ask that the chosen diplomas become drafts again."""
        question = N_("The academic office is asked to take back {count} diplomas. Why?")
        work = partial(acts.ask_back, self._workplace.gateway, self._ids())
        self._ask_reason(N_("Ask back"), question, work, N_("Asked of the academic office."))

    def agree(self) -> None:
        """Let the chosen diplomas be drafts again."""
        work = partial(acts.decide_back, self._workplace.gateway, self._ids(), agree=True)
        self._run(work, N_("Taken back: {count}"))

    def keep(self) -> None:
        """Leave the chosen diplomas as they are."""
        work = partial(acts.decide_back, self._workplace.gateway, self._ids(), agree=False)
        self._run(work, N_("Left as they are: {count}"))

    def prepare(self) -> None:
        """Ask for the day of the register."""
        ids, gateway = self._ids(), self._workplace.gateway
        words = N_(
            "{count} diplomas get register numbers and their final text. Then they are signed and printed."
        )
        self._ask(
            "prepare", N_("Prepare"), words, (Day("day", N_("Day of the register")),),
            lambda given: acts.prepare(gateway, ids, given["day"]), N_("Prepared: {count}"),
        )  # fmt: skip

    def sign(self) -> None:
        """Compare what waits with its digest, show it, and sign it."""
        work = partial(signatures.waiting, self._workplace.gateway, self._ids())
        self._workplace.tasks.run(self, work, self._show_signing, self.message.refuse)

    def hand_out(self) -> None:
        """Ask to whom the chosen diplomas are given, and by what document."""
        ids, gateway = self._ids(), self._workplace.gateway
        fields = (
            Day("day", N_("Day")),
            Choice("who", N_("To whom"), WHO),
            Text(
                "document",
                N_("By what document"),
                N_("Passport, or power of attorney with its day"),
            ),
            Text("person", N_("Name of the other person")),
        )

        def work(given: Mapping[str, Any]) -> int:
            person = given["person"] if given["who"] == ANOTHER else ""
            return acts.hand_out(gateway, ids, HandingOut(given["day"], given["document"], person))

        words = N_("{count} diplomas are handed out with their supplements. This is final.")
        told = partial(self._handed, ids)
        self._open_question(Question("hand-out", _("Hand out"), _(words, count=len(ids)), fields, work, told))

    def receipt(self) -> None:
        """Show the list on which the holders sign."""
        show_receipt(self._workplace, self, self._ids())

    def give_up(self) -> None:
        """Ask which print is given up, and what happened."""
        [diploma], gateway = self._ids(), self._workplace.gateway
        fields = (
            Choice("form", N_("What was printed"), {form: FORMS[form] for form in PRINTED_FORMS}),
            Choice("deed", N_("What became of it"), DEEDS_ON_PRINTS),
            Text("reason", N_("What happened")),
            Text("document", N_("Act or note")),
        )

        def work(given: Mapping[str, Any]) -> int:
            acts.give_up_print(
                gateway, diploma, given["form"], given["deed"], given["document"], given["reason"]
            )
            return 1

        words = N_("The blank is written off; the diploma is printed again on another one.")
        self._ask("give-up", N_("Give up a print"), words, fields, work, N_("Done."))

    def duplicate(self) -> None:
        """Ask why a duplicate is made."""
        [diploma], gateway = self._ids(), self._workplace.gateway
        fields = (
            Choice("cause", N_("Cause"), DUPLICATE_CAUSES),
            Text("document", N_("By what application"), N_("Application with its day")),
        )

        def work(given: Mapping[str, Any]) -> int:
            return acts.draft_duplicate(gateway, diploma, given["cause"], given["document"])

        words = N_("A draft of a duplicate is made. The original stands until the duplicate is handed out.")
        self._open_question(Question("duplicate", _("Duplicate"), _(words), fields, work, self._drafted))

    def take_in(self) -> None:
        """Ask by what act of a commission a wrong diploma is taken in."""
        [diploma], gateway = self._ids(), self._workplace.gateway
        fields = (
            Text("document", N_("Act of the commission"), N_("Number and day of the act")),
            Text("reason", N_("What is wrong")),
        )

        def work(given: Mapping[str, Any]) -> int:
            return acts.take_in(gateway, diploma, given["document"], given["reason"])

        words = N_("The diploma and its blanks are cancelled; a draft of the right one is made.")
        self._open_question(Question("take-in", _("Take in"), _(words), fields, work, self._drafted))

    def discard(self) -> None:
        """Ask why drafts are cancelled."""
        question = N_("{count} drafts are cancelled. Why?")
        work = partial(acts.discard, self._workplace.gateway, self._ids())
        self._ask_reason(N_("Discard"), question, work, N_("Discarded."))

    def cure(self, place: int) -> None:
        """Open the field in which something is wrong, or the marks of the supplement."""
        if not 0 <= place < len(self._findings):
            return
        each = self._findings[place]
        if each.of_text:
            self._open_texts([each.diploma_id], cell(each.field, each.language))
        elif (row := self.row()) is not None and self._workplace.navigator.has("batch-rate"):
            self._workplace.navigator.open("batch-rate", group=row.group, **self._of_faculty())
        else:
            self._workplace.navigator.open("diploma-card", record_id=each.diploma_id)

    def _acts(self) -> None:
        role = self._workplace.gateway.role
        for deed in DEEDS:
            if role in deed.roles:
                self.acts[deed.name] = actions.action(self, deed.command, partial(self._do, deed))

    def _lay_out(self) -> None:
        doing = ToolBar()
        doing.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        doing.addActions(list(self.acts.values()))
        self.table.selected.connect(self._allow)
        self.table.moved.connect(lambda _row: self._ask_details())
        self.findings.opened.connect(self.cure)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.findings)
        self.findings.setVisible(self._workplace.gateway.role == acts.FACULTY)  # who mends it
        parts.setStretchFactor(0, 4)
        parts.setStretchFactor(1, 1)
        self.lay_out(self.faculty, self.standing, self.words, beside=parts)
        narrowing = ToolBar()  # more fields than one line has room for
        for box in self._further.values():
            narrowing.addWidget(box)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, doing)
            layout.insertWidget(2, narrowing)

    def _do(self, deed: Deed) -> None:
        getattr(self, deed.name)()

    def _offer(self, found: list[Named]) -> None:
        everywhere = (
            [Named(EVERYWHERE, _("All faculties"))] if self._workplace.gateway.role != acts.FACULTY else []
        )
        super()._offer([*everywhere, *found])

    def _take(self, found: list[Row]) -> None:
        self.offer_in(
            "group", [(each, each) for each in sorted({each.group for each in found if each.group})]
        )
        years = sorted({each.year for each in found}, reverse=True)
        self.offer_in("year", [(each, str(each)) for each in years])
        super()._take(found)

    def _narrowed(self, found: list[Row]) -> list[Row]:
        group, category, year = (box.currentData() for box in (self.group, self.category, self.year))
        sought = bool(self.standing.currentData() or words(self.words.text()))
        return [
            each
            for each in found
            if group in ("", each.group) and category in ("", each.category) and year in ("", each.year)
            and (sought or each.standing not in DONE)
        ]  # fmt: skip

    def _made(self, shown: list[Row]) -> tuple[Table, Sequence[int], Sequence[int]]:
        return overview.as_table(shown, self.title), LETTERS, (0, 8)

    def _filtered(self) -> None:
        if self._found:
            self.sum.setText(self._told())
        self._allow()
        self._ask_details()

    def _told(self) -> str:
        counts = [
            f"{_(STANDINGS[standing])}: {count}" for standing, count in overview.counted(self._found).items()
        ]
        if not self._shown:
            counts.append(_("Nobody fits what is chosen above."))
        return "   ".join(counts)

    def _allow(self) -> None:
        standings = [each.standing for each in self.chosen()]
        for deed in DEEDS:
            if (action := self.acts.get(deed.name)) is not None:
                action.setEnabled(deed.allows(standings))
                keys = f" ({actions.keys_text(action)})"
                action.setToolTip(_(deed.command.title) + keys if action.isEnabled() else _(deed.why))

    def _ask_details(self) -> None:
        row, gateway = self.row(), self._workplace.gateway
        if row is None or row.id is None or row.standing != DRAFT:
            self._show_details(())
        else:
            self._details.read(partial(texts.findings, gateway, [row.id]), self._show_details)

    def _show_details(self, found: Sequence[Finding]) -> None:
        self._findings = list(found)
        self.findings.show_lines([(each.told(), each.place()) for each in found])

    def _ids(self) -> list[int]:
        return [each.id for each in self.chosen() if each.id is not None]

    def _open_texts(self, ids: Sequence[int], at: str = "") -> None:
        self._workplace.navigator.open("diploma-texts", ids=list(ids), at=at, **self._of_faculty())

    def _of_faculty(self) -> dict[str, int]:
        faculty = self.faculty.currentData()
        return {} if faculty == EVERYWHERE else {"faculty": faculty}

    def _ask(
        self, key: str, title: str, words: str, fields: tuple[Text | Day | Choice, ...],
        work: Callable[[Mapping[str, Any]], object], told: str,
    ) -> None:  # fmt: skip
        asked = _(words, count=len(self._ids()))
        self._open_question(Question(key, _(title), asked, fields, work, partial(self._done, told)))

    def _open_question(self, question: Question) -> None:
        ActDialog(self._workplace, question, self).open()

    def _ask_reason(self, title: str, question: str, work: Callable[[str], object], told: str) -> None:
        ids = self._ids()
        key = f"diplomas/{title}/{','.join(map(str, ids[:9]))}"
        asked = ReasonedAct(
            key, _(title), _(question, count=len(ids)), work, partial(self._done, told, len(ids))
        )
        ReasonDialog(self._workplace, asked, self).open()

    def _show_signing(self, shown: list[Waiting]) -> None:
        if shown:
            self._with_signer(self._workplace, self, partial(self._open_signing, shown))
        else:
            self.message.say(_("Nothing of this waits for a signature any more."))

    def _open_signing(self, shown: list[Waiting], signer: Signer) -> None:
        SignDialog(self._workplace, signer, shown, partial(self._done, N_("Signed: {count}")), self).open()

    def _handed(self, ids: list[int], count: int) -> None:
        self._done(N_("Handed out: {count}"), count)
        self.message.say(
            _("Handed out: {count}", count=count),
            Act(_("Print the receipt list"), partial(show_receipt, self._workplace, self, ids)),
        )

    def _drafted(self, made: int) -> None:
        self._done(N_("A draft is made. The dean's office completes it."), 1)
        if self._workplace.navigator.has("diploma-card"):
            shown = partial(self._workplace.navigator.open, "diploma-card", record_id=made)
            self.message.say(
                _("A draft is made. The dean's office completes it."), Act(_("Open the draft"), shown)
            )

    def _run(self, work: Callable[[], int], told: str) -> None:
        self._workplace.tasks.run(self, work, partial(self._done, told), self.message.refuse)

    def _done(self, told: str, count: Any) -> None:
        self._workplace.changes.announce(*acts.WITH_BLANKS)
        self.message.say(_(told, count=count))
        self.reload()


def _standing(filters: Sequence[Any]) -> str:
    """Return the standing with which a counter of the start page begins."""
    states = {str(each[0]): each[2] for each in filters}
    state = next(iter(states.get("state", ())), "")
    return TO_PREPARE if state == ACCEPTED and len(states) > 1 else str(state)
