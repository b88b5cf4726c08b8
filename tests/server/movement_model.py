"""The rules of student movement in Python, from the domain's rules (§5), to hold the server against."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

APPLIED, STUDYING, EXPELLED, ON_LEAVE, GRADUATED, RETAINED = "10", "11", "12", "13", "14", "15"
CONTINGENT = {STUDYING, ON_LEAVE, RETAINED}
EVERYTHING = {"faculty", "specialty", "group", "form", "payment", "language", "course", "semester"}
FOREVER = {"18", "19"}
TRANSFERRED = "12"
#: act: its type, from which status to which, and what else it may change.
ACTS = {
    "enrol": ("21", {APPLIED: STUDYING}, EVERYTHING),
    "transfer_in": ("16", {APPLIED: STUDYING}, EVERYTHING),
    "promote": ("14", {STUDYING: STUDYING}, {"group", "course", "semester"}),
    "next_semester": ("27", {STUDYING: STUDYING}, {"semester"}),
    "retain": ("13", {STUDYING: RETAINED}, {"group", "course", "semester"}),
    "continue": ("13", {RETAINED: STUDYING}, EVERYTHING - {"faculty", "payment"}),
    "leave": ("12", {STUDYING: ON_LEAVE, RETAINED: ON_LEAVE}, set()),
    "extend": ("12", {ON_LEAVE: ON_LEAVE}, set()),
    "return": ("12", {ON_LEAVE: STUDYING}, EVERYTHING - {"faculty", "payment"}),
    "expel": ("11", {STUDYING: EXPELLED, ON_LEAVE: EXPELLED, RETAINED: EXPELLED}, set()),
    "reinstate": ("15", {EXPELLED: STUDYING}, EVERYTHING),
    "transfer": ("16", {STUDYING: STUDYING}, EVERYTHING),
    "transfer_out": ("16", {STUDYING: EXPELLED}, set()),
    "finish": ("17", {STUDYING: GRADUATED}, set()),
    "back_to_study": ("17", {GRADUATED: STUDYING}, {"group"}),
    "payment": ("23", {each: each for each in CONTINGENT}, {"payment"}),
    "form": ("24", {STUDYING: STUDYING}, {"specialty", "group", "form", "language"}),
    "discipline": ("25", {STUDYING: STUDYING, RETAINED: RETAINED}, set()),
    "stipend": ("18", {STUDYING: STUDYING}, set()),
    "rename": ("22", {each: each for each in CONTINGENT | {EXPELLED, GRADUATED}}, set()),
    "take_back": ("26", {each: each for each in CONTINGENT | {EXPELLED, GRADUATED}}, EVERYTHING),
}  # fmt: skip
WITH_REASON = {"leave", "extend", "expel", "transfer_out", "discipline", "stipend", "rename"}
DATED = {"leave", "extend", "stipend"}
#: What accounting agrees to.
PAID = {"reinstate", "stipend", "payment"}


@dataclass(frozen=True)
class Group:
    """What a group says about those who study in it."""

    specialty: int
    faculty: int
    form: str
    language: str
    active: bool
    education: str
    semesters: int | None
    plan: int | None


@dataclass(frozen=True)
class State:
    """What a student is; the names are those of the lines of orders."""

    status: str
    course: str
    semester: str
    faculty: int
    specialty: int
    group: int | None
    form: str
    payment: str
    language: str


@dataclass(eq=False)
class Period:
    """A state from a day to a day; it ends on the eve of its beginning where another followed on the same day."""

    starts: date
    ends: date | None
    state: State
    cause: str
    line: Line | None = None


@dataclass(eq=False)
class Student:
    """Somebody with a life."""

    key: int
    education: str
    gpa: float | None
    #: The other study of the same person.
    twin: Student | None = None
    entered: int = 2024
    #: The row of the same study that stays.
    merged_into: Student | None = None
    life: list[Period] = field(default_factory=list)
    #: Surname and given name; and those of before with the day until which they held and the line that ended them.
    name: tuple[str, str] = ("", "")
    former: list[tuple[date, tuple[str, str], Line]] = field(default_factory=list)

    @property
    def now(self) -> Period:
        return self.life[-1]

    @property
    def state(self) -> State:
        return self.now.state


@dataclass(eq=False)
class Line:
    """What an order wants of a student, and once it is applied the periods before and after."""

    student: Student
    faculty: int
    wants: dict = field(default_factory=dict)
    reason: str | None = None
    days: tuple[date, date] | None = None
    #: What the student is to be called.
    name: tuple[str, str] | None = None
    takes_back: Line | None = None
    before: Period | None = None
    after: Period | None = None


@dataclass(eq=False)
class Order:
    """An order as its card shows it."""

    key: int
    act: str
    faculty: int | None
    day: date
    lines: list[Line] = field(default_factory=list)
    state: str = "draft"
    number: str | None = None
    #: Office or faculty that is asked: its answer.
    answers: dict = field(default_factory=dict)

    @property
    def type(self) -> str:
        return ACTS[self.act][0]


def academic_year(day: date) -> int:
    return day.year if day.month > 8 else day.year - 1


@dataclass
class Movement:
    """All students and orders, and what may be done next."""

    today: date
    groups: dict[int, Group]
    students: list[Student]
    orders: list[Order] = field(default_factory=list)
    #: Which order was applied as which.
    sequence: dict = field(default_factory=dict)
    numbers: set = field(default_factory=set)
    counted: dict = field(default_factory=dict)
    forbidden: set = field(default_factory=set)

    # What an order says.

    def line(self, order: Order, student: Student, given: dict) -> Line:
        """A student comes into a draft with what the act and the office give."""
        state, wants = student.state, {}
        if order.act == "promote":
            course = int(state.course) + 1
            wants = {"course": str(course), "semester": str((course - 11) * 2 + 11)}
        elif order.act == "next_semester":
            wants = {"semester": str(int(state.semester) + 1)}
        line = Line(student, state.faculty, wants)
        line.reason = given.get("reason", TRANSFERRED if order.act == "transfer_out" else None)
        line.days, line.name = given.get("days"), given.get("name")
        wants |= {key: value for key, value in given.items() if key not in ("reason", "days", "name")}
        line.wants = {key: value for key, value in wants.items() if value != getattr(state, key)}
        if order.act == "take_back":
            line.takes_back = self.last_given(student)
        order.lines.append(line)
        return line

    def last_given(self, student: Student) -> Line | None:
        """What was given last to a student in the present state: it goes first."""
        applied = [line for _order, line in self.performed() if line.after is student.now]
        kept = [line for line in applied if line.before is line.after]
        return (kept or applied or [None])[-1]

    def performed(self):
        """The lines that hold, in the sequence in which they were applied."""
        return [
            (order, line)
            for order in sorted(self.orders, key=lambda each: self.sequence.get(each, 0))
            for line in order.lines
            if line.after is not None
        ]

    def target(self, order: Order, line: Line) -> State:
        """What the student would be."""
        _type, ways, _moves = ACTS[order.act]
        state = line.student.state
        wants = dict(line.wants)
        if "group" in wants:
            group = self.groups[wants["group"]]
            wants |= {
                "specialty": group.specialty,
                "faculty": group.faculty,
                "form": group.form,
                "language": group.language,
            }
        return replace(state, status=ways.get(state.status, state.status), **wants)

    def day(self, order: Order, line: Line) -> date:
        """From which day it holds: a leave begins when the line says so."""
        moves = self.target(order, line).status != line.student.state.status
        return line.days[0] if order.act in DATED and moves and line.days else order.day

    # What is refused.

    def refused(self, order: Order) -> str | None:
        """Why an order may not be sent, signed or applied."""
        if not order.lines:
            return "nobody"
        return next((why for line in order.lines if (why := self.verdict(order, line))), None)

    def verdict(self, order: Order, line: Line) -> str | None:
        old, student = line.student.state, line.student
        _type, ways, moves = ACTS[order.act]
        if order.act in self.forbidden:
            return "forbidden"
        if old.faculty != line.faculty:
            return "is of another faculty now"
        if order.act == "take_back":
            return self._not_taken_back(line)
        if old.status not in ways:
            return "no such way"
        new = self.target(order, line)
        changed = {key for key in EVERYTHING if getattr(new, key) != getattr(old, key)}
        rules = {
            "no reason": order.act in WITH_REASON and line.reason in (None, "99"),
            "no days": order.act in DATED and line.days is None,
            "no group": new.status == STUDYING and new.group is None,
            "group not in use": "group" in line.wants and not self.groups[new.group].active,
            "the own group is not in use": "group" not in line.wants and old.status != STUDYING
            and new.status == STUDYING and new.group is not None and not self.groups[new.group].active,
            "ends no later": order.act == "extend" and line.days and self._until(student) is not None
            and line.days[1] <= self._until(student),
            "group of another education": "group" in changed and self.groups[new.group].education != student.education,
            "changes too much": not changed <= moves,
            "semester of another year": changed & {"course", "semester"}
            and (int(new.semester) - 11) // 2 != int(new.course) - 11,
            "nothing changes": old.status == new.status and order.act not in WITH_REASON and not changed,
            "before the present state": order.act != "rename" and student.now.cause != "opening"
            and self.day(order, line) < student.now.starts,
            "no name": order.act == "rename" and line.name is None,
            "the same name": order.act == "rename" and line.name == student.name,
            "before the present name": order.act == "rename"
            and any(until + timedelta(1) > order.day for until, _name, _line in student.former),
        }  # fmt: skip
        return next((why for why, broken in rules.items() if broken), None) or self._study(order, line, new)

    def _until(self, student: Student) -> date | None:
        """Until when the leave lasts in which a student is."""
        ends = [
            line.days[1]
            for order, line in self.performed()
            if order.act in ("leave", "extend") and line.after is student.now and line.days
        ]
        return max(ends, default=None)

    def _study(self, order: Order, line: Line, new: State) -> str | None:
        student, old = line.student, line.student.state
        semesters = self.groups[old.group].semesters if old.group else None
        number = int(old.semester) - 10
        over = semesters is not None and semesters <= number
        broken = {
            "promote": {
                "poor results": student.gpa is not None and student.gpa < 2.4,
                "not the next year": int(new.course) != int(old.course) + 1,
                "the plan is over": over,
            },
            "next_semester": {"the year is over": number % 2 == 0},
            "transfer": {
                "difference of plans first": student.gpa is not None
                and student.gpa < 2.4
                and self._joins(old, new)
            },
            "finish": {"semesters left": semesters is not None and semesters > number},
        }.get(order.act, {})
        if order.act == "reinstate":
            return self._not_back(order, student)
        return next((why for why, holds in broken.items() if holds), None)

    def _joins(self, old: State, new: State) -> bool:
        """Whether another plan is joined."""
        was, plan = (self.groups[state.group].plan if state.group else None for state in (old, new))
        return plan is not None and plan != was

    def _not_back(self, order: Order, student: Student) -> str | None:
        if student.twin and student.twin.state.status in CONTINGENT:
            return "studies otherwise"
        expelled = [each for each in student.life if each.line and each.state.status == EXPELLED]
        if not expelled:
            return None
        expulsion = expelled[-1]
        if expulsion.line.reason in FOREVER:
            return "never"
        same = academic_year(expulsion.starts) == academic_year(order.day)
        return "the same year" if same else None

    def _not_taken_back(self, line: Line) -> str | None:
        """Only what holds and has nothing after it is taken back."""
        cited = line.takes_back
        if cited is None or cited.after is not line.student.now or self.stands_in_the_way(cited):
            return "nothing to take back"
        return None

    def early(self, order: Order) -> bool:
        return any(self.day(order, line) > self.today for line in order.lines)

    # What happens.

    def asked(self, order: Order) -> set:
        """Who has to agree: accounting to what costs, a faculty to whom it receives."""
        comes = {new for line in order.lines if (new := self.target(order, line).faculty) != line.faculty}
        return comes | ({"accounting"} if order.act in PAID else set())

    def number(self, order: Order, year: int, typed: str | None) -> str:
        """The number an order gets: the typed one, or the next of its series that was not given on paper."""
        if typed is None:
            counting, last = self.counted.get(order.type, (None, 0))
            count = last if counting == year else 0
            while True:
                count += 1
                typed = f"{count}-T"
                if (order.type, year, typed) not in self.numbers:
                    break
            if counting is None or year >= counting:
                self.counted[order.type] = (year, count)
        self.numbers.add((order.type, year, typed))
        return typed

    def apply(self, order: Order) -> None:
        order.state = "applied"
        if order.act == "take_back":
            for line in order.lines:
                self.restore(line.takes_back)
            return
        self.sequence[order] = len(self.sequence) + 1
        for line in order.lines:
            student, new, day = line.student, self.target(order, line), self.day(order, line)
            line.before = line.after = student.now
            if order.act == "rename":
                student.former.append((order.day - timedelta(1), student.name, line))
                student.name = line.name
            if new != student.state:
                if student.state.status == APPLIED:  # before enrolment nobody studies
                    student.now.starts = min(student.now.starts, day)
                self.begin(student, new, max(day, student.now.starts), order.act, line)
                line.after = student.now

    @staticmethod
    def begin(student: Student, state: State, day: date, cause: str, line: Line | None = None) -> None:
        student.now.ends = day - timedelta(1)
        student.life.append(Period(day, None, state, cause, line))

    def stands_in_the_way(self, line: Line) -> bool:
        """Whether something came after an applied line that moved its student."""
        if line.after is line.before:
            return False
        stand_on_it = (other for _order, other in self.performed() if other is not line)
        return line.after is not line.student.now or any(other.before is line.after for other in stand_on_it)

    @staticmethod
    def named_later(line: Line) -> bool:
        """Whether the student was renamed again after a line that renamed him."""
        former = line.student.former
        return any(cause is line for _until, _name, cause in former) and former[-1][2] is not line

    @staticmethod
    def restore(line: Line) -> None:
        if line.student.former and line.student.former[-1][2] is line:
            line.student.name = line.student.former.pop()[1]
        if line.after is not line.before:
            line.student.life.remove(line.after)
            line.student.now.ends = None
        line.before = line.after = None

    # Two rows that become one.

    def one_study(self, one: Student, other: Student) -> bool:
        """The same entry year, or periods of study that overlap."""
        studied, other_studied = (
            [each for each in self.lived(student) if each.state.status in CONTINGENT]
            for student in (one, other)
        )
        return one.education == other.education and (
            one.entered == other.entered
            or any(
                a.starts <= (b.ends or date.max) and b.starts <= (a.ends or date.max)
                for a in studied
                for b in other_studied
            )
        )

    def not_one(self, stays: Student, goes: Student) -> str | None:
        """Why two rows are not merged."""
        waiting = any(
            order.state in ("sent", "signed") and line.student is goes
            for order in self.orders
            for line in order.lines
        )
        rules = {
            "merged already": stays.merged_into or goes.merged_into,
            "another was merged into it": any(each.merged_into is goes for each in self.students),
            "two studies": not self.one_study(stays, goes),
            "graduated": goes.state.status == GRADUATED,
            "the row that studies stays": goes.state.status in CONTINGENT
            and stays.state.status not in CONTINGENT,
            "in an order": waiting,
        }
        return next((why for why, broken in rules.items() if broken), None)

    def merge(self, stays: Student, goes: Student) -> None:
        """From today on the other row is nobody."""
        nobody = replace(goes.state, status=APPLIED, group=None)
        self.begin(goes, nobody, max(self.today, goes.now.starts), "merged")
        goes.merged_into = stays

    @staticmethod
    def unmerge(goes: Student) -> None:
        goes.life.pop()
        goes.now.ends = None
        goes.merged_into = None

    # What is counted.

    @staticmethod
    def lived(student: Student) -> list[Period]:
        return [each for each in student.life if each.ends is None or each.ends >= each.starts]

    def on(self, student: Student, day: date) -> Period | None:
        return next(
            (each for each in self.lived(student) if each.starts <= day and (each.ends is None or day <= each.ends)),
            None,
        )  # fmt: skip

    def balance(self, first: date, last: date) -> dict:
        """How many of a faculty there were at the start, came and left by which act, and are at the end."""
        counts: dict = {}

        def count(faculty, side, act=""):
            counts[faculty, side, act] = counts.get((faculty, side, act), 0) + 1

        for student in self.students:
            for side, day in (("start", first), ("end", last)):
                period = self.on(student, day)
                if period and period.state.status in CONTINGENT:
                    count(period.state.faculty, side)
            former = None
            for period in self.lived(student):
                was = former.state.faculty if former and former.state.status in CONTINGENT else None
                comes = period.state.faculty if period.state.status in CONTINGENT else None
                if first < period.starts <= last and was != comes:
                    if comes is not None:
                        count(comes, "came", period.cause)
                    if was is not None:
                        count(was, "left", period.cause)
                former = period
        return counts
