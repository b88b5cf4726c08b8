-- The head of the department replaces graders, returns and confirms; the dean's office closes, and the record is written.

create function grades.refuse_teacher_of(sheet_id bigint, employee_id bigint) returns void
    language plpgsql stable
as $$
declare
    taught record;
begin
    select e.full_name, g.name into taught
      from grades.sheet s
      join students."group" g on g.id in (select l.group_id from grades.line l where l.sheet_id = s.id)
      join employees.employee e on e.id = refuse_teacher_of.employee_id
     where s.id = refuse_teacher_of.sheet_id and timetable.teaches(e.id, g.id, s.term_id)
     order by g.id
     limit 1;
    if found then
        perform security.refuse('{teacher} teaches {group} in this term and cannot examine it.',
                                jsonb_build_object('teacher', taught.full_name, 'group', taught.name));
    end if;
end $$;

create function grades.refuse_not_employed(employee_id bigint) returns void
    language plpgsql stable
as $$
begin
    if not exists (select from employees.position p
                    where p.employee_id = refuse_not_employed.employee_id
                      and (p.ends_on is null or p.ends_on >= security.today())) then
        perform security.refuse('This person holds no position now. Choose another one.');
    end if;
end $$;

-- Another grader of a component: in the place of one who is on leave, ill or dismissed, or beside those there are. Who has
-- signed has done the work and is not replaced: the sheet is returned first.
create function grades.appoint_grader(component_id bigint, employee_id bigint, instead_of bigint, reason text)
    returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sheet grades.sheet;
    component grades.component;
begin
    perform security.require_role('hemis_department_head');
    select * into component from grades.component k where k.id = appoint_grader.component_id;
    sheet := grades.take_sheet(component.sheet_id);
    perform grades.require_state(sheet, 'opened', 'filled');
    perform grades.require_reason(reason);
    perform grades.refuse_not_employed(appoint_grader.employee_id);
    if component.signed_at is not null then
        perform security.refuse('This component is signed. Return the grade sheet first.', '{}', 'HM003');
    elsif exists (select from grades.grader g
                   where g.component_id = component.id and g.employee_id = instead_of and g.signed_at is not null) then
        perform security.refuse('{teacher} has signed this component already. Return the grade sheet first.',
            jsonb_build_object('teacher', (select e.full_name from employees.employee e where e.id = instead_of)), 'HM003');
    elsif component.final then
        perform grades.refuse_teacher_of(sheet.id, appoint_grader.employee_id);
    end if;
    if instead_of is null then
        insert into grades.grader (faculty_id, sheet_id, component_id, employee_id)
        values (sheet.faculty_id, sheet.id, component.id, appoint_grader.employee_id);
    else
        update grades.grader g
           set employee_id = appoint_grader.employee_id
         where g.component_id = component.id and g.employee_id = instead_of;
        if not found then
            perform security.refuse('That teacher does not grade this component.', '{}', 'HM003');
        end if;
    end if;
    perform grades.stamp(sheet.id, 'replaced', component.id, reason, appoint_grader.employee_id, instead_of);
end $$;
comment on function grades.appoint_grader(bigint, bigint, bigint, text) is 'Definer: graders are written by functions alone.';

-- Back to those who signed, with a reason; what they had taken over stays signed.
create function grades.return_sheet(sheet_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sheet grades.sheet;
begin
    perform security.require_role('hemis_department_head');
    sheet := grades.take_sheet(return_sheet.sheet_id);
    if sheet.state = 'closed' then
        perform grades.require_state(sheet, 'signed');
    end if;
    perform grades.require_reason(reason);
    update grades.grader g set signed_at = null where g.sheet_id = sheet.id;
    update grades.component k
       set signed_at = null
     where k.sheet_id = sheet.id
       and exists (select from grades.cell c where c.component_id = k.id and not c.carried);
    update grades.sheet s set state = 'filled', announced_at = null where s.id = sheet.id;
    perform grades.reckon(array[sheet.id]);
    perform grades.stamp(sheet.id, 'returned', null, reason);
end $$;
comment on function grades.return_sheet(bigint, text) is 'Definer: signatures are written by functions alone.';

create function grades.confirm(sheet_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    sheet grades.sheet;
begin
    perform security.require_role('hemis_department_head');
    sheet := grades.take_sheet(confirm.sheet_id);
    perform grades.require_state(sheet, 'signed');
    update grades.sheet s set state = 'confirmed' where s.id = sheet.id;
    perform grades.stamp(sheet.id, 'confirmed');
end $$;
comment on function grades.confirm(bigint) is 'Definer: states are written by functions alone.';

create function grades.close(sheet_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sheet grades.sheet;
begin
    perform security.require_role('hemis_faculty');
    sheet := grades.take_sheet(close.sheet_id);
    perform grades.require_state(sheet, 'confirmed');
    if exists (select from grades.appeal a where a.sheet_id = sheet.id and a.state in ('filed', 'appointed')) then
        perform security.refuse('An appeal against the grade sheet {number} is not decided yet.',
                                jsonb_build_object('number', sheet.number));
    end if;
    update grades.sheet s set state = 'closed', closed_at = now() where s.id = sheet.id;
    perform grades.write_records(array[sheet.id]);
    perform grades.stamp(sheet.id, 'closed');
end $$;
comment on function grades.close(bigint) is 'Definer: states are written by functions alone.';
