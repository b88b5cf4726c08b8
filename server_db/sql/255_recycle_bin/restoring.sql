-- Restoring: the row with the number and the values it had, and what was deleted with it in the same act; all or nothing.

-- The deletion and those of the same transaction that hung on it, what was deleted last (the parent) first.
create function audit.family(change audit.change) returns setof audit.change
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    with recursive own as materialized (
        select c.* from audit.change c
         where c.at = change.at and c.transaction = change.transaction and c.action = 'delete' and c.id <= change.id
    ), kin as (
        select o.id, o.relation, o.record_id from own o where o.id = change.id
        union
        select c.id, c.relation, c.record_id
          from kin f
          join pg_constraint k on k.contype = 'f' and k.confrelid = to_regclass(f.relation)
          join own c on to_regclass(c.relation) = k.conrelid
         cross join lateral unnest(k.conkey, k.confkey) p (child, parent)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.child
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = p.parent and b.attname = 'id'
         where c.before ->> a.attname = f.record_id::text
    )
    select c.* from own c where c.id in (select k.id from kin k) order by c.id desc
$$;

create function audit.restore(change_id bigint, deleted_at timestamptz) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    acting constant text := security.my_role();
    wanted audit.change;
    each audit.change;
    restored integer := 0;
begin
    perform security.require_latest();
    select * into wanted from audit.change c where c.at = deleted_at and c.id = change_id and c.action = 'delete';
    if not found or wanted.relation <> all (audit.bin_kinds()) then
        perform security.refuse('This does not lie in the recycle bin.', '{}', 'HM002');
    end if;
    for each in select f.* from audit.family(wanted) f loop
        if each.relation = any (audit.bin_kinds()) then
            perform audit.require_right(each, acting);
        end if;
        perform audit.require_still_gone(each);
        perform audit.require_whole(each);
        perform audit.require_parents(each);
        perform audit.put_back(each, each.id = wanted.id or each.relation = any (audit.bin_kinds()));
        restored := restored + 1;
    end loop;
    return restored;
end $$;
comment on function audit.restore(bigint, timestamptz) is
    'Definer: a row comes back under its number, which nobody who works may write.';

create function audit.require_right(change audit.change, acting text) returns void
    language plpgsql
as $$
begin
    if not security.acts_as(security.me(), acting)
       or not has_any_column_privilege(acting, audit.table_of(change.relation), 'insert')
       or not audit.allows(change.relation, 'a', change.before || jsonb_build_object('id', change.record_id)) then
        perform security.refuse('You may not restore this: whoever may enter such records may.', '{}', 'HM002');
    end if;
end $$;

create function audit.require_still_gone(change audit.change) returns void
    language plpgsql
as $$
begin
    if exists (select from audit.change l where l.relation = change.relation and l.record_id = change.record_id
                and (l.at, l.id) > (change.at, change.id)) then
        perform security.refuse('{record} was restored meanwhile, or deleted again. Look at the bin again.',
                                jsonb_build_object('record', audit.called(change.before)), 'HM003');
    end if;
end $$;

-- Of a file the history keeps the fingerprint alone, of a private value that it was there.
create function audit.require_whole(change audit.change) returns void
    language plpgsql
as $$
begin
    if exists (select from pg_attribute a
                where a.attrelid = to_regclass(change.relation) and a.atttypid = 'bytea'::regtype and change.before ? a.attname) then
        perform security.refuse('Of the file {record} only its fingerprint was kept. Add the file anew.',
                                jsonb_build_object('record', audit.called(change.before)));
    elsif exists (select from jsonb_each(change.before) e where e.value = 'null') then
        perform security.refuse('Private values that were deleted are not kept in the history. Enter {record} anew.',
                                jsonb_build_object('record', audit.called(change.before)));
    end if;
end $$;

-- What the row referred to is there, and where it was.
create function audit.require_parents(change audit.change) returns void
    language plpgsql
as $$
declare
    reference record;
    there boolean;
    parent jsonb;
    wanted bigint;
begin
    for reference in
        select n.nspname || '.' || t.relname as relation,
               array_agg(a.attname order by p.place) as own, array_agg(b.attname order by p.place) as theirs,
               (array_agg(a.attname) filter (where b.attname = 'id'))[1] as key
          from pg_constraint k
          join pg_class t on t.oid = k.confrelid
          join pg_namespace n on n.oid = t.relnamespace
         cross join lateral unnest(k.conkey, k.confkey) with ordinality p (child, parent, place)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.child
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = p.parent
         where k.contype = 'f' and k.conrelid = to_regclass(change.relation)
         group by k.oid, 1
    loop
        continue when exists (select from unnest(reference.own) o (name) where not change.before ? o.name);
        execute format('select exists (select from %s t, jsonb_populate_record(null::%s, $1) w where (%s) = (%s))',
                       audit.table_of(reference.relation), audit.table_of(change.relation),
                       (select string_agg(format('t.%I', c.name), ', ') from unnest(reference.theirs) c (name)),
                       (select string_agg(format('w.%I', c.name), ', ') from unnest(reference.own) c (name)))
           into there using change.before;
        if not there then
            wanted := (change.before ->> reference.key)::bigint;
            execute format('select to_jsonb(t) from %s t where t.id = $1', audit.table_of(reference.relation)) into parent using wanted;
            if parent is not null then
                perform security.refuse('{parent}, to which {record} belonged, has changed meanwhile. Enter it anew.',
                    jsonb_build_object('parent', audit.called(parent), 'record', audit.called(change.before)));
            end if;
            select c.before into parent
              from audit.change c
             where c.relation = reference.relation and c.record_id = wanted and c.action = 'delete'
             order by c.at desc, c.id desc
             limit 1;
            perform security.refuse('{parent}, to which {record} belonged, is gone. Restore that first.',
                jsonb_build_object('parent', coalesce(audit.called(parent), '–'), 'record', audit.called(change.before)));
        end if;
    end loop;
end $$;

-- One row as it was. What its tables derive from others may be there already; what people enter may not.
create function audit.put_back(change audit.change, strict boolean) returns void
    language plpgsql
as $$
declare
    columns text;
    hindrance text;
    taken jsonb;
begin
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into columns
      from pg_attribute a
     where a.attrelid = to_regclass(change.relation) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and (a.attname = 'id' or change.before ? a.attname);
    begin
        execute format('insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, $1) %3$s',
                       audit.table_of(change.relation), columns, case when strict then '' else 'on conflict do nothing' end)
          using change.before || jsonb_build_object('id', change.record_id);
    exception when unique_violation or exclusion_violation then
        get stacked diagnostics hindrance = constraint_name;
        if hindrance = (select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
                         where i.indrelid = to_regclass(change.relation) and i.indisprimary) then
            perform security.refuse('{record} was restored meanwhile, or deleted again. Look at the bin again.',
                                    jsonb_build_object('record', audit.called(change.before)), 'HM003');
        end if;
        taken := audit.in_the_place(change, hindrance);
        perform security.refuse('The place of {record} is taken meanwhile by {other}. Change that one first.',
            jsonb_build_object('record', audit.called(change.before), 'other', audit.called(taken)));
    end;
end $$;

-- The row that has the key of another.
create function audit.in_the_place(change audit.change, hindrance text) returns jsonb
    language plpgsql stable
as $$
declare
    columns text[];
    other jsonb;
begin
    select array_agg(a.attname order by a.attnum) into columns
      from pg_index i
      join pg_class c on c.oid = i.indexrelid and c.relname = hindrance
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = to_regclass(change.relation);
    if columns is null or exists (select from unnest(columns) n (name) where not change.before ? n.name and n.name <> 'id') then
        return null;
    end if;
    execute format('select to_jsonb(t) from %1$s t, jsonb_populate_record(null::%1$s, $1) w where %2$s limit 1',
                   audit.table_of(change.relation),
                   (select string_agg(format('t.%1$I = w.%1$I', n.name), ' and ') from unnest(columns) n (name)))
       into other using change.before || jsonb_build_object('id', change.record_id);
    return other;
end $$;
