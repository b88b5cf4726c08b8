-- Who is ready for graduation, and who is not and why: the plan of the group against the academic record, and what a diploma
-- needs besides. One statement for a student, a group or a faculty.

-- What the plans of these students ask for, a row a subject, course work beside it; of alternatives the student needs one.
create function graduation.required(students bigint[])
    returns table (student_id bigint, semester integer, choice bigint, line text, subjects bigint[], credits numeric,
                   attestation boolean)
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
         where f.group_id in (select s.group_id from students.student s where s.id = any (students))
    ), need as (
        select c.group_id, c.semester, c.choice, 'subject' as line, array_agg(c.subject_id) as subjects,
               min(c.credits) as credits, bool_or(c.attestation) as attestation
          from course c
         group by c.group_id, c.semester, c.choice
        union all
        select c.group_id, c.semester, c.choice, 'course_work', array_agg(c.subject_id), 0, false
          from course c
         where c.work
         group by c.group_id, c.semester, c.choice
    )
    select s.id, n.semester, n.choice, n.line, n.subjects, n.credits, n.attestation
      from students.student s
      join need n on n.group_id = s.group_id
     where s.id = any (students)
$$;

-- What keeps these students from graduation, and notes that keep nobody: `subject_id` and `semester` where it is about a
-- subject, `have` and `needed` where something is counted.
create function graduation.found(students bigint[])
    returns table (student_id bigint, kind text, keeps boolean, subject_id bigint, semester integer, have numeric,
                   needed numeric)
    language sql stable
as $$
    with student as materialized (
        select s.id, s.group_id, s.semester::integer - :semester.first::integer + 1 as semester, f.curriculum_id,
               c.semesters
          from students.student s
          left join curriculum.group_curriculum f on f.group_id = s.group_id
          left join curriculum.curriculum c on c.id = f.curriculum_id
         where s.id = any (students)
    ), record as materialized (
        select r.student_id, r.subject_id, r.semester, case r.line when 'practice' then 'subject' else r.line end as line,
               r.credits, r.passed
          from grades.record r
         where r.counts and r.student_id = any (students)
    ), asked as materialized (
        select q.student_id, q.semester, q.choice, q.line, q.subjects[1] as subject_id, q.credits, q.attestation,
               bool_or(r.passed) as passed
          from graduation.required(students) q
          left join record r on r.student_id = q.student_id and r.semester = q.semester and r.line = q.line
                            and r.subject_id = any (q.subjects)
         group by q.student_id, q.semester, q.choice, q.line, q.subjects, q.credits, q.attestation
    )
    select s.id, 'no_plan', true, null::bigint, null::integer, null::numeric, null::numeric
      from student s
     where s.curriculum_id is null
    union all
    select s.id, 'semesters', true, null, null, s.semester, s.semesters from student s where s.semester < s.semesters
    union all
    select a.student_id, case when a.attestation then 'attestation' else 'missing' end, true, a.subject_id, a.semester,
           null, null
      from asked a
     where a.passed is not true and (a.attestation or a.passed is null)
    union all
    select r.student_id, 'debt', true, r.subject_id, r.semester, null, null
      from record r
     where not r.passed
       and not exists (select from asked a
                        where a.student_id = r.student_id and a.subject_id = r.subject_id and a.semester = r.semester
                          and a.attestation)
    union all
    select s.id, 'credits', true, null, null, coalesce(h.credits, 0), n.credits
      from student s
      join (select a.student_id, sum(a.credits) as credits from asked a group by a.student_id) n on n.student_id = s.id
      left join (select r.student_id, sum(r.credits) as credits from record r where r.passed group by r.student_id) h
             on h.student_id = s.id
     where coalesce(h.credits, 0) < n.credits
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
     where r.student_id = any (students) and r.accepted_at is null
    union all
    select * from graduation.papers_found(students)
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
as $$
    with attested as materialized (
        select distinct q.student_id, q.semester, u.subject_id
          from graduation.required(students) q
         cross join lateral unnest(q.subjects) u (subject_id)
         where q.attestation
    ), mark as materialized (
        select r.student_id, r.grade, t.student_id is not null as attestation
          from grades.record r
          left join attested t on t.student_id = r.student_id and t.semester = r.semester and t.subject_id = r.subject_id
         where r.counts and r.student_id = any (students)
           and (r.ending = :exam_finish.exam or t.student_id is not null)
    )
    select m.student_id, count(*) filter (where m.grade >= 4.5), count(*) filter (where m.grade >= 3.5 and m.grade < 4.5),
           count(*), coalesce(bool_and(m.grade >= 4.5) filter (where m.attestation), false),
           count(*) filter (where m.grade >= 4.5) * 100 >= count(*) * :setting.graduation.fives_percent
           and count(*) filter (where m.grade < 3.5) = 0
           and coalesce(bool_and(m.grade >= 4.5) filter (where m.attestation), false)
      from mark m
     group by m.student_id
$$;

-- Graduates to be: who is in the last semester of the plan, of whoever asks: a dean's office the own, others all.
create function graduation.candidates(faculty_id bigint default null)
    returns table (student_id bigint, acceptance_id bigint, state text, findings text[], notes text[], hindrances bigint,
                   credits numeric, gpa numeric, honours boolean)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
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
      left join (select t.student_id, t.credits, t.gpa
                   from grades.gpa((select e.ids from every e)) t where t.year is null) g on g.student_id = c.id
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
