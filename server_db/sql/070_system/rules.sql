-- NOTIFY holds one lock of the whole cluster from the statement to the end of its commit, the wait for a standby
-- included: inside a saving transaction it would make all saves of the university go one after another. So a
-- transaction only notes which tables it changed; the herald (server_db/herald.py) or, where none runs, the client
-- (security.untold) tells it afterwards. Which row it was, other desks ask themselves under their own rights.
create function system.note_change() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    name constant text := tg_table_schema || '.' || tg_table_name;
    noted text := nullif(current_setting('hemis.changed', true), '');
begin
    if noted is null or name <> all (string_to_array(noted, ',')) then
        perform set_config('hemis.changed', concat_ws(',', noted, name), true);
    end if;
    if tg_nargs > 0 then  -- the history does not follow this
        noted := nullif(current_setting('hemis.untold', true), '');
        if noted is null or name <> all (string_to_array(noted, ',')) then
            perform set_config('hemis.untold', concat_ws(',', noted, name), true);
        end if;
    end if;
    return null;
end $$;
comment on function system.note_change() is 'Definer: set_config is nobody''s who works.';

-- What the university chose, if it is a number within the bounds; `:setting.key` of shared/settings.py writes the call.
create function system.chosen(key text, lowest integer, highest integer, otherwise integer) returns integer
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce((
               select s.value::numeric::integer
                 from system.setting s
                where s.key = chosen.key
                  and case jsonb_typeof(s.value) when 'number' then s.value::numeric between lowest and highest end),
               otherwise)
$$;
comment on function system.chosen(text, integer, integer, integer) is 'Definer: rules ask for settings whoever acts.';

-- Whether the acting person may read a record: the record is asked for under the rights of the caller.
create function system.may_read(relation text, record_id bigint) returns boolean
    language plpgsql stable
as $$
declare
    found boolean;
begin
    if relation <> all (system.subjects()) or not has_column_privilege(relation, 'id', 'select') then
        return false;
    end if;
    execute format('select exists (select from %I.%I where id = $1)', split_part(relation, '.', 1),
                   split_part(relation, '.', 2)) into found using record_id;
    return found;
end $$;

-- Whoever writes a table writes the rows of it that he reads; a contract holds the policies to this.
create function system.may_write(relation text, record_id bigint) returns boolean
    language plpgsql stable
as $$
begin
    return relation = any (system.subjects())
       and has_any_column_privilege(relation, 'update')
       and system.may_read(relation, record_id);
end $$;

-- The author of a note or attachment is who is signed in, whatever the client says.
create function system.sign_note() returns trigger
    language plpgsql
as $$
begin
    new.author := session_user;
    new.written_at := now();
    return new;
end $$;
create trigger sign before insert on system.note for each row execute function system.sign_note();

create function system.sign_attachment() returns trigger
    language plpgsql
as $$
begin
    new.author := session_user;
    new.added_at := now();
    return new;
end $$;
create trigger sign before insert on system.attachment for each row execute function system.sign_attachment();

-- Why the guard has just ended a session of the own login; null when it did not.
create function system.why_ended() returns jsonb
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('reason', e.reason, 'seconds', e.seconds, 'locks', e.locks)
      from system.ended_session e
     where e.login = security.me()
       and e.at > clock_timestamp() - interval '1 minute'
     order by e.at desc
     limit 1
$$;
comment on function system.why_ended() is 'Definer: tells of the own sessions only.';
