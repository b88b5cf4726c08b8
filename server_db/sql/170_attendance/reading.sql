-- The journal of a class, as far as the one who asks reads its lessons: a teacher the own ones, also those held for
-- somebody else, whose class, students and load are otherwise none of the own business.

-- The lessons of a class that the one who asks reads.
create function attendance.lessons_of(of_class bigint) returns setof timetable.lesson
    language plpgsql stable security definer rows 60
    set search_path = pg_catalog, pg_temp
as $$
declare
    login constant text := security.me();
    role constant text := security.my_role();
    -- Only what the role is asked by: each of the three is a question.
    units constant bigint[] := case when role in ('hemis_faculty', 'hemis_department_head')
                                    then security.units_of(login, role) end;
    own constant bigint := case when role = 'hemis_teacher' then security.employee_of(login, role) end;
    tutored constant bigint[] := case when role = 'hemis_tutor' then students.groups_of(login, role) end;
begin
    perform security.require_role('hemis_academic_office', 'hemis_management', 'hemis_faculty', 'hemis_department_head',
                                  'hemis_teacher', 'hemis_tutor');
    return query
    select l.*
      from timetable.lesson l
     where l.class_id = of_class
       and case role
               when 'hemis_faculty' then l.faculty_id = any (units)
               when 'hemis_department_head' then l.department_id = any (units)
               when 'hemis_teacher' then l.employee_id = own
               when 'hemis_tutor' then exists (
                   select from teaching.member m where m.class_id = of_class and m.group_id = any (tutored))
               else true
           end;
end $$;
comment on function attendance.lessons_of(bigint) is 'Definer: the scope of each role is asked for each lesson.';

-- All of the journal at once: what the class is, who sat in it when, its lessons with their marks, what was ruled. It is
-- read whole, so lists are columns, each an array in the same order, which takes half of what a list for each line takes;
-- and students who stand in many sheets in the same order are said once. Whoever asks sorts the students by their key in
-- `script`: to sort them here costs more than to say it.
create function attendance.read_journal(of_class bigint, script text default 'uz') returns json
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan  -- planning this anew took longer than reading
as $$
declare
    role constant text := security.my_role();
    tutored constant bigint[] := case when role = 'hemis_tutor' then students.groups_of(security.me(), role) end;
    ids bigint[];
    lessons json;
begin
    select array_agg(x.id),
           json_build_array(array_agg(x.id), array_agg(x.row_version), array_agg(x.day), array_agg(x.pair),
                            array_agg(x.state), array_agg(x.held), array_agg(x.full_name), array_agg(x.number),
                            array_agg(x.name), array_agg(x.chosen))
      into ids, lessons
      from (
        select l.id, l.row_version, l.day, l.pair, l.state, l.held_at is not null as held, e.full_name, t.number, t.name,
               h.topic_id is not null as chosen
          from attendance.lessons_of(of_class) l
          left join employees.employee e on e.id = l.employee_id
          left join attendance.lesson_topic h on h.lesson_id = l.id
          left join topics.topics_of_classes(array[of_class]) p on p.lesson_id = l.id
          -- One after the other: of all topics of the university the planner would make a table each time.
          left join lateral (
            select t.number, t.name from topics.topic t where t.id = coalesce(h.topic_id, p.topic_id) limit 1) t
            on true
         order by l.day, l.pair, l.id) x;
    if ids is null then
        return null;
    end if;
    return json_build_object(
        'class', (
            select json_build_object(
                       'id', c.id, 'name', c.name, 'training', c.training, 'course', c.course_id, 'hours', c.hours,
                       'uz', s.name_uz, 'oz', s.name_oz, 'ru', s.name_ru, 'en', s.name_en, 'term_name', t.name)
              from teaching.class c
              join curriculum.course o on o.id = c.course_id
              join subjects.subject s on s.id = o.subject_id
              join curriculum.term t on t.id = c.term_id
             where c.id = of_class),
        'today', security.today(),
        'days_after', :setting.attendance.days_after,
        'late_hours', :setting.attendance.late_hours,
        'lessons', lessons,
        'members', (
            select json_build_array(
                       array_agg(m.student_id), array_agg(t.full_name), array_agg(t.cyrillic_name), array_agg(t.number),
                       array_agg(g.name), array_agg(m.starts_on), array_agg(m.ends_on),
                       array_agg(case script when 'oz' then t.sort_key_oz
                                             when 'ru' then t.sort_key_ru else t.sort_key end))
              from teaching.member m
              join students.student t on t.id = m.student_id
              left join students."group" g on g.id = m.group_id
             where m.class_id = of_class
               and (role <> 'hemis_tutor' or m.group_id = any (tutored))),
        'sheets', (
            select json_agg(json_build_array(x.students, x.lessons, x.marks))
              from (
                select s.students, array_agg(s.lesson_id) as lessons, array_agg(s.marks) as marks
                  from attendance.sheet s
                 where s.lesson_id = any (ids) and s.held
                   and (role <> 'hemis_tutor' or s.group_id = any (tutored))
                 group by s.students) x),
        'rulings', (
            select json_agg(json_build_array(r.lesson_id, r.student_id, r.kind, r.value, r.reason, r.id))
              from attendance.ruling r
             where r.lesson_id = any (ids) and r.taken_back_at is null
               and (role <> 'hemis_tutor' or r.group_id = any (tutored))));
end $$;
comment on function attendance.read_journal(bigint, text) is
    'Definer: whoever reads a lesson reads who sat in it; the scope is asked for the lessons first.';

-- The lessons of a period that the one who asks reads, with how far they are marked: for the teacher's own list, for the
-- offices that look who is late.
create function attendance.read_lessons(first_day date, last_day date)
    returns table (
        lesson_id bigint, class_id bigint, day date, pair integer, state text, held_at timestamptz, faculty_id bigint,
        department_id bigint, students text, training text, subject_uz text, subject_oz text, subject_ru text,
        subject_en text, teacher text, room text, building text, size integer, entered integer, absent integer,
        late integer
    )
    language sql stable
as $$
    select l.id, l.class_id, l.day, l.pair, l.state, n.held_at, l.faculty_id, n.department_id, l.students, l.training,
           l.subject_uz, l.subject_oz, l.subject_ru, l.subject_en, l.teacher, l.room, l.building, l.size,
           coalesce(s.entered, 0)::integer, coalesce(s.absent, 0)::integer, coalesce(s.late, 0)::integer
      from timetable.read_lessons(first_day, last_day) l
      join timetable.lesson n on n.id = l.id
      left join lateral (
        select sum(s.entered) as entered, sum(s.absent) as absent, sum(s.late) as late
          from attendance.sheet s
         where s.lesson_id = l.id and s.held) s on true
     where l.class_id is not null
$$;

-- The classes of a term whose lessons the one who asks reads: whose journals may be opened.
create function attendance.journals(of_term bigint)
    returns table (class_id bigint, students text, training text, subject_uz text, subject_oz text, subject_ru text,
                   subject_en text, groups text[], hours integer, next_day date)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    login constant text := security.me();
    role constant text := security.my_role();
    units constant bigint[] := security.units_of(login, role);
    own constant bigint := security.employee_of(login, role);
    tutored constant bigint[] := students.groups_of(login, role);
begin
    perform security.require_role('hemis_academic_office', 'hemis_management', 'hemis_faculty', 'hemis_department_head',
                                  'hemis_teacher', 'hemis_tutor');
    return query
    select c.id, c.name::text, c.training::text, s.name_uz::text, s.name_oz::text, s.name_ru::text, s.name_en::text,
           array(select distinct g.name::text
                   from teaching.part p
                   join students."group" g on g.id = p.group_id
                  where p.class_id = c.id
                  order by 1),
           c.hours, n.next_day
      from teaching.class c
      join curriculum.course o on o.id = c.course_id
      join subjects.subject s on s.id = o.subject_id
     cross join lateral (
        select min(l.day) filter (where l.day >= security.today() and l.live) as next_day, count(*) as many
          from timetable.lesson l
         where l.class_id = c.id
           and l.term_id = of_term
           and (role <> 'hemis_teacher' or l.employee_id = own)) n
     where c.term_id = of_term
       and n.many > 0
       and case role
               when 'hemis_faculty' then c.faculty_id = any (units)
               when 'hemis_department_head' then c.department_id = any (units)
               when 'hemis_teacher' then c.id in (select l.class_id from timetable.lesson l
                                                   where l.employee_id = own and l.term_id = of_term)
               when 'hemis_tutor' then exists (select from teaching.part p
                                                where p.class_id = c.id and p.group_id = any (tutored))
               else true
           end;
end $$;
comment on function attendance.journals(bigint) is 'Definer: whoever reads a lesson reads what is taught in it.';

-- Absences and what was ruled about them, with everything they are called: of a period, and of one student, class or
-- group if that is asked. At most three thousand, the latest first.
create function attendance.absences(
    first_day date, last_day date, of_student bigint default null, of_class bigint default null,
    of_group bigint default null
) returns table (
    lesson_id bigint, student_id bigint, student text, cyrillic text, group_name text, day date, pair integer,
    class_id bigint, subject_uz text, subject_oz text, subject_ru text, subject_en text, training text, teacher text,
    value text, ruling_id bigint, ruling text, corrected text, reason text, excuse_id bigint, unexcused_hours integer
)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan  -- what is not asked for drops out of the plan
as $$
#variable_conflict use_column
declare
    login constant text := security.me();
    role constant text := security.my_role();
    units constant bigint[] := security.units_of(login, role);
    own constant bigint := security.employee_of(login, role);
    tutored constant bigint[] := students.groups_of(login, role);
begin
    perform security.require_role('hemis_academic_office', 'hemis_management', 'hemis_faculty', 'hemis_department_head',
                                  'hemis_teacher', 'hemis_tutor');
    return query
    select m.lesson_id, m.student_id, t.full_name::text, t.cyrillic_name::text, g.name::text, m.day, m.pair, m.class_id,
           s.name_uz::text, s.name_oz::text, s.name_ru::text, s.name_en::text, c.training::text, e.full_name::text,
           m.value, m.ruling_id, m.ruling::text, r.value::text, r.reason::text, r.excuse_id, m.unexcused_hours
      from attendance.v_mark m
      join students.student t on t.id = m.student_id
      join teaching.class c on c.id = m.class_id
      join curriculum.course o on o.id = c.course_id
      join subjects.subject s on s.id = o.subject_id
      left join students."group" g on g.id = m.group_id
      left join employees.employee e on e.id = m.employee_id
      left join attendance.ruling r on r.id = m.ruling_id
     where m.day between first_day and last_day
       and (m.value in ('a', 'e', 'l') or m.ruling_id is not null)
       and (of_student is null or m.student_id = of_student)
       and (of_class is null or m.class_id = of_class)
       and (of_group is null or m.group_id = of_group)
       and (role in ('hemis_academic_office', 'hemis_management')
            or role = 'hemis_faculty' and m.faculty_id = any (units)
            or role = 'hemis_department_head' and m.department_id = any (units)
            or role = 'hemis_teacher' and m.employee_id = own
            or role = 'hemis_tutor' and m.group_id = any (tutored))
     order by m.day desc, m.pair, t.sort_key, m.student_id
     limit 3000;
end $$;
comment on function attendance.absences(date, date, bigint, bigint, bigint) is
    'Definer: the readers of marks do not all read the load that says what was taught; the scope is asked for each.';
