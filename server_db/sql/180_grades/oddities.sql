-- What somebody should look at in the sheets of a term: all alike, too round, jumps between the semester and the final, a
-- teacher far from the others of the subject. It proves nothing; it only shows where to look.
create function grades.oddities(of_term bigint)
    returns table (sheet_id bigint, kind text, details jsonb)
    language sql stable
as $$
    with points as (
        select c.sheet_id, c.line_id, k.id as component_id, k.kind, k.maximum, k.final, c.points
          from grades.sheet s
          join grades.component k on k.sheet_id = s.id
          join grades.cell c on c.component_id = k.id and c.points is not null
         where s.term_id = of_term
    ), alike as (
        select p.sheet_id, jsonb_build_object('component', min(p.kind), 'points', trim_scale(min(p.points)),
                                              'students', count(*)) as details
          from points p
         group by p.sheet_id, p.component_id
        having count(*) >= 5 and min(p.points) = max(p.points)
    ), rounded as (
        select p.sheet_id, jsonb_build_object('component', min(p.kind), 'students', count(*)) as details
          from points p
         where p.maximum >= 20
         group by p.sheet_id, p.component_id
        having count(*) >= 8 and count(*) filter (where p.points % 5 = 0) >= count(*) * 0.9
           and min(p.points) <> max(p.points)
    ), halves as (
        select p.sheet_id, p.line_id,
               sum(p.points) filter (where not p.final) / nullif(sum(p.maximum) filter (where not p.final), 0) as before,
               sum(p.points) filter (where p.final) / nullif(sum(p.maximum) filter (where p.final), 0) as final
          from points p
         group by p.sheet_id, p.line_id
    ), jumps as (
        select b.sheet_id, jsonb_build_object('students', count(*) filter (where abs(b.before - b.final) > 0.3),
                                              'of', count(*)) as details
          from halves b
         where b.before is not null and b.final is not null
         group by b.sheet_id
        having count(*) >= 5 and count(*) filter (where abs(b.before - b.final) > 0.3) * 3 >= count(*)
    ), means as (
        select s.id, s.subject_id, avg(l.total * 100 / s.maximum) as mean
          from grades.sheet s
          join grades.line l on l.sheet_id = s.id and l.outcome in ('passed', 'failed')
         where s.term_id = of_term
         group by s.id
        having count(*) >= 5
    ), far as (
        select m.id as sheet_id,
               jsonb_build_object('mean', round(m.mean, 1), 'others', round(avg(o.mean), 1)) as details
          from means m
          join means o on o.subject_id = m.subject_id and o.id <> m.id
         group by m.id, m.mean
        having count(*) >= 2 and abs(m.mean - avg(o.mean)) > 12
    )
    select a.sheet_id, 'alike', a.details from alike a
    union all
    select r.sheet_id, 'rounded', r.details from rounded r
    union all
    select j.sheet_id, 'jumps', j.details from jumps j
    union all
    select f.sheet_id, 'far', f.details from far f
$$;
