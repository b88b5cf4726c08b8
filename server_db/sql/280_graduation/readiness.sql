-- Who is ready for graduation, and who is not and why: the plan of the group against the academic record, and what a diploma
-- needs besides. One statement for a student, a group or a faculty.

-- What the plans of these groups ask for, a row a subject, course work beside it. Of those with one `choice` a student needs one;
-- `place` numbers the choices of a group, of which there are `choices`.
create function graduation.asked(groups bigint[])
    returns table (group_id bigint, semester integer, work boolean, choice bigint, subject_id bigint, credits numeric,
                   attestation boolean, place integer, choices integer)
    language sql stable
as $$
    with course as materialized (
        select f.group_id, m.number as semester, coalesce(-c.choice, c.id) as choice, c.subject_id, c.credits,
               coalesce(y.code, :sheet_type.subject) not in :sheets.filled_by_teachers as attestation,
               exists (select from curriculum.course_hours h
                        where h.course_id = c.id and h.training = :training_type.course_work) as work
          from curriculum.group_curriculum f
          join curriculum.semester m on m.curriculum_id = f.curriculum_id
          join curriculum.course c on c.semester_id = m.id
          left join curriculum.sheet_type y on y.id = c.sheet_type_id
         where f.group_id = any (groups)
    ), placed as (
        select n.*, dense_rank() over (partition by n.group_id order by n.semester, n.work, n.choice)::integer as place
          from (
            select c.group_id, c.semester, false as work, c.choice, c.subject_id, c.credits, c.attestation from course c
            union all
            select c.group_id, c.semester, true, c.choice, c.subject_id, 0, false from course c where c.work) n
    )
    select p.*, max(p.place) over (partition by p.group_id) from placed p
$$;

-- The same by what a line of the record is known by: whether it is attestation, and the choices that it meets, a bit each. So a
-- record is set against its plan in one pass, and what it has not met is what its bits have not.
create function graduation.met(groups bigint[])
    returns table (group_id bigint, subject_id bigint, semester integer, work boolean, attestation boolean, choices varbit)
    language sql stable
as $$
    select a.group_id, a.subject_id, a.semester, a.work, bool_or(a.attestation),
           bit_or(set_bit(repeat('0', a.choices)::varbit, a.place - 1, 1))
      from graduation.asked(groups) a
     group by a.group_id, a.subject_id, a.semester, a.work
$$;

-- What keeps these students from graduation, and notes that keep nobody: `subject_id` and `semester` where it is about a
-- subject, `have` and `needed` where something is counted. Subject by subject only those are looked at who lack something.
create function graduation.found(students bigint[])
    returns table (student_id bigint, kind text, keeps boolean, subject_id bigint, semester integer, have numeric,
                   needed numeric)
    language sql stable
    set enable_mergejoin = off  -- or all lines of a faculty would be sorted for a plan of three hundred
as $$
    with student as materialized (
        select s.id, s.group_id, s.semester::integer - :semester.first::integer + 1 as semester, f.curriculum_id,
               c.semesters
          from students.student s
          left join curriculum.group_curriculum f on f.group_id = s.group_id
          left join curriculum.curriculum c on c.id = f.curriculum_id
         where s.id = any (found.students)
    ), choice as materialized (
        select a.group_id, a.place, a.choices, a.semester, min(a.subject_id) as subject_id, min(a.credits) as credits,
               bool_or(a.attestation) as attestation
          from graduation.asked(array(select distinct s.group_id from student s where s.group_id is not null)) a
         group by a.group_id, a.place, a.choices, a.semester
    ), plan as materialized (
        select c.group_id, c.choices, sum(c.credits) as credits from choice c group by c.group_id, c.choices
    ), met as materialized (
        select * from graduation.met(array(select p.group_id from plan p))
    ), got as materialized (
        select r.student_id, sum(r.credits) filter (where r.passed) as credits,
               bit_or(m.choices) filter (where r.passed) as passed, bit_or(m.choices) filter (where not r.passed) as failed,
               bool_or(not r.passed and m.attestation is not true) as owes
          from student s
          join grades.record r on r.student_id = s.id and r.counts
          left join met m on m.group_id = s.group_id and m.subject_id = r.subject_id and m.semester = r.semester
                         and m.work = (r.line = 'course_work')
         group by r.student_id
    ), lacking as materialized (
        select s.id, c.subject_id, c.semester, c.attestation
          from student s
          join plan p on p.group_id = s.group_id
          left join got g on g.student_id = s.id
          join choice c on c.group_id = s.group_id
                       and (g.passed is null or get_bit(g.passed, c.place - 1) = 0)
                       and (c.attestation or g.failed is null or get_bit(g.failed, c.place - 1) = 0)
         where coalesce(bit_count(g.passed), 0) < p.choices
    )
    select s.id, 'no_plan', true, null::bigint, null::integer, null::numeric, null::numeric
      from student s
     where s.curriculum_id is null
    union all
    select s.id, 'semesters', true, null, null, s.semester, s.semesters from student s where s.semester < s.semesters
    union all
    select l.id, case when l.attestation then 'attestation' else 'missing' end, true, l.subject_id, l.semester, null, null
      from lacking l
    union all
    select r.student_id, 'debt', true, r.subject_id, r.semester, null, null
      from got g
      join student s on s.id = g.student_id
      join grades.record r on r.student_id = s.id and r.counts and not r.passed
      left join met m on m.group_id = s.group_id and m.subject_id = r.subject_id and m.semester = r.semester
                     and m.work = (r.line = 'course_work')
     where g.owes and m.attestation is not true
    union all
    select s.id, 'credits', true, null, null, coalesce(g.credits, 0), p.credits
      from student s
      join plan p on p.group_id = s.group_id
      left join got g on g.student_id = s.id
     where coalesce(g.credits, 0) < p.credits
    union all
    select l.student_id, 'open_sheet', true, h.subject_id, h.semester, null, null
      from grades.line l
      join grades.sheet h on h.id = l.sheet_id and h.state <> 'closed'
     where l.student_id = any (found.students)
    union all
    select l.student_id, 'open_appeal', true, h.subject_id, h.semester, null, null
      from grades.line l
      join grades.sheet h on h.id = l.sheet_id
     where l.student_id = any (found.students)
       and (exists (select from grades.appeal p where p.line_id = l.id and p.state <> 'closed')
            or exists (select from grades.rectification p where p.line_id = l.id and p.state = 'asked'))
    union all
    select r.student_id, 'unaccepted', true, r.subject_id, r.semester, null, null
      from grades.result r
     where r.student_id = any (found.students) and r.accepted_at is null
    union all
    select * from graduation.papers_found(found.students)
$$;

-- What a diploma needs of the person, and what is open in other offices.
create function graduation.papers_found(students bigint[])
    returns table (student_id bigint, kind text, keeps boolean, subject_id bigint, semester integer, have numeric,
                   needed numeric)
    language sql stable
as $$
    select s.id, f.kind, f.keeps, null::bigint, null::integer, null::numeric, null::numeric
      from students.student s
      left join students.private v on v.student_id = s.id
      left join students.photo h on h.student_id = s.id
      left join students.prior_education e on e.student_id = s.id
     cross join lateral (values
            ('passport', true, v.passport is null),
            ('photo', true, h.id is null),
            ('prior_education', true, e.id is null or num_nulls(e.institution, e.document_kind, e.document_number) > 0),
            ('name', true, exists (
                select from movement.line l
                  join movement.decree d on d.id = l.decree_id and d.act = 'rename' and d.state in ('draft', 'sent', 'signed')
                 where l.student_id = s.id)),
            ('clearance', false, exists (
                select from clearance.sheet c
                 where c.student_id = s.id and c.open_points > 0 and c.handed_at is null and c.withdrawn_at is null)),
            ('payment', false, exists (
                select from finance.payment_hold p where p.student_id = s.id and p.released_at is null))
         ) f (kind, keeps, there)
     where s.id = any (students) and f.there
    union all
    select distinct r.student_id, 'english_title', true, r.subject_id, r.semester, null::numeric, null::numeric
      from grades.record r
      join subjects.subject b on b.id = r.subject_id and b.name_en is null
     where r.counts and r.student_id = any (students)
$$;

-- The marks that honours are reckoned by: subjects that end with an examination, course work, practice, attestation.
create function graduation.honours(students bigint[])
    returns table (student_id bigint, fives bigint, fours bigint, marked bigint, attested boolean, honours boolean)
    language sql stable
    set enable_mergejoin = off  -- or all lines of a faculty would be sorted for a plan of three hundred
as $$
    with met as materialized (
        select *
          from graduation.met(array(
               select distinct s.group_id from students.student s where s.id = any (students) and s.group_id is not null)) m
         where m.attestation
    )
    select h.*, h.fives * 100 >= h.marked * :setting.graduation.fives_percent and h.fives + h.fours = h.marked and h.attested
      from (
        select s.id, count(*) filter (where r.grade >= 4.5) as fives,
               count(*) filter (where r.grade >= 3.5 and r.grade < 4.5) as fours, count(*) as marked,
               coalesce(bool_and(r.grade >= 4.5) filter (where m.attestation), false) as attested
          from students.student s
          join grades.record r on r.student_id = s.id and r.counts
          left join met m on m.group_id = s.group_id and m.subject_id = r.subject_id and m.semester = r.semester
                         and m.work = (r.line = 'course_work')
         where s.id = any (students) and (r.ending = :exam_finish.exam or m.attestation)
         group by s.id) h
$$;

-- Graduates to be: who is in the last semester of the plan, of whoever asks: a dean's office the own, others all.
create function graduation.candidates(faculty_id bigint default null)
    returns table (student_id bigint, acceptance_id bigint, state text, findings text[], notes text[], hindrances bigint,
                   credits numeric, gpa numeric, honours boolean)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'  -- the records of a faculty stay in memory
as $$
    with candidate as materialized (
        select s.id
          from students.student s
          left join curriculum.group_curriculum f on f.group_id = s.group_id
          left join curriculum.curriculum c on c.id = f.curriculum_id
         where s.status in :students.with_group
           and s.faculty_id = any (security.units_of(security.me(), security.my_role()))
           and (candidates.faculty_id is null or s.faculty_id = candidates.faculty_id)
           and security.acts_as(security.me(), security.my_role())
           and s.semester::integer - :semester.first::integer + 1
               >= coalesce(c.semesters, case s.education_type when :education_type.bachelor then 8 else 4 end)
    ), every as materialized (
        select coalesce(array_agg(c.id), '{}') as ids from candidate c
    ), found as materialized (
        select f.student_id, array_agg(distinct f.kind) filter (where f.keeps) as findings,
               array_agg(distinct f.kind) filter (where not f.keeps) as notes, count(*) filter (where f.keeps) as many
          from graduation.found((select e.ids from every e)) f
         group by f.student_id
    )
    select c.id, a.id, a.state, coalesce(f.findings, '{}'), coalesce(f.notes, '{}'), coalesce(f.many, 0),
           coalesce(a.credits, g.credits), coalesce(a.gpa, g.gpa), coalesce(a.honours, h.honours, false)
      from candidate c
      left join found f on f.student_id = c.id
      left join graduation.acceptance a on a.student_id = c.id and a.state <> 'taken_back'
      left join grades.gpa_in_all((select e.ids from every e)) g on g.student_id = c.id
      left join graduation.honours((select e.ids from every e)) h on h.student_id = c.id
$$;
comment on function graduation.candidates(bigint) is
    'Definer: whether a passport is recorded is told without telling what it says.';

-- What was found about one student, to whoever reads the candidates.
create function graduation.findings(of_student bigint)
    returns table (kind text, keeps boolean, subject_id bigint, semester integer, have numeric, needed numeric)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select f.kind, f.keeps, f.subject_id, f.semester, f.have, f.needed
      from students.student s
     cross join lateral graduation.found(array[s.id]) f
     where s.id = of_student and security.acts_as(security.me(), security.my_role())
       and s.faculty_id = any (security.units_of(security.me(), security.my_role()))
     order by not f.keeps, f.kind, f.semester, f.subject_id
$$;
comment on function graduation.findings(bigint) is 'Definer: as the candidates are told.';

-- How the honours of one student are reckoned.
create function graduation.honours_of(of_student bigint)
    returns table (fives bigint, fours bigint, marked bigint, attested boolean, honours boolean, needed integer)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select h.fives, h.fours, h.marked, h.attested, h.honours, :setting.graduation.fives_percent
      from students.student s
     cross join lateral graduation.honours(array[s.id]) h
     where s.id = of_student and security.acts_as(security.me(), security.my_role())
       and s.faculty_id = any (security.units_of(security.me(), security.my_role()))
$$;
comment on function graduation.honours_of(bigint) is 'Definer: as the candidates are told.';
