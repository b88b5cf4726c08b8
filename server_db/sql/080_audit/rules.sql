-- The history is written by statement triggers, sees plain SQL too, and nobody can change it. What an update changed finds a
-- function of each table, which standard_history.py writes.
-- Arguments of the triggers: scope column, hidden columns, columns kept as a digest, columns left out.

-- A row as the history keeps it where something is hidden or a file: no nulls, files as their SHA-256, hidden values as
-- null. Most tables have neither and take the quick way.
create function audit.portrait(wide jsonb, hidden text[], digested text[], unsaid text[]) returns jsonb
    language sql immutable parallel safe
as $$
    select coalesce(jsonb_object_agg(key, case
               when key = any (hidden) then 'null'::jsonb
               when key = any (digested) then to_jsonb(encode(sha256(decode(substr(value #>> '{}', 3), 'hex')), 'hex'))
               else value
           end), '{}')
      from jsonb_each(wide)
     where value <> 'null' and key <> all (unsaid)
$$;

create function audit.record_insert() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    hidden constant text[] := tg_argv[1];
    digested constant text[] := tg_argv[2];
    unsaid constant text[] := tg_argv[3];
    plain constant boolean := cardinality(hidden || digested) = 0;
begin
    insert into audit.change (login, role, transaction, relation, record_id, unit_id, action, after)
    select session_user, nullif(current_setting('role'), 'none'), pg_current_xact_id()::text,
           tg_table_schema || '.' || tg_table_name, (r.wide ->> 'id')::bigint, (r.wide ->> tg_argv[0])::bigint, 'insert',
           case when plain then jsonb_strip_nulls(r.wide) - unsaid
                else audit.portrait(r.wide, hidden, digested, unsaid) end
      from (select to_jsonb(n) as wide from new_rows n offset 0) r;  -- the offset: made once, not at each mention
    return null;
end $$;
comment on function audit.record_insert() is 'Definer: nobody who works may write the history.';

create function audit.record_delete() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    hidden constant text[] := tg_argv[1];
    digested constant text[] := tg_argv[2];
    unsaid constant text[] := tg_argv[3];
    plain constant boolean := cardinality(hidden || digested) = 0;
begin
    insert into audit.change (login, role, transaction, relation, record_id, unit_id, action, before)
    select session_user, nullif(current_setting('role'), 'none'), pg_current_xact_id()::text,
           tg_table_schema || '.' || tg_table_name, (r.wide ->> 'id')::bigint, (r.wide ->> tg_argv[0])::bigint, 'delete',
           case when plain then jsonb_strip_nulls(r.wide) - unsaid
                else audit.portrait(r.wide, hidden, digested, unsaid) end
      from (select to_jsonb(o) as wide from old_rows o offset 0) r;
    return null;
end $$;
comment on function audit.record_delete() is 'Definer: nobody who works may write the history.';
