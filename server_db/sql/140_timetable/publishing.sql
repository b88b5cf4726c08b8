-- Publishing: a check list before, then all lessons of a version or none.

create function timetable.checklist(version_id bigint)
    returns table (kind text, serious boolean, card_id bigint, details jsonb)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version;
begin
    select * into version from timetable.version v where v.id = checklist.version_id;
    perform timetable.require_planner(version.faculty_id);
    return query
    select f.kind, f.serious, c.id, f.details || jsonb_build_object('what', timetable.title_of(c.class_id))
      from timetable.card c
      join teaching.class k on k.id = c.class_id
      left join infrastructure.room r on r.id = c.room_id
     cross join lateral (values
        ('unplaced', true, c.day is null, '{}'::jsonb),
        ('no_groups', true, c.day is not null
                            and not exists (select from teaching.part p where p.class_id = c.class_id), '{}'),
        ('no_room', false, c.day is not null and c.room_id is null, '{}'),
        ('no_teacher', false, c.employee_id is null, '{}'),
        ('too_small', false, r.capacity < k.size,
            jsonb_build_object('room', r.name, 'seats', r.capacity, 'size', k.size)),
        ('wrong_kind', false, r.kind <> k.room_kind,
            jsonb_build_object('room', r.name, 'kind', r.kind, 'wanted', k.room_kind)),
        ('no_device', false, r.id is not null and k.device is not null and not exists (
                select from infrastructure.room_equipment d where d.room_id = r.id and d.device = k.device),
            jsonb_build_object('room', r.name, 'device', k.device))
        ) f (kind, serious, found, details)
     where c.faculty_id = version.faculty_id and c.version_id = version.id and f.found
     order by f.serious desc, f.kind, c.id;
    return query
    select 'clash', true, f.card_id, jsonb_build_object(
               'kind', f.kind, 'resource', f.resource_id, 'day', timetable.shown(f.day), 'pair', f.pair,
               'what', timetable.title_of((select c.class_id from timetable.card c where c.id = f.card_id)),
               'other', timetable.holder(f.other_faculty, version.faculty_id, f.other_class, f.other_course))
      from (select distinct on (d.kind, d.resource_id, d.card_id) d.*
              from timetable.dated_clashes(version.id, timetable.takes_effect(version)) d
             order by d.kind, d.resource_id, d.card_id, d.day, d.pair) f;
    return query select c.kind, c.serious, null::bigint, c.details from timetable.check_classes(version) c;
    return query select w.kind, w.serious, null::bigint, w.details from timetable.check_weeks(version) w;
end $$;
comment on function timetable.checklist(bigint) is 'Definer: clashes with the lessons of other faculties are told without what they are.';

-- Classes whose hours the version does not meet, and whose plan says something else by now.
create function timetable.check_classes(version timetable.version)
    returns table (kind text, serious boolean, details jsonb)
    language sql stable
as $$
    with met as materialized (
        select u.class_id, count(*) as pairs
          from timetable.unfolded(version.id, (
                   select t.starts_on from curriculum.term t where t.id = version.term_id)) u
         group by u.class_id
    )
    select f.kind, f.serious, f.details || jsonb_build_object('class', k.id, 'what', timetable.title_of(k.id))
      from teaching.class k
      left join met m on m.class_id = k.id
      left join curriculum.course_hours h on h.course_id = k.course_id and h.training = k.training
     cross join lateral (values
        ('hours_short', false, coalesce(m.pairs, 0) < k.hours / 2,
            jsonb_build_object('hours', k.hours, 'planned', 2 * coalesce(m.pairs, 0))),
        ('plan_changed', false, k.hours is distinct from h.hours,
            jsonb_build_object('hours', k.hours, 'plan', coalesce(h.hours, 0)))
        ) f (kind, serious, found, details)
     where k.faculty_id = version.faculty_id and k.term_id = version.term_id and f.found
     order by f.kind, k.id
$$;

-- Teachers and groups with more pairs a week in this version than their rule, or the common one, allows.
create function timetable.check_weeks(version timetable.version)
    returns table (kind text, serious boolean, details jsonb)
    language sql stable
as $$
    with held as (
        select 'teacher' as kind, c.employee_id as id, 0 as slice, c.pairs, c.phase
          from timetable.card c
         where c.faculty_id = version.faculty_id and c.version_id = version.id and c.employee_id is not null
        union all
        select 'group', p.group_id, s.slice, c.pairs, c.phase
          from timetable.card c
          join teaching.part p on p.class_id = c.class_id
         cross join generate_series(0, 11) s (slice)
         where c.faculty_id = version.faculty_id and c.version_id = version.id
           and s.slice >= p.slice_from and s.slice < p.slice_to
    ), student as (
        select h.kind, h.id,
               coalesce(sum(h.pairs) filter (where h.phase = 0), 0)
               + greatest(coalesce(sum(h.pairs) filter (where h.phase = 1), 0),
                          coalesce(sum(h.pairs) filter (where h.phase = 2), 0)) as pairs
          from held h
         group by h.kind, h.id, h.slice
    ), weekly as (
        select s.kind, s.id, max(s.pairs) as pairs from student s group by s.kind, s.id
    )
    select 'over_week', false, jsonb_build_object('pairs', w.pairs, 'limit', r.pairs_a_week, 'what', case w.kind
               when 'teacher' then (select e.full_name from employees.employee e where e.id = w.id)
               else (select g.name from students."group" g where g.id = w.id) end)
      from weekly w
      join lateral (
        select d.pairs_a_week
          from timetable.day_rule d
         where d.faculty_id = version.faculty_id and d.term_id = version.term_id and d.kind = w.kind
           and coalesce(d.employee_id, d.group_id, w.id) = w.id
         order by coalesce(d.employee_id, d.group_id) nulls last
         limit 1) r on w.pairs > r.pairs_a_week
     order by w.kind desc, w.pairs - r.pairs_a_week desc, w.id
$$;

-- Unfold a version into lessons from its day on: what the plan no longer asks for goes, what stands where it asks stays
-- the same lesson, the rest is made. Lessons that are past, were held or changed by hand are not touched.
create function timetable.publish(version_id bigint) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    version timetable.version := timetable.take_version(version_id);
    first_day date;
    result jsonb;
begin
    if version.state not in ('private', 'shared') then
        perform security.refuse('Only a draft is published.');
    end if;
    -- Two publications that clash would wait for one another's lessons for ever; in turns the second is told why not.
    perform pg_advisory_xact_lock('timetable.lesson'::regclass::bigint + (version.term_id << 32));
    first_day := timetable.takes_effect(version);
    perform timetable.stand_on_board(version, 'published');
    perform timetable.require_shared(array(
        select c.id from timetable.card c where c.faculty_id = version.faculty_id and c.version_id = version.id));
    begin
        result := timetable.unfold(version, first_day);
        set constraints all immediate;
    exception when unique_violation or exclusion_violation then
        perform timetable.refuse_publishing(version, first_day);
        raise;
    end;
    return result;
end $$;
comment on function timetable.publish(bigint) is 'Definer: lessons are written by functions alone, all or none.';

create function timetable.unfold(version timetable.version, first_day date) returns jsonb
    language plpgsql
as $$
declare
    unwanted bigint[];
    removed integer := 0;
    changed integer := 0;
    made integer;
    standing integer;
begin
    if exists (select from timetable.lesson l
                where l.faculty_id = version.faculty_id and l.term_id = version.term_id and l.class_id is not null) then
        select array_agg(l.id) into unwanted
          from timetable.lesson l
         where l.faculty_id = version.faculty_id and l.term_id = version.term_id and l.class_id is not null
           and l.planned_day >= first_day
           and not l.changed
           and l.held_at is null
           and l.day >= security.today()
           and l.id not in (select w.lesson_id from timetable.wanted(version.id, first_day) w
                             where w.lesson_id is not null);
        if unwanted is not null then
            delete from timetable.lesson_part p where p.lesson_id = any (unwanted);
            delete from timetable.lesson l where l.id = any (unwanted);
            removed := cardinality(unwanted);
        end if;
        update timetable.lesson l
           set card_id = w.card_id, department_id = w.department_id, day = w.day, pair = w.pair, room_id = w.room_id,
               employee_id = w.employee_id, state = 'planned', reason = null
          from timetable.wanted(version.id, first_day) w
         where l.id = w.lesson_id
           and not w.stays
           and (l.department_id, l.day, l.pair, l.room_id, l.employee_id, l.state)
               is distinct from (w.department_id, w.day, w.pair, w.room_id, w.employee_id, 'planned');
        get diagnostics changed = row_count;
    end if;
    insert into timetable.lesson (faculty_id, term_id, department_id, class_id, card_id, planned_day, planned_pair, day,
                                  pair, room_id, employee_id, state)
    select version.faculty_id, version.term_id, w.department_id, w.class_id, w.card_id, w.planned_day, w.planned_pair,
           w.day, w.pair, w.room_id, w.employee_id, 'planned'
      from timetable.wanted(version.id, first_day) w
     where w.lesson_id is null
     order by w.day, w.pair;
    get diagnostics made = row_count;
    select count(*) into standing
      from timetable.lesson l
     where l.faculty_id = version.faculty_id and l.term_id = version.term_id and l.class_id is not null;
    return jsonb_build_object('made', made, 'changed', changed, 'removed', removed, 'kept', standing - made - changed);
end $$;

create function timetable.refuse_publishing(version timetable.version, first_day date) returns void
    language plpgsql
as $$
declare
    clash record;
begin
    select * into clash
      from timetable.dated_clashes(version.id, first_day) d
     order by d.kind = 'group', d.kind = 'teacher', d.day, d.pair
     limit 1;
    if found then
        perform timetable.refuse_taken(clash.kind, clash.resource_id, jsonb_build_object(
            'day', timetable.shown(clash.day), 'pair', clash.pair, 'card', clash.card_id,
            'what', timetable.holder(clash.other_faculty, version.faculty_id, clash.other_class, clash.other_course)));
    end if;
end $$;
