-- What a dated lesson or an examination is called: who reads it may also read what is taught in it, to whom and by whom,
-- though the load and the curricula behind it may be none of the role's business.

create function timetable.read_lessons(
    first_day date, last_day date,
    of_group bigint default null, of_employee bigint default null, of_room bigint default null
) returns table (
    id bigint, version integer, faculty_id bigint, term_id bigint, class_id bigint, examination_id bigint,
    day date, pair integer, planned_day date, planned_pair integer, state text, changed boolean, reason text,
    training text, kind text, students text, size integer, groups bigint[], week integer,
    subject_id bigint, subject_uz text, subject_oz text, subject_ru text, subject_en text,
    employee_id bigint, teacher text, room_id bigint, room text, building text,
    planned_teacher text, planned_room text, held_at timestamptz, marker text
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
    perform security.require_role('hemis_academic_office', 'hemis_registrar', 'hemis_management', 'hemis_faculty',
                                  'hemis_department_head', 'hemis_teacher', 'hemis_tutor');
    if last_day - first_day not between 0 and 400 then
        perform security.refuse('Choose a period of at most a year.');
    end if;
    return query
    select l.id, l.row_version, l.faculty_id, l.term_id, l.class_id, l.examination_id,
           l.day, l.pair, l.planned_day, l.planned_pair, l.state::text, l.changed, l.reason::text,
           c.training::text, x.kind::text, coalesce(c.name::text, g.name::text, listed.names, '–'), coalesce(c.size, nullif(listed.many, 0)), p.ids,
           (select w.number
              from curriculum.week w
             where w.semester_id = o.semester_id
               and w.starts_on = date_trunc('week', l.day)::date),
           s.id, s.name_uz::text, s.name_oz::text, s.name_ru::text, s.name_en::text,
           l.employee_id, e.full_name::text, l.room_id, r.name::text, b.name::text,
           pe.full_name::text, pr.name::text,
           l.held_at, case when l.held_at is not null then security.name_of(l.held_by) end
      from timetable.lesson l
      left join teaching.class c on c.id = l.class_id
      left join timetable.examination x on x.id = l.examination_id
      left join students."group" g on g.id = x.group_id
      left join lateral (
        select string_agg(distinct h.name, ', ') as names, count(*)::integer as many,
               array_agg(distinct n.group_id) filter (where n.group_id is not null) as ids
          from timetable.examinee n
          left join students."group" h on h.id = n.group_id
         where n.examination_id = x.id and x.group_id is null) listed on true
      join curriculum.course o on o.id = coalesce(c.course_id, x.course_id)
      join subjects.subject s on s.id = o.subject_id
      left join employees.employee e on e.id = l.employee_id
      left join infrastructure.room r on r.id = l.room_id
      left join infrastructure.building b on b.id = r.building_id
      left join timetable.card k on k.id = l.card_id
      left join employees.employee pe on pe.id = k.employee_id
      left join infrastructure.room pr on pr.id = k.room_id
      cross join lateral (
        select coalesce(array_agg(distinct t.group_id), '{}')
          from (select t.group_id from timetable.lesson_part t where t.lesson_id = l.id
                union all select x.group_id where x.group_id is not null
                union all select unnest(listed.ids)) t
           ) p (ids)
     where l.day between first_day and last_day
       and (of_employee is null or l.employee_id = of_employee)
       and (of_room is null or l.room_id = of_room)
       and (of_group is null or l.id in (select t.lesson_id from timetable.lesson_part t
                                          where t.group_id = of_group and t.day between first_day and last_day))
       -- The scopes of the policies, in a form that finds lessons by their keys.
       and (role in ('hemis_academic_office', 'hemis_registrar', 'hemis_management')
            or role = 'hemis_faculty' and l.faculty_id = any (units)
            or role = 'hemis_department_head' and l.department_id = any (units)
            or role = 'hemis_teacher' and l.employee_id = own
            or role = 'hemis_tutor' and l.id in (
                select t.lesson_id from timetable.lesson_part t
                 where t.group_id = any (tutored) and t.day between first_day and last_day))
     order by l.day, l.pair, l.id;
end $$;
comment on function timetable.read_lessons(date, date, bigint, bigint, bigint) is
    'Definer: the readers of a lesson do not all read the load that says what it is; the scope is asked for each.';

create function timetable.read_examinations(of_term bigint, of_faculty bigint default null)
    returns table (
        id bigint, version integer, faculty_id bigint, course_id bigint, group_id bigint, group_name text,
        kind text, attempt integer, subject_uz text, subject_oz text, subject_ru text, subject_en text,
        employee_id bigint, examiner text, day date, pair integer, pairs integer,
        room_id bigint, room text, building text, listed integer, commission text
    )
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    login constant text := security.me();
    role constant text := security.my_role();
    units constant bigint[] := security.units_of(login, role);
    mine constant bigint[] := timetable.examinations_of(login, role);
begin
    perform security.require_role('hemis_academic_office', 'hemis_registrar', 'hemis_management', 'hemis_faculty',
                                  'hemis_department_head', 'hemis_teacher', 'hemis_tutor');
    return query
    select x.id, x.row_version, x.faculty_id, x.course_id, x.group_id, coalesce(g.name::text, l.names, '–'),
           x.kind::text, x.attempt, s.name_uz::text, s.name_oz::text, s.name_ru::text, s.name_en::text,
           x.employee_id, e.full_name::text, x.day, x.pair, x.pairs, x.room_id, r.name::text, b.name::text,
           coalesce(l.many, 0),
           (select string_agg(p.full_name, ', ' order by m.chair desc, p.sort_key)
              from timetable.examiner m
              join employees.employee p on p.id = m.employee_id
             where m.examination_id = x.id)
      from timetable.examination x
      left join students."group" g on g.id = x.group_id
      left join lateral (
        select string_agg(distinct h.name, ', ') as names, count(*)::integer as many
          from timetable.examinee n
          left join students."group" h on h.id = n.group_id
         where n.examination_id = x.id and x.group_id is null) l on true
      join curriculum.course o on o.id = x.course_id
      join subjects.subject s on s.id = o.subject_id
      left join employees.employee e on e.id = x.employee_id
      left join infrastructure.room r on r.id = x.room_id
      left join infrastructure.building b on b.id = r.building_id
     where x.term_id = of_term
       and (of_faculty is null or x.faculty_id = of_faculty)
       and (role in ('hemis_academic_office', 'hemis_registrar', 'hemis_management')
            or role = 'hemis_faculty' and x.faculty_id = any (units)
            or x.id = any (mine))
     order by g.name nulls last, x.day, x.pair, s.name_uz, x.id;
end $$;
comment on function timetable.read_examinations(bigint, bigint) is
    'Definer: the readers of an examination do not all read the curriculum that says what it is.';

-- Who holds what of a term on the common board: lessons, rooms and pairs in them a week, and the most at one time,
-- counted as the limit counts (`check_crowd`): lessons of odd weeks and those of even weeks do not meet.
create function timetable.holdings(term_id bigint)
    returns table (version_id bigint, version text, state text, faculty_id bigint, name_uz text, name_oz text,
                   name_ru text, name_en text, lessons integer, rooms integer, room_pairs numeric, at_once integer)
    language sql stable
as $$
    with held as (
        select v.id, c.id as card_id, c.day, c.pair + step as pair, c.phase, c.room_id,
               case c.phase when 0 then 1 else 0.5 end as share
          from timetable.version v
          join timetable.card c on c.faculty_id = v.faculty_id and c.version_id = v.id and c.day is not null
         cross join generate_series(0, c.pairs - 1) step
         where v.term_id = holdings.term_id and v.board > 0
    ), crowds as (
        select h.id, greatest(count(*) filter (where h.phase <> 2), count(*) filter (where h.phase <> 1))::integer as many
          from held h
         group by h.id, h.day, h.pair
    )
    select v.id, v.name, v.state, v.faculty_id, u.name_uz, u.name_oz, u.name_ru, u.name_en,
           count(distinct h.card_id)::integer, count(distinct h.room_id)::integer,
           coalesce(sum(h.share) filter (where h.room_id is not null), 0),
           coalesce((select max(c.many) from crowds c where c.id = v.id), 0)
      from timetable.version v
      join structure.unit u on u.id = v.faculty_id
      left join held h on h.id = v.id
     where v.term_id = holdings.term_id and v.board > 0
     group by v.id, u.id
     order by count(distinct h.card_id) desc, u.name_uz
$$;
