-- Classes made of groups: lectures by streams, other lessons by groups, laboratories and languages by subgroups.

-- The largest numbers of students when nobody says otherwise; `languages` are the groups of subjects taught as languages.
create function teaching.usual_measures() returns jsonb
    language sql immutable
as $$
    select '{"stream": 120, "practice": 30, "laboratory": 15, "language": 15, "languages": ["LANG"]}'::jsonb
$$;

-- In how many subgroups, all of the same number of slices, students are taught at most `most` at a time.
create function teaching.subgroups(students integer, most integer) returns integer
    language sql immutable
as $$
    select n from unnest(array[1, 2, 3, 4, 6, 12]) n where students <= n * most or n = 12 order by n limit 1
$$;

-- What a faculty teaches in a term and is not in a class yet: by group, subject of its accepted plan and training type,
-- with the number of students who study and, of electives, have chosen it.
create function teaching.needed(term_id bigint, faculty_id bigint)
    returns table (group_id bigint, group_name text, course_id bigint, subject_id bigint, department_id bigint,
                   training text, hours integer, students integer, is_language boolean, stream_key text)
    language sql stable
as $$
    select g.id, g.name, c.id, c.subject_id, c.department_id, h.training, h.hours, n.students,
           coalesce(b.code, '') in (select jsonb_array_elements_text(teaching.usual_measures() -> 'languages')),
           concat_ws('/', c.subject_id, h.training, g.language, m.number, p.education_type, g.education_form, c.department_id,
                     h.hours)
      from curriculum.semester m
      join curriculum.curriculum p on p.id = m.curriculum_id and p.accepted_at is not null
      join curriculum.group_curriculum f on f.curriculum_id = p.id
      join students."group" g on g.id = f.group_id and g.active
      join curriculum.course c on c.semester_id = m.id
      join subjects.subject s on s.id = c.subject_id
      left join subjects.subject_group b on b.id = s.subject_group_id
      join curriculum.course_hours h on h.course_id = c.id and h.training not in :trainings.without_contact
     cross join lateral (
            select count(*)::integer as students
              from students.student t
             where t.group_id = g.id
               and t.status in :students.with_group
               and (c.kind <> :subject_type.elective
                    or exists (select from curriculum.registration r
                                where r.student_id = t.id and r.course_id = c.id))) n
     where m.faculty_id = needed.faculty_id
       and m.term_id = needed.term_id
       and n.students > 0
       and not exists (
            select
              from teaching.part q
              join teaching.class k on k.id = q.class_id
             where q.group_id = g.id and q.course_id = c.id and k.training = h.training and k.term_id = needed.term_id)
$$;

-- Which groups sit in which stream: taken by name, a new stream when the next group would not fit.
create function teaching.streams(groups jsonb, most integer) returns table (group_id bigint, stream integer)
    language plpgsql immutable
as $$
declare
    each record;
    key text := '';
    filled integer := 0;
begin
    stream := 0;
    for each in
        select g.*
          from jsonb_to_recordset(groups) g (group_id bigint, group_name text, students integer, stream_key text)
         order by g.stream_key, g.group_name, g.group_id
    loop
        if each.stream_key <> key or filled + each.students > most then
            stream := stream + 1;
            filled := 0;
        end if;
        key := each.stream_key;
        filled := filled + each.students;
        group_id := each.group_id;
        return next;
    end loop;
end $$;

-- The classes that make_classes would make. `parts` are [{"group", "course", "from", "to"}].
create function teaching.propose_classes(term_id bigint, faculty_id bigint, measures jsonb default '{}')
    returns table (training text, subject_id bigint, course_id bigint, department_id bigint, name text, size integer,
                   hours integer, room_kind text, parts jsonb)
    language plpgsql stable
as $$
#variable_conflict use_column
declare
    most constant jsonb := teaching.usual_measures() || coalesce(measures, '{}');
    wrong text;
begin
    select m.key into wrong
      from jsonb_each(most) m
     where m.key <> 'languages' and (jsonb_typeof(m.value) <> 'number' or (m.value #>> '{}')::numeric not between 1 and 9999);
    if wrong is not null then
        perform security.refuse('The measure {measure} is a number from 1 to 9999.', jsonb_build_object('measure', wrong));
    end if;
    return query
    with needed as materialized (
        select * from teaching.needed(propose_classes.term_id, propose_classes.faculty_id)
    ), seated as (
        select n.*, s.stream
          from teaching.streams(
                   (select coalesce(jsonb_agg(to_jsonb(n)), '[]') from needed n where n.training = :training_type.lecture),
                   (most ->> 'stream')::integer) with ordinality s (group_id, stream, place)
          join (select n.*, row_number() over (order by n.stream_key, n.group_name, n.group_id) as place
                  from needed n where n.training = :training_type.lecture) n using (place)
    ), lectures as (
        select :training_type.lecture::text, min(s.subject_id),
               (array_agg(s.course_id order by s.group_name, s.group_id))[1],
               min(s.department_id),
               -- 511 letters and an ellipsis where there are more than 512; a repetition counts to 255.
               regexp_replace(string_agg(s.group_name, ', ' order by s.group_name, s.group_id), '^(.{255}.{255}.).{2,}$', '\1…'),
               sum(s.students)::integer, min(s.hours), :auditorium_type.lecture::text,
               jsonb_agg(jsonb_build_object('group', s.group_id, 'course', s.course_id, 'from', 0, 'to', 12)
                         order by s.group_name, s.group_id)
          from seated s
         group by s.stream
    ), lessons as (
        select n.training, n.subject_id, n.course_id, n.department_id,
               n.group_name || case when k.many > 1 then '/' || i else '' end,
               n.students / k.many + (i <= n.students % k.many)::integer, n.hours,
               case when n.training in :trainings.with_own_room then n.training end,
               jsonb_build_array(jsonb_build_object('group', n.group_id, 'course', n.course_id,
                                                    'from', 12 / k.many * (i - 1), 'to', 12 / k.many * i))
          from needed n
         cross join lateral (
                select teaching.subgroups(
                           n.students,
                           case when n.training = :training_type.laboratory then (most ->> 'laboratory')::integer
                                when n.is_language then (most ->> 'language')::integer
                                else (most ->> 'practice')::integer end) as many) k
         cross join lateral generate_series(1, k.many) i
         where n.training <> :training_type.lecture
    )
    select * from lectures
    union all
    select * from lessons;
end $$;

-- Two desks that made classes of a faculty at once would make them twice.
create function teaching.begin_making(faculty_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_faculty');
    perform curriculum.refuse_foreign(faculty_id);
    perform security.require_latest();
    perform pg_advisory_xact_lock(('teaching.class'::regclass::bigint << 32) + faculty_id);
end $$;
comment on function teaching.begin_making(bigint) is 'Definer: persons take no locks of their own.';

-- Makes what is proposed; how many classes were made.
create function teaching.make_classes(term_id bigint, faculty_id bigint, measures jsonb default '{}') returns integer
    language plpgsql
as $$
#variable_conflict use_column
declare
    made integer;
begin
    perform teaching.begin_making(make_classes.faculty_id);
    with proposed as materialized (
        select * from teaching.propose_classes(make_classes.term_id, make_classes.faculty_id, measures)
    ), added as (
        insert into teaching.class (faculty_id, term_id, course_id, department_id, training, name, size, hours, room_kind)
        select make_classes.faculty_id, make_classes.term_id, p.course_id, p.department_id, p.training, p.name, p.size,
               p.hours, p.room_kind
          from proposed p
         order by p.training, p.course_id, p.name
        returning id, course_id, training, name
    ), seated as (
        insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)
        select make_classes.faculty_id, a.id, (q ->> 'group')::bigint, (q ->> 'course')::bigint, (q ->> 'from')::integer,
               (q ->> 'to')::integer
          from added a
          join proposed p using (course_id, training, name)
         cross join lateral jsonb_array_elements(p.parts) q
        returning id
    )
    select count(*) into made from added;
    return made;
end $$;

-- Classes go with their parts and teachers, as long as no timetable has them.
create function teaching.remove_classes(class_ids bigint[]) returns integer
    language plpgsql
as $$
declare
    gone integer;
begin
    delete from teaching.assignment a where a.class_id = any (class_ids);
    delete from teaching.part p where p.class_id = any (class_ids);
    delete from teaching.class c where c.id = any (class_ids);
    get diagnostics gone = row_count;
    return gone;
end $$;

-- The load of a term as far as the person reads it: a teacher the own, a head that of the department.
create function teaching.load(term_id bigint)
    returns table (employee_id bigint, department_id bigint, total integer, lectures integer, laboratories integer,
                   practices integer, seminars integer, others integer)
    language sql stable
as $$
    select a.employee_id, a.department_id, sum(a.hours)::integer,
           coalesce(sum(a.hours) filter (where c.training = :training_type.lecture), 0)::integer,
           coalesce(sum(a.hours) filter (where c.training = :training_type.laboratory), 0)::integer,
           coalesce(sum(a.hours) filter (where c.training = :training_type.practice), 0)::integer,
           coalesce(sum(a.hours) filter (where c.training = :training_type.seminar), 0)::integer,
           coalesce(sum(a.hours) filter (
               where c.training not in (:training_type.lecture, :training_type.laboratory, :training_type.practice,
                                        :training_type.seminar)), 0)::integer
      from teaching.assignment a
      join teaching.class c on c.id = a.class_id
     where c.term_id = load.term_id
     group by a.employee_id, a.department_id
$$;

-- Classes of a term whose hours are not all assigned.
create function teaching.unassigned(term_id bigint)
    returns table (class_id bigint, department_id bigint, training text, hours integer, missing integer)
    language sql stable
as $$
    select c.id, c.department_id, c.training, c.hours, c.hours - coalesce(a.hours, 0)::integer
      from teaching.class c
      left join lateral (select sum(a.hours) as hours from teaching.assignment a where a.class_id = c.id) a on true
     where c.term_id = unassigned.term_id and c.hours > coalesce(a.hours, 0)
$$;
