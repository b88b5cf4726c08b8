-- The dean's office opens sheets: of a group or elective list at the first attempt, of those who failed at the next ones.

-- What is missing in a term: a course and a group (or all takers of an elective) without a sheet of the kind.
create function grades.missing_sheets(of_term bigint, of_faculty bigint)
    returns table (course_id bigint, group_id bigint, sheet_type_id bigint, students bigint[])
    language sql stable
as $$
    with takers as (
        select c.id as course_id, case when c.kind = :subject_type.elective then null else t.group_id end as group_id,
               coalesce(c.sheet_type_id, y.id) as sheet_type_id,
               exists (select from curriculum.course_hours h
                        where h.course_id = c.id and h.training = :training_type.course_work) as work,
               t.id as student_id
          from curriculum.semester m
          join curriculum.course c on c.semester_id = m.id
          join curriculum.registration r on r.course_id = c.id
          join students.student t on t.id = r.student_id and t.status in :students.may_register
          left join curriculum.sheet_type y on y.code = :sheet_type.subject
         where m.term_id = of_term and m.faculty_id = of_faculty
    ), wanted as (
        select t.course_id, t.group_id, t.sheet_type_id, t.student_id from takers t
        union all
        select t.course_id, t.group_id, w.id, t.student_id
          from takers t
          join curriculum.sheet_type w on w.code = :sheet_type.course_work
         where t.work
    )
    select w.course_id, w.group_id, w.sheet_type_id, array_agg(w.student_id order by w.student_id)
      from wanted w
      join curriculum.sheet_type y on y.id = w.sheet_type_id and y.code in :sheets.filled_by_teachers
     where not exists (
            select
              from grades.line l
              join grades.sheet s on s.id = l.sheet_id
             where l.student_id = w.student_id and s.course_id = w.course_id and s.sheet_type_id = w.sheet_type_id)
     group by w.course_id, w.group_id, w.sheet_type_id
$$;

-- The components of a sheet: the controls of the course, or one for all of course work and of what a commission holds.
create function grades.components_for(course_id bigint, type_code text)
    returns table (kind text, place bigint, maximum numeric, minimum numeric, gate boolean, final boolean, owner text)
    language sql stable
as $$
    with own as (
        select k.kind, k.maximum, k.minimum, k.gate, k.owner
          from curriculum.control k
         where k.course_id = components_for.course_id
           and type_code not in (:sheet_type.course_work, :sheet_type.state_exam, :sheet_type.graduation_work)
           and (k.kind = :exam_type.final or type_code <> :sheet_type.final_only)
        union all
        select case type_code when :sheet_type.course_work then :exam_type.overall else :exam_type.final end, m.maximum, null,
               false, case type_code when :sheet_type.course_work then 'lecture' else 'commission' end
          from curriculum.course c
          join curriculum.curriculum p on p.id = c.curriculum_id
          join curriculum.marking_system m on m.id = p.marking_system_id
         where c.id = components_for.course_id
           and type_code in (:sheet_type.course_work, :sheet_type.state_exam, :sheet_type.graduation_work)
    )
    select o.kind, row_number() over (order by case when o.kind in :controls.currents then 1
                                                    when o.kind in :controls.midterms then 2 else 3 end, o.kind),
           o.maximum, o.minimum, o.gate, o.kind = :exam_type.final,
           coalesce(o.owner, case when o.kind in :controls.currents then 'practice'
                                  when o.kind in :controls.midterms then 'lecture' else 'examiner' end)
      from own o
     where o.maximum > 0
$$;

-- Who teaches these students a course: lecturers, or teachers of practice, each with the class; where a course has no
-- teachers of the one kind, those of the other. Who sits with strangers, as repeaters do, brings the teachers of that
-- class along.
create function grades.teachers_for(course_id bigint, owner text, groups bigint[], students bigint[] default '{}')
    returns table (employee_id bigint, class_id bigint)
    language sql stable
as $$
    with given as (
        select distinct a.employee_id, k.id as class_id, k.training = :training_type.lecture as lecture, true as with_group
          from teaching.part p
          join teaching.class k on k.id = p.class_id
          join teaching.assignment a on a.class_id = k.id
         where p.course_id = teachers_for.course_id and p.group_id = any (groups)
    ), elsewhere as (
        select distinct a.employee_id, k.id, k.training = :training_type.lecture, false
          from curriculum.course c
          join curriculum.semester m on m.id = c.semester_id
          join curriculum.term t on t.id = m.term_id
          join teaching.member b on b.student_id = any (teachers_for.students)
                                and coalesce(b.ends_on, 'infinity') >= least(security.today(), t.ends_on)
          join teaching.class k on k.id = b.class_id and k.term_id = t.id
          join curriculum.course o on o.id = k.course_id and o.subject_id = c.subject_id
          join teaching.assignment a on a.class_id = k.id
         where c.id = teachers_for.course_id
           and k.id not in (select g.class_id from given g)
    ), wanted as (
        select g.*, (owner = 'lecture') = g.lecture as own
          from (select * from given union all select * from elsewhere) g
    )
    select w.employee_id, w.class_id
      from wanted w
     where w.own or not exists (select from wanted o where o.own and o.with_group = w.with_group)
$$;

-- The days of the schedule of controls on which these students have the final of an attempt.
create function grades.held_on(course_id bigint, group_id bigint, attempt integer, students bigint[]) returns daterange
    language sql stable
as $$
    select daterange(min(x.day), max(x.day), '[]')
      from timetable.examination x
     where x.course_id = held_on.course_id and x.kind = :exam_type.final and x.attempt = held_on.attempt
       and x.day is not null
       and (x.group_id = held_on.group_id
            or held_on.group_id is null and x.group_id in (
                select s.group_id from students.student s where s.id = any (students))
            or exists (
                select from timetable.examinee i where i.examination_id = x.id and i.student_id = any (students)))
    having count(*) > 0
$$;

-- Until when a sheet is filled: some days after its final, where the schedule says when that is; else until the end of the
-- term, and a retake that is opened later for two weeks.
create function grades.due_day(course_id bigint, group_id bigint, attempt integer, students bigint[]) returns date
    language sql stable
as $$
    select coalesce(
        upper(grades.held_on(due_day.course_id, due_day.group_id, due_day.attempt, students)) - 1
            + :setting.grades.days_to_grade,
        case when due_day.attempt = 1 then t.ends_on else greatest(t.ends_on, security.today() + 14) end)
      from curriculum.course c
      join curriculum.semester m on m.id = c.semester_id
      join curriculum.term t on t.id = m.term_id
     where c.id = due_day.course_id
$$;

create function grades.make_sheet(course_id bigint, group_id bigint, type_id bigint, attempt integer, students bigint[])
    returns bigint
    language plpgsql
as $$
#variable_conflict use_column
declare
    made bigint;
    type_code constant text := (select y.code from curriculum.sheet_type y where y.id = make_sheet.type_id);
    groups bigint[];
begin
    insert into grades.sheet (number, faculty_id, department_id, term_id, course_id, subject_id, sheet_type_id, group_id,
                              list, name, semester, attempt, state, due_on, marking, maximum, pass_percent, scale, credits,
                              hours, ending)
    select grades.next_number('grades.sheet', 'Q'),
           c.faculty_id, c.department_id, m.term_id, c.id, c.subject_id, make_sheet.type_id, make_sheet.group_id,
           1 + (select count(*) from grades.sheet o
                 where o.course_id = c.id and o.group_id is not distinct from make_sheet.group_id
                   and o.sheet_type_id = make_sheet.type_id and o.attempt = make_sheet.attempt),
           (select regexp_replace(string_agg(distinct g.name, ', '), '^(.{255}).{2,}$', '\1…')
              from students.student s join students."group" g on g.id = s.group_id
             where s.id = any (make_sheet.students)),
           m.number, make_sheet.attempt, 'opened',
           grades.due_day(c.id, make_sheet.group_id, make_sheet.attempt, make_sheet.students), y.code, y.maximum,
           y.pass_percent, grades.scale_of(y.id),
           case when type_code = :sheet_type.course_work then 0 else c.credits end,
           (select coalesce(sum(h.hours), 0) from curriculum.course_hours h where h.course_id = c.id), c.ending
      from curriculum.course c
      join curriculum.semester m on m.id = c.semester_id
      join curriculum.term t on t.id = m.term_id
      join curriculum.curriculum p on p.id = c.curriculum_id
      join curriculum.marking_system y on y.id = p.marking_system_id
     where c.id = make_sheet.course_id
    returning id into made;
    insert into grades.component (faculty_id, sheet_id, kind, position, maximum, minimum, gate, final, owner)
    select s.faculty_id, s.id, k.kind, k.place, k.maximum, k.minimum, k.gate, k.final,
           case when k.final and make_sheet.attempt > 2 then 'commission' else k.owner end
      from grades.sheet s
     cross join grades.components_for(make_sheet.course_id, type_code) k
     where s.id = made;
    insert into grades.line (faculty_id, sheet_id, student_id, group_id, position, name, student_number, outcome)
    select h.faculty_id, h.id, s.id, s.group_id, row_number() over (order by g.name, s.sort_key, s.id), s.full_name,
           s.number, 'open'
      from grades.sheet h
      join students.student s on s.id = any (make_sheet.students)
      left join students."group" g on g.id = s.group_id
     where h.id = made;
    groups := array(select distinct l.group_id from grades.line l where l.sheet_id = made);
    insert into grades.grader (faculty_id, sheet_id, component_id, employee_id, class_id)
    select k.faculty_id, k.sheet_id, k.id, t.employee_id, t.class_id
      from grades.component k
     cross join grades.teachers_for(make_sheet.course_id, k.owner, groups, make_sheet.students) t
     where k.sheet_id = made and k.owner in ('practice', 'lecture');
    perform grades.take_examiners(made);
    perform grades.take_recognised(array[made]);
    perform grades.stamp(made, 'opened');
    return made;
end $$;

-- The examiners of the schedule of controls, where a final has nobody yet: that of the group, or the commission before
-- which these students sit.
create function grades.take_examiners(sheet_id bigint) returns void
    language sql
as $$
    insert into grades.grader (faculty_id, sheet_id, component_id, employee_id, chair)
    select k.faculty_id, k.sheet_id, k.id, p.employee_id, bool_or(p.chair)
      from grades.component k
      join grades.sheet s on s.id = k.sheet_id
      join timetable.examination x on x.course_id = s.course_id and x.kind = k.kind and x.attempt = s.attempt
     cross join lateral (
            select x.employee_id, false as chair where x.employee_id is not null
            union all
            select e.employee_id, e.chair from timetable.examiner e where e.examination_id = x.id) p
     where k.sheet_id = take_examiners.sheet_id and k.owner in ('examiner', 'commission')
       and (x.group_id in (select l.group_id from grades.line l where l.sheet_id = s.id)
            or exists (
                select
                  from timetable.examinee i
                  join grades.line l on l.student_id = i.student_id and l.sheet_id = s.id
                 where i.examination_id = x.id))
       and not exists (select from grades.grader g where g.component_id = k.id)
     group by k.id, p.employee_id
$$;

-- Opens all sheets of the first attempt that are missing in a term of the faculty. How many were opened.
create function grades.open_sheets(term_id bigint, faculty_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    missing record;
    made bigint;
    opened integer := 0;
begin
    perform security.require_role('hemis_faculty');
    perform curriculum.refuse_foreign(open_sheets.faculty_id);
    perform security.require_latest();
    -- Two desks that open at once: the second finds what the first has opened.
    perform from structure.unit u where u.id = open_sheets.faculty_id for no key update;
    for missing in select * from grades.missing_sheets(open_sheets.term_id, open_sheets.faculty_id) loop
        continue when not exists (select from grades.components_for(missing.course_id, (
            select y.code from curriculum.sheet_type y where y.id = missing.sheet_type_id)));
        made := grades.make_sheet(missing.course_id, missing.group_id, missing.sheet_type_id, 1, missing.students);
        perform grades.reckon(array[made]);
        opened := opened + 1;
    end loop;
    return opened;
end $$;
comment on function grades.open_sheets(bigint, bigint) is 'Definer: sheets are written by functions alone.';

-- Those who failed at the attempt before, by course: they get a sheet of the next one, together over all groups. A third
-- attempt whose commission is too small is left out, and `named` says how many it has; where nothing else is to be opened,
-- it is refused.
create function grades.open_retakes(term_id bigint, faculty_id bigint)
    returns table (course_id bigint, attempt integer, students integer, named integer, needed integer)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    failed record;
    left_out bigint;
    too_few integer;
    made bigint;
    opened integer := 0;
begin
    perform security.require_role('hemis_faculty');
    perform curriculum.refuse_foreign(open_retakes.faculty_id);
    perform security.require_latest();
    perform from structure.unit u where u.id = open_retakes.faculty_id for no key update;
    for failed in select * from grades.waiting_retakes(open_retakes.term_id, open_retakes.faculty_id) loop
        return query values (failed.course_id, failed.attempt, cardinality(failed.students), failed.lacks,
                             :setting.grades.commission_at_least);
        if failed.lacks is not null then
            left_out := failed.course_id;
            too_few := failed.lacks;
            continue;
        end if;
        made := grades.make_sheet(failed.course_id, null, failed.sheet_type_id, failed.attempt, failed.students);
        perform grades.carry_over(made);
        perform grades.reckon(array[made]);
        opened := opened + 1;
    end loop;
    if opened = 0 and left_out is not null then
        perform security.refuse(
            '{subject}: the commission of its third attempt has {named} people, at least {needed} are needed. Name them in the timetable of controls, then open its sheet.',
            jsonb_build_object(
                'subject', (select b.name_uz from curriculum.course c join subjects.subject b on b.id = c.subject_id
                             where c.id = left_out),
                'named', too_few, 'needed', :setting.grades.commission_at_least), 'HM004');
    end if;
end $$;
comment on function grades.open_retakes(bigint, bigint) is 'Definer: sheets are written by functions alone.';

-- Points of the semester go on to the next attempt, unless they were too few for the final; a component of which all was
-- taken over needs no signature any more.
create function grades.carry_over(sheet_id bigint) returns void
    language plpgsql
as $$
#variable_conflict use_column
begin
    insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, carried, entered_by)
    select l.faculty_id, l.sheet_id, l.id, k.id, e.kind, e.points, true, security.me()
      from grades.line l
      join grades.sheet s on s.id = l.sheet_id
      join grades.component k on k.sheet_id = s.id and not k.final
     cross join lateral (
            select o.id, o.hindrance
              from grades.line o
              join grades.sheet b on b.id = o.sheet_id and b.course_id = s.course_id
                                 and b.sheet_type_id = s.sheet_type_id and b.id < s.id
             where o.student_id = l.student_id
             order by b.id desc
             limit 1) o
      join grades.component b on b.kind = k.kind and b.sheet_id = (select x.sheet_id from grades.line x where x.id = o.id)
      join grades.cell e on e.line_id = o.id and e.component_id = b.id and e.kind in ('points', 'recognised')
     where l.sheet_id = carry_over.sheet_id
       and not coalesce(jsonb_path_exists(o.hindrance, '$[*] ? (@.why == "points" || @.why == "gate")'), false);
    update grades.component k
       set signed_at = now()
     where k.sheet_id = carry_over.sheet_id
       and not k.final
       and not exists (
            select
              from grades.line l
             where l.sheet_id = k.sheet_id
               and not exists (select from grades.cell c where c.line_id = l.id and c.component_id = k.id));
end $$;
