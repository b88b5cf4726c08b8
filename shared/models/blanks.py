"""Blanks of diplomas and certificates, forms of strict accountability: their numbers and the ledger of their life.

What happens to a blank is an act; its lines in the ledger are written by functions alone, and the state of a blank is
the state after its last line.
"""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, day, flag, moment, refers, text, whole
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.rules import index_key, key, rule
from shared.models.structure import Unit
from shared.paper_kind import PaperKind
from shared.text import N_

DIPLOMA, SUPPLEMENT, DUPLICATE, CERTIFICATE = "diploma", "supplement", "duplicate", "certificate"
FORMS = {
    DIPLOMA: N_("Diploma"),
    SUPPLEMENT: N_("Supplement to a diploma"),
    DUPLICATE: N_("Duplicate of a diploma"),
    CERTIFICATE: N_("Academic certificate"),
}
CATEGORIES = {"11": N_("Ordinary"), "12": N_("With honours")}
STOCK, RESERVED, PRINTED, ISSUED = "stock", "reserved", "printed", "issued"
SPOILED, LOST, DESTROYED, RETURNED = "spoiled", "lost", "destroyed", "returned"
STATES = {
    STOCK: N_("In stock"),
    RESERVED: N_("Reserved"),
    PRINTED: N_("Printed"),
    ISSUED: N_("Issued"),
    SPOILED: N_("Spoiled"),
    LOST: N_("Lost"),
    DESTROYED: N_("Destroyed"),
    RETURNED: N_("Returned to the supplier"),
}
#: What a holding still has to answer for with a clean or printed sheet of paper.
IN_STOCK = (STOCK, RESERVED, PRINTED)
RECEIVE, HAND_OVER, GIVE_BACK, RESERVE, RELEASE = "receive", "hand_over", "give_back", "reserve", "release"
PRINT, ISSUE, SPOIL, LOSE, DESTROY, RETURN = "print", "issue", "spoil", "lose", "destroy", "return"
TAKE_IN = "take_in"
DEEDS = {
    RECEIVE: N_("Receipt of blanks"),
    HAND_OVER: N_("Handing over to a faculty"),
    GIVE_BACK: N_("Giving back to the registrar"),
    RESERVE: N_("Reservation for a workstation"),
    RELEASE: N_("End of a reservation"),
    PRINT: N_("Printing on blanks"),
    ISSUE: N_("Issue of blanks"),
    SPOIL: N_("Spoiling of blanks"),
    LOSE: N_("Loss of blanks"),
    DESTROY: N_("Destruction of blanks"),
    RETURN: N_("Return to the supplier"),
    TAKE_IN: N_("Taking in of an issued diploma"),
}
DONE, WAITING, WITHDRAWN = "done", "waiting", "withdrawn"
ACT_STATES = {DONE: N_("Carried out"), WAITING: N_("Waits for signatures"), WITHDRAWN: N_("Act withdrawn")}
#: Acts that have a paper of their own.
ON_PAPER = (RECEIVE, HAND_OVER, GIVE_BACK, SPOIL, LOSE, DESTROY, RETURN, TAKE_IN)
_KEEPERS = ("hemis_registrar", "hemis_faculty")
_READERS = ("hemis_academic_office", "hemis_management", "hemis_admin")
ACT_PAPER = PaperKind(
    "blank-act", N_("Act on blanks"), prefix="BD", facts="blanks.act_facts", issuers=_KEEPERS, readers=_READERS,
    languages=("uz", "oz", "ru"),
)  # fmt: skip
YEAR_PAPER = PaperKind(
    "blank-report", N_("Yearly report on blanks"), prefix="BH", facts="blanks.report_facts", issuers=_KEEPERS,
    readers=_READERS, languages=("uz", "oz", "ru"),
)  # fmt: skip


class Kind(Record):
    """A kind of blanks: what is printed on it, for whom, and how its numbers are written."""

    __tablename__ = "kind"
    __table_args__ = (
        key("name_uz", sentence=N_("There is a kind of blanks of this name already. Change that one.")),
        rule("form", "form in ('diploma', 'supplement', 'duplicate', 'certificate')",
             N_("A blank is for a diploma, a supplement, a duplicate or an academic certificate.")),
        rule("category", "category in ('11', '12')", N_("A diploma is ordinary or with honours.")),
        {"schema": "blanks"},
    )  # fmt: skip
    label, plural, title = N_("Kind of blanks"), N_("Kinds of blanks"), "name_uz"

    name_uz: Mapped[str] = text(128, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(128, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(128, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(128, N_("Name (English)"), optional=True)
    form: Mapped[str] = text(16, N_("What is printed on it"), words=FORMS)
    education_type: Mapped[str | None] = coded("h_education_type", N_("Education type"), optional=True)
    category: Mapped[str | None] = text(2, N_("Diploma category"), optional=True, words=CATEGORIES)
    series: Mapped[str] = text(
        4,
        N_("Series"),
        pattern="^[A-Z]{1,4}$",
        sentence=N_("A series has one to four Latin capital letters."),
    )
    digits: Mapped[int] = whole(N_("Digits of the number"), minimum=4, maximum=9, default=7)
    by_hand: Mapped[bool] = flag(N_("Printed and issued by hand"), default=False)
    active: Mapped[bool] = flag(N_("In use"))


class Workstation(Record):
    """A computer with a printer for which blanks are reserved; it stands at a faculty or at the registrar's."""

    __tablename__ = "workstation"
    __table_args__ = (
        key("name", sentence=N_("There is a workstation of this name already.")),
        {"schema": "blanks"},
    )
    label, plural, title = N_("Printing workstation"), N_("Printing workstations"), "name"

    name: Mapped[str] = text(64, N_("Name"))
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True)
    place: Mapped[str | None] = text(128, N_("Where it stands"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class Act(Record):
    """What was done to blanks on a day, by which document; a destruction waits until its commission has signed it.

    Acts that are carried out are chained by their digests, in the order of `place`.
    """

    __tablename__ = "act"
    __table_args__ = (
        key("place", sentence=N_("Two acts on blanks were recorded at once. Try again.")),
        rule("deed", "deed in ('receive', 'hand_over', 'give_back', 'reserve', 'release', 'print', 'issue', 'spoil',"
             " 'lose', 'destroy', 'return', 'take_in')", N_("This is not done to blanks.")),
        rule("state", "state in ('done', 'waiting', 'withdrawn')"
             " and (state = 'done' or deed = 'destroy')", N_("Only a destruction waits for signatures.")),
        rule("sealed", "num_nulls(place, digest, chained) in (0, 3) and (place is null or state = 'done')",
             N_("Only an act that is carried out stands in the chain of the ledger.")),
        rule("withdrawn", "num_nulls(withdrawn_at, withdrawn_by, withdraw_reason) in (0, 3)"
             " and (state = 'withdrawn') = (withdrawn_at is not null)", N_("An act is withdrawn with a reason.")),
        Index("act_day_idx", "day", "id"),
        {"schema": "blanks"},
    )  # fmt: skip
    label, plural, title, scope = N_("Act on blanks"), N_("Acts on blanks"), "number", "unit_id"
    papers = (ACT_PAPER,)

    number: Mapped[str] = text(32, N_("Number"), unique=True, state=True)
    deed: Mapped[str] = text(16, N_("What was done"), words=DEEDS, state=True)
    state: Mapped[str] = text(16, N_("State"), words=ACT_STATES, state=True)
    day: Mapped[date] = day(N_("Day"))
    blanks: Mapped[int] = whole(N_("Number of blanks"), minimum=1, state=True)
    numbers: Mapped[str] = text(4000, N_("Numbers of the blanks"), state=True)
    #: Whose blanks they are; nobody's are the registrar's own.
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    to_unit_id: Mapped[int | None] = refers(Unit, N_("Handed over to"), optional=True, state=True)
    #: Who issues its paper: the faculty, or the unit of the registrar.
    office_id: Mapped[int] = refers(Unit, N_("Recorded by the office"), state=True)
    workstation_id: Mapped[int | None] = refers(Workstation, N_("Workstation"), optional=True, state=True)
    person: Mapped[str | None] = text(256, N_("To whom"), optional=True, state=True, spelled=True)
    document: Mapped[str | None] = text(256, N_("By what document"), optional=True, state=True)
    reason: Mapped[str | None] = text(512, N_("Reason"), optional=True, state=True)
    recorded_by: Mapped[str] = actor(N_("Recorded by"), state=True)
    recorded_at: Mapped[datetime] = moment(N_("Recorded"), now=True)
    withdrawn_at: Mapped[datetime | None] = moment(N_("Withdrawn at"), optional=True)
    withdrawn_by: Mapped[str | None] = actor(N_("Withdrawn by"), optional=True, state=True)
    withdraw_reason: Mapped[str | None] = text(256, N_("Why withdrawn"), optional=True, state=True)
    place: Mapped[int | None] = whole(N_("Place in the chain"), minimum=1, optional=True, state=True)
    digest: Mapped[str | None] = text(64, N_("SHA-256"), optional=True, state=True)
    chained: Mapped[str | None] = text(64, N_("SHA-256 of the chain"), optional=True, state=True)


class Member(Record):
    """A member of the commission that destroys blanks; each signs the act in the own name."""

    __tablename__ = "member"
    __table_args__ = (
        key("act_id", "employee_id", sentence=N_("This person is in the commission already.")),
        index_key("member_chair_key", "act_id", sentence=N_("A commission has one chair."), where="chair"),
        rule("signed", "(signed_at is null) = (signed_by is null)", N_("Who signed, and when, is recorded.")),
        {"schema": "blanks"},
    )  # fmt: skip
    label, plural, title = N_("Member of a destruction commission"), N_("Members of the commission"), "name"

    act_id: Mapped[int] = refers(Act, N_("Act on blanks"), state=True)
    employee_id: Mapped[int] = refers(Employee, N_("Employee"), state=True)
    name: Mapped[str] = text(256, N_("Full name"), state=True, spelled=True)
    post: Mapped[str | None] = text(256, N_("Post"), optional=True, state=True, spelled=True)
    chair: Mapped[bool] = flag(N_("Chair"), default=False)
    signed_at: Mapped[datetime | None] = moment(N_("Signed"), optional=True)
    signed_by: Mapped[str | None] = actor(N_("Signed by"), optional=True, state=True)


class Batch(Record):
    """A receipt: an unbroken run of numbers of one kind, with its invoice."""

    __tablename__ = "batch"
    __table_args__ = (
        key("act_id", sentence=N_("This act has its receipt already.")),
        {"schema": "blanks"},
    )
    label, plural, title = N_("Batch of blanks"), N_("Batches of blanks"), "first_number"

    act_id: Mapped[int] = refers(Act, N_("Act on blanks"), state=True)
    kind_id: Mapped[int] = refers(Kind, N_("Kind of blanks"), state=True)
    year: Mapped[int] = whole(N_("Year of the blanks"), minimum=1990, maximum=2100, state=True)
    first_number: Mapped[str] = text(13, N_("First number"), state=True)
    last_number: Mapped[str] = text(13, N_("Last number"), state=True)
    quantity: Mapped[int] = whole(N_("Quantity"), minimum=1, state=True)
    supplier: Mapped[str] = text(256, N_("Supplier"), state=True)
    invoice_number: Mapped[str] = text(64, N_("Invoice number"), state=True)
    invoice_day: Mapped[date] = day(N_("Day of the invoice"))


class Blank(Record):
    """A blank with its number, which no other of any kind has; its state is that of its last line in the ledger."""

    __tablename__ = "blank"
    __table_args__ = (
        key("number", sentence=N_("A blank of this number is in the registry already.")),
        rule("state", "state in ('stock', 'reserved', 'printed', 'issued', 'spoiled', 'lost', 'destroyed', 'returned')",
             N_("A blank has one of the states of the registry.")),
        rule("reserved", "state <> 'reserved' or workstation_id is not null",
             N_("A reserved blank has its workstation.")),
        rule("chosen", "chosen_id is null or state in ('stock', 'spoiled', 'lost')",
             N_("What is to be destroyed is in stock, spoiled or was lost.")),
        Index("blank_counted_idx", "kind_id", "state", "unit_id"),
        Index("blank_held_idx", "unit_id", "number"),
        {"schema": "blanks"},
    )  # fmt: skip
    label, plural, title, scope = N_("Blank"), N_("Blanks"), "number", "unit_id"
    audited = False  # the ledger is its history

    number: Mapped[str] = text(13, N_("Blank number"), state=True)
    kind_id: Mapped[int] = refers(Kind, N_("Kind of blanks"), state=True)
    series: Mapped[str] = text(4, N_("Series"), state=True)
    year: Mapped[int] = whole(N_("Year of the blanks"), state=True)
    batch_id: Mapped[int] = refers(Batch, N_("Batch of blanks"), state=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    workstation_id: Mapped[int | None] = refers(Workstation, N_("Workstation"), optional=True, state=True)
    #: The act of destruction that waits for signatures; until then nothing else is done to it.
    chosen_id: Mapped[int | None] = refers(Act, N_("To be destroyed by"), optional=True, state=True)
    person: Mapped[str | None] = text(256, N_("To whom"), optional=True, state=True, spelled=True)
    moved_on: Mapped[date] = day(N_("State since"))


class Entry(Record):
    """A line of the ledger: what an act did to one blank. It is written once and never changed."""

    __tablename__ = "entry"
    __table_args__ = (
        key("act_id", "blank_id", sentence=N_("An act does one thing to a blank.")),
        Index("entry_day_idx", "day"),
        {"schema": "blanks"},
    )
    label, plural, title = N_("Line of the ledger of blanks"), N_("Ledger of blanks"), "number"
    audited = False  # it is history itself, chained by its acts

    act_id: Mapped[int] = refers(Act, N_("Act on blanks"), state=True)
    blank_id: Mapped[int] = refers(Blank, N_("Blank"), state=True)
    number: Mapped[str] = text(13, N_("Blank number"), state=True)
    kind_id: Mapped[int] = refers(Kind, N_("Kind of blanks"), state=True)
    series: Mapped[str] = text(4, N_("Series"), state=True)
    deed: Mapped[str] = text(16, N_("What was done"), words=DEEDS, state=True)
    day: Mapped[date] = day(N_("Day"))
    before: Mapped[str | None] = text(16, N_("State before"), optional=True, words=STATES, state=True)
    after: Mapped[str] = text(16, N_("State after"), words=STATES, state=True)
    unit_before_id: Mapped[int | None] = refers(Unit, N_("Held before by"), optional=True, state=True)
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    workstation_before_id: Mapped[int | None] = refers(
        Workstation, N_("Reserved before for"), optional=True, state=True
    )
    workstation_id: Mapped[int | None] = refers(Workstation, N_("Workstation"), optional=True, state=True)
    person: Mapped[str | None] = text(256, N_("To whom"), optional=True, state=True, spelled=True)


class Report(Record):
    """A year of a holding that was reported: its balance is printed, registered and kept as it was."""

    __tablename__ = "report"
    __table_args__ = (
        index_key("report_year_key", "year", "unit_id", nulls_alike=True,
                  sentence=N_("The report of this year is there already. Print it again.")),
        {"schema": "blanks"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Yearly report on blanks"),
        N_("Yearly reports on blanks"),
        "year",
        "unit_id",
    )
    papers = (YEAR_PAPER,)

    year: Mapped[int] = whole(N_("Year"), minimum=1990, maximum=2100, state=True)
    unit_id: Mapped[int | None] = refers(Unit, N_("Held by"), optional=True, state=True)
    office_id: Mapped[int] = refers(Unit, N_("Recorded by the office"), state=True)
    made_by: Mapped[str] = actor(N_("Recorded by"), state=True)
    made_at: Mapped[datetime] = moment(N_("Recorded"), now=True)
