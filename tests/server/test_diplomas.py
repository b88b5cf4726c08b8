"""Diplomas from the draft to the handing out, duplicates and mistakes: who may do what, and in which sequence."""

import threading
from hashlib import sha256

import psycopg
import pytest
from psycopg.types.json import Jsonb

from shared.diplomas import content
from shared.signing.demonstration import KEY_ID
from tests.server.acting import column, scalar
from tests.server.acting import refused as without_right
from tests.server.orders import refused, wait_for_lock

SIGNATURE, KEY, CODE = "B" * 86, KEY_ID, "860" + "1" * 200
#: The key of the demonstration that was rolled over.
ENDED = "0ea5e88bf062cd35"
STATE = "select state from diplomas.diploma where id = %s"
#: What the demonstration leaves to be written, in both languages.
LACKING = {
    "uz": {"further_study": "Doktoranturaga kirish huquqi", "qualification": "Muhandis", "decision": "Bayonnoma"},
    "en": {"further_study": "Gives access to doctoral programmes", "qualification": "Engineer", "decision": "Protocol"},
}  # fmt: skip
OF_GEOLOGY = """
select d.id from diplomas.diploma d join structure.unit u on u.id = d.faculty_id and u.code = '403-101'
  join graduation.acceptance a on a.id = d.acceptance_id
 where d.state = 'draft' and d.replaces_id is null and a.decree_id is not null order by d.id
"""
ACTS = {
    "draft(array[1]::bigint[])": {"dean"},
    "save_texts('[]')": {"dean"},
    "refill(array[]::bigint[])": {"dean"},
    "accept(array[]::bigint[])": {"dean"},
    "ask_back(array[]::bigint[], 'x')": {"dean"},
    "draft_duplicate(0, 'lost', 'x')": {"dean"},
    "decide_back(array[]::bigint[], true)": {"office"},
    "prepare(array[]::bigint[], security.today())": {"registrar"},
    "sign('[]')": {"registrar"},
    "take_in(0, 'x', 'x')": {"registrar"},
    'hand_out(array[]::bigint[], \'{"document": "x"}\')': {"registrar", "dean"},
    "give_up_print(0, 'diploma', 'spoil', 'x', 'x')": {"registrar", "dean"},
    "discard(array[]::bigint[], 'x')": {"registrar", "dean"},
    "findings(array[]::bigint[])": {"registrar", "dean", "office"},
}
PEOPLE = {
    "dean": "dean_geology", "office": "academic_office", "registrar": "registrar", "hr": "hr",
    "teacher": "teacher_mineralogy", "management": "management",
}  # fmt: skip


@pytest.fixture
def registrar(as_person):
    return as_person("registrar")


#: As the demonstration left them, whatever the test before did.
AFRESH = """
delete from diplomas.printing p using diplomas.diploma d
 where d.id = p.diploma_id and (d.id = any(%(own)s) or d.id > %(last)s);
delete from diplomas.line n where n.diploma_id > %(last)s;
update diplomas.diploma d set replaces_id = null, duplicate_of_id = null, cause = null where d.id > %(last)s;
delete from diplomas.diploma d where d.id > %(last)s;
update diplomas.diploma d
   set state = 'draft', number = null, accepted_digest = null, accepted_at = null, accepted_by = null, content = null,
       digest = null, prepared_at = null, prepared_by = null, signature = null, signed_with = null, code = null,
       signed_at = null, signed_by = null, issued_on = null, issued_to = null, issue_document = null, issued_by = null,
       ask_reason = null, asked_at = null, asked_by = null, cancel_reason = null, cancelled_at = null,
       cancelled_by = null, texts = t.texts,
       student_name = s.full_name
  from diplomas.texts_for(array(select e.acceptance_id from diplomas.diploma e where e.id = any(%(own)s))) t,
       students.student s
 where d.id = any(%(own)s) and t.acceptance_id = d.acceptance_id and s.id = d.student_id;
"""


@pytest.fixture(scope="module")
def begun(database):
    """What the demonstration made: the last diploma, and the own drafts that can be brought to their end."""
    with psycopg.connect(database) as first:
        return scalar(first, "select max(id) from diplomas.diploma"), column(first, OF_GEOLOGY)


@pytest.fixture
def drafts(admin, begun):
    """Drafts of the own faculty that can be brought to their end."""
    last, own = begun
    admin.execute("set session_replication_role = replica")
    with psycopg.ClientCursor(admin) as cursor:
        cursor.execute(AFRESH, {"own": own, "last": last})
    admin.execute("set session_replication_role = origin")
    return own


def act(who, call, *values):
    answer = scalar(who, f"select diplomas.{call}", *values)
    who.commit()
    return answer


def said(who, call, *values):
    """What the server says to an act."""
    return refused(who, f"select diplomas.{call}", *values)


def state(admin, diploma):
    return scalar(admin, STATE, diploma)


def version(admin, diploma):
    return scalar(admin, "select row_version from diplomas.diploma where id = %s", diploma)


def write(who, admin, diploma, texts):
    row = {"id": diploma, "version": version(admin, diploma), "texts": texts}
    who.execute("select * from diplomas.save_texts(%s)", [Jsonb([row])])
    who.commit()


def found(who, diploma):
    rows = who.execute("select kind, field, language from diplomas.findings(%s)", [[diploma]]).fetchall()
    who.rollback()
    return set(rows)


def signatures(rows):
    return Jsonb(
        [
            {"id": key, "digest": digest, "signature": SIGNATURE, "code": CODE, "key_id": KEY}
            for key, digest in rows
        ]
    )


def prepared(registrar, admin, ids):
    rows = registrar.execute("select * from diplomas.prepare(%s, security.today())", [ids]).fetchall()
    registrar.commit()
    return rows


def signed(registrar, admin, ids):
    act(registrar, "sign(%s)", signatures(prepared(registrar, admin, ids)))


def blanks_for(admin, diploma, unit="b.unit_id is null"):
    """A clean blank for each form."""
    forms = scalar(
        admin,
        "select diplomas.forms_of(duplicate_of_id is not null) from diplomas.diploma where id = %s",
        diploma,
    )
    return {
        form: scalar(
            admin,
            "select b.number from diplomas.diploma d join blanks.kind k on k.form = %s"
            " and coalesce(k.education_type, d.education_type) = d.education_type"
            " and coalesce(k.category, d.category) = d.category"
            " join blanks.blank b on b.kind_id = k.id and b.state = 'stock'"
            f" and {unit} where d.id = %s order by b.number limit 1",
            form,
            diploma,
        )
        for form in forms
    }


def printed(admin, diploma):
    """Print it as a workstation does that synchronises."""
    for form, number in blanks_for(admin, diploma).items():
        scalar(
            admin,
            "select diplomas.write_print(%s, %s, %s, null, security.today(), 'registrar')",
            diploma,
            form,
            number,
        )
    admin.execute("update clearance.sheet set open_points = 0 where student_id ="
                  " (select student_id from diplomas.diploma where id = %s)", [diploma])  # fmt: skip


@pytest.fixture
def accepted(admin, dean, drafts):
    """A diploma that is complete and accepted, of the own faculty."""
    write(dean, admin, drafts[0], LACKING)
    act(dean, "accept(%s)", [drafts[0]])
    return drafts[0]


@pytest.fixture
def issued(admin, dean, registrar, accepted):
    """A diploma that was handed out."""
    signed(registrar, admin, [accepted])
    printed(admin, accepted)
    act(registrar, "hand_out(%s, %s)", [accepted], Jsonb({"document": "Pasport AA 1234567"}))
    return accepted


def test_the_server_knows_the_fields_of_the_program(admin):
    fields = admin.execute("select key, label, longest, required from diplomas.fields()").fetchall()
    assert fields == [(each.key, each.label, each.longest, each.required) for each in content.FIELDS]


def test_each_act_belongs_to_its_offices(as_person):
    for name, login in PEOPLE.items():
        person = as_person(login)
        for call, may in ACTS.items():
            if name in may:
                continue
            with pytest.raises(psycopg.Error) as caught:
                person.execute(f"select * from diplomas.{call}")
            person.rollback()
            assert caught.value.sqlstate in ("42501", "HM002"), (name, call, str(caught.value))


def test_nobody_writes_diplomas_past_the_acts(as_person, drafts):
    for login in PEOPLE.values():
        person = as_person(login)
        for statement in (
            "update diplomas.diploma set state = 'issued'",
            "update diplomas.diploma set texts = '{}'",
            "delete from diplomas.diploma",
            "delete from diplomas.line",
            "update diplomas.line set mark = '5'",
            "update diplomas.printing set outcome = 'good'",
            "select diplomas.write_print(1, 'diploma', 'B0000001', null, security.today(), 'x')",
            "select diplomas.write_hand_out(1, 'x', 'x', security.today(), 'x')",
            "select diplomas.write_acceptance(array[1]::bigint[], 'x')",
        ):
            with without_right(""):
                person.execute(statement)
            person.rollback()


def test_the_personnel_office_reads_who_has_a_diploma_and_not_what_it_says(as_person, admin):
    for login in ("hr", "management"):
        person = as_person(login)
        assert set(column(person, "select distinct state from diplomas.diploma")) == {"issued"}
        for name in ("texts", "content", "digest", "accepted_digest", "signature"):
            with without_right(""):
                person.execute(f"select {name} from diplomas.diploma")
            person.rollback()
        with without_right(""):
            person.execute("select * from diplomas.line")
        person.rollback()


def test_diplomas_of_another_faculty_are_nobodys_business(as_person, admin, drafts):
    mining = as_person("dean_mining")
    assert not column(mining, "select id from diplomas.diploma where id = any(%s)", drafts)
    row = {"id": drafts[0], "version": version(admin, drafts[0]), "texts": LACKING}
    for call, value in (
        ("accept(%s)", drafts[:1]),
        ("refill(%s)", drafts[:1]),
        ("ask_back(%s, 'Xato')", drafts[:1]),
        ("discard(%s, 'Xato')", drafts[:1]),
        ("save_texts(%s)", Jsonb([row])),
    ):
        assert said(mining, call, value) == "This diploma is not yours."
    assert not found(mining, drafts[0])
    student = scalar(admin, "select student_id from diplomas.diploma where id = %s", drafts[0])
    assert "at your faculty" in said(mining, "draft(%s)", [student])


def test_what_a_draft_lacks_is_found_and_keeps_all_that_are_chosen(admin, dean, drafts):
    one = drafts[0]
    write(dean, admin, one, {"en": {"qualification": " "}})
    assert ("empty", "qualification", "en") in found(dean, one)
    first = said(dean, "accept(%s)", drafts)
    assert first == "The diploma of {student} lacks “{label}” ({language})."
    write(dean, admin, one, LACKING)
    assert not found(dean, one)
    for texts, finding in (
        ({"uz": {"given_name": "Али"}}, ("letters", "given_name", "uz")),
        ({"en": {"given_name": "علي"}}, ("signs", "given_name", "en")),
        ({"en": {"given_name": "A\u202eil"}}, ("signs", "given_name", "en")),
        ({"en": {"given_name": "A\tli"}}, ("signs", "given_name", "en")),
        ({"uz": {"surname": "K" * 65}}, ("long", "surname", "uz")),
        ({"uz": {"thesis": ""}}, ("one_language", "thesis", "uz")),
        ({"en": {"birth_date": "2.9.2004"}}, ("birth_date", "birth_date", "en")),
        ({"uz": {"decision": "31.12.2099 dagi bayonnoma"}}, ("future", "decision", "uz")),
        ({"uz": {"decision": "31.13.2020 dagi bayonnoma"}}, ("future", "decision", "uz")),
    ):
        write(dean, admin, one, {"uz": {"thesis": "Mavzu"}, "en": {"thesis": "Topic"}})
        write(dean, admin, one, texts)
        assert finding in found(dean, one), texts
        assert said(dean, "accept(%s)", [one])
        act(dean, "refill(%s)", [one])
        write(dean, admin, one, LACKING)
    assert not found(dean, one)


def test_texts_that_are_none_and_stale_ones_are_refused(admin, dean, drafts):
    one, now = drafts[0], version(admin, drafts[0])

    def row(texts, **other):
        return Jsonb([{"id": one, "version": now, "texts": texts} | other])

    for texts in (
        {"ru": {"city": "X"}},
        {"uz": {"password": "X"}},
        {"uz": {"city": 1}},
        {"uz": {"city": "x" * 2001}},
    ):
        assert said(dean, "save_texts(%s)", row(texts)) == "A diploma has no such text."
    for stale in ({"version": now - 1}, {"version": None}):
        assert "was changed meanwhile" in said(dean, "save_texts(%s)", row({"uz": {"city": "X"}}, **stale))
    write(dean, admin, one, {"uz": {"city": "<img src='file://x'>"}})  # a text, whatever it looks like
    assert scalar(
        admin, "select texts -> 'uz' ->> 'city' from diplomas.diploma where id = %s", one
    ).startswith("<img")
    act(dean, "refill(%s)", [one])


def test_an_accepted_diploma_is_taken_back_by_two_people(admin, dean, office, accepted):
    row = {"id": accepted, "version": version(admin, accepted), "texts": {"uz": {"city": "X"}}}
    assert said(dean, "save_texts(%s)", Jsonb([row])) == "The diploma of {student} is accepted."
    assert said(dean, "accept(%s)", [accepted]) == "The diploma of {student} is accepted."
    assert said(dean, "ask_back(%s, ' ')", [accepted]) == "Give a reason."
    act(dean, "ask_back(%s, 'Ismi xato')", [accepted])
    admin.execute("update diplomas.diploma set asked_by = 'academic_office' where id = %s", [accepted])
    assert "does not decide it" in said(office, "decide_back(%s, true)", [accepted])
    admin.execute("update diplomas.diploma set asked_by = 'dean_geology' where id = %s", [accepted])
    act(office, "decide_back(%s, false)", [accepted])
    assert state(admin, accepted) == "accepted"
    act(dean, "ask_back(%s, 'Ismi xato')", [accepted])
    act(office, "decide_back(%s, true)", [accepted])
    assert state(admin, accepted) == "draft"


def test_only_what_was_accepted_is_prepared(admin, dean, registrar, drafts, accepted):
    tomorrow = "security.today() + 1"
    assert "today or earlier" in said(registrar, f"prepare(%s, {tomorrow})", [accepted])
    assert "not dated before that" in said(registrar, "prepare(%s, '2020-01-01')", [accepted])
    assert "is a draft" in said(registrar, "prepare(%s, security.today())", drafts[1:2])
    for spoil, mend in (
        ("texts = jsonb_set(texts, '{uz,city}', '\"Xiva\"')",
         "texts = jsonb_set(texts, '{uz,city}', '\"Toshkent shahri\"')"),
        ("category = case category when '11' then '12' else '11' end",) * 2,
        ("accepted_digest = repeat('0', 64)",
         "accepted_digest = graduation.digest(diplomas.content_of(id)::text)"),
    ):  # fmt: skip
        admin.execute(f"update diplomas.diploma set {spoil} where id = %s", [accepted])
        assert "says something else than was accepted" in said(
            registrar, "prepare(%s, security.today())", [accepted]
        )
        admin.execute(f"update diplomas.diploma set {mend} where id = %s", [accepted])
    [(key, digest)] = prepared(registrar, admin, [accepted])
    told = scalar(admin, "select content from diplomas.diploma where id = %s", accepted)
    assert (key, sha256(told.encode()).hexdigest()) == (accepted, digest)
    read = content.from_document(scalar(admin, "select %s::jsonb", told))
    assert read.register_number.startswith("DP-")
    assert read.text("surname", "uz")
    assert read.lines
    assert "is prepared for printing" in said(registrar, "prepare(%s, security.today())", [accepted])


def test_a_prepared_diploma_comes_back_with_its_number(admin, dean, office, registrar, accepted):
    signed(registrar, admin, [accepted])
    number = scalar(admin, "select register_number from diplomas.diploma where id = %s", accepted)
    act(dean, "ask_back(%s, 'Ismi xato')", [accepted])
    taken_along = "jsonb_array_elements(offline.diplomas_for(w)) d where (d ->> 'id')::bigint = %s"
    assert not scalar(admin, f"select count(*) from blanks.workstation w cross join {taken_along}", accepted)
    act(office, "decide_back(%s, true)", [accepted])
    again = admin.execute(
        "select register_number, content, signature from diplomas.diploma where id = %s", [accepted]
    )
    assert again.fetchone() == (number, None, None)
    act(dean, "accept(%s)", [accepted])
    prepared(registrar, admin, [accepted])
    assert scalar(admin, "select register_number from diplomas.diploma where id = %s", accepted) == number


def test_a_signature_is_of_what_is_prepared_and_of_nothing_else(admin, registrar, accepted):
    [(key, digest)] = prepared(registrar, admin, [accepted])
    row = {"id": key, "digest": digest, "signature": SIGNATURE, "code": CODE, "key_id": KEY}
    other = scalar(admin, "select digest from diplomas.diploma where state = 'issued' limit 1")
    for wrong in (
        {"digest": other},
        {"digest": None},
        {"signature": "B" * 85},
        {"signature": "=" * 86},
        {"code": CODE[1:]},
        {"code": None},
    ):
        assert "is not of what is prepared" in said(registrar, "sign(%s)", Jsonb([row | wrong]))
    for key_id in ("x", None, "0" * 16, ENDED):
        assert "does not sign for the university today" in said(
            registrar, "sign(%s)", Jsonb([row | {"key_id": key_id}])
        )
    act(registrar, "sign(%s)", Jsonb([row]))
    assert "is not of what is prepared" in said(registrar, "sign(%s)", Jsonb([row]))  # sent twice
    assert key not in column(registrar, "select id from diplomas.to_sign()")


def test_register_numbers_have_no_gap_when_two_prepare_at_once(admin, as_person, dean, registrar, drafts):
    for each in drafts:
        write(dean, admin, each, LACKING)
    act(dean, "accept(%s)", drafts)
    other, told = as_person("registrar"), []

    def late():
        try:
            other.execute("select diplomas.prepare(%s, security.today())", [drafts])
            told.append("prepared")
        except psycopg.Error as error:
            told.append(error.diag.message_primary)

    registrar.execute("select diplomas.prepare(%s, security.today())", [drafts])
    waiting = threading.Thread(target=late)
    waiting.start()
    wait_for_lock(admin)
    registrar.commit()
    waiting.join()
    assert told == ["The diploma of {student} is prepared for printing."]
    other.rollback()
    numbers = column(
        admin,
        "select right(register_number, 5)::integer from diplomas.diploma where register_number like %s order by 1",
        f"DP-{scalar(admin, 'select extract(year from security.today())::integer')}-%",
    )  # fmt: skip
    assert numbers == list(range(1, len(numbers) + 1))


def test_it_is_handed_out_once_by_whoever_keeps_it(admin, dean, registrar, accepted):
    signed(registrar, admin, [accepted])
    given = Jsonb({"document": "Pasport AA 1234567"})
    assert "is not printed yet" in said(registrar, "hand_out(%s, %s)", [accepted], given)
    printed(admin, accepted)
    assert said(registrar, "hand_out(%s, %s)", [accepted], Jsonb({})).startswith("Write by what document")
    assert "kept by somebody else" in said(dean, "hand_out(%s, %s)", [accepted], given)
    yesterday = str(scalar(admin, "select security.today() - 1"))
    early = Jsonb({"document": "Pasport", "day": yesterday})
    assert "not handed out before that" in said(registrar, "hand_out(%s, %s)", [accepted], early)
    late = Jsonb({"document": "Pasport", "day": "2099-01-01"})
    assert "today or earlier" in said(registrar, "hand_out(%s, %s)", [accepted], late)
    relative = Jsonb({"document": "Ishonchnoma 12, 01.11.2026", "people": {str(accepted): "Karimova Zuhra"}})
    act(registrar, "hand_out(%s, %s)", [accepted], relative)
    assert said(registrar, "hand_out(%s, %s)", [accepted], given) == (
        "The diploma of {student} was handed out already, to {person}."
    )
    blanks = admin.execute(
        "select b.state, b.person from diplomas.printing p join blanks.blank b on b.id = p.blank_id"
        " where p.diploma_id = %s",
        [accepted],
    ).fetchall()
    assert blanks == [("issued", "Karimova Zuhra")] * 2


def test_two_desks_do_not_hand_out_one_diploma(admin, as_person, registrar, accepted):
    signed(registrar, admin, [accepted])
    printed(admin, accepted)
    other, told = as_person("registrar"), []
    call = 'select diplomas.hand_out(%s, \'{"document": "Pasport"}\')'

    def late():
        try:
            other.execute(call, [[accepted]])
            told.append("handed out")
        except psycopg.Error as error:
            told.append(error.diag.message_primary)

    registrar.execute(call, [[accepted]])
    waiting = threading.Thread(target=late)
    waiting.start()
    wait_for_lock(admin)
    registrar.commit()
    waiting.join()
    other.rollback()
    assert told == ["The diploma of {student} was handed out already, to {person}."]


def test_an_open_clearance_sheet_keeps_it_where_the_university_says_so(admin, registrar, accepted):
    signed(registrar, admin, [accepted])
    printed(admin, accepted)
    sheet = scalar(
        admin,
        "insert into clearance.sheet (student_id, faculty_id, student_name, student_number, group_name, occasion,"
        " open_points) select s.id, s.faculty_id, s.full_name, s.number, d.group_name, 'graduation', 2"
        " from diplomas.diploma d join students.student s on s.id = d.student_id where d.id = %s returning id",
        accepted,
    )
    assert sheet is not None
    assert "open points" in said(registrar, 'hand_out(%s, \'{"document": "P"}\')', [accepted])


def test_a_spoiled_print_takes_another_blank(admin, dean, registrar, accepted):
    signed(registrar, admin, [accepted])
    printed(admin, accepted)
    [number] = column(admin, "select number from diplomas.diploma where id = %s", accepted)
    assert "no such print" in said(registrar, "give_up_print(%s, 'duplicate', 'spoil', '', 'x')", accepted)
    assert "no such print" in said(registrar, "give_up_print(%s, 'diploma', 'destroy', '', 'x')", accepted)
    assert "kept by somebody else" in said(dean, "give_up_print(%s, 'diploma', 'spoil', '', 'x')", accepted)
    assert "Write by what document" in said(
        registrar, "give_up_print(%s, 'diploma', 'lose', '', 'x')", accepted
    )
    act(registrar, "give_up_print(%s, 'diploma', 'spoil', '', 'Siyoh surkaldi')", accepted)
    assert state(admin, accepted) == "prepared"
    assert scalar(admin, "select state from blanks.blank where number = %s", number) == "spoiled"
    assert "printed already" in said(dean, "ask_back(%s, 'Xato')", [accepted])
    again = blanks_for(admin, accepted)["diploma"]
    scalar(
        admin, "select diplomas.write_print(%s, 'diploma', %s, null, security.today(), 'x')", accepted, again
    )
    assert (
        scalar(admin, "select number from diplomas.diploma where id = %s and state = 'printed'", accepted)
        == again
    )


def test_a_blank_of_another_diploma_is_not_spoiled_in_its_place(admin, registrar, accepted):
    signed(registrar, admin, [accepted])
    number = scalar(
        admin, "select p.number from diplomas.printing p join diplomas.diploma d on d.id = p.diploma_id"
        " where d.state = 'printed' and p.form = 'diploma' and p.outcome = 'good' limit 1"
    )  # fmt: skip
    call = "select diplomas.write_spoil(%s, 'diploma', %s, null, 'x', security.today(), 'x')"
    assert refused(admin, call, accepted, number) == "The blank {number} bears something else."


def test_a_duplicate_stands_beside_the_original_until_it_is_handed_out(admin, dean, registrar, issued):
    assert "Say why" in said(dean, "draft_duplicate(%s, 'mistaken', 'Ariza')", issued)
    assert "by what application" in said(dean, "draft_duplicate(%s, 'lost', ' ')", issued)
    copy = act(dean, "draft_duplicate(%s, 'lost', 'Ariza 5')", issued)
    assert "a duplicate of this diploma already" in said(
        dean, "draft_duplicate(%s, 'lost', 'Ariza 6')", issued
    )
    assert "a duplicate of this diploma already" in said(
        registrar, "take_in(%s, 'Dalolatnoma', 'Xato')", issued
    )
    assert "says what that one said" in said(dean, "refill(%s)", [copy])
    act(dean, "accept(%s)", [copy])
    signed(registrar, admin, [copy])
    told = content.from_document(
        scalar(admin, "select content::jsonb from diplomas.diploma where id = %s", copy)
    )
    assert told.duplicate_of == scalar(admin, "select number from diplomas.diploma where id = %s", issued)
    assert set(blanks_for(admin, copy)) == {"duplicate", "supplement"}
    printed(admin, copy)
    assert state(admin, issued) == "issued"
    act(registrar, 'hand_out(%s, \'{"document": "Pasport"}\')', [copy])
    assert state(admin, issued) == "cancelled"

    # Whoever has a duplicate is not given a first diploma again; a duplicate of a duplicate is one.
    student = scalar(admin, "select student_id from diplomas.diploma where id = %s", issued)
    assert act(dean, "draft(%s)", [student]) == 0
    third = act(dean, "draft_duplicate(%s, 'unusable', 'Ariza 7')", copy)
    act(dean, "discard(%s, 'Ariza qaytarib olindi')", [third])

    # A wrong duplicate is replaced by a duplicate.
    anew = act(registrar, "take_in(%s, 'Dalolatnoma 4', 'Shifr xato')", copy)
    stands_for = admin.execute(
        "select duplicate_of_id, replaces_id from diplomas.diploma where id = %s", [anew]
    )
    assert stands_for.fetchone() == (issued, copy)
    assert state(admin, copy) == "cancelled"
    act(registrar, "discard(%s, 'Sinov')", [anew])


def test_a_mistake_is_taken_in_and_made_good(admin, dean, registrar, issued):
    assert "commission's act" in said(registrar, "take_in(%s, '', 'Xato')", issued)
    numbers = column(
        admin, "select number from diplomas.printing where diploma_id = %s and outcome = 'good'", issued
    )
    anew = act(registrar, "take_in(%s, 'Dalolatnoma 3', 'Familiya xato')", issued)
    assert state(admin, issued) == "cancelled"
    assert set(column(admin, "select state from blanks.blank where number = any(%s)", numbers)) == {"spoiled"}
    assert set(column(admin, "select outcome from diplomas.printing where diploma_id = %s", issued)) == {
        "taken_in"
    }
    row = admin.execute(
        "select state, cause, duplicate_of_id, register_number from diplomas.diploma where id = %s", [anew]
    )
    assert row.fetchone() == ("draft", "mistaken", None, None)
    assert "is cancelled" in said(registrar, "take_in(%s, 'Dalolatnoma 3', 'x')", issued)
    act(registrar, "discard(%s, 'Sinov')", [anew])


def test_a_new_name_is_in_the_duplicate_that_was_asked_for_because_of_it(admin, dean, registrar, issued):
    admin.execute("update students.student set surname = 'Yangieva' where id ="
                  " (select student_id from diplomas.diploma where id = %s)", [issued])  # fmt: skip
    name = "select student_name, texts -> 'uz' ->> 'surname' from diplomas.diploma where id = %s"
    former, surname = admin.execute(name, [issued]).fetchone()
    assert surname != "Yangieva"  # what is prepared stays
    for cause, expected in (("lost", (former, surname)), ("renamed", None)):
        copy = act(dean, "draft_duplicate(%s, %s, 'Ariza')", issued, cause)
        now = admin.execute(name, [copy]).fetchone()
        assert now == expected if expected else (now[0].startswith("Yangieva") and now[1] == "Yangieva")
        act(dean, "discard(%s, 'Sinov')", [copy])


def test_what_it_stands_on_is_not_taken_away(admin, dean, office, accepted):
    acceptance, decree = admin.execute(
        "select a.id, a.decree_id from diplomas.diploma d join graduation.acceptance a on a.id = d.acceptance_id"
        " where d.id = %s", [accepted],
    ).fetchone()  # fmt: skip
    admin.execute("update graduation.acceptance set decree_id = null where id = %s", [acceptance])
    assert "Ask that one back first" in refused(dean, "select graduation.ask_back(%s, 'Xato')", [acceptance])
    with_order = "update graduation.acceptance set decree_id = %s where id = %s"
    admin.execute(with_order, [decree, acceptance])


def test_an_order_is_not_cancelled_under_a_prepared_diploma(admin, registrar, accepted):
    prepared(registrar, admin, [accepted])
    acceptance = "(select acceptance_id from diplomas.diploma where id = %s)"
    take_away = f"update graduation.acceptance set decree_id = null where id = {acceptance}"
    assert "is prepared by this order already" in refused(admin, take_away, accepted)
    back = f"update graduation.acceptance set state = 'taken_back' where id = {acceptance}"
    assert "Ask that one back first" in refused(admin, back, accepted)


def test_who_has_not_graduated_gets_no_number(admin, dean, registrar):
    one = scalar(
        admin, "select d.id from diplomas.diploma d join graduation.acceptance a on a.id = d.acceptance_id"
        " join structure.unit u on u.id = d.faculty_id and u.code = '403-101'"
        " where d.state = 'draft' and d.replaces_id is null and a.decree_id is null limit 1"
    )  # fmt: skip
    write(dean, admin, one, LACKING)
    act(dean, "accept(%s)", [one])
    assert "has not graduated by an order yet" in said(registrar, "prepare(%s, security.today())", [one])


def test_a_code_tells_whoever_holds_the_paper(as_person, admin, issued):
    uuid, number, register = admin.execute(
        "select uuid::text, number, register_number from diplomas.diploma where id = %s", [issued]
    ).fetchone()
    name = "select student_name, state from diplomas.check_code(%s)"
    teacher, hr, mining = as_person("teacher_mineralogy"), as_person("hr"), as_person("dean_mining")
    for who in (teacher, hr, mining):
        assert who.execute(name, [f"HEMIS|{uuid.upper()}|x"]).fetchone()[0]
    for code in (number, register.lower(), f" {register} "):
        assert hr.execute(name, [code]).fetchone()[0]
        assert teacher.execute(name, [code]).fetchone() == (None, "issued")
        assert mining.execute(name, [code]).fetchone() == (None, "issued")
    assert teacher.execute(name, ["DP-1999-00001"]).fetchone() is None
