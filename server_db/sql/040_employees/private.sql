-- Private data of employees: no SELECT for anybody, one function to read and one to write.

create function employees.read_private(ticket bigint) returns setof jsonb
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case
               when security.my_role() = 'hemis_accounting' then
                   jsonb_build_object('employee_id', p.employee_id, 'salary', p.salary)
               else to_jsonb(p) - 'id'
           end
      from employees.private p
     where p.employee_id in (select security.opened_by(ticket, 'employees.private'))
$$;
comment on function employees.read_private(bigint) is 'Definer: private data is read only through a ticket of the log.';

-- Many employees at a call: each row is {"employee_id", "version", "values"}. Version 0 makes the record, another must
-- be the present one; keys that are not given stay as they are. All rows are written or none.
create function employees.write_privates(rows jsonb, run_id bigint default null)
    returns table (employee_id bigint, version integer)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    changed integer;
    added integer;
begin
    perform security.require_role('hemis_hr');
    perform imports.require_open_run(run_id);
    if exists (
        select
          from jsonb_array_elements(rows) r
         where (r -> 'values') - '{pinfl,passport,address,phone,email,health,salary}'::text[] <> '{}'
    ) then
        perform security.refuse('The private data of an employee has no such field.');
    end if;
    perform imports.require_announced('employees', array(
        select r -> 'values' ->> 'pinfl'
          from jsonb_array_elements(rows) r
          left join employees.private old on old.employee_id = (r ->> 'employee_id')::bigint
         where r -> 'values' ->> 'pinfl' is not null
           and r -> 'values' ->> 'pinfl' is distinct from old.pinfl));
    perform imports.note_privates(run_id, 'employees', rows);
    update employees.private p
       set (pinfl, passport, address, phone, email, health, salary) =
           (w.pinfl, w.passport, w.address, w.phone, w.email, w.health, w.salary)
      from jsonb_to_recordset(rows) r (employee_id bigint, version integer, "values" jsonb)
      join employees.private old on old.employee_id = r.employee_id
     cross join lateral jsonb_populate_record(old, r."values") w
     where p.id = old.id and p.row_version = r.version;
    get diagnostics changed = row_count;
    insert into employees.private (employee_id, pinfl, passport, address, phone, email, health, salary)
    select r.employee_id, w.pinfl, w.passport, w.address, w.phone, w.email, w.health, w.salary
      from jsonb_to_recordset(rows) r (employee_id bigint, version integer, "values" jsonb)
     cross join lateral jsonb_populate_record(null::employees.private, r."values") w
     where r.version = 0;
    get diagnostics added = row_count;
    if changed + added <> jsonb_array_length(rows) then
        perform security.refuse('The private data was changed meanwhile.', '{}', 'HM003');
    end if;
    perform imports.note_new_privates(run_id, 'employees', rows);
    return query
    select p.employee_id, p.row_version
      from employees.private p
      join jsonb_to_recordset(rows) r (employee_id bigint) on r.employee_id = p.employee_id;
end $$;
comment on function employees.write_privates(jsonb, bigint) is 'Definer: the personnel office writes what nobody may select.';

create function employees.write_private(employee_id bigint, version integer, "values" jsonb) returns integer
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    select w.version
      from employees.write_privates(jsonb_build_array(jsonb_build_object(
               'employee_id', employee_id, 'version', version, 'values', "values"))) w
$$;
comment on function employees.write_private(bigint, integer, jsonb) is 'Definer: one row of write_privates; its new version.';
