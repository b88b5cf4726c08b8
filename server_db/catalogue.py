"""The rules as they really stand on a server, one text an object: to compare with what the installation left there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from server_db import present_state
from server_db.roles import OWNER

if TYPE_CHECKING:
    import psycopg

#: Each tells a name and a definition; partitions come and go by themselves and are left out.
DESCRIPTIONS = (
    """select format('policy %%s on %%s.%%s', policyname, schemaname, tablename),
              format('%%s for %%s to %%s using %%s check %%s', permissive, cmd,
                     array(select unnest(roles)::text order by 1), qual, with_check)
         from pg_catalog.pg_policies where schemaname = any (%(ours)s)""",
    """select format('trigger %%s on %%s', tgname, tgrelid::regclass),
              pg_get_triggerdef(t.oid) || ' ' || tgenabled::text
         from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
        where not tgisinternal and not relispartition and relnamespace::regnamespace::text = any (%(ours)s)""",
    """select format('function %%s', p.oid::regprocedure), pg_get_functiondef(p.oid) || proowner::regrole::text
         from pg_catalog.pg_proc p where prokind = 'f' and pronamespace::regnamespace::text = any (%(ours)s)""",
    """select format('view %%s', c.oid::regclass),
              relowner::regrole::text || coalesce(reloptions::text, '') || pg_get_viewdef(c.oid)
         from pg_catalog.pg_class c where relkind = 'v' and relnamespace::regnamespace::text = any (%(ours)s)""",
    """select format('table %%s', c.oid::regclass),
              format('owner %%s, row security %%s, forced %%s', relowner::regrole, relrowsecurity, relforcerowsecurity)
         from pg_catalog.pg_class c where relkind in ('r', 'p') and not relispartition
          and relnamespace::regnamespace::text = any (%(ours)s)""",
    """select format('constraint %%s on %%s', conname, conrelid::regclass), pg_get_constraintdef(k.oid)
         from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid
        where contype <> 'n' and not relispartition and relnamespace::regnamespace::text = any (%(ours)s)""",
    """select format('index %%s.%%s', schemaname, indexname), indexdef
         from pg_catalog.pg_indexes i
         join pg_catalog.pg_class c on c.oid = format('%%I.%%I', schemaname, tablename)::regclass
        where not relispartition and schemaname = any (%(ours)s)""",
    """select format('rights on %%s %%s', kind, name), string_agg(item::text, ' ' order by item::text)
         from (select 'relation', c.oid::regclass::text, unnest(coalesce(relacl,
                      acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)))
                 from pg_catalog.pg_class c
                where not relispartition and relkind in ('r', 'p', 'v', 'S')
                  and relnamespace::regnamespace::text = any (%(ours)s)
               union all
               select 'column', a.attrelid::regclass::text || '.' || attname, unnest(attacl)
                 from pg_catalog.pg_attribute a
                 join pg_catalog.pg_class c on c.oid = a.attrelid
                where not relispartition and relnamespace::regnamespace::text = any (%(ours)s)
               union all
               select 'function', p.oid::regprocedure::text, unnest(coalesce(proacl, acldefault('f', proowner)))
                 from pg_catalog.pg_proc p
                where pronamespace::regnamespace::text = any (%(ours)s)
               union all
               select 'schema', nspname, unnest(coalesce(nspacl, acldefault('n', nspowner)))
                 from pg_catalog.pg_namespace where nspname = any (%(ours)s)
              ) acl (kind, name, item)
        group by kind, name""",
)


def describe(admin: psycopg.Connection[Any]) -> dict[str, str]:
    """Every rule by its name."""
    with admin.transaction():
        admin.execute("set local search_path = pg_catalog")  # so that every name is qualified
        values = {"ours": [*present_state.OURS, "naming"]}
        return {name: text for query in DESCRIPTIONS for name, text in admin.execute(query, values)}


def remember(admin: psycopg.Connection[Any]) -> None:
    """Keep what stands now, and which files it came from, to be compared later."""
    admin.execute(
        "create table if not exists migration.present_state (object text primary key, definition text not null)"
    )
    admin.execute(f"alter table migration.present_state owner to {OWNER}")
    admin.execute("delete from migration.present_state")
    rules = {"source": source_digest(), **describe(admin)}
    admin.cursor().executemany("insert into migration.present_state values (%s, %s)", list(rules.items()))


def remembered(admin: psycopg.Connection[Any]) -> dict[str, str]:
    """What the last installation left; nothing when there was none."""
    if admin.execute("select to_regclass('migration.present_state')").fetchone() == (None,):
        return {}
    return dict(admin.execute("select object, definition from migration.present_state").fetchall())


def source_digest() -> str:
    """Tell one state of the program's SQL from another."""
    return hashlib.sha256("\0".join([present_state.naming(), *present_state.scripts()]).encode()).hexdigest()
