-- What an import asks the server for: whom a PINFL belongs to, and the next free numbers.

-- Imports of a kind wait for one another: the second sees what the first has made, and nobody is entered twice.
create function imports.take_turn(kind text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform imports.require_kind(kind);
    perform pg_advisory_xact_lock(
        (case kind when 'results' then 'grades.result' else kind || '.private' end)::regclass::bigint);
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

-- What somebody looks for in a day is counted: the numbers of an import, not those that a birth date leaves open.
create function imports.count_search(kind text, pinfls text[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := :setting.imports.numbers_a_day;
    asked integer;
    alike integer;
begin
    with sought as (
        select distinct n
          from (select unnest(s.numbers)
                  from imports.search s
                 where s.login = security.me()
                   and s.at >= security.today()::timestamp at time zone 'Asia/Tashkent'
                union all
                select unnest(pinfls)) s (n)
    ), born as (
        select count(*) as many from sought group by left(n, 7)
    )
    select (select count(*) from sought), (select max(many) from born) into asked, alike;
    if asked > most then
        perform security.refuse('Nobody looks for more than {most} PINFL in a day. Go on tomorrow.',
                                jsonb_build_object('most', most));
    end if;
    -- A birth date and a gender leave some hundred thousand numbers open; no university has so many who share them.
    if alike > 100 then
        perform security.refuse('So many PINFL of one birth date are not looked for.');
    end if;
end $$;
comment on function imports.count_search(text, text[]) is 'Definer: nobody reads what was looked for.';

create function imports.ask_finding(kind text, pinfls text[]) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ticket bigint;
begin
    perform imports.require_kind(kind);
    if kind = 'results' then
        perform security.refuse('Results are found by the number of the student.');
    end if;
    if coalesce(cardinality(pinfls), 0) not between 1 and 100000 or array_position(pinfls, null) is not null then
        perform security.refuse('Look for 1 to 100000 numbers at a time.');
    end if;
    -- One after the other, so that two sessions of a person are counted together.
    perform from security.account a where a.login = security.me() for update;
    perform imports.count_search(kind, pinfls);
    insert into security.reading (login, role, relation, record_ids, reason, transaction)
    values (security.me(), security.my_role(), kind || '.private', '{}', imports.sought(pinfls), pg_current_xact_id()::text)
    returning id into ticket;
    insert into imports.search (reading_id, login, kind, numbers) values (ticket, security.me(), kind, pinfls);
    return ticket;
end $$;
comment on function imports.ask_finding(text, text[]) is 'Definer: the log of readings is written only here and by asking.';

-- A PINFL is written only by whoever has looked for it before, in a transaction of its own: writing tells that somebody
-- has it, and a rollback would leave no trace.
create function imports.require_announced(kind text, pinfls text[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select unnest(pinfls)
        except
        select unnest(s.numbers)
          from imports.search s
          join security.reading r on r.id = s.reading_id
         where s.login = security.me()
           and s.kind = require_announced.kind
           and s.at > clock_timestamp() - interval '1 day'
           and r.transaction <> coalesce(pg_current_xact_id_if_assigned()::text, '')
    ) then
        perform security.refuse('This PINFL was not looked for before it is written. Try again.', '{}', 'HM002');
    end if;
end $$;
comment on function imports.require_announced(text, text[]) is 'Definer: nobody reads what was looked for.';

-- The owners of these numbers, as far as they lie in the scope; of others nothing is told.
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
    select p.pinfl, s.id, p.entry_year
      from students.private p
      join students.student s on s.id = p.student_id
     where p.pinfl = any (pinfls)
       and s.faculty_id = any (units);
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
create function students.next_numbers(years integer[], types text[]) returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    allotted text[] := array_fill(null::text, array[cardinality(years)]);
    sequence record;
    given text[];
begin
    -- In the same order for everybody: two desks never wait for one another.
    for sequence in
        select u.code || to_char(w.year % 100, 'FM00') || w.type as prefix, array_agg(w.place order by w.place) as places
          from unnest(years, types) with ordinality w (year, type, place)
         cross join structure.university u
         group by 1
         order by 1
    loop
        given := system.give_numbers('students.student', sequence.prefix, 5, cardinality(sequence.places));
        for i in 1 .. cardinality(given) loop
            allotted[sequence.places[i]] := given[i];
        end loop;
    end loop;
    return allotted;
end $$;
comment on function students.next_numbers(integer[], text[]) is 'Definer: numbers of other faculties count too.';

create function students.allot_numbers(years integer[], types text[]) returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_faculty');
    return students.next_numbers(years, types);
end $$;
comment on function students.allot_numbers(integer[], text[]) is 'Definer: nobody else counts.';

-- The same for employees: university and sequence.
create function employees.next_numbers(count integer) returns text[]
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$ select system.give_numbers('employees.employee', u.code, 7, count) from structure.university u $$;
comment on function employees.next_numbers(integer) is 'Definer: nobody else counts.';

create function employees.allot_numbers(count integer) returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_hr');
    return employees.next_numbers(count);
end $$;
comment on function employees.allot_numbers(integer) is 'Definer: one sequence for the whole university.';
