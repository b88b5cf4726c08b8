"""The registry of blanks: numbers that are used once, states that none skips, a ledger that nobody rewrites."""

import threading
from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.server.acting import column, refused, scalar

INVOICE = {"supplier": "“Davlat belgisi” DICHB", "invoice_number": "77", "year": 2026}
DOCUMENT = {"document": "9-dalolatnoma", "reason": "Siyoh surkalgan"}
STATE = "select state from blanks.blank where number = %s"
ISSUED = "The blank {number} was issued on {since} to {person}."
USED = "No number is used twice; in the registry already, {first} since {day}: {numbers}."
NOBODYS = "The blank {number} is not in your holding."
LEDGER = ("blanks.entry", "blanks.act", "blanks.blank", "blanks.batch", "blanks.member", "blanks.report")


@pytest.fixture
def registrar(as_person):
    return as_person("registrar")


@pytest.fixture
def faculties(admin):
    return column(admin, "select id from structure.unit where code in ('403-101', '403-102') order by code")


def receive(person, items, series="AM", **given):
    kind = scalar(person, "select id from blanks.kind where series = %s", series)
    day = scalar(person, "select security.today()")
    count = given.pop("quantity", None) or scalar(
        person, "select sum(right(split_part(i, '-', 2), 6)::bigint - right(split_part(i, '-', 1), 6)::bigint + 1)"
        " from unnest(%s::text[]) i", items
    )  # fmt: skip
    values = {**INVOICE, "invoice_day": str(day), "quantity": int(count), **given}
    made = scalar(person, "select blanks.receive(%s, %s, %s)", kind, items, Jsonb(values))
    person.commit()
    return made


def enter(who, deed, items, **given):
    made = scalar(who, "select blanks.enter(%s, %s, %s)", deed, items, Jsonb(given))
    who.commit()
    return made


def printed(person, items, name="Karimov Ali"):
    enter(person, "print", items, person=name)
    return items


def test_gaps_and_doubles_of_a_receipt_are_named(registrar):
    gap = "Between {first} and {last} are missing: {numbers}. Receive each run of numbers for itself."
    alien = "These numbers are not written as those of “{kind}”, {series} and {digits} digits: {numbers}."
    for items, sentence, numbers in (
        (["AM500001", "AM500002", "AM500004"], gap, "AM500003"),
        (["AM500001-AM500003", "AM500002"], "These numbers are named twice: {numbers}.", "AM500002"),
        (["B0500001-B0500002"], alien, "B0500001–B0500002"),
        (["AM000101-AM000161"], USED, "AM000101–AM000160"),
    ):  # fmt: skip
        with pytest.raises(psycopg.Error) as caught:
            receive(registrar, items, quantity=60)
        assert caught.value.diag.message_primary == sentence
        assert f'"{numbers}"' in caught.value.diag.message_detail
        registrar.rollback()
    with refused("The invoice says {said} blanks, the numbers are {count}."):
        receive(registrar, ["AM500001-AM500010"], quantity=11)


def test_a_number_is_unique_across_kinds_and_after_destruction(admin, registrar):
    """Another kind with the same series takes the numbers that are left, and no other."""
    registrar.execute(
        "insert into blanks.kind (name_uz, form, series, digits) values ('Yangi shakl', 'certificate', 'AM', 6)"
    )
    registrar.commit()
    other = scalar(registrar, "select id from blanks.kind where name_uz = 'Yangi shakl'")
    given = {**INVOICE, "invoice_day": "2026-01-05", "quantity": 1}
    with refused(USED):
        registrar.execute("select blanks.receive(%s, '{AM000150}', %s)", [other, Jsonb(given)])
    registrar.rollback()
    with pytest.raises(psycopg.errors.UniqueViolation):
        admin.execute(
            "insert into blanks.blank (number, kind_id, series, year, batch_id, state, moved_on)"
            " select number, %s, series, year, batch_id, 'stock', moved_on from blanks.blank where number = 'AM000150'",
            [other],
        )
    registrar.execute("delete from blanks.kind where id = %s", [other])
    registrar.commit()


def test_a_life_from_stock_to_hand_and_no_step_is_skipped(admin, registrar):
    [blank] = ["AM000140"]
    with refused("The blank {number} is in stock and not printed yet."):
        enter(registrar, "issue", [blank], person="Karimov Ali", document="Pasport")
    registrar.rollback()
    printed(registrar, [blank])
    with refused("Write by what document it is done: act, order, notice, invoice or power of attorney."):
        enter(registrar, "issue", [blank])
    registrar.rollback()
    enter(registrar, "issue", [blank], document="Ishonchnoma № 4")
    for deed in ("print", "issue", "spoil", "lose", "return", "reserve", "release", "hand_over"):
        with pytest.raises(psycopg.Error) as caught:
            enter(registrar, deed, [blank], **DOCUMENT, to_unit_id=scalar(
                admin, "select id from structure.unit where code = '403-101'"))  # fmt: skip
        assert caught.value.diag.message_primary == ISSUED
        assert '"AM000140"' in caught.value.diag.message_detail
        registrar.rollback()
    life = admin.execute(
        "select e.deed, e.after, e.person, a.document from blanks.entry e join blanks.act a on a.id = e.act_id"
        " where e.number = %s order by e.id",
        [blank],
    ).fetchall()
    assert life[1:] == [
        ("print", "printed", "Karimov Ali", None),
        ("issue", "issued", "Karimov Ali", "Ishonchnoma № 4"),
    ]


def test_diplomas_are_not_printed_by_hand_and_no_act_is_before_the_last(registrar):
    with refused("The blank {number} is printed with a diploma: “{kind}” is not printed and issued by hand."):
        enter(registrar, "print", ["B0002300"], person="Karimov Ali")
    registrar.rollback()
    before = scalar(registrar, "select security.today()") - timedelta(400)
    with refused("The state of the blank {number} has held since {since}; {day} is before that."):
        enter(registrar, "spoil", ["B0002300"], **DOCUMENT, day=str(before))
    registrar.rollback()
    with refused("Write the day on which it was done, today or earlier."):
        enter(registrar, "spoil", ["B0002300"], **DOCUMENT, day=str(before + timedelta(900)))


def test_all_or_none_and_the_preview_says_which(registrar):
    items = ["AM000150-AM000152", "B0001201", "AM999999"]
    found = registrar.execute(
        "select blanks, refused, number, message from blanks.preview('spoil', %s, security.today())", [items]
    ).fetchall()
    assert found == [
        (5, 2, "B0001201", ISSUED),
        (5, 2, "AM999999", "The blank {number} is not in the registry."),
    ] or {row[2] for row in found} == {"B0001201", "AM999999"}
    with pytest.raises(psycopg.Error):
        enter(registrar, "spoil", items, **DOCUMENT)
    registrar.rollback()
    assert scalar(registrar, STATE, "AM000150") == "stock"


def test_a_faculty_acts_on_its_own_holding_alone(admin, registrar, as_person, faculties):
    dean, other = as_person("dean_geology"), as_person("dean_mining")
    for person, blank in ((dean, "AM000125"), (other, "AM000110"), (dean, "AM000150")):
        with refused(NOBODYS):
            enter(person, "spoil", [blank], **DOCUMENT)
        person.rollback()
        assert not person.execute("select from blanks.blank where number = %s", [blank]).fetchone()
    with refused("The blank {number} is held by {unit}. It is given back first."):
        enter(registrar, "spoil", ["AM000110"], **DOCUMENT)
    registrar.rollback()
    for deed in ("hand_over", "return"):
        with refused("Your role does not allow this.", "HM002"):
            enter(dean, deed, ["AM000110"], **DOCUMENT, to_unit_id=faculties[1])
        dean.rollback()
    printed(dean, ["AM000110"])
    enter(dean, "issue", ["AM000110"], document="Pasport")
    enter(dean, "give_back", ["AM000111-AM000112"])
    assert not dean.execute("select from blanks.blank where number = 'AM000111'").fetchone()
    # What was given back stays in its balance and among its lines.
    assert (
        column(dean, "select deed from blanks.entry where number = 'AM000111' order by id")[-1] == "give_back"
    )
    enter(registrar, "spoil", ["AM000111"], **DOCUMENT)
    assert scalar(admin, STATE, "AM000111") == "spoiled"


def test_blanks_are_reserved_for_a_workstation_of_their_holder(admin, registrar):
    stations = dict(admin.execute("select name, id from blanks.workstation").fetchall())
    with refused("Choose a workstation of those who hold these blanks."):
        enter(registrar, "reserve", ["B0002400"], workstation_id=stations["Geologiya 1"])
    registrar.rollback()
    enter(registrar, "reserve", ["B0002400"], workstation_id=stations["Registrator 1"])
    with refused("The blank {number} is reserved for {workstation}."):
        enter(registrar, "reserve", ["B0002400"], workstation_id=stations["Registrator 1"])
    registrar.rollback()
    enter(registrar, "release", ["B0002400"])
    assert scalar(admin, STATE, "B0002400") == "stock"


def test_the_setting_keeps_all_blanks_with_the_registrar(admin, registrar, faculties):
    admin.execute("insert into system.setting (key, value) values ('blanks.faculties_hold', '0')")
    try:
        with refused("The registrar keeps all blanks: a setting of the university says so."):
            enter(registrar, "hand_over", ["B0002500"], to_unit_id=faculties[0], document="1")
        registrar.rollback()
    finally:
        admin.execute("delete from system.setting where key = 'blanks.faculties_hold'")


def test_two_desks_issue_one_blank_once(registrar, as_person, admin):
    printed(registrar, ["AM000141"])
    second, outcomes = as_person("registrar"), []
    scalar(registrar, "select blanks.enter('issue', '{AM000141}', '{\"document\": \"Pasport\"}')")

    def also():
        try:
            outcomes.append(enter(second, "issue", ["AM000141"], document="Pasport"))
        except psycopg.Error as error:
            outcomes.append(error.diag.message_primary)

    waiting = threading.Thread(target=also)
    waiting.start()
    while not scalar(admin, "select count(*) from pg_locks where locktype = 'advisory' and not granted"):
        assert waiting.is_alive()
    registrar.commit()
    waiting.join()
    assert outcomes == [ISSUED]
    assert (
        scalar(admin, "select count(*) from blanks.entry where number = 'AM000141' and deed = 'issue'") == 1
    )


def test_nobody_writes_changes_or_removes_a_line_of_the_ledger(as_person):
    for login in ("registrar", "dean_geology", "academic_office", "management", "admin", "accounting", "hr"):
        rewrite(as_person(login))


def rewrite(person):
    for table in LEDGER:
        for statement in (
            f"update {table} set row_version = row_version",
            f"delete from {table}",
            f"truncate {table} cascade",
            f"insert into {table} default values",
            f"lock table {table} in exclusive mode",
        ):
            with refused(""):
                person.execute(statement)
            person.rollback()
    for forged in (
        "select blanks.write(a, '{B0002300}') from blanks.act a",
        "select blanks.seal(1)",
        "update blanks.blank set state = 'stock' where number = 'B0001201'",
    ):
        with refused(""):
            person.execute(forged)
        person.rollback()


def test_who_only_reads_does_nothing_to_blanks(as_person):
    for login in ("academic_office", "management", "admin", "accounting", "teacher_mineralogy", "hr"):
        person = as_person(login)
        for statement in (
            "select blanks.enter('spoil', '{B0002300}', '{\"reason\": \"x\"}')",
            "select blanks.receive(1, '{B0900000}', '{}')",
            "select blanks.propose('{B0002300}', '{}', '{1,2,3}', 1)",
            "select * from blanks.preview('spoil', '{B0002300}', '2026-01-01')",
        ):
            with refused(""):
                person.execute(statement)
            person.rollback()
    counted = as_person("accounting").execute(
        "select side, sum(blanks) from blanks.balance('2000-01-01', security.today()) group by 1"
    )
    numbers = dict(counted.fetchall())
    assert numbers["received"] > numbers["issue"] > 0
    with refused(""):
        as_person("accounting").execute("select number from blanks.blank")


def test_a_destruction_needs_the_signature_of_each_member(admin, registrar, as_person):
    act = scalar(admin, "select id from blanks.act where state = 'waiting'")
    blanks = column(admin, "select number from blanks.blank where chosen_id = %s order by 1", act)
    assert len(blanks) == 5
    with refused("The blank {number} is to be destroyed by the act {act}."):
        enter(registrar, "lose", blanks[:1], **DOCUMENT)
    registrar.rollback()
    with refused("You are not in the commission of this act.", "HM002"):
        as_person("dean_geology").execute("select blanks.sign(%s)", [act])
    with refused("You have signed the act {number} already.", "HM003"):
        registrar.execute("select blanks.sign(%s)", [act])
    registrar.rollback()
    assert not as_person("hr").execute("select from blanks.act").fetchone()
    member = as_person("accounting")
    assert column(member, "select id from blanks.act") == [act]
    assert scalar(member, "select blanks.sign(%s)", act) is True
    member.commit()
    assert set(column(admin, "select state from blanks.blank where number = any(%s)", blanks)) == {
        "destroyed"
    }
    with refused("Only an act that waits for signatures is withdrawn.", "HM003"):
        registrar.execute("select blanks.withdraw(%s, 'Xato')", [act])
    registrar.rollback()
    with refused(USED):
        receive(registrar, ["B0001371"], "B", quantity=1)


def test_a_commission_of_two_is_none_and_a_withdrawn_act_destroys_nothing(admin, registrar):
    employees = column(
        admin, "select employee_id from security.account where login in ('registrar', 'hr', 'accounting')"
    )
    propose = "select blanks.propose('{B0002500}', '{\"reason\": \"Nam tortgan\"}', %s, %s)"
    for members in (employees[:2], [employees[0]] * 3):
        with refused("The commission has a chair and at least two more members."):
            registrar.execute(propose, [members, employees[0]])
        registrar.rollback()
    act = scalar(registrar, propose, employees, employees[0])
    registrar.execute("select blanks.withdraw(%s, 'Komissiya oʻzgardi')", [act])
    registrar.commit()
    assert scalar(admin, STATE, "B0002500") == "stock"
    enter(registrar, "spoil", ["B0002500"], **DOCUMENT)
    with refused("The act {number} waits for no signature any more.", "HM003"):
        registrar.execute("select blanks.sign(%s)", [act])


def test_what_is_written_past_the_functions_is_found(admin):
    assert admin.execute("select * from blanks.broken()").fetchall() == []
    with admin.transaction(force_rollback=True):
        admin.execute(
            "update blanks.entry set person = 'Boshqa' where number = 'B0001201' and deed = 'issue'"
        )
        act = scalar(admin, "select a.number from blanks.act a join blanks.entry e on e.act_id = a.id"
                            " where e.number = 'B0001201' and e.deed = 'issue'")  # fmt: skip
        assert admin.execute("select * from blanks.broken()").fetchall() == [(act, None)]
    with admin.transaction(force_rollback=True):
        admin.execute("update blanks.blank set state = 'stock' where number = 'B0001201'")
        assert admin.execute("select * from blanks.broken()").fetchall() == [(None, "B0001201")]
