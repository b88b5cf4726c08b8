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
