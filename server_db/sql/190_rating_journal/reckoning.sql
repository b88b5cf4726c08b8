-- Current control from points, tasks and attendance: exact to the end, and there rounded once to the step of grade sheets.
-- The same rules stand in shared/grading/current.py; a test compares the two.

-- The entries of students in all classes of a course, with what the rule says of their kinds and whether they count: also
-- those from a plan they came from, where the same rule held.
create function rating_journal.entries(of_course bigint, ids bigint[], rule rating_journal.rule)
    returns table (student_id bigint, class_id bigint, lesson_id bigint, day date, pair integer, number integer,
                   kind integer, value text, points numeric, maximum numeric, weight numeric, counts boolean)
    language sql stable
as $$
    with entry as (
        select e.student_id, p.class_id, p.lesson_id, p.day, p.pair, p.number, p.kind, e.value,
               case when e.value = 'a' then 0 else e.value::numeric end as points,
               (rule.kinds -> (p.kind - 1) ->> 'maximum')::numeric as maximum,
               (rule.kinds -> (p.kind - 1) ->> 'weight')::numeric as weight
          from rating_journal.points p
         cross join lateral unnest(p.students, string_to_array(p.points, ' ')) e (student_id, value)
         where p.class_id in (
                select c.class_id
                  from teaching.classes_of_course(of_course, ids) c
                  join teaching.class k on k.id = c.class_id
                  join curriculum.course o on o.id = k.course_id
                 where o.department_id is not distinct from rule.department_id)
           and p.held and e.value <> '-' and e.student_id = any (ids)
    )
    select e.student_id, e.class_id, e.lesson_id, e.day, e.pair, e.number, e.kind, e.value, e.points, e.maximum, e.weight,
           rule.best is null
           or row_number() over (partition by e.student_id
                                 order by round(e.points / e.maximum, 10) desc, e.weight desc, e.day, e.pair, e.lesson_id,
                                          e.number) <= rule.best
      from entry e
$$;

-- The tasks that count for students: those of their classes that are over or graded, given while they sat there.
create function rating_journal.tasks(of_course bigint, ids bigint[])
    returns table (student_id bigint, task_id bigint, name text, due_on date, points numeric, maximum numeric)
    language sql stable
as $$
    select m.student_id, a.id, a.name::text, a.due_on, coalesce(w.points, 0), a.points
      from topics.task a
      join teaching.member m on m.class_id = a.class_id and m.student_id = any (ids)
       and m.starts_on <= a.due_on and coalesce(m.ends_on, 'infinity') >= a.due_on
      left join topics.task_work w on w.task_id = a.id and w.student_id = m.student_id
     where a.class_id in (select c.class_id from teaching.classes_of_course(of_course, ids) c)
       and (a.due_on < security.today() or w.points is not null)
$$;

-- What each part of a rule is reckoned from: points that were got, and those that were possible.
create function rating_journal.sums(of_course bigint, ids bigint[], rule rating_journal.rule)
    returns table (student_id bigint, entries integer, got numeric, possible numeric, task_got numeric,
                   task_possible numeric, held integer, unexcused integer)
    language sql stable
as $$
    select i.id, coalesce(e.many, 0), coalesce(e.got, 0),
           coalesce(e.possible, 0)
               + greatest(rule.best - coalesce(e.many, 0), 0)  -- what is missing of the best counts as 0 of the first kind
                 * (rule.kinds -> 0 ->> 'maximum')::numeric * (rule.kinds -> 0 ->> 'weight')::numeric,
           coalesce(t.got, 0), coalesce(t.possible, 0), h.held_hours, h.unexcused_hours
      from unnest(ids) i (id)
      left join (
            select n.student_id, sum(n.weight * n.points) as got, sum(n.weight * n.maximum) as possible,
                   count(*)::integer as many
              from rating_journal.entries(of_course, ids, rule) n
             where n.counts
             group by n.student_id) e on e.student_id = i.id
      left join (
            select n.student_id, sum(n.points) as got, sum(n.maximum) as possible
              from rating_journal.tasks(of_course, ids) n
             group by n.student_id) t on t.student_id = i.id
      join attendance.hours_of(of_course, ids) h on h.student_id = i.id
$$;

-- The sum of the parts, brought to the maximum of the control and rounded half up to the step, which is in tenths. All
-- of it is one fraction until the end: a share of three parts is exact.
create function rating_journal.total(
    rule rating_journal.rule, got numeric, possible numeric, task_got numeric, task_possible numeric, held integer,
    unexcused integer, maximum numeric, step integer
) returns numeric
    language sql immutable
as $$
    with part as (
        select case when possible > 0 then got else 0 end as a, case when possible > 0 then possible else 1 end as b,
               case when task_possible > 0 then task_got else 0 end as c,
               case when task_possible > 0 then task_possible else 1 end as d,
               case when held > 0 then held - unexcused else 0 end::numeric as e,
               case when held > 0 then held else 1 end::numeric as f
    ), fraction as (
        select (rule.lesson_points * p.a * p.d * p.f + rule.task_points * p.c * p.b * p.f
                + rule.attendance_points * p.e * p.b * p.d) * maximum as top,
               p.b * p.d * p.f * (rule.lesson_points + rule.task_points + rule.attendance_points) as bottom
          from part p
    )
    select trim_scale(least(maximum, div(20 * f.top + step * f.bottom, 2 * step * f.bottom) * step / 10)) from fraction f
$$;

-- The most that current control brings in a course: its control of the plan, or what the rule sums up to.
create function rating_journal.maximum_of(of_course bigint, rule rating_journal.rule) returns numeric
    language sql stable
as $$
    select coalesce(
        (select sum(k.maximum) from curriculum.control k where k.course_id = of_course and k.kind in :controls.currents),
        rule.lesson_points + rule.task_points + rule.attendance_points)
$$;

-- All that the current control of students is made of, line by line, and what comes out: nobody while there is no rule.
create function rating_journal.work_out(of_course bigint, ids bigint[], maximum numeric)
    returns table (student_id bigint, working jsonb)
    language sql stable
as $$
    with rule as materialized (
        select r from rating_journal.rule_of(of_course) r where r.number is not null
    ), line as (
        select e.student_id,
               jsonb_agg(jsonb_build_object(
                   'day', e.day, 'pair', e.pair, 'training', c.training, 'kind', e.kind, 'value', e.value,
                   'maximum', e.maximum, 'weight', e.weight, 'counts', e.counts) order by e.day, e.pair, e.number) as lines
          from rule
         cross join lateral rating_journal.entries(of_course, ids, rule.r) e
          join teaching.class c on c.id = e.class_id
         group by e.student_id
    ), task as (
        select t.student_id,
               jsonb_agg(jsonb_build_object('name', t.name, 'due_on', t.due_on, 'points', t.points, 'maximum', t.maximum)
                         order by t.due_on, t.task_id) as tasks
          from rating_journal.tasks(of_course, ids) t
         group by t.student_id
    )
    select s.student_id,
           jsonb_build_object(
               'rule', to_jsonb(rule.r), 'maximum', work_out.maximum, 'step', :setting.grades.step, 'entries', s.entries,
               'got', s.got, 'possible', s.possible, 'task_got', s.task_got, 'task_possible', s.task_possible,
               'held', s.held, 'unexcused', s.unexcused,
               'points', rating_journal.total(rule.r, s.got, s.possible, s.task_got, s.task_possible, s.held, s.unexcused,
                                              work_out.maximum, :setting.grades.step),
               'lines', coalesce(l.lines, '[]'), 'tasks', coalesce(t.tasks, '[]'))
      from rule
     cross join lateral rating_journal.sums(of_course, ids, rule.r) s
      left join line l on l.student_id = s.student_id
      left join task t on t.student_id = s.student_id
$$;
