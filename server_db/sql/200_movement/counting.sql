-- The contingent on a day and its movement between two days.

-- How many students of each faculty were in each state on a day, for whoever reads the periods.
create function movement.headcount(day date)
    returns table (faculty_id bigint, status text, students bigint)
    language sql stable
as $$
    select p.faculty_id, p.status, count(*)
      from movement.as_of(headcount.day) p
     group by p.faculty_id, p.status
$$;

-- The row of the balance in which a period counts; without one it counts nowhere.
create function movement.row_of(
    cut text, units bigint[], status text, faculty_id bigint, course text, form text, payment text) returns text
    language sql immutable parallel safe
as $$
    select case when status in :students.in_contingent and faculty_id = any (units)
                then case cut when 'faculty' then faculty_id::text when 'course' then course
                              when 'form' then form when 'payment' then payment end end
$$;

-- The periods that began after the first day and until the end of the last and may have brought somebody into another row of
-- the balance. Whoever only studies on is not asked where he was before: a directive keeps what the balance is cut by, and a
-- promotion all but the year of study. Not so where another state of that very day lies between.
create function movement.began(first_day date, last_day date, cut text) returns setof students.period
    language sql stable
as $$
    select p.*
      from students.period p
     where p.starts_on > first_day and p.starts_on <= last_day and coalesce(p.act, '') not in ('next_semester', 'promote')
    union all
    select p.*
      from students.period p
     where p.starts_on > first_day and p.starts_on <= last_day and p.act = 'promote' and cut = 'course'
    union all
    select p.*
      from students.period p
     where p.starts_on > first_day and p.starts_on <= last_day
       and (p.act = 'next_semester' or p.act = 'promote' and cut <> 'course')
       and p.student_id = any (array(select e.student_id from students.period e where e.ends_on < e.starts_on))
$$;

-- Who came into a row of the balance or left one after the first day and until the end of the last, and by what; a time line
-- has no gap, so the former period ends on the eve.
create function movement.moved(first_day date, last_day date, cut text, units bigint[])
    returns table (student_id bigint, act text, key text, period_id bigint, former text, former_id bigint)
    language sql stable
as $$
    select m.*
      from (
        select p.student_id, coalesce(p.act, p.origin),
               movement.row_of(cut, units, p.status, p.faculty_id, p.course, p.education_form, p.payment_form), p.id,
               movement.row_of(cut, units, f.status, f.faculty_id, f.course, f.education_form, f.payment_form), f.id
          from movement.began(first_day, last_day, cut) p
          left join students.period f
            on f.student_id = p.student_id and f.ends_on = p.starts_on - 1 and f.ends_on >= f.starts_on
           and f.ends_on >= first_day and f.ends_on < last_day  -- follows from the line above, and most are not looked at
         where p.ends_on is null or p.ends_on >= p.starts_on) m (student_id, act, key, period_id, former, former_id)
     where m.key is distinct from m.former
$$;

-- Every number of the balance as its rows: the contingent at the end of the first day, who came and who left after it until the
-- end of the last, by what brought it about, and the contingent at the end of the last. It is cut by faculty, year of study,
-- form or payment; each change is counted where it leaves and where it comes to, so that it closes by itself.
create function movement.balance_rows(first_day date, last_day date, cut text, units bigint[])
    returns table (key text, side text, act text, student_id bigint, period_id bigint)
    language sql stable
as $$
    with moved as materialized (
        select * from movement.moved(first_day, last_day, cut, units)
    )
    select r.key, s.side, '', p.student_id, p.id
      from (values ('start', first_day), ('end', last_day)) s (side, day)
      join students.period p on p.starts_on <= s.day and (p.ends_on is null or p.ends_on >= s.day)
     cross join lateral (
        select movement.row_of(cut, units, p.status, p.faculty_id, p.course, p.education_form, p.payment_form) as key) r
     where r.key is not null
    union all
    select m.key, 'came', m.act, m.student_id, m.period_id from moved m where m.key is not null
    union all
    select m.former, 'left', m.act, m.student_id, m.former_id from moved m where m.former is not null
$$;

-- The faculties whose balance somebody reads: all that the role has, or one of them.
create function movement.balanced_units(of_faculty bigint) returns bigint[]
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(u.id), '{}')
      from (select security.my_role() as role) r
     cross join lateral unnest(security.units_of(security.me(), r.role)) u (id)
     where security.acts_as(security.me(), r.role)
       and r.role in ('hemis_academic_office', 'hemis_faculty', 'hemis_management')
       and (of_faculty is null or u.id = of_faculty)
$$;
comment on function movement.balanced_units(bigint) is 'Definer: answers for the session user only.';

create function movement.balance_by(first_day date, last_day date, cut text, of_faculty bigint default null)
    returns table (key text, side text, act text, students bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan  -- the days and the cut decide how it is read
    set work_mem = '32MB'  -- the moves of a year are joined in memory, not sorted into files
    set enable_mergejoin = off
as $$
declare
    units constant bigint[] := movement.balanced_units(of_faculty);
begin
    return query
    with stood as (
        -- Counted by what stands there: to ask of each of fifty thousand in which row it counts takes longer.
        select p.status, p.faculty_id,
               case cut when 'course' then p.course when 'form' then p.education_form when 'payment' then p.payment_form end
                   as part,
               count(*) filter (where p.starts_on <= first_day and (p.ends_on is null or p.ends_on >= first_day)) as before,
               count(*) filter (where p.starts_on <= last_day and (p.ends_on is null or p.ends_on >= last_day)) as after
          from students.period p
         where p.starts_on <= first_day and (p.ends_on is null or p.ends_on >= first_day)
            or p.starts_on <= last_day and (p.ends_on is null or p.ends_on >= last_day)
         group by 1, 2, 3
    ), stands as (
        select movement.row_of(cut, units, s.status, s.faculty_id, s.part, s.part, s.part) as key,
               sum(s.before)::bigint as before, sum(s.after)::bigint as after
          from stood s
         group by 1
    ), moved as materialized (
        select m.key, m.former, m.act, count(*) as students
          from movement.moved(first_day, last_day, cut, units) m
         group by m.key, m.former, m.act
    )
    select s.key, 'start', '', s.before from stands s where s.key is not null and s.before > 0
    union all
    select s.key, 'end', '', s.after from stands s where s.key is not null and s.after > 0
    union all
    select m.key, 'came', m.act, sum(m.students)::bigint from moved m where m.key is not null group by m.key, m.act
    union all
    select m.former, 'left', m.act, sum(m.students)::bigint from moved m where m.former is not null group by m.former, m.act;
end $$;
comment on function movement.balance_by(date, date, text, bigint) is
    'Definer: who left a faculty is counted there, where he is read no more.';

create function movement.balance(first_day date, last_day date)
    returns table (faculty_id bigint, side text, act text, students bigint)
    language sql stable
as $$
    select b.key::bigint, b.side, b.act, b.students from movement.balance_by(first_day, last_day, 'faculty') b
$$;

-- The students behind a number of the balance, as many as it says, as they were where they are counted; without a key those
-- of all rows together, without an act those of all acts.
create function movement.balance_students(
    first_day date, last_day date, cut text, of_faculty bigint, of_key text, of_side text, of_act text)
    returns table (student_id bigint, full_name text, number text, group_name text, course text, education_form text,
                   payment_form text, status text, since date, until date)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, s.full_name, s.number, g.name, p.course, p.education_form, p.payment_form, p.status, p.starts_on, p.ends_on
      from movement.balance_rows(first_day, last_day, cut, movement.balanced_units(of_faculty)) r
      join students.period p on p.id = r.period_id
      join students.student s on s.id = r.student_id
      left join students."group" g on g.id = p.group_id
     where r.side = of_side and (of_act is null or r.act = of_act) and (of_key is null or r.key = of_key)
     order by s.sort_key, s.id, p.starts_on
$$;
comment on function movement.balance_students(date, date, text, bigint, text, text, text) is
    'Definer: who left a faculty is named there, where he is read no more.';
