"""A version as Excel and back: which rows of a sheet mean which cards, and what would become of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from psycopg.types.json import Jsonb

from client.core.errors import UserError
from client.core.i18n import N_, _, language
from client.data.imports.cells import Row
from client.data.imports.fields import Field, ImportKind
from client.data.imports.mapping import ColumnChoice, MappedSheet, find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.outside import filled
from client.data.imports.reading import read_sheet
from client.data.server.gateway import Gateway
from client.data.timetable import plan_words, rows
from client.data.timetable.plan_clashes import clashes
from client.data.timetable.plan_lines import LineStatus, SheetLine, SheetPlace, place_of
from client.data.timetable.plan_words import EVERY_WEEK, YES, Pairs, Rooms
from client.data.timetable.rows import CardRow, Source
from client.data.timetable.versions import GONE
from reports.timetable.plan import PlanRow, PlanSheet, plan_workbook, refused_workbook
from reports.timetable.words import WORDS
from shared.identity import Known, identity
from shared.names import sort_key
from shared.scripts import to_cyrillic
from shared.timetabling.model import EVERY

COLUMNS = (
    ("card", N_("Number of the card"), ("id", "card")),
    ("subject", N_("Subject"), ("fan", "fan nomi", "предмет", "дисциплина", "subject")),
    (
        "students",
        N_("Students"),
        ("guruh", "guruhlar", "patok", "oqim", "talabalar", "группа", "поток", "group"),
    ),
    ("training", N_("Type of training"), ("mashgʻulot turi", "turi", "вид занятия", "вид", "training")),
    ("teacher", N_("Teacher"), ("oʻqituvchi", "преподаватель", "teacher")),
    ("pairs", N_("Pairs of the lesson"), ("juftliklar soni", "число пар")),
    ("weeks", N_("Weeks"), ("hafta", "haftalar", "неделя", "недели", "week")),
    ("day", N_("Day of the week"), ("kun", "hafta kuni", "день", "день недели", "day")),
    ("pair", N_("Pair"), ("juftlik", "para", "пара", "номер пары", "pair")),
    ("room", N_("Room"), ("xona", "auditoriya", "аудитория", "room")),
    ("locked", N_("Locked"), ("qulflangan", "закреплено", "locked")),
)
KIND = ImportKind("plan", (), tuple(Field(key, "", label, None, words) for key, label, words in COLUMNS))
NEEDED = ("day", "pair")
NO_HEADER = N_(
    "{file} has no row of headers that could be a timetable: wanted are at least day and pair, and the number of the "
    "card or subject and students."
)
CLOSED = N_("This version is published: its cards do not move any more. Make a new version from it.")
HALF = N_("Day and pair go together: fill in both or none.")
WEEKLY = N_("This lesson is held in every week; that is not changed here.")
SECOND = N_("This lesson is held in every second week: say odd or even.")
LONG = N_("The lesson takes {pairs} pairs and does not fit from pair {pair} on.")
NAMELESS = N_("This row names no lesson: write its subject and students.")
NEAR = N_("No lesson of this version is called “{what}”. If {near} is meant, write that.")
UNKNOWN = N_("No lesson of this version is called “{what}”.")
TOO_MANY = N_("This version has no further lesson “{what}”: all {count} are above.")
TWICE = N_("Another row of the sheet is about the same card.")


@dataclass(frozen=True)
class SheetPreview:
    """What reading the file would do, with everything needed to say and to do it."""

    titles: tuple[str, ...]
    lines: tuple[SheetLine, ...]
    rooms: Mapping[int, str]

    def count(self, status: LineStatus) -> int:
        return sum(line.status is status for line in self.lines)

    def moves(self) -> list[dict[str, Any]]:
        """Return what `timetable.place` is told."""
        return [
            {
                "card": line.card.id, "version": line.card.version, "day": line.after.day, "pair": line.after.pair,
                "phase": line.after.phase, "room": line.after.room_id, "locked": line.after.locked,
            }
            for line in self.lines
            if line.status in (LineStatus.NEW, LineStatus.CHANGED) and line.card is not None and line.after is not None
        ]  # fmt: skip


def source_of(gateway: Gateway, version_id: int) -> Source:
    """Read a version; raises UserError when it is gone or another faculty's."""
    try:
        return rows.read(gateway, version_id)
    except rows.Gone as error:
        raise UserError(GONE) from error


def export(source: Source) -> bytes:
    """Return the workbook with all cards of a version, in the language of the interface."""
    code = language()
    words = {training: word for training, _letter, word in WORDS[code].trainings}
    rooms = Rooms(source.rooms)
    lines = tuple(
        PlanRow(
            row.id, row.subject, row.students, words.get(row.training, row.training), row.teacher or "", row.pairs,
            row.phase, row.day, row.pair, rooms.names.get(row.room_id or 0, ""), row.locked,
        )
        for row in sorted(source.cards, key=lambda each: (sort_key(each.subject), each.students, each.number))
    )  # fmt: skip
    titles = tuple(_(label) for _key, label, _words in COLUMNS)
    last = max((pair for pair, *_hours in source.pairs), default=1)
    sheet = PlanSheet(
        source.head.name, titles, _(EVERY_WEEK), _(YES), code, tuple(rooms.names.values()), last, lines
    )
    return plan_workbook(sheet)


def read_file(path: Path, source: Source) -> SheetPreview:
    """Read a workbook and say what it would do; what is no timetable at all ends in a UserError."""
    if not source.head.open:
        raise UserError(CLOSED)
    sheet = find_header(read_sheet(open_book(path)), KIND)
    choice = suggest(sheet.titles, KIND)
    named = "card" in choice.columns or {"subject", "students"} <= choice.columns.keys()
    if not named or not set(NEEDED) <= choice.columns.keys():
        raise UserError(NO_HEADER, file=path.name)
    sheet = filled(sheet, choice)
    lines = _Matching(source, sheet, choice).lines()
    return SheetPreview(sheet.titles, clashes(source, lines), Rooms(source.rooms).names)


def apply(gateway: Gateway, preview: SheetPreview) -> int:
    """Move all cards or none; return how many moved. Raises HemisError with what stands in the way."""
    moves = preview.moves()
    with gateway.transaction() as transaction:
        if moves:
            transaction.table("timetable.place", Jsonb(moves))
        transaction.made = len(moves)
    return len(moves)


def refused_file(preview: SheetPreview) -> bytes:
    """Return the refused rows with their reasons as a workbook."""
    refused = [
        (tuple(None if isinstance(cell, Enum) else cell for cell in line.cells), line.why)
        for line in preview.lines
        if line.status is LineStatus.REFUSED
    ]
    return refused_workbook(preview.titles, _("Why it was refused"), refused)


class _Matching:
    """Finds the card of each row, by its number or by what the lesson is called, and reads its place."""

    def __init__(self, source: Source, sheet: MappedSheet, choice: ColumnChoice) -> None:
        self._sheet, self._choice = sheet, choice
        self._rooms = Rooms(source.rooms)
        self._pairs = Pairs((number, starts, ends) for number, starts, ends in source.pairs)
        self._by_id = {row.id: row for row in source.cards}
        self._by_name = Known(
            (_name(subject, row.students), row)
            for row in source.cards
            for subject in {row.subject, to_cyrillic(row.subject)}
        )
        self._taken: set[int] = set()

    def lines(self) -> tuple[SheetLine, ...]:
        found = []
        for number, cells in zip(self._sheet.numbers, self._sheet.rows, strict=True):
            try:
                found.append(self._line(number, cells))
            except UserError as reason:
                found.append(SheetLine(number, cells, LineStatus.REFUSED, why=reason.text()))
        return tuple(found)

    def _line(self, number: int, cells: Row) -> SheetLine:
        texts = {
            key: plan_words.text_of(cells[place] if place < len(cells) else None, self._sheet.titles[place])
            for key, place in self._choice.columns.items()
        }
        card = self._card(texts)
        before, after = place_of(card), self._place(card, texts)
        if before == after:
            status = LineStatus.UNCHANGED
        else:
            status = LineStatus.NEW if before.day is None and after.day is not None else LineStatus.CHANGED
        return SheetLine(number, cells, status, card, before, after)

    def _card(self, texts: Mapping[str, str]) -> CardRow:
        given = texts.get("card", "")
        if given.isdecimal() and int(given) in self._by_id:
            found = self._by_id[int(given)]
            if found.id in self._taken:
                raise UserError(TWICE)
        else:
            found = self._named(texts)
        self._taken.add(found.id)
        return found

    def _named(self, texts: Mapping[str, str]) -> CardRow:
        subject, students = texts.get("subject", ""), texts.get("students", "")
        same = [row for row in self._by_name.find(_name(subject, students)) if _fits(row, texts)]
        what = f"{subject} · {students}" if subject or students else texts.get("card", "")
        if not what:
            raise UserError(NAMELESS)
        if not same:
            raise self._unknown(what, _name(subject, students))
        free = [row for row in same if row.id not in self._taken]
        if not free:
            raise UserError(TOO_MANY, what=what, count=len(same))
        return min(free, key=lambda row: (not self._stands(row, texts), row.day is not None, row.number))

    def _unknown(self, what: str, name: str) -> UserError:
        near = sorted(f"{row.subject} · {row.students}" for row in self._by_name.near(name))
        return UserError(NEAR, what=what, near=near[0]) if near else UserError(UNKNOWN, what=what)

    def _stands(self, row: CardRow, texts: Mapping[str, str]) -> bool:
        """Tell whether a card stands already where the row says."""
        try:
            wanted = plan_words.day_of(texts["day"]), self._pairs.pair_of(texts["pair"], row.pairs)
        except UserError:
            return False
        return (row.day, row.pair) == wanted

    def _place(self, card: CardRow, texts: Mapping[str, str]) -> SheetPlace:
        day = plan_words.day_of(texts["day"])
        pair = self._pairs.pair_of(texts["pair"], card.pairs)
        if (day is None) != (pair is None):
            raise UserError(HALF)
        if pair is not None and pair + card.pairs - 1 > max(self._pairs.numbers):
            raise UserError(LONG, pairs=card.pairs, pair=pair)
        room = self._rooms.room_of(texts["room"]) if "room" in texts else card.room_id
        locked = plan_words.locked_of(texts["locked"]) if "locked" in texts else card.locked
        found = SheetPlace(day, pair, self._phase(card, texts), room, locked)
        return replace(found, room_id=None, locked=False) if day is None else found

    def _phase(self, card: CardRow, texts: Mapping[str, str]) -> int:
        if not texts.get("weeks"):
            return card.phase
        phase = plan_words.phase_of(texts["weeks"])
        if (phase == EVERY) != (card.phase == EVERY):
            raise UserError(WEEKLY if card.phase == EVERY else SECOND)
        return phase


def _name(subject: str, students: str) -> str:
    return f"{subject} · {students}"


def _fits(row: CardRow, texts: Mapping[str, str]) -> bool:
    """Tell whether a card has the type of training and the teacher of a row, where the row names them."""
    training = identity(texts.get("training", ""))
    words = {
        identity(word) for each in WORDS.values() for code, _l, word in each.trainings if code == row.training
    }
    return (not training or training in {row.training, *words}) and is_teacher(
        texts.get("teacher", ""), row.teacher or ""
    )


def is_teacher(written: str, known: str) -> bool:
    """Tell whether “Karimov A.” is Karimov Anvar: each word begins that of the card, and the surname is whole."""
    wanted, has = (identity(text).replace(".", " ").split() for text in (written, known))
    if not wanted:
        return True
    begins = all(
        one.startswith(other) or other.startswith(one) for one, other in zip(wanted, has, strict=False)
    )
    return wanted[:1] == has[:1] and len(wanted) <= len(has) and begins
