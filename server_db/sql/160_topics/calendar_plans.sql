-- The calendar plan of a class: its topics in the order of its lessons. The place of a lesson is counted among those
-- that are held or still to come; a cancelled one has none, and its topic goes on to the next.

-- Who reads the plan of a class: as the class is read, the offices of the university besides.
create function topics.reads_class(class_id bigint) returns boolean
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case security.my_role()
               when 'hemis_faculty' then exists (
                   select
                     from teaching.class k
                    where k.id = reads_class.class_id
                      and k.faculty_id = any (security.units_of(security.me(), security.my_role())))
               when 'hemis_academic_office' then true
               when 'hemis_registrar' then true
               when 'hemis_management' then true
               else class_id = any (teaching.classes_of(security.me(), security.my_role()))
           end
       and security.acts_as(security.me(), security.my_role())
$$;
comment on function topics.reads_class(bigint) is 'Definer: answers for the session user only.';

create function topics.places(classes bigint[])
    returns table (class_id bigint, place integer, lesson_id bigint, day date, pair integer, employee_id bigint,
                   held boolean)
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select l.class_id,
           row_number() over (partition by l.class_id order by l.day, l.pair, l.id)::integer,
           l.id, l.day, l.pair, l.employee_id, l.held_at is not null
      from timetable.lesson l
     where l.class_id = any (classes) and l.state <> 'cancelled'
$$;
comment on function topics.places(bigint[]) is 'Definer: all lessons of a class count, whoever holds them.';

-- The lessons of a class with their places, for who reads its plan.
create function topics.lessons_of(class_id bigint)
    returns table (place integer, lesson_id bigint, day date, pair integer, held boolean, week integer, teacher text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if topics.reads_class(class_id) is not true then
        perform security.refuse('This class is not among yours.', '{}', 'HM002');
    end if;
    return query
    select p.place, p.lesson_id, p.day, p.pair, p.held,
           (select w.number
              from curriculum.week w
             where w.semester_id = o.semester_id and w.starts_on = date_trunc('week', p.day)::date),
           e.full_name
      from topics.places(array[class_id]) p
      join teaching.class k on k.id = p.class_id
      join curriculum.course o on o.id = k.course_id
      left join employees.employee e on e.id = p.employee_id
     order by p.place;
end $$;
comment on function topics.lessons_of(bigint) is 'Definer: lessons that colleagues hold are part of the plan.';

-- The topics of the lessons of classes by their plans; nothing for a lesson that has none.
create function topics.topics_of_classes(classes bigint[]) returns table (lesson_id bigint, topic_id bigint)
    language sql stable parallel safe security definer rows 60
    set search_path = pg_catalog, pg_temp
as $$
    select p.lesson_id, c.topic_id
      from topics.places(classes) p
      -- The classes once more, for the lines of all others are many.
      join topics.calendar_line c on c.class_id = any (classes) and c.class_id = p.class_id and c.place = p.place
$$;
comment on function topics.topics_of_classes(bigint[]) is
    'Definer: which topic a lesson has is no secret; places need all lessons.';

create function topics.topics_of_lessons(lessons bigint[]) returns table (lesson_id bigint, topic_id bigint)
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select t.lesson_id, t.topic_id
      from topics.topics_of_classes(array(
            select distinct l.class_id
              from timetable.lesson l
             where l.id = any (lessons) and l.class_id is not null)) t
     where t.lesson_id = any (lessons)
$$;
comment on function topics.topics_of_lessons(bigint[]) is 'Definer: which topic a lesson has is no secret; places need all lessons.';

create function topics.topic_of_lesson(lesson_id bigint) returns bigint
    language sql stable parallel safe
as 'select t.topic_id from topics.topics_of_lessons(array[topic_of_lesson.lesson_id]) t';

-- The plans of a term with what they are called and how far they are: all classes that the role reads.
create function topics.read_plans(term_id bigint)
    returns table (class_id bigint, version integer, state text, reason text, decided_at timestamptz,
                   subject_id bigint, subject_uz text, subject_oz text, subject_ru text, subject_en text,
                   department_id bigint, training text, students text, hours integer, teachers text,
                   lessons integer, held integer, laid integer, held_laid integer)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
as $$
declare
    login constant text := security.me();
    role constant text := security.my_role();
    units constant bigint[] := security.units_of(login, role);
    own constant bigint[] := teaching.classes_of(login, role);
begin
    perform security.require_role('hemis_academic_office', 'hemis_registrar', 'hemis_management', 'hemis_faculty',
                                  'hemis_department_head', 'hemis_teacher');
    return query
    with shown as (
        select k.*
          from teaching.class k
         where k.term_id = read_plans.term_id
           and case role
                   when 'hemis_faculty' then k.faculty_id = any (units)
                   when 'hemis_department_head' then k.id = any (own)
                   when 'hemis_teacher' then k.id = any (own)
                   else true
               end
    ), counted as (
        select p.class_id, count(*)::integer as lessons, count(*) filter (where p.held)::integer as held,
               count(c.id)::integer as laid, count(c.id) filter (where p.held)::integer as held_laid
          from topics.places(array(select s.id from shown s)) p
          left join topics.calendar_line c on c.class_id = p.class_id and c.place = p.place
         group by p.class_id
    )
    select s.id, d.row_version, coalesce(d.state, 'none'), d.reason, d.decided_at,
           b.id, b.name_uz, b.name_oz, b.name_ru, b.name_en,
           s.department_id, s.training, s.name, s.hours,
           (select string_agg(e.full_name, ', ' order by a.hours desc, e.full_name)
              from teaching.assignment a
              join employees.employee e on e.id = a.employee_id
             where a.class_id = s.id),
           coalesce(n.lessons, 0), coalesce(n.held, 0), coalesce(n.laid, 0), coalesce(n.held_laid, 0)
      from shown s
      join curriculum.course o on o.id = s.course_id
      join subjects.subject b on b.id = o.subject_id
      left join topics.calendar_plan d on d.class_id = s.id
      left join counted n on n.class_id = s.id
     order by b.name_uz, s.training, s.name;
end $$;
comment on function topics.read_plans(bigint) is 'Definer: lessons and teachers of a class are part of its plan.';

-- Those who teach a class, and the head of its department, write its plan.
create function topics.require_writer(class_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_teacher', 'hemis_department_head');
    if (class_id = any (teaching.classes_of(security.me(), security.my_role()))) is not true then
        perform security.refuse('This class is not among yours.', '{}', 'HM002');
    end if;
end $$;
comment on function topics.require_writer(bigint) is 'Definer: answers for the session user only.';

-- Hold the plan of a class as it was at a version; 0 is the version of one that is not there yet.
create function topics.take_plan(class_id bigint, version integer) returns topics.calendar_plan
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan topics.calendar_plan;
begin
    perform security.require_latest();
    select * into plan from topics.calendar_plan p where p.class_id = take_plan.class_id for update;
    if coalesce(plan.row_version, 0) <> version then
        perform security.refuse('Somebody has changed this calendar plan meanwhile. Look at it again.', '{}', 'HM003');
    end if;
    return plan;
end $$;
comment on function topics.take_plan(bigint, integer) is 'Definer: locks the plan; only the acts below call it.';

create function topics.refuse_foreign_topics(class_id bigint, wanted bigint[]) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select t.name as topic, k.name as class_name
      into wrong
      from teaching.class k
      join curriculum.course o on o.id = k.course_id
      join topics.topic t on t.id = any (wanted)
     where k.id = refuse_foreign_topics.class_id
       and ((t.subject_id, t.training) <> (o.subject_id, k.training) or t.department_id <> k.department_id)
     order by t.id
     limit 1;
    if found then
        perform security.refuse('“{topic}” is no topic of what {class} is taught.',
                                jsonb_build_object('topic', wrong.topic, 'class', wrong.class_name));
    end if;
end $$;
comment on function topics.refuse_foreign_topics(bigint, bigint[]) is 'Definer: class and topic are compared whatever the writer reads.';

-- Store which topic each place has: the first of `wanted` is that of place 1, null is a place without one. Returns the
-- new version.
create function topics.save_plan(class_id bigint, version integer, wanted bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan topics.calendar_plan;
    made integer;
begin
    perform topics.require_writer(class_id);
    plan := topics.take_plan(class_id, version);
    if plan.state = 'approved' then
        perform security.refuse('The calendar plan is approved. Ask the head of department to return it.');
    end if;
    perform topics.refuse_foreign_topics(class_id, wanted);
    if plan.id is null then
        insert into topics.calendar_plan (class_id, faculty_id, state, written_by)
        select k.id, k.faculty_id, 'draft', security.me()
          from teaching.class k
         where k.id = save_plan.class_id
        returning row_version into made;
    else
        update topics.calendar_plan p set written_by = security.me() where p.id = plan.id returning row_version into made;
    end if;
    delete from topics.calendar_line l
     where l.class_id = save_plan.class_id and wanted[l.place] is null;
    insert into topics.calendar_line as l (class_id, faculty_id, place, topic_id)
    select k.id, k.faculty_id, w.place, w.topic_id
      from unnest(wanted) with ordinality w (topic_id, place)
      join teaching.class k on k.id = save_plan.class_id
     where w.topic_id is not null
    on conflict on constraint calendar_line_place_key do update
       set topic_id = excluded.topic_id
     where l.topic_id <> excluded.topic_id;
    return made;
end $$;
comment on function topics.save_plan(bigint, integer, bigint[]) is 'Definer: a plan is written as a whole, by who teaches the class.';

create function topics.submit_plan(class_id bigint, version integer) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan topics.calendar_plan;
begin
    perform topics.require_writer(class_id);
    plan := topics.take_plan(class_id, version);
    if plan.state = 'approved' then
        perform security.refuse('The calendar plan is approved. Ask the head of department to return it.');
    end if;
    if not exists (select from topics.calendar_line l where l.class_id = submit_plan.class_id) then
        perform security.refuse('The calendar plan has no topics yet. Lay them onto the lessons first.');
    end if;
    update topics.calendar_plan p
       set state = 'submitted', submitted_at = now(), reason = null
     where p.id = plan.id;
end $$;
comment on function topics.submit_plan(bigint, integer) is 'Definer: the state of a plan is nobody''s to write.';

create function topics.decide_plan(class_id bigint, version integer, approves boolean, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan topics.calendar_plan;
begin
    perform security.require_role('hemis_department_head');
    perform topics.require_writer(class_id);
    plan := topics.take_plan(class_id, version);
    if not exists (select from topics.calendar_line l where l.class_id = decide_plan.class_id) then
        perform security.refuse('The calendar plan has no topics yet. Lay them onto the lessons first.');
    end if;
    if not approves and coalesce(btrim(reason), '') = '' then
        perform security.refuse('Write the reason: it is kept for good.');
    end if;
    update topics.calendar_plan p
       set state = case when approves then 'approved' else 'returned' end,
           decided_at = now(),
           decided_by = security.me(),
           reason = case when not approves then btrim(decide_plan.reason) end
     where p.id = plan.id;
end $$;
comment on function topics.decide_plan(bigint, integer, boolean, text) is 'Definer: the state of a plan is nobody''s to write.';

-- A class that is taken back goes with its plan, unless the head has approved it.
create function topics.drop_plan() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from topics.calendar_line l
     using topics.calendar_plan p
     where l.class_id = old.id and p.class_id = old.id and p.state <> 'approved';
    delete from topics.calendar_plan p where p.class_id = old.id and p.state <> 'approved';
    return old;
end $$;
comment on function topics.drop_plan() is 'Definer: plans are written by functions alone.';
create trigger plan_goes before delete on teaching.class for each row execute function topics.drop_plan();
