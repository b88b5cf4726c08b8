"""The promises that a query can compare: each finds what breaks it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A query whose every row is a breach, and the sentence that says so."""

    sentence: str
    query: str


RULES = (
    Rule(
        "Row security is not enabled and forced on {0}.",
        """select c.oid::regclass from pg_class c
            where relkind in ('r', 'p') and relnamespace::regnamespace::text = any (%(ours)s)
              and not (relrowsecurity and relforcerowsecurity)""",
    ),
    Rule(
        "The policy {0} on {1} is for everybody instead of named roles.",
        """select policyname, schemaname || '.' || tablename from pg_policies
            where schemaname = any (%(ours)s) and 'public' = any (roles)""",
    ),
    Rule(
        "The policy {0} on {1} does not check what is written.",
        """select policyname, schemaname || '.' || tablename from pg_policies
            where schemaname = any (%(ours)s) and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null""",
    ),
    Rule(
        "The policy {0} on {1} lets a person do everything.",
        """select policyname, schemaname || '.' || tablename from pg_policies
            where schemaname = any (%(ours)s) and roles::text[] && %(people)s::text[]
              and 'true' in (qual, with_check)""",
    ),
    Rule(
        "{0} has {2} policies for {1} on {3}; there must be one.",
        """select role, cmd, count(*), schemaname || '.' || tablename
             from pg_policies cross join unnest(roles) role
            where schemaname = any (%(ours)s) group by 1, 2, 4 having count(*) > 1""",
    ),
    Rule(
        "In the policy {1} of {0} a row is compared with itself.",
        # A column without the name of its table is one of the table that is looked into, not of the guarded one.
        """select schemaname || '.' || tablename, policyname
             from pg_policies
            where schemaname = any (%(ours)s)
              and coalesce(qual, '') || coalesce(with_check, '') ~ '\\y(\\w+)\\.(\\w+) = \\1\\.(\\w+)\\y'""",
    ),
    Rule(
        "A policy of {0} asks security once a row instead of once a statement: {1}.",
        """select schemaname || '.' || tablename, policyname
             from pg_policies
            where schemaname = any (%(ours)s)
              and regexp_replace(
                      coalesce(qual, '') || coalesce(with_check, ''),
                      '\\( SELECT (security|students|curriculum|teaching|documents)\\.\\w+\\(\\) AS \\w+\\)', '', 'g')
                  ~ '(security|students|curriculum|teaching|documents)\\.(my_|me\\(|acts)'""",
    ),
    Rule(
        "{0} may {1} whole rows of {2}; rights to write are given by column.",
        """select grantee, lower(privilege_type), table_schema || '.' || table_name
             from information_schema.role_table_grants
            where table_schema = any (%(ours)s) and grantee = any (%(people)s)
              and privilege_type in ('INSERT', 'UPDATE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')""",
    ),
    Rule(
        "{0} may write {1}.{2}, which only the database counts.",
        """select grantee, table_schema || '.' || table_name, column_name from information_schema.column_privileges
            where table_schema = any (%(ours)s) and grantee = any (%(people)s)
              and privilege_type in ('INSERT', 'UPDATE') and column_name in ('id', 'row_version')""",
    ),
    Rule(
        "Everybody has rights on {0}.",
        """select distinct object from (
               select c.oid::regclass::text, relacl, relnamespace from pg_class c
               union all select attrelid::regclass::text || '.' || attname, attacl, relnamespace
                 from pg_attribute a join pg_class c on c.oid = attrelid
               union all select p.oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner)), pronamespace
                 from pg_proc p
               union all select nspname::text, nspacl, oid from pg_namespace
               union all select 'a type ' || typname, coalesce(typacl, acldefault('T', typowner)), typnamespace
                 from pg_type where typtype in ('d', 'e')
             ) o (object, acl, namespace) cross join aclexplode(acl) a
            where namespace::regnamespace::text = any (%(ours)s::text[] || array['naming', 'migration'])
              and a.grantee = 0""",
    ),
    Rule(
        "{0} belongs to {1}, not to an owner of ours.",
        """select object, owner::regrole from (
               select c.oid::regclass::text, relowner, relnamespace from pg_class c
               union all select p.oid::regprocedure::text, proowner, pronamespace from pg_proc p
               union all select nspname::text, nspowner, oid from pg_namespace
             ) o (object, owner, namespace)
            where namespace::regnamespace::text = any (%(ours)s::text[] || array['naming'])
              and owner::regrole::text <> all (%(owners)s)""",
    ),
    Rule(
        "The definer function {0} does not fix its search path to pg_catalog, pg_temp.",
        """select p.oid::regprocedure from pg_proc p
            where prosecdef and pronamespace::regnamespace::text = any (%(ours)s)
              and 'search_path=pg_catalog, pg_temp' <> all (coalesce(proconfig, '{}'))""",
    ),
    Rule(
        "No comment defends that {0} runs with the rights of its owner.",
        """select p.oid::regprocedure from pg_proc p
            where prosecdef and pronamespace::regnamespace::text = any (%(ours)s)
              and coalesce(obj_description(p.oid, 'pg_proc'), '') not like 'Definer: %%'""",
    ),
    Rule(
        "The view {0} neither runs with the rights of its reader nor says why not.",
        """select c.oid::regclass from pg_class c
            where relkind = 'v' and relnamespace::regnamespace::text = any (%(ours)s)
              and not coalesce('security_invoker=true' = any (reloptions), false)
              and (coalesce(obj_description(c.oid, 'pg_class'), '') not like 'Definer: %%'
                   or relowner <> 'hemis_definer'::regrole)""",
    ),
    Rule(
        "The function {0} belongs to the owner of the tables and runs with its rights.",
        """select p.oid::regprocedure from pg_proc p
            where prosecdef and pronamespace::regnamespace::text = any (%(ours)s)
              and proowner not in ('hemis_definer'::regrole, 'hemis_provisioner'::regrole)""",
    ),
    Rule(
        "The key {0} of {1} has no index.",
        """select conname, conrelid::regclass from pg_constraint k
            where contype = 'f' and connamespace::regnamespace::text = any (%(ours)s) and conparentid = 0
              and not exists (
                select from pg_index i
                 where i.indrelid = k.conrelid
                   and coalesce(pg_get_expr(i.indpred, i.indrelid) in (
                       select format('(%%I IS NOT NULL)', a.attname) from pg_attribute a
                        where a.attrelid = k.conrelid and a.attnum = any (k.conkey)), true)
                   -- The first columns of the index are those of the key, or some of them and unique.
                   and ((select array_agg(c order by c) from unnest(i.indkey[0:cardinality(k.conkey) - 1]) c)
                        = (select array_agg(c order by c) from unnest(k.conkey) c)
                        or i.indisunique and i.indkey::smallint[] <@ k.conkey))""",
    ),
    Rule(
        "Deleting through the key {0} of {1} takes other rows with it.",
        """select conname, conrelid::regclass from pg_constraint
            where contype = 'f' and connamespace::regnamespace::text = any (%(ours)s) and confdeltype <> 'r'""",
    ),
    Rule(
        "{0} may select from {1}, which holds private values.",
        """select role, relation from unnest(%(people)s::text[]) role cross join unnest(%(sensitive)s::text[]) relation
            where has_any_column_privilege(role, relation, 'select')""",
    ),
    Rule(
        "The table {0} has no comment that says what it is.",
        """select c.oid::regclass from pg_class c
            where relkind in ('r', 'p') and not relispartition
              and relnamespace::regnamespace::text = any (%(ours)s) and obj_description(c.oid, 'pg_class') is null""",
    ),
    Rule(
        "{0} has powers over the whole server that no role of ours needs.",
        """select rolname from pg_roles
            where rolname = any (%(owners)s::text[] || %(people)s::text[])
              and (rolcanlogin or rolsuper or rolbypassrls or rolcreatedb or rolreplication
                   or rolcreaterole and rolname <> 'hemis_provisioner')""",
    ),
    Rule(
        "{0} is a member of {1}: a group must not have the rights of another.",
        """select member::regrole, roleid::regrole from pg_auth_members
            where member::regrole::text = any (%(people)s)""",
    ),
    Rule(
        "The login {0} is a person of ours and has powers over the whole server.",
        """select r.rolname from pg_roles r join pg_auth_members m on m.member = r.oid
            where m.roleid = 'hemis_person'::regrole and r.rolname <> 'hemis_provisioner'
              and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)""",
    ),
    Rule(
        "The account {0} has no login on this server: give it one with hemis server person reset.",
        """select login from security.account a
            where ended_at is null and to_regrole(quote_ident(login)) is null""",
    ),
    Rule(
        "The account {0} has ended and the login still opens the door.",
        """select login from security.account a join pg_roles r on r.rolname = a.login
            where ended_at is not null and rolcanlogin""",
    ),
    Rule(
        "The login {0} is a member of {1} without a right to it.",
        """select r.rolname, m.roleid::regrole from pg_auth_members m join pg_roles r on r.oid = m.member
             join security.account a on a.login = r.rolname
            where m.roleid::regrole::text = any (%(groups)s) and r.rolname <> 'hemis_provisioner'
              and not exists (
                select from security.membership s
                 where s.account_id = a.id and s.role = m.roleid::regrole::text and a.ended_at is null
                   and (s.ends_on is null or s.ends_on >= security.today()))""",
    ),
    Rule(
        "{0} holds the role {1} and the login is no member of it.",
        """select distinct a.login, s.role from security.membership s join security.account a on a.id = s.account_id
            where a.ended_at is null and (s.ends_on is null or s.ends_on >= security.today())
              and to_regrole(a.login) is not null
              and not exists (
                select from pg_auth_members m
                 where m.member = to_regrole(a.login) and m.roleid = to_regrole(s.role) and m.set_option)""",
    ),
    Rule(
        "The history has no part for the month of {0}: run hemis server tend.",
        """select day::date from unnest(array[now(), now() + interval '1 month']) day
            where to_regclass('audit.change_' || to_char(day at time zone 'Asia/Tashkent', 'YYYY_MM')) is null""",
    ),
    Rule(
        "{0} students and employees are not found by name: their search words are missing.",
        """select count(*) from (
               select from students.student s
                where not exists (select from students.search_word w where w.student_id = s.id)
               union all
               select from employees.employee e
                where not exists (select from employees.search_word w where w.employee_id = e.id)) missing
           having count(*) > 0""",
    ),
    Rule(
        "{0} search words belong to students who do not exist or stand in another faculty or group.",
        """select count(*) from students.search_word w left join students.student s on s.id = w.student_id
            where (w.faculty_id, w.group_id) is distinct from (s.faculty_id, s.group_id) having count(*) > 0""",
    ),
    Rule(
        "The register cannot ask {1} about papers of the kind {0}, or people can.",
        """select code, facts from documents.kind
            where facts is not null and not exists (
                select from pg_proc p
                 where p.oid = to_regprocedure(facts || '(bigint[])') and prosecdef and proretset
                   and proargnames[2:] = '{record_id,unit_id,names,facts,said}'
                   and not exists (select from unnest(%(people)s::text[]) role
                                    where has_function_privilege(role, p.oid, 'execute')))""",
    ),
    Rule(
        "The paper {0} is of a kind that nobody knows.",
        """select register_number from documents.paper p
            where not exists (select from documents.kind k where k.code = p.kind and k.relation = p.relation)""",
    ),
    Rule(
        "Whoever may change {0} as {1} does not read the same rows: attachments rely on it.",
        """select u.schemaname || '.' || u.tablename, role
             from pg_policies u cross join unnest(u.roles) role
             join pg_policies s on s.schemaname = u.schemaname and s.tablename = u.tablename
                               and s.cmd = 'SELECT' and role = any (s.roles)
            where u.cmd = 'UPDATE' and u.schemaname || '.' || u.tablename = any (system.subjects())
              and role = any (%(groups)s) and u.qual is distinct from s.qual
              and u.schemaname <> 'system'""",
    ),
)

#: Every constraint by its table; those for NOT NULL have names of their own since PostgreSQL 18.
CONSTRAINTS = """
    select c.relnamespace::regnamespace::text || '.' || c.relname, conname
      from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid
     where contype <> 'n' and contype <> 't' and conparentid = 0 and not c.relispartition
       and c.relnamespace::regnamespace::text = any (%(ours)s)
"""

#: For each foreign key a query that counts the rows it does not hold for; as the administrator, who sees all rows.
FOREIGN_KEYS = """
    select k.conname || ' of ' || k.conrelid::regclass::text,
           format('select count(*) from %%s c where %%s and not exists (select from %%s p where %%s)',
                  k.conrelid::regclass,
                  string_agg(format('c.%%I is not null', c.attname), ' and '),
                  k.confrelid::regclass,
                  string_agg(format('p.%%I = c.%%I', p.attname, c.attname), ' and '))
      from pg_catalog.pg_constraint k
     cross join lateral unnest(k.conkey, k.confkey) pair (mine, theirs)
      join pg_catalog.pg_attribute c on c.attrelid = k.conrelid and c.attnum = pair.mine
      join pg_catalog.pg_attribute p on p.attrelid = k.confrelid and p.attnum = pair.theirs
     where k.contype = 'f' and k.connamespace::regnamespace::text = any (%(ours)s)
     group by k.oid, k.conname, k.conrelid, k.confrelid
"""
