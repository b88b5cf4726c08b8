-- Numbers of people are given by the server, one after the other; one that came from elsewhere has a reason.

-- Where counting begins in a sequence that already has numbers: after the last one, unless somebody wrote one at its end.
create function system.numbers_so_far(relation text, prefix text, width integer) returns integer
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found integer;
begin
    execute format('select right(max(t.number), %s)::integer from %I.%I t where t.number between %L and %L',
                   width, split_part(relation, '.', 1), split_part(relation, '.', 2),
                   prefix || repeat('0', width), prefix || '8' || repeat('9', width - 1))
       into found;
    return coalesce(found, 0);
end $$;
comment on function system.numbers_so_far(text, text, integer) is 'Definer: numbers of all count.';

-- The next free numbers of a sequence. Two desks that ask at once wait for one another until the first has committed.
create function system.give_numbers(relation text, prefix text, width integer, many integer) returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    last integer;
    given integer[];
begin
    insert into system.number_counter (relation, prefix, last)
    values (relation, prefix, system.numbers_so_far(relation, prefix, width))
    on conflict on constraint number_counter_pkey do nothing;
    select c.last into last
      from system.number_counter c
     where c.relation = give_numbers.relation and c.prefix = give_numbers.prefix
       for update;
    execute format('select array(select n from (select generate_series($1 + 1, $2) n) free where not exists ('
                   'select from %I.%I t where t.number = $3 || lpad(n::text, $4, ''0'')) limit $5)',
                   split_part(relation, '.', 1), split_part(relation, '.', 2))
       into given using last, (10 ^ width)::integer - 1, prefix, width, many;
    if cardinality(given) < many then
        perform security.refuse('The numbers that begin with {prefix} are used up. Tell the academic office.',
                                jsonb_build_object('prefix', prefix));
    end if;
    update system.number_counter c
       set last = given[many]
     where c.relation = give_numbers.relation and c.prefix = give_numbers.prefix;
    return array(select prefix || lpad(n::text, width, '0') from unnest(given) n);
end $$;
comment on function system.give_numbers(text, text, integer, integer) is 'Definer: nobody else counts; numbers of all count.';

-- The sequence of each table of people: how wide it is counted.
create function system.width_of(relation text) returns integer
    language sql immutable
as $$ select case relation when 'students.student' then 5 when 'employees.employee' then 7 end $$;

-- Refuse the first of these numbers that was neither given here nor admitted by the academic office.
create function system.require_given(relation text, numbers text[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    width constant integer := system.width_of(relation);
    strange text;
begin
    select n into strange
      from unnest(numbers) n
     where not exists (
        select
          from system.number_counter c
         where c.relation = require_given.relation
           and c.prefix = left(n, -width)
           and right(n, width)::integer <= c.last)
       and not exists (
        select from system.admitted_number a where a.relation = require_given.relation and a.number = n)
     order by n
     limit 1;
    if found then
        perform security.refuse(
            'The number {number} was not given here. Leave it empty, or ask the academic office to admit it.',
            jsonb_build_object('number', strange, 'field', 'number'));
    end if;
end $$;
comment on function system.require_given(text, text[]) is 'Definer: nobody reads the counters.';

-- Only people are asked: the server's administrator enters what came before.
create function system.keep_numbers() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if security.my_role() is not null then
        perform system.require_given(
            tg_table_schema || '.' || tg_table_name, array(select n.number from new_rows n));
    end if;
    return null;
end $$;
comment on function system.keep_numbers() is 'Definer: nobody reads the counters.';

create function system.keep_changed_numbers() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if security.my_role() is not null then
        perform system.require_given(
            tg_table_schema || '.' || tg_table_name,
            -- A full join, so that a plan for one row does not compare every row with every other.
            array(select n.number from new_rows n full join old_rows o using (id) where n.number is distinct from o.number));
    end if;
    return null;
end $$;
comment on function system.keep_changed_numbers() is 'Definer: nobody reads the counters.';

-- The academic office admits numbers that came with somebody from elsewhere; what is used or admitted stays out.
create function system.admit_numbers(relation text, numbers text[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    admitted integer;
begin
    perform security.require_role('hemis_academic_office');
    if system.width_of(relation) is null or cardinality(numbers) not between 1 and 10000 then
        perform security.refuse('Admit 1 to 10000 numbers of students or employees at a time.');
    end if;
    if coalesce(btrim(reason), '') = '' then
        perform security.refuse('Say why these numbers are admitted.');
    end if;
    insert into system.admitted_number (relation, number, reason, login)
    select distinct admit_numbers.relation, n, btrim(admit_numbers.reason), security.me()
      from unnest(numbers) n
    on conflict do nothing;
    get diagnostics admitted = row_count;
    return admitted;
end $$;
comment on function system.admit_numbers(text, text[], text) is 'Definer: admitted numbers are written only here.';

create trigger numbers_insert after insert on students.student referencing new table as new_rows
    for each statement execute function system.keep_numbers();
create trigger numbers_update after update on students.student
    referencing old table as old_rows new table as new_rows
    for each statement execute function system.keep_changed_numbers();
create trigger numbers_insert after insert on employees.employee referencing new table as new_rows
    for each statement execute function system.keep_numbers();
create trigger numbers_update after update on employees.employee
    referencing old table as old_rows new table as new_rows
    for each statement execute function system.keep_changed_numbers();

-- Who is entered without a number is given the next.
create function system.number_student() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.number is null then
        new.number := (students.next_numbers(array[new.entry_year], array[new.education_type]))[1];
    end if;
    return new;
end $$;
comment on function system.number_student() is 'Definer: nobody else counts.';
create trigger give_number before insert on students.student
    for each row execute function system.number_student();

create function system.number_employee() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.number is null then
        new.number := (employees.next_numbers(1))[1];
    end if;
    return new;
end $$;
comment on function system.number_employee() is 'Definer: nobody else counts.';
create trigger give_number before insert on employees.employee
    for each row execute function system.number_employee();
