-- Grades of a demonstration: results of former terms that came with the students, closed sheets of the term before this one,
-- and the running term with sheets in every state, its midterms written, a few appeals, debtors and personal schedules.

-- A number from 0 to 999 that is the same at every filling.
create function pg_temp.drawn(a bigint, b bigint, seed integer) returns integer
    language sql immutable
as $$ select (abs(hashint8extended(a * 1000003 + b, seed)) % 1000)::integer $$;

-- Who did what to a sheet, and when, as its days say it.
create function pg_temp.acts_on(sheet grades.sheet) returns table (act text, at timestamptz, login text, digest text)
    language sql stable
as $$
    select a.act, a.at, a.login, case when a.act <> 'opened' then grades.digest_of(sheet.id) end
      from (values
            ('opened', sheet.opened_at, 'deputy_geology'), ('admitted', sheet.admitted_at, 'deputy_geology'),
            ('signed', sheet.announced_at, 'teacher_mineralogy'),
            ('confirmed', case when sheet.state in ('confirmed', 'closed') then sheet.announced_at + interval '2 hours' end,
             'head_mineralogy'),
            ('closed', sheet.closed_at, 'dean_geology')) a (act, at, login)
     where a.at is not null
$$;

-- How well a student does in a course, of 100; one in twenty fails.
create function pg_temp.worth(student bigint, course bigint) returns integer
    language sql immutable
as $$
    select case when pg_temp.drawn(student, course, 1) < 45 then 30 + pg_temp.drawn(student, course, 2) % 28
                else least(99, 62 + pg_temp.drawn(student, 7, 3) % 32 + pg_temp.drawn(student, course, 4) % 13 - 4) end
$$;

do $$
begin
    perform set_config('session_replication_role', 'replica', true);
end $$;

-- Who takes what: of the running term as it is registered, of former ones as the plans of the groups have it; of plans that
-- are over (`past`) all of it, and who has graduated has passed everything; graduation works are heard by commissions.
create temporary table taken as
select m.term_id, y.year, m.number as semester, c.id as course_id, t.group_id, t.id as student_id, r.kind
  from (
    select g.course_id, g.student_id, 'running' as kind from curriculum.registration g
  ) r
  join curriculum.course c on c.id = r.course_id
  join curriculum.semester m on m.id = c.semester_id
  join curriculum.term e on e.id = m.term_id
  join curriculum.academic_year y on y.id = e.academic_year_id
  join students.student t on t.id = r.student_id and t.group_id is not null
 union all
select m.term_id, y.year, m.number, c.id, t.group_id, t.id,
       case when n.ends_on < b.starts_on then 'past'
            when e.ends_on = (select max(p.ends_on) from curriculum.term p where p.ends_on < b.starts_on) then 'last'
            else 'former' end
  from (select min(r.starts_on) as starts_on
          from curriculum.registration g
          join curriculum.course c on c.id = g.course_id
          join curriculum.semester s on s.id = c.semester_id
          join curriculum.term r on r.id = s.term_id) b
  join curriculum.term e on e.ends_on < b.starts_on
  join curriculum.academic_year y on y.id = e.academic_year_id
  join curriculum.semester m on m.term_id = e.id
  join curriculum.curriculum w on w.id = m.curriculum_id
  join curriculum.semester n on n.curriculum_id = w.id and n.number = w.semesters
  join curriculum.group_curriculum f on f.curriculum_id = m.curriculum_id
  join curriculum.course c on c.semester_id = m.id
  join students.student t
    on t.group_id = f.group_id
   and (t.status in :students.in_contingent or t.status = :student_status.graduated
        or (t.status = :student_status.expelled and m.number < t.semester::integer - :semester.first::integer))
 where c.kind <> :subject_type.elective
    or (f.group_id + c.id) % (select count(*) from curriculum.course o where o.semester_id = m.id and o.choice = c.choice)
       = (select min((f.group_id + o.id) % (select count(*) from curriculum.course p
                                             where p.semester_id = m.id and p.choice = c.choice))
            from curriculum.course o where o.semester_id = m.id and o.choice = c.choice);
-- The planner knows nothing of what a transaction has just brought: it would compare each with each.
analyze taken;

-- What was before the program came from the archive of the faculty and was accepted.
insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, ending, points,
                           source_document, entered_by, accepted_at, accepted_by)
select s.faculty_id, t.student_id, c.subject_id,
       case y.code when :sheet_type.practice then 'practice' else 'subject' end, 'earlier', t.year, t.semester,
       (select coalesce(sum(h.hours), 0) from curriculum.course_hours h where h.course_id = c.id), c.credits, c.ending,
       case when t.kind = 'past' and pg_temp.drawn(s.id, 7, 3) % 32 > 27  -- they graduate with honours
            then greatest(88 + pg_temp.drawn(s.id, c.id, 4) % 10, pg_temp.worth(t.student_id, c.id))
            when s.status = :student_status.graduated or (t.kind = 'past' and s.id / 6 % 5 <> 3)
            then greatest(60, pg_temp.worth(t.student_id, c.id))
            else pg_temp.worth(t.student_id, c.id) end, 'Arxiv qaydnomasi ' || t.year || '/' || c.id, 'deputy_geology',
       now() - interval '200 days', 'academic_office'
  from taken t
  join students.student s on s.id = t.student_id
  join curriculum.course c on c.id = t.course_id
  left join curriculum.sheet_type y on y.id = c.sheet_type_id
 where (t.kind = 'former' and coalesce(y.code, :sheet_type.subject) in :sheets.filled_by_teachers)
    or (t.kind = 'past' and (coalesce(y.code, :sheet_type.subject) in :sheets.filled_by_teachers
                             or (s.status = :student_status.studying and s.id / 6 % 4 <> 0
                                 and s.specialty_id > (select min(p.id) from students.specialty p
                                                        where p.faculty_id = s.faculty_id))))
    on conflict do nothing;
-- Each stands alone in its semester and counts.
insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits, ending, points,
                           mark, letter, grade, passed, source, source_document, result_id, counts, why)
select r.faculty_id, r.faculty_id, r.student_id, r.subject_id, r.line, r.year, r.semester, r.hours, r.credits, r.ending,
       r.points, m.mark, m.letter, m.mark::numeric, m.passed, r.source, r.source_document, r.id, true, 'only'
  from grades.result r
 cross join lateral (
        select g.mark, g.letter, g.passed
          from curriculum.grade_type g
          join curriculum.marking_system y on y.id = g.marking_system_id and y.code = :marking_system.credit
         where g.lower_bound <= r.points
         order by g.lower_bound desc
         limit 1) m;

-- Sheets of the last and of the running term: the state of a running one by its place in the faculty.
create temporary table made as
select row_number() over (order by t.kind desc, t.course_id, t.group_id) as number, t.*,
       case when t.kind = 'last' then 'closed'
            else (array['opened', 'midterm', 'midterm', 'midterm', 'current', 'midterm', 'midterm', 'admitted', 'midterm',
                        'filled', 'signed', 'midterm', 'confirmed', 'closed', 'midterm', 'midterm'])[
                 1 + (row_number() over (partition by t.kind, t.faculty_id order by t.course_id, t.group_id))::integer % 16]
       end as stage
  from (
    select t.kind, t.course_id, t.group_id, t.term_id, c.faculty_id, array_agg(t.student_id order by t.student_id) as students
      from taken t
      join curriculum.course c on c.id = t.course_id
      left join curriculum.sheet_type y on y.id = c.sheet_type_id
     where t.kind in ('last', 'running') and coalesce(y.code, :sheet_type.subject) in :sheets.filled_by_teachers
     group by t.kind, t.course_id, t.group_id, t.term_id, c.faculty_id) t;

insert into grades.sheet (number, faculty_id, department_id, term_id, course_id, subject_id, sheet_type_id, group_id, name,
                          semester, state, due_on, marking, maximum, pass_percent, scale, credits, hours, ending, students,
                          admitted_at, announced_at, opened_at, closed_at)
select 'Q' || to_char(e.starts_on, 'YY') || '-' || lpad(m.number::text, 6, '0'), m.faculty_id, c.department_id, m.term_id,
       c.id, c.subject_id, coalesce(c.sheet_type_id, f.id), m.group_id, g.name, s.number,
       case when m.stage in ('midterm', 'current', 'admitted') then 'opened' else m.stage end,
       -- Some of the running term are late: subjects that ended earlier, and whoever had to sign or confirm them did not.
       case when m.kind = 'running' and m.number % 2 = 0
                 and m.stage in ('opened', 'current', 'filled', 'signed', 'confirmed')
            then greatest(least(e.starts_on + 10, security.today() - 4) + 1, security.today() - 1 - (m.number % 12)::integer)
            else e.ends_on end,
       y.code, y.maximum,
       y.pass_percent, grades.scale_of(y.id), c.credits,
       (select coalesce(sum(h.hours), 0) from curriculum.course_hours h where h.course_id = c.id), c.ending,
       cardinality(m.students),
       case when m.stage in ('admitted', 'filled', 'signed', 'confirmed', 'closed')
            then least(e.ends_on::timestamptz - interval '20 days', now() - interval '3 days') end,
       case when m.stage in ('signed', 'confirmed', 'closed')
            then least(e.ends_on::timestamptz - interval '9 days', now() - interval '5 hours') end,
       least(e.starts_on::timestamptz + interval '10 days', now() - interval '4 days'),
       case when m.stage = 'closed' then least(e.ends_on::timestamptz, now() - interval '1 hour') end
  from made m
  join curriculum.course c on c.id = m.course_id
  join curriculum.semester s on s.id = c.semester_id
  join curriculum.term e on e.id = m.term_id
  join curriculum.curriculum p on p.id = c.curriculum_id
  join curriculum.marking_system y on y.id = p.marking_system_id
  join students."group" g on g.id = m.group_id
 cross join (select x.id from curriculum.sheet_type x where x.code = :sheet_type.subject) f
 order by m.number;
analyze grades.record, grades.sheet;
alter table made add column sheet_id bigint;
update made m set sheet_id = s.id from grades.sheet s where s.course_id = m.course_id and s.group_id = m.group_id;
analyze made;

insert into grades.component (faculty_id, sheet_id, kind, position, maximum, minimum, gate, final, owner, signed_at)
select m.faculty_id, m.sheet_id, k.kind, k.place, k.maximum, k.minimum, k.gate, k.final, k.owner,
       case when m.stage in ('signed', 'confirmed', 'closed') or (m.stage in ('admitted', 'filled') and not k.final)
                 or (m.stage in ('midterm', 'current') and k.kind = :exam_type.midterm) or (m.stage = 'current' and k.kind = :exam_type.current)
            then least(s.due_on::timestamptz, now()) - interval '6 days' end
  from made m
  join grades.sheet s on s.id = m.sheet_id
  join curriculum.sheet_type y on y.id = s.sheet_type_id
 cross join grades.components_for(m.course_id, y.code) k
 order by m.number, k.place;

insert into grades.line (faculty_id, sheet_id, student_id, group_id, position, name, student_number, outcome, hindrance)
select m.faculty_id, m.sheet_id, s.id, s.group_id, row_number() over (partition by m.sheet_id order by s.sort_key, s.id),
       s.full_name, s.number, 'open',
       case when m.stage in ('admitted', 'filled', 'signed', 'confirmed', 'closed') then '[]'::jsonb end
  from made m
 cross join lateral unnest(m.students) i (id)
  join students.student s on s.id = i.id
 order by m.number, s.sort_key;
analyze grades.component, grades.line;

insert into grades.grader (faculty_id, sheet_id, component_id, employee_id, class_id, signed_at)
select k.faculty_id, k.sheet_id, k.id, t.employee_id, t.class_id, k.signed_at
  from made m
  join grades.component k on k.sheet_id = m.sheet_id and k.owner in ('practice', 'lecture')
 cross join grades.teachers_for(m.course_id, k.owner, array[m.group_id]) t
 where m.kind = 'running';
insert into grades.grader (faculty_id, sheet_id, component_id, employee_id, signed_at)
select distinct on (k.id) k.faculty_id, k.sheet_id, k.id, x.employee_id, k.signed_at
  from made m
  join grades.component k on k.sheet_id = m.sheet_id and k.owner = 'examiner'
  join timetable.examination x on x.course_id = m.course_id and x.group_id = m.group_id and x.kind = k.kind
                              and x.employee_id is not null
 where m.kind = 'running'
 order by k.id, x.id;
analyze grades.grader;

-- Points: what a student is worth in the course, a little more or less in each control.
with graded as materialized (
    select k.*, m.course_id, m.stage,
           coalesce((select a.login
                       from grades.grader g
                       join security.account a on a.employee_id = g.employee_id
                      where g.component_id = k.id
                      limit 1), 'deputy_geology') as login
      from made m
      join grades.component k on k.sheet_id = m.sheet_id
)
insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by, entered_at)
select l.faculty_id, l.sheet_id, l.id, k.id, d.kind,
       case when d.kind = 'points' then greatest(0, least(k.maximum, round(k.maximum * (
            pg_temp.worth(l.student_id, k.course_id) + pg_temp.drawn(l.student_id, k.id, 5) % 9 - 4) / 100))) end,
       k.login, coalesce(k.signed_at, now()) - interval '1 hour'
  from graded k
  join grades.line l on l.sheet_id = k.sheet_id
 cross join lateral (
        -- Of the sheets that are not closed some students are excused, and a few wrote off.
        select case when not k.final then 'points'
                    when pg_temp.drawn(l.student_id, k.id, 6) < 12 then 'absent'
                    when k.stage in ('filled', 'signed', 'confirmed') and pg_temp.drawn(l.student_id, k.id, 6) < 24 then 'excused'
                    when k.stage in ('filled', 'signed', 'confirmed') and pg_temp.drawn(l.student_id, k.id, 6) < 30 then 'annulled'
                    else 'points' end as kind) d
 where k.signed_at is not null or k.stage in ('filled', 'signed', 'confirmed', 'closed')
    or (k.stage = 'opened' and l.position <= 4 and k.kind = :exam_type.midterm);
analyze grades.cell;

-- In each faculty somebody should look at three sheets: current control that is alike for all, finals in multiples of five,
-- finals far from the semester.
update grades.cell c
   set points = case o.place when 1 then 24 when 2 then least(k.maximum, round(c.points / 5) * 5)
                             else round(k.maximum * case when l.position % 2 = 0 then 0.2 else 0.98 end) end
  from (
    select m.sheet_id, row_number() over (partition by m.faculty_id order by m.number) as place
      from made m
     where m.kind = 'running' and m.stage in ('filled', 'signed', 'confirmed')) o
  join grades.component k on k.sheet_id = o.sheet_id
 cross join grades.line l
 where o.place <= 3 and c.component_id = k.id and l.id = c.line_id and c.kind = 'points'
   and (k.kind = :exam_type.current) = (o.place = 1) and k.final = (o.place > 1);

-- Who has too few points for the final is not admitted to it.
with few as (
    select l.id, sum(coalesce(c.points, 0)) as have,
           (s.maximum - max(f.maximum)) * s.pass_percent / 100 as needed, max(f.id) as final_id
      from grades.sheet s
      join grades.line l on l.sheet_id = s.id
      join grades.component f on f.sheet_id = s.id and f.final
      join grades.component k on k.sheet_id = s.id and not k.final
      left join grades.cell c on c.component_id = k.id and c.line_id = l.id
     where s.admitted_at is not null
     group by l.id, s.id
), barred as (
    update grades.line l
       set hindrance = jsonb_build_array(jsonb_build_object('why', 'points', 'have', trim_scale(f.have),
                                                            'needed', trim_scale(f.needed)))
      from few f
     where l.id = f.id and f.have < f.needed
    returning l.id, l.faculty_id, l.sheet_id, f.final_id
)
insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)
select b.faculty_id, b.sheet_id, b.id, b.final_id, 'not_admitted', null, 'deputy_geology' from barred b
    on conflict (line_id, component_id) do update set kind = 'not_admitted', points = null;

update grades.line l
   set total = r.total, mark = r.mark, letter = r.letter, grade = r.grade, outcome = r.outcome
  from grades.reckoned(array(select m.sheet_id from made m)) r
 where l.id = r.line_id;
update grades.sheet s
   set missing = n.missing
  from (
    select k.sheet_id, count(*) - count(c.id) as missing
      from grades.component k
      join grades.line l on l.sheet_id = k.sheet_id
      left join grades.cell c on c.component_id = k.id and c.line_id = l.id
     group by k.sheet_id) n
 where n.sheet_id = s.id;

insert into grades.stamp (faculty_id, sheet_id, act, at, login, digest)
select s.faculty_id, s.id, a.act, a.at, a.login, a.digest
  from grades.sheet s
 cross join lateral pg_temp.acts_on(s) a
 where (s.term_id = (select max(m.term_id) from made m where m.kind = 'running') or a.act = 'closed');

-- Who failed a subject of the last term: of each faculty shown the one with most of them has its second attempt (12a), and
-- those who failed that too the third (12b) before a commission of the department. One of the faculties has closed it, in
-- the other everything is ready and the commission still judges.
create function pg_temp.retake(of_course bigint, type_id bigint, of_attempt integer, students bigint[], held_on date)
    returns bigint
    language plpgsql
as $$
declare
    planned bigint;
    made bigint;
begin
    insert into timetable.examination (faculty_id, term_id, course_id, department_id, kind, attempt, day, pair)
    select c.faculty_id, m.term_id, c.id, c.department_id, :exam_type.final, of_attempt, held_on,
           case when held_on is not null then 3 end
      from curriculum.course c
      join curriculum.semester m on m.id = c.semester_id
     where c.id = of_course
    returning id into planned;
    insert into timetable.examinee (faculty_id, examination_id, student_id, group_id)
    select x.faculty_id, x.id, t.id, t.group_id
      from timetable.examination x, students.student t
     where x.id = planned and t.id = any (students);
    insert into timetable.examiner (faculty_id, examination_id, employee_id, chair)
    select x.faculty_id, x.id, j.employee_id, j.place = 1
      from timetable.examination x
     cross join lateral (
            select e.id as employee_id,
                   row_number() over (order by a.login = 'teacher_mineralogy' nulls first, e.id) as place,
                   coalesce(a.login = 'teacher_mineralogy', false) as shown
              from employees.employee e
              left join security.account a on a.employee_id = e.id
             where e.id in (select p.employee_id from employees.position p
                             where p.unit_id = x.department_id
                               and coalesce(p.ends_on, 'infinity') >= security.today())) j
     where x.id = planned and (j.shown or j.place <= 3) and of_attempt > 2
     order by j.shown desc, j.place
     limit 3;
    made := grades.make_sheet(of_course, null, type_id, of_attempt, students);
    perform grades.carry_over(made);
    -- Who had too few points in the semester has worked for them since.
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)
    select l.faculty_id, l.sheet_id, l.id, k.id, 'points', ceil(k.maximum * 0.65), 'deputy_geology'
      from grades.line l
      join grades.component k on k.sheet_id = l.sheet_id and not k.final
     where l.sheet_id = made
        on conflict do nothing;
    update grades.component k set signed_at = now() where k.sheet_id = made and not k.final;
    update grades.line l set hindrance = '[]' where l.sheet_id = made;
    update grades.sheet s set admitted_at = now() where s.id = made;
    perform grades.reckon(array[made]);
    return made;
end $$;

-- The results of a retake are written, signed, confirmed and closed: every second student has passed.
create function pg_temp.end_retake(of_sheet bigint, held_on date) returns void
    language plpgsql
as $$
declare
    signed constant timestamptz := held_on::timestamp at time zone 'Asia/Tashkent' + interval '15 hours';
begin
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by, entered_at)
    select l.faculty_id, l.sheet_id, l.id, k.id, 'points', round(k.maximum * case when l.position % 2 = 1 then 0.68 else 0.3 end),
           'deputy_geology', signed - interval '1 hour'
      from grades.line l
      join grades.component k on k.sheet_id = l.sheet_id and k.final
     where l.sheet_id = of_sheet;
    update grades.component k set signed_at = signed where k.sheet_id = of_sheet;
    update grades.grader g set signed_at = signed where g.sheet_id = of_sheet;
    update grades.sheet s
       set state = 'closed', due_on = held_on, opened_at = signed - interval '4 days', admitted_at = signed - interval '1 day',
           announced_at = signed, closed_at = signed + interval '2 days'
     where s.id = of_sheet;
    perform grades.reckon(array[of_sheet]);
    delete from grades.stamp t where t.sheet_id = of_sheet;
    insert into grades.stamp (faculty_id, sheet_id, act, at, login, digest)
    select s.faculty_id, s.id, a.act, a.at, a.login, a.digest
      from grades.sheet s
     cross join lateral pg_temp.acts_on(s) a
     where s.id = of_sheet;
end $$;

do $$
declare
    failed record;
    second bigint;
    third bigint;
    still bigint[];
begin
    for failed in
        select distinct on (f.faculty_id) f.*
          from (
            select s.faculty_id, s.course_id, s.sheet_type_id, t.ends_on, u.code, array_agg(l.student_id) as students
              from grades.sheet s
              join grades.line l on l.sheet_id = s.id and l.outcome = 'failed'
              join students.student h on h.id = l.student_id and h.status = :student_status.studying
              join curriculum.term t on t.id = s.term_id
              join structure.unit u on u.id = s.faculty_id and u.code in ('403-101', '403-102')
             where s.state = 'closed' and t.ends_on < security.today()
               and exists (select from grades.component k where k.sheet_id = s.id and k.final)
               and 3 <= (select count(distinct p.employee_id)
                           from employees.position p
                          where p.unit_id = s.department_id and coalesce(p.ends_on, 'infinity') >= security.today())
             group by s.faculty_id, s.course_id, s.sheet_type_id, t.ends_on, u.code) f
         order by f.faculty_id, cardinality(f.students) desc, f.course_id
    loop
        second := pg_temp.retake(failed.course_id, failed.sheet_type_id, 2, failed.students, failed.ends_on - 8);
        perform pg_temp.end_retake(second, failed.ends_on - 8);
        still := array(select l.student_id from grades.line l where l.sheet_id = second and l.outcome = 'failed');
        continue when still = '{}';
        third := pg_temp.retake(failed.course_id, failed.sheet_type_id, 3, still,
                                case when failed.code = '403-102' then failed.ends_on - 2 end);
        if failed.code = '403-102' then
            perform pg_temp.end_retake(third, failed.ends_on - 2);
        else
            update grades.sheet s set due_on = security.today() + 5 where s.id = third;
        end if;
    end loop;
end $$;

analyze grades.line;
do $$
begin
    perform grades.write_records(array(select s.id from grades.sheet s where s.state = 'closed' order by s.id));
    perform grades.choose(null);
end $$;

-- Appeals against sheets that were signed this morning.
insert into grades.appeal (number, faculty_id, sheet_id, line_id, component_id, filed_at, reason, state, recorded_by)
select 'A' || to_char(security.today(), 'YY') || '-' || lpad((row_number() over (order by l.id))::text, 6, '0'),
       l.faculty_id, l.sheet_id, l.id, k.id, s.announced_at + interval '3 hours',
       'Yozma ish ballidan norozilik', 'filed', 'deputy_geology'
  from grades.sheet s
  join grades.line l on l.sheet_id = s.id and l.position = 3
  join grades.component k on k.sheet_id = s.id and k.final
 where s.state = 'signed'
 order by l.id
 limit 5;

-- One of them has its commission, from the other faculty; a teacher of a running sheet fell ill and was replaced.
with judged as (
    update grades.appeal a
       set state = 'appointed'
     where a.id = (select max(o.id) from grades.appeal o)
    returning a.id, a.faculty_id
), people as (
    select j.id as appeal_id, j.faculty_id, p.employee_id, row_number() over (order by p.employee_id) as place
      from judged j
     cross join lateral (
            select distinct p.employee_id
              from employees.position p
              join structure.unit u on u.id = p.unit_id
              join structure.unit f on f.id = u.parent_id and f.id <> j.faculty_id
             where f.code in ('403-101', '403-102') and coalesce(p.ends_on, 'infinity') >= security.today()
             order by p.employee_id
             limit 5) p
)
insert into grades.appeal_member (faculty_id, appeal_id, employee_id, chair)
select p.faculty_id, p.appeal_id, p.employee_id, p.place = 1 from people p;
insert into grades.stamp (faculty_id, sheet_id, component_id, act, at, login, reason, employee_id, instead_of_id)
select g.faculty_id, g.sheet_id, g.component_id, 'replaced', now() - interval '1 day', 'head_mineralogy',
       'Kasallik varaqasi 214', g.employee_id, o.employee_id
  from (select g.* from grades.grader g
          join grades.sheet s on s.id = g.sheet_id and s.state = 'opened'
          join structure.unit u on u.id = s.department_id and u.code = '403-101-01'
         where g.class_id is null and g.signed_at is null
         order by g.id limit 1) g
 cross join lateral (select p.employee_id from grades.grader p where p.faculty_id = g.faculty_id
                        and p.employee_id <> g.employee_id order by p.id limit 1) o;

-- Two of each faculty are over: the commission kept the one result and raised the other, which changed the sheet.
create temporary table judged as
select l.id as line_id, s.id as sheet_id, s.faculty_id, k.id as component_id, s.announced_at, c.points, l.position = 4 as kept,
       row_number() over (order by l.id) as place
  from (select distinct on (o.faculty_id) o.* from grades.sheet o where o.state = 'confirmed' order by o.faculty_id, o.id) s
  join grades.component k on k.sheet_id = s.id and k.final
  join grades.line l on l.sheet_id = s.id and l.position in (4, 6)
  join grades.cell c on c.line_id = l.id and c.component_id = k.id and c.kind = 'points' and c.points <= k.maximum - 4;
insert into grades.appeal (number, faculty_id, sheet_id, line_id, component_id, filed_at, reason, state, decision, points,
                           conclusion, decided_at, recorded_by)
select 'A' || to_char(security.today(), 'YY') || '-' || lpad((100 + j.place)::text, 6, '0'), j.faculty_id, j.sheet_id,
       j.line_id, j.component_id, j.announced_at + interval '1 hour', 'Bir savol hisobga olinmagan',
       case when j.kept then 'closed' else 'decided' end, case when j.kept then 'kept' else 'raised' end,
       case when not j.kept then j.points + 4 end,
       case when j.kept then 'Baho oʻzgarishsiz qoldirildi' else 'Javob toʻgʻri deb topildi' end, now() - interval '1 hour',
       'deputy_geology'
  from judged j;
update grades.cell c
   set points = j.points + 4
  from judged j
 where c.line_id = j.line_id and c.component_id = j.component_id and not j.kept;
do $$
begin
    perform grades.reckon(array(select distinct j.sheet_id from judged j));
end $$;
insert into grades.stamp (faculty_id, sheet_id, component_id, act, at, login, reason, digest)
select a.faculty_id, a.sheet_id, a.component_id, 'appeal', a.decided_at, 'teacher_mining', a.number, grades.digest_of(a.sheet_id)
  from grades.appeal a
 where a.decision = 'raised';
drop table judged;

-- Closed sheets were rectified: one was agreed to, one still waits.
insert into grades.rectification (number, faculty_id, sheet_id, line_id, component_id, old_kind, old_points, new_kind,
                                  new_points, reason, state, asked_at, asked_by, decided_at, decided_by)
select 'T' || to_char(security.today(), 'YY') || '-' || lpad((row_number() over (order by f.faculty_id, w.agreed))::text, 6, '0'),
       f.faculty_id, f.id, l.id, k.id, 'points', case when w.agreed then c.points - 2 else c.points end, 'points',
       case when w.agreed then c.points else c.points + 1 end, 'Varaqdan koʻchirishda xato',
       case when w.agreed then 'agreed' else 'asked' end, now() - interval '3 days', 'dean_geology',
       case when w.agreed then now() - interval '2 days' end, case when w.agreed then 'academic_office' end
  from (select distinct on (o.faculty_id) o.* from grades.sheet o
          join structure.unit u on u.id = o.faculty_id and u.code in ('403-101', '403-102')
         where o.state = 'closed' and o.attempt = 1 order by o.faculty_id, o.id desc) f
 cross join (values (true, 2), (false, 5)) w (agreed, position)
  join grades.component k on k.sheet_id = f.id and k.final
  join grades.line l on l.sheet_id = f.id and l.position = w.position
  join grades.cell c on c.line_id = l.id and c.component_id = k.id and c.points between 3 and k.maximum - 1;

-- Personal schedules of every third debtor; the half of them by order.
with debtors as (
    select r.student_id, r.faculty_id, array_agg(r.id order by r.id) as records, sum(r.credits) as credits,
           row_number() over (order by r.student_id) as place
      from grades.record r
     where r.counts and not r.passed
     group by r.student_id, r.faculty_id
), drafted as (
    insert into grades.schedule (number, faculty_id, student_id, made_on, until, subjects, credits, cost, state, order_number,
                                 order_date)
    select 'G' || to_char(security.today(), 'YY') || '-' || lpad(d.place::text, 6, '0'), d.faculty_id, d.student_id,
           security.today() - 20, security.today() + 60, cardinality(d.records), d.credits, grades.debt_cost(d.credits),
           case when d.place % 2 = 0 then 'ordered' else 'draft' end,
           case when d.place % 2 = 0 then '112-T' end, case when d.place % 2 = 0 then security.today() - 12 end
      from debtors d
     where d.place % 3 = 0
    returning id, faculty_id, student_id
)
insert into grades.schedule_line (faculty_id, student_id, schedule_id, record_id)
select d.faculty_id, d.student_id, d.id, unnest(b.records) from drafted d join debtors b using (student_id);

-- One of them waits for the teacher whom a demonstration shows.
update grades.sheet s
   set due_on = security.today() - 3
 where s.id = (
        select min(g.sheet_id) filter (where g.sheet_id % 5 <> 0)
          from grades.grader g
          join security.account a on a.employee_id = g.employee_id and a.login = 'teacher_mineralogy'
          join grades.sheet o on o.id = g.sheet_id and o.state = 'opened'
         where g.signed_at is null);
-- Late sheets: of most of them their dean's office has reminded whose turn it is, of some twice; who had signed by then
-- has a reminder that is done.
insert into grades.reminder (faculty_id, sheet_id, employee_id, role, day, at, login)
select s.faculty_id, s.id, t.employee_id, t.role, security.today() - d.ago,
       (security.today() - d.ago)::timestamp at time zone 'Asia/Tashkent' + interval '9 hours',
       case u.code when '403-102' then 'dean_mining' else 'dean_geology' end
  from grades.sheet s
  join structure.unit u on u.id = s.faculty_id
 cross join (values (1), (2)) d (ago)
 cross join lateral grades.turns_of(array[s.id]) t
 where s.due_on < security.today() - d.ago and s.state <> 'closed' and s.id % 5 <> 0 and (d.ago = 1 or s.id % 3 = 0);
insert into grades.reminder (faculty_id, sheet_id, employee_id, role, day, at, login, done_at)
select distinct on (s.id, g.employee_id) s.faculty_id, s.id, g.employee_id, 'hemis_teacher', security.today() - 2,
       (security.today() - 2)::timestamp at time zone 'Asia/Tashkent' + interval '10 hours',
       case u.code when '403-102' then 'dean_mining' else 'dean_geology' end, now() - interval '20 hours'
  from grades.sheet s
  join structure.unit u on u.id = s.faculty_id
  join grades.grader g on g.sheet_id = s.id
 where s.due_on < security.today() - 2 and s.state in ('signed', 'confirmed') and s.id % 2 = 0
    on conflict do nothing;

-- Recognised results of students who came from elsewhere: the dean's office has entered them, nobody has accepted them yet.
insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, ending, points,
                           source_document, entered_by)
select s.faculty_id, s.id, b.id, 'subject', 'recognised', s.entry_year, 1, 90, 3, :exam_finish.exam,
       61 + (s.id * 7 + b.id * 3) % 39, 'Akademik maʼlumotnoma № ' || 100 + s.id % 900, 'dean_geology'
  from (select s.* from students.student s join structure.unit u on u.id = s.faculty_id
         where u.code = '403-101' and s.status = :student_status.studying and s.course > :course.first
         order by s.id desc limit 4) s
 cross join lateral (
        select b.id
          from subjects.subject b
         where not exists (select from grades.record r where r.student_id = s.id and r.subject_id = b.id)
         order by b.id
         limit 3) b
    on conflict do nothing;

-- Of each faculty shown one student had a subject of this term recognised: it stands in the sheet, which nobody grades there.
do $$
declare
    had record;
begin
    for had in
        select distinct on (s.faculty_id) s.faculty_id, s.id as sheet_id, l.student_id, s.subject_id, s.semester, s.hours,
               s.credits, s.ending, y.year
          from grades.sheet s
          join structure.unit u on u.id = s.faculty_id and u.code in ('403-101', '403-102')
          join curriculum.term t on t.id = s.term_id
          join curriculum.academic_year y on y.id = t.academic_year_id
          join grades.line l on l.sheet_id = s.id and l.position = 6
         where s.state = 'opened' and s.attempt = 1
           and not exists (select from grades.component k where k.sheet_id = s.id and k.signed_at is not null)
         order by s.faculty_id, s.id
    loop
        insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, ending,
                                   points, source_document, entered_by, accepted_at, accepted_by)
        values (had.faculty_id, had.student_id, had.subject_id, 'subject', 'recognised', had.year - 1, had.semester, had.hours,
                had.credits, had.ending, 84, 'Akademik maʼlumotnoma № 77', 'dean_geology', now() - interval '20 days',
                'academic_office')
            on conflict do nothing;
        insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits, ending,
                                   points, mark, grade, passed, source, source_document, result_id, counts, why)
        select r.faculty_id, r.faculty_id, r.student_id, r.subject_id, r.line, r.year, r.semester, r.hours, r.credits, r.ending,
               r.points, '4', 4, true, r.source, r.source_document, r.id, true, 'recognised'
          from grades.result r
         where (r.student_id, r.subject_id, r.semester, r.source) = (had.student_id, had.subject_id, had.semester, 'recognised')
           and r.accepted_at is not null
            on conflict do nothing;
        perform grades.take_recognised(array[had.sheet_id]);
        perform grades.reckon(array[had.sheet_id]);
    end loop;
end $$;

-- Who has not paid is not admitted where the admission was decided while the hold stood.
update grades.line l
   set hindrance = l.hindrance || '[{"why": "payment"}]'
  from grades.sheet s, finance.payment_hold h
 where s.id = l.sheet_id and s.state = 'opened' and s.admitted_at is not null
   and h.student_id = l.student_id and h.released_at is null;
insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, entered_by)
select l.faculty_id, l.sheet_id, l.id, k.id, 'not_admitted', 'deputy_geology'
  from grades.line l
  join grades.sheet s on s.id = l.sheet_id and s.state = 'opened'
  join grades.component k on k.sheet_id = s.id and k.final
 where l.hindrance @> '[{"why": "payment"}]'
    on conflict do nothing;

drop table taken, made;
do $$
begin
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- Two repeaters are registered to a subject of a younger year: they sit in its one lecture, and nobody has said yet in which
-- of its subgroups.
with subgroups as (
    select p.course_id, k.faculty_id, min(g.entry_year) as entry_year
      from teaching.class k
      join curriculum.term t on t.id = k.term_id and security.today() between t.starts_on and t.ends_on
      join teaching.part p on p.class_id = k.id
      join curriculum.course c on c.id = p.course_id and c.kind <> :subject_type.elective
      join students."group" g on g.id = p.group_id
      join structure.unit u on u.id = k.faculty_id and u.code in ('403-101', '403-102')
     where k.training <> :training_type.lecture
     group by p.course_id, k.faculty_id, k.training
    having count(distinct k.id) > 1
), chosen as (
    select distinct on (s.faculty_id) s.* from subgroups s order by s.faculty_id, s.entry_year desc, s.course_id
)
insert into curriculum.registration (faculty_id, course_id, student_id)
select c.faculty_id, c.course_id, s.id
  from chosen c
 cross join lateral (
        select t.id
          from students.student t
          join students."group" g on g.id = t.group_id
         where t.faculty_id = c.faculty_id and t.status = :student_status.studying
           and g.entry_year < c.entry_year
         order by t.id desc
         limit 2) s
    on conflict do nothing;
