-- How classes are made of groups, and what a load adds up to.

-- The classes of a head's department, and those a teacher teaches.
create function teaching.classes_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(c.id), '{}')
      from (
        select c.id
          from teaching.class c
         where role = 'hemis_department_head'
           and c.department_id = any ((select security.units_of(login, role))::bigint[])
        union
        select a.class_id
          from teaching.assignment a
         where role = 'hemis_teacher'
           and a.employee_id = (select security.employee_of(login, role))
      ) c (id)
$$;
comment on function teaching.classes_of(text, text) is 'Definer: whose a class is stands in assignments read under that scope.';

create function teaching.my_classes(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select teaching.classes_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function teaching.my_classes(text) is 'Definer: answers for the session user only.';

-- The groups in those classes: whose students are taught.
create function teaching.taught_groups_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct p.group_id), '{}')
      from teaching.part p
     where p.class_id = any ((select teaching.classes_of(login, role))::bigint[])
$$;
comment on function teaching.taught_groups_of(text, text) is 'Definer: the scope stands in tables read under that scope.';

create function teaching.my_taught_groups(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select teaching.taught_groups_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function teaching.my_taught_groups(text) is 'Definer: answers for the session user only.';

-- The department of an assignment is that of its class, whoever writes it. Nothing is refused here: row security has
-- not been asked yet.
create function teaching.take_department() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.department_id := (select c.department_id from teaching.class c where c.id = new.class_id);
    return new;
end $$;
comment on function teaching.take_department() is 'Definer: the class is looked up whatever the writer reads.';
create trigger take_department before insert or update on teaching.assignment
    for each row execute function teaching.take_department();

-- When a class goes to another department, so do its assignments.
create function teaching.pass_department() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update teaching.assignment a
       set department_id = n.department_id
      from old_rows o
      join new_rows n using (id)
     where a.class_id = n.id
       and o.department_id is distinct from n.department_id;
    return null;
end $$;
comment on function teaching.pass_department() is 'Definer: nobody writes the department of an assignment.';
create trigger pass_department after update on teaching.class
    referencing old table as old_rows new table as new_rows
    for each statement execute function teaching.pass_department();

-- No more hours are assigned than a class has. The classes are locked first, so that two desks count one after the other.
create function teaching.refuse_excess(classes bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    excess record;
begin
    perform security.require_latest();
    perform from teaching.class c where c.id = any (classes) order by c.id for update;
    select c.name, c.hours, sum(a.hours) as assigned
      into excess
      from teaching.class c
      join teaching.assignment a on a.class_id = c.id
     where c.id = any (classes)
     group by c.id
    having sum(a.hours) > c.hours
     order by c.id
     limit 1;
    if found then
        perform security.refuse('{class} has {hours} hours; {assigned} would be assigned.',
                                jsonb_build_object('class', excess.name, 'hours', excess.hours,
                                                   'assigned', excess.assigned));
    end if;
end $$;
comment on function teaching.refuse_excess(bigint[]) is 'Definer: all assignments count, whatever the writer reads.';

create function teaching.keep_hours() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_table_name = 'class' then
        perform teaching.refuse_excess(
            array(select n.id from new_rows n join old_rows o using (id) where n.hours < o.hours));
    else
        perform teaching.refuse_excess(array(select distinct n.class_id from new_rows n));
    end if;
    return null;
end $$;
comment on function teaching.keep_hours() is 'Definer: all assignments count, whatever the writer reads.';
create trigger hours_update after update on teaching.class
    referencing old table as old_rows new table as new_rows
    for each statement execute function teaching.keep_hours();
create trigger hours_insert after insert on teaching.assignment referencing new table as new_rows
    for each statement execute function teaching.keep_hours();
create trigger hours_update after update on teaching.assignment referencing new table as new_rows
    for each statement execute function teaching.keep_hours();

-- Who teaches holds a position in the department of the class or somewhere in its faculty.
create function teaching.keep_teacher() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    stranger record;
begin
    select e.full_name, u.name_uz as unit
      into stranger
      from (select distinct n.employee_id, n.department_id, n.faculty_id from new_rows n) n
      join employees.employee e on e.id = n.employee_id
      join structure.unit u on u.id = coalesce(n.department_id, n.faculty_id)
     where not exists (
            select
              from employees.position p
              join structure.unit w on w.id = p.unit_id
             where p.employee_id = n.employee_id
               and (p.ends_on is null or p.ends_on >= security.today())
               and (p.unit_id in (n.department_id, n.faculty_id) or w.parent_id = n.faculty_id))
     order by e.id
     limit 1;
    if found then
        perform security.refuse('{teacher} holds no position in {unit} or its faculty.',
                                jsonb_build_object('teacher', stranger.full_name, 'unit', stranger.unit));
    end if;
    return null;
end $$;
comment on function teaching.keep_teacher() is 'Definer: all positions count, whatever the writer reads.';
create trigger teacher_insert after insert on teaching.assignment referencing new table as new_rows
    for each statement execute function teaching.keep_teacher();
create trigger teacher_update after update on teaching.assignment referencing new table as new_rows
    for each statement execute function teaching.keep_teacher();

-- A part is a group of the faculty, taught the subject of the class by its own plan; slices of a group do not meet in it.
create function teaching.keep_parts() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select g.name as group_name, k.name as class_name
      into wrong
      from new_rows n
      join students."group" g on g.id = n.group_id
      join teaching.class k on k.id = n.class_id
      join curriculum.course own on own.id = k.course_id
      join curriculum.course c on c.id = n.course_id
      left join curriculum.group_curriculum f on f.group_id = g.id and f.curriculum_id = c.curriculum_id
     where c.subject_id <> own.subject_id
        or g.faculty_id <> n.faculty_id
        or c.faculty_id <> n.faculty_id
        or f.id is null
     order by n.id
     limit 1;
    if found then
        perform security.refuse('The group {group} is not taught the subject of the class {class} by its curriculum.',
                                jsonb_build_object('group', wrong.group_name, 'class', wrong.class_name));
    end if;
    select g.name as group_name, k.name as class_name
      into wrong
      from (select p.class_id, p.group_id, p.slice_from,
                   max(p.slice_to) over (partition by p.class_id, p.group_id order by p.slice_from
                                         rows between unbounded preceding and 1 preceding) as taken_to
              from teaching.part p
             where p.class_id in (select n.class_id from new_rows n)) p
      join students."group" g on g.id = p.group_id
      join teaching.class k on k.id = p.class_id
     where p.slice_from < p.taken_to
     order by p.class_id
     limit 1;
    if found then
        perform security.refuse('The subgroups of {group} in the class {class} overlap.',
                                jsonb_build_object('group', wrong.group_name, 'class', wrong.class_name));
    end if;
    return null;
end $$;
comment on function teaching.keep_parts() is 'Definer: groups and plans are compared whatever the writer reads.';
create trigger parts_insert after insert on teaching.part referencing new table as new_rows
    for each statement execute function teaching.keep_parts();
create trigger parts_update after update on teaching.part referencing new table as new_rows
    for each statement execute function teaching.keep_parts();
