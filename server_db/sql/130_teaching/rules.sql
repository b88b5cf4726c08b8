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
