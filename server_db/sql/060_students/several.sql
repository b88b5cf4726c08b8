-- One value for many students where no order is needed: all of them or nobody, noted as a run of imports, which can be
-- undone as a whole. Columns that only an order changes are not among the fields.

create function students.change_several(rows jsonb, given jsonb, title text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    open_fields constant text[] := '{citizenship,nationality,correspondence}';
    private_fields constant text[] := '{social_category,accommodation,country,district}';
    run bigint;
begin
    perform security.require_role('hemis_faculty');
    if given = '{}' or given - (open_fields || private_fields || '{tutor,tutor_from}') <> '{}' then
        perform security.refuse('This is not changed for several students at once: write it on the card, or draft an order.');
    end if;
    if students.any_strange(rows) then
        perform security.refuse('Not all of these students are of your faculty. Choose them again.', '{}', 'HM002');
    end if;
    insert into imports.run (kind, file_name, digest, login, role)
    values ('changes', btrim(title), encode(sha256(convert_to(rows::text, 'UTF8')), 'hex'), security.me(),
            security.my_role())
    returning id into run;
    perform imports.finish(run, 0, jsonb_array_length(rows), 0, 0);
    perform students.change_open(rows, given - private_fields - '{tutor,tutor_from}'::text[], run);
    perform students.write_privates(
                jsonb_agg(jsonb_build_object('student_id', r.student_id, 'version', r.private,
                                             'values', given - open_fields - '{tutor,tutor_from}'::text[])), run)
       from jsonb_to_recordset(rows) r (student_id bigint, private integer)
      where r.private is not null
     having count(*) > 0;
    perform students.change_tutors(rows, (given ->> 'tutor')::bigint, (given ->> 'tutor_from')::date, run);
    return run;
end $$;
comment on function students.change_several(jsonb, jsonb, text) is 'Definer: private data and the run are written by functions only.';

-- Rows with a `version` are those whose own columns change; another version than that is a conflict.
create function students.change_open(rows jsonb, given jsonb, run bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    changed integer;
begin
    update students.student s
       set (citizenship, nationality, correspondence) = (w.citizenship, w.nationality, w.correspondence)
      from jsonb_to_recordset(rows) r (student_id bigint, version integer)
      join students.student old on old.id = r.student_id
     cross join lateral jsonb_populate_record(old, given) w
     where s.id = old.id and s.row_version = r.version;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from jsonb_to_recordset(rows) r (version integer) where r.version is not null) then
        perform security.refuse('Some of these students were changed meanwhile. Look at them again; nothing was written.',
                                '{}', 'HM003');
    end if;
    insert into imports.effect (run_id, relation, record_id, action, left_version)
    select run, 'students.student', s.id, 'update', s.row_version
      from jsonb_to_recordset(rows) r (student_id bigint, version integer)
      join students.student s on s.id = r.student_id
     where r.version is not null;
end $$;
comment on function students.change_open(jsonb, jsonb, bigint) is 'Definer: called by change_several only.';

-- Rows with `tutors` are those whose group gets another tutor from a day on: who is tutor then (the numbers of these
-- periods were looked at) ends on the eve.
create function students.change_tutors(rows jsonb, tutor bigint, since date, run bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    groups bigint[] := array(
        select distinct s.group_id
          from jsonb_to_recordset(rows) r (student_id bigint, tutors bigint[])
          join students.student s on s.id = r.student_id
         where r.tutors is not null);
    present bigint[] := array(
        select t.id
          from students.tutor_group t
         where t.group_id = any (groups) and coalesce(t.ends_on, 'infinity') >= since
         order by t.id
           for update);
    later text;
begin
    if groups = '{}' then
        return;
    end if;
    if tutor is null or since is null or array_position(groups, null) is not null then
        perform security.refuse('Choose the tutor and the day. Who has no group has no tutor.');
    end if;
    if present <> array(select distinct unnest(r.tutors) from jsonb_to_recordset(rows) r (tutors bigint[]) order by 1) then
        perform security.refuse('Some of these students were changed meanwhile. Look at them again; nothing was written.',
                                '{}', 'HM003');
    end if;
    select g.name into later
      from students.tutor_group t
      join students."group" g on g.id = t.group_id
     where t.id = any (present) and t.starts_on >= since
     limit 1;
    if found then
        perform security.refuse('The group {group} gets a tutor on that day or later already. Choose a later day.',
                                jsonb_build_object('group', later));
    end if;
    update students.tutor_group t set ends_on = since - 1 where t.id = any (present);
    insert into imports.effect (run_id, relation, record_id, action, left_version)
    select run, 'students.tutor_group', t.id, 'update', t.row_version from students.tutor_group t where t.id = any (present);
    with begun as (
        insert into students.tutor_group (faculty_id, specialty_id, group_id, employee_id, starts_on)
        select g.faculty_id, g.specialty_id, g.id, tutor, since from students."group" g where g.id = any (groups)
        returning id, row_version)
    insert into imports.effect (run_id, relation, record_id, action, left_version)
    select run, 'students.tutor_group', b.id, 'insert', b.row_version from begun b;
end $$;
comment on function students.change_tutors(jsonb, bigint, date, bigint) is 'Definer: called by change_several only.';
