-- The head approves the topics of a subject in a training type, and opens them again.

create function topics.require_department(department_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_department_head');
    if (department_id = any (security.units_of(security.me(), security.my_role()))) is not true then
        perform security.refuse('This department is not yours.', '{}', 'HM002');
    end if;
end $$;
comment on function topics.require_department(bigint) is 'Definer: answers for the session user only.';

create function topics.approve(subject_id bigint, department_id bigint, training text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform topics.require_department(department_id);
    if not exists (
        select
          from topics.topic t
         where t.subject_id = approve.subject_id and t.department_id = approve.department_id
           and t.training = approve.training)
    then
        perform security.refuse('There are no topics yet that could be approved.');
    end if;
    insert into topics.approval (subject_id, department_id, training, approved_by)
    values (approve.subject_id, approve.department_id, approve.training, security.me())
    on conflict on constraint approval_list_key do nothing;
end $$;
comment on function topics.approve(bigint, bigint, text) is 'Definer: nobody writes an approval by hand.';

create function topics.reopen(subject_id bigint, department_id bigint, training text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform topics.require_department(department_id);
    delete from topics.approval a
     where a.subject_id = reopen.subject_id and a.department_id = reopen.department_id and a.training = reopen.training;
end $$;
comment on function topics.reopen(bigint, bigint, text) is 'Definer: nobody writes an approval by hand.';
