-- What holds of curricula whoever writes them.

-- The subjects of plans that a head's department or a teacher's classes have, and the plans these are in.
create function curriculum.courses_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(c.id), '{}')
      from (
        select c.id
          from curriculum.course c
         where role = 'hemis_department_head'
           and c.department_id = any ((select security.units_of(login, role))::bigint[])
        union
        select p.course_id
          from teaching.part p
         where role = 'hemis_teacher'
           and p.class_id = any ((select teaching.classes_of(login, role))::bigint[])
      ) c (id)
$$;
comment on function curriculum.courses_of(text, text) is 'Definer: the scope of a plan lies in what is read under that scope.';

create function curriculum.my_courses(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select curriculum.courses_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function curriculum.my_courses(text) is 'Definer: answers for the session user only.';

create function curriculum.plans_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct c.curriculum_id), '{}')
      from curriculum.course c
     where c.id = any ((select curriculum.courses_of(login, role))::bigint[])
$$;
comment on function curriculum.plans_of(text, text) is 'Definer: the scope of a plan lies in what is read under that scope.';

create function curriculum.my_plans(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select curriculum.plans_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function curriculum.my_plans(text) is 'Definer: answers for the session user only.';

create function curriculum.refuse_foreign(faculty_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (faculty_id = any (security.units_of(security.me(), security.my_role()))) is not true then
        perform security.refuse('This faculty is not yours.', '{}', 'HM002');
    end if;
end $$;
comment on function curriculum.refuse_foreign(bigint) is 'Definer: answers for the session user only.';

-- Acceptance locks a plan. Whoever writes below it holds the plan until the end of the transaction, so that it cannot be
-- accepted meanwhile, and whoever accepts it waits for the writers.
create function curriculum.refuse_accepted(plans bigint[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plan record;
begin
    for plan in
        select c.name, c.accepted_at
          from curriculum.curriculum c
         where c.id = any (plans)
         order by c.id
           for share
    loop
        if plan.accepted_at is not null then
            perform security.refuse('The curriculum {name} is accepted and locked. Ask the academic office to open it.',
                                    jsonb_build_object('name', plan.name));
        end if;
    end loop;
end $$;
comment on function curriculum.refuse_accepted(bigint[]) is 'Definer: locks the plan and sees it whatever the writer reads.';

create function curriculum.keep_accepted() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    plans bigint[];
begin
    if tg_op = 'INSERT' then
        plans := array(select distinct n.curriculum_id from new_rows n);
    elsif tg_op = 'DELETE' then
        plans := array(select distinct o.curriculum_id from old_rows o);
    else
        plans := array(select n.curriculum_id from new_rows n union select o.curriculum_id from old_rows o);
    end if;
    perform curriculum.refuse_accepted(plans);
    return null;
end $$;
comment on function curriculum.keep_accepted() is 'Definer: plans are locked whatever the writer reads.';

create function curriculum.keep_accepted_course() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    courses bigint[];
begin
    if tg_op = 'INSERT' then
        courses := array(select distinct n.course_id from new_rows n);
    elsif tg_op = 'DELETE' then
        courses := array(select distinct o.course_id from old_rows o);
    else
        courses := array(select n.course_id from new_rows n union select o.course_id from old_rows o);
    end if;
    perform curriculum.refuse_accepted(
        array(select distinct c.curriculum_id from curriculum.course c where c.id = any (courses)));
    return null;
end $$;
comment on function curriculum.keep_accepted_course() is 'Definer: plans are locked whatever the writer reads.';

create trigger accepted_insert after insert on curriculum.semester referencing new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_update after update on curriculum.semester referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_delete after delete on curriculum.semester referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted();

create trigger accepted_insert after insert on curriculum.week referencing new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_update after update on curriculum.week referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_delete after delete on curriculum.week referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted();

create trigger accepted_insert after insert on curriculum.block referencing new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_update after update on curriculum.block referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_delete after delete on curriculum.block referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted();

create trigger accepted_insert after insert on curriculum.course referencing new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_update after update on curriculum.course referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted();
create trigger accepted_delete after delete on curriculum.course referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted();

create trigger accepted_insert after insert on curriculum.course_hours referencing new table as new_rows
    for each statement execute function curriculum.keep_accepted_course();
create trigger accepted_update after update on curriculum.course_hours referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted_course();
create trigger accepted_delete after delete on curriculum.course_hours referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted_course();

create trigger accepted_insert after insert on curriculum.control referencing new table as new_rows
    for each statement execute function curriculum.keep_accepted_course();
create trigger accepted_update after update on curriculum.control referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted_course();
create trigger accepted_delete after delete on curriculum.control referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted_course();

-- Of an accepted plan only the acceptance itself changes.
create function curriculum.keep_accepted_plan() returns trigger
    language plpgsql
as $$
declare
    locked text;
begin
    if tg_op = 'DELETE' then
        select o.name into locked from old_rows o where o.accepted_at is not null order by o.id limit 1;
    else
        select o.name into locked
          from old_rows o
          join new_rows n using (id)
         where o.accepted_at is not null
           and to_jsonb(n) - '{accepted_at,accepted_by,row_version}'::text[]
               <> to_jsonb(o) - '{accepted_at,accepted_by,row_version}'::text[]
         order by o.id
         limit 1;
    end if;
    if locked is not null then
        perform security.refuse('The curriculum {name} is accepted and locked. Ask the academic office to open it.',
                                jsonb_build_object('name', locked));
    end if;
    return null;
end $$;
create trigger accepted_update after update on curriculum.curriculum
    referencing old table as old_rows new table as new_rows
    for each statement execute function curriculum.keep_accepted_plan();
create trigger accepted_delete after delete on curriculum.curriculum referencing old table as old_rows
    for each statement execute function curriculum.keep_accepted_plan();

-- A plan is of the type of its specialty.
create function curriculum.keep_education_type() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong text;
begin
    select n.name into wrong
      from new_rows n
      join students.specialty s on s.id = n.specialty_id
     where s.education_type <> n.education_type
     order by n.id
     limit 1;
    if wrong is not null then
        perform security.refuse('The curriculum {name} is not of the education type of its specialty.',
                                jsonb_build_object('name', wrong));
    end if;
    return null;
end $$;
comment on function curriculum.keep_education_type() is 'Definer: the specialty is looked up whatever the writer reads.';
create trigger education_type_insert after insert on curriculum.curriculum referencing new table as new_rows
    for each statement execute function curriculum.keep_education_type();
create trigger education_type_update after update on curriculum.curriculum referencing new table as new_rows
    for each statement execute function curriculum.keep_education_type();

-- A subject is taught by a department, not by another kind of unit.
create function curriculum.keep_department() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong text;
begin
    select u.name_uz into wrong
      from new_rows n
      join structure.unit u on u.id = n.department_id
     where u.kind <> :structure_type.department
     order by n.id
     limit 1;
    if wrong is not null then
        perform security.refuse('{unit} is not a department: subjects are taught by departments.',
                                jsonb_build_object('unit', wrong));
    end if;
    return null;
end $$;
comment on function curriculum.keep_department() is 'Definer: rules look at all units, whatever the writer reads.';
create trigger department_insert after insert on curriculum.course referencing new table as new_rows
    for each statement execute function curriculum.keep_department();
create trigger department_update after update on curriculum.course referencing new table as new_rows
    for each statement execute function curriculum.keep_department();

-- A group follows a plan of its own faculty, specialty, entry year and form.
create function curriculum.keep_groups_plan() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select g.name as group_name, c.name as plan_name into wrong
      from new_rows n
      join students."group" g on g.id = n.group_id
      join curriculum.curriculum c on c.id = n.curriculum_id
     where (g.faculty_id, g.specialty_id, g.entry_year, g.education_form)
           is distinct from (c.faculty_id, c.specialty_id, c.entry_year, c.education_form)
     order by n.id
     limit 1;
    if found then
        perform security.refuse('The curriculum {plan} is not for the group {group}: specialty, entry year or form differ.',
                                jsonb_build_object('plan', wrong.plan_name, 'group', wrong.group_name));
    end if;
    return null;
end $$;
comment on function curriculum.keep_groups_plan() is 'Definer: group and plan are compared whatever the writer reads.';
create trigger plan_insert after insert on curriculum.group_curriculum referencing new table as new_rows
    for each statement execute function curriculum.keep_groups_plan();
create trigger plan_update after update on curriculum.group_curriculum referencing new table as new_rows
    for each statement execute function curriculum.keep_groups_plan();

-- A group that was made classes of keeps its plan.
create function curriculum.keep_taught_group() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taught text;
begin
    select g.name into taught
      from old_rows o
      join students."group" g on g.id = o.group_id
     where exists (
            select
              from teaching.part p
              join curriculum.course c on c.id = p.course_id
             where p.group_id = o.group_id and c.curriculum_id = o.curriculum_id)
     order by o.id
     limit 1;
    if taught is not null then
        perform security.refuse('The group {group} has classes by this curriculum; remove them first.',
                                jsonb_build_object('group', taught));
    end if;
    return null;
end $$;
comment on function curriculum.keep_taught_group() is 'Definer: classes count, whatever the writer reads.';
create trigger taught_delete after delete on curriculum.group_curriculum referencing old table as old_rows
    for each statement execute function curriculum.keep_taught_group();

-- A group that follows a plan keeps the specialty, entry year and form that the plan is for.
create function curriculum.keep_followed() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select n.name as group_name, c.name as plan_name into wrong
      from new_rows n
      join curriculum.group_curriculum f on f.group_id = n.id
      join curriculum.curriculum c on c.id = f.curriculum_id
     where (n.faculty_id, n.specialty_id, n.entry_year, n.education_form)
           is distinct from (c.faculty_id, c.specialty_id, c.entry_year, c.education_form)
     order by n.id
     limit 1;
    if found then
        perform security.refuse('The curriculum {plan} is not for the group {group}: specialty, entry year or form differ.',
                                jsonb_build_object('plan', wrong.plan_name, 'group', wrong.group_name));
    end if;
    return null;
end $$;
comment on function curriculum.keep_followed() is 'Definer: the plan is looked up whatever the writer reads.';
create trigger followed_update after update on students."group" referencing new table as new_rows
    for each statement execute function curriculum.keep_followed();
