-- The balance of movement as it is issued: its numbers are reckoned and kept by the database, with the students behind them,
-- so that what is entered later for days before can be told.

-- The numbers of these units as they are reckoned now; nothing where there are no students.
create function movement.write_balance(first_day date, last_day date, cut text, of_faculty bigint, units bigint[], login text)
    returns bigint
    language sql
as $$
    with counted as materialized (
        select r.key, r.side, r.act, array_agg(r.student_id order by r.student_id) as ids
          from movement.balance_rows(write_balance.first_day, write_balance.last_day, write_balance.cut, units) r
         group by r.key, r.side, r.act
    ), said as (
        select string_agg(concat_ws('|', c.key, c.side, c.act, cardinality(c.ids)), E'\n'
                          order by c.key collate "C", c.side collate "C", c.act collate "C") as numbers
          from counted c
    ), balance as (
        insert into movement.issued_balance (first_day, last_day, cut, faculty_id, numbers, digest, issued_by)
        select write_balance.first_day, write_balance.last_day, write_balance.cut, of_faculty, s.numbers,
               encode(sha256(convert_to(concat_ws('|', write_balance.first_day, write_balance.last_day, write_balance.cut,
                                                  coalesce(of_faculty, 0), s.numbers), 'UTF8')), 'hex'),
               login
          from said s
         where s.numbers is not null
        returning id
    ), kept as (
        insert into movement.balance_number (balance_id, key, side, act, student_ids)
        select b.id, c.key, c.side, c.act, c.ids
          from balance b, counted c
    )
    select b.id from balance b
$$;

create function movement.issue_balance(first_day date, last_day date, cut text, of_faculty bigint default null) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made bigint;
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    perform security.require_latest();
    if security.my_role() = 'hemis_faculty' and not coalesce(
            of_faculty = any (security.units_of(security.me(), security.my_role())), false) then
        perform security.refuse('A dean''s office issues the balance of its own faculty.', '{}', 'HM002');
    elsif of_faculty is not null and not structure.is_faculty(of_faculty) then
        perform security.refuse('Choose a faculty, or the whole university.');
    elsif first_day is null or last_day is null or first_day > last_day then
        perform security.refuse('The first day comes after the last one.');
    elsif last_day > security.today() then
        perform security.refuse('The balance ends after today. Choose an earlier day.');
    elsif cut in ('faculty', 'course', 'form', 'payment') is not true then
        perform security.refuse('A balance is cut by faculty, year of study, form or payment.');
    end if;
    made := movement.write_balance(first_day, last_day, cut, of_faculty, movement.balanced_units(of_faculty), security.me());
    if made is null then
        perform security.refuse('There are no students on these days. Choose other days.');
    end if;
    return made;
end $$;
comment on function movement.issue_balance(date, date, text, bigint) is
    'Definer: the numbers of a balance are reckoned here and are nobody''s to write.';

-- An issued balance that the acting person may read, with the units that it counts.
create function movement.balance_of(balance_id bigint, out balance movement.issued_balance, out units bigint[])
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty', 'hemis_management');
    select * into balance from movement.issued_balance b where b.id = balance_of.balance_id;
    if balance.id is null or (security.my_role() = 'hemis_faculty' and not coalesce(
            balance.faculty_id = any (security.units_of(security.me(), security.my_role())), false)) then
        perform security.refuse('This balance is not yours.', '{}', 'HM002');
    end if;
    units := case when balance.faculty_id is null then array(select u.id from structure.unit u) else array[balance.faculty_id] end;
end $$;
comment on function movement.balance_of(bigint) is 'Definer: answers for the session user only.';

-- The numbers of an issued balance, and beside each what the same question says now.
create function movement.balance_today(balance_id bigint)
    returns table (key text, side text, act text, issued bigint, today bigint)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with asked as materialized (
        select (o.balance).*, o.units from movement.balance_of(balance_today.balance_id) o
    ), issued as (
        select n.key, n.side, n.act, cardinality(n.student_ids)::bigint as many
          from movement.balance_number n
          join asked a on a.id = n.balance_id
    ), reckoned as (
        select r.key, r.side, r.act, count(*) as many
          from asked a
         cross join lateral movement.balance_rows(a.first_day, a.last_day, a.cut, a.units) r
         group by r.key, r.side, r.act
    )
    select coalesce(i.key, r.key), coalesce(i.side, r.side), coalesce(i.act, r.act), coalesce(i.many, 0), coalesce(r.many, 0)
      from issued i
      full join reckoned r on (r.key, r.side, r.act) = (i.key, i.side, i.act)
$$;
comment on function movement.balance_today(bigint) is 'Definer: who left a faculty is counted there, where he is read no more.';

-- The students who make the difference between an issued balance and what is known now, each with the order that was applied
-- or cancelled since; without one the state was entered or changed otherwise.
create function movement.balance_changes(balance_id bigint)
    returns table (key text, side text, act text, change integer, student_id bigint, full_name text, number text,
                   decree_id bigint, decree_act text, decree_number text, decree_day date, decree_state text, entered_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with asked as materialized (
        select (o.balance).*, o.units from movement.balance_of(balance_changes.balance_id) o
    ), issued as (
        select n.key, n.side, n.act, u.id as student_id, count(*)::integer as many
          from movement.balance_number n
          join asked a on a.id = n.balance_id
         cross join lateral unnest(n.student_ids) u (id)
         group by n.key, n.side, n.act, u.id
    ), reckoned as (
        select r.key, r.side, r.act, r.student_id, count(*)::integer as many, max(r.period_id) as period_id
          from asked a
         cross join lateral movement.balance_rows(a.first_day, a.last_day, a.cut, a.units) r
         group by r.key, r.side, r.act, r.student_id
    ), differing as (
        select coalesce(r.key, i.key) as key, coalesce(r.side, i.side) as side, coalesce(r.act, i.act) as act,
               coalesce(r.student_id, i.student_id) as student_id, coalesce(r.many, 0) - coalesce(i.many, 0) as change, r.period_id
          from issued i
          full join reckoned r on (r.key, r.side, r.act, r.student_id) = (i.key, i.side, i.act, i.student_id)
         where r.many is distinct from i.many
    )
    select f.key, f.side, f.act, f.change, s.id, s.full_name, s.number, d.id, d.act, d.number, d.signed_on, d.state,
           coalesce(greatest(d.applied_at, d.cancelled_at), p.recorded_at)
      from differing f
     cross join asked a
      join students.student s on s.id = f.student_id
      left join students.period p on p.id = f.period_id
      left join lateral (
            select d.*
              from movement.line l
              join movement.decree d on d.id = l.decree_id
             where l.student_id = f.student_id and greatest(d.applied_at, d.cancelled_at) > a.issued_at
             order by d.effective_on <= a.last_day desc, greatest(d.applied_at, d.cancelled_at) desc
             limit 1) d on true
     order by f.key, f.side, f.act, s.sort_key, s.id
$$;
comment on function movement.balance_changes(bigint) is 'Definer: who left a faculty is named there, where he is read no more.';

create function movement.balance_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select b.id, b.faculty_id,
           array(select concat(w.days, ', ', n)
                   from unnest(array[coalesce(u.name_uz, v.name_uz), coalesce(u.name_oz, v.name_oz), coalesce(u.name_ru, v.name_ru)])
                        with ordinality n (n, place)
                  where n is not null
                  order by place),
           jsonb_build_object('first', b.first_day, 'last', b.last_day, 'numbers', b.digest),
           jsonb_build_object('first_day', b.first_day, 'last_day', b.last_day, 'cut', b.cut, 'numbers', b.numbers)
      from movement.issued_balance b
      left join structure.unit u on u.id = b.faculty_id
      left join structure.university v on b.faculty_id is null
     cross join lateral (
            select concat(to_char(b.first_day, 'DD.MM.YYYY'), ' – ', to_char(b.last_day, 'DD.MM.YYYY')) as days) w
     where b.id = any (ids)
$$;
comment on function movement.balance_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';
