-- Works come only of students who sit in the class of the task; who may write is told by the policies.

-- The topic of a task is one of what the class is taught.
create function topics.keep_tasks() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    task record;
begin
    for task in select distinct n.class_id, n.topic_id from new_rows n where n.topic_id is not null loop
        perform topics.refuse_foreign_topics(task.class_id, array[task.topic_id]);
    end loop;
    return null;
end $$;
comment on function topics.keep_tasks() is 'Definer: class and topic are compared whatever the writer reads.';
create trigger tasks_insert after insert on topics.task referencing new table as new_rows
    for each statement execute function topics.keep_tasks();
create trigger tasks_update after update on topics.task referencing new table as new_rows
    for each statement execute function topics.keep_tasks();

-- A work is of a student who sat in the class while the task ran, and brings no more points than its task.
create function topics.keep_works() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select t.full_name as student, k.name as class_name into wrong
      from new_rows n
      join students.student t on t.id = n.student_id
      join teaching.class k on k.id = n.class_id
     where not exists (
            select from teaching.member m where m.class_id = n.class_id and m.student_id = n.student_id)
     order by n.id
     limit 1;
    if found then
        perform security.refuse('{student} does not sit in the class {class}.',
                                jsonb_build_object('student', wrong.student, 'class', wrong.class_name));
    end if;
    select a.name, a.points into wrong
      from new_rows n
      join topics.task a on a.id = n.task_id
     where n.points > a.points
     order by n.id
     limit 1;
    if found then
        perform security.refuse('The task “{task}” brings at most {points} points.',
                                jsonb_build_object('task', wrong.name, 'points', wrong.points));
    end if;
    return null;
end $$;
comment on function topics.keep_works() is 'Definer: members and tasks are looked up whatever the writer reads.';
create trigger works_insert after insert on topics.task_work referencing new table as new_rows
    for each statement execute function topics.keep_works();
create trigger works_update after update on topics.task_work referencing new table as new_rows
    for each statement execute function topics.keep_works();

-- The points of a task are not lowered below what somebody has got.
create function topics.keep_points() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select n.name, max(w.points) as points into wrong
      from new_rows n
      join topics.task_work w on w.task_id = n.id
     where w.points > n.points
     group by n.id, n.name
     limit 1;
    if found then
        perform security.refuse('Somebody has {points} points for the task “{task}” already. Lower those first.',
                                jsonb_build_object('task', wrong.name, 'points', wrong.points));
    end if;
    return null;
end $$;
comment on function topics.keep_points() is 'Definer: works are looked up whatever the writer reads.';
create trigger points_update after update on topics.task referencing new table as new_rows
    for each statement execute function topics.keep_points();
