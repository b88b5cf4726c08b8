-- Late sheets: their day has passed and they are not closed. Whose turn it is is reminded, once a day, and it is kept who
-- reminded whom.

-- Whose turn it is in sheets that are late: the graders who have not signed, then the head of the department. What is
-- confirmed waits for the dean's office as a whole.
create function grades.turns_of(sheet_ids bigint[])
    returns table (sheet_id bigint, employee_id bigint, role text)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select distinct s.id, g.employee_id, 'hemis_teacher'
      from grades.sheet s
      join grades.grader g on g.sheet_id = s.id and g.signed_at is null
      join grades.component k on k.id = g.component_id and k.signed_at is null
     where s.id = any (sheet_ids) and s.state in ('opened', 'filled')
    union
    select distinct s.id, a.employee_id, m.role
      from grades.sheet s
      join security.membership m on m.unit_id = s.department_id and m.role = 'hemis_department_head'
       and m.starts_on <= security.today() and coalesce(m.ends_on, 'infinity') >= security.today()
      join security.account a on a.id = m.account_id and a.ended_at is null and a.employee_id is not null
     where s.id = any (sheet_ids) and s.state = 'signed'
$$;
comment on function grades.turns_of(bigint[]) is 'Definer: who is head stands in the rights; asked for sheets that the caller reads.';

-- The late sheets that the role reads, each with whose turn it is and when somebody was last reminded.
create function grades.late_sheets()
    returns table (sheet_id bigint, days integer, people text[], reminded_on date, reminded_by text, may_remind boolean)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    whole constant boolean := security.my_role() = 'hemis_academic_office';
    head constant boolean := security.my_role() = 'hemis_department_head';
    ids bigint[];
begin
    perform security.require_role('hemis_faculty', 'hemis_department_head', 'hemis_academic_office');
    ids := array(select s.id
                   from grades.sheet s
                  where s.due_on < security.today() and s.state <> 'closed'
                    and (whole or case when head then s.department_id else s.faculty_id end = any (units)));
    return query
    with turns as materialized (
        select t.sheet_id, array_agg(e.full_name order by e.full_name) as names, bool_or(t.role = 'hemis_teacher') as teachers
          from grades.turns_of(ids) t
          join employees.employee e on e.id = t.employee_id
         group by t.sheet_id
    )
    select s.id, security.today() - s.due_on, coalesce(t.names, '{}'), r.day, security.name_of(r.login),
           not whole and t.names is not null and (not head or t.teachers)
             and exists (select from grades.turns_of(array[s.id]) u
                          where not exists (
                            select from grades.reminder m
                             where m.sheet_id = u.sheet_id and m.employee_id = u.employee_id
                               and m.day = security.today()))
      from unnest(ids) i (id)
      join grades.sheet s on s.id = i.id
      left join turns t on t.sheet_id = s.id
      left join lateral (
        select m.day, m.login from grades.reminder m where m.sheet_id = s.id order by m.day desc, m.id desc limit 1) r on true;
end $$;
comment on function grades.late_sheets() is 'Definer: names whose turn it is, in the sheets of the own scope.';

-- Remind whose turn it is in these late sheets; who was reminded of a sheet today is not reminded again.
create function grades.remind(sheet_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    head constant boolean := security.my_role() = 'hemis_department_head';
    wrong record;
    reminded integer;
begin
    perform security.require_role('hemis_faculty', 'hemis_department_head');
    perform security.require_latest();
    if cardinality(sheet_ids) > 5000 then
        perform security.refuse('At most 5 000 sheets are reminded of at once.');
    end if;
    if exists (select from unnest(sheet_ids) i (id) left join grades.sheet s on s.id = i.id
                where not coalesce(case when head then s.department_id else s.faculty_id end = any (units), false)) then
        perform security.refuse('This grade sheet is not one of yours.', '{}', 'HM002');
    end if;
    select s.number, s.state, s.due_on into wrong
      from grades.sheet s
     where s.id = any (sheet_ids) and (s.due_on is null or s.due_on >= security.today() or s.state = 'closed')
     order by s.id
     limit 1;
    if found then
        perform security.refuse('The grade sheet {number} is not late: nobody is reminded of it.',
                                jsonb_build_object('number', wrong.number), 'HM004');
    end if;
    insert into grades.reminder (faculty_id, sheet_id, employee_id, role, day, login)
    select s.faculty_id, t.sheet_id, t.employee_id, t.role, security.today(), security.me()
      from grades.turns_of(sheet_ids) t
      join grades.sheet s on s.id = t.sheet_id
     where not head or t.role = 'hemis_teacher'
     order by t.sheet_id, t.employee_id
    on conflict on constraint reminder_sheet_id_employee_id_day_key do nothing;
    get diagnostics reminded = row_count;
    if reminded = 0 then
        perform security.refuse(
            'Nobody was reminded: they were reminded today already, or it is your own turn. Remind again tomorrow.', '{}',
            'HM004');
    end if;
    return reminded;
end $$;
comment on function grades.remind(bigint[]) is 'Definer: reminders are written by this act alone.';

-- A reminder is done when it is no longer the person's turn: signed, confirmed, given to somebody else, closed.
create function grades.settle_reminders() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    sheets constant bigint[] := case tg_table_name
        when 'sheet' then array(select n.id from new_rows n)
        else array(select distinct (to_jsonb(n) ->> 'sheet_id')::bigint from new_rows n) end;
begin
    update grades.reminder r
       set done_at = now()
     where r.sheet_id = any (sheets) and r.done_at is null
       and not exists (select from grades.turns_of(array[r.sheet_id]) t
                        where t.employee_id = r.employee_id and t.role = r.role);
    return null;
end $$;
comment on function grades.settle_reminders() is 'Definer: reminders are written by functions alone.';
create trigger sheet_reminders after update on grades.sheet referencing new table as new_rows
    for each statement execute function grades.settle_reminders();
create trigger component_reminders after update on grades.component referencing new table as new_rows
    for each statement execute function grades.settle_reminders();
create trigger grader_reminders after update on grades.grader referencing new table as new_rows
    for each statement execute function grades.settle_reminders();
