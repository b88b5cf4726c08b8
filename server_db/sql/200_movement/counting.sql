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

-- The balance of movement between two days: the contingent at the end of the first, who came and who left after it until the
-- end of the last, by what brought it about, and the contingent at the end of the last. It closes by itself: each change is
-- counted where it leaves and where it comes to.
create function movement.balance(first_day date, last_day date)
    returns table (faculty_id bigint, side text, act text, students bigint)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with asking as materialized (
        select security.units_of(security.me(), r.role) as units
          from (select security.my_role() as role) r
         where security.acts_as(security.me(), r.role)
           and r.role in ('hemis_academic_office', 'hemis_faculty', 'hemis_management')
    ), lived as (
        select p.id, p.student_id, p.starts_on, p.ends_on, p.origin, p.faculty_id,
               p.status in :students.in_contingent as present,
               lag(p.faculty_id) over life as former_id,
               lag(p.status in :students.in_contingent) over life as was_present
          from students.period p
         where p.ends_on is null or p.ends_on >= p.starts_on
        window life as (partition by p.student_id order by p.starts_on, p.id)
    ), moved as (
        select l.*, coalesce((
                   select d.act
                     from movement.line n
                     join movement.decree d on d.id = n.decree_id
                    where n.after_id = l.id and n.before_id is distinct from n.after_id
                    order by n.id
                    limit 1), l.origin) as act
          from lived l
         where l.starts_on > first_day and l.starts_on <= last_day
           and (l.present, l.faculty_id) is distinct from (coalesce(l.was_present, false), l.former_id)
    ), counted as (
        select l.faculty_id, 'start' as side, '' as act
          from lived l
         where l.present and l.starts_on <= first_day and coalesce(l.ends_on, 'infinity') >= first_day
        union all
        select m.faculty_id, 'came', m.act from moved m where m.present
        union all
        select m.former_id, 'left', m.act from moved m where m.was_present
        union all
        select l.faculty_id, 'end', ''
          from lived l
         where l.present and l.starts_on <= last_day and coalesce(l.ends_on, 'infinity') >= last_day
    )
    select c.faculty_id, c.side, c.act, count(*)
      from counted c, asking k
     where c.faculty_id = any (k.units)
     group by c.faculty_id, c.side, c.act
$$;
comment on function movement.balance(date, date) is 'Definer: who left a faculty is counted there, where he is read no more.';
