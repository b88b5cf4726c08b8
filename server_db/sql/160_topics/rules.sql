-- What holds of topics whoever writes them.

-- The subjects a person teaches: a teacher those of the own classes, a dean's office those of its plans. A head of
-- department is asked by the department.
create function topics.subjects_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct c.subject_id), '{}')
      from (
        select o.subject_id
          from teaching.class k
          join curriculum.course o on o.id = k.course_id
         where role = 'hemis_teacher'
           and k.id = any ((select teaching.classes_of(login, role))::bigint[])
        union all
        select o.subject_id
          from curriculum.course o
         where role = 'hemis_faculty'
           and o.faculty_id = any ((select security.units_of(login, role))::bigint[])
      ) c
$$;
comment on function topics.subjects_of(text, text) is 'Definer: what is taught stands in classes read under that scope.';

create function topics.my_subjects(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select topics.subjects_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function topics.my_subjects(text) is 'Definer: answers for the session user only.';

-- The banks of questions a teacher shares: subject and department of the own classes in one number, for policies.
create function topics.banks_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct o.subject_id * 1000000 + k.department_id), '{}')
      from teaching.class k
      join curriculum.course o on o.id = k.course_id
     where role = 'hemis_teacher'
       and k.id = any ((select teaching.classes_of(login, role))::bigint[])
$$;
comment on function topics.banks_of(text, text) is 'Definer: what is taught stands in classes read under that scope.';

create function topics.my_banks(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select topics.banks_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function topics.my_banks(text) is 'Definer: answers for the session user only.';

-- Whether somebody teaches a subject for a department.
create function topics.teaches(subject_id bigint, department_id bigint) returns boolean
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
          from teaching.class k
          join curriculum.course o on o.id = k.course_id
         where k.id = any (teaching.classes_of(security.me(), security.my_role()))
           and k.department_id = teaches.department_id
           and o.subject_id = teaches.subject_id)
$$;
comment on function topics.teaches(bigint, bigint) is 'Definer: answers for the session user only.';

-- Topics belong to a department that teaches the subject. A teacher writes them until the head has approved them.
create function topics.keep_topics() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    lists jsonb;
    wrong record;
begin
    if tg_op = 'INSERT' then
        lists := (select jsonb_agg(distinct to_jsonb(n)) from new_rows n);
    elsif tg_op = 'DELETE' then
        lists := (select jsonb_agg(distinct to_jsonb(o)) from old_rows o);
    else
        lists := (select jsonb_agg(distinct to_jsonb(r)) from (select * from new_rows union all select * from old_rows) r);
    end if;
    select b.name_uz as subject, u.name_uz as department
      into wrong
      from (select distinct r.subject_id, r.department_id
              from jsonb_populate_recordset(null::topics.topic, lists) r) r
      join subjects.subject b on b.id = r.subject_id
      join structure.unit u on u.id = r.department_id
     where b.department_id is distinct from r.department_id
       and not exists (
            select
              from curriculum.course o
             where o.subject_id = r.subject_id and o.department_id = r.department_id)
     order by b.id
     limit 1;
    if found then
        perform security.refuse('{department} does not teach {subject}: it has no topics of it.',
                                jsonb_build_object('department', wrong.department, 'subject', wrong.subject));
    end if;
    if security.my_role() = 'hemis_teacher' then
        select b.name_uz as subject
          into wrong
          from topics.approval a
          join subjects.subject b on b.id = a.subject_id
         where exists (
                select
                  from jsonb_populate_recordset(null::topics.topic, lists) r
                 where (r.subject_id, r.department_id, r.training) = (a.subject_id, a.department_id, a.training))
         order by a.id
         limit 1;
        if found then
            perform security.refuse('The topics of {subject} are approved. Ask the head of department to open them.',
                                    jsonb_build_object('subject', wrong.subject));
        end if;
    end if;
    return null;
end $$;
comment on function topics.keep_topics() is 'Definer: classes, plans and approvals count, whatever the writer reads.';
create trigger topics_insert after insert on topics.topic referencing new table as new_rows
    for each statement execute function topics.keep_topics();
create trigger topics_update after update on topics.topic
    referencing old table as old_rows new table as new_rows
    for each statement execute function topics.keep_topics();
create trigger topics_delete after delete on topics.topic referencing old table as old_rows
    for each statement execute function topics.keep_topics();
