"""The grid of texts: a diploma a row, a field in one language a column; what is wrong is marked where it stands."""

import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.diplomas.texts import LANGUAGE_NAMES, Change, Finding, Sheet, Texts, by_language, cell
from client.widgets.cell_grid import Cell, CellGrid, Column, Mark
from shared.diplomas.content import FIELDS, LANGUAGES
from shared.diplomas.content import Field as TextField
from shared.scripts import normalise_apostrophes, to_latin

STUDENT, GROUP = "student", "group"
WIDEST, NARROWEST = 36, 14
ENGLISH = str.maketrans("ʻʼ", "''")
#: A finding stands in its cell until something else is typed there.
SYMBOL, SHADE = "!", "warning"


@dataclass(frozen=True)
class DiplomaText:
    """A text of a diploma: Uzbek is kept in Latin letters, English has no others than those of a passport."""

    language: str
    longest: int
    numeric: bool = field(default=False, init=False)

    def parse(self, text: str) -> str:
        found = " ".join(text.split())
        found = normalise_apostrophes(to_latin(found)) if self.language == "uz" else found.translate(ENGLISH)
        strange = sorted({each for each in found if each.isalpha() and not _is_latin(each)})
        if strange:
            raise UserError(N_("These letters are not Latin: {letters}."), letters=" ".join(strange))
        if len(found) > self.longest:
            raise UserError(N_("This text is too long: at most {length} characters."), length=self.longest)
        return found

    def show(self, value: Any) -> str:
        return str(value)

    def choices(self) -> tuple[str, ...]:
        return ()


def _is_latin(letter: str) -> bool:
    return letter in "ʻʼ" or unicodedata.name(letter, "").startswith("LATIN")


class TextsGrid(CellGrid):
    """Knows the drafts with what is stored of their texts and what is wrong with them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=2)
        self.stored: dict[Hashable, Texts] = {}
        self.found: dict[Cell, Finding] = {}
        self._marks: dict[Cell, Mark] = {}
        self.model.edited.connect(self._forget)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a reading; what is wrong is marked."""
        self.stored = {each.id: each for each in sheet.drafts}
        self.load([(each.id, self._row(each)) for each in sheet.drafts])
        self.found = {
            (each.diploma_id, cell(each.field, each.language)): each
            for each in sheet.findings
            if each.of_text
        }
        self._marks = {}
        for place, each in self.found.items():
            if self.model.index_of(place).isValid():
                self._marks[place] = Mark(SYMBOL, SHADE, each.told())
                self.model.mark([place], self._marks[place])

    def next_finding(self) -> bool:
        """Come to the next cell after the cursor in which something is wrong; tell whether there is one."""
        places = sorted((index.row(), index.column()) for index in map(self.model.index_of, self._open()))
        if not places:
            return False
        now = self.view.currentIndex()
        after = [place for place in places if place > (now.row(), now.column())]
        self.come_to(self.model.cell(*(after or places)[0]))
        return True

    def group_at_cursor(self) -> str | None:
        """Return the group of the draft of the cursor, or of the first one."""
        place = self.cursor_cell()
        draft = self.stored.get(place[0]) if place else next(iter(self.stored.values()), None)
        return draft.group if draft else None

    def told(self) -> str:
        """Return what is wrong with the cell of the cursor, and its whole text, which the cell may cut."""
        place = self.cursor_cell()
        if place is None or place[1] in (STUDENT, GROUP):
            return ""
        found = self.found.get(place)
        return "   ".join(filter(None, (found.told() if found else "", self.model.text(place))))

    def chosen(self) -> list[int]:
        """Return the diplomas of the selected rows."""
        rows = sorted({row for row, _column in self.view.places()})
        return [self.stored[self.model.row_keys[row]].id for row in rows]

    def same_for_all(self) -> int:
        """Let the text of the cursor stand in all selected rows, or in all there are; return how many changed."""
        index = self.view.currentIndex()
        if not index.isValid():
            return 0
        rows = {row for row, _column in self.view.places()}
        if len(rows) < 2:  # noqa: PLR2004 - one row is where the cursor stands
            rows = set(range(self.model.rowCount()))
        value = self.model.value(index.row(), index.column())
        wanted = dict.fromkeys(((row, index.column()) for row in sorted(rows)), value)
        return self.model.edit(wanted, _("the same text"))

    def changes(self) -> dict[Hashable, Change]:
        """Return what was typed."""
        typed = self.model.unsaved_rows()
        return {
            key: Change(self.stored[key], by_language(values))
            for key, values in typed.items()
            if key in self.stored
        }

    def _row(self, each: Texts) -> list[Any]:
        known = {STUDENT: each.name, GROUP: each.group, **_texts_of(each)}
        return [known[column.key] for column in self.model.columns]

    def _open(self) -> list[Cell]:
        typed = self.model.unsaved()
        return [place for place in self._marks if place not in typed]

    def _forget(self) -> None:
        """What was typed anew may be right now; the server says so when it is saved."""
        known, now = self._marks.get, self.model.state_of
        typed = [place for place in self.model.unsaved() if known(place) and known(place) is now(place)]
        if typed:
            self.model.mark(typed, None)


def columns_of(wanted: Sequence[TextField], *, locked: bool) -> list[Column]:
    """Return the columns of these fields, the two languages of each beside each other."""
    return [
        Column(STUDENT, _("Student"), width=30, read_only=True),
        Column(GROUP, _("Group"), width=7, read_only=True),
        *(
            Column(
                cell(each.key, language), f"{_(each.label)} ({_(LANGUAGE_NAMES[language])})",
                DiplomaText(language, each.longest), max(NARROWEST, min(WIDEST, each.longest // 4)), read_only=locked,
            )
            for each in wanted
            for language in LANGUAGES
        ),
    ]  # fmt: skip


def _texts_of(each: Texts) -> Mapping[str, Any]:
    return {
        cell(known.key, language): each.text(known.key, language) or None
        for known in FIELDS
        for language in LANGUAGES
    }
