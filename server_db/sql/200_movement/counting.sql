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

-- Every number of the balance as its rows: the contingent at the end of the first day, who came and who left after it until the
-- end of the last, by what brought it about, and the contingent at the end of the last. It is cut by faculty, year of study,
-- form or payment; each change is counted where it leaves and where it comes to, so that it closes by itself.
create function movement.balance_rows(first_day date, last_day date, cut text, units bigint[])
    returns table (key text, side text, act text, student_id bigint, period_id bigint)
    language sql stable
as $$
    with lived as not materialized (
        select p.id, p.student_id, p.starts_on, p.ends_on, p.origin, p.status, p.faculty_id,
               case cut when 'faculty' then p.faculty_id::text when 'course' then p.course
                        when 'form' then p.education_form when 'payment' then p.payment_form end as key,
               p.status in :students.in_contingent and p.faculty_id = any (units) as counts
          from students.period p
         where p.ends_on is null or p.ends_on >= p.starts_on
    ), moved as materialized (  -- a time line has no gap: the former period ends on the eve
        select l.id, l.student_id, l.origin, f.id as former_id,
               case when l.counts then l.key end as key, case when f.counts then f.key end as former
          from lived l
          left join lived f on f.student_id = l.student_id and f.ends_on = l.starts_on - 1
                           and f.ends_on between first_day and last_day
         where l.starts_on > first_day and l.starts_on <= last_day
           -- Most are promoted and stay where they were: they are put aside before it is asked who counts.
           and (l.key is distinct from f.key or l.status is distinct from f.status or l.faculty_id is distinct from f.faculty_id)
    ), named as (
        select m.*, coalesce(d.act, m.origin) as act
          from moved m
          left join movement.line n on n.after_id = m.id and n.before_id is distinct from n.after_id
          left join movement.decree d on d.id = n.decree_id
         where m.key is distinct from m.former
    )
    select l.key, 'start', '', l.student_id, l.id
      from lived l
     where l.starts_on <= first_day and (l.ends_on is null or l.ends_on >= first_day) and l.counts
    union all
    select l.key, 'end', '', l.student_id, l.id
      from lived l
     where l.starts_on <= last_day and (l.ends_on is null or l.ends_on >= last_day) and l.counts
    union all
    select m.key, 'came', m.act, m.student_id, m.id
      from named m
     where m.key is not null
    union all
    select m.former, 'left', m.act, m.student_id, m.former_id
      from named m
     where m.former is not null
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
    select r.key, r.side, r.act, count(*)
      from movement.balance_rows(first_day, last_day, cut, units) r
     group by r.key, r.side, r.act;
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
