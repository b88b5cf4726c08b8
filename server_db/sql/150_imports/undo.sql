-- Undoing an import: every record goes back to what it was, unless something has happened to it since.
-- What was done is taken from the history, which nobody can forge; effects only say where to look.

create function imports.require_undoable(run_id bigint) returns imports.run
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    run imports.run;
    units bigint[] := security.units_of(security.me(), security.my_role());
begin
    select * into run from imports.run r where r.id = run_id for update;
    perform security.require_role('hemis_faculty', 'hemis_hr');
    if run.id is null or run.role <> security.my_role()
       or (run.role = 'hemis_faculty' and run.login <> security.me())
       or exists (
        select
          from imports.effect e
          left join students.private p on e.relation = 'students.private' and p.id = e.record_id
          left join students.prior_education d on e.relation = 'students.prior_education' and d.id = e.record_id
          left join grades.result r on e.relation = 'grades.result' and r.id = e.record_id
          join students.student s
            on s.id = case e.relation when 'students.student' then e.record_id
                                      when 'grades.result' then r.student_id
                                      when 'students.prior_education' then d.student_id
                                      else p.student_id end
         where e.run_id = require_undoable.run_id
           and not s.faculty_id = any (units)
        union all
        select
          from imports.effect e
          join students.tutor_group t on t.id = e.record_id
         where e.run_id = require_undoable.run_id
           and e.relation = 'students.tutor_group'
           and not t.faculty_id = any (units)
    ) then
        perform security.refuse('This import is not yours or has ended.', '{}', 'HM002');
    end if;
    if run.undone_at is not null then
        perform security.refuse('This import was already undone.');
    end if;
    return run;
end $$;
comment on function imports.require_undoable(bigint) is 'Definer: reads all runs and effects.';

-- The name of a record for a sentence.
create function imports.name_of(relation text, record_id bigint) returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(case relation
        when 'students.student' then (select s.full_name from students.student s where s.id = record_id)
        when 'students.prior_education' then (
            select s.full_name from students.prior_education p join students.student s on s.id = p.student_id
             where p.id = record_id)
        when 'students.tutor_group' then (
            select g.name from students.tutor_group t join students."group" g on g.id = t.group_id where t.id = record_id)
        when 'students.private' then (
            select s.full_name from students.private p join students.student s on s.id = p.student_id where p.id = record_id)
        when 'employees.employee' then (select e.full_name from employees.employee e where e.id = record_id)
        when 'employees.card' then (
            select e.full_name from employees.card c join employees.employee e on e.id = c.employee_id where c.id = record_id)
        when 'employees.position' then (
            select e.full_name from employees.position p join employees.employee e on e.id = p.employee_id where p.id = record_id)
        when 'employees.private' then (
            select e.full_name from employees.private p join employees.employee e on e.id = p.employee_id where p.id = record_id)
        when 'grades.result' then (
            select s.full_name || ', ' || b.name_uz
              from grades.result r
              join students.student s on s.id = r.student_id
              join subjects.subject b on b.id = r.subject_id
             where r.id = record_id)
    end, record_id::text)
$$;
comment on function imports.name_of(text, bigint) is 'Definer: names the record that stands in the way of an undo.';

-- What an order says about somebody whom the run has brought, or has changed since, stands: it is named.
create function imports.require_no_order(run_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    standing record;
begin
    select c.record_id, d.id as order_id, d.state, coalesce(d.number, d.heading) as decree into standing
      from imports.run r
     cross join lateral imports.changes_of(r) c
      join movement.line l on l.student_id = c.record_id
      join movement.decree d on d.id = l.decree_id
     where r.id = require_no_order.run_id and c.relation = 'students.student'
       and (c.action = 'insert' or d.applied_at > r.at)
     order by l.id desc
     limit 1;
    if found then
        perform security.refuse(case standing.state
            when 'draft' then 'The import cannot be undone: {name} is in the draft “{order}”. Throw it away, or take the student out of it, first.'
            else 'The import cannot be undone: {name} is in the order {order}, and what an order says stands.' end,
            jsonb_build_object('name', imports.name_of('students.student', standing.record_id),
                               'order', standing.decree, 'order_id', standing.order_id,
                               'relation', 'students.student', 'record_id', standing.record_id));
    end if;
end $$;
comment on function imports.require_no_order(bigint) is 'Definer: the orders of other offices count too.';

-- Refuse when a record of the run has gone or got another version, or carries notes or files.
create function imports.require_untouched(run_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    part record;
    blocked bigint;
begin
    select e.record_id into blocked
      from imports.effect e
      join grades.result r on r.id = e.record_id
     where e.run_id = require_untouched.run_id and e.relation = 'grades.result' and r.accepted_at is not null
     order by e.id
     limit 1;
    if blocked is not null then
        perform security.refuse(
            'The import cannot be undone: the academic office has accepted {name}.',
            jsonb_build_object('name', imports.name_of('grades.result', blocked), 'relation', 'grades.result',
                               'record_id', blocked));
    end if;
    perform imports.require_no_order(run_id);
    for part in
        select e.relation, array_agg(e.record_id) as ids, array_agg(e.left_version) as versions
          from (select relation, record_id, max(left_version) as left_version
                  from imports.effect f where f.run_id = require_untouched.run_id group by relation, record_id) e
         group by e.relation
    loop
        execute format(
            'select w.id from unnest($1, $2) w (id, version) left join %I.%I t on t.id = w.id '
            'where t.row_version is distinct from w.version limit 1',
            split_part(part.relation, '.', 1), split_part(part.relation, '.', 2))
           into blocked using part.ids, part.versions;
        if blocked is null then
            select s.record_id into blocked
              from (select relation, record_id from system.note union all
                    select relation, record_id from system.attachment) s
             where s.relation = part.relation and s.record_id = any (part.ids)
             limit 1;
        end if;
        if blocked is not null then
            perform security.refuse(
                'The import cannot be undone: {name} was changed since.',
                jsonb_build_object('name', imports.name_of(part.relation, blocked), 'relation', part.relation,
                                   'record_id', blocked));
        end if;
    end loop;
end $$;
comment on function imports.require_untouched(bigint) is 'Definer: compares records of every table of the import.';

-- The changes that the transaction of the run made to its records, as the history saw them; private data as noted.
create function imports.changes_of(run imports.run)
    returns table (relation text, record_id bigint, action text, before jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off  -- all changes of the transaction have the same moment: 40 000 × 20 000 comparisons
as $$
    with own as (
        select c.transaction
          from audit.change c
         where c.relation = 'imports.run' and c.record_id = run.id and c.action = 'insert' and c.at = run.at
    )
    select distinct on (c.relation, c.record_id) c.relation, c.record_id, c.action,
           case when c.relation like '%.private' then e.before else c.before end
      from imports.effect e
      join audit.change c on c.relation = e.relation and c.record_id = e.record_id and c.at = run.at
      join own on own.transaction = c.transaction
     where e.run_id = run.id and c.login = run.login
     order by c.relation, c.record_id, c.id, e.id
$$;
comment on function imports.changes_of(imports.run) is 'Definer: reads the history of other people''s records.';

create function imports.undo(run_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    run imports.run;
    part record;
    undone integer := 0;
begin
    run := imports.require_undoable(run_id);
    perform imports.require_untouched(run_id);
    -- What was changed last, private data and positions, goes first: it refers to the rest. Records of which the same
    -- columns go back go together: thousands are one statement.
    for part in
        select c.relation, k.columns, jsonb_agg(c.before || jsonb_build_object('id', c.record_id)) as former,
               count(*) as records
          from imports.changes_of(run) c
         cross join lateral (
            select string_agg(key, ',' order by key) as columns
              from jsonb_object_keys(c.before) key
             where key <> all ('{id,row_version,student_id,employee_id,entry_year}'::text[])) k
         where c.action = 'update' and c.before is not null
         group by c.relation, k.columns
         order by min(c.record_id)
    loop
        perform imports.put_back(run_id, part.relation, string_to_array(part.columns, ','), part.former);
        undone := undone + part.records;
    end loop;
    for part in
        select c.relation, array_agg(c.record_id) as ids
          from imports.changes_of(run) c
         where c.action = 'insert'
         group by c.relation
         order by array_position('{students.prior_education,students.private,employees.private,employees.position,employees.card,
                                   students.student,employees.employee}'::text[], c.relation)
    loop
        undone := undone + imports.take_away(part.relation, part.ids);
    end loop;
    update imports.run r set undone_at = now(), undone_by = security.me() where r.id = run_id;
    return undone;
end $$;
comment on function imports.undo(bigint) is 'Definer: deletes what its role otherwise may not, after comparing it with the history.';

-- Records get their former values; one that is again as an earlier import left it can be undone in its turn.
create function imports.put_back(run_id bigint, relation text, columns text[], former jsonb) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    restored jsonb;
    names text := (select string_agg(quote_ident(name), ', ') from unnest(columns) name);
    values text := (select string_agg('o.' || quote_ident(name), ', ') from unnest(columns) name);
begin
    if names is null then
        return;
    end if;
    execute format('with written as (update %1$I.%2$I t set (%3$s) = row(%4$s) '
                   'from jsonb_populate_recordset(null::%1$I.%2$I, $1) o where t.id = o.id returning t.id, t.row_version) '
                   'select jsonb_agg(w) from written w',
                   split_part(relation, '.', 1), split_part(relation, '.', 2), names, values)
       into restored using former;
    update imports.effect e
       set left_version = w.row_version
      from imports.effect own
      join jsonb_to_recordset(restored) w (id bigint, row_version integer) on w.id = own.record_id
     where own.run_id = put_back.run_id
       and own.relation = put_back.relation
       and e.relation = own.relation
       and e.record_id = own.record_id
       and e.run_id < own.run_id
       and e.left_version = own.left_version - 1;
end $$;
comment on function imports.put_back(bigint, text, text[], jsonb) is 'Definer: called by undo only, with values of the history.';

create function imports.take_away(relation text, ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    gone integer;
begin
    execute format('delete from %I.%I where id = any ($1)', split_part(relation, '.', 1), split_part(relation, '.', 2))
      using ids;
    get diagnostics gone = row_count;
    return gone;
exception
    when foreign_key_violation or restrict_violation then
        perform security.refuse('The import cannot be undone: other records refer to what it added.');
end $$;
comment on function imports.take_away(text, bigint[]) is 'Definer: called by undo only, with records of the history.';
