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

-- The periods that lasted a day at least, each with the row of the balance in which it counts; without one it counts nowhere.
create function movement.lived(cut text, units bigint[])
    returns table (id bigint, student_id bigint, starts_on date, ends_on date, origin text, act text, status text,
                   faculty_id bigint, key text)
    language sql stable
as $$
    select p.id, p.student_id, p.starts_on, p.ends_on, p.origin, p.act, p.status, p.faculty_id,
           case when p.status in :students.in_contingent and p.faculty_id = any (units)
                then case cut when 'faculty' then p.faculty_id::text when 'course' then p.course
                              when 'form' then p.education_form when 'payment' then p.payment_form end end
      from students.period p
     where p.ends_on is null or p.ends_on >= p.starts_on
$$;

-- Who came into a row of the balance or left one after the first day and until the end of the last, and by what; a time line
-- has no gap, so the former period ends on the eve. Whoever only studies on is not asked where he was before: a directive keeps
-- what the balance is cut by, and a promotion all but the year of study. Not so where another state of that very day lies between.
create function movement.moved(first_day date, last_day date, cut text, units bigint[])
    returns table (student_id bigint, act text, key text, period_id bigint, former text, former_id bigint)
    language sql stable
as $$
    select l.student_id, coalesce(l.act, l.origin), l.key, l.id, f.key, f.id
      from movement.lived(cut, units) l
      left join movement.lived(cut, units) f on f.student_id = l.student_id and f.ends_on = l.starts_on - 1
     where l.starts_on > first_day and l.starts_on <= last_day
       and (coalesce(l.act, '') not in ('next_semester', case when cut <> 'course' then 'promote' else 'next_semester' end)
            or l.student_id in (select e.student_id from students.period e where e.ends_on < e.starts_on))
       and l.key is distinct from f.key
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
    select l.key, s.side, '', l.student_id, l.id
      from movement.lived(cut, units) l
      join (values ('start', first_day), ('end', last_day)) s (side, day)
        on l.starts_on <= s.day and (l.ends_on is null or l.ends_on >= s.day)
     where l.key is not null
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
    -- Counted as it is read: every student as a row of its own would be written down first.
    return query
    with stood as (
        select l.key,
               count(*) filter (where l.starts_on <= first_day and (l.ends_on is null or l.ends_on >= first_day)) as before,
               count(*) filter (where l.starts_on <= last_day and (l.ends_on is null or l.ends_on >= last_day)) as after
          from movement.lived(cut, units) l
         where l.key is not null and l.starts_on <= last_day and (l.ends_on is null or l.ends_on >= first_day)
         group by l.key
    ), moved as materialized (
        select * from movement.moved(first_day, last_day, cut, units)
    )
    select s.key, 'start', '', s.before from stood s where s.before > 0
    union all
    select s.key, 'end', '', s.after from stood s where s.after > 0
    union all
    select m.key, 'came', m.act, count(*) from moved m where m.key is not null group by m.key, m.act
    union all
    select m.former, 'left', m.act, count(*) from moved m where m.former is not null group by m.former, m.act;
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
