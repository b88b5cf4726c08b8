"""The promises of the catalogue hold on an installed server, and each is seen to fail when it is broken."""

from contextlib import contextmanager

import psycopg
import pytest

from server_db import catalogue, install
from server_db.check import broken_promises, check
from server_db.check_rules import RULES

#: What somebody does to the database, and a part of the sentence that must follow.
BREAKS = [
    (
        "alter table students.student no force row level security",
        "not enabled and forced on students.student",
    ),
    ("alter table audit.change_2026_12 disable row level security", "forced on audit.change_2026_12"),
    (
        "create policy p on students.award for select using (true)",
        "The policy p on students.award is for everybody",
    ),
    (
        "create policy p on students.award for update to hemis_tutor using (true)",
        "does not check what is written",
    ),
    (
        "create policy p on students.award for delete to hemis_faculty using (true)",
        "The policy p on students.award lets a person do everything",
    ),
    (
        "create policy p on students.student for select to hemis_faculty using (true)",
        "hemis_faculty has 2 policies for SELECT on students.student",
    ),
    (
        "create policy p on students.award for select to hemis_teacher using (faculty_id = any (security.my_units()))",
        "asks security once a row instead of once a statement: p",
    ),
    (
        "create policy p on students.award for select to hemis_teacher using (id = any (curriculum.my_plans()))",
        "asks security once a row instead of once a statement: p",
    ),
    (
        (
            "create policy p on students.award for select to hemis_hr"
            " using (exists (select from students.photo o where o.id = id))"
        ),
        "In the policy p of students.award a row is compared with itself",
    ),
    (
        "grant update on students.award to hemis_faculty",
        "hemis_faculty may update whole rows of students.award",
    ),
    ("grant update (row_version) on students.award to hemis_faculty", "may write students.award.row_version"),
    ("grant select on students.award to public", "Everybody has rights on students.award"),
    ("create function system.loose() returns int language sql as 'select 1'", "rights on system.loose()"),
    ("create table students.stray (id int)", "students.stray belongs to postgres"),
    (
        "alter function security.my_roles() reset search_path",
        "The definer function security.my_roles() does not fix its search path",
    ),
    ("comment on function security.my_roles() is null", "No comment defends that security.my_roles()"),
    ("create view students.v_all as select * from students.student", "The view students.v_all neither"),
    (
        "alter function security.my_roles() owner to hemis_owner",
        "security.my_roles() belongs to the owner of the tables",
    ),
    ("drop index students.student_group_scope_idx", "of students.student has no index"),
    (
        (
            "alter table students.award drop constraint award_student_id_faculty_id_fkey, add constraint k foreign key "
            "(student_id, faculty_id) references students.student (id, faculty_id) on delete cascade"
        ),
        "Deleting through the key k of students.award",
    ),
    (
        "grant select (phone) on students.private to hemis_registrar",
        "hemis_registrar may select from students.private",
    ),
    ("comment on table students.award is null", "students.award has no comment"),
    ("alter role hemis_teacher bypassrls", "hemis_teacher has powers over the whole server"),
    ("alter role dean_geology connection limit -1", "dean_geology may open any number of connections"),
    ("set local temp_file_limit = -1", "the temporary files of one login can fill the disk"),
    ("alter role hemis_owner login", "hemis_owner has powers over the whole server"),
    ("grant hemis_faculty to hemis_teacher", "hemis_teacher is a member of hemis_faculty"),
    ("alter role dean_geology createrole", "dean_geology is a person of ours and has powers"),
    (
        "insert into security.account (login, display_name, created_by) values ('nobody_here', 'X', 'x')",
        "The account nobody_here has no login",
    ),
    (
        "update security.account set ended_at = now() where login = 'dean_geology'",
        "The account dean_geology has ended and the login still opens the door",
    ),
    (
        "grant hemis_admin to dean_geology",
        "The login dean_geology is a member of hemis_admin without a right",
    ),
    (
        "revoke hemis_faculty from dean_geology granted by hemis_provisioner",
        "dean_geology holds the role hemis_faculty and the login is no member",
    ),
    (
        "do $$ begin execute format('drop table audit.change_%s', to_char(now(), 'YYYY_MM')); end $$",
        "The history has no part for the month",
    ),
    (
        "delete from students.search_word where student_id = 1",
        "1 students and employees are not found by name",
    ),
    (
        "update students.search_word set group_id = null where student_id = 1",
        "search words belong to students",
    ),
    (
        (
            "drop policy student_update on students.student; "
            "create policy student_update on students.student for update to hemis_faculty "
            "using (true) with check (true)"
        ),
        "Whoever may change students.student as hemis_faculty does not read the same rows",
    ),
    (
        "grant execute on function students.reference_facts(bigint[]) to hemis_faculty",
        "The register cannot ask students.reference_facts about papers of the kind reference",
    ),
    (
        "drop function students.reference_facts(bigint[])",
        "The register cannot ask students.reference_facts",
    ),
    (
        (
            "insert into documents.paper (kind, year, number, register_number, relation, record_id, subject, "
            "faculty_id, language, content, digest, registered_by) "
            "select 'stray', 2026, 1, 'X-1', 'students.student', id, 'x', faculty_id, 'uz', '{}', 'x', 'x' "
            "from students.student limit 1"
        ),
        "The paper X-1 is of a kind that nobody knows",
    ),
    ("grant connect on database postgres to public", "Everybody may connect to the database postgres"),
    ("grant temporary on database :database to public", "Everybody may make tables in the database"),
    ("revoke connect on database :database from hemis_person", "Nobody may connect to"),
    ("grant usage on schema public to public", "may use the schema public (usage)"),
    (
        "grant usage on language plpgsql to hemis_teacher",
        "hemis_teacher may write programs in the language plpgsql",
    ),
    (
        "grant execute on function pg_sleep(double precision) to hemis_teacher",
        "hemis_teacher may call pg_sleep",
    ),
    ("grant select on pg_stats to public", "Everybody may read pg_stats"),
    (
        "alter default privileges for role hemis_owner grant execute on functions to public",
        "New functions of hemis_owner",
    ),
    ("update migration.alembic_version set version_num = '0000'", "The tables have revision 0000"),
    (
        "drop policy card_read_own on employees.card",
        "somebody removed: policy card_read_own on employees.card",
    ),
    (
        "grant delete on students.award to hemis_faculty",
        "somebody changed: rights on relation students.award",
    ),
    (
        "alter table students.student disable trigger history_update",
        "somebody changed: trigger history_update",
    ),
    (
        "create trigger t before insert on students.award execute function security.touch()",
        "somebody added: trigger t",
    ),
    (
        "alter table students.award disable trigger all; update students.award set faculty_id = 1, student_id = 0",
        "rows break the key award_student_id_faculty_id_fkey",
    ),
]


@contextmanager
def copied(server, template):
    """A copy of the template that may be broken for good."""
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        cluster.execute(f"create database hemis_broken template {template} owner hemis_owner")
        try:
            with psycopg.connect(server.admin_dsn("hemis_broken"), autocommit=True) as admin:
                yield admin
        finally:
            cluster.execute("drop database hemis_broken with (force)")


def test_an_installed_server_keeps_every_promise(admin):
    assert [finding.sentence for finding in check(admin, deep=True) if finding.serious] == []


@pytest.fixture(scope="module")
def told(database):
    """What is said after each of the breaks, alone."""
    told = []
    with psycopg.connect(database, autocommit=True) as admin:
        for statement, _ in BREAKS:
            with admin.transaction(force_rollback=True):
                admin.execute(statement.replace(":database", admin.info.dbname))
                told.append(list(broken_promises(admin)))
    return told


def test_a_broken_promise_is_named(told):
    wanted = [sentence for _, sentence in BREAKS]
    assert [
        part for part, said in zip(wanted, told, strict=True) if not any(part in one for one in said)
    ] == []


def test_every_promise_has_been_seen_broken(told):
    said = {sentence for each in told for sentence in each}
    heads = {rule.sentence.split("{")[0] or rule.sentence.split("}")[1].split("{")[0] for rule in RULES}
    assert [head for head in heads if not any(head in sentence for sentence in said)] == []


#: What somebody does to the tables, one after the other, and what the administrator then reads of each.
STRAYED = [
    (
        "alter table students.award add column extra text",
        "The program does not know the column extra of students.award.",
    ),
    (
        "alter table students.award alter kind drop not null",
        "The column kind of students.award may be left empty, which the program does not expect.",
    ),
    (
        "alter table system.backup alter message set not null",
        "The column message of system.backup may not be left empty, although the program does so.",
    ),
    (
        "alter table students.award drop constraint award_note_length_check",
        "The table students.award lacks the constraint award_note_length_check.",
    ),
    (
        "alter table students.award drop column awarded_on cascade",
        "The table students.award lacks the column awarded_on.",
    ),
    (
        "alter table students.award drop constraint award_student_id_faculty_id_fkey",
        "The table students.award lacks the foreign key award_student_id_faculty_id_fkey.",
    ),
    (
        "drop index students.student_name_idx",
        "The table students.student lacks the index student_name_idx.",
    ),
    ("drop table infrastructure.room_equipment", "The table infrastructure.room_equipment is missing."),
    ("create table students.stray (id int)", "The program does not know the table students.stray."),
    (
        "comment on column students.award.note is 'Other'",
        "The column note of students.award has the comment Other instead of Note.",
    ),
    ("comment on table students.award is null", "The table students.award lacks the comment."),
]


def test_tables_that_are_not_the_models_are_named(server, template):
    with copied(server, template) as admin:
        for statement, _ in STRAYED:
            admin.execute(statement)
        said = {finding.sentence for finding in check(admin)}
    assert [sentence for _, sentence in STRAYED if sentence not in said] == []


def test_a_database_that_was_not_installed_is_named(server):
    with psycopg.connect(server.admin_dsn()) as admin:
        [finding] = check(admin)
        assert "has not been installed" in finding.sentence


def test_altered_history_is_named(server, template):
    with copied(server, template) as admin:
        admin.execute("select audit.close_batches((select max(id) from audit.change))")
        assert not [finding for finding in check(admin, deep=True) if "history" in finding.sentence]
        admin.execute("update audit.change set login = 'somebody_else' where id = 5")
        assert [finding for finding in check(admin, deep=True) if "history was altered" in finding.sentence]


def test_an_upgraded_database_is_like_a_new_one(server, database, admin):
    """The tables of a new database and the rules of both are the same."""
    install.upgrade(database)
    name = "hemis_fresh"
    with psycopg.connect(install.init(server.admin_dsn(), database=name), autocommit=True) as fresh:
        assert catalogue.describe(fresh) == catalogue.describe(admin)
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        cluster.execute(f"drop database {name} with (force)")
