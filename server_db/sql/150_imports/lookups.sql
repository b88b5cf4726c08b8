-- What an import asks the server for: whom a PINFL belongs to, and the next free numbers.

-- Imports of a kind wait for one another: the second sees what the first has made, and nobody is entered twice.
create function imports.take_turn(kind text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_faculty', 'hemis_hr');
    perform pg_advisory_xact_lock((kind || '.private')::regclass::bigint);
end $$;
comment on function imports.take_turn(text) is 'Definer: locks by name are for functions only.';

-- Searching by PINFL is announced like a reading: the log is committed before anybody is told anything.
-- What was announced stands in the log with a digest: the ticket opens this list of numbers and no other.
create function imports.sought(pinfls text[]) returns text
    language sql immutable parallel safe
as $$
    select format('import: find %s PINFL, list %s', cardinality(pinfls),
                  encode(sha256(convert_to(array_to_string(pinfls, ',', '-'), 'UTF8')), 'hex'))
$$;

create function imports.require_sought(ticket bigint, pinfls text[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select
          from security.reading r
         where r.id = ticket and r.record_ids = '{}' and r.reason = imports.sought(pinfls)
    ) then
        perform security.refuse('This reading was not announced; ask again.', '{}', 'HM002');
    end if;
end $$;
comment on function imports.require_sought(bigint, text[]) is 'Definer: compares the ticket with the log of readings.';

create function imports.ask_finding(kind text, pinfls text[]) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ticket bigint;
begin
    perform security.require_role(case kind when 'students' then 'hemis_faculty' when 'employees' then 'hemis_hr' end);
    if cardinality(pinfls) not between 1 and 100000 then
        perform security.refuse('Look for 1 to 100000 numbers at a time.');
    end if;
    insert into security.reading (login, role, relation, record_ids, reason, transaction)
    values (security.me(), security.my_role(), kind || '.private', '{}', imports.sought(pinfls), pg_current_xact_id()::text)
    returning id into ticket;
    return ticket;
end $$;
comment on function imports.ask_finding(text, text[]) is 'Definer: the log of readings is written only here and by asking.';

-- The owners of these numbers. A student outside the scope is told without the id, so that nobody makes a second card.
create function students.find_by_pinfl(ticket bigint, pinfls text[])
    returns table (pinfl text, student_id bigint, entry_year integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units bigint[] := security.units_of(security.me(), security.my_role());
begin
    perform security.require_role('hemis_faculty');
    perform security.opened_by(ticket, 'students.private');
    perform imports.require_sought(ticket, pinfls);
    return query
    select p.pinfl, case when s.faculty_id = any (units) then s.id end, p.entry_year
      from students.private p
      join students.student s on s.id = p.student_id
     where p.pinfl = any (pinfls);
end $$;
comment on function students.find_by_pinfl(bigint, text[]) is 'Definer: finds by a number that nobody may select.';

create function employees.find_by_pinfl(ticket bigint, pinfls text[])
    returns table (pinfl text, employee_id bigint, entry_year integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_hr');
    perform security.opened_by(ticket, 'employees.private');
    perform imports.require_sought(ticket, pinfls);
    return query
    select p.pinfl, p.employee_id, null::integer
      from employees.private p
     where p.pinfl = any (pinfls);
end $$;
comment on function employees.find_by_pinfl(bigint, text[]) is 'Definer: finds by a number that nobody may select.';

-- The next free numbers, one for each year of entry and education type given: university, year, type, sequence.
-- Two desks that ask at once wait for one another until the first has committed.
create function students.allot_numbers(years integer[], types text[]) returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_faculty');
    perform pg_advisory_xact_lock('students.student'::regclass::bigint);
    return (
        with wanted as (
            select u.code || to_char(w.year % 100, 'FM00') || w.type as prefix, w.place
              from unnest(years, types) with ordinality w (year, type, place)
             cross join structure.university u
        ), begun as (
            select p.prefix, (
                    select right(max(s.number), 5)::integer
                      from students.student s
                     where s.number between p.prefix || '00000' and p.prefix || '99999') as last
              from (select distinct prefix from wanted) p
        )
        select array_agg(w.prefix || to_char(coalesce(b.last, 0) + w.step, 'FM00000') order by w.place)
          from (select prefix, place, row_number() over (partition by prefix order by place) as step from wanted) w
          join begun b using (prefix));
end $$;
comment on function students.allot_numbers(integer[], text[]) is 'Definer: numbers of other faculties count too.';

-- The same for employees: university and sequence.
create function employees.allot_numbers(count integer) returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_hr');
    perform pg_advisory_xact_lock('employees.employee'::regclass::bigint);
    return (
        select array_agg(u.code || to_char(coalesce(last.number, 0) + step, 'FM0000000') order by step)
          from structure.university u
         cross join lateral (
            select right(max(e.number), 7)::integer as number
              from employees.employee e
             where e.number between u.code || '0000000' and u.code || '9999999') last
         cross join generate_series(1, count) step);
end $$;
comment on function employees.allot_numbers(integer) is 'Definer: one sequence for the whole university.';
