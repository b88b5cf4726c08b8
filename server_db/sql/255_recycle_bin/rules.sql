-- The recycle bin: what people deleted, read from the history, which keeps every deleted row; no second store of it.

-- The kinds of records that somebody may delete by hand. What functions alone write (orders, papers, marks, the history) is
-- never here.
create function audit.bin_kinds() returns text[]
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct k.name), '{}')
      from unnest(system.subjects()) k (name)
      join pg_policy p on p.polrelid = to_regclass(k.name) and p.polcmd = 'd'
     where exists (select from unnest(p.polroles) r (id) where pg_get_userbyid(r.id) not in ('hemis_definer', 'hemis_owner'))
$$;

create function audit.table_of(relation text) returns text
    language sql immutable parallel safe
as $$ select format('%I.%I', split_part(relation, '.', 1), split_part(relation, '.', 2)) $$;

-- What the policies of a table say for a role, as one condition over a row of it; nothing where none speaks. Policies that
-- ask other tables would be answered here for whoever reads all, so they do not count; where one forbids, nothing is allowed.
create function audit.policy_of(relation text, command text, role text) returns text
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    select case when bool_and(p.polpermissive) then
                '(' || string_agg('(' || s.said || ')', ' or ')
                           filter (where s.said !~ '\mFROM\M' and s.said !~ '\mmay_(read|write)\M') || ')' end
      from pg_policy p
     cross join lateral (
            select pg_get_expr(case command when 'a' then p.polwithcheck else p.polqual end, p.polrelid) as said) s
     where p.polrelid = to_regclass(relation) and p.polcmd in (command::"char", '*')
       and (to_regrole(role)::oid = any (p.polroles) or 0 = any (p.polroles))
$$;

-- Whether the policies let the acting role have (`r`) or make (`a`) this row. A note belongs to its author, for a record that
-- the author reads.
create function audit.allows(relation text, command text, wide jsonb) returns boolean
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    role constant text := security.my_role();
    condition text := audit.policy_of(relation, command, role);
    subject jsonb;
    allowed boolean;
begin
    if relation in ('system.note', 'system.attachment') then
        if wide ->> 'author' <> security.me() or not security.acts_as(security.me(), role)
           or wide ->> 'relation' <> all (system.subjects()) then
            return false;
        end if;
        execute format('select to_jsonb(t) from %s t where t.id = $1', audit.table_of(wide ->> 'relation'))
           into subject using (wide ->> 'record_id')::bigint;
        return subject is not null and audit.allows(wide ->> 'relation', 'r', subject);
    elsif condition is null then
        return false;
    end if;
    execute format('select coalesce((select %s from jsonb_populate_record(null::%s, $1) %I), false)', condition,
                   audit.table_of(relation), split_part(relation, '.', 2)) into allowed using wide;
    return allowed;
end $$;
comment on function audit.allows(text, text, jsonb) is 'Definer: a row that is gone is judged by the policies of its table.';

-- What a deleted row was called, for the sentences that refuse.
create function audit.called(wide jsonb) returns text
    language sql immutable parallel safe
as $$
    select coalesce(wide ->> 'full_name', nullif(concat_ws(' ', wide ->> 'surname', wide ->> 'given_name'), ''),
                    wide ->> 'name_uz', wide ->> 'name', wide ->> 'title', wide ->> 'text', wide ->> 'number', wide ->> 'code',
                    wide ->> 'key', left(wide ->> 'body', 60), '№ ' || (wide ->> 'id'), '–')
$$;

-- What lies in the bin of the acting role, the latest first: the last deletion of each record that is still gone, with the
-- columns that the role reads.
create function audit.recycle_bin(since date, until date)
    returns table (id bigint, at timestamptz, login text, role text, relation text, record_id bigint, before jsonb,
                   restorable boolean)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    acting constant text := security.my_role();
    kind text;
    noted boolean;
begin
    if not security.acts_as(security.me(), acting) then
        return;
    end if;
    foreach kind in array audit.bin_kinds() loop
        continue when not has_any_column_privilege(acting, audit.table_of(kind), 'select');
        noted := kind in ('system.note', 'system.attachment');
        return query execute format(
            $said$
            select c.id, c.at, c.login, c.role, c.relation, c.record_id, v.shown, $4 and s.makes
              from audit.change c
             cross join lateral (select c.before || jsonb_build_object('id', c.record_id) as row) w
             cross join lateral (  -- the columns of the row alone are in sight of the policies
                    select coalesce(%4$s, false) as reads, coalesce(%5$s, false) as makes
                      from jsonb_populate_record(null::%1$s, w.row) %2$I) s
             cross join lateral (
                    select jsonb_object_agg(e.key, e.value) as shown
                      from jsonb_each(c.before) e
                      join pg_attribute a on a.attrelid = %3$L::regclass and a.attname = e.key and not a.attisdropped
                     where has_column_privilege($3, a.attrelid, a.attnum, 'select')) v
             where c.relation = %3$L and c.action = 'delete'
               and c.at >= $1::timestamp at time zone 'Asia/Tashkent'
               and c.at < ($2 + 1)::timestamp at time zone 'Asia/Tashkent'
               and (s.reads or s.makes)
               and not exists (
                    select from audit.change l
                     where l.relation = c.relation and l.record_id = c.record_id and (l.at, l.id) > (c.at, c.id))
            $said$,
            audit.table_of(kind), split_part(kind, '.', 2), kind,
            case when noted then 'false' else coalesce(audit.policy_of(kind, 'r', acting), 'false') end,
            case when noted then format('audit.allows(%L, ''a'', w.row)', kind)
                 else coalesce(audit.policy_of(kind, 'a', acting), 'false') end)
            using since, until, acting, has_any_column_privilege(acting, audit.table_of(kind), 'insert');
    end loop;
end $$;
comment on function audit.recycle_bin(date, date) is 'Definer: the history is read for what the policies of the tables allow.';
