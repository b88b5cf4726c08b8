-- An import is one transaction: its run is written first, its effects with it, and nothing is added later.

-- Whose office imports this kind.
create function imports.require_kind(kind text) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if kind in ('students', 'results') then
        perform security.require_role('hemis_faculty');
    elsif kind = 'employees' then
        perform security.require_role('hemis_hr');
    else
        perform security.refuse('Nobody imports this kind of records.');
    end if;
end $$;
comment on function imports.require_kind(text) is 'Definer: wraps the question who acts.';

create function imports.begin(kind text, file_name text, digest text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made bigint;
begin
    perform imports.require_kind(kind);
    insert into imports.run (kind, file_name, digest, login, role)
    values (kind, btrim(file_name), digest, security.me(), security.my_role())
    returning id into made;
    return made;
end $$;
comment on function imports.begin(text, text, text) is 'Definer: who imports is written by the server.';

-- The run is the caller's and of this very transaction; no run at all is fine too.
create function imports.require_open_run(run_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if run_id is not null and not exists (
        select
          from imports.run r
         where r.id = run_id and r.login = security.me() and r.role = security.my_role() and r.at = now()
    ) then
        perform security.refuse('This import is not yours or has ended.', '{}', 'HM002');
    end if;
end $$;
comment on function imports.require_open_run(bigint) is 'Definer: reads all runs.';

-- Rows of one table that the run made or changed, with the versions it left behind.
create function imports.record(run_id bigint, relation text, action text, record_ids bigint[], versions integer[])
    returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    what text := (select r.kind from imports.run r where r.id = run_id);
    units bigint[] := security.units_of(security.me(), security.my_role());
    wrong boolean;
begin
    perform imports.require_open_run(coalesce(run_id, 0));
    if relation <> all (case what when 'students' then '{students.student,students.prior_education}'::text[]
                                  when 'employees' then '{employees.employee,employees.card,employees.position}'
                                  when 'results' then '{grades.result}'
                                  else '{}' end) then
        perform security.refuse('An import does not write the table {relation}.',
                                jsonb_build_object('relation', relation));
    end if;
    -- A version made up by the client would let an undo overwrite what somebody does later.
    -- What lies outside the scope is refused alike, so that no version of it can be guessed.
    execute format('select exists (select from unnest($1, $2) w (id, version) left join %I.%I t on t.id = w.id '
                   'where t.row_version is distinct from w.version or not ($3 or w.id = any ($4)))',
                   split_part(relation, '.', 1), split_part(relation, '.', 2))
       into wrong using record_ids, versions, what = 'employees', array(
           select s.id
             from students.student s
            where s.id = any (record_ids) and relation = 'students.student' and s.faculty_id = any (units)
            union all
           select d.id
             from students.prior_education d
            where d.id = any (record_ids) and relation = 'students.prior_education' and d.faculty_id = any (units)
            union all
           select r.id
             from grades.result r
            where r.id = any (record_ids) and what = 'results' and r.faculty_id = any (units));
    if wrong then
        perform security.refuse('This import is not yours or has ended.', '{}', 'HM002');
    end if;
    insert into imports.effect (run_id, relation, record_id, action, left_version)
    select record.run_id, record.relation, e.id, record.action, e.version
      from unnest(record_ids, versions) e (id, version);
    if relation = 'students.student' and action = 'insert' then
        update students.period p
           set source = r.file_name
          from imports.run r
         where r.id = record.run_id and p.student_id = any (record_ids) and p.origin = 'opening' and p.recorded_at = now();
    end if;
end $$;
comment on function imports.record(bigint, text, text, bigint[], integer[]) is 'Definer: effects are written only while the run is open.';

-- Private data before the run changed it: kept here, where nobody reads it, because the history is redacted.
create function imports.note_privates(run_id bigint, kind text, rows jsonb) returns void
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into imports.effect (run_id, relation, record_id, action, before, left_version)
    select run_id, kind || '.private', p.id, 'update', p.wide, p.row_version + 1
      from jsonb_array_elements(rows) r
      join (select s.id, s.student_id as person_id, s.row_version, to_jsonb(s) as wide
              from students.private s where kind = 'students'
            union all
            select e.id, e.employee_id, e.row_version, to_jsonb(e)
              from employees.private e where kind = 'employees') p
        on p.person_id = coalesce(r -> 'student_id', r -> 'employee_id')::bigint
     where run_id is not null and r ->> 'version' <> '0'
$$;
comment on function imports.note_privates(bigint, text, jsonb) is 'Definer: called by write_privates only.';

create function imports.note_new_privates(run_id bigint, kind text, rows jsonb) returns void
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into imports.effect (run_id, relation, record_id, action, left_version)
    select run_id, kind || '.private', p.id, 'insert', p.row_version
      from jsonb_array_elements(rows) r
      join (select s.id, s.student_id as person_id, s.row_version from students.private s where kind = 'students'
            union all
            select e.id, e.employee_id, e.row_version from employees.private e where kind = 'employees') p
        on p.person_id = coalesce(r -> 'student_id', r -> 'employee_id')::bigint
     where run_id is not null and r ->> 'version' = '0'
$$;
comment on function imports.note_new_privates(bigint, text, jsonb) is 'Definer: called by write_privates only.';

-- How many rows were new, changed, the same and refused; said once, at the end of the import.
create function imports.finish(run_id bigint, added integer, changed integer, unchanged integer, refused integer)
    returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform imports.require_open_run(coalesce(run_id, 0));
    update imports.run r
       set added = finish.added, changed = finish.changed, unchanged = finish.unchanged, refused = finish.refused
     where r.id = run_id;
end $$;
comment on function imports.finish(bigint, integer, integer, integer, integer) is 'Definer: runs are written only by functions.';
