-- What was taught: choosing the topic of a lesson in the head of the journal holds the lesson.

-- The topics that a lesson may have, in their order: those of its subject and training type in its department.
create function attendance.topics_for(lesson_id bigint) returns table (id bigint, number integer, name text, planned boolean)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select t.id, t.number, t.name::text, t.id = topics.topic_of_lesson(l.id)
      from timetable.lesson l
      join teaching.class c on c.id = l.class_id
      join curriculum.course o on o.id = c.course_id
      join topics.topic t
        on t.subject_id = o.subject_id and t.training = c.training and t.department_id = l.department_id
     where l.id = topics_for.lesson_id
       and security.my_role() = 'hemis_teacher'
       and l.employee_id = security.employee_of(security.me(), security.my_role())
     order by t.number
$$;
comment on function attendance.topics_for(bigint) is 'Definer: asked for own lessons, also those held for somebody else.';

-- Say what was taught in an own lesson.
create function attendance.choose_topic(lesson_id bigint, topic_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_teacher');
    perform security.require_latest();
    perform attendance.require_window(array[choose_topic.lesson_id], timetable.hold(array[choose_topic.lesson_id]));
    if not exists (select from attendance.topics_for(choose_topic.lesson_id) t where t.id = choose_topic.topic_id) then
        perform security.refuse('This topic is not of the subject of the lesson. Choose another.');
    end if;
    insert into attendance.lesson_topic as h (faculty_id, department_id, employee_id, lesson_id, topic_id)
    select l.faculty_id, l.department_id, l.employee_id, l.id, choose_topic.topic_id
      from timetable.lesson l
     where l.id = choose_topic.lesson_id
    on conflict on constraint lesson_topic_lesson_key do update
       set topic_id = excluded.topic_id
     where h.topic_id <> excluded.topic_id;
end $$;
comment on function attendance.choose_topic(bigint, bigint) is 'Definer: what was taught is written by functions alone.';
